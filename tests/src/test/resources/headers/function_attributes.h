void quit(int code) __attribute__((noreturn));
_Noreturn void quit_too(void);
int old(int x) __attribute__((deprecated("use add")));
int older(int x) __attribute__((deprecated));
void *make(unsigned size) __attribute__((malloc, warn_unused_result));
int needs(const char *text, int *out) __attribute__((nonnull(1, 2)));
#if defined(__clang__)
#define FOR_THE_ANALYZER __attribute__((analyzer_noreturn))
#else
#define FOR_THE_ANALYZER
#endif
int comes_back(void) FOR_THE_ANALYZER;

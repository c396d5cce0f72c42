void quit(int code) __attribute__((noreturn));
_Noreturn void quit_too(void);
int old(int x) __attribute__((deprecated("use add")));
int older(int x) __attribute__((deprecated));
void *make(unsigned size) __attribute__((malloc, warn_unused_result));
int needs(const char *text, int *out) __attribute__((nonnull(1, 2)));

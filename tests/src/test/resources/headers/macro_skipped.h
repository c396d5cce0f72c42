#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define EMPTY_MACRO
#define KEYWORD static inline
#define STATEMENT do { } while (0)
#define OPEN_BRACE {
#define ATTRIBUTE __attribute__((unused))
#define TYPE_KEYWORDS unsigned long
#define UNKNOWN not_declared_anywhere
#define STILL_FINE 11
int run_time(void);
#define CALL run_time()

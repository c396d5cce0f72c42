static inline int square(int x) { return x * x; }
static int file_local(int x);
inline int maybe_inline(int x) { return x; }
extern int maybe_inline(int x);

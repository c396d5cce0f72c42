typedef int (*compare)(const void *left, const void *right);
void sort(void *base, unsigned long count, unsigned long size, compare order);
void (*signal_like(int sig, void (*handler)(int)))(int);
void each(void (*visit)(void *context, int value), void *context);

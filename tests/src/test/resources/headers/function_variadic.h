int print(const char *format, ...);
int log_to(void *sink, int level, const char *format, ...) __attribute__((format(printf, 3, 4)));

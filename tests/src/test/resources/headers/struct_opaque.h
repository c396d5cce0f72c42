struct hidden;
typedef struct secret secret;
typedef struct handle__ *handle;
struct hidden *open_hidden(const char *name);
void close_hidden(struct hidden *h, secret *s, handle x);
union unknown;
void take(union unknown *u);

typedef int handler(int event);
typedef handler *handler_pointer;
typedef void (*nested)(int (*inner)(const char *), handler_pointer outer);
typedef handler *(*factory)(const char *name);
int install(handler *h, nested n, factory f);
struct table { handler *on_event; int (*read)(struct table *self, char *to, int size); };

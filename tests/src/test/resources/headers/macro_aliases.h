int open_w(const unsigned short *name);
int open_a(const char *name);
extern int current_value;
typedef struct thing_w { int i; } thing_w;
#define open_it open_w
#define current current_value
#define thing thing_w
#define open_chain open_it

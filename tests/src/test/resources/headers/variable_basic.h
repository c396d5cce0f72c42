extern int counter;
extern const char *const version;
extern const char banner[];
extern int table[4][2];
extern struct config { int a; double b; } settings;
extern volatile unsigned flag;
extern void (*hook)(int);

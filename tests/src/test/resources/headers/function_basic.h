int add(int a, int b);
void nothing(void);
unsigned long long widest(signed char c, unsigned char uc, short s, unsigned short us, long l, unsigned long ul);
float half(float x);
double twice(double x);
char plain(char c);
_Bool truth(_Bool b);

long double more(long double x);
struct precise { char c; long double value; };
extern long double pi;
typedef long double real;
int fine(int x);

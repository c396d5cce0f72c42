#define PI 3.14159265358979323846
#define TENTH 0.1
#define HALF 0.5f
#define TENTH_F 0.1f
#define TINY 4.9406564584124654e-324
#define LARGE 1.7976931348623157e308
#define NEGATIVE_ZERO (-0.0)
#define INF (__builtin_inf())
#define NAN_ (__builtin_nan(""))
#define HEX 0x1.8p3
#define SUM (1.5 + 2)
#define LONG 0.1L

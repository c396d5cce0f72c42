struct point { double x, y; };
struct tiny { char a, b, c; };
typedef struct point (*transform)(struct point p, struct tiny t);
struct point apply(transform t, struct point p);

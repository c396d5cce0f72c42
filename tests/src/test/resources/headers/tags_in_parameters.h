void early(struct size { int x; } *p);
struct size { double width, height; };
void late(struct size *p);
void two(struct { int a; } *p, struct { char b; } *q);

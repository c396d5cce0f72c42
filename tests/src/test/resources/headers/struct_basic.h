struct mixed { char c; int i; short s; double d; void *p; long l; long long ll; _Bool b; };
struct empty_tail { int n; char c; };
void use(struct mixed *m, struct empty_tail t);

struct counter { _Atomic int n; _Atomic(long) l; char c; };
void bump(struct counter *c);

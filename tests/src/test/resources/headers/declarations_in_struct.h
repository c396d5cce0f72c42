struct container {
  struct visible { int v; } a;
  enum kinds { K1 = 1, K2 } k;
  union shared { int i; char c; } *u;
};
struct visible make_visible(enum kinds k, union shared *u);

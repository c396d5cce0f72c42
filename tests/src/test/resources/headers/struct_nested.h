struct outer {
  int before;
  struct { char x; double y; } inner;
  struct named { short s[3]; } n;
  struct named again[2];
  union { int i; float f; char bytes[8]; } u;
};

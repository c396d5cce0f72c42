struct list {
  struct { int key; union { float f; unsigned u; } value; } items[4];
  struct { char c; } *pointer;
  struct { struct { short deep; } level[2][3]; } nest;
};

struct variant {
  int kind;
  union {
    long i;
    double d;
    struct { char tag; short len; const char *text; };
  };
  struct { int line, column; };
  char last;
};

typedef struct { int quot, rem; } division;
typedef struct { division d; char c; } *division_pointer;
typedef union { int i; float f; } number;
division divide(int a, int b);
int inspect(division_pointer p, number n);

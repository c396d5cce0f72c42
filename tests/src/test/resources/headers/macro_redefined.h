#define TWICE 1
#undef TWICE
#define TWICE 2
#define GONE 3
#undef GONE
#define LATER_CHANGED HIDDEN_VALUE
#define HIDDEN_VALUE 4
#define TYPE_FOR_A_WHILE unsigned long
typedef TYPE_FOR_A_WHILE kept;
#undef TYPE_FOR_A_WHILE

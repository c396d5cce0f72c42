extern struct { int level; struct { short port; } net; } config;
extern union { int i; float f; } cells[2];
typedef struct { int x, y; } *point_pointer;
typedef const struct { int code; } fixed;
fixed *next(point_pointer p, const fixed *last);
typedef struct { char c; } letters[4];
struct names { struct { int z; } *pointer; };

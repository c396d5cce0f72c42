struct point { int x, y; };
struct line { struct point from, to; short tags[3]; };
#define ORIGIN ((struct point){0, 0})
#define UNIT ((struct point){.y = 1, .x = -1})
#define LINE ((struct line){{1, 2}, {3, 4}, {5, 6, 7}})

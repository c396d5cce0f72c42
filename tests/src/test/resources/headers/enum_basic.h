enum color { RED, GREEN = 5, BLUE, ALIAS = GREEN };
enum { LOOSE_A, LOOSE_B = 1 << 4 };
typedef enum { NORTH, EAST } direction;
enum color paint(enum color c, direction d);

enum color { RED = 1, GREEN, BLUE, PINK };
#define RED RED
#define GREEN 20
#define BLUE "blue"
#define PINK paint
int paint(enum color c);
enum { LOOSE = 5 };
#define LOOSE 6
enum later { BEFORE = GREEN, AFTER };
#define SAME AFTER

enum big { SMALL = 1, LARGE = 0x7FFFFFFFFFFFFFFFLL };
enum huge { ONE = 1, HUGEST = 0xFFFFFFFFFFFFFFFFULL };
enum negative_big { LEAST = -0x7FFFFFFFFFFFFFFFLL - 1, MOST = 1 };
enum big get_big(void);
struct holds { enum big b; enum huge h; enum negative_big n; };

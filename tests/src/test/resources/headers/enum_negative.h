enum level { LOWEST = -2147483647 - 1, LOW = -1, ZERO, HIGH = 2147483647 };
enum level get_level(void);

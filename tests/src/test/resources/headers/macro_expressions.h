#define A 3
#define B (A + 4)
#define C (B << 2 | 1)
#define D (C > 20 ? A : B)
#define E sizeof(long)
#define F (sizeof(int) * 8)
#define G (~0u)
#define H (!A)
#define I (A == 3 && B != 3)
#define J (-5 / 2)
#define K (-5 % 3)
#define L ((1ULL << 63) >> 3)
#define M (7 & ~2 ^ 1)
enum e { FIRST = 9 };
#define N FIRST
#define O (FIRST + 1)

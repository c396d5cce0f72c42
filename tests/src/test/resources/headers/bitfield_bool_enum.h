enum color { RED, GREEN, BLUE };
struct b { _Bool on : 1; _Bool off : 1; enum color c : 2; unsigned rest : 4; };

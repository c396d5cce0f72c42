struct gaps { unsigned a : 3; unsigned : 5; unsigned b : 4; unsigned : 0; unsigned c : 2; };
struct zero_first { unsigned : 0; char c; unsigned : 0; char d; };

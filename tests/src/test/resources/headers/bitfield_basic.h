struct flags { unsigned a : 1; unsigned b : 3; unsigned c : 12; unsigned d : 16; };
struct signed_bits { int a : 3; int b : 7; signed char c : 4; };
struct mixed_types { unsigned char a : 4; unsigned short b : 9; unsigned int c : 20; unsigned long long d : 40; };
struct with_plain { int x; unsigned a : 5; char c; unsigned b : 5; short s; };

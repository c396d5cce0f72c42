struct __attribute__((packed)) tight { unsigned a : 3; unsigned b : 13; unsigned c : 17; char d; unsigned long long e : 50; };

#pragma pack(push, 1)
struct tight { unsigned short a : 3; unsigned int b : 30; unsigned char c : 7; char d; unsigned long long e : 50; };
#pragma pack(2)
struct two { unsigned char a : 3; unsigned int b : 30; unsigned long long c : 7; };
#pragma pack(pop)

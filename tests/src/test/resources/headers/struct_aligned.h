struct __attribute__((aligned(16))) wide { int i; };
struct member { char c; int i __attribute__((aligned(8))); _Alignas(32) char buffer[3]; };
typedef int aligned_int __attribute__((aligned(64)));
struct uses { char c; aligned_int a; };
struct packed_and_aligned { char c; int i; } __attribute__((packed, aligned(4)));

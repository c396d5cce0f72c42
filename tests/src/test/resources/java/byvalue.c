#include "byvalue.h"

struct bits bits_swap(struct bits v) { struct bits r = {v.a + 1, -v.b, v.c ^ 0xffff}; return r; }
struct char_bits char_bits_next(struct char_bits v) { v.tag++; v.rest += 2; return v; }
struct float_bits float_bits_next(struct float_bits v, int k) { v.f += k; v.a++; v.b -= k; return v; }
struct bits_double bits_double_next(int k, struct bits_double v) { v.a += k; v.b++; v.d *= 2; return v; }
struct unnamed_bits unnamed_bits_next(struct unnamed_bits v) { v.a++; v.b++; v.f += 1; v.g += 2; return v; }
struct large_bits large_bits_next(struct large_bits v) { v.a++; v.b--; v.x += 1; v.y += 2; return v; }
struct long_bits long_bits_next(struct long_bits v) { v.a++; v.b++; return v; }
struct bool_bits bool_bits_next(struct bool_bits v) { v.a = !v.a; v.b = !v.b; v.c++; return v; }
struct packed_large packed_large_next(struct packed_large v) { v.a++; v.b += 1; v.c++; v.d++; v.e++; return v; }
struct small small_next(struct small v) { v.a++; return v; }
struct odd odd_next(struct odd v) { v.a[0]++; v.a[1]++; v.a[2]++; return v; }
struct floats floats_next(struct floats v) { v.x += 1; v.y += 2; v.z += 3; return v; }
struct mixed mixed_next(struct mixed v) { v.d += 0.5; v.i++; return v; }
struct pair pair_next(struct pair v) { v.a++; v.b--; return v; }
struct big big_next(struct big v) { for (int i = 0; i < 5; i++) v.a[i] += i; return v; }
struct nested nested_next(struct nested v) { v.f = floats_next(v.f); v.i++; return v; }
union number number_next(union number v) { v.i++; return v; }
union wide wide_next(union wide v) { v.n++; return v; }
struct with_union with_union_next(struct with_union v) { v.w.d += 1; v.kind++; return v; }
struct anonymous anonymous_next(struct anonymous v) { v.tag++; v.i++; return v; }
struct holds_bits holds_bits_next(struct holds_bits v) { v.b = bits_swap(v.b); v.n++; return v; }

static long table[65536];
__attribute__((constructor)) static void fill(void) { for (int i = 0; i < 65536; i++) table[i] = 3L * i; }
long table_u8(uint8_t i) { return table[i]; }
long table_u16(uint16_t i) { return table[i]; }
long table_i8(int8_t i) { return table[i + 128]; }
long table_i16(int16_t i) { return table[i + 32768]; }
long many_u8(int a, int b, int c, int d, int e, int f, uint8_t g, uint16_t h, bool i) {
  return a + b + c + d + e + f + table[g] + table[h] + i;
}
uint8_t add_u8(uint8_t a, uint8_t b) { return a + b; }
uint16_t add_u16(uint16_t a, uint16_t b) { return a + b; }
bool negate(bool a) { return !a; }
long call_u8(uint8_t (*f)(uint8_t), uint8_t v) { return table[f(v)]; }
long call_u16(uint16_t (*f)(uint16_t), uint16_t v) { return table[f(v)]; }
struct mixed call_mixed(struct mixed (*f)(struct mixed, struct floats), struct mixed m) {
  struct floats g = {1, 2, 3};
  return f(m, g);
}
struct bits call_bits(struct bits (*f)(struct bits), struct bits v) { return f(v); }

struct pair global_pair = {1, 2};
int global_ints[4] = {1, 2, 3, 4};
const double global_constant = 2.5;
struct mixed (*global_function)(struct mixed) = mixed_next;
const char *global_text = "text";
enum colour next_colour(enum colour c) { return c == RED ? GREEN : BLUE; }

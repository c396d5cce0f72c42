/* Records that cross calls by value, one a class of the ABIs. */
#include <stdbool.h>
#include <stdint.h>

struct bits { unsigned a : 3; int b : 13; unsigned c : 16; };
struct char_bits { char tag; unsigned rest : 24; };
struct float_bits { float f; unsigned a : 7; int b : 25; };
struct bits_double { unsigned a : 20; unsigned b : 12; double d; };
struct unnamed_bits { unsigned char a; unsigned : 8; unsigned short b; float f; float g; };
struct large_bits { long long a : 40; int b : 9; double x, y; };
struct long_bits { unsigned long long a : 33; unsigned long long b : 31; };
struct bool_bits { bool a : 1; bool b : 1; unsigned char c : 6; };
#pragma pack(push, 1)
struct packed_large { char a; double b; int c; short d; long long e; };
#pragma pack(pop)
struct small { char a; };
struct odd { char a[3]; };
struct floats { float x, y, z; };
struct mixed { double d; int i; };
struct pair { long a, b; };
struct big { long a[5]; };
struct nested { struct floats f; int i; };
union number { int i; float f; };
union wide { double d; long long n; char bytes[8]; };
struct with_union { union wide w; int kind; };
struct anonymous { int tag; union { int i; float f; }; };
struct holds_bits { struct bits b; int n; };

struct bits bits_swap(struct bits v);
struct char_bits char_bits_next(struct char_bits v);
struct float_bits float_bits_next(struct float_bits v, int k);
struct bits_double bits_double_next(int k, struct bits_double v);
struct unnamed_bits unnamed_bits_next(struct unnamed_bits v);
struct large_bits large_bits_next(struct large_bits v);
struct long_bits long_bits_next(struct long_bits v);
struct bool_bits bool_bits_next(struct bool_bits v);
struct packed_large packed_large_next(struct packed_large v);
struct small small_next(struct small v);
struct odd odd_next(struct odd v);
struct floats floats_next(struct floats v);
struct mixed mixed_next(struct mixed v);
struct pair pair_next(struct pair v);
struct big big_next(struct big v);
struct nested nested_next(struct nested v);
union number number_next(union number v);
union wide wide_next(union wide v);
struct with_union with_union_next(struct with_union v);
struct anonymous anonymous_next(struct anonymous v);
struct holds_bits holds_bits_next(struct holds_bits v);

/* Small arguments: a callee may trust its caller to have extended them. */
long table_u8(uint8_t i);
long table_u16(uint16_t i);
long table_i8(int8_t i);
long table_i16(int16_t i);
long many_u8(int a, int b, int c, int d, int e, int f, uint8_t g, uint16_t h, bool i);
uint8_t add_u8(uint8_t a, uint8_t b);
uint16_t add_u16(uint16_t a, uint16_t b);
bool negate(bool a);
long call_u8(uint8_t (*f)(uint8_t), uint8_t v);
long call_u16(uint16_t (*f)(uint16_t), uint16_t v);
struct mixed call_mixed(struct mixed (*f)(struct mixed, struct floats), struct mixed m);
struct bits call_bits(struct bits (*f)(struct bits), struct bits v);

/* Variables of all kinds. */
extern struct pair global_pair;
extern int global_ints[4];
extern const double global_constant;
extern struct mixed (*global_function)(struct mixed);
extern const char *global_text;

enum colour { RED, GREEN = 5, BLUE };
enum colour next_colour(enum colour c);

/* What the tests of @lune/ffi call: one small function for each thing that a call can do. */
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void noop(void) {}

/* Each scalar type there and back. */
bool same_bool(bool x) { return x; }
int8_t same_i8(int8_t x) { return x; }
uint8_t same_u8(uint8_t x) { return x; }
int16_t same_i16(int16_t x) { return x; }
uint16_t same_u16(uint16_t x) { return x; }
int32_t same_i32(int32_t x) { return x; }
uint32_t same_u32(uint32_t x) { return x; }
int64_t same_i64(int64_t x) { return x; }
uint64_t same_u64(uint64_t x) { return x; }
intptr_t same_isize(intptr_t x) { return x; }
size_t same_usize(size_t x) { return x; }
float same_f32(float x) { return x; }
double same_f64(double x) { return x; }
void *same_pointer(void *x) { return x; }
const char *same_string(const char *x) { return x; }

int32_t add_i32(int32_t a, int32_t b) { return a + b; }
double add_f64(double a, double b) { return a + b; }
double weigh(int8_t a, uint16_t b, float c, int64_t d, double e, uint8_t f, int32_t g, float h,
             double i, int16_t j) {
  return a + 2.0 * b + 3.0 * c + 4.0 * d + 5.0 * e + 6.0 * f + 7.0 * g + 8.0 * h + 9.0 * i + 10.0 * j;
}

int32_t forty_two(void) { return 42; }
double half(void) { return 0.5; }
const char *greeting(void) { return "hello from C"; }
const char *no_string(void) { return NULL; }
void *no_pointer(void) { return NULL; }
int32_t low_half(int64_t x) { return (int32_t)x; }
size_t length(const char *s) { return s == NULL ? 999 : strlen(s); }
int32_t first_byte(const uint8_t *p) { return p == NULL ? -1 : p[0]; }
int32_t sum_bytes(const uint8_t *p, size_t n) {
  int32_t sum = 0;
  for (size_t i = 0; i < n; i++) sum += p[i];
  return sum;
}
void fill_numbers(int32_t *p, int32_t n) {
  for (int32_t i = 0; i < n; i++) p[i] = i * i;
}
void store_pointer(void **out, void *value) { *out = value; }

/* Functions whose names a library object has itself. */
int32_t close_count;
int32_t path(void) { return 7; }

/* Records by value. */
struct pair { int32_t x, y; };
struct vec3 { float x, y, z; };
struct mixed { int8_t a; double b; int16_t c; };
struct large { int64_t v[5]; };
union number { int32_t i; float f; };
struct outer { struct pair first; struct vec3 second; };

struct pair make_pair(int32_t x, int32_t y) { return (struct pair){x, y}; }
struct pair swap_pair(struct pair p) { return (struct pair){p.y, p.x}; }
struct vec3 scale_vec3(struct vec3 v, float k) { return (struct vec3){v.x * k, v.y * k, v.z * k}; }
double sum_mixed(struct mixed m) { return m.a + m.b + m.c; }
struct large make_large(int64_t from) {
  struct large l;
  for (int i = 0; i < 5; i++) l.v[i] = from + i;
  return l;
}
int64_t sum_large(struct large l) {
  int64_t sum = 0;
  for (int i = 0; i < 5; i++) sum += l.v[i];
  return sum;
}
union number number_of(float f) { union number n; n.f = f; return n; }
struct outer make_outer(void) { return (struct outer){{1, 2}, {3, 4, 5}}; }
struct flags { uint32_t a : 3; uint32_t b : 7; int32_t c : 5; uint32_t d : 17; };
uint32_t flags_size(void) { return sizeof(struct flags); }
void set_flags(struct flags *f, uint32_t a, uint32_t b, int32_t c, uint32_t d) {
  f->a = a; f->b = b; f->c = c; f->d = d;
}
int32_t flags_c(const struct flags *f) { return f->c; }

struct wide_flags { uint32_t a : 3; uint64_t b : 40; };
struct tail_flags { int32_t a; int64_t b : 10; int64_t c; };
int64_t sum_wide_flags(struct wide_flags f) { return (int64_t)(f.a + f.b); }
struct tail_flags make_tail_flags(int32_t a, int32_t b, int64_t c) {
  return (struct tail_flags){a, b, c};
}

/* Variadic functions and errno. */
int64_t sum_all(int32_t count, ...) {
  va_list list;
  va_start(list, count);
  int64_t sum = 0;
  for (int32_t i = 0; i < count; i++) sum += va_arg(list, int32_t);
  va_end(list);
  return sum;
}
double sum_doubles(int32_t count, ...) {
  va_list list;
  va_start(list, count);
  double sum = 0;
  for (int32_t i = 0; i < count; i++) sum += va_arg(list, double);
  va_end(list);
  return sum;
}
int32_t fail_with(int32_t number) { errno = number; return -1; }

/* Callbacks. */
typedef int32_t (*binary)(int32_t, int32_t);
int32_t call_binary(binary f, int32_t a, int32_t b) { return f(a, b); }
int64_t repeat_binary(binary f, int32_t times) {
  int64_t sum = 0;
  for (int32_t i = 0; i < times; i++) sum += f(i, 1);
  return sum;
}
binary get_binary(void) { return add_i32; }
double call_scalars(double (*f)(bool, int8_t, uint8_t, int16_t, uint16_t, int32_t, uint32_t, int64_t,
                                uint64_t, float, double)) {
  return f(true, -1, 255, -300, 60000, -70000, 4000000000u, -5000000000ll, 5000000000ull, 0.5f, 0.25);
}
size_t call_string(const char *(*f)(const char *)) {
  const char *s = f("from C");
  return s == NULL ? 0 : strlen(s);
}
void *call_pointer(void *(*f)(void *), void *p) { return f(p); }
bool call_bool(bool (*f)(void)) { return f(); }
struct pair call_pair(struct pair (*f)(struct pair), struct pair p) { return f(p); }
void call_void(void (*f)(void)) { f(); }
static binary saved;
void save_binary(binary f) { saved = f; }
int32_t call_saved(int32_t a, int32_t b) { return saved(a, b); }
static void *on_thread(void *f) { ((void (*)(void))f)(); return NULL; }
int32_t call_on_thread(void (*f)(void)) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, on_thread, (void *)f) != 0) return -1;
  pthread_join(thread, NULL);
  return 0;
}
void sort_numbers(int32_t *p, size_t n, int (*compare)(const void *, const void *)) {
  qsort(p, n, sizeof *p, compare);
}
int32_t depth(int32_t (*f)(int32_t), int32_t n) { return n == 0 ? 0 : 1 + f(n - 1); }

/* Variables. */
int32_t counter = 5;
const char *label = "a label";
struct pair origin = {10, 20};

/* What the examples of the FFI's documentation call, under kernel32's names. */
uint32_t GetCurrentProcessId(void) { return 4242; }
void Sleep(uint32_t milliseconds) { (void)milliseconds; }
uint32_t GetLastError(void) { return 0; }
int32_t MyFunc(void) { return 11; }
int32_t MyFuncOf(int64_t x) { return (int32_t)(x + 1); }
double GetValue(void) { return 2.5; }
void Initialize(void) {}
const char *GetName(void) { return "a name"; }

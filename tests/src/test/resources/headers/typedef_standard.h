#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
size_t length(const char *text);
ptrdiff_t distance(const void *a, const void *b);
wchar_t wide(wchar_t c);
bool flip(bool b);
int8_t i8(uint8_t x);
int16_t i16(uint16_t x);
int32_t i32(uint32_t x);
int64_t i64(uint64_t x);
intptr_t ip(uintptr_t x);
intmax_t im(uintmax_t x);
struct sizes { size_t s; ptrdiff_t p; wchar_t w; int_fast16_t f; uint_least8_t l; max_align_t *m; };

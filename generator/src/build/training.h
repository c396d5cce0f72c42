/*
 * A bit of everything that headers contain. The launcher runs bindgen over it once, so that the AOT
 * cache holds the classes that real headers need.
 */
#ifndef TRAINING_H
#define TRAINING_H

#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VERSION "1.2"
#define WIDE L"wide\u00e9"
#define UTF16 u"text"
#define JOINED "a" VERSION
#define HALF 0.5
#define TENTH 0.1f
#define LETTER 'x'
#define FLAG(n) ((uint32_t)1 << (n))
#define FLAG_A FLAG(0)
#define FLAG_AB (FLAG_A | FLAG(1))
#define MASK 0xFFFFFFFFFFFFFFFFull
#define SHIFTED (1 << 31)
#define TOO_LARGE (INT_MAX + 1) /* the compiler is asked what comes out */
#define CHOSEN (sizeof(long) == 8 ? 64 : 32)
#define INVALID ((handle)-1)
#define NONE_AT_ALL ((void *)0)
#define LARGEST INT_MAX
#define OFFSET offsetof(struct packet, length)
#define FIELD (&((struct packet *)0)->length)
#define SIZE (sizeof(struct packet) + sizeof("text") - sizeof(short))
#define LAST COLOR_BLUE
#define NEXT (COLOR_BLUE + 1)
#define OTHER_NAME packet_send
#define ANOTHER_TYPE unsigned long
#define SOME_TYPE packet_t
#define STATEMENT do {} while (0)
#define UNKNOWN (nowhere.member)
#define CALL(x) packet_send(x)
#define GLUE(a, b) a##b
#define GLUED GLUE(FLAG_, A)
#define EMPTY
#define AGAIN 1
#undef AGAIN
#define AGAIN 2
#define GONE 1
#undef GONE
#pragma push_macro("AGAIN")
#undef AGAIN
#define AGAIN 3
#pragma pop_macro("AGAIN")
#if 0
#define NEVER 1
#endif
#define API __attribute__((visibility("default")))
#define NOTHROW __attribute__((nothrow))

/** Colours. */
enum color { COLOR_RED, COLOR_GREEN = 5, /**< the middle one */ COLOR_BLUE = -1 };
typedef enum { SMALL = 1, LARGE = 0x80000000u } size_class;
enum { UNNAMED_ONE, UNNAMED_TWO };

typedef struct opaque *handle;
typedef unsigned char byte;
typedef byte id[16];

struct point {
  int x, y;
};

/**
 * A packet.
 *
 * @brief one packet
 */
typedef struct packet {
  uint8_t kind;
  unsigned flag : 1, rest : 7;
  unsigned : 0;
  uint16_t length; /**< bytes */
  id from;
  union {
    int64_t number;
    double real;
    struct {
      float low, high;
    };
  };
  struct point corners[2][2];
  const char *name;
  struct packet *next;
  void (*done)(struct packet *packet, int status);
  long double precise;
  char data[];
} packet_t;

#pragma pack(push, 1)
struct packed {
  char a;
  int b;
};
#pragma pack(pop)

typedef int (*comparison)(const void *left, const void *right);
typedef void visitor(packet_t *packet, void *context);

/**
 * Sends a packet.
 *
 * @param packet what to send
 * @param size its bytes
 * @return how many were sent, or -1
 */
API long packet_send(const packet_t *packet, size_t size) __attribute__((nonnull(1)));
API struct point middle(struct point left, struct point right);
API void sort(void *base, size_t count, size_t size, comparison compare);
API void each(visitor *visit, void *context);
API int format(char *text, const char *pattern, ...);
API int vformat(char *text, const char *pattern, va_list arguments);
API void stop(int code) __attribute__((noreturn));
API int old_style(void) __attribute__((deprecated("use packet_send")));
API int renamed(void) __asm__("real_name");
API _Bool wide(const wchar_t *text, int64_t large, uint64_t larger, float f, double d);
API __int128 huge(__int128 value);
API double _Complex turned(double _Complex value);
API size_class classify(enum color color, size_class class_of);
static inline int twice(int x) { return 2 * x; }

extern int counter;
extern const char *const names[];
extern __thread int mine;
static const int LIMIT = 10;
static const char TITLE[] = "title";

#ifdef __cplusplus
}
#endif
#endif

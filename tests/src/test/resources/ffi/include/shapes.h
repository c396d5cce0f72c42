/* What ffi.include reads in the tests. */
#include "points.h"

#ifndef SIDES
#define SIDES 3
#endif

struct triangle {
  struct pair corner[SIDES];
};

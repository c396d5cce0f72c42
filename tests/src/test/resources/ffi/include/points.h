#pragma once
#include <stdint.h>

struct pair {
  int32_t x, y;
};

struct pair make_pair(int32_t x, int32_t y);

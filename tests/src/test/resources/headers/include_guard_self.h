#ifndef INCLUDE_GUARD_SELF_H
#define INCLUDE_GUARD_SELF_H
#include "include_guard_self.h"
int once(void);
#endif

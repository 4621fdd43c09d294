// Preconditions, checked in tests only: violations in a release are undefined behavior.
#pragma once

#ifdef CQ_ASSERTIONS
#include <cstdio>
#include <cstdlib>

#define CQ_ASSERT(condition)                                                                     \
  ((condition) ? void()                                                                          \
               : (std::fprintf(stderr, "%s:%d: precondition violated: %s\n", __FILE__, __LINE__, \
                               #condition),                                                      \
                  std::abort()))
#else
#define CQ_ASSERT(condition) void()
#endif

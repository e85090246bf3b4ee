/* Growing arrays, typed by the compiler.
 *
 *     KITH_VEC(int) numbers = {0};
 *     kith_vec_push(&numbers, 7);
 *     for (size_t i = 0; i < numbers.n; i++) use(numbers.at[i]);
 *     kith_vec_clear(&numbers);
 *
 * Zero bytes are an empty vec. The elements are one heap block owned by the
 * vec; a push may move it, so keep indexes, not pointers. */
#ifndef KITH_BASE_VEC_H
#define KITH_BASE_VEC_H

#include "base/alloc.h"

#define KITH_VEC(type) \
  struct {             \
    type *at;          \
    size_t n, room;    \
  }

/* Room for at least `count` elements in all. */
#define kith_vec_reserve(v, count)                                             \
  do {                                                                         \
    size_t want_ = (count);                                                    \
    if (want_ > (v)->room) {                                                   \
      size_t room_ = (v)->room ? (v)->room : 8;                                \
      while (room_ < want_) room_ += room_ / 2 + 1;                            \
      (v)->at = kith_realloc((v)->at, room_ * sizeof *(v)->at);                \
      (v)->room = room_;                                                       \
    }                                                                          \
  } while (0)

#define kith_vec_push(v, ...)                                                  \
  do {                                                                         \
    kith_vec_reserve((v), (v)->n + 1);                                         \
    (v)->at[(v)->n++] = (__VA_ARGS__);                                         \
  } while (0)

/* Appends `count` elements copied from `source` (memcpy semantics). */
#define kith_vec_append(v, source, count)                                      \
  do {                                                                         \
    size_t count_ = (count);                                                   \
    kith_vec_reserve((v), (v)->n + count_);                                    \
    if (count_) memcpy((v)->at + (v)->n, (source), count_ * sizeof *(v)->at);  \
    (v)->n += count_;                                                          \
  } while (0)

#define kith_vec_clear(v)                                                      \
  do {                                                                         \
    kith_free((v)->at);                                                        \
    (v)->at = NULL;                                                            \
    (v)->n = (v)->room = 0;                                                    \
  } while (0)

#endif

/* The slow path of fold.c: letters whose form depends on their neighbours.
 * Nothing else includes this. */
#ifndef KITH_TEXT_FOLD_SLOW_H
#define KITH_TEXT_FOLD_SLOW_H

#include "text/fold.h"
#include "text/fold_table.h"

typedef struct kith_fold_letter {
  uint32_t cp, origin;
} kith_fold_letter;

typedef KITH_VEC(kith_fold_letter) kith_fold_run;

/* Same layout as kith_folded.origins, which is an unnamed type. */
typedef struct kith_fold_origins {
  uint32_t *at;
  size_t n, room;
} kith_fold_origins;

/* Where results go, and by which tables. */
typedef struct kith_fold_sink {
  kith_buf *text;
  kith_fold_origins *origins; /* NULL: nobody asks */
  const uint16_t *index;
  const uint32_t *entries;
  bool folding;
  kith_fold_run raw, whole; /* scratch, freed by the owner of the sink */
} kith_fold_sink;

static inline uint32_t kith_fold_entry(const kith_fold_sink *sink, uint32_t cp) {
  if (cp > 0xffff) return KITH_FOLD_SLOW;
  return sink->entries[(size_t)sink->index[cp >> 6] * 64 + (cp & 63)];
}

/* Appends the form of the letters from byte `from` on to the sink, up to the
 * next that is on its own (at least one letter; in a run without end, up to a
 * safe border), and returns the offset behind the last. */
size_t kith_fold_run_slowly(kith_fold_sink *sink, kith_str source, size_t from);

#endif

/* Sorting more records than memory holds.
 *
 * A record is a string of bytes and comes back in the order of memcmp, the shorter first; equal
 * ones all come back. Records gather in memory up to half a budget; then a thread writes them as a sorted run to a
 * temporary file while the other half fills. The runs are merged while they are read (Knuth, TAOCP 3, 5.4).
 * What comes out does not depend on the budget. Numbers in records are written big-endian, so that they sort by value.
 *
 * Life cycle: kith_sorter_open -> add … -> next … -> kith_sorter_close.
 * Memory: the budget, and while runs are merged 256 KiB for each of them. */
#ifndef KITH_BASE_SORTER_H
#define KITH_BASE_SORTER_H

#include "base/spool.h"

typedef struct kith_sorter kith_sorter;

/* `folder` is for temporary files, borrowed; NULL: everything stays in memory. */
kith_sorter *kith_sorter_open(const char *folder, size_t budget);
void kith_sorter_close(kith_sorter *sorter);

void kith_sorter_add(kith_sorter *sorter, kith_str record);

/* The next record, borrowed until the next call: KITH_OK, KITH_END, or KITH_ERR_IO for whatever failed so far.
 * After the first call nothing is added any more. */
kith_status kith_sorter_next(kith_sorter *sorter, kith_str *record, kith_error *error);

/* ---- records ---- */

static inline void kith_record_u64(kith_buf *record, uint64_t value, unsigned bytes) {
  char big_endian[8];
  for (unsigned i = 0; i < bytes; i++) big_endian[i] = (char)(value >> (8 * (bytes - 1 - i)));
  kith_vec_append(record, big_endian, bytes);
}

/* Takes a number off the front. */
static inline uint64_t kith_record_take(kith_str *record, unsigned bytes) {
  uint64_t value = 0;
  for (unsigned i = 0; i < bytes; i++) value = value << 8 | (unsigned char)record->p[i];
  *record = kith_str_cut(*record, bytes, record->n);
  return value;
}

#endif

/* Bytes that are written first and read later, in order: what is too much for memory.
 *
 * Up to a limit they stay in memory; beyond it they go to a temporary file, which has no
 * name from its first moment on, so that nothing is left of it however the program ends.
 *
 * Life cycle: kith_spool_init -> add … -> readers … -> kith_spool_clear. The first failure sticks:
 * later writes do nothing, and kith_spool_status tells. */
#ifndef KITH_BASE_SPOOL_H
#define KITH_BASE_SPOOL_H

#include "base/error.h"
#include "base/str.h"

typedef struct kith_spool {
  const char *folder; /* for the file; NULL: all stays in memory. Borrowed */
  size_t limit;
  kith_buf bytes;     /* all, or those not written yet */
  uint64_t written;
  int fd;             /* -1: none yet */
  int failure;        /* an errno, 0 for none */
} kith_spool;

void kith_spool_init(kith_spool *spool, const char *folder, size_t limit);
void kith_spool_clear(kith_spool *spool);

void kith_spool_add(kith_spool *spool, const void *bytes, size_t n);

/* How many bytes were added. */
static inline uint64_t kith_spool_size(const kith_spool *spool) { return spool->written + spool->bytes.n; }

/* KITH_ERR_IO when a write or read failed: a full disk. */
kith_status kith_spool_status(const kith_spool *spool, kith_error *error);

/* A walk over [at, end). Zero `window` first; the caller clears it. No adding while one reads. */
typedef struct kith_spool_reader {
  kith_spool *spool;
  uint64_t at, end;
  kith_buf window; /* what was read ahead; `from` in it stands at `at` */
  size_t from, ahead; /* ahead: how much to read at once */
} kith_spool_reader;

/* The next n bytes, n <= end - at; borrowed until the next call. Empty after a failure. */
kith_str kith_spool_read(kith_spool_reader *reader, size_t n);

#endif

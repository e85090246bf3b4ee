/* Documents worked on by any number of threads, results taken in their order.
 *
 * The caller's thread reads documents and takes results; workers do what lies
 * between. A few documents a thread are held at a time, so that memory does not
 * grow with the input: where the oldest of them is not done, reading waits for
 * it. Workers start as documents come, so that one document costs one worker. */
#ifndef KITH_BUILD_CREW_H
#define KITH_BUILD_CREW_H

#include "doc/doc.h"

typedef struct kith_crew {
  unsigned threads;   /* 0: one per processor */
  size_t result_size; /* bytes of a result; zero at first, used again as take leaves it */
  void *context;

  /* ---- in the caller's thread ---- */
  kith_status (*read)(void *context, kith_arena *arena, kith_doc *doc, kith_error *error); /* KITH_END behind the last */
  bool (*take)(void *context, void *result); /* false: no more is wanted */
  void (*clear)(void *result);               /* at the end, for each that was ever in use */

  /* ---- in the threads of workers ---- */
  kith_status (*open)(void *context, void **worker, kith_error *error);
  void (*work)(void *worker, const kith_doc *doc, void *result);
  void (*close)(void *worker); /* also after an open that failed, with what that left */
} kith_crew;

/* Runs until read or take ends it. An error is that of read, or of a worker that could not open. */
kith_status kith_crew_run(const kith_crew *crew, kith_error *error);

#endif

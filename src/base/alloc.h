/* Memory that is never NULL.
 *
 * Every block of the library comes from here. Out of memory ends the process
 * with one line on stderr: a graph built from half its input is worse than
 * none, and the least tested branches of a program are the ones after malloc. */
#ifndef KITH_BASE_ALLOC_H
#define KITH_BASE_ALLOC_H

#include <stddef.h>

/* A block of `size` bytes, uninitialised; owned by the caller (kith_free). */
void *kith_alloc(size_t size);

/* The same, all zero. */
void *kith_alloc_zero(size_t count, size_t size);

/* Grows or shrinks `block` (NULL: a new one) to `size` > 0 bytes. */
void *kith_realloc(void *block, size_t size);

/* Frees; NULL is fine. */
void kith_free(void *block);

#endif

#include "base/alloc.h"

#include "kith.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *default_reallocate(void *block, size_t size) {
  if (size == 0) {
    free(block);
    return NULL;
  }
  return realloc(block, size);
}

/* The one mutable global of the library: set once, before any other call. */
static void *(*reallocate)(void *, size_t) = default_reallocate;

void kith_set_allocator(void *(*hook)(void *block, size_t size)) {
  reallocate = hook ? hook : default_reallocate;
}

void *kith_realloc(void *block, size_t size) {
  void *p = reallocate(block, size ? size : 1);
  if (!p) {
    fprintf(stderr, "kith: out of memory (%zu bytes asked for)\n", size);
    abort();
  }
  return p;
}

void *kith_alloc(size_t size) { return kith_realloc(NULL, size); }

void *kith_alloc_zero(size_t count, size_t size) {
  if (size && count > (size_t)-1 / size) return kith_realloc(NULL, (size_t)-1);
  void *p = kith_alloc(count * size);
  memset(p, 0, count * size);
  return p;
}

void kith_free(void *block) {
  if (block) reallocate(block, 0);
}

#include "base/arena.h"

#include "base/alloc.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 256 * 1024 }; /* blocks double: small arenas stay small */

struct kith_arena_block {
  struct kith_arena_block *next;
  size_t used, size;
  alignas(max_align_t) unsigned char bytes[];
};

void kith_arena_init(kith_arena *arena) { arena->first = arena->current = NULL; }

void kith_arena_clear(kith_arena *arena) {
  for (struct kith_arena_block *b = arena->first, *next; b; b = next) {
    next = b->next;
    kith_free(b);
  }
  kith_arena_init(arena);
}

void kith_arena_reset(kith_arena *arena) {
  for (struct kith_arena_block *b = arena->first; b; b = b->next) b->used = 0;
  arena->current = arena->first;
}

static struct kith_arena_block *block_new(size_t size) {
  struct kith_arena_block *b = kith_alloc(sizeof *b + size);
  b->next = NULL;
  b->used = 0;
  b->size = size;
  return b;
}

void *kith_arena_alloc(kith_arena *arena, size_t size) {
  const size_t align = alignof(max_align_t);
  size = (size + align - 1) & ~(align - 1);
  struct kith_arena_block *b = arena->current;
  while (b && b->size - b->used < size && b->next) b = b->next;
  if (!b || b->size - b->used < size) {
    size_t room = !b ? FIRST_BLOCK : b->size < LARGEST_BLOCK / 2 ? b->size * 2 : LARGEST_BLOCK;
    struct kith_arena_block *fresh = block_new(size > room ? size : room);
    if (b)
      b->next = fresh;
    else
      arena->first = fresh;
    b = fresh;
  }
  arena->current = b;
  void *p = b->bytes + b->used;
  b->used += size;
  return p;
}

void *kith_arena_zero(kith_arena *arena, size_t count, size_t size) {
  size_t n = size && count > SIZE_MAX / size ? SIZE_MAX / 2 : count * size;
  return memset(kith_arena_alloc(arena, n), 0, n);
}

char *kith_arena_copy(kith_arena *arena, const void *bytes, size_t n) {
  char *p = kith_arena_alloc(arena, n + 1);
  if (n) memcpy(p, bytes, n);
  p[n] = '\0';
  return p;
}

#include "base/arena.h"

#include "base/alloc.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 256 * 1024 }; /* blocks double: small arenas stay small */

#define NO_ROOM SIZE_MAX

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

/* Where `size` bytes begin in a block, or NO_ROOM. */
static size_t place_in(const struct kith_arena_block *b, size_t size, size_t align) {
  size_t at = (b->used + align - 1) & ~(align - 1);
  return at <= b->size && b->size - at >= size ? at : NO_ROOM;
}

static void *take(kith_arena *arena, size_t size, size_t align) {
  struct kith_arena_block *b = arena->current;
  size_t at = b ? place_in(b, size, align) : NO_ROOM;
  while (b && at == NO_ROOM && b->next) at = place_in(b = b->next, size, align);
  if (at == NO_ROOM) {
    size_t room = !b ? FIRST_BLOCK : b->size < LARGEST_BLOCK / 2 ? b->size * 2 : LARGEST_BLOCK;
    struct kith_arena_block *fresh = block_new(size > room ? size : room);
    if (b)
      b->next = fresh;
    else
      arena->first = fresh;
    b = fresh;
    at = 0;
  }
  arena->current = b;
  b->used = at + size;
  return b->bytes + at;
}

void *kith_arena_alloc(kith_arena *arena, size_t size) { return take(arena, size, alignof(max_align_t)); }

void *kith_arena_zero(kith_arena *arena, size_t count, size_t size) {
  size_t n = size && count > SIZE_MAX / size ? SIZE_MAX / 2 : count * size;
  return memset(kith_arena_alloc(arena, n), 0, n);
}

char *kith_arena_copy(kith_arena *arena, const void *bytes, size_t n) {
  char *p = take(arena, n + 1, 1); /* strings stand close together */
  if (n) memcpy(p, bytes, n);
  p[n] = '\0';
  return p;
}

/* Arenas: memory with one lifetime, freed all at once.
 *
 * There are two lifetimes in kith: the run's and the document's. What belongs
 * together in time sits together in an arena; nothing in it is freed alone.
 * Blocks are kept by a reset, so the next document allocates nothing.
 *
 * Life cycle: kith_arena_init -> alloc… -> kith_arena_reset … -> kith_arena_clear. */
#ifndef KITH_BASE_ARENA_H
#define KITH_BASE_ARENA_H

#include <stddef.h>

typedef struct kith_arena {
  struct kith_arena_block *first, *current;
} kith_arena;

void kith_arena_init(kith_arena *arena);
void kith_arena_clear(kith_arena *arena);

/* Forgets everything in it and keeps the memory for the next use. */
void kith_arena_reset(kith_arena *arena);

/* `size` bytes aligned for any type, uninitialised. Lives until reset or clear. */
void *kith_arena_alloc(kith_arena *arena, size_t size);

/* The same, zeroed: room for `count` things of `size` bytes. */
void *kith_arena_zero(kith_arena *arena, size_t count, size_t size);

/* A copy of n bytes with a NUL behind them. */
char *kith_arena_copy(kith_arena *arena, const void *bytes, size_t n);

#endif

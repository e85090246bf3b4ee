/* Hash tables: strings to dense ids, and 64-bit keys to 64-bit values.
 *
 * Both use open addressing with linear probing and grow at two thirds full.
 * Iteration is by id or by insertion order, never by bucket: the order of a
 * walk is the same on every machine. */
#ifndef KITH_BASE_MAP_H
#define KITH_BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

#define KITH_NONE UINT32_MAX /* "no id" everywhere in the program */

/* Strings numbered from 0 in order of first appearance. Owns copies of them. */
typedef struct kith_intern {
  KITH_VEC(kith_str) strings;
  uint64_t *slots; /* upper half of the hash, then id + 1: most misses end without touching a string */
  size_t slot_count;
  kith_arena bytes;
} kith_intern;

void kith_intern_init(kith_intern *table);
void kith_intern_clear(kith_intern *table);

/* Forgets all strings and keeps the room. */
void kith_intern_reset(kith_intern *table);

/* The id of s, a new one if it is not there yet. */
uint32_t kith_intern_add(kith_intern *table, kith_str s);

/* The id of s, or KITH_NONE. */
uint32_t kith_intern_find(const kith_intern *table, kith_str s);

/* The string of an id; lives as long as the table (its bytes do not move). */
static inline kith_str kith_intern_get(const kith_intern *table, uint32_t id) {
  return table->strings.at[id];
}

/* 64-bit keys to 64-bit values, in insertion order. Zero bytes are an empty map. */
typedef struct kith_map_entry {
  uint64_t key, value;
} kith_map_entry;

typedef struct kith_map {
  KITH_VEC(kith_map_entry) entries;
  uint32_t *slots;
  size_t slot_count;
} kith_map;

void kith_map_clear(kith_map *map);
void kith_map_reset(kith_map *map); /* empties it, keeps the room */

/* The value of key, or NULL. Borrowed; valid until the next add. */
uint64_t *kith_map_find(const kith_map *map, uint64_t key);

/* The value of key, made 0 if the key is new. Borrowed; valid until the next add. */
uint64_t *kith_map_add(kith_map *map, uint64_t key);

static inline uint64_t kith_pair(uint32_t high, uint32_t low) { return (uint64_t)high << 32 | low; }

/* Sorts entries by key, then by value: how everything gets its stable order. */
void kith_entries_sort(kith_map_entry *entries, size_t n);

#endif

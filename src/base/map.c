#include "base/map.h"

#include <stdlib.h>
#include <string.h>

/* Slots of maps hold index + 1, those of interners a hash too; 0 is empty. */

static uint64_t key_hash(uint64_t key) {
  key ^= key >> 33;
  key *= 0xff51afd7ed558ccdu;
  key ^= key >> 33;
  key *= 0xc4ceb9fe1a85ec53u;
  return key ^ (key >> 33);
}

static void place(uint32_t *slots, size_t slot_count, uint64_t hash, uint32_t index) {
  size_t i = hash & (slot_count - 1);
  while (slots[i]) i = (i + 1) & (slot_count - 1);
  slots[i] = index + 1;
}

void kith_intern_init(kith_intern *table) {
  memset(table, 0, sizeof *table);
  kith_arena_init(&table->bytes);
}

void kith_intern_clear(kith_intern *table) {
  kith_vec_clear(&table->strings);
  kith_free(table->slots);
  kith_arena_clear(&table->bytes);
  kith_intern_init(table);
}

void kith_intern_reset(kith_intern *table) {
  table->strings.n = 0;
  if (table->slots) memset(table->slots, 0, table->slot_count * sizeof *table->slots);
  kith_arena_reset(&table->bytes);
}

/* The slot that holds s, or the empty one where it belongs. */
static size_t intern_slot(const kith_intern *table, kith_str s, uint64_t hash) {
  size_t mask = table->slot_count - 1, i = hash & mask;
  for (; table->slots[i]; i = (i + 1) & mask)
    if (table->slots[i] >> 32 == hash >> 32 && kith_str_equal(table->strings.at[(uint32_t)table->slots[i] - 1], s)) break;
  return i;
}

static void intern_grow(kith_intern *table) {
  size_t count = table->slot_count ? table->slot_count * 2 : 64, mask = count - 1;
  uint64_t *slots = kith_alloc_zero(count, sizeof *slots);
  for (uint32_t id = 0; id < table->strings.n; id++) {
    uint64_t hash = kith_str_hash(table->strings.at[id]);
    size_t i = hash & mask;
    while (slots[i]) i = (i + 1) & mask;
    slots[i] = (hash >> 32) << 32 | (id + 1);
  }
  kith_free(table->slots);
  table->slots = slots;
  table->slot_count = count;
}

uint32_t kith_intern_find(const kith_intern *table, kith_str s) {
  if (!table->slot_count) return KITH_NONE;
  size_t i = intern_slot(table, s, kith_str_hash(s));
  return table->slots[i] ? (uint32_t)table->slots[i] - 1 : KITH_NONE;
}

uint32_t kith_intern_add(kith_intern *table, kith_str s) {
  if (table->strings.n * 3 >= table->slot_count * 2) intern_grow(table);
  uint64_t hash = kith_str_hash(s);
  size_t i = intern_slot(table, s, hash);
  if (!table->slots[i]) {
    kith_str copy = {kith_arena_copy(&table->bytes, s.p, s.n), s.n};
    kith_vec_push(&table->strings, copy);
    table->slots[i] = (hash >> 32) << 32 | table->strings.n;
  }
  return (uint32_t)table->slots[i] - 1;
}

void kith_map_clear(kith_map *map) {
  kith_vec_clear(&map->entries);
  kith_free(map->slots);
  memset(map, 0, sizeof *map);
}

void kith_map_reset(kith_map *map) {
  map->entries.n = 0;
  if (map->slots) memset(map->slots, 0, map->slot_count * sizeof *map->slots);
}

static size_t map_slot(const kith_map *map, uint64_t key) {
  size_t mask = map->slot_count - 1, i = key_hash(key) & mask;
  while (map->slots[i] && map->entries.at[map->slots[i] - 1].key != key) i = (i + 1) & mask;
  return i;
}

uint64_t *kith_map_find(const kith_map *map, uint64_t key) {
  if (!map->slot_count) return NULL;
  size_t i = map_slot(map, key);
  return map->slots[i] ? &map->entries.at[map->slots[i] - 1].value : NULL;
}

uint64_t *kith_map_add(kith_map *map, uint64_t key) {
  if (map->entries.n * 3 >= map->slot_count * 2) {
    size_t count = map->slot_count ? map->slot_count * 2 : 64;
    kith_free(map->slots);
    map->slots = kith_alloc_zero(count, sizeof *map->slots);
    map->slot_count = count;
    for (uint32_t e = 0; e < map->entries.n; e++)
      place(map->slots, count, key_hash(map->entries.at[e].key), e);
  }
  size_t i = map_slot(map, key);
  if (!map->slots[i]) {
    kith_vec_push(&map->entries, (kith_map_entry){key, 0});
    map->slots[i] = (uint32_t)map->entries.n;
  }
  return &map->entries.at[map->slots[i] - 1].value;
}

static int by_key(const void *a, const void *b) {
  const kith_map_entry *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->value > y->value) - (x->value < y->value);
}

void kith_entries_sort(kith_map_entry *entries, size_t n) {
  if (n > 1) qsort(entries, n, sizeof *entries, by_key);
}

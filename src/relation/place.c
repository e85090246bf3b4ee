/* Places that only adjectives name ("Ukrainian President X") among the entities. */
#include "relation/evidence.h"
#include "relation/phrase.h"

#include <stdlib.h>

typedef struct placed {
  kith_entity entity;
  uint32_t was;
} placed;

static int by_id(const void *a, const void *b) {
  return kith_str_compare(((const placed *)a)->entity.id, ((const placed *)b)->entity.id);
}

static bool in_order(const kith_entities *e) {
  for (size_t i = 1; i < e->list.n; i++)
    if (kith_str_compare(e->list.at[i - 1].id, e->list.at[i].id) > 0) return false;
  return true;
}

static void renumber(kith_reading_mention *mentions, uint32_t count, const uint32_t *now) {
  for (uint32_t i = 0; i < count; i++)
    if (mentions[i].entity != KITH_NONE) mentions[i].entity = now[mentions[i].entity];
}

void kith_entities_settle(kith_entities *e, kith_reading *readings, size_t count, kith_evidence *evidence) {
  if (in_order(e)) return;
  placed *sorted = kith_alloc((e->list.n + 1) * sizeof *sorted);
  uint32_t *now = kith_alloc((e->list.n + 1) * sizeof *now);
  for (uint32_t i = 0; i < e->list.n; i++) sorted[i] = (placed){e->list.at[i], i};
  qsort(sorted, e->list.n, sizeof *sorted, by_id);
  for (uint32_t i = 0; i < e->list.n; i++) {
    e->list.at[i] = sorted[i].entity;
    now[sorted[i].was] = i;
  }
  for (size_t r = 0; r < count; r++) {
    renumber(readings[r].mentions, readings[r].mention_count, now);
    renumber(readings[r].asides, readings[r].aside_count, now);
  }
  for (size_t i = 0; i < e->joins.n; i++)
    if (e->joins.at[i].entity != KITH_NONE) e->joins.at[i].entity = now[e->joins.at[i].entity];
  for (size_t i = 0; i < evidence->ties.n; i++) {
    evidence->ties.at[i].source = now[evidence->ties.at[i].source];
    evidence->ties.at[i].target = now[evidence->ties.at[i].target];
  }
  kith_free(sorted);
  kith_free(now);
}

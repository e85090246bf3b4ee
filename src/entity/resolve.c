#include "entity/choose.h"
#include "entity/cluster.h"
#include "entity/slug.h"
#include "text/fold.h"

#include <stdlib.h>

void kith_entities_init(kith_entities *entities) {
  memset(entities, 0, sizeof *entities);
  kith_arena_init(&entities->arena);
}

void kith_entities_clear(kith_entities *entities) {
  kith_vec_clear(&entities->list);
  kith_arena_clear(&entities->arena);
}

typedef struct resolver {
  kith_entities *entities;
  kith_reading *readings;
  size_t count;
  const kith_resolve_parts *parts;
  uint32_t **chosen, **cluster; /* by reading and mention */
  kith_clusters clusters;
  kith_map listed; /* lexicon entity -> entity + 1 */
  kith_intern ids; /* of unlisted entities, numbered as they come */
  KITH_VEC(uint32_t) entity_of_id;
} resolver;

static uint32_t listed_entity(resolver *s, uint32_t lexicon) {
  uint64_t *at = kith_map_add(&s->listed, lexicon);
  if (!*at) {
    const kith_lexicon *l = s->parts->lexicon;
    const kith_lexicon_entity *e = kith_lexicon_entity_at(l, lexicon);
    kith_entity entity = {.id = kith_lexicon_id(l, e), .label = kith_lexicon_label(l, e), .type = e->type, .lexicon = lexicon, .layer = e->layer};
    if (e->country[0]) entity.country = (kith_str){e->country, 2};
    entity.kind = kith_str_of(e->kind);
    kith_vec_push(&s->entities->list, entity);
    *at = s->entities->list.n;
  }
  return (uint32_t)*at - 1;
}

/* kith:per-rostyslav-lytvyn; names that no Latin letter can be found for get their hash. */
static uint32_t unlisted_entity(resolver *s, uint32_t cluster) {
  const kith_cluster *c = &s->clusters.at[cluster];
  if (c->listed != KITH_NONE) return listed_entity(s, c->listed);
  kith_buf id = {0}, latin = {0};
  kith_romanise(c->latin, KITH_STR(""), &latin);
  kith_buf_format(&id, "kith:%c%c%c-", kith_type_names[c->type][0] + 32, kith_type_names[c->type][1] + 32, kith_type_names[c->type][2] + 32);
  size_t start = id.n;
  kith_slug(kith_buf_str(&latin), &id);
  if (id.n == start) kith_buf_format(&id, "%016llx", (unsigned long long)kith_str_hash(c->label));
  uint32_t number = kith_intern_add(&s->ids, kith_buf_str(&id));
  if (number == s->entity_of_id.n) {
    uint32_t known = kith_lexicon_find(s->parts->lexicon, kith_buf_str(&id));
    if (known != KITH_NONE) {
      kith_vec_push(&s->entity_of_id, listed_entity(s, known));
    } else {
      kith_entity entity = {.id = {kith_arena_copy(&s->entities->arena, id.at, id.n), id.n}, .label = c->latin, .type = c->type, .lexicon = KITH_NONE};
      kith_vec_push(&s->entity_of_id, (uint32_t)s->entities->list.n);
      kith_vec_push(&s->entities->list, entity);
    }
  }
  kith_vec_clear(&id);
  kith_vec_clear(&latin);
  return s->entity_of_id.at[number];
}

static void settle(resolver *s) {
  KITH_VEC(uint32_t) of_cluster = {0};
  for (size_t i = 0; i < s->clusters.n; i++) kith_vec_push(&of_cluster, KITH_NONE);
  for (size_t r = 0; r < s->count; r++) {
    kith_reading *reading = &s->readings[r];
    for (uint32_t i = 0; i < reading->mention_count; i++) {
      kith_reading_mention *m = &reading->mentions[i];
      uint32_t cluster = s->cluster[r][i];
      if (s->chosen[r][i] != KITH_NONE)
        m->entity = listed_entity(s, s->chosen[r][i]);
      else if (cluster != KITH_NONE) {
        if (of_cluster.at[cluster] == KITH_NONE) of_cluster.at[cluster] = unlisted_entity(s, cluster);
        m->entity = of_cluster.at[cluster];
      } else
        m->entity = KITH_NONE;
      if (m->entity != KITH_NONE) m->type = s->entities->list.at[m->entity].type;
    }
  }
  kith_vec_clear(&of_cluster);
}

static int by_id(const void *a, const void *b) {
  return kith_str_compare(((const kith_entity *)a)->id, ((const kith_entity *)b)->id);
}

/* Numbers entities in order of id, so that no output depends on the order of documents. */
static void sort_entities(resolver *s) {
  kith_entities *e = s->entities;
  kith_map place = {0}; /* old number in `mentions` while sorting */
  for (size_t i = 0; i < e->list.n; i++) e->list.at[i].mentions = i;
  if (e->list.n) qsort(e->list.at, e->list.n, sizeof *e->list.at, by_id);
  uint32_t *now = kith_alloc((e->list.n + 1) * sizeof *now);
  for (uint32_t i = 0; i < e->list.n; i++) {
    now[e->list.at[i].mentions] = i;
    e->list.at[i].mentions = 0;
  }
  for (size_t r = 0; r < s->count; r++) {
    const kith_reading *reading = &s->readings[r];
    kith_map_reset(&place);
    for (uint32_t i = 0; i < reading->mention_count; i++) {
      kith_reading_mention *m = &reading->mentions[i];
      if (m->entity == KITH_NONE) continue;
      m->entity = now[m->entity];
      if (reading->duplicate_of != KITH_NONE) continue;
      kith_entity *entity = &e->list.at[m->entity];
      entity->mentions++;
      if (!(*kith_map_add(&place, m->entity))++) entity->documents++;
    }
  }
  kith_map_clear(&place);
  kith_free(now);
}

void kith_entities_resolve(kith_entities *entities, kith_reading *readings, size_t count, const kith_resolve_parts *parts) {
  resolver s = {.entities = entities, .readings = readings, .count = count, .parts = parts};
  kith_intern_init(&s.ids);
  s.chosen = kith_alloc_zero(count + 1, sizeof *s.chosen);
  s.cluster = kith_alloc_zero(count + 1, sizeof *s.cluster);
  for (size_t r = 0; r < count; r++) {
    s.chosen[r] = kith_alloc((readings[r].mention_count + 1) * sizeof **s.chosen);
    s.cluster[r] = kith_alloc((readings[r].mention_count + 1) * sizeof **s.cluster);
    kith_choose(&readings[r], parts, s.chosen[r]);
  }
  kith_cluster_names(readings, count, s.chosen, s.cluster, parts, &entities->arena, &s.clusters);
  settle(&s);
  sort_entities(&s);
  for (size_t r = 0; r < count; r++) {
    kith_free(s.chosen[r]);
    kith_free(s.cluster[r]);
  }
  kith_free(s.chosen);
  kith_free(s.cluster);
  kith_vec_clear(&s.clusters);
  kith_map_clear(&s.listed);
  kith_intern_clear(&s.ids);
  kith_vec_clear(&s.entity_of_id);
}

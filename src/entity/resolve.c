#include "entity/choose.h"
#include "entity/cluster.h"
#include "entity/describe.h"
#include "entity/namesakes.h"
#include "entity/slug.h"
#include "text/fold.h"

#include <stdlib.h>

const char *const kith_join_texts[KITH_JOIN_COUNT] = {
#define X(constant, text) text,
    KITH_JOINS(X)
#undef X
};

void kith_entities_init(kith_entities *entities) {
  memset(entities, 0, sizeof *entities);
  kith_arena_init(&entities->arena);
}

void kith_entities_clear(kith_entities *entities) {
  kith_vec_clear(&entities->list);
  kith_vec_clear(&entities->joins);
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
  for (size_t i = 0; i < s->entities->joins.n; i++) {
    kith_join *j = &s->entities->joins.at[i];
    if (j->entity != KITH_NONE) j->entity = of_cluster.at[j->entity];
  }
  kith_vec_clear(&of_cluster);
}

static uint32_t place_entity(void *context, uint32_t lexicon) { return listed_entity(context, lexicon); }

/* Whether an aside lies in a name of the same entity: `Kyiv Post` in `The Kyiv Post`. */
static bool is_itself(const kith_reading *r, const kith_reading_mention *aside, uint32_t *name) {
  while (*name < r->mention_count && r->mentions[*name].end <= aside->start) ++*name;
  const kith_reading_mention *over = *name < r->mention_count ? &r->mentions[*name] : NULL;
  return over && over->start <= aside->start && over->entity != KITH_NONE && over->entity == aside->entity;
}

/* Nested names and adjectives, then offices. */
static void settle_asides(resolver *s) {
  KITH_VEC(uint32_t) chosen = {0};
  for (size_t r = 0; r < s->count; r++) {
    kith_reading *reading = &s->readings[r];
    uint32_t name = 0;
    kith_vec_reserve(&chosen, reading->aside_count + 1);
    kith_choose_asides(reading, s->parts, chosen.at);
    for (uint32_t i = 0; i < reading->aside_count; i++) {
      kith_reading_mention *m = &reading->asides[i];
      if (chosen.at[i] != KITH_NONE) m->entity = listed_entity(s, chosen.at[i]);
      if (is_itself(reading, m, &name)) m->entity = KITH_NONE;
    }
  }
  kith_vec_clear(&chosen);
  kith_describe(s->readings, s->count, s->entities, s->parts->lexicon, place_entity, s);
}

static int by_id(const void *a, const void *b) {
  return kith_str_compare(((const kith_entity *)a)->id, ((const kith_entity *)b)->id);
}

static void count_mentions(kith_entities *e, const kith_reading *r, kith_map *seen) {
  kith_map_reset(seen);
  for (uint32_t i = 0; i < r->mention_count; i++) {
    if (r->mentions[i].entity == KITH_NONE) continue;
    kith_entity *entity = &e->list.at[r->mentions[i].entity];
    entity->mentions++;
    if (!(*kith_map_add(seen, r->mentions[i].entity))++) entity->documents++;
  }
}

static void count_all(kith_entities *e, const kith_reading *readings, size_t count) {
  kith_map seen = {0};
  for (size_t i = 0; i < e->list.n; i++) e->list.at[i].mentions = e->list.at[i].documents = 0;
  for (size_t r = 0; r < count; r++)
    if (readings[r].duplicate_of == KITH_NONE) count_mentions(e, &readings[r], &seen);
  kith_map_clear(&seen);
}

void kith_entities_admit(kith_entities *e, kith_reading *readings, size_t count, unsigned hows) {
  if (!hows) return;
  for (size_t r = 0; r < count; r++) kith_reading_admit(&readings[r], hows);
  count_all(e, readings, count);
}

static void renumber(kith_reading_mention *mentions, uint32_t count, const uint32_t *now) {
  for (uint32_t i = 0; i < count; i++)
    if (mentions[i].entity != KITH_NONE) mentions[i].entity = now[mentions[i].entity];
}

/* Numbers entities in order of id, so that no output depends on the order of documents. */
static void sort_entities(resolver *s) {
  kith_entities *e = s->entities;
  for (size_t i = 0; i < e->list.n; i++) e->list.at[i].mentions = i; /* the old number while sorting */
  if (e->list.n) qsort(e->list.at, e->list.n, sizeof *e->list.at, by_id);
  uint32_t *now = kith_alloc((e->list.n + 1) * sizeof *now);
  for (uint32_t i = 0; i < e->list.n; i++) now[e->list.at[i].mentions] = i;
  for (size_t r = 0; r < s->count; r++) {
    renumber(s->readings[r].mentions, s->readings[r].mention_count, now);
    renumber(s->readings[r].asides, s->readings[r].aside_count, now);
  }
  for (size_t i = 0; i < e->joins.n; i++)
    if (e->joins.at[i].entity != KITH_NONE) e->joins.at[i].entity = now[e->joins.at[i].entity];
  kith_free(now);
  count_all(e, s->readings, s->count);
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
  kith_cluster_names(readings, count, s.chosen, s.cluster, parts, entities, &s.clusters);
  kith_namesakes_part(readings, count, s.chosen, s.cluster, parts->lexicon, entities, &s.clusters);
  settle(&s);
  settle_asides(&s);
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

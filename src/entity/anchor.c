#include "entity/clusterer.h"

enum { SHORTEST = 4, SHORTEST_ACRONYM = 3 }; /* letters of a name of one word that stands for its entity in other languages */

/* Whether the mention calls its entity by a full name. */
static bool is_full(const kith_reading_mention *m) {
  return m->how == KITH_HOW_EXACT || m->how == KITH_HOW_INFLECTED || m->how == KITH_HOW_VARIANT || m->how == KITH_HOW_ACRONYM;
}

static void add(kith_clusterer *c, kith_map *known, const kith_reading_mention *m, uint32_t entity) {
  uint8_t type = kith_lexicon_entity_at(c->parts->lexicon, entity)->type;
  kith_str name = m->base.n ? m->base : m->surface;
  uint8_t words = kith_form_key(c, name, m->lang);
  size_t letters = kith_utf8_count(kith_buf_str(&c->key));
  if (!words || (words == 1 && (type == KITH_PER || letters < (m->how == KITH_HOW_ACRONYM ? SHORTEST_ACRONYM : SHORTEST)))) return;
  uint32_t key = kith_intern_add(&c->keys, kith_buf_str(&c->key)), i = (uint32_t)c->forms.n;
  uint64_t *at = kith_map_add(known, kith_pair(m->lang, key));
  if (*at) { /* a name that means two listed entities anchors none */
    kith_form *f = &c->forms.at[*at - 1];
    if (f->listed != entity) f->count = 0;
    f->count += f->count > 0;
    return;
  }
  kith_form f = {.key = key, .lang = m->lang, .words = words, .count = 1, .surface = name, .base = i, .parent = i, .listed = entity, .anchor = true};
  f.type_votes[type] = 1;
  kith_vec_push(&c->forms, f);
  *at = c->forms.n;
}

void kith_cluster_anchor(kith_clusterer *c) {
  kith_map known = {0}; /* (language, key) -> anchor + 1 */
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      const kith_reading_mention *m = &c->readings[r].mentions[i];
      if (c->chosen[r][i] != KITH_NONE && is_full(m)) add(c, &known, m, c->chosen[r][i]);
    }
  kith_map_clear(&known);
}

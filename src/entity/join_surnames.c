#include "entity/clusterer.h"

enum { SURE = 2 }; /* votes a mention (kith_form_add) that make a person */

/* Persons by the last word of their names, in each language: who has it, or
 * KITH_NONE + 1 where several do. */
static void index_surnames(kith_clusterer *c, kith_map *owner) {
  for (uint32_t i = 0; i < c->forms.n; i++) {
    const kith_form *f = &c->forms.at[i];
    if (f->anchor || f->words < 2 || f->words > 4 || !f->count || kith_form_type(f) != KITH_PER) continue;
    if (f->type_votes[KITH_PER] < SURE * f->count) continue; /* seldom with a given name or title */
    kith_str key = kith_intern_get(&c->keys, f->key);
    size_t at = key.n;
    while (at && key.p[at - 1] != ' ') at--;
    uint32_t word = kith_intern_add(&c->keys, kith_str_cut(key, at, key.n)), person = kith_form_root(c, i);
    uint64_t *known = kith_map_add(owner, kith_pair(f->lang, word));
    *known = *known && *known != (uint64_t)person + 1 ? (uint64_t)KITH_NONE + 1 : (uint64_t)person + 1;
  }
}

/* The one person with this surname, or with one that the word is a form of. */
static uint32_t owner_of(kith_clusterer *c, const kith_map *owner, const kith_form *f) {
  const uint64_t *known = kith_map_find(owner, kith_pair(f->lang, f->key));
  if (known) return (uint32_t)(*known - 1);
  uint32_t found = KITH_NONE;
  c->bytes.n = c->bases.n = 0;
  kith_inflect(c->parts->inflector, f->lang, kith_intern_get(&c->keys, f->key), &c->bytes, &c->bases);
  for (size_t i = 0; i < c->bases.n; i++) {
    if (!(c->bases.at[i].classes & KITH_ENDING_PER)) continue;
    uint32_t key = kith_intern_find(&c->keys, (kith_str){c->bytes.at + c->bases.at[i].start, c->bases.at[i].length});
    known = key == KITH_NONE ? NULL : kith_map_find(owner, kith_pair(f->lang, key));
    if (!known) continue;
    if (found != KITH_NONE && found != (uint32_t)(*known - 1)) return KITH_NONE;
    found = (uint32_t)(*known - 1);
  }
  return found;
}

void kith_cluster_join_surnames(kith_clusterer *c) {
  kith_map owner = {0};
  index_surnames(c, &owner);
  for (uint32_t i = 0; i < c->forms.n; i++) {
    const kith_form *f = &c->forms.at[i];
    if (f->anchor || f->words != 1 || !f->count || kith_form_type(f) != KITH_PER) continue;
    uint32_t person = owner_of(c, &owner, f);
    if (person != KITH_NONE) kith_form_join(c, i, person);
  }
  kith_map_clear(&owner);
}

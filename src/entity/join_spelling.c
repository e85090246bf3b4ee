#include "entity/clusterer.h"

enum { SHORTEST = 4 }; /* letters of a base that a name of one word may come from */

/* What one spelling is in all languages together. */
typedef struct spellings {
  kith_map standing; /* key -> the first base form with it, + 1 */
  kith_map count;    /* key -> mentions of all base forms with it */
  kith_map shared;   /* keys that several languages have */
  bool *attests;     /* by form: other forms of its language are endings of it */
} spellings;

static void collect(kith_clusterer *c, spellings *s) {
  for (uint32_t i = 0; i < c->forms.n; i++)
    if (c->forms.at[i].base != i) s->attests[c->forms.at[i].base] = true;
  for (uint32_t i = 0; i < c->forms.n; i++) {
    const kith_form *f = &c->forms.at[i];
    if (!kith_form_stands(c, i) || f->anchor) continue;
    uint64_t *at = kith_map_add(&s->standing, f->key);
    if (*at) {
      kith_form_join(c, i, (uint32_t)*at - 1);
      kith_map_add(&s->shared, f->key);
    } else
      *at = (uint64_t)i + 1;
    *kith_map_add(&s->count, f->key) += f->count;
  }
}

/* What a language spells like another language's listed name is that, unless the
 * finder, who knows both, took it for something else in the anchor's language. */
static void join_anchors(kith_clusterer *c, spellings *s) {
  kith_map refused = {0};
  for (uint32_t i = 0; i < c->forms.n; i++) {
    const kith_form *f = &c->forms.at[i];
    const uint64_t *own = f->anchor ? kith_map_find(&c->form_of, kith_pair(f->lang, f->key)) : NULL;
    if (own && c->forms.at[*own - 1].count) kith_map_add(&refused, f->key);
  }
  for (uint32_t i = 0; i < c->forms.n; i++) {
    const kith_form *f = &c->forms.at[i];
    if (!f->anchor || !f->count || kith_map_find(&refused, f->key)) continue;
    uint64_t *at = kith_map_add(&s->standing, f->key);
    if (!*at) {
      *at = i + 1;
      *kith_map_add(&s->count, f->key) = f->count;
    }
    if (*at == i + 1 || kith_form_type(f) != kith_form_type(&c->forms.at[*at - 1])) continue;
    uint32_t known = c->forms.at[kith_form_root(c, (uint32_t)*at - 1)].listed;
    if (known == KITH_NONE || known == f->listed) kith_form_join(c, i, (uint32_t)*at - 1);
  }
  kith_map_clear(&refused);
}

/* Whether form i, which no other form of its language is an ending of, is one of `found`. */
static bool is_ending_of(const kith_clusterer *c, const spellings *s, uint32_t i, uint32_t found) {
  const kith_form *f = &c->forms.at[i], *base = &c->forms.at[found];
  if (f->words == 1 && (kith_utf8_count(base->surface) < SHORTEST || kith_map_find(&s->shared, f->key))) return false;
  if (f->gender && base->gender && f->gender != base->gender) return false;
  if (base->anchor && kith_form_type(f) != kith_form_type(base)) return false;
  return *kith_map_find(&s->count, base->key) >= *kith_map_find(&s->count, f->key);
}

/* Forms that no text of their language has the base form of are told by another
 * language: pl `Johna Smitha` by en `John Smith`. */
static void join_foreign_bases(kith_clusterer *c, const spellings *s) {
  for (uint32_t i = 0; i < c->forms.n; i++) {
    kith_form *f = &c->forms.at[i];
    if (!kith_form_stands(c, i) || f->anchor || f->named.n || s->attests[i]) continue;
    uint32_t base = kith_form_attested(c, i, &s->standing);
    if (base == KITH_NONE || !is_ending_of(c, s, i, base)) continue;
    f->named = kith_form_base(c, base);
    kith_form_join(c, i, base);
  }
}

void kith_cluster_join_spelling(kith_clusterer *c) {
  spellings s = {.attests = kith_alloc_zero(c->forms.n + 1, sizeof *s.attests)};
  collect(c, &s);
  join_anchors(c, &s);
  join_foreign_bases(c, &s);
  kith_map_clear(&s.standing);
  kith_map_clear(&s.count);
  kith_map_clear(&s.shared);
  kith_free(s.attests);
}

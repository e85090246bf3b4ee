#include "entity/clusterer.h"

enum { WORDS = 8, CHOICES = 24 };

/* Looks for attested forms whose words are bases of this form's words: depth
 * first over the choices of each word. Keeps the most frequent, then the shortest key. */
typedef struct search {
  kith_clusterer *c;
  uint32_t form;
  kith_str choice[WORDS][CHOICES];
  unsigned choices[WORDS];
  kith_buf key;
  uint32_t best;
} search;

static void try_key(search *s) {
  kith_clusterer *c = s->c;
  uint32_t key = kith_intern_find(&c->keys, kith_buf_str(&s->key));
  const uint64_t *at = key == KITH_NONE ? NULL : kith_map_find(&c->form_of, kith_pair(c->forms.at[s->form].lang, key));
  if (!at || *at - 1 == s->form) return;
  uint32_t found = (uint32_t)*at - 1;
  const kith_form *best = s->best == KITH_NONE ? NULL : &c->forms.at[s->best], *f = &c->forms.at[found];
  if (!best || f->count > best->count || (f->count == best->count && found < s->best)) s->best = found;
}

static void descend(search *s, unsigned word, unsigned words) {
  if (word == words) {
    try_key(s);
    return;
  }
  size_t start = s->key.n;
  for (unsigned k = 0; k < s->choices[word]; k++) {
    s->key.n = start;
    if (word) kith_buf_char(&s->key, ' ');
    kith_buf_add(&s->key, s->choice[word][k]);
    descend(s, word + 1, words);
  }
  s->key.n = start;
}

/* The attested form that this one is an inflected form of, or KITH_NONE. */
static uint32_t attested_base(kith_clusterer *c, uint32_t index) {
  const kith_form *f = &c->forms.at[index];
  search s = {.c = c, .form = index, .best = KITH_NONE};
  kith_str key = kith_intern_get(&c->keys, f->key), word, rest = key;
  unsigned words = 0;
  uint8_t wanted = kith_form_endings(f);
  if (f->words == 0 || f->words > WORDS) return KITH_NONE;
  c->bytes.n = 0;
  kith_vec_reserve(&c->bytes, 16384); /* slices into it must not move */
  while (kith_str_split(&rest, ' ', &word) && words < WORDS) {
    s.choice[words][0] = word;
    s.choices[words] = 1;
    c->bases.n = 0;
    kith_inflect(c->parts->inflector, f->lang, word, &c->bytes, &c->bases);
    for (size_t i = 0; i < c->bases.n && s.choices[words] < CHOICES; i++) {
      kith_base base = c->bases.at[i];
      if (!(base.classes & (wanted | (f->words > 1 ? KITH_ENDING_ADJ : 0)))) continue;
      if (base.start + base.length > 16384) break;
      kith_str text = {c->bytes.at + base.start, base.length};
      if (kith_intern_find(&c->keys, text) == KITH_NONE && f->words == 1) continue;
      s.choice[words][s.choices[words]++] = text;
    }
    words++;
  }
  unsigned combinations = 1;
  for (unsigned w = 0; w < words; w++) {
    combinations *= s.choices[w];
    if (combinations > 4096) return KITH_NONE;
  }
  descend(&s, 0, words);
  kith_vec_clear(&s.key);
  return s.best;
}

/* Among forms that point at each other, the base form is the one that most
 * mentions point at; pointing says more than being frequent. */
static void choose_bases(kith_clusterer *c, const uint32_t *points_at) {
  size_t n = c->forms.n;
  uint64_t *votes = kith_alloc_zero(n + 1, sizeof *votes);
  uint32_t *best = kith_alloc((n + 1) * sizeof *best);
  for (uint32_t i = 0; i < n; i++) {
    votes[i] += c->forms.at[i].count;
    if (points_at[i] != KITH_NONE) votes[points_at[i]] += 3 * (uint64_t)c->forms.at[i].count;
    best[i] = KITH_NONE;
  }
  for (uint32_t i = 0; i < n; i++) {
    uint32_t top = kith_form_root(c, i);
    if (best[top] == KITH_NONE || votes[i] > votes[best[top]]) best[top] = i;
  }
  for (uint32_t i = 0; i < n; i++) c->forms.at[i].base = best[kith_form_root(c, i)];
  kith_free(votes);
  kith_free(best);
}

void kith_cluster_join_endings(kith_clusterer *c) {
  uint32_t *points_at = kith_alloc((c->forms.n + 1) * sizeof *points_at);
  for (uint32_t i = 0; i < c->forms.n; i++) {
    points_at[i] = attested_base(c, i);
    if (points_at[i] != KITH_NONE) kith_form_join(c, i, points_at[i]);
  }
  choose_bases(c, points_at);
  kith_free(points_at);
}

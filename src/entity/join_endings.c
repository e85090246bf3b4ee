#include "entity/clusterer.h"

enum { WORDS = 8, CHOICES = 24 };

/* Looks for attested forms whose words are bases of this form's words: depth
 * first over the choices of each word. Keeps the most frequent, then the first by spelling. */
typedef struct search {
  kith_clusterer *c;
  uint32_t form;
  const kith_map *in; /* where forms are looked up; NULL: among those of the form's language */
  kith_str choice[WORDS][CHOICES];
  unsigned choices[WORDS];
  kith_buf key;
  uint32_t best;
} search;

static void try_key(search *s) {
  kith_clusterer *c = s->c;
  uint32_t key = kith_intern_find(&c->keys, kith_buf_str(&s->key));
  if (key == KITH_NONE || key == c->forms.at[s->form].key) return;
  const uint64_t *at = s->in ? kith_map_find(s->in, key) : kith_map_find(&c->form_of, kith_pair(c->forms.at[s->form].lang, key));
  if (!at) return;
  uint32_t found = (uint32_t)*at - 1;
  const kith_form *best = s->best == KITH_NONE ? NULL : &c->forms.at[s->best], *f = &c->forms.at[found];
  bool better = !best || f->count > best->count ||
                (f->count == best->count && kith_str_compare(kith_intern_get(&c->keys, f->key), kith_intern_get(&c->keys, best->key)) < 0);
  if (better) s->best = found;
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

uint32_t kith_form_attested(kith_clusterer *c, uint32_t index, const kith_map *in) {
  const kith_form *f = &c->forms.at[index];
  search s = {.c = c, .form = index, .in = in, .best = KITH_NONE};
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

/* Among forms that hang together, the base form is the one that most others
 * may be endings of; then the most frequent. */
static void choose_bases(kith_clusterer *c, const uint32_t *points_at) {
  size_t n = c->forms.n;
  uint32_t *pointing = kith_alloc_zero(n + 1, sizeof *pointing), *best = kith_alloc((n + 1) * sizeof *best);
  for (uint32_t i = 0; i < n; i++) {
    best[i] = KITH_NONE;
    if (points_at[i] != KITH_NONE) pointing[points_at[i]]++;
  }
  for (uint32_t i = 0; i < n; i++) {
    uint32_t *top = &best[kith_form_root(c, i)];
    bool better = *top == KITH_NONE || pointing[i] > pointing[*top] ||
                  (pointing[i] == pointing[*top] && c->forms.at[i].count > c->forms.at[*top].count);
    if (better) *top = i;
  }
  for (uint32_t i = 0; i < n; i++) c->forms.at[i].base = best[kith_form_root(c, i)];
  kith_free(pointing);
  kith_free(best);
}

/* ---- bases that no text has ---- */

enum { SHORTEST_BASE = 5 }; /* letters: shorter ones meet by chance */

/* A base that several one-word forms of a language share, attested or not. */
typedef struct shared_base {
  uint32_t forms; /* how many may come from it */
  uint64_t count; /* of their mentions */
  uint32_t first; /* the first of them */
  uint32_t latest; /* the last one counted: several rules may lead from a form to one base */
} shared_base;

/* Calls of `visit` for each base that form i may come from. */
typedef void (*base_visitor)(kith_clusterer *c, uint32_t form, kith_str base, void *context);

static void each_base(kith_clusterer *c, uint32_t i, base_visitor visit, void *context) {
  const kith_form *f = &c->forms.at[i];
  uint8_t wanted = kith_form_endings(f);
  if (f->words != 1 || !f->count) return;
  c->bytes.n = c->bases.n = 0;
  kith_inflect(c->parts->inflector, f->lang, kith_intern_get(&c->keys, f->key), &c->bytes, &c->bases);
  for (size_t k = 0; k < c->bases.n; k++) {
    kith_str base = {c->bytes.at + c->bases.at[k].start, c->bases.at[k].length};
    if (c->bases.at[k].classes & wanted && kith_utf8_count(base) >= SHORTEST_BASE) visit(c, i, base, context);
  }
}

typedef struct base_index {
  kith_intern texts;
  kith_map of; /* (language, text) -> index of shared + 1 */
  KITH_VEC(shared_base) shared;
} base_index;

static void note_base(kith_clusterer *c, uint32_t form, kith_str base, void *context) {
  base_index *index = context;
  uint64_t *at = kith_map_add(&index->of, kith_pair(c->forms.at[form].lang, kith_intern_add(&index->texts, base)));
  if (!*at) {
    kith_vec_push(&index->shared, (shared_base){.first = form, .latest = KITH_NONE});
    *at = index->shared.n;
  }
  shared_base *shared = &index->shared.at[*at - 1];
  if (shared->latest == form) return;
  shared->latest = form;
  shared->forms++;
  shared->count += c->forms.at[form].count;
}

/* The base of `form` that most forms share, the shortest of equals. */
typedef struct favourite {
  const base_index *index;
  uint32_t text, forms, first;
  size_t length;
  uint64_t count;
} favourite;

static void weigh_base(kith_clusterer *c, uint32_t form, kith_str base, void *context) {
  favourite *best = context;
  uint32_t text = kith_intern_find(&best->index->texts, base);
  const uint64_t *at = kith_map_find(&best->index->of, kith_pair(c->forms.at[form].lang, text));
  const shared_base *shared = &best->index->shared.at[*at - 1];
  if (shared->forms < best->forms || (shared->forms == best->forms && base.n >= best->length)) return;
  *best = (favourite){best->index, text, shared->forms, shared->first, base.n, shared->count};
}

/* What an unattested base must at least have to be preferred to form i: three
 * forms, and one more than may come from i as it is. */
static uint32_t forms_of(const kith_clusterer *c, const base_index *index, uint32_t i) {
  uint32_t text = kith_intern_find(&index->texts, kith_intern_get(&c->keys, c->forms.at[i].key));
  const uint64_t *at = text == KITH_NONE ? NULL : kith_map_find(&index->of, kith_pair(c->forms.at[i].lang, text));
  uint32_t own = at ? index->shared.at[*at - 1].forms + 2 : 0;
  return own > 3 ? own : 3;
}

/* The surface of a form with its ending replaced: what the keys have in common
 * is taken from the surface as it is written, the rest from the base. */
static kith_str surface_of_base(kith_clusterer *c, const kith_form *f, kith_str base) {
  kith_str key = kith_intern_get(&c->keys, f->key);
  size_t same = 0, letters, from = 0;
  while (same < key.n && same < base.n && key.p[same] == base.p[same]) same++;
  while (same && ((unsigned char)key.p[same == key.n ? same - 1 : same] & 0xc0) == 0x80 && same < key.n) same--;
  letters = kith_utf8_count(kith_str_cut(key, 0, same));
  while (letters-- && from < f->surface.n) {
    unsigned length;
    kith_utf8_decode(f->surface.p + from, f->surface.p + f->surface.n, &length);
    from += length;
  }
  char *text = kith_arena_alloc(c->arena, from + base.n - same + 1);
  memcpy(text, f->surface.p, from);
  memcpy(text + from, base.p + same, base.n - same);
  return (kith_str){text, from + base.n - same};
}

/* One-word forms that no attested base holds together, but that share a base
 * which three forms at least may come from, are joined and named by it. */
static void join_unattested(kith_clusterer *c) {
  base_index index = {0};
  kith_intern_init(&index.texts);
  for (uint32_t i = 0; i < c->forms.n; i++) each_base(c, i, note_base, &index);
  for (uint32_t i = 0; i < c->forms.n; i++) {
    favourite best = {.index = &index, .text = KITH_NONE, .length = SIZE_MAX};
    if (c->forms.at[i].base != i) continue;
    best.forms = forms_of(c, &index, i);
    each_base(c, i, weigh_base, &best);
    if (best.text == KITH_NONE || 2 * (uint64_t)c->forms.at[i].count >= best.count) continue; /* mostly written so: it is the base */
    kith_str base = kith_intern_get(&index.texts, best.text);
    uint32_t key = kith_intern_find(&c->keys, base);
    if (key != KITH_NONE && kith_map_find(&c->form_of, kith_pair(c->forms.at[i].lang, key))) continue;
    c->forms.at[i].named = surface_of_base(c, &c->forms.at[i], base);
    if (kith_form_root(c, best.first) != kith_form_root(c, i)) kith_form_join(c, i, best.first);
  }
  kith_intern_clear(&index.texts);
  kith_map_clear(&index.of);
  kith_vec_clear(&index.shared);
}

void kith_cluster_join_endings(kith_clusterer *c) {
  uint32_t *points_at = kith_alloc((c->forms.n + 1) * sizeof *points_at);
  for (uint32_t i = 0; i < c->forms.n; i++) {
    points_at[i] = kith_form_attested(c, i, NULL);
    if (points_at[i] != KITH_NONE) kith_form_join(c, i, points_at[i]);
  }
  choose_bases(c, points_at);
  join_unattested(c);
  kith_free(points_at);
}

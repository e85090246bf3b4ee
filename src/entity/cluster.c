#include "entity/cluster.h"

#include "entity/skeleton.h"
#include "text/fold.h"
#include "text/word.h"

#include <stdlib.h>

/* A form: one folded spelling in one language. Forms are the nodes that are
 * joined; a cluster is what hangs together. */
typedef struct form {
  uint32_t key;      /* words joined by one space, into keys */
  kith_lang lang;
  uint8_t words;
  uint8_t gender;
  uint32_t count;
  uint32_t type_votes[KITH_TYPE_COUNT];
  kith_str surface;  /* of its first mention */
  uint32_t base;     /* the form it is an ending of, or itself */
  uint32_t parent;   /* union-find */
} form;

typedef struct clusterer {
  const kith_resolve_parts *parts;
  kith_reading *readings;
  size_t count;
  kith_intern keys;
  kith_map form_of; /* (language, key) -> form + 1 */
  KITH_VEC(form) forms;
  uint32_t **form_at; /* of each unlisted mention */
  kith_words words;
  kith_buf key, bytes;
  kith_bases bases;
} clusterer;

static uint32_t root(clusterer *c, uint32_t i) {
  while (c->forms.at[i].parent != i) i = c->forms.at[i].parent = c->forms.at[c->forms.at[i].parent].parent;
  return i;
}

/* The smaller number stays: the result does not depend on the order of joins. */
static void join(clusterer *c, uint32_t a, uint32_t b) {
  a = root(c, a);
  b = root(c, b);
  if (a < b)
    c->forms.at[b].parent = a;
  else
    c->forms.at[a].parent = b;
}

/* ---- forms ---- */

/* What is compared: the base form where the lexicon gave one, else the surface. */
static kith_str text_of(const kith_reading_mention *m) { return m->base.n ? m->base : m->surface; }

/* The words' keys with one space between, hyphened endings left out. */
static uint8_t key_of(clusterer *c, const kith_reading_mention *m) {
  kith_str text = text_of(m);
  c->words.n = c->key.n = 0;
  kith_words_cut(text, 0, text.n, &c->words);
  uint8_t n = 0;
  for (size_t i = 0; i < c->words.n && n < 255; i++) {
    size_t start = c->key.n;
    if (n) kith_buf_char(&c->key, ' ');
    kith_word_key(text, &c->words.at[i], &c->key);
    kith_str word = kith_str_cut(kith_buf_str(&c->key), start + (n > 0), c->key.n);
    bool ending = n && !(c->words.at[i].flags & KITH_WORD_CAPITAL) && text.p[c->words.at[i].start - 1] == '-' &&
                  kith_inflect_joined(c->parts->inflector, m->lang, word);
    if (ending)
      c->key.n = start;
    else
      n++;
  }
  return n;
}

static uint32_t form_add(clusterer *c, const kith_reading_mention *m) {
  uint8_t words = key_of(c, m);
  uint32_t key = kith_intern_add(&c->keys, kith_buf_str(&c->key));
  uint64_t *at = kith_map_add(&c->form_of, kith_pair(m->lang, key));
  if (!*at) {
    uint32_t i = (uint32_t)c->forms.n;
    form f = {.key = key, .lang = m->lang, .words = words, .surface = text_of(m), .base = i, .parent = i};
    kith_vec_push(&c->forms, f);
    *at = c->forms.n;
  }
  form *f = &c->forms.at[*at - 1];
  f->count++;
  f->type_votes[m->type] += m->flags & KITH_MENTION_SURE ? 3 : 1;
  if (m->gender) f->gender = m->gender;
  return (uint32_t)*at - 1;
}

static void collect(clusterer *c, uint32_t *const *chosen) {
  c->form_at = kith_alloc_zero(c->count + 1, sizeof *c->form_at);
  for (size_t r = 0; r < c->count; r++) {
    const kith_reading *reading = &c->readings[r];
    c->form_at[r] = kith_alloc((reading->mention_count + 1) * sizeof **c->form_at);
    for (uint32_t i = 0; i < reading->mention_count; i++) {
      const kith_reading_mention *m = &reading->mentions[i];
      bool unlisted = chosen[r][i] == KITH_NONE && !(m->flags & (KITH_MENTION_WEAK | KITH_MENTION_DEMONYM));
      c->form_at[r][i] = unlisted ? form_add(c, m) : KITH_NONE;
    }
  }
}

static kith_type type_of(const form *f) {
  kith_type best = KITH_PER;
  for (unsigned t = 0; t < KITH_TYPE_COUNT; t++)
    if (f->type_votes[t] > f->type_votes[best]) best = (kith_type)t;
  return best;
}

/* ---- endings ---- */

enum { WORDS = 8, CHOICES = 24 };

/* Looks for attested forms whose words are bases of this form's words: depth
 * first over the choices of each word. Keeps the most frequent, then the shortest key. */
typedef struct search {
  clusterer *c;
  uint32_t form;
  kith_str choice[WORDS][CHOICES];
  unsigned choices[WORDS];
  kith_buf key;
  uint32_t best;
} search;

static void try_key(search *s) {
  clusterer *c = s->c;
  uint32_t key = kith_intern_find(&c->keys, kith_buf_str(&s->key));
  const uint64_t *at = key == KITH_NONE ? NULL : kith_map_find(&c->form_of, kith_pair(c->forms.at[s->form].lang, key));
  if (!at || *at - 1 == s->form) return;
  uint32_t found = (uint32_t)*at - 1;
  const form *best = s->best == KITH_NONE ? NULL : &c->forms.at[s->best], *f = &c->forms.at[found];
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

static uint8_t ending_class(const form *f) {
  switch (type_of(f)) {
  case KITH_PER: return f->gender == 'f' ? KITH_ENDING_PERF : f->gender == 'm' ? KITH_ENDING_PERM : KITH_ENDING_PER;
  case KITH_LOC: return KITH_ENDING_LOC;
  default: return KITH_ENDING_ORG;
  }
}

/* The attested form that this one is an inflected form of, or KITH_NONE. */
static uint32_t attested_base(clusterer *c, uint32_t index) {
  const form *f = &c->forms.at[index];
  search s = {.c = c, .form = index, .best = KITH_NONE};
  kith_str key = kith_intern_get(&c->keys, f->key), word, rest = key;
  unsigned words = 0;
  uint8_t wanted = ending_class(f);
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

static void join_endings(clusterer *c) {
  for (uint32_t i = 0; i < c->forms.n; i++) {
    uint32_t base = attested_base(c, i);
    if (base == KITH_NONE) continue;
    c->forms.at[i].base = base;
    join(c, i, base);
  }
  for (uint32_t i = 0; i < c->forms.n; i++) { /* follow chains, stop at cycles */
    uint32_t b = c->forms.at[i].base;
    for (int k = 0; k < 4 && c->forms.at[b].base != b && c->forms.at[b].base != i; k++) b = c->forms.at[b].base;
    c->forms.at[i].base = b;
  }
}

/* ---- one word for a full name ---- */

/* Whether the lone word of `alone` is the last word of `full`, ending or not. */
static bool is_last_word(clusterer *c, const form *alone, const form *full) {
  kith_str key = kith_intern_get(&c->keys, full->key), word = kith_intern_get(&c->keys, alone->key);
  size_t at = key.n;
  while (at && key.p[at - 1] != ' ') at--;
  kith_str last = kith_str_cut(key, at, key.n);
  if (kith_str_equal(last, word)) return true;
  if (alone->lang != full->lang) return false;
  for (int turn = 0; turn < 2; turn++) {
    kith_str from = turn ? last : word, to = turn ? word : last;
    c->bytes.n = c->bases.n = 0;
    kith_inflect(c->parts->inflector, alone->lang, from, &c->bytes, &c->bases);
    for (size_t i = 0; i < c->bases.n; i++)
      if (c->bases.at[i].classes & ending_class(full) &&
          kith_str_equal((kith_str){c->bytes.at + c->bases.at[i].start, c->bases.at[i].length}, to))
        return true;
  }
  return false;
}

/* A surname alone means the person of that surname whose full name stands in
 * the same document, the nearest before it first. */
static void join_surnames(clusterer *c, size_t r) {
  const kith_reading *reading = &c->readings[r];
  uint32_t *at = c->form_at[r];
  for (uint32_t i = 0; i < reading->mention_count; i++) {
    if (at[i] == KITH_NONE || c->forms.at[at[i]].words != 1) continue;
    uint32_t full = KITH_NONE;
    for (uint32_t k = 0; k < reading->mention_count; k++) {
      if (at[k] == KITH_NONE || c->forms.at[at[k]].words < 2 || type_of(&c->forms.at[at[k]]) != KITH_PER) continue;
      if (k > i && full != KITH_NONE) break;
      if (is_last_word(c, &c->forms.at[at[i]], &c->forms.at[at[k]])) full = at[k];
    }
    if (full != KITH_NONE) at[i] = full;
  }
}

/* ---- across languages ---- */

static void latin_of(clusterer *c, const form *f, kith_buf *out) {
  kith_str code = kith_language_get(c->parts->languages, f->lang)->code;
  const form *base = &c->forms.at[f->base];
  kith_romanise(base->surface, code, out);
}

/* Forms with the same skeleton and nearly the same spelling in Latin letters are
 * one: full names of persons; other names only if the romanised spelling is equal. */
static void join_scripts(clusterer *c) {
  kith_intern skeletons, latins;
  kith_map first = {0};
  KITH_VEC(uint32_t) latin = {0};
  kith_buf text = {0}, skeleton = {0};
  kith_intern_init(&skeletons);
  kith_intern_init(&latins);
  for (uint32_t i = 0; i < c->forms.n; i++) {
    const form *f = &c->forms.at[i];
    kith_type type = type_of(f);
    text.n = skeleton.n = 0;
    latin_of(c, f, &text);
    kith_vec_push(&latin, kith_intern_add(&latins, kith_buf_str(&text)));
    if (type == KITH_PER && f->words > 1)
      kith_skeleton(kith_buf_str(&text), &skeleton);
    else
      kith_slug(kith_buf_str(&text), &skeleton);
    if (skeleton.n < 3) continue;
    uint64_t key = kith_pair((uint32_t)type << 8 | (f->words > 1), kith_intern_add(&skeletons, kith_buf_str(&skeleton)));
    uint64_t *other = kith_map_add(&first, key);
    if (!*other)
      *other = i + 1;
    else if (kith_spelling_distance(kith_intern_get(&latins, latin.at[i]), kith_intern_get(&latins, latin.at[*other - 1])) <= .34)
      join(c, i, (uint32_t)*other - 1);
  }
  kith_intern_clear(&skeletons);
  kith_intern_clear(&latins);
  kith_map_clear(&first);
  kith_vec_clear(&latin);
  kith_vec_clear(&text);
  kith_vec_clear(&skeleton);
}

/* ---- clusters ---- */

/* Words that begin lower case in the romanised surface keep it; others get a capital. */
static kith_str title_case(kith_str latin, kith_arena *arena) {
  char *copy = kith_arena_copy(arena, latin.p, latin.n);
  bool start = true;
  for (size_t i = 0; i < latin.n; i++) {
    if (start && copy[i] >= 'a' && copy[i] <= 'z') copy[i] = (char)(copy[i] - 32);
    start = copy[i] == ' ' || copy[i] == '-';
  }
  return (kith_str){copy, latin.n};
}

/* Of the forms of a cluster the one that names it: in Latin letters first, full, frequent, early. */
static bool names_better(const form *a, const form *b) {
  bool x = a->words > 1, y = b->words > 1;
  if (x != y) return x;
  if (a->count != b->count) return a->count > b->count;
  return a->key < b->key;
}

static void make_clusters(clusterer *c, kith_clusters *out, uint32_t *const *cluster_of, kith_arena *arena) {
  uint32_t *number = kith_alloc((c->forms.n + 1) * sizeof *number), *best = kith_alloc((c->forms.n + 1) * sizeof *best);
  for (uint32_t i = 0; i < c->forms.n; i++) number[i] = KITH_NONE;
  for (uint32_t i = 0; i < c->forms.n; i++) {
    uint32_t top = root(c, i);
    if (number[top] == KITH_NONE) {
      number[top] = (uint32_t)out->n;
      best[out->n] = c->forms.at[i].base;
      kith_vec_push(out, (kith_cluster){.type = (uint8_t)type_of(&c->forms.at[i])});
    } else if (names_better(&c->forms.at[c->forms.at[i].base], &c->forms.at[best[number[top]]]))
      best[number[top]] = c->forms.at[i].base;
  }
  kith_buf text = {0};
  for (uint32_t k = 0; k < out->n; k++) {
    const form *f = &c->forms.at[best[k]];
    text.n = 0;
    kith_romanise(f->surface, kith_language_get(c->parts->languages, f->lang)->code, &text);
    out->at[k].type = (uint8_t)type_of(f);
    out->at[k].label = (kith_str){kith_arena_copy(arena, f->surface.p, f->surface.n), f->surface.n};
    out->at[k].latin = (unsigned char)f->surface.p[0] < 0x80 ? out->at[k].label : title_case(kith_buf_str(&text), arena);
  }
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      uint32_t at = c->form_at[r][i];
      cluster_of[r][i] = at == KITH_NONE ? KITH_NONE : number[root(c, at)];
      if (at == KITH_NONE) continue;
      kith_reading_mention *m = &c->readings[r].mentions[i];
      kith_str base = c->forms.at[c->forms.at[at].base].surface;
      m->base = (kith_str){kith_arena_copy(arena, base.p, base.n), base.n};
      m->how = KITH_HOW_DISCOVERED;
      m->score = m->flags & KITH_MENTION_SURE ? .7f : .5f;
    }
  kith_vec_clear(&text);
  kith_free(number);
  kith_free(best);
}

void kith_cluster_names(kith_reading *readings, size_t count, uint32_t *const *chosen, uint32_t *const *cluster_of,
                        const kith_resolve_parts *parts, kith_arena *arena, kith_clusters *clusters) {
  clusterer c = {.parts = parts, .readings = readings, .count = count};
  kith_intern_init(&c.keys);
  collect(&c, chosen);
  join_endings(&c);
  for (size_t r = 0; r < count; r++) join_surnames(&c, r);
  join_scripts(&c);
  make_clusters(&c, clusters, cluster_of, arena);
  for (size_t r = 0; r < count; r++) kith_free(c.form_at[r]);
  kith_free(c.form_at);
  kith_intern_clear(&c.keys);
  kith_map_clear(&c.form_of);
  kith_vec_clear(&c.forms);
  kith_vec_clear(&c.words);
  kith_vec_clear(&c.key);
  kith_vec_clear(&c.bytes);
  kith_vec_clear(&c.bases);
}

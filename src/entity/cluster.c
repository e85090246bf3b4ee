#include "entity/clusterer.h"

#include "text/fold.h"
#include "text/word.h"

#include <stdlib.h>

uint32_t kith_form_root(kith_clusterer *c, uint32_t i) {
  while (c->forms.at[i].parent != i) i = c->forms.at[i].parent = c->forms.at[c->forms.at[i].parent].parent;
  return i;
}

void kith_form_join(kith_clusterer *c, uint32_t a, uint32_t b) {
  kith_form_join_record record = {a, b, (uint8_t)c->step};
  a = kith_form_root(c, a);
  b = kith_form_root(c, b);
  uint32_t top = a < b ? a : b, under = a < b ? b : a;
  if (top != under) kith_vec_push(&c->joins, record);
  c->forms.at[under].parent = top;
  if (c->forms.at[top].listed == KITH_NONE) c->forms.at[top].listed = c->forms.at[under].listed;
}

kith_str kith_form_base(const kith_clusterer *c, uint32_t form) {
  const kith_form *base = &c->forms.at[c->forms.at[form].base];
  return base->named.n ? base->named : base->surface;
}

kith_type kith_form_type(const kith_form *f) {
  kith_type best = KITH_PER;
  for (unsigned t = 0; t < KITH_TYPE_COUNT; t++)
    if (f->type_votes[t] > f->type_votes[best]) best = (kith_type)t;
  return best;
}

uint8_t kith_form_endings(const kith_form *f) {
  switch (kith_form_type(f)) {
  case KITH_PER: return f->gender == 'f' ? KITH_ENDING_PERF : f->gender == 'm' ? KITH_ENDING_PERM : KITH_ENDING_PER;
  case KITH_LOC: return KITH_ENDING_LOC;
  default: return KITH_ENDING_ORG;
  }
}

/* ---- forms ---- */

/* What is compared: the base form where the lexicon gave one, else the surface. */
static kith_str text_of(const kith_reading_mention *m) { return m->base.n ? m->base : m->surface; }

/* Hyphened endings are left out. */
uint8_t kith_form_key(kith_clusterer *c, kith_str text, kith_lang lang) {
  c->words.n = c->key.n = 0;
  kith_words_cut(text, 0, text.n, &c->words);
  uint8_t n = 0;
  for (size_t i = 0; i < c->words.n && n < 255; i++) {
    size_t start = c->key.n;
    if (n) kith_buf_char(&c->key, ' ');
    kith_word_key(text, &c->words.at[i], &c->key);
    kith_str word = kith_str_cut(kith_buf_str(&c->key), start + (n > 0), c->key.n);
    bool ending = n && !(c->words.at[i].flags & KITH_WORD_CAPITAL) && text.p[c->words.at[i].start - 1] == '-' &&
                  kith_inflect_joined(c->parts->inflector, lang, word);
    if (ending)
      c->key.n = start;
    else
      n++;
  }
  return n;
}

uint32_t kith_form_add(kith_clusterer *c, const kith_reading_mention *m) {
  uint8_t words = kith_form_key(c, text_of(m), m->lang);
  uint32_t key = kith_intern_add(&c->keys, kith_buf_str(&c->key));
  uint64_t *at = kith_map_add(&c->form_of, kith_pair(m->lang, key));
  if (!*at) {
    uint32_t i = (uint32_t)c->forms.n;
    kith_form f = {.key = key, .lang = m->lang, .words = words, .surface = text_of(m), .base = i, .parent = i, .listed = KITH_NONE};
    kith_vec_push(&c->forms, f);
    *at = c->forms.n;
  }
  kith_form *f = &c->forms.at[*at - 1];
  f->count++;
  f->type_votes[m->type] += m->score > 0 ? (uint32_t)(m->score * 4) : m->flags & KITH_MENTION_SURE ? 3 : 1;
  if (m->gender) f->gender = m->gender;
  return (uint32_t)*at - 1;
}

static void collect(kith_clusterer *c) {
  c->form_at = kith_alloc_zero(c->count + 1, sizeof *c->form_at);
  for (size_t r = 0; r < c->count; r++) {
    const kith_reading *reading = &c->readings[r];
    c->form_at[r] = kith_alloc((reading->mention_count + 1) * sizeof **c->form_at);
    for (uint32_t i = 0; i < reading->mention_count; i++) {
      const kith_reading_mention *m = &reading->mentions[i];
      bool unlisted = c->chosen[r][i] == KITH_NONE && !(m->flags & (KITH_MENTION_WEAK | KITH_MENTION_DEMONYM));
      c->form_at[r][i] = unlisted ? kith_form_add(c, m) : KITH_NONE;
    }
  }
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

static bool is_latin(kith_str s) { return s.n && ((unsigned char)s.p[0] < 0x80 || (unsigned char)s.p[0] <= 0xca); }

/* How well a form serves as the name of its entity: English before other
 * languages in Latin letters before the rest, since the label is for readers of English. */
static int label_rank(const kith_clusterer *c, const kith_form *f) {
  if (kith_str_is(kith_language_get(c->parts->languages, f->lang)->code, "en")) return 2;
  return is_latin(f->surface) ? 1 : 0;
}

/* Of the forms of a cluster the one that names it: full, readable, frequent, early. */
static bool names_better(const kith_clusterer *c, const kith_form *a, const kith_form *b) {
  bool x = a->words > 1, y = b->words > 1;
  if (x != y) return x;
  int p = label_rank(c, a), q = label_rank(c, b);
  if (p != q) return p > q;
  if (a->count != b->count) return a->count > b->count;
  return kith_str_compare(kith_intern_get(&c->keys, a->key), kith_intern_get(&c->keys, b->key)) < 0;
}

/* The base form of a mention: of a name that is short for another the last
 * words of that one's base, if there are as many; else its own. */
static kith_str base_of(kith_clusterer *c, uint32_t written, uint32_t moved) {
  kith_str own = kith_form_base(c, written), whole = kith_form_base(c, moved);
  if (written == moved || c->forms.at[written].base != written || c->forms.at[written].words != 1) return own;
  size_t at = whole.n;
  while (at && whole.p[at - 1] != ' ') at--;
  kith_str last = kith_str_cut(whole, at, whole.n);
  unsigned a, b; /* an acronym or a given name stays what it is */
  bool same_start = own.n && last.n && kith_utf8_decode(own.p, own.p + own.n, &a) == kith_utf8_decode(last.p, last.p + last.n, &b) &&
                    own.n >= 2 * a && last.n >= 2 * b && memcmp(own.p + a, last.p + b, 1) == 0;
  return same_start ? last : own;
}

/* Numbers the clusters in order of their first form; best[] is the form that
 * names each; votes add up what its forms are taken for. */
static void number_clusters(kith_clusterer *c, kith_clusters *out, uint32_t *number, uint32_t *best) {
  KITH_VEC(kith_form) votes = {0};
  for (uint32_t i = 0; i < c->forms.n; i++) number[i] = KITH_NONE;
  for (uint32_t i = 0; i < c->forms.n; i++) {
    const kith_form *f = &c->forms.at[i];
    if (f->anchor) continue;
    uint32_t top = kith_form_root(c, i);
    if (number[top] == KITH_NONE) {
      number[top] = (uint32_t)out->n;
      best[out->n] = f->base;
      kith_vec_push(out, (kith_cluster){.listed = c->forms.at[top].listed});
      kith_vec_push(&votes, (kith_form){.count = 0});
    } else if (names_better(c, &c->forms.at[f->base], &c->forms.at[best[number[top]]]))
      best[number[top]] = f->base;
    for (unsigned t = 0; t < KITH_TYPE_COUNT; t++) votes.at[number[top]].type_votes[t] += f->type_votes[t];
  }
  for (size_t k = 0; k < out->n; k++) out->at[k].type = (uint8_t)kith_form_type(&votes.at[k]);
  kith_vec_clear(&votes);
}

static void name_clusters(kith_clusterer *c, kith_clusters *out, const uint32_t *best) {
  kith_buf text = {0};
  for (uint32_t k = 0; k < out->n; k++) {
    kith_str label = kith_form_base(c, best[k]);
    text.n = 0;
    kith_romanise(label, kith_language_get(c->parts->languages, c->forms.at[best[k]].lang)->code, &text);
    out->at[k].label = (kith_str){kith_arena_copy(c->arena, label.p, label.n), label.n};
    out->at[k].latin = is_latin(label) ? out->at[k].label : title_case(kith_buf_str(&text), c->arena);
  }
  kith_vec_clear(&text);
}

/* Surnames that were moved to full names, each pair once. */
static void record_moves(kith_clusterer *c) {
  kith_map seen = {0};
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      uint32_t from = c->written[r][i], to = c->form_at[r][i];
      if (from == to || (*kith_map_add(&seen, kith_pair(from, to)))++) continue;
      kith_form_join_record record = {from, to, KITH_JOIN_SHORT};
      kith_vec_push(&c->joins, record);
    }
  kith_map_clear(&seen);
}

/* What joined the forms of each cluster; numbers of clusters stand for entities as yet. */
static void list_joins(kith_clusterer *c, const uint32_t *number, kith_entities *entities) {
  for (size_t i = 0; i < c->joins.n; i++) {
    const kith_form_join_record *j = &c->joins.at[i];
    const kith_form *from = &c->forms.at[j->from], *to = &c->forms.at[j->to];
    kith_join join = {from->surface, to->surface, from->lang, to->lang, j->why, number[kith_form_root(c, j->to)]};
    kith_vec_push(&entities->joins, join);
  }
}

static void make_clusters(kith_clusterer *c, kith_clusters *out, uint32_t *const *cluster_of, kith_entities *entities) {
  uint32_t *number = kith_alloc((c->forms.n + 1) * sizeof *number), *best = kith_alloc((c->forms.n + 1) * sizeof *best);
  number_clusters(c, out, number, best);
  name_clusters(c, out, best);
  list_joins(c, number, entities);
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      uint32_t at = c->form_at[r][i];
      cluster_of[r][i] = at == KITH_NONE ? KITH_NONE : number[kith_form_root(c, at)];
      if (at == KITH_NONE) continue;
      kith_reading_mention *m = &c->readings[r].mentions[i];
      kith_str base = base_of(c, c->written[r][i], at);
      m->base = (kith_str){kith_arena_copy(c->arena, base.p, base.n), base.n};
      m->how = KITH_HOW_DISCOVERED;
      if (!(m->score > 0)) m->score = m->flags & KITH_MENTION_SURE ? .7f : .5f;
    }
  kith_free(number);
  kith_free(best);
}

static uint32_t **copy_forms(const kith_clusterer *c) {
  uint32_t **copy = kith_alloc_zero(c->count + 1, sizeof *copy);
  for (size_t r = 0; r < c->count; r++) {
    size_t n = c->readings[r].mention_count;
    copy[r] = kith_alloc((n + 1) * sizeof **copy);
    memcpy(copy[r], c->form_at[r], n * sizeof **copy);
  }
  return copy;
}

static void free_forms(const kith_clusterer *c, uint32_t **forms) {
  for (size_t r = 0; r < c->count; r++) kith_free(forms[r]);
  kith_free(forms);
}

void kith_cluster_names(kith_reading *readings, size_t count, uint32_t *const *chosen, uint32_t *const *cluster_of,
                        const kith_resolve_parts *parts, kith_entities *entities, kith_clusters *clusters) {
  kith_clusterer c = {.parts = parts, .readings = readings, .count = count, .arena = &entities->arena, .chosen = chosen};
  kith_intern_init(&c.keys);
  collect(&c);
  kith_cluster_trim(&c);
  c.step = KITH_JOIN_ENDING;
  kith_cluster_join_endings(&c);
  c.written = copy_forms(&c);
  kith_cluster_join_short(&c);
  record_moves(&c);
  kith_cluster_anchor(&c);
  c.step = KITH_JOIN_SPELLING;
  kith_cluster_join_spelling(&c);
  c.step = KITH_JOIN_SCRIPTS;
  kith_cluster_join_scripts(&c);
  c.step = KITH_JOIN_SURNAME;
  kith_cluster_join_surnames(&c);
  make_clusters(&c, clusters, cluster_of, entities);
  free_forms(&c, c.form_at);
  free_forms(&c, c.written);
  kith_intern_clear(&c.keys);
  kith_map_clear(&c.form_of);
  kith_vec_clear(&c.forms);
  kith_vec_clear(&c.joins);
  kith_vec_clear(&c.words);
  kith_vec_clear(&c.key);
  kith_vec_clear(&c.bytes);
  kith_vec_clear(&c.bases);
}

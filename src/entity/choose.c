#include "entity/choose.h"

#include "text/word.h"

/* What the document's unambiguous names say. */
typedef struct context {
  const kith_lexicon *lexicon;
  kith_map full;      /* entity -> times its full name stands in the document */
  kith_map countries; /* ISO code as a number -> the entity that is of that country + 1, or SEVERAL */
} context;

enum { FAMILIAR = 300000 }; /* inhabitants of a place that a reader may be expected to know */
static const uint64_t SEVERAL = UINT64_MAX;

static uint64_t code_of(const char country[2]) { return country[0] ? (uint64_t)country[0] << 8 | (unsigned char)country[1] : 0; }

static bool is_full(uint8_t role) {
  return role == KITH_ROLE_LABEL || role == KITH_ROLE_ALIAS || role == KITH_ROLE_FORMER || role == KITH_ROLE_ACRONYM;
}

static void collect(context *c, const kith_reading *r) {
  for (uint32_t i = 0; i < r->mention_count; i++) {
    const kith_reading_mention *m = &r->mentions[i];
    for (uint32_t k = 0; k < m->candidate_count; k++) {
      const kith_candidate *candidate = &r->candidates[m->first_candidate + k];
      if (is_full(candidate->role)) ++*kith_map_add(&c->full, candidate->entity);
    }
    if (m->candidate_count != 1) continue;
    uint32_t entity = r->candidates[m->first_candidate].entity;
    uint64_t code = code_of(kith_lexicon_entity_at(c->lexicon, entity)->country);
    uint64_t *of = code ? kith_map_add(&c->countries, code) : NULL;
    if (of) *of = !*of || *of == entity + 1u ? entity + 1u : SEVERAL;
  }
}

/* How well known it is, 0..1: what decides when nothing in the text does. */
static double prior(const kith_lexicon_entity *e) {
  double p = e->prominence / 9.0;
  if (e->type == KITH_LOC) {
    p = strcmp(e->kind, "country") == 0 ? 1 : e->capital_of[0] ? .8 : 0;
    double size = 0;
    for (uint32_t n = e->population; n >= 10; n /= 10) size += 1;
    p += size / 40;
  }
  return p;
}

static double worth(const context *c, const kith_reading_mention *m, const kith_candidate *candidate, unsigned best_known) {
  const kith_lexicon_entity *e = kith_lexicon_entity_at(c->lexicon, candidate->entity);
  double w = candidate->score + .3 * prior(e);
  if (candidate->how == KITH_HOW_INFLECTED) w -= .15; /* as it is written counts before what it may be a form of */
  bool full = is_full(candidate->role);
  /* `Trump` beside Melania Trump is still the one everybody knows. */
  bool outshone = best_known >= 8 && e->prominence + 1u < best_known;
  if (!full && kith_map_find(&c->full, candidate->entity)) w += outshone ? .1 : 1;
  uint64_t code = code_of(e->country);
  if (code && kith_map_find(&c->countries, code)) w += .06;
  if (e->type == m->type) w += .1; /* what it was tagged as */
  if (m->gender && e->gender && m->gender != e->gender) w -= 1;
  return w;
}

/* Whether `form` may be an ending of `base`, word by word, in this language. */
static bool is_form_of(const kith_resolve_parts *parts, kith_lang lang, kith_str form, kith_str base) {
  kith_words mine = {0}, other = {0};
  kith_buf key = {0}, wanted = {0}, bytes = {0};
  kith_bases bases = {0};
  kith_words_cut(form, 0, form.n, &mine);
  kith_words_cut(base, 0, base.n, &other);
  bool fits = mine.n == other.n;
  for (size_t i = 0; i < mine.n && fits; i++) {
    key.n = wanted.n = bytes.n = bases.n = 0;
    kith_word_key(form, &mine.at[i], &key);
    kith_word_key(base, &other.at[i], &wanted);
    fits = kith_str_equal(kith_buf_str(&key), kith_buf_str(&wanted));
    if (!fits) kith_inflect(parts->inflector, lang, kith_buf_str(&key), &bytes, &bases);
    for (size_t k = 0; k < bases.n && !fits; k++)
      fits = kith_str_equal((kith_str){bytes.at + bases.at[k].start, bases.at[k].length}, kith_buf_str(&wanted));
  }
  kith_vec_clear(&mine);
  kith_vec_clear(&other);
  kith_vec_clear(&key);
  kith_vec_clear(&wanted);
  kith_vec_clear(&bytes);
  kith_vec_clear(&bases);
  return fits;
}

/* The row that was matched, unless it is an inflected alias of the language's
 * label (bg `Европейския съюз`): then the label. */
static kith_str base_of(const kith_resolve_parts *parts, const kith_reading_mention *m, const kith_candidate *candidate) {
  kith_str row = kith_lexicon_string(parts->lexicon, candidate->text, candidate->length);
  if (candidate->role != KITH_ROLE_ALIAS) return row;
  kith_str label = kith_lexicon_base(parts->lexicon, candidate->entity, m->lang);
  return is_form_of(parts, m->lang, row, label) ? label : row;
}

/* A surname alone means a listed person only if his full name is in the document
 * too, or if everybody knows him. */
static bool is_stranger(const context *c, const kith_candidate *candidate) {
  const kith_lexicon_entity *e = kith_lexicon_entity_at(c->lexicon, candidate->entity);
  return candidate->role == KITH_ROLE_SURNAME && e->prominence < 7 && !kith_map_find(&c->full, candidate->entity);
}

/* Whether another name of the document is of the entity's country. */
static bool has_company(const context *c, uint32_t entity) {
  uint64_t code = code_of(kith_lexicon_entity_at(c->lexicon, entity)->country);
  const uint64_t *of = code ? kith_map_find(&c->countries, code) : NULL;
  return of && *of != entity + 1u;
}

/* A district that few know means itself only where its country is spoken of:
 * `Southwest` is no region of Cameroon elsewhere. */
static bool is_far_off(const context *c, const kith_candidate *candidate) {
  const kith_lexicon_entity *e = kith_lexicon_entity_at(c->lexicon, candidate->entity);
  if (e->type != KITH_LOC || !e->country[0] || e->capital_of[0] || e->prominence >= 4 || e->population >= FAMILIAR) return false;
  return strcmp(e->kind, "subdivision") == 0 && !has_company(c, candidate->entity);
}

void kith_choose(kith_reading *r, const kith_resolve_parts *parts, uint32_t *chosen) {
  const kith_lexicon *lexicon = parts->lexicon;
  context c = {.lexicon = lexicon};
  collect(&c, r);
  for (uint32_t i = 0; i < r->mention_count; i++) {
    kith_reading_mention *m = &r->mentions[i];
    chosen[i] = KITH_NONE;
    double best = 0;
    unsigned best_known = 0;
    for (uint32_t k = 0; k < m->candidate_count; k++) {
      unsigned known = kith_lexicon_entity_at(lexicon, r->candidates[m->first_candidate + k].entity)->prominence;
      if (known > best_known) best_known = known;
    }
    for (uint32_t k = 0; k < m->candidate_count; k++) {
      const kith_candidate *candidate = &r->candidates[m->first_candidate + k];
      if (candidate->role == KITH_ROLE_DEMONYM) continue;
      if (candidate->role == KITH_ROLE_WEAK && !kith_map_find(&c.full, candidate->entity)) continue;
      if (is_far_off(&c, candidate)) continue;
      if (is_stranger(&c, candidate)) {
        if (!m->base.n) m->base = kith_lexicon_string(lexicon, candidate->text, candidate->length);
        continue;
      }
      double w = worth(&c, m, candidate, best_known);
      if (chosen[i] != KITH_NONE && w <= best) continue;
      best = w;
      chosen[i] = candidate->entity;
      m->how = candidate->how;
      m->score = candidate->score > 1 ? 1 : candidate->score;
      m->base = base_of(parts, m, candidate);
    }
    if (chosen[i] != KITH_NONE) m->type = kith_lexicon_entity_at(lexicon, chosen[i])->type;
  }
  kith_map_clear(&c.full);
  kith_map_clear(&c.countries);
}

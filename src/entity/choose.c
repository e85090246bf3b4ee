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

static uint8_t gender_of(const kith_reading_mention *m) { return m->gender ? m->gender : m->address; }

static kith_verdict verdict_on(const context *c, const kith_reading_mention *m, const kith_candidate *candidate) {
  if (candidate->role == KITH_ROLE_DEMONYM && m->how != KITH_HOW_DEMONYM) return KITH_VERDICT_ADJECTIVE;
  if (candidate->role == KITH_ROLE_WEAK && !kith_map_find(&c->full, candidate->entity)) return KITH_VERDICT_WEAK;
  if (is_far_off(c, candidate)) return KITH_VERDICT_FAR_OFF;
  uint8_t own = kith_lexicon_entity_at(c->lexicon, candidate->entity)->gender, said = gender_of(m);
  if (candidate->role == KITH_ROLE_SURNAME && said && own && said != own) return KITH_VERDICT_GENDER;
  return is_stranger(c, candidate) ? KITH_VERDICT_STRANGER : KITH_VERDICT_MAY_BE;
}

/* How well known the best known of a mention's candidates is. */
static unsigned best_known(const context *c, const kith_candidate *list, uint32_t count) {
  unsigned best = 0;
  for (uint32_t k = 0; k < count; k++) {
    unsigned known = kith_lexicon_entity_at(c->lexicon, list[k].entity)->prominence;
    if (known > best) best = known;
  }
  return best;
}

static kith_weight weigh(const context *c, const kith_reading_mention *m, const kith_candidate *candidate, unsigned known) {
  const kith_lexicon_entity *e = kith_lexicon_entity_at(c->lexicon, candidate->entity);
  kith_weight w = {.form = candidate->score, .known = .3 * prior(e), .verdict = verdict_on(c, m, candidate)};
  if (candidate->how == KITH_HOW_INFLECTED) w.form -= .15; /* as it is written counts before what it may be a form of */
  bool full = is_full(candidate->role);
  /* `Trump` beside Melania Trump is still the one everybody knows. */
  bool outshone = known >= 8 && e->prominence + 1u < known;
  if (!full && kith_map_find(&c->full, candidate->entity)) w.named = outshone ? .1 : 1;
  uint64_t code = code_of(e->country);
  if (code && kith_map_find(&c->countries, code)) w.country = .06;
  if (e->type == m->tagged) w.type = .1;
  if (gender_of(m) && e->gender && gender_of(m) != e->gender) w.gender = -1;
  w.total = w.form + w.known + w.named + w.country + w.type + w.gender;
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

/* The candidate that a mention is, or NULL; a surname of strangers leaves its base. */
static const kith_candidate *choose(const context *c, const kith_resolve_parts *parts, const kith_reading *r, kith_reading_mention *m) {
  const kith_candidate *list = r->candidates + m->first_candidate, *chosen = NULL;
  unsigned known = best_known(c, list, m->candidate_count);
  double best = 0;
  for (uint32_t k = 0; k < m->candidate_count; k++) {
    kith_weight w = weigh(c, m, &list[k], known);
    if (w.verdict >= KITH_VERDICT_GENDER && !m->base.n) m->base = kith_lexicon_string(c->lexicon, list[k].text, list[k].length);
    if (w.verdict != KITH_VERDICT_MAY_BE || (chosen && w.total <= best)) continue;
    best = w.total;
    chosen = &list[k];
  }
  if (!chosen) return NULL;
  m->base = base_of(parts, m, chosen);
  m->type = kith_lexicon_entity_at(c->lexicon, chosen->entity)->type;
  return chosen;
}

void kith_choose(kith_reading *r, const kith_resolve_parts *parts, uint32_t *chosen) {
  context c = {.lexicon = parts->lexicon};
  collect(&c, r);
  for (uint32_t i = 0; i < r->mention_count; i++) {
    kith_reading_mention *m = &r->mentions[i];
    const kith_candidate *candidate = choose(&c, parts, r, m);
    chosen[i] = candidate ? candidate->entity : KITH_NONE;
    if (!candidate) continue;
    m->how = candidate->how;
    m->score = candidate->score > 1 ? 1 : candidate->score;
  }
  kith_map_clear(&c.full);
  kith_map_clear(&c.countries);
}

void kith_choose_asides(kith_reading *r, const kith_resolve_parts *parts, uint32_t *chosen) {
  context c = {.lexicon = parts->lexicon};
  collect(&c, r);
  for (uint32_t i = 0; i < r->aside_count; i++) {
    kith_reading_mention *m = &r->asides[i];
    const kith_candidate *candidate = choose(&c, parts, r, m);
    chosen[i] = candidate ? candidate->entity : KITH_NONE;
    m->score = kith_how_scores[m->how];
  }
  kith_map_clear(&c.full);
  kith_map_clear(&c.countries);
}

void kith_choose_weigh(const kith_reading *r, const kith_reading_mention *m, const kith_lexicon *lexicon, kith_weight *weights) {
  context c = {.lexicon = lexicon};
  collect(&c, r);
  const kith_candidate *list = r->candidates + m->first_candidate;
  unsigned known = best_known(&c, list, m->candidate_count);
  for (uint32_t k = 0; k < m->candidate_count; k++) weights[k] = weigh(&c, m, &list[k], known);
  kith_map_clear(&c.full);
  kith_map_clear(&c.countries);
}

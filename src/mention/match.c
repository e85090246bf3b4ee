#include "mention/finder.h"

/* The longest match from one word on, while the trie is walked. */
typedef struct walk {
  kith_finder *f;
  uint32_t first, best_last;
  size_t candidates; /* where those of this match start in out->candidates */
} walk;

static kith_str name_text(const kith_finder *f, const kith_lexicon_name *name) {
  return kith_lexicon_string(f->parts.lexicon, name->text, name->length);
}

bool kith_entity_is_well_known(const kith_lexicon_entity *e) {
  return e->prominence >= 4 || e->population >= 300000 || e->capital_of[0] || strcmp(e->kind, "country") == 0;
}

/* `US` is not `us`, `Мид` not `МИД`: whether word w of the text is written as
 * word number i of the name asks for. */
static bool case_fits(const kith_finder *f, const kith_lexicon_name *name, const kith_lexicon_entity *e, unsigned i,
                      const kith_word *w, bool inflected) {
  if (w->flags & KITH_WORD_CASELESS) return true;
  bool capital = w->flags & KITH_WORD_CAPITAL;
  if (i < 16 && name->capitals & 1u << i && !capital) return false;
  if (!name->all_caps || f->shouted) return true;
  if (w->flags & KITH_WORD_ALL_CAPS || w->flags & KITH_WORD_DIGIT) return true;
  if (w->capitals >= 2 && w->letters > w->capitals) return true; /* МИДа */
  return capital && w->letters >= 4 && name->role != KITH_ROLE_WEAK && e->prominence >= (inflected ? 8 : 7); /* Nato */
}

static uint8_t class_of(const kith_lexicon_entity *e) {
  switch (e->type) {
  case KITH_PER: return e->gender == 'f' ? KITH_ENDING_PERF : e->gender == 'm' ? KITH_ENDING_PERM : KITH_ENDING_PER;
  case KITH_LOC: return KITH_ENDING_LOC;
  default: return KITH_ENDING_ORG;
  }
}

/* Whether a name of another language may be meant: a single word only where it
 * is long enough, and what it names well enough known, not to be a chance. */
static bool language_fits(const kith_finder *f, const kith_lexicon_name *name, const kith_lexicon_entity *e,
                          const kith_word *first) {
  if (name->lang == KITH_LANG_UND || name->lang == f->lang || f->lang == KITH_LANG_UND) return true;
  if (name->role == KITH_ROLE_WEAK || name->role == KITH_ROLE_DEMONYM) return false;
  if (name->words > 1) return true;
  if (!kith_entity_is_well_known(e)) return false;
  return first->flags & KITH_WORD_CASELESS ? first->letters > 1 : first->letters >= 5 || (name->all_caps && first->letters >= 4);
}

static uint8_t how_of(const kith_finder *f, const kith_lexicon_name *name, bool inflected) {
  switch (name->role) {
  case KITH_ROLE_ACRONYM: return KITH_HOW_ACRONYM;
  case KITH_ROLE_SHORT: case KITH_ROLE_WEAK: case KITH_ROLE_SURNAME: return KITH_HOW_SHORT;
  case KITH_ROLE_LABEL: break;
  default: return inflected ? KITH_HOW_INFLECTED : KITH_HOW_VARIANT;
  }
  if (name->lang != f->lang && name->lang != KITH_LANG_UND &&
      !kith_str_equal(name_text(f, name), kith_lexicon_base(f->parts.lexicon, name->entity, f->lang)))
    return KITH_HOW_TRANSLIT;
  return inflected ? KITH_HOW_INFLECTED : KITH_HOW_EXACT;
}

/* `US peace plan`, `NATO summit`: a listed name with lower-case words behind it
 * that make it an event or a plan. The name is the surer mention. */
static bool only_describes(const walk *w, const kith_lexicon_entity *e, uint32_t last) {
  if ((e->type != KITH_EVT && e->type != KITH_PRO) || w->best_last == KITH_NONE || last <= w->best_last) return false;
  for (uint32_t i = w->best_last + 1; i <= last; i++)
    if (w->f->words.at[i].flags & (KITH_WORD_CAPITAL | KITH_WORD_CASELESS | KITH_WORD_DIGIT)) return false;
  return true;
}

static bool name_fits(const kith_finder *f, const walk *w, const kith_lexicon_name *name, uint32_t last, uint8_t classes,
                      bool inflected) {
  if (name->role == KITH_ROLE_METONYM && !f->parts.metonyms) return false;
  const kith_word *first = &f->words.at[w->first];
  const kith_lexicon_entity *e = kith_lexicon_entity_at(f->parts.lexicon, name->entity);
  if (!(first->flags & (KITH_WORD_CAPITAL | KITH_WORD_CASELESS | KITH_WORD_DIGIT)) && !kith_name_in_lower_case(f->parts.lexicon, name)) return false;
  if (!language_fits(f, name, e, first) || only_describes(w, e, last)) return false;
  if (inflected) {
    if (last == w->first && first->letters <= 5 && !kith_entity_is_well_known(e)) return false;
    if (!(classes & class_of(e)) || (name->lang != f->lang && name->lang != KITH_LANG_UND && name->role == KITH_ROLE_WEAK)) return false;
    if (name->all_caps && last == w->first && first->flags & KITH_WORD_ALL_CAPS && !f->shouted) return false;
  }
  for (uint32_t i = w->first; i <= last; i++)
    if (!case_fits(f, name, e, i - w->first, &f->words.at[i], inflected)) return false;
  return true;
}

static bool is_adjective(const kith_candidate *c) { return c->role == KITH_ROLE_DEMONYM && c->how != KITH_HOW_INFLECTED; }
static bool is_guess(const kith_candidate *c) { return c->how == KITH_HOW_INFLECTED || c->how == KITH_HOW_TRANSLIT; }

/* One candidate an entity: the best way it was reached; an adjective as it is
 * written before a form or another language's name of its place. */
static void add_candidate(walk *w, kith_candidate c) {
  kith_mentions *out = w->f->out;
  for (size_t i = w->candidates; i < out->candidates.n; i++) {
    kith_candidate *old = &out->candidates.at[i];
    if (old->entity != c.entity) continue;
    if (is_adjective(old) && is_guess(&c)) return;
    if (is_adjective(&c) && is_guess(old)) *old = c;
    if (c.score > old->score) *old = c;
    return;
  }
  kith_vec_push(&out->candidates, c);
}

/* A language may say that a name is too weak to stand alone in it (fr `Libération`). */
static bool weak_here(const kith_finder *f, const kith_lexicon_name *names, uint32_t n, uint32_t entity) {
  for (uint32_t i = 0; i < n; i++)
    if (names[i].entity == entity && names[i].role == KITH_ROLE_WEAK && names[i].lang == f->lang) return true;
  return false;
}

static void consider(walk *w, uint32_t node, uint32_t last, uint8_t classes, bool inflected) {
  kith_finder *f = w->f;
  uint32_t n;
  const kith_lexicon_name *names = kith_lexicon_names(f->parts.lexicon, node, &n);
  kith_str surface = kith_str_cut(f->text->source, f->words.at[w->first].start, f->words.at[last].end);
  for (uint32_t i = 0; i < n; i++) {
    const kith_lexicon_name *name = &names[i];
    if (!name_fits(f, w, name, last, classes, inflected)) continue;
    if (w->best_last == KITH_NONE || last > w->best_last) {
      f->out->candidates.n = w->candidates;
      w->best_last = last;
    } else if (last < w->best_last)
      return;
    if (name->role != KITH_ROLE_WEAK && weak_here(f, names, n, name->entity)) continue;
    uint8_t how = how_of(f, name, inflected);
    bool lower_row = name->role == KITH_ROLE_DEMONYM && !(name->capitals & 1) && w->first != f->first_word;
    if (lower_row) how = KITH_HOW_INFLECTED; /* `Polski` inside a sentence is no adjective */
    float score = kith_how_scores[how];
    if (name->lang != f->lang && name->lang != KITH_LANG_UND) score -= .1f;
    if (inflected && how != KITH_HOW_INFLECTED) score -= .02f;
    if (name->role == KITH_ROLE_DEMONYM) score = .1f;
    if (kith_str_equal(name_text(f, name), surface)) score += .004f; /* NATO before Nato */
    add_candidate(w, (kith_candidate){name->entity, name->text, name->length, score, how, name->role});
  }
}

/* A hyphened ending behind the match (Trump-ului) belongs to its surface. */
static uint8_t joined_ending(kith_finder *f, uint32_t last) {
  if (!kith_finder_glued(f, last) || f->words.at[last + 1].flags & KITH_WORD_CAPITAL) return 0;
  if (f->text->source.p[f->words.at[last].end] != '-' ) return 0;
  return kith_finder_info(f, last + 1)->joined;
}

/* What the endings seen so far allow when the name goes on: an adjective's
 * ending inside a longer name says nothing about the name's kind. */
static uint8_t in_phrase(uint8_t classes) { return classes & KITH_ENDING_ADJ ? KITH_ENDING_ANY : classes; }

static void step(walk *w, uint32_t node, uint32_t i, uint8_t classes, bool inflected) {
  kith_finder *f = w->f;
  const kith_word_info *info = kith_finder_info(f, i);
  uint32_t first = info->first_variant, count = info->variant_count;
  bool goes_on = kith_finder_joins(f, i);
  for (uint32_t v = first; v < first + count; v++) {
    kith_variant variant = f->variants.at[v];
    uint32_t child = kith_lexicon_step(f->parts.lexicon, node, variant.word);
    if (child == KITH_NONE) continue;
    uint8_t phrase = classes & in_phrase(variant.classes);
    consider(w, child, i, i == w->first ? variant.classes : phrase, inflected || variant.inflected);
    if (goes_on) step(w, child, i + 1, phrase, inflected || variant.inflected);
  }
}

/* `May`, `Will`, `Нова` at the start of a sentence: words, unless the document says otherwise. */
static bool is_plain_word(kith_finder *f, const walk *w) {
  if (w->best_last != w->first) return false;
  const kith_word *word = &f->words.at[w->first];
  const kith_word_info *info = kith_finder_info(f, w->first);
  if (word->flags & (KITH_WORD_CASELESS | KITH_WORD_DIGIT)) return false;
  bool listed_common = info->bits & (KITH_IS_COMMON | KITH_IS_TITLE);
  if (!(word->flags & KITH_WORD_CAPITAL)) return false; /* name_fits let it pass */
  if (word->flags & KITH_WORD_ALL_CAPS && word->letters > 1 && !f->shouted) return false;
  if (w->first != f->first_word && !f->shouted) return listed_common && f->lang != KITH_LANG_UND && word->letters < 4;
  const uint64_t *count = kith_map_find(&f->capitals, info->key);
  uint64_t capital = count ? *count & UINT32_MAX : 0, lower = count ? *count >> 32 : 0;
  return listed_common ? capital == 0 : lower > capital;
}

/* Sorts candidates by score, then by prior, then by id: best first. */
static double prior_of(const kith_lexicon *lexicon, const kith_candidate *c) {
  const kith_lexicon_entity *e = kith_lexicon_entity_at(lexicon, c->entity);
  double prior = e->prominence;
  if (e->type == KITH_LOC) {
    if (strcmp(e->kind, "country") == 0) prior += 9;
    if (e->capital_of[0]) prior += 6;
    for (uint32_t p = e->population; p >= 10; p /= 10) prior += .5;
  }
  return prior;
}

static bool better(const kith_lexicon *lexicon, const kith_candidate *a, const kith_candidate *b) {
  double x = a->score + prior_of(lexicon, a) * .02, y = b->score + prior_of(lexicon, b) * .02;
  return x != y ? x > y : a->entity < b->entity;
}

static void order_candidates(kith_finder *f, size_t from) {
  kith_candidate *list = f->out->candidates.at;
  for (size_t i = from + 1; i < f->out->candidates.n; i++) {
    kith_candidate c = list[i];
    size_t k = i;
    for (; k > from && better(f->parts.lexicon, &c, &list[k - 1]); k--) list[k] = list[k - 1];
    list[k] = c;
  }
}

static uint8_t flags_of(const kith_candidate *list, uint32_t n) {
  bool weak = true, demonym = true;
  for (uint32_t k = 0; k < n; k++) {
    weak = weak && list[k].role == KITH_ROLE_WEAK;
    demonym = demonym && list[k].role == KITH_ROLE_DEMONYM;
  }
  return (uint8_t)((weak ? KITH_MENTION_WEAK : 0) | (demonym ? KITH_MENTION_DEMONYM : 0));
}

/* Whether word i is capitalised and nothing that is listed begins or heads with it. */
static bool is_unlisted_capital(kith_finder *f, uint32_t i) {
  const kith_word *w = &f->words.at[i];
  if (!(w->flags & KITH_WORD_CAPITAL) || w->flags & KITH_WORD_ALL_CAPS) return false;
  uint32_t plain = KITH_IS_GIVEN | KITH_IS_GIVEN_F | KITH_IS_GIVEN_M | KITH_IS_PARTICLE;
  return !(kith_finder_info(f, i)->bits & ~plain);
}

/* `Barak Ravid`, `Preston Oakhurst`: a listed surname or a place few know, with
 * an unlisted capitalised word behind it, is the beginning of somebody else's name. */
static bool begins_another(kith_finder *f, const walk *w, const kith_candidate *list, uint32_t n) {
  uint32_t next = w->best_last + 1;
  if (w->best_last != w->first || !kith_finder_joins(f, w->first) || kith_finder_glued(f, w->first)) return false;
  if (f->shouted || !is_unlisted_capital(f, next)) return false;
  bool given = kith_finder_info(f, w->first)->bits & KITH_IS_GIVEN, alone = kith_finder_info(f, next)->variant_count == 0;
  for (uint32_t k = 0; k < n; k++) {
    const kith_lexicon_entity *e = kith_lexicon_entity_at(f->parts.lexicon, list[k].entity);
    bool place = e->type == KITH_LOC && !kith_entity_is_well_known(e);
    if (list[k].role != KITH_ROLE_SURNAME && !place && !(given && e->type == KITH_LOC)) return false;
  }
  return given || alone;
}

/* An adjective or inhabitant as it is written beats a name that it may be a form
 * of (`Russen`) and a name of another language (`Argentine`). */
static void drop_behind_demonym(kith_finder *f, size_t from) {
  bool demonym = false;
  size_t to = from;
  kith_candidate *list = f->out->candidates.at;
  for (size_t i = from; i < f->out->candidates.n; i++)
    demonym = demonym || (list[i].role == KITH_ROLE_DEMONYM && list[i].how != KITH_HOW_INFLECTED);
  if (!demonym) return;
  for (size_t i = from; i < f->out->candidates.n; i++)
    if (list[i].role == KITH_ROLE_DEMONYM || (list[i].how != KITH_HOW_INFLECTED && list[i].how != KITH_HOW_TRANSLIT)) list[to++] = list[i];
  f->out->candidates.n = to;
}

bool kith_finder_match_at(kith_finder *f, uint32_t i, kith_span *span) {
  walk w = {f, i, KITH_NONE, f->out->candidates.n};
  if (kith_finder_can_begin(f, i)) step(&w, KITH_LEXICON_ROOT, i, KITH_ENDING_ANY, false);
  drop_behind_demonym(f, w.candidates);
  const kith_candidate *found = f->out->candidates.at + w.candidates;
  uint32_t n = (uint32_t)(f->out->candidates.n - w.candidates);
  if (w.best_last == KITH_NONE || is_plain_word(f, &w) || begins_another(f, &w, found, n)) {
    f->out->candidates.n = w.candidates;
    return false;
  }
  order_candidates(f, w.candidates);
  kith_candidate *best = &f->out->candidates.at[w.candidates];
  *span = (kith_span){.sentence = f->sentence, .first = i, .last = w.best_last, .first_candidate = (uint32_t)w.candidates,
                      .candidate_count = n, .how = best->how};
  span->type = kith_lexicon_entity_at(f->parts.lexicon, best->entity)->type;
  span->flags = flags_of(best, n);
  if (joined_ending(f, span->last)) {
    span->last++;
    for (uint32_t k = 0; k < n; k++)
      if (best[k].how == KITH_HOW_EXACT) best[k].how = KITH_HOW_INFLECTED;
    span->how = best->how;
  }
  return true;
}

void kith_finder_match(kith_finder *f) {
  for (uint32_t i = f->first_word; i < f->end_word; i++) {
    kith_span span;
    if (!kith_finder_match_at(f, i, &span)) continue;
    kith_vec_push(&f->matched, span);
    i = span.last;
  }
}

/* Names inside longer names, and adjectives and inhabitants of places: what a
 * text touches without naming it. */
#include "mention/finder.h"

#include <stdlib.h>

/* ---- adjectives ---- */

typedef struct longest {
  kith_finder *f;
  uint32_t first, last; /* last: KITH_NONE while there is none */
  size_t candidates;
} longest;

/* Written as the row has it: `Ukrainian`, `украинский`; a capital that only the place in the text gives is none. */
static bool case_fits(const longest *l, const kith_lexicon_name *name, uint32_t last) {
  const kith_finder *f = l->f;
  for (uint32_t i = l->first, k = 0; i <= last && k < 16; i++, k++) {
    const kith_word *w = &f->words.at[i];
    bool wanted = name->capitals >> k & 1;
    if (w->flags & KITH_WORD_CASELESS || f->shouted || f->headline) continue;
    if (wanted != (bool)(w->flags & KITH_WORD_CAPITAL) && (wanted || i != f->first_word)) return false;
  }
  return true;
}

static void take(longest *l, const kith_lexicon_name *name, uint32_t last) {
  kith_mentions *out = l->f->out;
  if (l->last == KITH_NONE || last > l->last) out->candidates.n = l->candidates;
  l->last = last;
  for (size_t i = l->candidates; i < out->candidates.n; i++)
    if (out->candidates.at[i].entity == name->entity) return;
  kith_candidate c = {name->entity, name->text, name->length, kith_how_scores[KITH_HOW_DEMONYM], KITH_HOW_DEMONYM, KITH_ROLE_DEMONYM};
  kith_vec_push(&out->candidates, c);
}

enum { SHORTEST_BASE = 5 }; /* bytes: of shorter ones too many words may be forms */

static void step(longest *l, uint32_t node, uint32_t i) {
  kith_finder *f = l->f;
  const kith_word_info *info = kith_finder_info(f, i);
  uint32_t first = info->first_variant, count = info->variant_count;
  bool goes_on = kith_finder_joins(f, i);
  for (uint32_t v = first; v < first + count; v++) {
    uint32_t n, child = kith_lexicon_step(f->parts.lexicon, node, f->variants.at[v].word);
    if (child == KITH_NONE) continue;
    const kith_lexicon_name *names = kith_lexicon_names(f->parts.lexicon, child, &n);
    for (uint32_t k = 0; k < n; k++) {
      bool fits = names[k].role == KITH_ROLE_DEMONYM && names[k].lang == f->lang && (l->last == KITH_NONE || i >= l->last);
      if (f->variants.at[v].inflected && names[k].length < SHORTEST_BASE) fits = false;
      if (fits && case_fits(l, &names[k], i)) take(l, &names[k], i);
    }
    if (goes_on) step(l, child, i + 1);
  }
}

bool kith_finder_demonym_at(kith_finder *f, uint32_t i, kith_span *span) {
  longest l = {f, i, KITH_NONE, f->out->candidates.n};
  if (!kith_finder_may_be(f, i, KITH_MAY_BE_DEMONYM)) return false;
  step(&l, KITH_LEXICON_ROOT, i);
  if (l.last == KITH_NONE) return false;
  *span = (kith_span){.sentence = f->sentence, .first = i, .last = l.last, .first_candidate = (uint32_t)l.candidates,
                      .candidate_count = (uint32_t)(f->out->candidates.n - l.candidates), .type = KITH_LOC, .how = KITH_HOW_DEMONYM,
                      .flags = KITH_MENTION_DEMONYM};
  return true;
}

/* ---- nested names ---- */

/* Whether names inside this one mean what they mean alone: `Paris Hilton` and
 * `New Mexico` hold none, `Bank of England` does. */
static bool holds_names(const kith_span *span) {
  if (span->type == KITH_LOC) return span->candidate_count == 0 && span->last > span->first;
  return span->type != KITH_PER && span->last > span->first;
}

/* Leaves what is a name by itself and no chance; false: nothing is left. */
static bool keep_sound(kith_finder *f, kith_span *span) {
  kith_candidate *list = f->out->candidates.at + span->first_candidate;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < span->candidate_count; i++) {
    const kith_lexicon_entity *e = kith_lexicon_entity_at(f->parts.lexicon, list[i].entity);
    bool sound = list[i].role != KITH_ROLE_WEAK && list[i].role != KITH_ROLE_DEMONYM && list[i].role != KITH_ROLE_SURNAME;
    if (e->type == KITH_PER && list[i].how == KITH_HOW_SHORT) sound = false;
    if (span->last == span->first && !kith_entity_is_well_known(e)) sound = false;
    if (sound) list[kept++] = list[i];
  }
  f->out->candidates.n = span->first_candidate + kept;
  span->candidate_count = kept;
  return kept > 0;
}

static void nested_in(kith_finder *f, const kith_span *outer) {
  uint32_t end = f->end_word;
  for (uint32_t i = outer->first; i <= outer->last; i++) {
    kith_span span;
    f->end_word = i == outer->first ? outer->last : outer->last + 1; /* not the whole of it again */
    bool found = kith_finder_match_at(f, i, &span);
    f->end_word = end;
    if (!found || span.last > outer->last) continue;
    if (keep_sound(f, &span)) {
      span.how = KITH_HOW_NESTED;
      span.type = kith_lexicon_entity_at(f->parts.lexicon, f->out->candidates.at[span.first_candidate].entity)->type;
      kith_vec_push(&f->asides, span);
      if (holds_names(&span)) nested_in(f, &span);
    }
    i = span.last;
  }
}

static int by_place(const void *a, const void *b) {
  const kith_span *x = a, *y = b;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->last != y->last) return x->last > y->last ? -1 : 1;
  return (x->how > y->how) - (x->how < y->how);
}

void kith_finder_asides(kith_finder *f, size_t from, size_t to) {
  size_t start = f->asides.n;
  for (size_t i = from; i < to; i++) {
    kith_span span = f->found.at[i];
    if (holds_names(&span)) nested_in(f, &span);
  }
  size_t name = from;
  for (uint32_t i = f->first_word; i < f->end_word; i++) {
    while (name < to && f->found.at[name].last < i) name++;
    const kith_span *over = name < to && f->found.at[name].first <= i ? &f->found.at[name] : NULL;
    kith_span span;
    if (over && !(over->flags & KITH_MENTION_DEMONYM) && !holds_names(over)) {
      i = over->last;
      continue;
    }
    if (!kith_finder_demonym_at(f, i, &span)) continue;
    kith_vec_push(&f->asides, span);
    i = span.last;
  }
  if (f->asides.n > start) qsort(f->asides.at + start, f->asides.n - start, sizeof *f->asides.at, by_place);
}

/* What is said without naming: in sentences that are no noise. */
void kith_finder_emit_asides(kith_finder *f, const uint32_t *first_words, const bool *boilerplate) {
  size_t from = 0;
  f->asides.n = 0;
  for (uint32_t s = 0; s < f->text->sentences.n; s++) {
    size_t to = from, asides = f->asides.n;
    while (to < f->found.n && f->found.at[to].sentence == s) to++;
    kith_finder_enter(f, first_words, s);
    bool beside = from < to && kith_finder_is_beside(f);
    for (size_t i = from; i < to && beside; i++) f->out->list.at[i].flags |= KITH_MENTION_BESIDE;
    if (!boilerplate[s]) {
      kith_finder_asides(f, from, to);
      kith_finder_describe(f, from, to, asides);
    }
    from = to;
  }
  for (size_t i = 0; i < f->asides.n; i++) kith_vec_push(&f->out->asides, kith_finder_mention(f, &f->asides.at[i]));
}

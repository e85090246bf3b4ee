/* Family names: a son who is called Jr, and families that are nobody by themselves. */
#include "mention/finder.h"

/* Whether word i is a surname with an ending: its bare form is known, from the lexicon or the document. */
static bool has_ending(kith_finder *f, const kith_span *span) {
  kith_str key = kith_finder_key(f, span->first);
  bool as_it_stands = false, bare = false;
  for (uint32_t c = 0; c < span->candidate_count; c++) {
    const kith_candidate *candidate = &f->out->candidates.at[span->first_candidate + c];
    if (candidate->length <= key.n - 1) bare = true;
    else as_it_stands = true;
  }
  f->bases.n = f->bytes.n = 0;
  kith_inflect(f->parts.inflector, f->lang, key, &f->bytes, &f->bases);
  for (size_t k = 0; k < f->bases.n && !span->candidate_count; k++) {
    uint32_t id = kith_intern_find(&f->keys, (kith_str){f->bytes.at + f->bases.at[k].start, f->bases.at[k].length});
    bare = bare || (id != KITH_NONE && kith_map_find(&f->persons, id));
  }
  return bare && !as_it_stands;
}

/* `the Trumps`, `los Trump`, `семья Кривенчук`: several persons, none of whom is named. */
static bool is_family(kith_finder *f, const kith_span *span) {
  if (span->type != KITH_PER) return false;
  if (span->last == span->first + 1 && !span->candidate_count && kith_finder_notes(f, span->first) & KITH_NOTE_FAMILY) return true;
  if (span->last > span->first || span->first == f->first_word || !kith_finder_joins(f, span->first - 1)) return false;
  for (uint32_t c = 0; c < span->candidate_count; c++)
    if (f->out->candidates.at[span->first_candidate + c].role != KITH_ROLE_SURNAME) return false;
  uint32_t notes = kith_finder_notes(f, span->first - 1);
  return notes & KITH_NOTE_FAMILY && (!(notes & KITH_NOTE_PLURAL) || has_ending(f, span));
}

static bool is_generation(kith_finder *f, uint32_t i) {
  return i < f->end_word && f->words.at[i].flags & KITH_WORD_CAPITAL && kith_finder_notes(f, i) & KITH_NOTE_GENERATION;
}

/* `Trump Jr` is not whom the lexicon knows as Trump. */
static void take_generation(kith_finder *f, kith_span *span) {
  uint32_t next = span->last + 1;
  if (span->type != KITH_PER || !kith_finder_joins(f, span->last) || !is_generation(f, next)) return;
  span->last = next;
  span->candidate_count = 0;
  span->how = KITH_HOW_DISCOVERED;
  span->flags = KITH_MENTION_SURE;
}

void kith_finder_settle_families(kith_finder *f, const uint32_t *first_words) {
  size_t to = 0;
  for (size_t i = 0; i < f->found.n; i++) {
    kith_span span = f->found.at[i];
    kith_finder_enter(f, first_words, span.sentence);
    if (to && f->found.at[to - 1].last >= span.first) continue; /* taken by the name before */
    if ((span.first == span.last && is_generation(f, span.first)) || is_family(f, &span)) continue;
    take_generation(f, &span);
    f->found.at[to++] = span;
  }
  f->found.n = to;
}

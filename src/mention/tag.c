/* The tagger's place among the passes: from words to bytes and back. */
#include "mention/finder.h"

enum { FAMOUS = 9 }; /* whose surname alone is as good as the full name */
static const float SURE = .7f, SHOUT = .9f, WORD = .95f;

/* The last word of a span's name, a hyphened ending behind it (Trump-ului) left out. */
static uint32_t name_end(kith_finder *f, const kith_span *span) {
  uint32_t last = span->last;
  bool ending = last > span->first && !(f->words.at[last].flags & KITH_WORD_CAPITAL) && f->text->source.p[f->words.at[last].start - 1] == '-';
  return ending ? last - 1 : last;
}

static void list_matches(kith_finder *f) {
  f->listed.n = 0;
  for (size_t i = 0; i < f->matched.n; i++) {
    const kith_span *s = &f->matched.at[i];
    kith_tag_listed l = {.start = f->words.at[s->first].start, .end = f->words.at[name_end(f, s)].end, .best = s->type};
    const kith_candidate *list = f->out->candidates.at + s->first_candidate;
    bool surname = s->candidate_count > 0;
    for (uint32_t k = 0; k < s->candidate_count; k++) {
      l.types |= (uint8_t)(1u << kith_lexicon_entity_at(f->parts.lexicon, list[k].entity)->type);
      surname = surname && list[k].role == KITH_ROLE_SURNAME && kith_lexicon_entity_at(f->parts.lexicon, list[k].entity)->prominence < FAMOUS;
    }
    if (!s->candidate_count) l.types = (uint8_t)(1u << s->type);
    if (s->flags & KITH_MENTION_WEAK) l.flags |= KITH_LISTED_WEAK;
    if (s->flags & KITH_MENTION_DEMONYM) l.flags |= KITH_LISTED_DEMONYM;
    if (surname) l.flags |= KITH_LISTED_SURNAME;
    if (s->candidate_count && s->last >= s->first + 2) l.flags |= KITH_LISTED_WORDS;
    if (s->how == KITH_HOW_ACRONYM) l.flags |= KITH_LISTED_ACRONYM;
    kith_vec_push(&f->listed, l);
  }
}

/* The words of a choice; false where it has none (a sign, part of a link). */
static bool words_of(const kith_finder *f, const kith_tag_choice *c, uint32_t *next, kith_span *span) {
  while (*next < f->words.n && f->words.at[*next].end <= c->start) ++*next;
  uint32_t end = *next;
  while (end < f->words.n && f->words.at[end].start < c->end) end++;
  if (end == *next) return false;
  span->first = *next;
  span->last = end - 1;
  return true;
}

/* The number of the first match that ends at word i or later. */
static size_t match_from(const kith_finder *f, uint32_t i) {
  size_t low = 0, high = f->matched.n;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (f->matched.at[mid].last < i)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* A tagged person whose last word is a listed surname is the listed one, if the given name fits. */
static void adopt_surname(kith_finder *f, kith_span *span) {
  if (span->type != KITH_PER || span->last == span->first) return;
  for (size_t i = match_from(f, span->first); i < f->matched.n && f->matched.at[i].first <= span->last; i++) {
    kith_span m = f->matched.at[i];
    bool inside = m.first > span->first && name_end(f, &m) == span->last;
    if (!inside || m.type != KITH_PER || m.how != KITH_HOW_SHORT || !kith_finder_keep_namesakes(f, &m, span->first)) continue;
    span->first_candidate = m.first_candidate;
    span->candidate_count = m.candidate_count;
    span->how = KITH_HOW_VARIANT;
    return;
  }
}

/* An ending that hangs behind a tagged name by a hyphen belongs to its surface. */
static void take_ending(kith_finder *f, kith_span *span) {
  uint32_t next = span->last + 1;
  if (next < f->words.n && kith_finder_is_ending(f, next)) span->last = next;
}

/* `Mr. Adams`, `Rev. John Johnson`: titles are no part of names here. */
static void drop_titles(kith_finder *f, kith_span *span) {
  const uint32_t heads = KITH_IS_ORG_HEAD | KITH_IS_LOC_HEAD | KITH_IS_GIVEN;
  while (span->first < span->last) {
    uint32_t bits = kith_finder_info(f, span->first)->bits;
    if (!(bits & KITH_IS_TITLE) || bits & heads) break;
    span->first++;
  }
}

/* `Liverpool's`: an ending behind an apostrophe stands outside. */
static void drop_possessive(kith_finder *f, kith_span *span) {
  uint32_t last = span->last;
  if (last == span->first || f->words.at[last].flags & KITH_WORD_CAPITAL || f->words.at[last].letters > 2) return;
  if (f->text->source.p[f->words.at[last].start - 1] != '-' && f->words.at[last - 1].end + 3 >= f->words.at[last].start &&
      f->text->source.p[f->words.at[last - 1].end] != ' ' && kith_finder_info(f, last)->joined)
    span->last--;
}

/* Whether words i and i + 1 are capitalised and one word with a hyphen, and neither is listed. */
static bool is_double(kith_finder *f, uint32_t i) {
  const kith_word *a = &f->words.at[i], *b = &f->words.at[i + 1];
  bool hyphen = b->start == a->end + 1 && f->text->source.p[a->end] == '-';
  if (!hyphen || !(a->flags & KITH_WORD_CAPITAL) || !(b->flags & KITH_WORD_CAPITAL)) return false;
  for (size_t k = match_from(f, i); k < f->matched.n && f->matched.at[k].first <= i + 1; k++)
    if (f->matched.at[k].last <= i + 1) return false;
  return true;
}

/* `Pembury-Clegg`: a name does not end inside a double one. */
static void complete_doubles(kith_finder *f, kith_span *span) {
  while (span->last + 1 < f->end_word && is_double(f, span->last)) span->last++;
  while (span->first > f->first_word && is_double(f, span->first - 1)) span->first--;
}

/* `Lam Siu-wai`: the second syllable of a given name behind the family name, which
 * `Joe Biden-led`, where the given name comes first, is not. */
static void complete_syllables(kith_finder *f, kith_span *span) {
  enum { SYLLABLE = 6 };
  uint32_t last = span->last, next = last + 1;
  if (span->type != KITH_PER || last == span->first || next >= f->end_word || f->words.at[next].flags & KITH_WORD_CAPITAL) return;
  const kith_word *a = &f->words.at[last], *b = &f->words.at[next];
  bool hyphen = b->start == a->end + 1 && f->text->source.p[a->end] == '-';
  if (!hyphen || a->letters > SYLLABLE || b->letters > SYLLABLE || b->letters < 2) return;
  bool western = kith_finder_info(f, span->first)->bits & (KITH_IS_GIVEN | KITH_IS_TITLE);
  if (!western && !kith_finder_info(f, next)->joined) span->last = next;
}

/* What the choice says of a span that nobody listed. */
static void describe(kith_finder *f, const kith_tag_choice *c, kith_span *span) {
  span->type = c->type;
  span->how = KITH_HOW_DISCOVERED;
  span->confidence = c->confidence;
  span->flags = c->confidence >= SURE ? KITH_MENTION_SURE : 0;
  drop_possessive(f, span);
  complete_doubles(f, span);
  complete_syllables(f, span);
  bool person = kith_finder_info(f, span->first)->own_bits & KITH_IS_HONORIFIC && span->last > span->first && span->last - span->first < 4;
  if (person) span->type = KITH_PER;
  if (span->type == KITH_PER) drop_titles(f, span);
  if (span->type == KITH_PER) span->gender = kith_finder_gender(f, span->first);
  adopt_surname(f, span);
}

static kith_span span_of(kith_finder *f, const kith_tag_choice *c, kith_span place) {
  kith_span span = place;
  if (c->listed == KITH_NONE) {
    describe(f, c, &span);
  } else {
    const kith_span *m = &f->matched.at[c->listed];
    span = *m;
    span.type = c->type;
    span.confidence = c->confidence;
    return span;
  }
  take_ending(f, &span);
  return span;
}

/* `Interior Secretary`, `Democratic Sen`: who somebody is, not what he is called,
 * in languages that write offices with capitals. */
static bool is_office(kith_finder *f, const kith_span *span) {
  const uint32_t heads = KITH_IS_ORG_HEAD | KITH_IS_LOC_HEAD | KITH_IS_EVT_HEAD | KITH_IS_PRO_HEAD | KITH_IS_GIVEN;
  size_t n;
  if (span->last == span->first || (span->type != KITH_PER && span->type != KITH_ORG)) return false;
  if (!kith_language_rows(kith_language_get(f->parts.languages, f->lang), "title_case", &n)) return false;
  for (uint32_t i = span->first; i <= span->last; i++)
    if (kith_finder_info(f, i)->bits & heads) return false;
  return kith_finder_glance(f, span->last)->own_bits & KITH_IS_TITLE;
}

/* Unlisted names in boilerplate and in shouted lines are none, nor are words known
 * to be none (June, Boutique), unless the model is very sure. */
static bool is_noise(kith_finder *f, const kith_span *span, const bool *boilerplate) {
  if (span->candidate_count) return false;
  bool common = span->first == span->last && kith_finder_glance(f, span->first)->own_bits & KITH_IS_COMMON;
  if ((common && span->confidence < WORD) || is_office(f, span)) return true;
  return boilerplate[span->sentence] || (f->shouted && span->confidence < SHOUT);
}

void kith_finder_tag(kith_finder *f, const uint32_t *first_words, const bool *boilerplate) {
  list_matches(f);
  kith_tagger_run(f->tagger, f->text, f->listed.at, f->listed.n, &f->tags);
  kith_finder_trim_tags(f, first_words);
  kith_tag_merge(f->listed.at, f->listed.n, &f->tags, &f->choices);
  f->found.n = 0;
  uint32_t next = 0, sentence = 0, entered = KITH_NONE;
  for (size_t i = 0; i < f->choices.n; i++) {
    kith_span place = {.sentence = 0};
    if (!words_of(f, &f->choices.at[i], &next, &place)) continue;
    while (first_words[sentence + 1] <= place.first) sentence++;
    place.sentence = sentence;
    if (entered != sentence) kith_finder_enter(f, first_words, sentence);
    entered = sentence;
    kith_span span = span_of(f, &f->choices.at[i], place);
    if (f->found.n && f->found.at[f->found.n - 1].last >= span.first) continue;
    if (!is_noise(f, &span, boilerplate)) kith_vec_push(&f->found, span);
    if (span.last >= next) next = span.last + 1;
  }
  f->matched.n = 0;
  kith_vec_append(&f->matched, f->found.at, f->found.n); /* what rules must not touch */
  f->found.n = 0;
}

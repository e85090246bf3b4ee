/* Lines that are no news: what stands around and between articles on their pages. */
#include "mention/finder.h"

enum { CUES = 2, CREDIT_WORDS = 12, BYLINE_WORDS = 9, BARS = 2 };

static kith_str line_of(const kith_finder *f) {
  const kith_sentence *s = &f->text->sentences.at[f->sentence];
  return kith_str_cut(f->text->source, s->start, s->end);
}

/* `Photo: X/Agency`, `Copyright 2025 X Ltd`. */
static bool is_credit(kith_finder *f) {
  uint32_t notes = kith_finder_notes(f, f->first_word);
  if (notes & KITH_NOTE_ALONE) return true;
  if (!(notes & KITH_NOTE_CREDIT) || f->end_word - f->first_word > CREDIT_WORDS) return false;
  kith_str text = f->text->source;
  size_t at = f->words.at[f->first_word].end;
  while (at < text.n && text.p[at] == ' ') at++;
  return at < text.n && text.p[at] == ':';
}

/* `By X Y, Political Correspondent`: a paragraph of its own, all names and titles, no stop. */
static bool is_byline(kith_finder *f) {
  const kith_sentence *s = &f->text->sentences.at[f->sentence];
  uint32_t count = f->end_word - f->first_word;
  if (count < 3 || count > BYLINE_WORDS || !(kith_finder_notes(f, f->first_word) & KITH_NOTE_BYLINE)) return false;
  if (f->text->paragraphs.at[s->paragraph].sentence_count != 1) return false;
  const uint32_t small = KITH_IS_PARTICLE | KITH_IS_CONNECTOR | KITH_IS_TITLE;
  for (uint32_t i = f->first_word + 1; i < f->end_word; i++)
    if (!(f->words.at[i].flags & KITH_WORD_CAPITAL) && !(kith_finder_glance(f, i)->own_bits & small)) return false;
  char last = f->text->source.p[s->end - 1];
  return last != '.' && last != '!' && last != '?';
}

/* Cells of a table or menu with bars between. */
static bool is_table(const kith_finder *f) {
  kith_str line = line_of(f);
  unsigned bars = 0;
  for (const char *p = line.p; (p = memchr(p, '|', (size_t)(line.p + line.n - p))) != NULL; p++) bars++;
  return bars >= BARS;
}

bool kith_finder_is_boilerplate(kith_finder *f) {
  unsigned cues = 0;
  for (uint32_t i = f->first_word; i < f->end_word; i++)
    if (kith_finder_glance(f, i)->own_bits & KITH_IS_BOILERPLATE) cues++;
  return cues >= CUES;
}

bool kith_finder_is_beside(kith_finder *f) {
  return f->first_word < f->end_word && (is_credit(f) || is_byline(f) || is_table(f));
}

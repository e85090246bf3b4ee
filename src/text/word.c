#include "text/word.h"

#include "text/classes.h"
#include "text/fold.h"

typedef struct cutter {
  kith_str text;
  kith_words *words;
  bool lower; /* the word being read has a lower case letter */
  bool open;
} cutter;

static void begin(cutter *c, size_t at, uint8_t class) {
  kith_word word = {.start = (uint32_t)at, .end = (uint32_t)at};
  if (class & KITH_UPPER) word.flags |= KITH_WORD_CAPITAL;
  if (class & KITH_DIGIT) word.flags |= KITH_WORD_DIGIT;
  if (class & KITH_LETTER) word.flags |= KITH_WORD_CASELESS;
  kith_vec_push(c->words, word);
  c->lower = false;
  c->open = true;
}

static void finish(cutter *c) {
  if (!c->open) return;
  kith_word *w = &c->words->at[c->words->n - 1];
  if (w->capitals && !c->lower) w->flags |= KITH_WORD_ALL_CAPS;
  c->open = false;
}

static void extend(cutter *c, size_t end, uint8_t class) {
  kith_word *w = &c->words->at[c->words->n - 1];
  bool counts = class & (KITH_ANY_LETTER | KITH_DIGIT);
  if (class & KITH_LOWER) c->lower = true;
  if (class & KITH_UPPER && w->capitals == w->letters && w->capitals < 255) w->capitals++;
  if (counts && w->letters < 255) w->letters++;
  w->end = (uint32_t)end;
}

/* Whether the dot at `at` stands between single letters of an acronym, or ends
 * one: the word so far is one capital letter, or has dots already. */
static bool dot_joins(const cutter *c, size_t at, size_t to, bool *last) {
  const kith_word *w = &c->words->at[c->words->n - 1];
  const char *end = c->text.p + to, *p = c->text.p + at + 1;
  bool dotted = w->flags & KITH_WORD_DOTTED;
  if (!(w->flags & KITH_WORD_CAPITAL) || (!dotted && w->letters != 1)) return false;
  *last = true;
  if (p >= end) return dotted;
  kith_glyph next = kith_glyph_read(p, end);
  if (!(next.class & KITH_IN_WORD) || !(next.class & KITH_UPPER)) return dotted;
  const char *behind = p + next.length;
  if (behind < end && kith_glyph_read(behind, end).class & KITH_IN_WORD) return false;
  /* "A.B" is an acronym only if a dot follows the second letter too or it already is one. */
  if (!dotted && !(behind < end && *behind == '.')) return false;
  *last = false;
  return true;
}

void kith_words_cut(kith_str text, size_t from, size_t to, kith_words *words) {
  cutter c = {.text = text, .words = words};
  const char *end = text.p + to;
  for (size_t at = from; at < to;) {
    kith_glyph g = kith_glyph_read(text.p + at, end);
    bool last;
    if (g.class & KITH_IN_WORD) {
      bool seen = g.class & (KITH_ANY_LETTER | KITH_DIGIT);
      if (!c.open && seen) begin(&c, at, g.class);
      if (c.open) extend(&c, at + g.length, g.class);
    } else if (g.class == KITH_MARK_DICTIONARY) {
      finish(&c);
      begin(&c, at, KITH_LETTER);
      extend(&c, at + g.length, KITH_LETTER);
      finish(&c);
    } else if (g.class == KITH_MARK_STOP && c.open && dot_joins(&c, at, to, &last)) {
      kith_word *w = &words->at[words->n - 1];
      w->flags |= KITH_WORD_DOTTED;
      w->end = (uint32_t)at + 1;
      if (last) finish(&c);
    } else
      finish(&c);
    at += g.length;
  }
  finish(&c);
}

void kith_word_key(kith_str text, const kith_word *word, kith_buf *key) {
  size_t from = key->n, to = from;
  kith_fold_key(kith_str_cut(text, word->start, word->end), key);
  if (!(word->flags & KITH_WORD_DOTTED)) return;
  for (size_t i = from; i < key->n; i++)
    if (key->at[i] != '.') key->at[to++] = key->at[i];
  key->n = to;
}

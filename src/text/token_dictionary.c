#include "text/token.h"

#include <unicode/ubrk.h>

enum { UNITS = 4096 }; /* given to ICU at once; a longer run is cut there, at the last word's end */

struct kith_dictionary {
  UBreakIterator *words;
  UChar units[UNITS + 2];
  uint32_t origin[UNITS + 3]; /* byte offset of each unit, and of the end */
};

kith_status kith_dictionary_open(struct kith_dictionary **out, kith_error *error) {
  UErrorCode failure = U_ZERO_ERROR;
  struct kith_dictionary *dictionary = kith_alloc_zero(1, sizeof *dictionary);
  dictionary->words = ubrk_open(UBRK_WORD, "", NULL, 0, &failure);
  *out = dictionary;
  if (U_SUCCESS(failure)) return KITH_OK;
  *out = NULL;
  kith_dictionary_close(dictionary);
  return kith_error_set(error, KITH_ERR_LIB, "ICU has no word dictionaries: %s", u_errorName(failure));
}

void kith_dictionary_close(struct kith_dictionary *dictionary) {
  if (!dictionary) return;
  if (dictionary->words) ubrk_close(dictionary->words);
  kith_free(dictionary);
}

/* Fills the units with the run at `at`; returns their number and sets *end. */
static int32_t read_units(kith_tokenizer *t, uint32_t at, uint32_t *end) {
  struct kith_dictionary *d = t->dictionary;
  int32_t n = 0;
  kith_glyph glyph = kith_glyph_at(t, at);
  while (n < UNITS && (glyph.class == KITH_MARK_DICTIONARY || glyph.class == (KITH_IN_WORD | KITH_EXTEND) ||
                       glyph.class == (KITH_IN_WORD | KITH_HIDDEN))) {
    unsigned length;
    uint32_t c = kith_utf8_decode(t->bytes + at, t->bytes + t->end, &length);
    d->origin[n] = at;
    if (c >= 0x10000) {
      d->units[n++] = (UChar)(0xd7c0 + (c >> 10));
      d->origin[n] = at;
      c = 0xdc00 | (c & 0x3ff);
    }
    d->units[n++] = (UChar)c;
    at += length;
    glyph = kith_glyph_at(t, at);
  }
  d->origin[n] = at;
  *end = at;
  return n;
}

/* A run in a language whose words stand between spaces anyway: Han in Korean. */
static uint32_t leave_whole(kith_tokenizer *t, uint32_t at) {
  uint32_t end = at;
  for (kith_glyph glyph = kith_glyph_at(t, end);
       glyph.class == KITH_MARK_DICTIONARY || glyph.class == (KITH_IN_WORD | KITH_EXTEND);
       glyph = kith_glyph_at(t, end))
    end += glyph.length;
  kith_token_add(t, at, end, KITH_TOKEN_WORD, KITH_LETTER, KITH_LETTER);
  return end;
}

uint32_t kith_dictionary_cut(kith_tokenizer *t, uint32_t at) {
  struct kith_dictionary *d = t->dictionary;
  if (t->profile->rules.dictionary == KITH_ACTION_JOIN) return leave_whole(t, at);
  UErrorCode failure = U_ZERO_ERROR;
  uint32_t end;
  int32_t n = read_units(t, at, &end), from = 0;
  ubrk_setText(d->words, d->units, n, &failure);
  if (U_FAILURE(failure)) { /* out of memory inside ICU: the run stays one word */
    kith_token_add(t, at, end, KITH_TOKEN_WORD, KITH_LETTER, KITH_LETTER);
    return end;
  }
  ubrk_first(d->words);
  for (int32_t to = ubrk_next(d->words); to != UBRK_DONE; to = ubrk_next(d->words)) {
    if (n >= UNITS && to == n && from > 0) return d->origin[from];
    if (d->origin[to] > d->origin[from])
      kith_token_add(t, d->origin[from], d->origin[to], KITH_TOKEN_WORD, KITH_LETTER, KITH_LETTER);
    from = to;
  }
  return end;
}

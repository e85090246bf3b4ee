/* One form for all ways to write the same letters, with a map back.
 *
 * Normalising: NFC; Romanian cedilla ş ţ become comma-below ș ț; apostrophes
 * U+2019 U+02BC U+2018 U+0060 U+00B4 become U+0027; hyphens U+2010 U+2011 U+2012
 * U+2212 become '-'; soft hyphens, zero-width marks, variation selectors, BOMs and
 * bidi controls vanish (before letters are composed, so that a mark behind them
 * still finds its letter); NBSP and every other kind of space become a space each.
 * Line ends and tabs stay.
 *
 * Folding for a match key does that and more: compatibility forms (full-width,
 * ligatures, presentation forms) become plain; lower case (Unicode simple case
 * folding); Latin and Greek letters without their marks (ł ø đ ı as l o d i; ß as
 * ss, æ as ae, œ as oe, þ as th), Cyrillic ё as е and ґ as г and without stress
 * marks; й and ї stay letters of their own; vowel signs of Arabic and Hebrew
 * vanish. Words of mixed Latin and Cyrillic whose foreign letters all look like
 * one of the other script become the script of most letters; of as many, of the first.
 *
 * A fast path handles what stands alone from tables of the whole basic plane
 * (lexicons/generate/fold_table.py writes them from fold_letters.tsv); ICU
 * handles what depends on neighbours; a test keeps both equal. More than 64 marks
 * on one letter, or 1024 letters that all interact, are no longer put in order. */
#ifndef KITH_TEXT_FOLD_H
#define KITH_TEXT_FOLD_H

#include "base/str.h"

typedef struct kith_folded {
  kith_buf text;              /* the result */
  KITH_VEC(uint32_t) origins; /* text.n + 1 of them, never falling: byte i of text came from
                                 the letter at source byte origins.at[i], a code point border;
                                 the last is the source's length */
} kith_folded;

/* Replace what `out` held. Thread-safe. Any bytes are accepted (invalid ones as U+FFFD). */
void kith_normalise(kith_str source, kith_folded *out);
void kith_fold(kith_str source, kith_folded *out);

/* The match key alone, appended to `key`: what the matcher calls for each word. */
void kith_fold_key(kith_str source, kith_buf *key);

/* A Latin spelling for a name, lower case, appended: letter tables for Cyrillic
 * (Russian as agencies write it, the Ukrainian passport table, Bulgarian,
 * Belarusian, Serbian and Macedonian rules; other languages as Russian) and Greek
 * (ELOT 743), ICU's Any-Latin for the rest, so that Han is always read as
 * Mandarin; marks dropped. `lang` is a code such as "uk", or empty: then letters
 * that one language alone has decide. Deterministic; for ids, labels and
 * comparing names across scripts, not for the hot path: ICU takes up to half a
 * millisecond a word, and 0.1 s for the first of a script. */
void kith_romanise(kith_str source, kith_str lang, kith_buf *out);

void kith_folded_clear(kith_folded *folded);

#endif

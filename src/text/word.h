/* Words as names are made of them: the unit of matching, finer than a token.
 *
 * `Trump-ului` is two words, `AT&T` two, `O'Brien` two; `U.S.` and `S.U.A.` are
 * one (dots between single letters are ignored). Every Han, kana, Thai, Lao,
 * Khmer or Myanmar letter is a word of its own, since nothing but a dictionary tells where
 * theirs end. Lexicon names and running text are cut by this same function, so
 * a name is found however its punctuation is written. */
#ifndef KITH_TEXT_WORD_H
#define KITH_TEXT_WORD_H

#include "base/str.h"

enum {
  KITH_WORD_CAPITAL = 1,  /* starts with an upper or title case letter */
  KITH_WORD_ALL_CAPS = 2, /* has a letter with case and none of lower case */
  KITH_WORD_CASELESS = 4, /* of a script without case */
  KITH_WORD_DIGIT = 8,    /* starts with a digit */
  KITH_WORD_DOTTED = 16   /* letters with dots between: U.S. */
};

typedef struct kith_word {
  uint32_t start, end; /* bytes in the text that was cut; a last dot of U.S. included */
  uint8_t flags;
  uint8_t letters;     /* code points that are letters or digits, at most 255 */
  uint8_t capitals;    /* how many upper case letters it starts with, at most 255 */
} kith_word;

typedef KITH_VEC(kith_word) kith_words;

/* Appends the words of text[from, to) to `words`. */
void kith_words_cut(kith_str text, size_t from, size_t to, kith_words *words);

/* The word's match key, appended: kith_fold_key without the dots of an acronym. */
void kith_word_key(kith_str text, const kith_word *word, kith_buf *key);

#endif

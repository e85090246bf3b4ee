/* Alphabets in names: what a check of rows asks. Latin, Cyrillic and Greek have
 * letters that look alike and mean different names. */
#ifndef KITH_LEXICON_SCRIPT_H
#define KITH_LEXICON_SCRIPT_H

#include "text/language.h"

enum { KITH_SCRIPT_LATN = 1, KITH_SCRIPT_CYRL = 2, KITH_SCRIPT_GREK = 4, KITH_SCRIPT_ARAB = 8, KITH_SCRIPT_HEBR = 16, KITH_SCRIPT_HANI = 32 };

/* The bit of a letter, Han, kana and hangul as one; 0 for all else. */
unsigned kith_script_of(uint32_t cp);

/* A run of letters in two of Latin, Cyrillic and Greek: true and the run in *word. */
bool kith_script_mixed(kith_str name, kith_str *word);

/* Whether the language writes names so. Latin letters are at home everywhere; a
 * script that is none of the above is let be. */
bool kith_script_fits(kith_str name, const kith_language *language);

#endif

/* Which code page a text without any sign of one is written in. Part of
 * charset.c; nothing else includes this. */
#ifndef KITH_TEXT_CHARSET_GUESS_H
#define KITH_TEXT_CHARSET_GUESS_H

#include "base/str.h"

/* ICU's name for the likeliest charset of bytes that are no UTF-8; static, never
 * NULL.
 *
 * A single-byte code page is scored by the letters it makes of the high bytes:
 * the sum of their log probabilities in the language that suits them best, with
 * a cost for capitals behind small letters and a gain for that language's
 * commonest words. Where no code page makes sense, ICU's detector decides. */
const char *kith_charset_guess(kith_str bytes);

#endif

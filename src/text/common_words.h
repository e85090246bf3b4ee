/* Whether a paragraph is plainly written in the language of its document.
 *
 * Identifying a language costs more than cutting a paragraph, and nearly every
 * paragraph is in its document's language. So its first words are looked up
 * among each language's commonest (`starter` rows of 16 bytes and less): such a
 * word is two numbers of 64 bits, found without a loop over its letters.
 *
 * Life cycle: open once (immutable, shared between threads), ask, close. */
#ifndef KITH_TEXT_COMMON_WORDS_H
#define KITH_TEXT_COMMON_WORDS_H

#include "text/language.h"

typedef struct kith_common_words kith_common_words;

kith_common_words *kith_common_words_open(const kith_languages *languages);
void kith_common_words_close(kith_common_words *words);

/* Whether `text` is plainly in `lang`: of its first words three or more are that
 * language's, and no other language knows more of them. False also where that
 * cannot be told: few words, KITH_LANG_UND, no rows. */
bool kith_common_words_tell(const kith_common_words *words, kith_str text, kith_lang lang);

#endif

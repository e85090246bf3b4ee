/* Whether a paragraph is plainly written in the language of its document.
 *
 * Identifying a language costs more than cutting a paragraph, and nearly every
 * paragraph is in its document's language. So its first words are looked up in
 * the lists of `starter` rows, which are each language's commonest words: when
 * three or more are the document's language's, and no other language knows more
 * of them, that is enough.
 *
 * Life cycle: open once (immutable), ask, close. */
#ifndef KITH_TEXT_AGREEMENT_H
#define KITH_TEXT_AGREEMENT_H

#include "text/language.h"

typedef struct kith_agreement kith_agreement;

kith_agreement *kith_agreement_open(const kith_languages *languages);
void kith_agreement_close(kith_agreement *agreement);

/* False also where it cannot tell: few words, KITH_LANG_UND, no list. */
bool kith_agreement_holds(const kith_agreement *agreement, kith_str paragraph, kith_lang lang);

#endif

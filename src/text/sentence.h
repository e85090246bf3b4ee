/* From the tokens of a paragraph and the marks on them to sentences. */
#ifndef KITH_TEXT_SENTENCE_H
#define KITH_TEXT_SENTENCE_H

#include "text/token.h"

/* Appends the sentences of the paragraph whose tokens begin at `first_token` of
 * t->text and go to its last one. Nothing is appended where there is no token. */
void kith_sentences_cut(const kith_tokenizer *t, uint32_t first_token, uint32_t paragraph);

#endif

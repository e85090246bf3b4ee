/* The segmenter's inside, shared by the files that implement text.h. */
#ifndef KITH_TEXT_SEGMENT_H
#define KITH_TEXT_SEGMENT_H

#include "text/common_words.h"
#include "text/multiword.h"
#include "text/paragraph.h"
#include "text/token.h"

struct kith_segmenter {
  const kith_languages *languages;
  const kith_identifier *identifier; /* may be NULL */
  kith_profile **profiles;           /* by kith_lang */
  kith_multiword_rules **multiwords; /* by kith_lang; made when first asked for */
  kith_common_words *common_words;   /* NULL without an identifier */
  struct kith_dictionary *dictionary;
  kith_tokenizer tokenizer;
  kith_spans spans;
};

/* Segments with `oracle` (see kith_tokenizer) or without. */
void kith_segment_with(kith_segmenter *segmenter, kith_str source, kith_str hint, const uint8_t *oracle,
                       kith_text *text);

#endif

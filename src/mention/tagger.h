/* Names nobody listed, found by a model: typed spans of a document's text.
 *
 * One model for all languages, a linear chain of BILOU labels over hashed
 * features (features.h), trained by src/train (docs/model-card.md says on what,
 * and how well it does). A stretch of a sentence is judged with
 * what the whole document shows of its words: how they are written elsewhere in
 * it, what they stand beside there, which listed names they are parts of.
 *
 *     kith_tagger_open(&tagger, &parts);                 one per worker
 *     kith_tagger_run(tagger, text, listed, n, &tags);   any number of times
 *     kith_tagger_close(tagger);
 *
 * The same document gives the same tags whatever was tagged before it. */
#ifndef KITH_MENTION_TAGGER_H
#define KITH_MENTION_TAGGER_H

#include "mention/tag_decode.h"
#include "mention/tag_doc.h"
#include "mention/tag_model.h"

typedef struct kith_tag {
  uint32_t start, end;               /* bytes of the document's text */
  uint32_t first_token, token_count; /* of the document: those it touches */
  uint32_t sentence;
  uint8_t type;                      /* kith_type */
  float confidence; /* 0..1: the model's probability that exactly this span has this type */
} kith_tag;

typedef KITH_VEC(kith_tag) kith_tags; /* in order, never overlapping */

/* All immutable, all borrowed. */
typedef struct kith_tagger_parts {
  const kith_tag_model *model;
  const kith_languages *languages;
  const kith_lexicon *lexicon;
  const kith_inflector *inflector;
  const kith_wordlist *wordlist;
} kith_tagger_parts;

typedef struct kith_tagger kith_tagger;
void kith_tagger_open(kith_tagger **out, const kith_tagger_parts *parts);
void kith_tagger_close(kith_tagger *tagger);

/* Replaces what `tags` held. `listed` are the names that the lexicon found in
 * `text`, in order: what the model knows of them beside the text itself. */
void kith_tagger_run(kith_tagger *tagger, const kith_text *text, const kith_tag_listed *listed, size_t listed_count,
                     kith_tags *tags);

void kith_tags_clear(kith_tags *tags);

#endif

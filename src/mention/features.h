/* The features by which the name tagger judges a token, as hashes.
 *
 * Binary features of a linear-chain model (Lafferty, McCallum & Pereira 2001,
 * "Conditional random fields"): each is a template's number mixed with what the
 * template sees. Templates work on the Latin fold of tag_word.h, so that one
 * model serves all languages. Trainer and tagger call the same functions; a
 * change here asks for KITH_TAG_VERSION + 1 and a new model.
 *
 * Features at the edge of a sentence see a word that is none. */
#ifndef KITH_MENTION_FEATURES_H
#define KITH_MENTION_FEATURES_H

#include "mention/tag_doc.h"

enum { KITH_FEATURES_MAX = 80 };

typedef struct kith_features {
  uint64_t at[KITH_FEATURES_MAX];
  unsigned n;
} kith_features;

/* What the first pass sees of `piece`, one of `stretch`: about 40 features. */
void kith_features_first(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, kith_features *out);

/* What the second pass adds: how the first labelled the same stem elsewhere in
 * the document (kith_tag_doc_vote), and the labels around. */
void kith_features_second(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, kith_features *out);

/* The feature that says that a lower-case word with this stem may begin a name. */
uint64_t kith_feature_trigger(uint64_t stem);

#endif

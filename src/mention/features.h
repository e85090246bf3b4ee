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

enum { KITH_FEATURES_PART = 96, KITH_FEATURES_MAX = 2 * KITH_FEATURES_PART + 16 };

typedef struct kith_features {
  uint64_t at[KITH_FEATURES_MAX];
  unsigned n;
} kith_features;

/* Features fall into three parts. Those that a word brings
 * wherever it stands, and those it brings to a neighbour, depend on the word
 * alone: a tagger adds them up once a word. Only the rest is asked for each piece. */

/* Where a neighbour stands: two before, one before, one behind, two behind. */
enum { KITH_NEIGHBOURS = 4 };

/* Those of the word itself. */
void kith_features_word(const kith_tag_word *word, kith_features *out);

/* Those that `word` (NULL: the edge of the sentence) brings to a piece that it is
 * the neighbour `side` of, 0 to KITH_NEIGHBOURS - 1. */
void kith_features_neighbour(const kith_tag_word *word, unsigned side, kith_features *out);

/* Those of the place of `piece`, one of `stretch`. */
void kith_features_place(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, kith_features *out);

/* The word at the side of a piece, or NULL beyond the sentence: its index in doc->words is *index. */
const kith_tag_word *kith_features_at_side(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, unsigned side,
                                           uint32_t *index);

/* All three parts together: what training sees. */
void kith_features_all(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, kith_features *out);

#endif

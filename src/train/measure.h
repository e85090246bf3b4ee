/* How well a model does on documents it has not seen, as the tagger itself runs it. */
#ifndef KITH_TRAIN_MEASURE_H
#define KITH_TRAIN_MEASURE_H

#include "mention/tag_merge.h"
#include "train/corpus.h"

/* Where it goes; NULL: not wanted, but for the figures. */
typedef struct train_outputs {
  kith_out *figures, *spans, *listed, *merged;
} train_outputs;

/* Tags every held document. Prints a row per set and language to `figures`:
 * documents, names, precision, recall and F1 of spans with type (strict), F1
 * without, and both F1 once the lexicon's matches are merged in (tag_merge.h),
 * over the types that the set annotates, then the last two for persons, places
 * and organisations alone. The other outputs receive the tags, the lexicon's own
 * matches, and both merged, as the TSV that `kith mentions` prints. */
void train_measure(const train_corpus *corpus, const kith_knowledge *knowledge, const kith_tag_model *model,
                   const train_outputs *outputs);

#endif

/* The floor's one job: see kith_build_run in kith.h. Here is what the commands
 * that stop half-way share with it. */
#ifndef KITH_BUILD_BUILD_H
#define KITH_BUILD_BUILD_H

#include "build/corpus.h"
#include "relation/evidence.h"
#include "relation/phrase.h"

/* The parts of `options` that say how to read. KITH_ERR_ARG for what cannot be. */
kith_status kith_build_corpus_options(const kith_build_options *options, kith_corpus_options *out, kith_error *error);

/* The parts that say how to relate. */
kith_status kith_build_relation_options(const kith_build_options *options, kith_relation_options *out, kith_error *error);

/* What methods that read words share; the caller closes it. Reads add entities to
 * the corpus: kith_entities_settle puts them in their place. */
void kith_build_phraser(const kith_knowledge *knowledge, kith_corpus *corpus, kith_phraser **out);

/* Knowledge opened, input read, entities resolved: what `mentions` and
 * `relations` start from. On success the caller clears and closes both. */
kith_status kith_build_read(const kith_build_options *options, kith_knowledge *knowledge, kith_corpus *corpus,
                            kith_error *error);

#endif

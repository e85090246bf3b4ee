/* manifest.json: what was made, from what, how; and the closing summary.
 * Nothing in it depends on the clock, the machine or the number of threads. */
#ifndef KITH_BUILD_MANIFEST_H
#define KITH_BUILD_MANIFEST_H

#include "build/corpus.h"
#include "graph/graph.h"

typedef struct kith_manifest_file {
  const char *name;
  uint64_t bytes, rows;
  char sha256[65];
} kith_manifest_file;

typedef struct kith_manifest {
  KITH_VEC(kith_manifest_file) outputs;
} kith_manifest;

void kith_manifest_init(kith_manifest *manifest);
void kith_manifest_clear(kith_manifest *manifest);

/* Notes a file that was written; `name` is borrowed. */
void kith_manifest_output(kith_manifest *manifest, const char *name, uint64_t bytes, uint64_t rows, const char *sha256);

/* Writes the manifest to `path`. */
kith_status kith_manifest_write(const kith_manifest *manifest, const kith_corpus *corpus, const kith_knowledge *knowledge,
                                const kith_build_options *options, const char *path, kith_error *error);

void kith_manifest_summarise(const kith_corpus *corpus, const kith_knowledge *knowledge, const kith_graph *graph,
                             const kith_build_options *options, kith_build_summary *summary);

#endif

/* The whole input, read: documents to readings, on any number of threads.
 *
 * One thread reads documents in order and hands them to workers by index; each
 * worker owns its segmenter, finder and arenas. Readings are sorted by
 * document id at the end, so neither the number of threads nor the order of
 * the inputs shows in anything that is made of them.
 *
 * Life cycle: init -> kith_corpus_read -> kith_corpus_resolve -> use -> clear. */
#ifndef KITH_BUILD_CORPUS_H
#define KITH_BUILD_CORPUS_H

#include "build/knowledge.h"
#include "doc/doc.h"
#include "entity/entity.h"

/* A record or file that was left out, and why. */
typedef struct kith_skipped {
  kith_str id, reason;
  size_t line;
} kith_skipped;

typedef struct kith_corpus {
  KITH_VEC(kith_reading) readings; /* sorted by id */
  KITH_VEC(kith_skipped) skipped;  /* sorted by id, then line */
  KITH_VEC(kith_input_file) files; /* sorted by path */
  uint64_t bytes;                  /* of all files read */
  size_t duplicates;
  kith_entities entities;          /* after resolve */
  kith_arena arena;
} kith_corpus;

typedef struct kith_corpus_options {
  kith_docs_options docs;
  unsigned threads; /* 0: one per processor */
  bool byte_offsets;
  bool metonyms;
  kith_progress progress; /* or NULL */
  void *context;
} kith_corpus_options;

void kith_corpus_init(kith_corpus *corpus);
void kith_corpus_clear(kith_corpus *corpus);

/* Reads everything. Records that cannot be read are in `skipped`; an error here
 * is about the set-up, or KITH_ERR_STOPPED. */
kith_status kith_corpus_read(kith_corpus *corpus, const kith_knowledge *knowledge, const kith_corpus_options *options,
                             kith_error *error);

/* Decides who is who. */
void kith_corpus_resolve(kith_corpus *corpus, const kith_knowledge *knowledge);

#endif

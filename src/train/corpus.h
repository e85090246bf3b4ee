/* The annotated documents that a model of names is trained on and measured with.
 *
 * DATA is a folder of sets: <set>/docs/<language>/<name>.txt and, beside docs/,
 * mentions.tsv with the columns doc, start, end (code points, end exclusive)
 * and type. Which sets are read, what their annotation leaves out and under
 * what terms they stand is the table in corpus.c; docs/model-card.md says it in
 * full. A document's id is <set>/<language>/<name>.txt. Read beside them are
 * treebanks (treebank.h): ud/<language>/<treebank>-<number>.txt, and texts with
 * their names marked in place (marked.h): annotated/<language>/<number>.txt. */
#ifndef KITH_TRAIN_CORPUS_H
#define KITH_TRAIN_CORPUS_H

#include "build/knowledge.h"
#include "mention/tag_doc.h"
#include "train/treebank.h"

typedef struct train_set {
  const char *name;
  const char *terms;   /* licence, in short */
  unsigned types;      /* 1 << kith_type of what is annotated */
  bool trained;        /* false: marked non-commercial, measured and never trained on */
} train_set;

extern const train_set train_sets[];
extern const size_t train_set_count;

typedef struct train_gold {
  uint32_t start, end; /* bytes */
  uint8_t type;        /* kith_type */
} train_gold;

typedef struct train_doc {
  const train_set *set;
  char *id, *source;
  kith_text text;
  KITH_VEC(train_gold) gold; /* sorted by start, nested ones left out */
  KITH_VEC(train_mark) marks; /* of a treebank's document, which has no gold */
  KITH_VEC(kith_tag_listed) listed;
  bool held; /* not for training */
} train_doc;

typedef struct train_corpus {
  KITH_VEC(train_doc) docs; /* sorted by id */
} train_corpus;

typedef KITH_VEC(const char *) train_patterns; /* fnmatch patterns of document ids */

typedef struct train_sources {
  const char *data;  /* the folder of sets */
  const char *texts; /* the folder of marked texts (marked.h); NULL: none */
  train_patterns only, hold;
} train_sources;

/* Reads the sets of `data` that are in the table, and the texts. `only` (if any)
 * says which documents are read at all; `hold` which are kept from training; what
 * may not be trained on is held without asking. */
kith_status train_corpus_read(train_corpus *corpus, const train_sources *sources, const kith_knowledge *knowledge, kith_error *error);
void train_corpus_clear(train_corpus *corpus);

#endif

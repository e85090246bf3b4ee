/* Treebanks as half an annotation of names: which words are proper nouns and
 * which are not, without saying of what type or where a longer name ends.
 *
 * That is what languages without a set of names have. A crf over partly
 * labelled stretches (crf.h) takes it as it is: a proper noun is some part of
 * some name, a plain word is none, and what lies between is left open. Read from
 * <data>/ud/<treebank>.conllu: the columns of CoNLL-U with FORM, UPOS and
 * SpaceAfter. The table in treebank.c names the treebanks and their terms. */
#ifndef KITH_TRAIN_TREEBANK_H
#define KITH_TRAIN_TREEBANK_H

#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

/* Plain, a proper noun, either; the last: either before a name, else plain, and decided on reading. */
typedef enum train_kind { TRAIN_PLAIN, TRAIN_PROPER, TRAIN_OPEN, TRAIN_IF_BEFORE } train_kind;

/* A word of a treebank, in bytes of the text. */
typedef struct train_mark {
  uint32_t start, end;
  uint8_t kind;
} train_mark;

typedef struct train_treebank {
  const char *name, *lang, *terms;
} train_treebank;

extern const train_treebank train_treebanks[];
extern const size_t train_treebank_count;

/* Some dozens of sentences: text and marks, owned by the callee, who may move them out. */
typedef struct train_portion {
  kith_buf text;
  KITH_VEC(train_mark) marks;
} train_portion;

/* Reads a treebank in portions: calls `take` for each. */
kith_status train_treebank_read(const char *path, void (*take)(void *context, train_portion *portion), void *context,
                                kith_error *error);

#endif

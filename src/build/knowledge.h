/* What kith knows before it reads: languages, lexicon, the tables made from them.
 * Opened once per run, immutable, shared by all workers. */
#ifndef KITH_BUILD_KNOWLEDGE_H
#define KITH_BUILD_KNOWLEDGE_H

#include "base/file.h"
#include "lexicon/lexicon.h"
#include "mention/mention.h"
#include "mention/tag_model.h"
#include "text/identify.h"

typedef struct kith_knowledge {
  kith_names folders; /* of lexicons, the shipped one first */
  kith_languages *languages;
  kith_identifier *identifier;
  kith_lexicon *lexicon;
  kith_inflector *inflector;
  kith_wordlist *wordlist;
  kith_tag_model *model; /* NULL: names.model is missing, and unlisted names are found by rules */
} kith_knowledge;

/* `layers` are the user's lexicon folders, laid over the shipped one in turn; with
 * `user_lexicon` the one of kith_user_lexicon_find, where it is there, comes before them.
 * KITH_ERR_IO when no shipped lexicon is found: the message says where it was looked for. */
kith_status kith_knowledge_open(kith_knowledge *knowledge, const char *const *layers, size_t layer_count,
                                bool user_lexicon, kith_error *error);
void kith_knowledge_close(kith_knowledge *knowledge);

/* The shipped lexicons: $KITH_LEXICONS, else beside the program (../lexicons,
 * ../share/kith/lexicons), else where `make install` put them. Appended to `path`; false if none is there. */
bool kith_lexicons_find(kith_buf *path);

/* Where a user's own names and rules are: $XDG_DATA_HOME/kith/lexicon or
 * ~/.local/share/kith/lexicon, whether or not it is there; false when there is no home. */
bool kith_user_lexicon_find(kith_buf *path);

/* Where compiled lexicons are kept: $XDG_CACHE_HOME/kith or ~/.cache/kith; false when there is no home. */
bool kith_cache_find(kith_buf *path);

#endif

/* Mentions: where a text names somebody or something, and who it may be.
 *
 * A mention of a listed name carries its candidates, best first; which of them
 * it is, is decided by the entity floor with the whole input in view. A mention
 * of a name nobody listed has no candidates and a guessed type.
 *
 * A worker owns one kith_finder (its caches) and one kith_mentions that it uses
 * again for every document. */
#ifndef KITH_MENTION_MENTION_H
#define KITH_MENTION_MENTION_H

#include "lexicon/lexicon.h"
#include "mention/inflect.h"
#include "mention/wordlist.h"
#include "text/text.h"

/* How a mention was decided: the `how` column. X(constant, text, score): the
 * score is what this way of finding a name is worth when nothing else speaks. */
#define KITH_HOWS(X)                                                            \
  X(EXACT, "exact", 1.0f)         /* the base form in the text's language */    \
  X(INFLECTED, "inflected", .95f) /* the same with an ending */                 \
  X(VARIANT, "variant", .95f)     /* another listed spelling or name */         \
  X(TRANSLIT, "translit", .8f)    /* a listed name of another language */       \
  X(SHORT, "short", .8f)          /* surname or short form */                   \
  X(ACRONYM, "acronym", .9f)                                                    \
  X(ROLE, "role", .7f)            /* described, not named */                    \
  X(DISCOVERED, "discovered", .6f) /* nobody listed it */

typedef enum kith_how {
#define X(constant, text, score) KITH_HOW_##constant,
  KITH_HOWS(X)
#undef X
  KITH_HOW_COUNT
} kith_how;

extern const char *const kith_how_names[KITH_HOW_COUNT];
extern const float kith_how_scores[KITH_HOW_COUNT];

typedef struct kith_candidate {
  uint32_t entity; /* of the lexicon */
  uint32_t text, length; /* the row that was matched, in the lexicon's strings: the base form */
  float score;
  uint8_t how, role;
} kith_candidate;

enum {
  KITH_MENTION_FIRST = 1, /* begins its sentence */
  KITH_MENTION_WEAK = 2,  /* every candidate needs its full name in the document */
  KITH_MENTION_DEMONYM = 8, /* an adjective or inhabitant of a place: names nobody by itself */
  KITH_MENTION_SURE = 4   /* discovered with a title, given name or head word beside it */
};

typedef struct kith_mention {
  uint32_t start, end; /* bytes of the document's text */
  uint32_t sentence;
  uint32_t first_candidate, candidate_count;
  uint8_t type; /* kith_type: of the first candidate, or guessed */
  uint8_t how;
  uint8_t words;
  uint8_t flags;
  uint8_t gender; /* 'f', 'm' or 0, from a given name or title beside it */
  kith_lang lang;
  float confidence; /* 0..1 that it is a name of this type; 0: nobody said */
} kith_mention;

typedef struct kith_mentions {
  KITH_VEC(kith_mention) list; /* in order, never overlapping */
  KITH_VEC(kith_candidate) candidates;
} kith_mentions;

/* What finders share: all immutable, all borrowed. */
typedef struct kith_finder_parts {
  const kith_languages *languages;
  const kith_lexicon *lexicon;
  const kith_inflector *inflector;
  const kith_wordlist *wordlist;
  bool metonyms; /* `Kremlin` may be Russia */
  const struct kith_tag_model *model; /* of names nobody listed, or NULL: rules, which find fewer */
} kith_finder_parts;

typedef struct kith_finder kith_finder;
void kith_finder_open(kith_finder **out, const kith_finder_parts *parts);
void kith_finder_close(kith_finder *finder);

/* Fills `mentions` from `text`, forgetting what it held. */
void kith_find_mentions(kith_finder *finder, const kith_text *text, kith_mentions *mentions);

void kith_mentions_clear(kith_mentions *mentions);

#endif

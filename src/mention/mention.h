/* Mentions: where a text names somebody or something, and who it may be.
 *
 * A mention of a listed name carries its candidates, best first; which of them
 * it is, is decided by the entity floor with the whole input in view. A mention
 * of a name nobody listed has no candidates and a guessed type.
 *
 * Beside names there are asides: names inside longer names, adjectives and
 * inhabitants of places, persons called by their office. They are kept apart, so
 * that nothing changes for those who do not ask for them (`--with`).
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
  X(DISCOVERED, "discovered", .6f) /* nobody listed it */                        \
  X(NESTED, "nested", .7f)        /* inside a longer name */                      \
  X(DEMONYM, "demonym", .7f)      /* an adjective or inhabitant of it */

typedef enum kith_how {
#define X(constant, text, score) KITH_HOW_##constant,
  KITH_HOWS(X)
#undef X
  KITH_HOW_COUNT
} kith_how;

extern const char *const kith_how_names[KITH_HOW_COUNT];
extern const float kith_how_scores[KITH_HOW_COUNT];

/* Mentions that name nobody by themselves: kept and flagged, but outside
 * co-occurrence and counts unless they are asked for. */
enum { KITH_ASIDE_HOWS = 1 << KITH_HOW_ROLE | 1 << KITH_HOW_NESTED | 1 << KITH_HOW_DEMONYM };

/* "nested,role,demonym" or "all" as bits of kith_how; NULL is none. False on any other word. */
bool kith_asides_parse(const char *list, unsigned *hows);

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
  KITH_MENTION_SURE = 4,  /* discovered with a title, given name or head word beside it */
  KITH_MENTION_TAGGED = 16, /* the model took it for a name */
  KITH_MENTION_BESIDE = 32  /* in a credit, byline or table: no company of anybody */
};

typedef struct kith_mention {
  uint32_t start, end; /* bytes of the document's text */
  uint32_t sentence;
  uint32_t first_candidate, candidate_count;
  uint8_t type; /* kith_type: of the first candidate, or guessed */
  uint8_t how;
  uint8_t words;
  uint8_t flags;
  uint8_t gender; /* 'f', 'm' or 0, from a given name in it */
  uint8_t address; /* the same from Mr or Mrs before it */
  kith_lang lang;
  uint8_t calling; /* of a person: what titles beside it say, 1 << KITH_CALLING_BIT_… */
  char country[2]; /* of a person: what an adjective beside it says, or zeros */
  float confidence; /* 0..1 that it is a name of this type; 0: nobody said */
} kith_mention;

/* An office said of a country or body, with the person who is named beside it or
 * without: `Ukrainian President X` tells who `the Ukrainian president` is. */
typedef struct kith_description {
  kith_mention mention; /* of the words; no candidates */
  uint32_t of;          /* the name in `list` that it is of, or KITH_NONE */
  uint32_t place;       /* of the lexicon: what the adjective before or behind it is of, or KITH_NONE */
  uint32_t holder;      /* the person in `list` who is called so, or KITH_NONE */
  uint16_t office;      /* kith_office.number */
  uint8_t flags;        /* KITH_DESCRIBES_… */
} kith_description;

enum {
  KITH_DESCRIBES_STATE = 1,   /* an office of a country: of the holder's, where none is said */
  KITH_DESCRIBES_LEADS = 2,   /* its holder is called the leader, too */
  KITH_DESCRIBES_LEADER = 4,  /* it is that word */
  KITH_DESCRIBES_BESIDE = 8,  /* the holder stands right behind it: surer than an apposition */
  KITH_DESCRIBES_BASE = 16    /* the words are in their base form */
};

typedef struct kith_mentions {
  KITH_VEC(kith_mention) list; /* in order, never overlapping */
  KITH_VEC(kith_mention) asides; /* nested names and demonyms, in order; they overlap names and each other */
  KITH_VEC(kith_description) descriptions; /* in order */
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

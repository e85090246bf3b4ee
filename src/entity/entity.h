/* Entities: which one a mention is, decided over the whole input.
 *
 * A name in one article settles a short form in the same one; names that nobody
 * listed become entities of their own, joined over inflection, spelling and
 * script. The rules are conservative: a wrong merge is worse than a split.
 *
 * Ids stay: the lexicon's for listed entities; `kith:<type>-<slug>` from the
 * canonical label and type for the others, the same on every machine. */
#ifndef KITH_ENTITY_ENTITY_H
#define KITH_ENTITY_ENTITY_H

#include "mention/reading.h"

typedef struct kith_entity {
  kith_str id, label; /* label: canonical, English or romanised */
  kith_str country;   /* ISO code or empty */
  kith_str kind;      /* the lexicon's word for what it is, or empty */
  uint8_t type;       /* kith_type */
  uint32_t lexicon;   /* its number there, or KITH_NONE: discovered */
  uint8_t layer;      /* of the lexicon */
  uint64_t mentions, documents; /* duplicates not counted; 0: only asides mean it */
} kith_entity;

/* Why two forms of unlisted names are one entity, or one form two. X(constant, what is said of it) */
#define KITH_JOINS(X)                                                       \
  X(ENDING, "one is an inflected form of the other")                        \
  X(SHORT, "short for it in a document that has both")                      \
  X(SPELLING, "spelled alike in another language")                          \
  X(SCRIPTS, "sounds alike in another language")                            \
  X(SURNAME, "the only person of the input with this surname")              \
  X(APART, "kept apart: of another country or calling, in documents with nothing in common")

typedef enum kith_join_why {
#define X(constant, text) KITH_JOIN_##constant,
  KITH_JOINS(X)
#undef X
  KITH_JOIN_COUNT
} kith_join_why;

extern const char *const kith_join_texts[KITH_JOIN_COUNT];

typedef struct kith_join {
  kith_str from, to; /* as written; live in the readings */
  kith_lang from_lang, to_lang;
  uint8_t why;
  uint32_t entity;
} kith_join;

typedef struct kith_entities {
  KITH_VEC(kith_entity) list; /* sorted by id */
  KITH_VEC(kith_join) joins;  /* of unlisted names, in the order they were made */
  kith_arena arena;
} kith_entities;

typedef struct kith_resolve_parts {
  const kith_languages *languages;
  const kith_lexicon *lexicon;
  const kith_inflector *inflector;
} kith_resolve_parts;

/* Sets entity, how, score and base of every mention and aside of the readings, roles
 * among the latter, and fills `entities` with those that are meant. Readings that are duplicates are
 * resolved too but not counted. */
void kith_entities_resolve(kith_entities *entities, kith_reading *readings, size_t count,
                           const kith_resolve_parts *parts);

/* Makes mentions of the asides of these kinds (bits of kith_how) and counts them. After resolving. */
void kith_entities_admit(kith_entities *entities, kith_reading *readings, size_t count, unsigned hows);

void kith_entities_init(kith_entities *entities);
void kith_entities_clear(kith_entities *entities);

#endif

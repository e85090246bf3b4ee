/* Sentences as methods that read words see them: a row of items, each a name
 * (a mention with its entity), an adjective or inhabitant of a place, or a word
 * with what it does and the cue that begins with it.
 *
 * A kith_phraser holds the tables and caches of one run and is used by one
 * thread; the phrase it fills is lent until the next fill. */
#ifndef KITH_RELATION_PHRASE_H
#define KITH_RELATION_PHRASE_H

#include "relation/cue.h"
#include "relation/relation.h"

/* What stands between an item and the one before it. */
enum {
  KITH_GAP_COMMA = 1,
  KITH_GAP_STOP = 2,   /* ; : . ! ? and dashes */
  KITH_GAP_QUOTE = 4,
  KITH_GAP_PAREN = 8,
  KITH_GAP_GLUED = 16, /* no space: Trump's, пресс-секретарь */
  KITH_GAP_DASH = 32,  /* which of the stops */
  KITH_GAP_OPEN = 64,  /* which of the brackets, and the last of them */
  KITH_GAP_BREAK = KITH_GAP_COMMA | KITH_GAP_STOP | KITH_GAP_QUOTE | KITH_GAP_PAREN
};

/* KITH_GAP_… of the text between two items. */
uint8_t kith_gap_of(kith_str gap);

typedef struct kith_found_cue {
  const kith_cue *cue; /* or NULL */
  uint8_t items;       /* how many it takes */
  uint16_t form;       /* of verbs: KITH_VERB_… bits */
  bool inflected;      /* of nouns: only by an ending */
} kith_found_cue;

typedef struct kith_phrase_item {
  uint32_t start, end;  /* bytes of the sentence's text */
  uint32_t mention;     /* of the reading, or KITH_NONE */
  uint32_t entity;      /* of kith_entities; KITH_NONE: a word */
  uint32_t place;       /* of the lexicon: what an adjective or inhabitant is of, or KITH_NONE; has an entity only
                           when it is tied: kith_phrase_entity */
  kith_does does;       /* KITH_DOES_… */
  uint8_t type;         /* kith_type of entity or place */
  uint8_t gap;          /* KITH_GAP_… before it */
  bool capital, base;   /* base: a mention written as its base form is */
  bool fixed;           /* a mention whose ending takes no case: Мельо */
  bool number;          /* begins with a digit */
  float score;
  kith_found_cue cues[KITH_CUE_KINDS];
} kith_phrase_item;

typedef struct kith_phrase {
  KITH_VEC(kith_phrase_item) items;
  kith_lang lang;
  uint8_t rules; /* KITH_RULE_… of the language */
} kith_phrase;

typedef struct kith_phraser_parts {
  const kith_languages *languages;
  const kith_lexicon *lexicon;
  const kith_inflector *inflector;
  kith_entities *entities; /* grows at its end by places that only adjectives name: see kith_entities_settle */
} kith_phraser_parts;

typedef struct kith_phraser kith_phraser;
void kith_phraser_open(kith_phraser **out, const kith_phraser_parts *parts);
void kith_phraser_close(kith_phraser *phraser);

/* The entities it was opened with. */
const kith_entities *kith_phraser_entities(const kith_phraser *phraser);

/* The sentence's items; NULL where its text is not kept. */
const kith_phrase *kith_phraser_read(kith_phraser *phraser, const kith_reading *reading, uint32_t sentence);

/* The entity an item stands for, entered among the entities if it is new; KITH_NONE for a word. */
uint32_t kith_phrase_entity(kith_phraser *phraser, const kith_phrase_item *item);

/* What the lexicon knows of an item's place (item->place is not KITH_NONE). */
const kith_lexicon_entity *kith_phrase_place(const kith_phraser *phraser, const kith_phrase_item *item);

static inline bool kith_item_is_thing(const kith_phrase_item *item) { return item->entity != KITH_NONE || item->place != KITH_NONE; }

/* An occasion between two items; types that are not wanted and ties of something to itself are left out. */
typedef struct kith_occasion_draft {
  const kith_phrase_item *from, *to;
  const char *type;
  kith_said_at words;
  uint32_t sentence;
  float score;
  uint8_t flags;
} kith_occasion_draft;
void kith_phrase_tie(const kith_relation_options *options, const kith_occasion_draft *draft, kith_relation_sink sink, void *context);

#endif

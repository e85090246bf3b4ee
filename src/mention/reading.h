/* What remains of a document once its text is let go: mentions with their
 * surfaces, sentences with their places, and the texts of those that can be
 * evidence. Everything above this floor works on readings alone.
 *
 * A reading owns its memory (one arena); readings are numbered in input order. */
#ifndef KITH_MENTION_READING_H
#define KITH_MENTION_READING_H

#include "mention/mention.h"

typedef struct kith_reading_mention {
  uint32_t start, end; /* as the run counts: code points, or bytes */
  uint32_t sentence;
  uint32_t token;      /* index of its first token in the document, for windows */
  kith_str surface;    /* lives in the reading */
  uint32_t first_candidate, candidate_count;
  uint8_t type, how, flags, gender, words;
  uint8_t address, calling; /* as in kith_mention */
  char country[2];
  uint8_t tagged; /* the type it was found with; entities may change `type` */
  kith_lang lang;
  /* Filled by the entity floor: */
  uint32_t entity; /* index into kith_entities, or KITH_NONE: counts for nothing */
  float score;     /* before: of the tagger, 0 where it said nothing */
  kith_str base;   /* lives in the kith_entities */
} kith_reading_mention;

/* kith_description with its places as the run counts. */
typedef struct kith_reading_description {
  kith_reading_mention mention;
  uint32_t of, place, holder; /* of and holder: of `mentions` */
  uint16_t office;
  uint8_t flags;
} kith_reading_description;

typedef struct kith_reading_sentence {
  uint32_t start, end; /* as mentions */
  uint32_t paragraph;
  kith_str text; /* empty unless a mention stands in it, an aside or a description */
} kith_reading_sentence;

typedef struct kith_reading {
  kith_str id, title, date, source, url, charset;
  kith_lang lang;
  float confidence;
  uint32_t characters, tokens, sentence_count, paragraphs;
  uint64_t text_hash[2]; /* of the text with white space folded: equal texts are duplicates */
  uint32_t duplicate_of; /* index of the reading that has the same text, or KITH_NONE */
  kith_reading_mention *mentions;
  uint32_t mention_count;
  kith_reading_mention *asides; /* KITH_ASIDE_HOWS, in order; roles among them when entities are resolved */
  uint32_t aside_count;
  kith_reading_description *descriptions;
  uint32_t description_count;
  kith_candidate *candidates;
  kith_reading_sentence *sentences;
  kith_arena arena;
} kith_reading;

/* Packs what was found in a document. `bytes` leaves positions as byte offsets;
 * otherwise they are code points. The meta fields (id … charset, hash) are the caller's to fill,
 * with kith_reading_keep for the strings. */
void kith_reading_pack(kith_reading *reading, const kith_text *text, const kith_mentions *mentions, bool bytes);

/* Puts `count` more among the asides, in order; `more` is in order, and copied. */
void kith_reading_add_asides(kith_reading *reading, const kith_reading_mention *more, uint32_t count);

/* Makes mentions of the asides of these kinds (bits of kith_how) that mean an
 * entity. Mentions may overlap then: longer ones come first. Ends the use of descriptions. */
void kith_reading_admit(kith_reading *reading, unsigned hows);

/* A copy that lives as long as the reading. */
kith_str kith_reading_keep(kith_reading *reading, kith_str s);

void kith_reading_clear(kith_reading *reading);

/* Two independent hashes of a text whose runs of white space count as one space. */
void kith_reading_hash(kith_str text, uint64_t hash[2]);

#endif

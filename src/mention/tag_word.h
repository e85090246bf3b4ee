/* Single words as the name tagger sees them: everything that does not depend
 * on the place in the text, computed once for a (language, spelling) and kept.
 *
 * The same letters in another script are the same word: affixes and stems are
 * taken from a Latin fold, in which Путин, Путін and Putin are one. It follows
 * the Slavic Latin alphabets without their marks (ж is z, ш is s, х is h), since
 * most of what can be shared is shared among them; it is not kith_romanise,
 * which writes for readers. The fold, the stem and the hashes are part of what a
 * model was trained on: changing them asks for KITH_TAG_VERSION + 1 and a new model.
 *
 * A worker owns one kith_tag_words and keeps it over documents. What is in it
 * never changes a result, only the time to it. */
#ifndef KITH_MENTION_TAG_WORD_H
#define KITH_MENTION_TAG_WORD_H

#include "lexicon/lexicon.h"
#include "mention/inflect.h"
#include "mention/wordlist.h"
#include "text/text.h"

enum {
  KITH_TAG_CAPITAL = 1,  /* starts with a capital */
  KITH_TAG_CAPITALS = 2, /* two letters or more, none lower case */
  KITH_TAG_LOWER = 4,    /* letters, and none a capital */
  KITH_TAG_DIGIT = 8,
  KITH_TAG_PUNCT = 16,   /* no letter and no digit */
  KITH_TAG_INNER = 32,   /* a capital behind the first letter and lower case too: iPhone, МИДа */
  KITH_TAG_CASELESS = 64,
  KITH_TAG_NOUN = 128    /* a capital in a language that writes every noun with one */
};

/* What the lists inside a model (tag_model.h) say of a stem: a byte, which stands
 * beside the bits of the word list from KITH_TAG_KNOWN_SHIFT on. */
enum {
  KITH_TAG_KNOWN_GIVEN = 1,
  KITH_TAG_KNOWN_FAMILY = 2,
  KITH_TAG_KNOWN_PERSON = 4, /* given or family name */
  KITH_TAG_KNOWN_CITY = 8,
  KITH_TAG_KNOWN_TOWN = 16,
  KITH_TAG_KNOWN_VILLAGE = 32,
  KITH_TAG_KNOWN_PART = 64,     /* a word of a place's name of several words */
  KITH_TAG_KNOWN_TRIGGER = 128, /* may begin a name although in lower case */
  KITH_TAG_KNOWN_SHIFT = 17
};
#define KITH_IS_TRIGGER ((uint32_t)KITH_TAG_KNOWN_TRIGGER << KITH_TAG_KNOWN_SHIFT)
#define KITH_IS_DEMONYM (1u << 25) /* adjective or inhabitant of a listed place */
#define KITH_IS_ENDING (1u << 26)  /* an ending written behind a hyphen: -ului */
#define KITH_IS_COMMON_NOUN (1u << 27) /* of a word that has KITH_TAG_NOUN: a listed noun (kith_wordlist_is_noun) */

typedef struct kith_tag_word {
  uint64_t fold, stem, prefix[3], suffix[4], shape; /* hashes; prefixes of 2 to 4 letters, suffixes of 1 to 4 */
  uint32_t fold_id, stem_id; /* dense, for counting in a document */
  uint32_t bits;             /* KITH_IS_… of the word or of a base of it */
  uint8_t length;            /* letters of the fold, at most 12 */
  uint8_t flags;             /* KITH_TAG_… */
  uint64_t lang;             /* hash of the language's code */
} kith_tag_word;

typedef struct kith_tag_words kith_tag_words;

/* What words are judged by; all borrowed. `known` asks the model's lists about the
 * hash of a stem (KITH_TAG_KNOWN_…); NULL: nothing is known. */
typedef struct kith_tag_word_parts {
  const kith_languages *languages;
  const kith_lexicon *lexicon;
  const kith_inflector *inflector;
  const kith_wordlist *wordlist;
  uint8_t (*known)(const void *context, uint64_t stem);
  const void *context;
} kith_tag_word_parts;

void kith_tag_words_open(kith_tag_words **out, const kith_tag_word_parts *parts);
void kith_tag_words_close(kith_tag_words *words);

/* The index of a token's word. */
uint32_t kith_tag_words_add(kith_tag_words *words, kith_lang lang, kith_str token);

/* The word of an index; valid until the next add. */
const kith_tag_word *kith_tag_words_get(const kith_tag_words *words, uint32_t index);

/* How many fold and stem ids there are so far (one number bounds both). */
uint32_t kith_tag_words_ids(const kith_tag_words *words);

/* How many words there are, and how often they were all forgotten: for what is kept beside them. */
uint32_t kith_tag_words_count(const kith_tag_words *words);
uint32_t kith_tag_words_age(const kith_tag_words *words);

/* Forgets everything once it has grown beyond what is worth keeping; call it between documents. */
void kith_tag_words_trim(kith_tag_words *words);

/* How hashes of features are put together. */
static inline uint64_t kith_tag_mix(uint64_t a, uint64_t b) {
  uint64_t h = (a ^ (b * 0x9e3779b97f4a7c15u)) * 0xd6e8feb86659fd93u;
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93u;
  return h ^ (h >> 29);
}

/* The Latin fold alone, appended: for tests. */
void kith_tag_fold(kith_str word, kith_str lang_code, kith_buf *out);

/* How many bytes of a fold are its stem. */
size_t kith_tag_stem(kith_str fold);

/* The hash of a fold's stem: kith_tag_word.stem. */
uint64_t kith_tag_stem_hash(kith_str fold);

#endif

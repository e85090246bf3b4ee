/* Inside the mention floor: the words of the document at hand, what is known of
 * each, and the passes over them (match.c: listed names; discover.c: the rest). */
#ifndef KITH_MENTION_FINDER_H
#define KITH_MENTION_FINDER_H

#include "mention/mention.h"
#include "mention/tag_merge.h"
#include "text/word.h"

/* A lexicon word that a word of the text may be a form of. */
typedef struct kith_variant {
  uint32_t word; /* of the lexicon's trie */
  uint8_t classes;
  bool inflected;
} kith_variant;

/* What a (language, fold key) means; cached over documents. */
typedef struct kith_word_info {
  uint32_t key; /* into finder->keys */
  uint32_t own_bits; /* KITH_IS_… of the word as it is written */
  bool complete;     /* what follows is known too */
  uint8_t joined;    /* it is an ending written behind a hyphen: for these classes */
  uint32_t bits;     /* own_bits and those of the bases it may come from */
  uint32_t first_variant, variant_count;
} kith_word_info;

/* A listed or unlisted name over words [first, last] of the document. */
typedef struct kith_span {
  uint32_t sentence;
  uint32_t first, last;
  uint32_t first_candidate, candidate_count;
  uint8_t type, how, flags, gender;
  float confidence;
} kith_span;

struct kith_finder {
  kith_finder_parts parts;

  kith_tagger *tagger; /* NULL without a model */
  kith_tags tags;
  kith_tag_choices choices;
  KITH_VEC(kith_tag_listed) listed;
  kith_intern lower_starts; /* first letters of listed names that begin in lower case */

  /* caches */
  kith_intern keys;
  kith_map info_of; /* (language, key) -> index of infos + 1 */
  KITH_VEC(kith_word_info) infos;
  KITH_VEC(kith_variant) variants;
  kith_bases bases;
  kith_buf bytes, key;

  /* the document */
  const kith_text *text;
  kith_mentions *out;
  kith_words words;
  KITH_VEC(uint32_t) info; /* of each word: index of infos + 1, 0 until asked */
  kith_map persons;        /* keys of words that full names of unlisted persons end or begin with */
  kith_map capitals;       /* key -> how often capitalised inside a sentence; << 32: how often lower case */
  KITH_VEC(kith_span) matched, found;

  /* the sentence */
  uint32_t first_word, end_word, sentence;
  kith_lang lang;
  bool shouted;  /* most of its words are in capitals */
  bool headline; /* nearly all of its longer words begin with one */
};

/* What is known of word i, computed when first asked. Valid until the next call.
 * A glance gives the key and own bits only: enough for most words. */
const kith_word_info *kith_finder_glance(kith_finder *finder, uint32_t i);
const kith_word_info *kith_finder_info(kith_finder *finder, uint32_t i);

/* Whether a listed name counts where a text writes it in lower case (`brexit`):
 * its row is written so, and it is an event or product, since what else is
 * written so is common words. */
bool kith_name_in_lower_case(const kith_lexicon *lexicon, const kith_lexicon_name *name);

/* Whether a listed name may begin at word i: it has a capital, is of a script
 * without case, a number, or begins like one of the few names in lower case. */
bool kith_finder_can_begin(kith_finder *finder, uint32_t i);

/* The key of word i; lives as long as the document. */
kith_str kith_finder_key(kith_finder *finder, uint32_t i);

/* Whether a rule forbids the name that a span nobody listed has, or is a form of. */
bool kith_finder_forbids(kith_finder *finder, const kith_span *span);

/* Whether the sentence's language writes every noun with a capital: a noun phrase is no name then. */
bool kith_finder_capital_nouns(const kith_finder *finder);

/* Whether words i and i + 1 can belong to one name: same sentence, and nothing
 * between them but one space, a hyphen, an apostrophe, `&`, or the dot of an initial. */
bool kith_finder_joins(const kith_finder *finder, uint32_t i);

/* Whether word i + 1 hangs on word i by a hyphen or an apostrophe, no space. */
bool kith_finder_glued(const kith_finder *finder, uint32_t i);

/* Appends to finder->matched the listed names of the sentence, in order, longest first, never overlapping. */
void kith_finder_match(kith_finder *finder);

/* Sets the sentence that the passes work on. first_words: of each sentence, and one more. */
void kith_finder_enter(kith_finder *finder, const uint32_t *first_words, uint32_t sentence);

/* Replaces finder->matched by what lexicon and tagger agree on for the whole
 * document (tag_merge.h), unlisted names among it. */
void kith_finder_tag(kith_finder *finder, const uint32_t *first_words, const bool *boilerplate);

/* Narrows a listed surname's candidates to those who may be called by the given
 * name at word i; false when none is left. */
bool kith_finder_keep_namesakes(kith_finder *finder, kith_span *span, uint32_t i);

/* The gender that the given name at word i tells, or 0. */
uint8_t kith_finder_gender(kith_finder *finder, uint32_t i);

/* Appends to finder->found the persons that words of no span name alone: surnames
 * (and given names) of unlisted persons whose full names stand in the document. */
void kith_finder_recall(kith_finder *finder, const bool *covered);

/* Appends to finder->found the unlisted names around and between finder->matched[from..]. */
void kith_finder_discover(kith_finder *finder, size_t from);

#endif

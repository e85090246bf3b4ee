/* Inside the mention floor: the words of the document at hand, what is known of
 * each, and the passes over them (match.c: listed names; discover.c: the rest). */
#ifndef KITH_MENTION_FINDER_H
#define KITH_MENTION_FINDER_H

#include "mention/mention.h"
#include "mention/office.h"
#include "mention/tag_merge.h"
#include "text/word.h"

/* A lexicon word that a word of the text may be a form of. */
typedef struct kith_variant {
  uint32_t word; /* of the lexicon's trie */
  uint8_t classes;
  bool inflected;
} kith_variant;

/* What a word may begin, by its first letters. */
enum { KITH_MAY_BE_KNOWN = 1, KITH_MAY_BE_DEMONYM = 2, KITH_MAY_BE_OFFICE = 4 };

/* What a (language, fold key) means; cached over documents. */
typedef struct kith_word_info {
  uint32_t key; /* into finder->keys */
  uint32_t next; /* the same key in another language: index of infos + 1 */
  kith_lang lang;
  uint32_t own_bits; /* KITH_IS_… of the word as it is written */
  bool complete;     /* what follows is known too */
  uint8_t may_be;    /* KITH_MAY_BE_…; 0: not asked yet */
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
  kith_intern demonym_starts, office_starts; /* the same of demonyms and offices */
  kith_offices *offices;

  /* caches */
  kith_intern keys;
  KITH_VEC(uint32_t) info_of; /* of each key: its newest, index of infos + 1 */
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
  kith_map named;          /* listed persons whose full names stand in the document */
  kith_map capitals;       /* key -> how often capitalised inside a sentence; << 32: how often lower case */
  KITH_VEC(kith_span) matched, found;
  KITH_VEC(kith_span) asides; /* in order of their first word, longer ones first */

  /* the sentence */
  uint32_t first_word, end_word, sentence;
  kith_lang lang;
  bool shouted;  /* most of its words are in capitals */
  bool headline; /* nearly all of its longer words begin with one */
};

/* What is known of word i, computed when first asked. Valid until the next call.
 * A glance gives the key and own bits only: enough for most words. */
kith_word_info *kith_finder_glance(kith_finder *finder, uint32_t i);
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

/* KITH_NOTE_… of word i in the text's language. */
static inline uint32_t kith_finder_notes(kith_finder *f, uint32_t i) {
  return kith_wordlist_notes(f->parts.wordlist, f->lang, kith_finder_key(f, i));
}

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

/* The listed name at word i, the longest; its candidates are appended to out->candidates. False: there is none. */
bool kith_finder_match_at(kith_finder *finder, uint32_t i, kith_span *span);

/* Whether a listed entity is so well known that its name is no chance. */
bool kith_entity_is_well_known(const kith_lexicon_entity *entity);

/* Fills the finder's tables of first letters; once. */
void kith_finder_collect_starts(kith_finder *finder);

/* Whether a KITH_MAY_BE_… may begin at word i. */
bool kith_finder_may_be(kith_finder *finder, uint32_t i, uint8_t what);

/* The adjective or inhabitant of a place at word i, the longest; its candidates are appended to out->candidates. */
bool kith_finder_demonym_at(kith_finder *finder, uint32_t i, kith_span *span);

/* Takes out of finder->found unlisted spans that are but an adjective and an office (`Slovak President`): no names. */
void kith_finder_drop_offices(kith_finder *finder, const uint32_t *first_words);

/* Joins Jr to the name before it, and takes families out (`the Trumps`). */
void kith_finder_settle_families(kith_finder *finder, const uint32_t *first_words);

/* Fills out->asides and out->descriptions, once finder->found holds all names in order. */
void kith_finder_emit_asides(kith_finder *finder, const uint32_t *first_words, const bool *boilerplate);

/* Fills finder->asides from finder->found[from, to), all names of the sentence in order. */
void kith_finder_asides(kith_finder *finder, size_t from, size_t to);

/* Notes what the sentence says persons are, and appends to out->descriptions what it says of offices: finder->found[from, to)
 * are its names, numbered as they are in out->list, and finder->asides[asides..] its asides. */
void kith_finder_describe(kith_finder *finder, size_t from, size_t to, size_t asides);

/* A span as a mention. */
kith_mention kith_finder_mention(const kith_finder *finder, const kith_span *span);

/* Whether the sentence is boilerplate (cookies, subscribe): no names are looked for. */
bool kith_finder_is_boilerplate(kith_finder *finder);

/* Whether it is a credit, a byline or a row of a table: its names are tied to nobody. */
bool kith_finder_is_beside(kith_finder *finder);

/* Sets the sentence that the passes work on. first_words: of each sentence, and one more. */
void kith_finder_enter(kith_finder *finder, const uint32_t *first_words, uint32_t sentence);

/* Replaces finder->matched by what lexicon and tagger agree on for the whole
 * document (tag_merge.h), unlisted names among it. */
void kith_finder_tag(kith_finder *finder, const uint32_t *first_words, const bool *boilerplate);

/* Makes the tagger's spans names: what only stands beside a name is cut off, two
 * names with a conjunction between are parted (tag_trim.c). Spans that are listed stay. */
void kith_finder_trim_tags(kith_finder *finder, const uint32_t *first_words);

/* Whether word i is an ending that hangs on the word before it by a hyphen: `u` of UK-u. */
bool kith_finder_is_ending(kith_finder *finder, uint32_t i);

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

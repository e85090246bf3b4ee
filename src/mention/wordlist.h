/* What single words say about the names around them, by language: titles, given
 * names, heads of organisation names, words that are no names.
 *
 * The rows of lexicons/lang/ as bits. A row of several words counts for none of
 * them. Built once per run, immutable, shared between threads. */
#ifndef KITH_MENTION_WORDLIST_H
#define KITH_MENTION_WORDLIST_H

#include "text/language.h"

/* X(constant, kind of row) */
#define KITH_WORD_KINDS(X)                                                                      \
  X(COMMON, "common")         /* capitalised, yet no name by itself */                          \
  X(GIVEN, "given")           /* given name; its gender is in KITH_IS_GIVEN_F / _M */           \
  X(TITLE, "title")           /* stands before or behind a person's name */                     \
  X(ORG_HEAD, "org_head")     /* Ministry, Bank: heads an organisation's name */                \
  X(LOC_HEAD, "loc_head")     /* River, Street */                                               \
  X(EVT_HEAD, "evt_head")     /* Summit, War */                                                 \
  X(PRO_HEAD, "pro_head")     /* Treaty, Act */                                                 \
  X(LEGAL, "legal")           /* GmbH */                                                        \
  X(CONNECTOR, "connector")   /* lower case, inside names: of, the, für */                      \
  X(PARTICLE, "particle")     /* lower case, inside persons' names: von, de */                  \
  X(ARTICLE, "article")       /* belongs to the name's case, not to the name: lui */            \
  X(LOCATIVE, "locative")     /* what follows is a place: in, la, в */                          \
  X(COMMON_START, "starter")  /* begins sentences: as good as common */                         \
  X(BOILERPLATE, "boilerplate") /* two of them make a paragraph no news: cookies, subscribe */

enum {
#define X(constant, kind) KITH_BIT_##constant,
  KITH_WORD_KINDS(X)
#undef X
  KITH_BIT_GIVEN_F,
  KITH_BIT_GIVEN_M,
  KITH_BIT_HONORIFIC,
  KITH_BIT_CONJUNCTION,
  KITH_BIT_NOUN
};
enum {
#define X(constant, kind) KITH_IS_##constant = 1 << KITH_BIT_##constant,
  KITH_WORD_KINDS(X)
#undef X
  KITH_IS_GIVEN_F = 1 << KITH_BIT_GIVEN_F,
  KITH_IS_GIVEN_M = 1 << KITH_BIT_GIVEN_M,
  KITH_IS_HONORIFIC = 1 << KITH_BIT_HONORIFIC, /* a title of class hon (Mr, пан): what follows is a person */
  KITH_IS_CONJUNCTION = 1 << KITH_BIT_CONJUNCTION, /* a `conjunction` row: what it joins is two */
  KITH_IS_NOUN = 1 << KITH_BIT_NOUN, /* a `noun` row: common noun of a language that writes every noun with a capital */
  KITH_IS_UNKNOWN_TO_MODEL = KITH_IS_HONORIFIC | KITH_IS_CONJUNCTION | KITH_IS_NOUN
};

/* What titles say people do, by their class. X(constant, class, in words) */
#define KITH_CALLINGS(X)                                                        \
  X(POL, "pol", "politics") X(JOB, "job", "profession") X(MIL, "mil", "army")   \
  X(REL, "rel", "church") X(BIZ, "biz", "business") X(LAW, "law", "law")        \
  X(NOBLE, "noble", "nobility")

enum {
#define X(constant, class, words) KITH_CALLING_BIT_##constant,
  KITH_CALLINGS(X)
#undef X
  KITH_CALLING_COUNT
};
extern const char *const kith_calling_words[KITH_CALLING_COUNT];

typedef struct kith_wordlist kith_wordlist;

void kith_wordlist_open(kith_wordlist **out, const kith_languages *languages); /* borrows the languages */
void kith_wordlist_close(kith_wordlist *list);

/* What the model is not told of a word: 1 << KITH_CALLING_BIT_… of what a title says its bearer does, and KITH_NOTE_…. */
enum {
  KITH_NOTE_CALLING = 255,
  KITH_NOTE_F = 256, /* a title of class hon: Mrs */
  KITH_NOTE_M = 512,
  KITH_NOTE_GENERATION = 1024, /* `generation` rows: Jr behind a name belongs to it */
  KITH_NOTE_CREDIT = 2048,     /* `credit` rows: with a colon behind it, it begins a line that says whose picture or text it is */
  KITH_NOTE_ALONE = 4096,      /* those of class `alone`: without a colon too: Copyright */
  KITH_NOTE_BYLINE = 8192,     /* `byline` rows: before names alone in a paragraph: By */
  KITH_NOTE_FAMILY = 16384,    /* `family` rows: a surname alone behind it is a family: los Trump */
  KITH_NOTE_PLURAL = 32768     /* those of class `plural`: if it has an ending: the Trumps, but the Trump administration */
};
uint32_t kith_wordlist_notes(const kith_wordlist *list, kith_lang lang, kith_str key);

/* The bits of a fold key in a language, those that hold in every language included. */
uint32_t kith_wordlist_bits(const kith_wordlist *list, kith_lang lang, kith_str key);

/* Whether a fold key is a listed noun, one with a `noun_ending`, or a compound that ends so (Krisenstab, Großauftrags). */
bool kith_wordlist_is_noun(const kith_wordlist *list, kith_lang lang, kith_str key);

#endif

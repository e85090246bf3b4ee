/* What the segmenter knows of one language, compiled from its rows.
 *
 * Kinds it reads (form, value, class); "-" where a cell says nothing:
 *   rule          name, choice           how the language's treebank cuts: see kith_rules
 *   joint         joiner, contexts, action   what a joiner does between two characters; a context is two
 *                                        of a (letter) n (digit) _ (neither); several with commas
 *   whole         don't-cut, -           a word that stays whole although it holds joiners
 *   proclitic     l', -|weak             cut behind it when it opens a word; a weak one yields to an enclitic
 *   enclitic      -il, -                 cut before it when it closes a word, alone or with others
 *   final         습니다, -              a word that ends so ends a sentence even without a stop
 *   prefix suffix non-, -                never cut at its joiner
 *   abbreviation  etc., title|number|never|any|end   what its stop may be: see below
 *   starter       the, -|inside          a word that, capitalised, speaks for a new sentence; `inside`: it may
 *                                        stand capitalised within one (I, Sie), so needs a stop before it
 *   month         december               a number with a stop before it is a date
 *   stop          ;                      one more question mark
 * Forms are written in lower case with ' and -.
 *
 * Abbreviations: `title` (Mr.) and `never` (e.g.) never end a sentence, `number`
 * (nr., p.) is one only before a number or a small letter, `any` (U.S.) ends a
 * sentence before a starter, `end` (etc.) before any capital. A word in capitals
 * is one only if the list writes it so, or all around it is in capitals.
 *
 * Life cycle: open, use from one thread at a time or many (immutable), close. */
#ifndef KITH_TEXT_PROFILE_H
#define KITH_TEXT_PROFILE_H

#include "text/classes.h"
#include "text/language.h"

typedef enum kith_trait {
  KITH_TRAIT_WHOLE = 1,
  KITH_TRAIT_PROCLITIC = 2,
  KITH_TRAIT_ENCLITIC = 4,
  KITH_TRAIT_BOUND = 8, /* prefix or suffix */
  KITH_TRAIT_NEVER = 16,
  KITH_TRAIT_NUMBER = 32,
  KITH_TRAIT_ANY = 64,
  KITH_TRAIT_END = 128,
  KITH_TRAIT_STARTER = 256,
  KITH_TRAIT_MONTH = 512,
  KITH_TRAIT_FINAL = 1024,
  KITH_TRAIT_CAPITALS = 2048, /* the abbreviation is written in capitals in the list */
  KITH_TRAIT_WEAK = 4096,     /* a proclitic only where no enclitic follows */
  KITH_TRAIT_INSIDE = 8192,   /* a starter that is no sign of a sentence where no stop stands before it */
  KITH_TRAIT_ABBREVIATION = KITH_TRAIT_NEVER | KITH_TRAIT_NUMBER | KITH_TRAIT_ANY | KITH_TRAIT_END
} kith_trait;

typedef enum kith_action {
  KITH_ACTION_SPLIT, /* the joiner is a token of its own */
  KITH_ACTION_JOIN,  /* one token over it */
  KITH_ACTION_LEFT,  /* it stays with what stands before, cut behind it */
  KITH_ACTION_RIGHT  /* it stays with what comes, cut before it */
} kith_action;

/* A side of a joiner. */
typedef enum kith_side { KITH_SIDE_NONE, KITH_SIDE_LETTER, KITH_SIDE_DIGIT, KITH_SIDE_COUNT } kith_side;

typedef struct kith_rules {
  uint8_t initials;     /* the stop between single letters, V.V. Putin: join, left, split */
  uint8_t letter;       /* a single uncased letter before a stop: join (it may be an initial), split (it is a word) */
  uint8_t abbreviation; /* the stop behind an abbreviation: join, split */
  uint8_t ordinal;      /* a stop behind a number can make it an ordinal: join, split (it can, but the stop
                           is a token of its own), left (it cannot) */
  uint8_t ordinal_noun; /* also before a capitalised noun, 3. Platz: join, split */
  uint8_t repeat;       /* ... ?! !!: join, left (only dots), split */
  uint8_t abbreviation_end; /* the stop of an abbreviation that ends a sentence: join, split */
  uint8_t ask;          /* a small letter after ? or !: join (the sentence goes on), split (a new one) */
  uint8_t list;         /* a number with a stop before a new sentence: join (it opens it), split */
  uint8_t colon, semicolon; /* before a capitalised starter: join (the sentence goes on), split (a new one) */
  uint8_t full_stop;    /* a stop behind a word of a script without spaces: split (it ends the sentence), join (it
                           is a sign of abbreviation, as in Thai) */
  uint8_t unstopped;    /* a capitalised starter begins a sentence though nothing ended the one before: split,
                           or join (words are capitalised for other reasons) */
  uint8_t dateline;     /* "Place - Agency:" is a sentence of its own: split, or join */
  uint8_t dictionary;   /* Han and the like by ICU's words: split, or left whole: join */
} kith_rules;

typedef struct kith_profile {
  uint8_t joints[KITH_JOINER_COUNT][KITH_SIDE_COUNT][KITH_SIDE_COUNT]; /* kith_action */
  kith_rules rules;
  uint32_t question; /* one more question mark, 0 for none */
  kith_intern forms;
  KITH_VEC(uint32_t) traits; /* of each form */
  uint64_t shapes[256];      /* a bit for each form's length and some of its bytes: most words are seen to be no
                                form without hashing them */
  bool finals;               /* there are any */
  uint64_t starter_ends[4];  /* how starters of more than four bytes end: what does not end so need not be looked up */
  uint32_t opening, inside, closing; /* joiners that begin, stand in, end a form: a bit each. What is not
                                        here need not be looked up */
} kith_profile;

/* Compiles the rows of `language` over those of `common` (mul.tsv; may be the
 * same). KITH_ERR_FORMAT for a row that says what is not known here. */
kith_status kith_profile_open(kith_profile **out, const kith_language *common, const kith_language *language,
                              kith_error *error);
void kith_profile_close(kith_profile *profile);

enum { KITH_KEY_ROOM = 96 };

/* The lower-case key of `word` in `key`, apostrophes and hyphens made plain,
 * invisible characters left out; empty if it is too long to be in a lexicon. */
kith_str kith_profile_key(kith_str word, char key[KITH_KEY_ROOM]);

static inline bool kith_joiner_in(uint32_t joiners, uint8_t mark) { return mark < 32 && joiners >> mark & 1; }

/* Where the ending of a word of more than four bytes stands in starter_ends, whatever the case of its first letter. */
static inline unsigned kith_profile_ending(kith_str word) {
  const unsigned char *end = (const unsigned char *)word.p + word.n;
  return (end[-1] * 5u + end[-2] * 3u + end[-3]) & 255;
}

/* Whether a word in small letters but for the first may be a starter: false is sure. */
static inline bool kith_profile_may_start(const kith_profile *profile, kith_str word) {
  if (word.n <= 4) return true;
  unsigned ending = kith_profile_ending(word);
  return profile->starter_ends[ending / 64] >> (ending % 64) & 1;
}

/* Traits of a key, 0 if it is in no list. */
uint32_t kith_profile_traits(const kith_profile *profile, kith_str key);

/* The same of a word as it is written. */
uint32_t kith_profile_traits_of(const kith_profile *profile, kith_str word);

#endif

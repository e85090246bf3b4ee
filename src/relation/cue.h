/* Cues: the words that say a relation, as data.
 *
 * Rows of lexicons/lang/, by language (form, value, class):
 *
 *   relation  special envoy   represents   -        a noun for a person (or body) and the tie to what
 *                                                   it is of; class: see KITH_ROLE_… below
 *   relation  head            head_of      verb     a verb that says the tie of its subject to its object
 *   event     meet            CONSULT      verb     a verb in its base form, or any form
 *   event     talks           CONSULT      noun     a noun
 *   verb_ending  ied          y            past     a verb that ends in <form> may have the base that
 *                                                   ends in <value>; class: what form it is
 *   verb_form    met          meet         past     the same of a whole word, alone or behind a separable prefix
 *   separable    an           zu           -        a prefix that leaves its verb (greift … an, angreifen); value:
 *                                                   what an infinitive has between the two (anzugreifen)
 *   <word class>  to          -            -        small words of the grammar: KITH_PHRASE_WORDS
 *
 * Nouns are found in the forms that the `ending` rows of names give too, so
 * that a row for the base form is enough. Several words in a form are found
 * side by side; the longest cue wins.
 *
 * Built once per run, immutable, shared. */
#ifndef KITH_RELATION_CUE_H
#define KITH_RELATION_CUE_H

#include "mention/inflect.h"

/* X(constant, kind of row): what single words do in a sentence. */
#define KITH_PHRASE_WORDS(X)                                                              \
  X(DETERMINER, "determiner") /* the, un: says nothing here */                            \
  X(MODIFIER, "role_modifier") /* national, former, deputy: before or behind a role noun */ \
  X(FORMER, "role_former")    /* former, acting, new: the same without narrowing the role */ \
  X(LINK, "role_link")        /* of, to, al: between a role and what it is of */          \
  X(THROUGH, "role_through")  /* administration, president: what it is of may stand behind it */ \
  X(ABOUT, "role_about")      /* for, pentru: begins what a role is about */              \
  X(POSSESSIVE, "possessive") /* s of Trump's */                                          \
  X(COPULA, "copula")         /* is, was, became */                                       \
  X(AND, "conjunction")                                                                   \
  X(NOT, "negation")                                                                      \
  X(MODAL, "modal")           /* will, expected, plans */                                 \
  X(INTENT, "intent")         /* will, ready: what is promised or threatened */            \
  X(MUST, "obligation")       /* must: what somebody is asked for */                      \
  X(PASSIVE, "passive")       /* before a participle: was, fost */                        \
  X(AUXILIARY, "auxiliary")   /* before a participle that is active: have, au */           \
  X(AGENT, "agent")           /* by, către: before who did it */                          \
  X(INFINITIVE, "infinitive") /* to of `to meet`, să */                                   \
  X(PREPOSITION, "preposition") /* what follows is no subject */                          \
  X(CLAUSE, "clause")         /* that, which, because: begins a clause */                 \
  X(PRONOUN, "pronoun")       /* he, it, they: whoever spoke before */                    \
  X(BETWEEN, "event_between") /* talks between A and B */                                 \
  X(WITH, "event_with")       /* talks with B, war against B */                           \
  X(AGAINST, "event_against") /* sanctions against B */                                   \
  X(LOCATIVE, "locative")     /* in, at */                                                \
  X(TITLE, "title")           /* words for what people are */ \
  X(RELATIVE, "relative")     /* who, qui, der: does what the clause says, and stands for the name before it */ \
  X(REFLEXIVE, "reflexive")   /* se, sich: no passive */                                  \
  X(COMITATIVE, "comitative") /* z, mit: together with whoever follows, even a place */    \
  X(CLITIC, "clitic")         /* lo, l': before the verb, in place of who is acted on */  \
  X(SEPARABLE, "separable")   /* an of greift … an */                                     \
  X(ORG_HEAD, "org_head")     /* party, committee: before or in a body's name */          \
  X(OWN_NAME, "own_name")     /* party, company: a name behind it is its own, not its owner's */ \
  X(LOC_HEAD, "loc_head")     /* city, state: before or in a place's name */              \
  X(POST, "role_post")        /* as, post of: between a holder and the role */            \
  X(FROM, "role_from")        /* of, from: between a person and where he belongs */       \
  X(UNCHANGED, "unchanged")   /* endings of names that take no case: o */

enum {
#define X(constant, kind) KITH_WORD_BIT_##constant,
  KITH_PHRASE_WORDS(X)
#undef X
  KITH_WORD_BIT_COUNT
};
/* A set of them. */
typedef uint64_t kith_does;
_Static_assert(KITH_WORD_BIT_COUNT <= 63, "a word's bits are those of a kith_does");
enum {
#define X(constant, kind) KITH_DOES_##constant = UINT64_C(1) << KITH_WORD_BIT_##constant,
  KITH_PHRASE_WORDS(X)
#undef X
};

/* What kinds of cue end at a node of the tree; TIE: a verb of a relation. */
typedef enum kith_cue_kind { KITH_CUE_ROLE, KITH_CUE_VERB, KITH_CUE_NOUN, KITH_CUE_TIE, KITH_CUE_KINDS } kith_cue_kind;

/* Classes of relation rows, separated by commas. */
enum {
  KITH_ROLE_HOLDS_ANY = 1, /* "body": organisations and places may be it, too */
  KITH_ROLE_OF_PER = 2,    /* "person": it is of a person only (son, wife) */
  KITH_ROLE_OF_BODY = 4,   /* "org": it is of an organisation or place only */
  KITH_ROLE_REVERSED = 8,  /* "reverse": the tie goes the other way (predecessor) */
  KITH_ROLE_HEADS = 16,    /* "head": head_of a body; of a person, or of a country with a field, works_for */
  KITH_ROLE_POST = 32,     /* "post": the same for organisations; of a place works_for (secretary, captain) */
  KITH_ROLE_BOTH = 64,     /* "both": of two that are named together each is it of the other (spouses) */
  KITH_ROLE_VERB = 128,    /* "verb": a verb */
  KITH_ROLE_PRIVATE = 256  /* "private": no post of a state: of a country citizen_of (coach, goalkeeper) */
};

/* Forms of verbs: classes of verb_ending rows; the base form is KITH_VERB_BASE. */
enum { KITH_VERB_BASE = 1, KITH_VERB_PAST = 2, KITH_VERB_PRESENT = 4, KITH_VERB_PARTICIPLE = 8, KITH_VERB_ING = 16,
       KITH_VERB_TELLS = 32 /* "tells": of SAY, the first name behind it is who is told */,
       KITH_VERB_MUTUAL = 64, /* "mutual": of two who do it together each does it to the other */
       KITH_VERB_ACTIVE = 128, /* "active": its participle is no passive: est arrivé, ist gereist */
       KITH_VERB_FUTURE = 256, /* "future": what will be done: rencontrera */
       KITH_VERB_WOULD = 512,  /* "would": what would be done: rencontrerait */
       KITH_VERB_ONEWAY = 1024 /* "oneway": of two who do it neither does it to the other: X and Y visited */ };

typedef struct kith_cue {
  const char *type; /* "head_of", "CONSULT" */
  uint16_t traits;  /* KITH_ROLE_…; of verbs the forms that the row itself is */
} kith_cue;

typedef struct kith_cues kith_cues;
void kith_cues_open(kith_cues **out, const kith_languages *languages);
void kith_cues_close(kith_cues *cues);

/* The number of a word that stands in some cue, or KITH_NONE. */
uint32_t kith_cue_word(const kith_cues *cues, kith_str key);

/* Down the tree: the root of a language, the child along a word (or KITH_NONE), the cue that ends there (or NULL). */
uint32_t kith_cue_root(const kith_cues *cues, kith_lang lang);
uint32_t kith_cue_step(const kith_cues *cues, uint32_t node, uint32_t word);
const kith_cue *kith_cue_at(const kith_cues *cues, uint32_t node, kith_cue_kind kind);

/* KITH_DOES_… of a fold key. */
kith_does kith_cue_bits(const kith_cues *cues, kith_lang lang, kith_str key);

/* The same of a word in lower case as it is written, for texts that write marks: à is not a, că not ca. 0 where no row is
 * written so. */
kith_does kith_cue_bits_written(const kith_cues *cues, kith_lang lang, kith_str word);

/* How a language ties words: forms of its `role_rule` rows. */
enum {
  KITH_RULE_CASE = 1,       /* "case": a name stands in the same case as the title before it */
  KITH_RULE_GENITIVE = 2,   /* "genitive": an ending, not a word, may link a role to what it is of */
  KITH_RULE_VERB_LAST = 4,  /* "verb_last": infinitives, participles and verbs of subordinate clauses end theirs */
  KITH_RULE_INVERTS = 8,    /* "inverts": who acts may stand behind the verb: dijo X, gestern traf X Y */
  KITH_RULE_INFINITIVE = 16, /* "infinitive": the base form of a verb is no other form of it */
  KITH_RULE_NOUN_FIRST = 32, /* "noun_first": adjectives stand behind their nouns */
  KITH_RULE_NOUNS = 64,     /* a `capital_nouns` row: nouns and nothing else have capitals */
  KITH_RULE_COMPOUND = 128  /* "compound": what a role is of may stand bare before it: Kremlin spokesman */
};
uint8_t kith_cue_rules(const kith_cues *cues, kith_lang lang);

/* Calls `base` with each base form that `key` may be a verb form of, and its KITH_VERB_… form. `written` is the word in
 * lower case with its marks, or empty: then endings that differ in marks alone are not told apart. */
typedef void (*kith_verb_base)(void *context, kith_str base, uint16_t form);
void kith_cue_verb_bases(const kith_cues *cues, kith_lang lang, kith_str key, kith_str written, kith_verb_base base, void *context);

#endif

/* Clauses: who does what the verb at an item says, and to whom, by the order of
 * words. No parse: what stands left of a verb up to the clause's border, what
 * stands right of it, small words between them, and case where a language has it. */
#ifndef KITH_RELATION_CLAUSE_H
#define KITH_RELATION_CLAUSE_H

#include "relation/phrase.h"

enum { KITH_ACTORS = 4 };

/* Things joined by "and" that act, or are acted on, together. */
typedef struct kith_actors {
  uint32_t at[KITH_ACTORS]; /* items */
  uint32_t count;
} kith_actors;

static inline bool kith_phrase_does(const kith_phrase *p, uint32_t i, uint32_t what) { return i < p->items.n && p->items.at[i].does & what; }
static inline bool kith_phrase_thing(const kith_phrase *p, uint32_t i) { return i < p->items.n && kith_item_is_thing(&p->items.at[i]); }
static inline bool kith_phrase_joined(const kith_phrase *p, uint32_t i) { return i < p->items.n && !(p->items.at[i].gap & KITH_GAP_BREAK); }
/* The verb cue at item i that is used as a verb there, and not as the noun it may be too; or NULL. */
const kith_found_cue *kith_clause_verb(const kith_phrase *p, uint32_t i);
/* The noun cue at item i, where it is no verb; or NULL. */
const kith_found_cue *kith_clause_noun(const kith_phrase *p, uint32_t i);

/* Whether the verb at i is an infinitive that hangs on another cue before it: `agreed to meet`. */
bool kith_clause_hangs(const kith_phrase *p, uint32_t i);

/* Whether the verb at i is in the passive. */
bool kith_clause_passive(const kith_phrase *p, uint32_t i, const kith_found_cue *verb);

/* KITH_OCCASION_… of what is said at item i: small words before it in the clause. */
uint8_t kith_clause_flags(const kith_phrase *p, uint32_t i);

/* Who stands before the verb or noun at i in its clause. *pronoun: nobody, but "he" or the
 * like, or a verb before it whose subject is meant: the caller knows who that was. */
kith_actors kith_clause_subject(const kith_phrase *p, uint32_t i, bool *pronoun);

/* Who stands behind item i (the first behind the verb) in the clause; places
 * after "in" and the like only with `places`. */
kith_actors kith_clause_object(const kith_phrase *p, uint32_t i, bool places);

/* Who stands behind the next word of this kind (by, with, between) within `reach` items from i on. */
kith_actors kith_clause_behind(const kith_phrase *p, uint32_t i, uint32_t word, unsigned reach);

/* The thing that begins at or near i, over articles, modifiers and titles, with those it is joined to. */
kith_actors kith_clause_group(const kith_phrase *p, uint32_t i);

#endif

/* Clauses: who does what the verb at an item says, and to whom, by the order of
 * words. No parse: what stands left of a verb up to the clause's border, what
 * stands right of it, small words between them, and case where a language has it.
 * Where a language puts verbs last, both stand left (clause_last.c). */
#ifndef KITH_RELATION_CLAUSE_H
#define KITH_RELATION_CLAUSE_H

#include "relation/phrase.h"

enum { KITH_ACTORS = 4 };

/* Things joined by "and" that act, or are acted on, together. */
typedef struct kith_actors {
  uint32_t at[KITH_ACTORS]; /* items */
  uint32_t count;
} kith_actors;

static inline bool kith_phrase_does(const kith_phrase *p, uint32_t i, kith_does what) { return i < p->items.n && p->items.at[i].does & what; }
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

/* KITH_OCCASION_… of what is said at item i, by `cue` (empty where no
 * cue is meant): small words before it in the clause, and the verb's form. */
uint8_t kith_clause_flags(const kith_phrase *p, uint32_t i, const kith_found_cue *cue);

/* Who does what a verb says and to whom. In the passive the subject is who it is done to, and the agent does it. */
typedef struct kith_sides {
  kith_actors subject, object, agent;
  bool pronoun; /* no subject, but "he" or the like: the caller knows who that is */
  bool passive;
} kith_sides;

/* Whether a verb may be done to a place behind "in" and the like: never, behind words for whom something
 * is done with or to (à Kiev), always. */
typedef enum kith_places { KITH_PLACES_NONE, KITH_PLACES_TOLD, KITH_PLACES_ANY } kith_places;

/* The sides of the verb at i. */
void kith_clause_sides(const kith_phrase *p, uint32_t i, const kith_found_cue *verb, kith_places places, kith_sides *sides);

/* Who stands before the verb or noun at i in its clause. *pronoun: nobody, but "he" or the
 * like, or a verb before it whose subject is meant: the caller knows who that was. */
kith_actors kith_clause_subject(const kith_phrase *p, uint32_t i, bool *pronoun);

/* Who stands behind item i (the first behind the verb) in the clause. */
kith_actors kith_clause_object(const kith_phrase *p, uint32_t i, kith_places places);

/* Who is told, right behind a verb; nobody where a bare name there may well be who tells: `informó NBC`. */
kith_actors kith_clause_told(const kith_phrase *p, uint32_t i);

/* Whether what stands between item `from` and the thing at `at` makes it part of something else: `a card for X`, `the ball of X`. */
bool kith_clause_is_indirect(const kith_phrase *p, uint32_t from, uint32_t at);

/* Who stands behind the next word of this kind (by, with, between) within `reach` items from i on. */
kith_actors kith_clause_behind(const kith_phrase *p, uint32_t i, uint32_t word, unsigned reach);

/* The things joined to what the relative pronoun at i stands for, the last before it; nothing where none is right there. */
kith_actors kith_clause_antecedent(const kith_phrase *p, uint32_t i);

/* Whether the thing or noun at i hangs on a preposition; or on another thing, or stands in no case for who acts. */
bool kith_clause_in_prepositional(const kith_phrase *p, uint32_t i);
bool kith_clause_is_weak(const kith_phrase *p, uint32_t i);

/* Over articles and the like, at most `words` of them, to a thing; KITH_NONE if a verb, a clause or a word of the kind `border` comes first. */
uint32_t kith_clause_thing(const kith_phrase *p, uint32_t i, unsigned words, uint32_t border);

/* Whether the thing at i is a place where something happens: `in X`. */
bool kith_clause_is_located(const kith_phrase *p, uint32_t i);

/* `drohte, X anzugreifen`: whether what a comma at i divides from the verb before it is what the verb is about. */
bool kith_clause_leads_on(const kith_phrase *p, uint32_t i);

/* Where a language puts verbs last (KITH_RULE_VERB_LAST), clause_last.c: */

/* Whether the verb at i ends its clause, and where that begins. */
bool kith_clause_is_last(const kith_phrase *p, uint32_t i, const kith_found_cue *verb);
uint32_t kith_clause_start(const kith_phrase *p, uint32_t i);
/* Whether the verb at i is an infinitive with its mark: `zu treffen`, `anzugreifen`. */
bool kith_clause_is_marked(const kith_phrase *p, uint32_t i);
/* Whether a clause ends before the verb at i that is not about something there: `Als X kam, protestierte Y`, and not
 * `X, der Y traf, protestierte`. */
bool kith_clause_follows(const kith_phrase *p, uint32_t i);
/* Its sides, all of them before it. */
void kith_clause_last_sides(const kith_phrase *p, uint32_t i, kith_sides *sides);

/* The thing that begins at or near i, over articles, modifiers and titles, with those it is joined to. */
kith_actors kith_clause_group(const kith_phrase *p, uint32_t i);

#endif

/* What the patterns of roles share: the sentence at hand, who may hold what, and
 * the tie that comes of it. Patterns are in role_noun.c (spokesman of Y), role_verb.c
 * (X heads Y) and role_near.c (names side by side); rel_roles.c runs them. */
#ifndef KITH_RELATION_ROLE_H
#define KITH_RELATION_ROLE_H

#include "relation/clause.h"

enum { KITH_ROLES_SEEN = 64, KITH_ROLE_ADDS = KITH_DOES_MODIFIER | KITH_DOES_FORMER };

typedef struct kith_role_scene {
  const kith_relation_options *options;
  const kith_phrase *phrase;
  const kith_entities *entities;
  uint32_t sentence;
  kith_relation_sink sink;
  void *context;
  uint64_t seen[KITH_ROLES_SEEN]; /* pairs of items already tied here */
  size_t seen_count;
  uint32_t last_end, last_holder; /* the role said last: where it ends, who holds it */
} kith_role_scene;

typedef struct kith_role_said {
  const kith_found_cue *cue;
  uint32_t at;     /* item the cue begins with */
  uint32_t target; /* item it is of, or KITH_NONE */
  uint32_t other;  /* a further body that it is of, or KITH_NONE */
  bool through;    /* of something else, unlisted, that is of the target */
  bool office;     /* of its president's or government's */
  bool narrowed;   /* to a field: energy secretary */
  bool body;       /* of the parliament or the like of the target */
} kith_role_said;

/* The tie that a role makes of two items, unless one of them cannot stand there. */
bool kith_role_tie(kith_role_scene *s, const kith_role_said *role, uint32_t holder, float score);
/* A tie of two items that the items [first, last] say; once for a pair. */
void kith_role_say(kith_role_scene *s, const char *type, uint32_t from, uint32_t to, uint32_t first, uint32_t last, float score);

/* Whether an item is a country or an adjective of one. */
bool kith_role_country(const kith_role_scene *s, const kith_phrase_item *item);

/* The patterns that begin at item i. */
void kith_role_nouns(kith_role_scene *s, uint32_t i);
void kith_role_verbs(kith_role_scene *s, uint32_t i);
void kith_role_neighbours(kith_role_scene *s, uint32_t i);

static inline uint32_t kith_role_count(const kith_role_scene *s) { return (uint32_t)s->phrase->items.n; }
static inline const kith_phrase_item *kith_role_item(const kith_role_scene *s, uint32_t i) { return &s->phrase->items.at[i]; }
static inline bool kith_role_does(const kith_role_scene *s, uint32_t i, kith_does what) { return kith_phrase_does(s->phrase, i, what); }
static inline bool kith_role_thing(const kith_role_scene *s, uint32_t i) { return kith_phrase_thing(s->phrase, i); }
/* A mention of this type. */
static inline bool kith_role_named(const kith_role_scene *s, uint32_t i, unsigned type) {
  return i < kith_role_count(s) && kith_role_item(s, i)->entity != KITH_NONE && kith_role_item(s, i)->type == type;
}
/* The adjective or inhabitant of a place. */
static inline bool kith_role_adjective(const kith_role_scene *s, uint32_t i) {
  return i < kith_role_count(s) && kith_role_item(s, i)->entity == KITH_NONE && kith_role_item(s, i)->place != KITH_NONE;
}
/* Nothing but space stands before item i, or the quotation marks of a name: `the company "X"`. */
static inline bool kith_role_joined(const kith_role_scene *s, uint32_t i) {
  if (kith_phrase_joined(s->phrase, i)) return true;
  if (i >= kith_role_count(s) || kith_role_item(s, i)->gap & (KITH_GAP_BREAK & ~KITH_GAP_QUOTE)) return false;
  return (kith_role_thing(s, i) && !kith_role_named(s, i, KITH_PER)) || (i > 0 && kith_role_thing(s, i - 1) && !kith_role_named(s, i - 1, KITH_PER));
}
/* What item i begins stands apart from what is before it. */
static inline bool kith_role_closed(const kith_role_scene *s, uint32_t i) {
  return i >= kith_role_count(s) || kith_role_item(s, i)->gap & KITH_GAP_BREAK || kith_role_does(s, i, KITH_DOES_AND);
}
/* 's of the item before. */
static inline bool kith_role_owned(const kith_role_scene *s, uint32_t i) {
  return kith_role_does(s, i, KITH_DOES_POSSESSIVE) && kith_role_item(s, i)->gap & KITH_GAP_GLUED;
}
static inline const kith_found_cue *kith_role_cue(const kith_role_scene *s, uint32_t i) {
  return i < kith_role_count(s) && kith_role_item(s, i)->cues[KITH_CUE_ROLE].cue ? &kith_role_item(s, i)->cues[KITH_CUE_ROLE] : NULL;
}

/* A word that does this, joined to what is before it. */
static inline bool kith_role_word(const kith_role_scene *s, uint32_t i, kith_does what) {
  return kith_role_joined(s, i) && !kith_role_thing(s, i) && kith_role_does(s, i, what);
}

/* Where the role phrase that begins at item i ends, and what it is of (target KITH_NONE: not said). */
uint32_t kith_role_end(const kith_role_scene *s, uint32_t i, kith_role_said *role);
/* A noun in front of a name that does not change with it: `телекомпании НТВ`, `соцсети «X»`. */
bool kith_role_names_body(const kith_role_scene *s, uint32_t i);
/* Over the rest of what a role is of (`Ministry of X of Ukraine`, `X and Y`), and over what it is about (`for trade`). */
uint32_t kith_role_skip_rest(const kith_role_scene *s, uint32_t i, kith_role_said *role);
uint32_t kith_role_skip_about(const kith_role_scene *s, uint32_t i);

enum { KITH_ROLE_CHAIN = 3 }; /* how many roles may stand before their holder */
/* The person at item i or behind it: directly, through more roles, or (comma) between commas; KITH_NONE if nobody.
 * depth: how many roles were passed; from KITH_ROLE_CHAIN on no more are. */
uint32_t kith_role_holder_behind(const kith_role_scene *s, uint32_t i, const kith_role_said *role, bool comma, unsigned depth);
/* Who stands before item i in apposition (`X, the former …`, `X (45), a …`, `X — …`) or by a verb (`X is a …`);
 * bodies and places too where the cue allows. */
uint32_t kith_role_holder_before(const kith_role_scene *s, uint32_t i, const kith_found_cue *cue);

#endif

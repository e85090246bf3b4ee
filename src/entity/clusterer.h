/* Inside clustering: the forms of unlisted names and what joins them.
 *
 * The steps, in order: collect (cluster.c), trim, join_endings, join_short, anchor,
 * join_spelling, join_scripts, join_surnames (a file each), clusters (cluster.c). */
#ifndef KITH_ENTITY_CLUSTERER_H
#define KITH_ENTITY_CLUSTERER_H

#include "entity/cluster.h"
#include "text/word.h"

/* A form: one folded spelling in one language. Forms are the nodes that are
 * joined; a cluster is what hangs together. An anchor is the spelling of a
 * listed entity that the input mentions: what hangs on it is that entity. */
typedef struct kith_form {
  uint32_t key; /* words joined by one space, into keys */
  kith_lang lang;
  uint8_t words;
  uint8_t gender;
  uint32_t count;
  uint32_t type_votes[KITH_TYPE_COUNT];
  kith_str surface; /* of its first mention */
  uint32_t base;    /* the form it is an ending of, or itself */
  kith_str named;   /* its base form where no text has it, else empty */
  uint32_t parent;  /* union-find */
  uint32_t listed;  /* of an anchor: the lexicon's entity; of a root: that of its cluster; else KITH_NONE */
  bool anchor;
} kith_form;

typedef struct kith_form_join_record {
  uint32_t from, to;
  uint8_t why;
} kith_form_join_record;

typedef struct kith_clusterer {
  const kith_resolve_parts *parts;
  kith_reading *readings;
  size_t count;
  kith_intern keys;
  kith_map form_of; /* (language, key) -> form + 1 */
  KITH_VEC(kith_form) forms;
  uint32_t **form_at;  /* of each unlisted mention, else KITH_NONE; join_short moves it to the full name */
  uint32_t **written;  /* the same as it is written */
  uint32_t *const *chosen; /* the listed entity of each mention, or KITH_NONE */
  kith_arena *arena;   /* of the entities: what outlives clustering */
  KITH_VEC(kith_form_join_record) joins;
  kith_join_why step;  /* why forms are joined now */
  kith_words words;
  kith_buf key, bytes;
  kith_bases bases;
} kith_clusterer;

/* The form that stands for all that i was joined with, and joining. The
 * smaller number stays: the result does not depend on the order of joins. */
uint32_t kith_form_root(kith_clusterer *c, uint32_t i);
void kith_form_join(kith_clusterer *c, uint32_t a, uint32_t b);

/* The base form of a form, as it is written. */
kith_str kith_form_base(const kith_clusterer *c, uint32_t form);

/* What most of its mentions are taken for. */
kith_type kith_form_type(const kith_form *form);

/* The endings that its type and gender allow: KITH_ENDING_…. */
uint8_t kith_form_endings(const kith_form *form);

/* The words' keys of a name with one space between, into c->key; how many words. */
uint8_t kith_form_key(kith_clusterer *c, kith_str text, kith_lang lang);

/* The form of a mention, a new one if it is the first of it; counts and votes. */
uint32_t kith_form_add(kith_clusterer *c, const kith_reading_mention *mention);

/* The attested form that this one is an inflected form of, or KITH_NONE: of its
 * language, or of those that `in` (key -> form + 1) holds. */
uint32_t kith_form_attested(kith_clusterer *c, uint32_t form, const kith_map *in);

/* Cuts from the front of long names what other texts do not have there: a
 * profession, in languages that write every noun with a capital. */
void kith_cluster_trim(kith_clusterer *c);

/* Joins inflected forms with the attested form they come from, in one language;
 * sets base of all of them to the likeliest base form among them. */
void kith_cluster_join_endings(kith_clusterer *c);

/* Moves mentions of a surname (or a given name) alone to the full name in the same document. */
void kith_cluster_join_short(kith_clusterer *c);

/* Adds the full names by which listed entities are mentioned, as anchors. */
void kith_cluster_anchor(kith_clusterer *c);

/* Whether form i has a part in joining over languages: a base form that somebody is still called by. */
static inline bool kith_form_stands(const kith_clusterer *c, uint32_t i) {
  return c->forms.at[i].base == i && c->forms.at[i].count;
}

/* Joins names that different languages spell alike, and inflected forms with the
 * base form that only another language's texts have. */
void kith_cluster_join_spelling(kith_clusterer *c);

/* Joins base forms of different languages that sound alike. */
void kith_cluster_join_scripts(kith_clusterer *c);

/* Joins a surname that stands alone in its documents with the one person of the input who has it. */
void kith_cluster_join_surnames(kith_clusterer *c);

#endif

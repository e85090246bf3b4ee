/* The closed lists that name rows, mentions and nodes share. */
#ifndef KITH_LEXICON_ENTITY_TYPE_H
#define KITH_LEXICON_ENTITY_TYPE_H

#include "base/str.h"

/* X(constant, text) */
#define KITH_TYPES(X) X(PER, "PER") X(ORG, "ORG") X(LOC, "LOC") X(EVT, "EVT") X(PRO, "PRO")

typedef enum kith_type {
#define X(constant, text) KITH_##constant,
  KITH_TYPES(X)
#undef X
  KITH_TYPE_COUNT
} kith_type;

/* Roles of a name row. KITH_ROLE_SURNAME is never written in a
 * file: the compiler derives it from the full names of persons. */
#define KITH_ROLES(X)                                                                       \
  X(LABEL, "label") X(ALIAS, "alias") X(SHORT, "short") X(ACRONYM, "acronym")               \
  X(FORMER, "former") X(WEAK, "weak") X(DEMONYM, "demonym") X(METONYM, "metonym")           \
  X(SURNAME, "surname")

typedef enum kith_role {
#define X(constant, text) KITH_ROLE_##constant,
  KITH_ROLES(X)
#undef X
  KITH_ROLE_COUNT
} kith_role;

extern const char *const kith_type_names[KITH_TYPE_COUNT];
extern const char *const kith_role_names[KITH_ROLE_COUNT];

/* KITH_TYPE_COUNT / KITH_ROLE_COUNT when the text is none of them. */
kith_type kith_type_find(kith_str text);
kith_role kith_role_find(kith_str text);

/* Set of types as bits: "PER,ORG" to 1<<KITH_PER | 1<<KITH_ORG. False on an unknown name. */
bool kith_types_parse(kith_str list, unsigned *bits);

#endif

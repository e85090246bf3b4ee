#include "lexicon/entity_type.h"

#define X(constant, text) text,
const char *const kith_type_names[KITH_TYPE_COUNT] = {KITH_TYPES(X)};
const char *const kith_role_names[KITH_ROLE_COUNT] = {KITH_ROLES(X)};
#undef X

static unsigned find(const char *const *names, unsigned count, kith_str text) {
  unsigned i = 0;
  while (i < count && !kith_str_is(text, names[i])) i++;
  return i;
}

kith_type kith_type_find(kith_str text) { return (kith_type)find(kith_type_names, KITH_TYPE_COUNT, text); }

kith_role kith_role_find(kith_str text) { return (kith_role)find(kith_role_names, KITH_ROLE_COUNT, text); }

bool kith_types_parse(kith_str list, unsigned *bits) {
  kith_str part;
  *bits = 0;
  while (kith_str_split(&list, ',', &part)) {
    kith_type type = kith_type_find(kith_str_trim(part));
    if (type == KITH_TYPE_COUNT) return false;
    *bits |= 1u << type;
  }
  return *bits != 0;
}

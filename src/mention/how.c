#include "mention/mention.h"

#define X(constant, text, score) text,
const char *const kith_how_names[KITH_HOW_COUNT] = {KITH_HOWS(X)};
#undef X
#define X(constant, text, score) score,
const float kith_how_scores[KITH_HOW_COUNT] = {KITH_HOWS(X)};
#undef X

bool kith_asides_parse(const char *list, unsigned *hows) {
  kith_str rest = kith_str_of(list), name;
  *hows = 0;
  while (list && kith_str_split(&rest, ',', &name)) {
    unsigned bit = kith_str_is(name, "all") ? KITH_ASIDE_HOWS : 0;
    for (unsigned how = 0; how < KITH_HOW_COUNT; how++)
      if (kith_str_is(name, kith_how_names[how])) bit = 1u << how & KITH_ASIDE_HOWS;
    if (!bit) return false;
    *hows |= bit;
  }
  return true;
}

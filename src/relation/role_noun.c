/* Roles that nouns say:
 *
 *   before    Kremlin spokesman X · Ukrainian President X · Trump's son-in-law, X
 *   of        the special envoy of Trump, X · глава МИД России X · consilierul ucrainean, X
 *   behind    X, an adviser to Y · X, șeful Y · X was elected head of Y · X (president of Y)
 *   chains    X, head of Y and adviser to Z · депутат Y, лидер партии «Z» X
 *   pair      X and his wife Y · brothers X and Y */
#include "relation/role.h"

enum { FEW = 4 };

/* ---- what it is of stands behind ---- */

/* X, head of Y and adviser to Z: the holder of the role before. */
static uint32_t holder_of_last(const kith_role_scene *s, uint32_t i) {
  while (i > 0 && kith_role_word(s, i - 1, KITH_DOES_DETERMINER | KITH_ROLE_ADDS) && kith_role_joined(s, i)) i--;
  if (s->last_holder == KITH_NONE || s->last_holder > i || i == 0) return KITH_NONE;
  if (i == s->last_end && kith_role_item(s, i)->gap == KITH_GAP_COMMA) return s->last_holder;
  return i == s->last_end + 1 && kith_role_word(s, i - 1, KITH_DOES_AND) && kith_role_joined(s, i) ? s->last_holder : KITH_NONE;
}

/* Whether a place is only the beginning of a name that nobody listed: of the US Cancer Institute. */
static bool is_cut_off(const kith_role_scene *s, uint32_t target) {
  uint32_t k = target + 1;
  if (!kith_role_named(s, target, KITH_LOC) || !kith_phrase_joined(s->phrase, k) || kith_role_thing(s, k)) return false;
  return kith_role_item(s, k)->capital && !kith_role_item(s, k)->does && !kith_role_cue(s, k);
}

/* Members of Y X and Z: the others that hold it. */
static void tie_others(kith_role_scene *s, const kith_role_said *r, uint32_t holder) {
  if (!(r->cue->cue->traits & KITH_ROLE_BOTH) || r->cue->cue->traits & KITH_ROLE_OF_PER) return;
  for (uint32_t k = holder + 1; k < kith_role_count(s); k++) {
    bool and = kith_role_word(s, k, KITH_DOES_AND);
    if (!and && kith_role_item(s, k)->gap != KITH_GAP_COMMA) return;
    if (and) k++;
    if (!kith_role_named(s, k, KITH_PER) || (and && !kith_role_joined(s, k)) || kith_role_owned(s, k + 1)) return;
    kith_role_tie(s, r, k, .8f);
    if (and) return;
  }
}

static void of_behind(kith_role_scene *s, uint32_t i) {
  const kith_found_cue *cue = kith_role_cue(s, i);
  kith_role_said r = {.cue = cue, .at = i};
  bool owned = i > 0 && kith_role_joined(s, i) && kith_role_thing(s, i - 1);
  uint32_t end = kith_role_end(s, i, &r);
  if (r.target == KITH_NONE || (kith_role_owned(s, end) && !kith_role_closed(s, end + 1))) return; /* a friend of Trump's adviser */
  if (is_cut_off(s, r.target)) return;
  bool post = i > 0 && kith_role_joined(s, i) && kith_role_does(s, i - 1, KITH_DOES_POST);
  uint32_t holder = post ? KITH_NONE : kith_role_holder_behind(s, end, &r, false, 0);
  if (holder == KITH_NONE && kith_role_joined(s, end) && kith_role_named(s, end, KITH_PER)) return; /* somebody else's case */
  if (holder == KITH_NONE && !owned) holder = kith_role_holder_before(s, i, cue);
  if (holder == KITH_NONE) holder = holder_of_last(s, i);
  if (holder == KITH_NONE && !post) holder = kith_role_holder_behind(s, end, &r, true, 0);
  if (holder == KITH_NONE || holder == r.target) return;
  if (!kith_role_tie(s, &r, holder, .9f)) return;
  if (holder < i) s->last_end = end, s->last_holder = holder;
  else tie_others(s, &r, holder);
  uint32_t other = r.other;
  if (cue->cue->traits & KITH_ROLE_OF_PER && kith_role_word(s, r.target + 1, KITH_DOES_AND)) { /* the son of Y and of the singer Z */
    other = r.target + 2;
    while (kith_role_word(s, other, KITH_DOES_LINK | KITH_DOES_TITLE | KITH_ROLE_ADDS) || (kith_role_joined(s, other) && (kith_role_cue(s, other) || kith_role_adjective(s, other)))) other++;
    if (!kith_role_named(s, other, KITH_PER) || !kith_role_joined(s, other)) return;
  }
  if (other == KITH_NONE || other == holder) return;
  r.target = other;
  kith_role_tie(s, &r, holder, .8f);
}

/* ---- what it is of stands before ---- */

/* Whether the role behind the thing at i may be its: not `in Kyiv president X`. */
static bool may_own(const kith_role_scene *s, uint32_t i) {
  if (kith_role_item(s, i)->gap & KITH_GAP_GLUED && i > 0 && !kith_role_thing(s, i - 1)) return false; /* pro-Russian, вице-… */
  if (kith_role_adjective(s, i)) return true;
  if (!(s->phrase->rules & KITH_RULE_COMPOUND) || kith_role_named(s, i, KITH_PER)) return false;
  return !(i > 0 && kith_role_named(s, i, KITH_LOC) && kith_role_joined(s, i) && kith_role_does(s, i - 1, KITH_DOES_LOCATIVE));
}

/* The role behind what it is of, over modifiers and `government`; KITH_NONE if there is none. */
static uint32_t role_behind(const kith_role_scene *s, uint32_t j, kith_role_said *r) {
  for (unsigned n = 0; n < FEW && !kith_role_cue(s, j) && kith_role_word(s, j, KITH_ROLE_ADDS | KITH_DOES_THROUGH | KITH_DOES_ORG_HEAD); n++, j++) {
    r->narrowed |= !kith_role_does(s, j, KITH_DOES_FORMER);
    r->through |= kith_role_does(s, j, KITH_DOES_THROUGH | KITH_DOES_ORG_HEAD) && !kith_role_does(s, j, KITH_ROLE_ADDS);
  }
  return kith_role_cue(s, j) && kith_role_joined(s, j) ? j : KITH_NONE;
}

static void of_before(kith_role_scene *s, uint32_t i) {
  uint32_t j = i + 1;
  bool owned = kith_role_owned(s, j);
  if (owned) j++;
  if (!owned && !may_own(s, i)) return;
  kith_role_said r = {.target = i};
  r.at = role_behind(s, j, &r);
  if (r.at == KITH_NONE) return;
  r.cue = kith_role_cue(s, r.at);
  uint32_t k = r.at + r.cue->items;
  if (kith_role_owned(s, k)) return; /* the US president's … */
  kith_role_said own = r;
  uint32_t rest = kith_role_end(s, r.at, &own);
  bool linked = kith_role_joined(s, k) && kith_role_does(s, k, KITH_DOES_LINK);
  if (linked && own.target != KITH_NONE && !kith_role_does(s, k, KITH_DOES_ABOUT)) return; /* it has a target of its own */
  rest = own.target == KITH_NONE ? kith_role_skip_rest(s, k, &own) : kith_role_skip_about(s, k); /* the US ambassador to Y */
  uint32_t holder = kith_role_holder_behind(s, rest, &r, owned || kith_role_adjective(s, i) || rest > k, 0);
  if (holder != KITH_NONE) {
    if (kith_role_tie(s, &r, holder, .95f)) tie_others(s, &r, holder);
    return;
  }
  if (linked && rest == k) return;
  holder = kith_role_holder_before(s, i, r.cue);
  if (holder != KITH_NONE && (kith_role_closed(s, k) || kith_role_does(s, holder + 1, KITH_DOES_COPULA))) {
    kith_role_tie(s, &r, holder, .9f);
    s->last_end = k, s->last_holder = holder;
  }
}

/* ---- families ---- */

/* The one person named before item i in the sentence, not behind a preposition nor beside a pronoun that may be somebody else. */
static uint32_t only_person(const kith_role_scene *s, uint32_t i) {
  uint32_t person = KITH_NONE;
  for (uint32_t k = 0; k < i; k++) {
    if (!kith_role_named(s, k, KITH_PER)) continue;
    if (person != KITH_NONE && kith_role_item(s, person)->entity != kith_role_item(s, k)->entity) return KITH_NONE;
    person = k;
  }
  if (person == KITH_NONE || (s->phrase->rules & KITH_RULE_CASE && !kith_role_item(s, person)->base)) return KITH_NONE;
  if (person > 0 && kith_role_joined(s, person) && kith_role_does(s, person - 1, KITH_DOES_LOCATIVE | KITH_DOES_PREPOSITION | KITH_DOES_ORG_HEAD | KITH_DOES_LOC_HEAD)) return KITH_NONE;
  return person;
}

/* X and his wife Y; X came with his wife, Y. */
static void pair(kith_role_scene *s, uint32_t i) {
  const kith_found_cue *cue = kith_role_cue(s, i);
  uint32_t from = i;
  while (from > 0 && kith_role_joined(s, from) && (kith_role_does(s, from - 1, KITH_ROLE_ADDS) || kith_role_item(s, from - 1)->number || kith_role_item(s, from - 1)->gap == KITH_GAP_GLUED)) from--;
  if (!(cue->cue->traits & KITH_ROLE_OF_PER) || from == 0 || !kith_role_joined(s, from)) return;
  uint32_t behind = i + cue->items;
  bool his = kith_role_does(s, from - 1, KITH_DOES_PRONOUN), hers = !his && kith_role_word(s, behind, KITH_DOES_PRONOUN); /* fratele ei */
  bool with = !his && kith_role_does(s, from - 1, KITH_DOES_WITH);
  if (hers) behind++;
  uint32_t beside = KITH_NONE; /* X and his wife, X with his wife, X с женой */
  if (with || (hers && kith_role_does(s, from - 1, KITH_DOES_AND))) beside = from - 1;
  else if (his && from > 1 && kith_role_does(s, from - 2, KITH_DOES_AND | KITH_DOES_WITH)) beside = from - 2;
  if (beside != KITH_NONE && beside > 0 && kith_role_named(s, beside - 1, KITH_PER)) beside--;
  else beside = KITH_NONE;
  if (!his && beside == KITH_NONE) return;
  kith_role_said r = {.cue = cue, .at = i, .target = beside != KITH_NONE ? beside : only_person(s, i)};
  uint32_t holder = r.target == KITH_NONE ? KITH_NONE : kith_role_holder_behind(s, behind, &r, true, KITH_ROLE_CHAIN);
  if (holder != KITH_NONE && kith_role_item(s, holder)->entity != kith_role_item(s, r.target)->entity) kith_role_tie(s, &r, holder, beside != KITH_NONE ? .85f : .7f);
}

/* Brothers X and Y. */
static void both(kith_role_scene *s, uint32_t i) {
  const kith_found_cue *cue = kith_role_cue(s, i);
  uint32_t k = i + cue->items;
  if (!(cue->cue->traits & KITH_ROLE_BOTH) || !kith_role_named(s, k, KITH_PER) || !kith_role_joined(s, k)) return;
  if (!kith_role_word(s, k + 1, KITH_DOES_AND) || !kith_role_named(s, k + 2, KITH_PER) || !kith_role_joined(s, k + 2)) return;
  kith_role_said r = {.cue = cue, .at = i, .target = k};
  kith_role_tie(s, &r, k + 2, .85f);
}

void kith_role_nouns(kith_role_scene *s, uint32_t i) {
  if (kith_role_thing(s, i)) of_before(s, i);
  else if (kith_role_cue(s, i)) {
    of_behind(s, i);
    pair(s, i);
    both(s, i);
  }
}

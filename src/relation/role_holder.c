/* Who holds a role: the person behind it and what it is of, or before it in apposition or by a verb. */
#include "relation/role.h"

/* Whether what begins at item i hangs on another role before it: `of the adviser of the president`. */
static bool is_nested(const kith_role_scene *s, uint32_t i) {
  for (unsigned n = 0; n < 6 && i > 0 && kith_role_joined(s, i); n++) {
    i--;
    if (kith_role_cue(s, i) || kith_role_does(s, i, KITH_DOES_THROUGH | KITH_DOES_ORG_HEAD)) return true;
    if (kith_role_named(s, i, KITH_PER)) return false;
  }
  return false;
}

/* In languages with cases a name stands in the case of the title before it:
 * `советник президента Украины Литвин` is no president. */
static bool agrees(const kith_role_scene *s, const kith_found_cue *cue, uint32_t at, uint32_t person) {
  const kith_phrase_item *item = kith_role_item(s, person);
  if (!(s->phrase->rules & KITH_RULE_CASE) || !cue->inflected || !item->base) return true;
  bool listed = s->entities->list.at[item->entity].lexicon != KITH_NONE; /* else the base may be a guess */
  return (item->fixed || !listed) && !is_nested(s, at);
}

/* Whether the role at item i begins a clause, so that it and not a noun before it is what somebody became. */
static bool begins(const kith_role_scene *s, uint32_t i) {
  while (i > 0 && kith_role_joined(s, i) && !kith_role_thing(s, i - 1) && kith_role_does(s, i - 1, KITH_ROLE_ADDS | KITH_DOES_DETERMINER)) i--;
  return i == 0 || !kith_role_joined(s, i);
}

/* 66-летний, 66-year-old. */
static uint32_t skip_age(const kith_role_scene *s, uint32_t i) {
  if (!kith_role_joined(s, i) || !kith_role_item(s, i)->number) return i;
  for (i++; i < kith_role_count(s) && kith_role_item(s, i)->gap == KITH_GAP_GLUED && !kith_role_thing(s, i);) i++;
  return i;
}

/* The person behind a role and what it is of: directly, through more roles, or (comma) between commas. */
uint32_t kith_role_holder_behind(const kith_role_scene *s, uint32_t i, const kith_role_said *r, bool comma, unsigned depth) {
  i = skip_age(s, i);
  for (unsigned n = 0; n < 3 && (kith_role_word(s, i, KITH_DOES_TITLE | KITH_ROLE_ADDS) || (kith_role_joined(s, i) && kith_role_adjective(s, i))) && !kith_role_cue(s, i); n++) i++;
  if (i >= kith_role_count(s)) return KITH_NONE;
  bool place = strcmp(r->cue->cue->type, "located_in") == 0; /* столица Y X */
  bool person = kith_role_named(s, i, place ? KITH_LOC : KITH_PER), joined = kith_role_joined(s, i);
  if (person && joined) return agrees(s, r->cue, r->at, i) ? i : KITH_NONE;
  if (person) {
    uint8_t gap = kith_role_item(s, i)->gap;
    bool dash = gap & KITH_GAP_DASH && !(gap & (KITH_GAP_QUOTE | KITH_GAP_PAREN | KITH_GAP_COMMA));
    bool apposed = comma && (gap == KITH_GAP_COMMA || dash) && kith_role_closed(s, i + 1) && !kith_role_cue(s, i + 1);
    return apposed && !kith_role_owned(s, i + 1) && !kith_role_word(s, i + 1, KITH_DOES_AND) && agrees(s, r->cue, r->at, i) ? i : KITH_NONE;
  }
  if (depth < KITH_ROLE_CHAIN && joined && kith_role_word(s, i, KITH_DOES_COPULA) && begins(s, r->at) && (r->cue->inflected || !(s->phrase->rules & KITH_RULE_CASE))) {
    uint32_t k = i + 1; /* the head of Y is X, became the lawyer X */
    while (kith_role_word(s, k, KITH_DOES_COPULA)) k++;
    k = skip_age(s, k);
    for (unsigned n = 0; n < 3 && (kith_role_word(s, k, KITH_DOES_TITLE | KITH_ROLE_ADDS) || (kith_role_joined(s, k) && kith_role_cue(s, k))); n++) k++;
    bool holds = kith_role_named(s, k, KITH_PER) && kith_role_joined(s, k) && !kith_role_owned(s, k + 1);
    return holds && (kith_role_item(s, k)->base || !(s->phrase->rules & KITH_RULE_CASE)) ? k : KITH_NONE;
  }
  if (depth >= KITH_ROLE_CHAIN || r->cue->cue->traits & KITH_ROLE_BOTH) return KITH_NONE; /* representatives of Y, the head of Z X */
  bool and = joined && kith_role_does(s, i, KITH_DOES_AND);
  bool comma_before = kith_role_item(s, i)->gap == KITH_GAP_COMMA;
  if (and || (comma_before && kith_role_does(s, i, KITH_ROLE_ADDS | KITH_DOES_DETERMINER) && !kith_role_cue(s, i))) i++;
  while (kith_role_word(s, i, KITH_ROLE_ADDS | KITH_DOES_DETERMINER)) i++;
  const kith_found_cue *cue = kith_role_cue(s, i);
  if (!cue || kith_role_thing(s, i) || cue->inflected != r->cue->inflected) return KITH_NONE;
  if (!and && !joined && !comma_before) return KITH_NONE;
  kith_role_said next = {.cue = cue, .at = i, .target = KITH_NONE};
  uint32_t end = kith_role_end(s, i, &next);
  bool two = r->target != KITH_NONE && next.target != KITH_NONE && kith_role_item(s, r->target)->type == KITH_LOC &&
             kith_role_item(s, next.target)->type == KITH_LOC; /* the president of X and the premier of Y Z: two people */
  return two ? KITH_NONE : kith_role_holder_behind(s, end, &next, false, depth + 1);
}

/* Who is it by a verb: `X, who was elected head`, `they named X as head`. */
static uint32_t holder_by_copula(const kith_role_scene *s, uint32_t i) {
  enum { BETWEEN = KITH_DOES_COPULA | KITH_DOES_AUXILIARY | KITH_DOES_POST | KITH_ROLE_ADDS | KITH_DOES_LOCATIVE | KITH_DOES_DETERMINER };
  static const kith_found_cue none;
  bool copula = false, post = false;
  for (; i > 0 && kith_role_joined(s, i) && !kith_role_thing(s, i - 1) && kith_role_does(s, i - 1, BETWEEN); i--) {
    copula = copula || kith_role_does(s, i - 1, KITH_DOES_COPULA);
    post = post || kith_role_does(s, i - 1, KITH_DOES_POST);
  }
  if (i == 0 || !(copula || post) || kith_clause_flags(s->phrase, i, &none)) return KITH_NONE;
  if (!copula) return kith_role_named(s, i - 1, KITH_PER) && (kith_role_item(s, i)->gap & ~KITH_GAP_COMMA) == 0 ? i - 1 : KITH_NONE;
  if (i > 1 && kith_role_does(s, i - 1, KITH_DOES_CLAUSE) && kith_role_named(s, i - 2, KITH_PER) && kith_role_item(s, i - 1)->gap == KITH_GAP_COMMA)
    return i - 2;
  bool pronoun;
  kith_actors who = kith_clause_subject(s->phrase, i, &pronoun);
  return who.count == 1 && !pronoun && kith_role_named(s, who.at[0], KITH_PER) ? who.at[0] : KITH_NONE;
}

/* Who stands before item i in apposition, over articles and modifiers: `X, the former …`, `X (45), a …`,
 * `X — …`, `X is a …`; KITH_NONE if nobody does. `any`: bodies and places may. */
uint32_t kith_role_holder_before(const kith_role_scene *s, uint32_t i, const kith_found_cue *cue) {
  bool any = cue->cue->traits & KITH_ROLE_HOLDS_ANY;
  uint32_t at = i;
  while (i > 0 && kith_role_joined(s, i) && kith_role_does(s, i - 1, KITH_DOES_DETERMINER | KITH_ROLE_ADDS) && !kith_role_thing(s, i - 1)) i--;
  if (i == 0) return KITH_NONE;
  uint8_t gap = kith_role_item(s, i)->gap;
  bool dash = gap & KITH_GAP_DASH;
  if (gap & KITH_GAP_QUOTE && !(any && kith_role_thing(s, i - 1))) return KITH_NONE;
  if (!dash && gap & KITH_GAP_STOP) return KITH_NONE;
  if (!dash && !(gap & (KITH_GAP_COMMA | KITH_GAP_PAREN))) return holder_by_copula(s, at);
  if (cue->cue->traits & KITH_ROLE_BOTH) return KITH_NONE; /* X, envoys of Y: others */
  if (i > 1 && kith_role_item(s, i - 1)->number && kith_role_item(s, i - 1)->gap & (KITH_GAP_COMMA | KITH_GAP_PAREN)) i--;
  if (kith_role_named(s, i - 1, KITH_PER)) {
    bool oblique = s->phrase->rules & KITH_RULE_CASE && !cue->inflected && !kith_role_item(s, i - 1)->base;
    return oblique ? KITH_NONE : i - 1;
  }
  return any && kith_role_item(s, i - 1)->entity != KITH_NONE && kith_role_thing(s, i - 1) ? i - 1 : KITH_NONE;
}

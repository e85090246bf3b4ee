/* What a role is of, where it stands behind it: genitives, `of`, bodies and offices between. */
#include "relation/role.h"

enum { FEW = 4, ABOUT_WORDS = 7 };

/* `по информационной политике`, `for national security`, `in the US`: what a role is about. */
uint32_t kith_role_skip_about(const kith_role_scene *s, uint32_t i) {
  if (!kith_role_word(s, i, KITH_DOES_ABOUT)) return i;
  uint32_t k = i + 1;
  while (kith_role_word(s, k, KITH_DOES_DETERMINER | KITH_DOES_TITLE) && !kith_role_cue(s, k)) k++;
  if (kith_role_named(s, k, KITH_PER)) return i; /* a spokesman for Mr X */
  for (unsigned n = 0; n < ABOUT_WORDS && kith_role_joined(s, k) && !kith_role_named(s, k, KITH_PER); n++) {
    if (kith_role_does(s, k, KITH_DOES_COPULA | KITH_DOES_CLAUSE | KITH_DOES_PRONOUN) || kith_clause_verb(s->phrase, k) || kith_role_cue(s, k)) return i;
    k++;
  }
  return k;
}

/* What a role is of may begin with the adjective at i: `of the Russian government`. */
static uint32_t place_of_body(const kith_role_scene *s, uint32_t i, bool nested) {
  if (nested || !kith_role_joined(s, i + 1)) return KITH_NONE;
  return kith_role_does(s, i + 1, KITH_DOES_THROUGH) ? i : KITH_NONE;
}

/* `британской группы The Prodigy`: the adjective says little beside the name. */
static bool is_before_name(const kith_role_scene *s, uint32_t i) {
  for (unsigned n = 0; n < 3 && kith_role_joined(s, i); n++, i++) {
    if (kith_role_named(s, i, KITH_ORG)) return true;
    if (kith_role_cue(s, i)) return kith_role_named(s, i + 1, KITH_PER) && kith_role_joined(s, i + 1);
    if (kith_role_thing(s, i) || !kith_role_does(s, i, KITH_DOES_ORG_HEAD | KITH_DOES_LOC_HEAD | KITH_ROLE_ADDS)) return false;
  }
  return false;
}

/* The founder of a company is not the company. */
static bool is_private(const kith_cue *cue) {
  return cue->traits & KITH_ROLE_OF_PER || strcmp(cue->type, "founded") == 0 || strcmp(cue->type, "owns") == 0;
}

bool kith_role_names_body(const kith_role_scene *s, uint32_t i) {
  if (!(s->phrase->rules & KITH_RULE_CASE) || kith_role_item(s, i)->does & ~KITH_DOES_OWN_NAME) return false;
  uint32_t k = i + 1;
  return kith_role_joined(s, k) && kith_role_named(s, k, KITH_ORG) && (kith_role_item(s, k)->gap & KITH_GAP_QUOTE || kith_role_item(s, k)->base);
}

/* Over small words to the thing a role is of, or KITH_NONE; notes in the role what stands between. */
static uint32_t find_target(const kith_role_scene *s, uint32_t i, kith_role_said *r) {
  bool nested = false, body = false, unknown = false;
  for (unsigned words = 0; kith_role_joined(s, i) && words < 8; i++, words++) {
    const kith_phrase_item *item = kith_role_item(s, i);
    if (kith_role_adjective(s, i)) {
      if (is_before_name(s, i + 1)) continue;
      r->office = true; /* the head of the Ukrainian delegation does not head Ukraine */
      return place_of_body(s, i, nested);
    }
    if (kith_role_thing(s, i)) {
      bool there = (nested || body) && i > 0 && kith_role_does(s, i - 1, KITH_DOES_LOCATIVE); /* of a fund in Texas */
      if (item->type == KITH_LOC && (unknown || there || item->gap & KITH_GAP_QUOTE)) return KITH_NONE; /* Priorities USA; a group "Boston" */
      bool heads = r->cue->cue->traits & (KITH_ROLE_HEADS | KITH_ROLE_POST), bare = item->base && !(heads && s->phrase->rules & KITH_RULE_CASE);
      bool own = r->cue->cue->traits & KITH_ROLE_HEADS && i > 0 && kith_role_does(s, i - 1, KITH_DOES_OWN_NAME);
      bool named = item->type == KITH_ORG && (item->gap & KITH_GAP_QUOTE || bare || own); /* партии X, and not комитета Думы */
      r->through = (nested && item->type != KITH_PER) || (body && !named);
      return item->type == KITH_PER && body ? KITH_NONE : i;
    }
    if (item->does & (KITH_DOES_CLAUSE | KITH_DOES_AND) || kith_clause_verb(s->phrase, i)) return KITH_NONE;
    const kith_found_cue *inner = kith_role_cue(s, i);
    unknown = item->capital && !inner && !item->does;
    r->body = r->body || item->does & (KITH_DOES_THROUGH | KITH_DOES_ORG_HEAD);
    if (item->does & (KITH_DOES_ORG_HEAD | KITH_DOES_OWN_NAME) && !(item->does & KITH_DOES_THROUGH) && !inner) {
      body = true;
      continue;
    }
    if (item->does & KITH_DOES_LINK && body) nested = true; /* the committee of */
    if (item->does & (KITH_DOES_DETERMINER | KITH_ROLE_ADDS | KITH_DOES_LINK | KITH_DOES_LOC_HEAD)) continue;
    if (!inner && !(item->does & (KITH_DOES_THROUGH | KITH_DOES_TITLE)) && !item->capital && !nested) {
      if (!item->does && kith_phrase_joined(s->phrase, i + 1) && kith_role_does(s, i + 1, KITH_DOES_ORG_HEAD) && !kith_role_thing(s, i + 1)) continue; /* district court */
      if (!kith_role_names_body(s, i)) return KITH_NONE;
      nested = r->cue->cue->traits & (KITH_ROLE_HEADS | KITH_ROLE_POST) && !(kith_role_item(s, i + 1)->gap & KITH_GAP_QUOTE); /* maybe only a part of it */
      continue;
    }
    if (inner && is_private(inner->cue)) return KITH_NONE;
    if (inner && inner->cue->traits & KITH_ROLE_HEADS) r->office = true;
    else if (!(item->does & KITH_DOES_THROUGH)) nested = true;
    if (item->does & KITH_DOES_ABOUT) return KITH_NONE;
  }
  return KITH_NONE;
}

/* `спецпосланника президента США Дональда Трампа`: the president's, not the country's. */
static uint32_t person_of(const kith_role_scene *s, uint32_t target, uint32_t from) {
  for (uint32_t i = from; i < target; i++) {
    const kith_found_cue *inner = kith_role_cue(s, i);
    if (inner && inner->cue->traits & KITH_ROLE_HEADS && kith_role_named(s, target + 1, KITH_PER) && kith_role_joined(s, target + 1) &&
        s->phrase->rules & KITH_RULE_CASE && !kith_role_item(s, target + 1)->base)
      return target + 1;
  }
  return target;
}

/* `пресс-секретарь Зеленского` and not `президент Зеленский`; `женой Манделы Грасой Машел`. */
static bool is_linked(const kith_role_scene *s, const kith_found_cue *cue, uint32_t behind, uint32_t target) {
  const kith_phrase_item *item = kith_role_item(s, target);
  bool native = cue->cue->traits & KITH_ROLE_PRIVATE || strcmp(cue->cue->type, "citizen_of") == 0;
  if (kith_role_does(s, behind, KITH_DOES_LINK) && !kith_role_thing(s, behind)) { /* a researcher in the US may be from anywhere */
    bool to = kith_role_does(s, behind, KITH_DOES_LOCATIVE | KITH_DOES_INFINITIVE) ||
              (kith_role_does(s, behind, KITH_DOES_PREPOSITION) && !kith_role_does(s, behind, KITH_DOES_ABOUT));
    bool whose = strcmp(cue->cue->type, "represents") == 0 || strcmp(cue->cue->type, "located_in") == 0;
    if (to && whose && item->type != KITH_PER) return false; /* an ambassador to Y is not Y's, from the capital to Y */
    bool there = item->type == KITH_LOC || (s->phrase->rules & KITH_RULE_CASE && cue->cue->traits & KITH_ROLE_PRIVATE);
    return !(native && there && kith_role_does(s, behind, KITH_DOES_LOCATIVE));
  }
  if (!(s->phrase->rules & KITH_RULE_GENITIVE)) return false;
  if (item->type == KITH_LOC && item->base && target == behind && !(s->phrase->rules & KITH_RULE_CASE)) return false; /* no genitive */
  if (item->type != KITH_PER) return true;
  if (!(s->phrase->rules & KITH_RULE_CASE)) return false;
  bool kin = cue->cue->traits & KITH_ROLE_OF_PER && kith_role_named(s, target + 1, KITH_PER) && kith_role_joined(s, target + 1);
  if (kin && target == behind) return true; /* of two names side by side the first is whose */
  return !item->base && (target > behind || !cue->inflected);
}

/* The rest of what a role is of: `Ministry of X of Ukraine`, `депутат Госдумы от партии Y`, `X and Y`, `по делам …`.
 * A further body that it is of is noted. */
uint32_t kith_role_skip_rest(const kith_role_scene *s, uint32_t i, kith_role_said *r) {
  for (unsigned n = 0; n < 3; n++) {
    uint32_t k = i;
    bool and = kith_role_word(s, k, KITH_DOES_AND), from = kith_role_word(s, k, KITH_DOES_FROM);
    if (and) k++;
    while (kith_role_word(s, k, KITH_DOES_LINK | KITH_DOES_LOC_HEAD | KITH_DOES_DETERMINER | KITH_DOES_ORG_HEAD)) k++;
    bool body = kith_role_joined(s, k) && kith_role_named(s, k, KITH_ORG), place = kith_role_joined(s, k) && kith_role_named(s, k, KITH_LOC);
    if (and ? !body || kith_role_owned(s, k + 1) : !place && !(body && k > i)) break;
    if (k == i && !(s->phrase->rules & KITH_RULE_GENITIVE)) break;
    if (body && (and || from)) r->other = k;
    i = k + 1;
  }
  return kith_role_skip_about(s, i);
}

/* Where the role phrase that begins at i ends, and what it is of (KITH_NONE: not said). */
uint32_t kith_role_end(const kith_role_scene *s, uint32_t i, kith_role_said *r) {
  uint32_t k = i + r->cue->items;
  r->target = r->other = KITH_NONE;
  for (unsigned n = 0; n < FEW && kith_role_word(s, k, KITH_ROLE_ADDS) && !kith_role_cue(s, k); n++) k++;
  bool before_noun = s->phrase->rules & KITH_RULE_CASE && kith_role_joined(s, k + 1) && !kith_role_named(s, k + 1, KITH_PER);
  if (kith_role_joined(s, k) && kith_role_adjective(s, k) && !kith_role_cue(s, k + 1) && !before_noun && !is_before_name(s, k + 1)) {
    if (!kith_role_does(s, k + 1, KITH_DOES_THROUGH | KITH_DOES_ORG_HEAD | KITH_DOES_LOC_HEAD) || !kith_role_joined(s, k + 1)) {
      r->target = k;
      return kith_role_skip_about(s, k + 1);
    }
  }
  uint32_t from = k;
  if (kith_role_word(s, k, KITH_DOES_AND) && kith_role_cue(s, k + 1)) from = k + 1 + kith_role_cue(s, k + 1)->items; /* president and founder of */
  uint32_t target = kith_role_joined(s, from) ? find_target(s, from, r) : KITH_NONE;
  if (target == KITH_NONE || !is_linked(s, r->cue, from, target)) {
    r->through = r->office = false;
    return kith_role_skip_about(s, k);
  }
  uint32_t person = person_of(s, target, from);
  if (person != target) r->through = r->office = false;
  r->target = person;
  return kith_role_adjective(s, person) ? person + 2 : kith_role_skip_rest(s, person + 1, r);
}

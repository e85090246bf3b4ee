#include "relation/clause.h"

enum { REACH = 18, NEAR = 3, ADDS = KITH_DOES_MODIFIER | KITH_DOES_FORMER };
static const uint32_t BEFORE_NOUN = KITH_DOES_DETERMINER | KITH_DOES_POSSESSIVE | KITH_DOES_PREPOSITION | KITH_DOES_LINK | KITH_DOES_MODIFIER |
                                    KITH_DOES_LOCATIVE | KITH_DOES_BETWEEN | KITH_DOES_WITH;

static const kith_phrase_item *item_at(const kith_phrase *p, uint32_t i) { return &p->items.at[i]; }

static bool is_noun(const kith_phrase *p, uint32_t i) {
  const kith_found_cue *noun = &item_at(p, i)->cues[KITH_CUE_NOUN], *verb = &item_at(p, i)->cues[KITH_CUE_VERB];
  if (!noun->cue || noun->items < verb->items) return false;
  if (!verb->cue) return true;
  if (i == 0 || !kith_phrase_joined(p, i)) return false;
  const kith_phrase_item *before = item_at(p, i - 1);
  if (before->does & KITH_DOES_INFINITIVE) return false;
  return before->does & BEFORE_NOUN || (before->place != KITH_NONE && before->entity == KITH_NONE);
}

/* `frozen Russian assets`, `the proposed plan`: a participle that is no verb of a clause. */
static bool is_adjective(const kith_phrase *p, uint32_t i, const kith_found_cue *verb) {
  uint32_t k = i + verb->items;
  if (kith_phrase_joined(p, k) && kith_phrase_does(p, k, KITH_DOES_AGENT)) return false;
  if (i > 0 && kith_phrase_joined(p, i) && !kith_phrase_does(p, i - 1, KITH_DOES_AUXILIARY) && kith_phrase_does(p, i - 1, BEFORE_NOUN & ~(uint32_t)KITH_DOES_MODIFIER) && !kith_phrase_thing(p, i - 1))
    return true;
  if (verb->form & (KITH_VERB_PAST | KITH_VERB_PRESENT | KITH_VERB_BASE)) return false;
  for (unsigned n = 0; n < NEAR && i > 0 && kith_phrase_joined(p, i); n++)
    if (kith_phrase_does(p, --i, KITH_DOES_AUXILIARY | KITH_DOES_PASSIVE)) return false;
  return true;
}

const kith_found_cue *kith_clause_verb(const kith_phrase *p, uint32_t i) {
  if (i >= p->items.n || item_at(p, i)->entity != KITH_NONE || !item_at(p, i)->cues[KITH_CUE_VERB].cue || is_noun(p, i)) return NULL;
  const kith_found_cue *verb = &item_at(p, i)->cues[KITH_CUE_VERB];
  return verb->form & KITH_VERB_PARTICIPLE && is_adjective(p, i, verb) ? NULL : verb;
}

const kith_found_cue *kith_clause_noun(const kith_phrase *p, uint32_t i) {
  return i < p->items.n && item_at(p, i)->entity == KITH_NONE && is_noun(p, i) ? &item_at(p, i)->cues[KITH_CUE_NOUN] : NULL;
}

bool kith_clause_hangs(const kith_phrase *p, uint32_t i) {
  bool infinitive = false;
  for (unsigned n = 0; n < NEAR && i > 0 && kith_phrase_joined(p, i); n++) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_INFINITIVE)) {
      infinitive = true;
      continue;
    }
    if (kith_clause_verb(p, i) || kith_clause_noun(p, i)) return infinitive || p->rules & KITH_RULE_CASE;
    if (kith_phrase_thing(p, i)) return false;
    if (infinitive) return false;
  }
  return false;
}

bool kith_clause_passive(const kith_phrase *p, uint32_t i, const kith_found_cue *verb) {
  if (!(verb->form & KITH_VERB_PARTICIPLE)) return false;
  uint32_t k = i + verb->items;
  if (kith_phrase_joined(p, k) && kith_phrase_does(p, k, KITH_DOES_AGENT)) return true;
  for (unsigned n = 0; n < NEAR && i > 0 && kith_phrase_joined(p, i); n++) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_PASSIVE)) return true; /* `has been`, `au fost` come here too */
    if (kith_phrase_thing(p, i) || kith_clause_verb(p, i)) return false;
  }
  return false;
}

uint8_t kith_clause_flags(const kith_phrase *p, uint32_t i) {
  uint8_t flags = 0;
  for (unsigned n = 0; n < 5 && i > 0 && kith_phrase_joined(p, i); n++) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_NOT) && n < 4) flags |= KITH_OCCASION_NEGATED;
    if (kith_phrase_does(p, i, KITH_DOES_MODAL)) flags |= KITH_OCCASION_MODAL;
    if (kith_phrase_does(p, i, KITH_DOES_INTENT)) flags |= KITH_OCCASION_MODAL | KITH_OCCASION_INTENT;
    if (kith_phrase_thing(p, i) || kith_phrase_does(p, i, KITH_DOES_CLAUSE)) break;
  }
  return flags;
}

/* ---- groups ---- */

/* What a name begins with may be the country of a person: `Russian President X`, `президент США X`. */
static uint32_t head_of_name(const kith_phrase *p, uint32_t i) {
  for (;;) {
    const kith_phrase_item *item = item_at(p, i);
    bool genitive = item->type == KITH_PER && (!(p->rules & KITH_RULE_CASE) || item->base);
    if (genitive) return i;
    uint32_t k = i + 1;
    if (kith_phrase_does(p, k, KITH_DOES_POSSESSIVE) && item_at(p, k)->gap & KITH_GAP_GLUED) k++;
    for (unsigned n = 0; n < 5 && kith_phrase_joined(p, k) && !kith_phrase_thing(p, k); n++, k++) {
      bool names_a_role = item_at(p, k)->cues[KITH_CUE_ROLE].cue || kith_phrase_does(p, k, ADDS | KITH_DOES_TITLE);
      if (!names_a_role && !(n && item_at(p, k - 1)->cues[KITH_CUE_ROLE].cue && !kith_clause_verb(p, k) && item_at(p, k)->capital)) return i;
    }
    if (!kith_phrase_joined(p, k) || !kith_phrase_thing(p, k) || item_at(p, k)->type != KITH_PER) return i;
    i = k;
  }
}

/* Over articles and the like to a thing; KITH_NONE if another word comes first. */
static uint32_t thing_from(const kith_phrase *p, uint32_t i, unsigned words, uint32_t border) {
  for (unsigned n = 0; n <= words && i < p->items.n && (n == 0 || kith_phrase_joined(p, i)); n++, i++) {
    if (kith_phrase_thing(p, i)) return i;
    if (kith_clause_verb(p, i) || kith_phrase_does(p, i, KITH_DOES_CLAUSE | border)) return KITH_NONE;
  }
  return KITH_NONE;
}

kith_actors kith_clause_group(const kith_phrase *p, uint32_t i) {
  kith_actors a = {.count = 0};
  i = thing_from(p, i, 5, 0);
  while (i != KITH_NONE && a.count < KITH_ACTORS) {
    i = head_of_name(p, i);
    a.at[a.count++] = i;
    uint32_t k = i + 1;
    for (unsigned n = 0; n < 2 && kith_phrase_joined(p, k) && !kith_phrase_thing(p, k) && !kith_phrase_does(p, k, KITH_DOES_AND) &&
                         !kith_clause_verb(p, k) && !(item_at(p, k)->does & BEFORE_NOUN); n++) k++; /* `American side and` */
    bool comma = k < p->items.n && item_at(p, k)->gap == KITH_GAP_COMMA && kith_phrase_thing(p, k);
    if (comma && k == i + 1) {
      i = k;
      continue;
    }
    if (!kith_phrase_does(p, k, KITH_DOES_AND) || !kith_phrase_joined(p, k) || !kith_phrase_joined(p, k + 1)) break;
    i = thing_from(p, k + 1, 3, KITH_DOES_PREPOSITION | KITH_DOES_LOCATIVE | KITH_DOES_LINK);
  }
  return a;
}

/* ---- left of the verb ---- */

static bool in_prepositional(const kith_phrase *p, uint32_t i) {
  for (unsigned n = 0; n < NEAR && i > 0 && kith_phrase_joined(p, i); n++) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_PREPOSITION | KITH_DOES_LOCATIVE)) return true;
    if (!kith_phrase_does(p, i, KITH_DOES_DETERMINER | ADDS | KITH_DOES_TITLE) && !item_at(p, i)->cues[KITH_CUE_ROLE].cue) return false;
  }
  return false;
}

static bool is_weak(const kith_phrase *p, uint32_t i) {
  const kith_phrase_item *item = item_at(p, i);
  if (kith_phrase_does(p, i + 1, KITH_DOES_POSSESSIVE) && item_at(p, i + 1)->gap & KITH_GAP_GLUED) return true;
  if (i > 0 && kith_phrase_joined(p, i) && kith_phrase_does(p, i - 1, KITH_DOES_LINK) && !kith_phrase_thing(p, i - 1)) return true;
  return p->rules & KITH_RULE_CASE && item->entity != KITH_NONE && !item->base;
}

/* `rebels in the Ivory Coast`, and not `In Moscow, …`: a place that says whose the unnamed are. */
static bool is_inside(const kith_phrase *p, uint32_t i) {
  if (item_at(p, i)->type != KITH_LOC || !kith_phrase_joined(p, i + 1)) return false;
  while (i > 0 && kith_phrase_joined(p, i)) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_LOCATIVE)) return i > 0 && kith_phrase_joined(p, i);
    if (!kith_phrase_does(p, i, KITH_DOES_DETERMINER | ADDS)) return false;
  }
  return false;
}

kith_actors kith_clause_subject(const kith_phrase *p, uint32_t i, bool *pronoun) {
  uint32_t strong = KITH_NONE, weak = KITH_NONE, place = KITH_NONE;
  *pronoun = false;
  for (uint32_t k = i, n = 0; n < REACH && k > 0; n++) {
    if (item_at(p, k)->gap & (KITH_GAP_STOP | KITH_GAP_QUOTE)) break;
    k--;
    if (kith_clause_verb(p, k) && !kith_clause_hangs(p, k)) {
      *pronoun = strong == KITH_NONE && weak == KITH_NONE; /* and met: whoever did the other thing */
      break;
    }
    if (kith_phrase_does(p, k, KITH_DOES_CLAUSE)) {
      *pronoun = *pronoun || (strong == KITH_NONE && weak == KITH_NONE);
      break;
    }
    if (kith_phrase_does(p, k, KITH_DOES_PRONOUN) && !kith_phrase_does(p, k, KITH_DOES_DETERMINER) && strong == KITH_NONE) {
      if (!(p->items.n > k + 1 && kith_phrase_joined(p, k + 1) && kith_phrase_thing(p, k + 1))) *pronoun = true;
      if (*pronoun && weak == KITH_NONE) break;
    }
    if (!kith_phrase_thing(p, k)) continue;
    if (in_prepositional(p, k)) {
      if (is_inside(p, k)) place = k;
      continue;
    }
    if (is_weak(p, k)) weak = k;
    else strong = k;
  }
  uint32_t chosen = strong != KITH_NONE ? strong : weak;
  if (chosen == KITH_NONE && !*pronoun) chosen = place;
  if (chosen == KITH_NONE) return (kith_actors){.count = 0};
  *pronoun = false;
  return kith_clause_group(p, chosen);
}

/* ---- right of the verb ---- */

kith_actors kith_clause_object(const kith_phrase *p, uint32_t i, bool places) {
  uint32_t place = KITH_NONE, start = i;
  for (unsigned n = 0; n < REACH && i < p->items.n; n++, i++) {
    if (item_at(p, i)->gap & KITH_GAP_BREAK) break;
    if (kith_phrase_does(p, i, KITH_DOES_CLAUSE) && i > start) break;
    const kith_found_cue *verb = kith_clause_verb(p, i);
    if (verb && verb->form & (KITH_VERB_PAST | KITH_VERB_PRESENT) && i > start && !kith_clause_hangs(p, i) &&
        !(verb->form & KITH_VERB_PARTICIPLE && kith_clause_passive(p, i, verb))) break;
    if (!kith_phrase_thing(p, i)) continue;
    bool located = item_at(p, i)->type == KITH_LOC && i > 0 && kith_phrase_joined(p, i) && kith_phrase_does(p, i - 1, KITH_DOES_LOCATIVE);
    if (!located) return kith_clause_group(p, i);
    if (place == KITH_NONE) place = i;
  }
  return places && place != KITH_NONE ? kith_clause_group(p, place) : (kith_actors){.count = 0};
}

kith_actors kith_clause_behind(const kith_phrase *p, uint32_t i, uint32_t word, unsigned reach) {
  for (unsigned n = 0; n < reach && i < p->items.n; n++, i++) {
    if (item_at(p, i)->gap & KITH_GAP_BREAK) break;
    if (kith_phrase_does(p, i, word) && !kith_phrase_thing(p, i)) return kith_clause_group(p, i + 1);
    if (kith_clause_verb(p, i) || kith_phrase_does(p, i, KITH_DOES_CLAUSE)) break;
  }
  return (kith_actors){.count = 0};
}

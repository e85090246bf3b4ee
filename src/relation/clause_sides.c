/* Who does what a verb says and to whom, whichever side of it they stand on. */
#include "relation/clause.h"

enum { NEAR = 3 };

static const kith_phrase_item *item_at(const kith_phrase *p, uint32_t i) { return &p->items.at[i]; }

kith_actors kith_clause_told(const kith_phrase *p, uint32_t i) {
  kith_actors told = kith_clause_group(p, i);
  if (!told.count || !(p->rules & KITH_RULE_INVERTS) || p->rules & KITH_RULE_VERB_LAST) return told;
  bool marked = told.at[0] > i && kith_phrase_does(p, i, KITH_DOES_PREPOSITION);
  bool bare = p->rules & KITH_RULE_CASE ? item_at(p, told.at[0])->base : !marked;
  return bare && !marked ? (kith_actors){.count = 0} : told;
}

/* `l'a accusé`, `lo acusó`: whom is said by the small word. */
static bool has_clitic(const kith_phrase *p, uint32_t i) {
  static const kith_does between = KITH_DOES_AUXILIARY | KITH_DOES_NOT | KITH_DOES_REFLEXIVE | KITH_DOES_CLITIC | KITH_DOES_MODAL | KITH_DOES_PASSIVE;
  for (; i > 0 && kith_phrase_joined(p, i) && kith_phrase_does(p, i - 1, between) && !kith_phrase_thing(p, i - 1); i--)
    if (kith_phrase_does(p, i - 1, KITH_DOES_CLITIC)) return true;
  return false;
}

/* `le dijo a X`, `l-a acuzat ieri pe X`: the small word's name follows. */
static bool is_doubled(const kith_phrase *p, uint32_t behind, uint32_t object) {
  return object > behind && object - behind < NEAR && kith_clause_in_prepositional(p, object);
}

/* Whether the case of a name can be relied on: that of a name nobody listed is a guess. */
static bool case_is_sure(const kith_phrase *p, uint32_t i) { return !(p->rules & KITH_RULE_CASE) || item_at(p, i)->score >= .9f; }

/* Who stands right behind the verb in the place of who acts; *to: where the rest begins. */
static kith_actors inverted(const kith_phrase *p, uint32_t i, uint32_t *to) {
  static const kith_does border = KITH_DOES_PREPOSITION | KITH_DOES_LOCATIVE | KITH_DOES_AGENT | KITH_DOES_LINK;
  kith_actors none = {.count = 0};
  for (uint32_t at = i; at < i + NEAR && kith_phrase_joined(p, at) && !kith_phrase_thing(p, at); at++)
    if (kith_phrase_thing(p, at + 1) && kith_clause_is_located(p, at + 1)) { /* se reunieron ayer en Bogotá X y Y */
      i = at + 2;
      break;
    }
  uint32_t k = kith_phrase_joined(p, i) ? kith_clause_thing(p, i, NEAR + 1, border) : KITH_NONE;
  if (k == KITH_NONE || kith_clause_is_weak(p, k) || !case_is_sure(p, k)) return none;
  if (item_at(p, k)->type == KITH_LOC && item_at(p, k)->entity != KITH_NONE && !(p->rules & (KITH_RULE_VERB_LAST | KITH_RULE_CASE))) return none;
  kith_actors who = kith_clause_group(p, k);
  *to = who.at[who.count - 1] + 1;
  return who;
}

/* Where cases are told apart: `Зеленского принял Макрон`, `poprosił Polskę X`: the name in the base form acts. */
static void turn_by_case(const kith_phrase *p, uint32_t behind, kith_sides *sides) {
  if (!(p->rules & KITH_RULE_CASE)) return;
  uint32_t first = sides->subject.count ? sides->subject.at[0] : KITH_NONE, k = behind;
  if (first == KITH_NONE) { /* both behind */
    first = kith_phrase_joined(p, behind) && kith_phrase_thing(p, behind) ? behind : KITH_NONE;
    k = first == KITH_NONE ? behind : first + 1;
  }
  if (first == KITH_NONE || item_at(p, first)->entity == KITH_NONE || item_at(p, first)->base || !case_is_sure(p, first)) return;
  bool linked = first < behind && first > 0 && kith_phrase_joined(p, first) && !kith_phrase_does(p, first - 1, KITH_DOES_AND | KITH_DOES_CLAUSE); /* a genitive */
  uint32_t second = linked ? KITH_NONE : kith_clause_thing(p, k, 2 * NEAR, 0);
  if (second != KITH_NONE && (!kith_phrase_joined(p, k) || kith_clause_in_prepositional(p, second))) return;
  if (second == KITH_NONE || item_at(p, second)->type != KITH_PER || !item_at(p, second)->base || !case_is_sure(p, second)) return;
  sides->object = (kith_actors){{first}, 1};
  sides->subject = kith_clause_group(p, second);
  sides->pronoun = false;
}

/* `« … », a promis X.`: behind what is quoted, who says it, and not whom it is promised. */
static bool ends_a_quotation(const kith_phrase *p, uint32_t i, uint32_t behind, const kith_sides *sides) {
  if (!(p->rules & KITH_RULE_NOUN_FIRST) || !sides->pronoun || !sides->object.count || sides->object.at[0] != behind) return false;
  if (kith_phrase_joined(p, sides->object.at[sides->object.count - 1] + 1)) return false;
  while (i > 0 && kith_phrase_joined(p, i)) i--;
  if (!(i > 0 && item_at(p, i)->gap & KITH_GAP_COMMA)) return false;
  for (i--; i > 0 && kith_phrase_joined(p, i); i--) {}
  return !kith_phrase_does(p, i, KITH_DOES_RELATIVE);
}

void kith_clause_sides(const kith_phrase *p, uint32_t i, const kith_found_cue *verb, kith_places places, kith_sides *sides) {
  uint32_t behind = i + verb->items;
  *sides = (kith_sides){.passive = kith_clause_passive(p, i, verb)};
  if (kith_clause_is_last(p, i, verb)) {
    kith_clause_last_sides(p, i, sides);
    if (!sides->object.count && behind < p->items.n && kith_clause_leads_on(p, behind)) sides->object = kith_clause_object(p, behind, places);
    return;
  }
  bool finite = verb->form & (KITH_VERB_PAST | KITH_VERB_PRESENT | KITH_VERB_FUTURE | KITH_VERB_WOULD) || p->rules & KITH_RULE_VERB_LAST;
  if (!kith_clause_follows(p, i)) sides->subject = kith_clause_subject(p, i, &sides->pronoun);
  if (!sides->subject.count && !sides->pronoun && finite && p->rules & KITH_RULE_INVERTS) sides->subject = inverted(p, behind, &behind);
  else if (sides->subject.count && finite && p->rules & KITH_RULE_INVERTS && kith_clause_is_located(p, sides->subject.at[0])) { /* in Moskau griff X Y an */
    uint32_t rest = behind;
    kith_actors who = inverted(p, behind, &rest);
    if (who.count && kith_clause_object(p, rest, places).count) {
      sides->subject = who;
      behind = rest;
    }
  }
  if (sides->passive) {
    sides->agent = kith_clause_behind(p, behind, KITH_DOES_AGENT, 10);
    bool instrumental = !sides->agent.count && p->rules & KITH_RULE_CASE && kith_phrase_joined(p, behind) && kith_phrase_thing(p, behind);
    if (instrumental && !item_at(p, behind)->base) sides->agent = kith_clause_group(p, behind);
    return;
  }
  if (finite && p->rules & KITH_RULE_INVERTS) turn_by_case(p, behind, sides);
  if (!sides->object.count) sides->object = kith_clause_object(p, behind, places);
  if (ends_a_quotation(p, i, behind, sides)) {
    sides->subject = sides->object;
    sides->object.count = 0;
    sides->pronoun = false;
  }
  if (sides->object.count && sides->object.at[0] >= behind && has_clitic(p, i) && !is_doubled(p, behind, sides->object.at[0])) sides->object.count = 0;
}

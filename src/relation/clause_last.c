/* Clauses whose verb stands at their end: German infinitives, participles, and
 * verbs behind dass and der. Who acts stands first in them, who is acted on second. */
#include "relation/clause.h"

static const kith_phrase_item *item_at(const kith_phrase *p, uint32_t i) { return &p->items.at[i]; }

bool kith_clause_is_last(const kith_phrase *p, uint32_t i, const kith_found_cue *verb) {
  static const kith_does behind = KITH_DOES_AND | KITH_DOES_AUXILIARY | KITH_DOES_PASSIVE | KITH_DOES_MODAL | KITH_DOES_INTENT | KITH_DOES_MUST;
  uint32_t k = i + verb->items;
  if (!(p->rules & KITH_RULE_VERB_LAST)) return false;
  if (!(verb->form & (KITH_VERB_PAST | KITH_VERB_PRESENT | KITH_VERB_BASE))) return true;
  return !kith_phrase_joined(p, k) || kith_phrase_does(p, k, behind) || kith_clause_verb(p, k);
}

bool kith_clause_is_marked(const kith_phrase *p, uint32_t i) {
  return item_at(p, i)->cues[KITH_CUE_VERB].form == KITH_VERB_ING ||
         (i > 0 && kith_phrase_joined(p, i) && kith_phrase_does(p, i - 1, KITH_DOES_INFINITIVE));
}

static bool is_relative(const kith_phrase *p, uint32_t k) {
  return item_at(p, k)->gap & KITH_GAP_COMMA &&
         (kith_phrase_does(p, k, KITH_DOES_RELATIVE) || (kith_phrase_does(p, k, KITH_DOES_PREPOSITION) && kith_phrase_does(p, k + 1, KITH_DOES_RELATIVE)));
}

uint32_t kith_clause_start(const kith_phrase *p, uint32_t i) {
  bool marked = kith_clause_is_marked(p, i), first = true;
  uint32_t k = i;
  for (; k > 0; k--) {
    uint8_t gap = item_at(p, k)->gap;
    if (k < i && kith_phrase_does(p, k, KITH_DOES_CLAUSE) && !kith_phrase_thing(p, k)) return k + 1;
    if (gap & (KITH_GAP_STOP | KITH_GAP_QUOTE | KITH_GAP_PAREN)) break;
    if (gap & KITH_GAP_COMMA && (marked || (first && k < i && is_relative(p, k)))) break;
    if (gap & KITH_GAP_COMMA && k < i) first = false;
    if (kith_clause_verb(p, k - 1)) break;
  }
  return k;
}

bool kith_clause_follows(const kith_phrase *p, uint32_t i) {
  if (!(p->rules & KITH_RULE_VERB_LAST) || i == 0 || item_at(p, i)->gap != KITH_GAP_COMMA) return false;
  uint32_t from = i - 1;
  while (from > 0 && kith_phrase_joined(p, from)) from--;
  return !(item_at(p, from)->gap & KITH_GAP_COMMA && kith_phrase_does(p, from, KITH_DOES_RELATIVE | KITH_DOES_PREPOSITION));
}

/* The first thing of the clause in the place of a subject or object, from `from` to the verb at i. */
static uint32_t first_thing(const kith_phrase *p, uint32_t from, uint32_t i) {
  uint32_t weak = KITH_NONE;
  for (uint32_t k = from; k < i; k++) {
    if (!kith_phrase_thing(p, k) || kith_clause_in_prepositional(p, k)) continue;
    if (!kith_clause_is_weak(p, k)) return k;
    if (weak == KITH_NONE) weak = k;
  }
  return weak;
}

static kith_actors group_before(const kith_phrase *p, uint32_t at, uint32_t i) {
  kith_actors who = at == KITH_NONE ? (kith_actors){.count = 0} : kith_clause_group(p, at);
  while (who.count && who.at[who.count - 1] >= i) who.count--;
  return who;
}

/* Who stands behind the last word of this kind: mit X gesprochen, von X empfangen. */
static kith_actors behind_word(const kith_phrase *p, uint32_t from, uint32_t i, uint32_t word) {
  kith_actors who = {.count = 0};
  for (uint32_t k = i; k-- > from && !who.count;)
    if (kith_phrase_does(p, k, word) && !kith_phrase_thing(p, k)) who = group_before(p, k + 1, i);
  return who;
}

static bool has_pronoun(const kith_phrase *p, uint32_t from, uint32_t to) {
  for (uint32_t k = from; k < to; k++)
    if (kith_phrase_does(p, k, KITH_DOES_PRONOUN) && !kith_phrase_does(p, k, KITH_DOES_DETERMINER)) return true;
  return false;
}

/* Where the second of two predicates begins, behind the first one's object; 0: there is none. */
static uint32_t second_part(const kith_phrase *p, uint32_t from, uint32_t i) {
  if (from == 0 || !kith_clause_verb(p, from - 1)) return 0;
  for (uint32_t k = from; k + 1 < i; k++)
    if (kith_phrase_does(p, k, KITH_DOES_AND) && kith_phrase_does(p, k + 1, KITH_DOES_AUXILIARY | KITH_DOES_MODAL | KITH_DOES_INTENT | KITH_DOES_PASSIVE)) return k + 1;
  return 0;
}

/* `X, der Y empfing, hat Z gelobt`, `X traf Y und hat Z gelobt`: who acts stands before what comes between. */
static bool is_interrupted(const kith_phrase *p, uint32_t from) {
  if (from == 0 || kith_clause_follows(p, from)) return false;
  uint32_t at = kith_phrase_does(p, from, KITH_DOES_AND) ? from + 1 : from;
  return kith_phrase_does(p, at, KITH_DOES_AUXILIARY | KITH_DOES_MODAL | KITH_DOES_INTENT | KITH_DOES_PASSIVE) &&
         (at > from || item_at(p, from)->gap & (KITH_GAP_COMMA | KITH_GAP_PAREN));
}

void kith_clause_last_sides(const kith_phrase *p, uint32_t i, kith_sides *sides) {
  uint32_t from = kith_clause_start(p, i), rest = from;
  bool relative = from > 0 && is_relative(p, from), marked = kith_clause_is_marked(p, i);
  uint32_t first = first_thing(p, from, i);
  kith_actors thing = group_before(p, first, i);
  if (is_interrupted(p, from)) {
    sides->subject = kith_clause_subject(p, from, &sides->pronoun);
    if (sides->subject.count || sides->pronoun) relative = marked = false;
  }
  uint32_t other = second_part(p, from, i);
  if (other) { /* X traf Y und hat Z gelobt */
    sides->pronoun = true;
    rest = other;
  } else if (sides->subject.count || sides->pronoun) {
    rest = from;
  } else if (relative && kith_phrase_does(p, from, KITH_DOES_RELATIVE)) {
    sides->subject = kith_clause_antecedent(p, from);
  } else if (marked || has_pronoun(p, from, first == KITH_NONE ? i : first)) {
    sides->pronoun = true;
  } else {
    sides->subject = thing;
    sides->pronoun = !thing.count;
    rest = thing.count ? thing.at[thing.count - 1] + 1 : i;
  }
  if (sides->passive) {
    if (sides->pronoun && thing.count) sides->subject = thing, sides->pronoun = false;
    sides->agent = behind_word(p, from, i, KITH_DOES_AGENT);
    return;
  }
  sides->object = group_before(p, first_thing(p, rest, i), i);
  if (!sides->object.count) sides->object = behind_word(p, from, i, KITH_DOES_WITH);
}

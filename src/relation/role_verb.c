/* Relations that verbs say: X heads Y · Y was founded by X · X works for Y · X married Y. */
#include "relation/role.h"

enum { BEHIND = 6 };

static bool fits_source(const char *type, const kith_phrase_item *item, uint16_t traits) {
  if (item->entity == KITH_NONE) return false;
  bool any = traits & KITH_ROLE_HOLDS_ANY;
  if (item->type == KITH_LOC && strcmp(type, "located_in") == 0) return false; /* role_near.c knows more of places */
  if (item->type == KITH_PER) return strcmp(type, "part_of") != 0 && !(any && strcmp(type, "located_in") == 0); /* is based in; lives in */
  return any && item->type <= KITH_LOC;
}

static bool fits_target(const char *type, const kith_phrase_item *item, uint16_t traits) {
  if (item->entity == KITH_NONE) return false;
  if (strcmp(type, "located_in") == 0 || strcmp(type, "citizen_of") == 0) return item->type == KITH_LOC;
  if (traits & KITH_ROLE_OF_PER) return item->type == KITH_PER;
  if (traits & KITH_ROLE_OF_BODY) return item->type == KITH_ORG || (item->type == KITH_LOC && traits & KITH_ROLE_HEADS);
  return item->type <= KITH_LOC;
}

/* The first name behind item i, over the words that stand before names. */
static uint32_t name_behind(const kith_role_scene *s, uint32_t i, bool person) {
  enum { SMALL = KITH_DOES_DETERMINER | KITH_ROLE_ADDS | KITH_DOES_TITLE | KITH_DOES_ORG_HEAD | KITH_DOES_LOC_HEAD | KITH_DOES_AGENT };
  for (unsigned n = 0; n < BEHIND && kith_role_joined(s, i); n++, i++) {
    if (kith_role_does(s, i, KITH_DOES_LOCATIVE) && i + 1 < kith_role_count(s) && kith_role_item(s, i + 1)->number) { /* in 1998 */
      for (i++; i + 1 < kith_role_count(s) && kith_role_item(s, i + 1)->gap == KITH_GAP_GLUED;) i++;
      continue;
    }
    if (kith_role_adjective(s, i)) continue;
    if (person && kith_role_thing(s, i) && !kith_role_named(s, i, KITH_PER)) continue; /* married the singer of Y, X */
    if (kith_role_thing(s, i)) return i;
    if (!kith_role_does(s, i, SMALL) && !kith_role_cue(s, i) && !kith_role_names_body(s, i)) return KITH_NONE;
  }
  return KITH_NONE;
}

/* Whether it is done to what stands before it: `was founded by`, `was founded in 1998 by`; with cases `была основана X-ом`. */
static bool is_passive(const kith_role_scene *s, uint32_t i, uint32_t behind, uint32_t object) {
  bool by = s->phrase->rules & KITH_RULE_CASE, passive = false;
  if (kith_phrase_joined(s->phrase, behind) && kith_role_does(s, behind, KITH_DOES_AGENT)) return true;
  for (uint32_t k = behind; k < object; k++) by = by || kith_role_does(s, k, KITH_DOES_AGENT);
  for (unsigned n = 0; n < 3 && i > 0 && kith_phrase_joined(s->phrase, i); n++)
    passive = passive || (kith_role_does(s, --i, KITH_DOES_PASSIVE) && !kith_role_thing(s, i));
  return passive && by;
}

/* Who does it: the name right before, or the subject of the clause; `beside_only`: `the theatre run by X`. */
static uint32_t name_before(const kith_role_scene *s, uint32_t i, bool beside_only) {
  const kith_phrase_item *item = kith_role_item(s, i);
  if (beside_only) {
    bool beside = i > 0 && kith_role_thing(s, i - 1) && !(item->gap & (KITH_GAP_STOP | KITH_GAP_PAREN));
    return beside && kith_role_item(s, i - 1)->entity != KITH_NONE ? i - 1 : KITH_NONE;
  }
  bool nominative = s->phrase->rules & KITH_RULE_CASE && kith_phrase_joined(s->phrase, i) && i > 0 && kith_role_named(s, i - 1, KITH_PER);
  if (nominative && kith_role_item(s, i - 1)->base) return i - 1;
  if (item->gap == KITH_GAP_QUOTE && i > 0 && kith_role_named(s, i - 1, KITH_ORG)) return i - 1;
  bool pronoun;
  kith_actors who = kith_clause_subject(s->phrase, i, &pronoun);
  if (who.count != 1 || pronoun) return KITH_NONE;
  return who.at[0];
}

void kith_role_verbs(kith_role_scene *s, uint32_t i) {
  const kith_found_cue *cue = &kith_role_item(s, i)->cues[KITH_CUE_TIE];
  const kith_found_cue *noun = kith_role_cue(s, i);
  if (!cue->cue || kith_role_thing(s, i) || (noun && !noun->inflected)) return;
  uint16_t traits = cue->cue->traits;
  uint32_t behind = i + cue->items, last = behind - 1;
  if (i > 0 && kith_phrase_joined(s->phrase, i) && kith_role_does(s, i - 1, KITH_DOES_DETERMINER)) return; /* the lead */
  if (i > 0 && kith_role_does(s, i - 1, KITH_DOES_INFINITIVE)) return; /* to join */
  if (kith_clause_flags(s->phrase, i, cue)) return;
  bool finite = i > 0 && kith_role_does(s, i - 1, KITH_DOES_PASSIVE | KITH_DOES_COPULA | KITH_DOES_AUXILIARY);
  uint32_t subject = name_before(s, i, traits & KITH_ROLE_REVERSED && !finite), object = name_behind(s, behind, traits & KITH_ROLE_OF_PER);
  if (subject == KITH_NONE || object == KITH_NONE) return;
  if (subject + 1 < i && kith_role_item(s, subject + 1)->gap & KITH_GAP_GLUED && !kith_role_thing(s, subject + 1)) return; /* Donau-Behörde, X's company */
  bool case_says = s->phrase->rules & KITH_RULE_CASE && !(traits & KITH_ROLE_REVERSED);
  if (case_says && !kith_role_item(s, subject)->base && !kith_role_item(s, object)->base) return; /* whose subject is not said */
  const char *type = cue->cue->type;
  bool reversed = traits & KITH_ROLE_REVERSED || is_passive(s, i, behind, object);
  uint32_t from = reversed ? object : subject, to = reversed ? subject : object;
  bool fits = fits_source(type, kith_role_item(s, from), traits) && fits_target(type, kith_role_item(s, to), traits);
  /* компанию возглавил X: cases, not places, say who does it */
  if (!fits && !(traits & KITH_ROLE_REVERSED) && s->phrase->rules & KITH_RULE_CASE && fits_source(type, kith_role_item(s, to), traits) && fits_target(type, kith_role_item(s, from), traits)) {
    uint32_t swap = from;
    from = to, to = swap, fits = kith_role_item(s, from)->type == KITH_PER && (kith_role_item(s, from)->base || reversed);
  }
  if (fits && s->phrase->rules & KITH_RULE_CASE && !reversed && !kith_role_item(s, from)->base) return;
  if (fits && strcmp(type, "citizen_of") == 0 && !kith_role_country(s, kith_role_item(s, to))) return;
  if (fits) kith_role_say(s, type, from, to, i, last, .75f);
}

#include "relation/role.h"

static bool may_hold(const kith_role_said *r, const kith_phrase_item *holder) {
  if (holder->type == KITH_PER) return true;
  return r->cue->cue->traits & KITH_ROLE_HOLDS_ANY && holder->entity != KITH_NONE && holder->type <= KITH_LOC;
}

bool kith_role_country(const kith_role_scene *s, const kith_phrase_item *item) {
  if (item->type != KITH_LOC) return false;
  if (item->entity != KITH_NONE) return kith_str_is(s->entities->list.at[item->entity].kind, "country");
  return item->place != KITH_NONE && strcmp(kith_phrase_place(s->options->phraser, item)->kind, "country") == 0;
}

/* What a role that is of a place says: a coach from there, a minister, a senator for it. */
static const char *type_of_place(const kith_role_scene *s, const kith_role_said *r, const kith_phrase_item *place) {
  const char *type = r->cue->cue->type;
  uint16_t traits = r->cue->cue->traits;
  bool from = traits & KITH_ROLE_PRIVATE || strcmp(type, "citizen_of") == 0 || strcmp(type, "founded") == 0;
  if (from) return kith_role_country(s, place) && (strcmp(type, "founded") != 0 || place->entity == KITH_NONE) ? "citizen_of" : NULL;
  if (strcmp(type, "member_of") == 0 && !r->body && !kith_role_country(s, place)) return "represents";
  if (traits & KITH_ROLE_POST || (traits & KITH_ROLE_HEADS && r->narrowed)) return "works_for";
  return type;
}

static const char *type_of(const kith_role_scene *s, const kith_role_said *r, const kith_phrase_item *holder, const kith_phrase_item *target) {
  const char *type = r->cue->cue->type;
  uint16_t traits = r->cue->cue->traits;
  if (target->type != KITH_PER && target->type != KITH_ORG && target->type != KITH_LOC) return NULL;
  if (!may_hold(r, holder) || (strcmp(type, "located_in") == 0 && (holder->type == KITH_PER) == (bool)(traits & KITH_ROLE_HOLDS_ANY))) return NULL;
  if (traits & KITH_ROLE_OF_PER && (target->type != KITH_PER || r->through)) return NULL;
  bool heads = traits & (KITH_ROLE_HEADS | KITH_ROLE_POST);
  if (traits & KITH_ROLE_OF_BODY && target->type == KITH_PER && !heads) return NULL;
  if (r->through && target->type == KITH_ORG && strcmp(type, "member_of") == 0) return type; /* of a committee of it */
  if (r->through && strcmp(type, "located_in") == 0) return NULL;
  if (r->through || (heads && (r->office || target->type == KITH_PER))) return "works_for";
  if (target->type == KITH_LOC) return type_of_place(s, r, target);
  if (strcmp(type, "citizen_of") != 0) return type;
  return target->type == KITH_ORG ? "works_for" : NULL; /* an author of the Times */
}

void kith_role_say(kith_role_scene *s, const char *type, uint32_t from, uint32_t to, uint32_t first, uint32_t last, float score) {
  uint64_t pair = from < to ? kith_pair(from, to) : kith_pair(to, from);
  for (size_t i = 0; i < s->seen_count; i++)
    if (s->seen[i] == pair) return;
  if (s->seen_count < KITH_ROLES_SEEN) s->seen[s->seen_count++] = pair;
  kith_occasion_draft draft = {.from = kith_role_item(s, from), .to = kith_role_item(s, to), .type = type, .sentence = s->sentence,
                               .words = {kith_role_item(s, first)->start, kith_role_item(s, last)->end}, .score = score};
  kith_phrase_tie(s->options, &draft, s->sink, s->context);
}

bool kith_role_tie(kith_role_scene *s, const kith_role_said *r, uint32_t holder, float score) {
  const char *type = type_of(s, r, kith_role_item(s, holder), kith_role_item(s, r->target));
  bool reversed = r->cue->cue->traits & KITH_ROLE_REVERSED;
  if (!type) return false;
  if (r->through) score *= .8f;
  kith_role_say(s, type, reversed ? r->target : holder, reversed ? holder : r->target, r->at, r->at + r->cue->items - 1, score);
  return true;
}

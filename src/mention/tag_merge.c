#include "mention/tag_merge.h"

/* Below which confidence a tagged span gives way: over several listed names, over an
 * organisation it takes for something else (`Chief of the General Staff`), across
 * the border of a name, inside one; and a type does. */
static const float doubts_whole = .5f, doubts_other = .8f, doubts_border = .5f, sure_of_part = .8f, sure_of_product = .95f;

typedef struct merging {
  const kith_tag_listed *listed;
  size_t listed_count, next; /* the first listed name not dealt with */
  kith_tag_choices *out;
} merging;

/* A company and what it makes have one name (Twitter): the text says which. */
static bool makes_or_is_made(uint8_t type) { return type == KITH_ORG || type == KITH_PRO; }

static bool is_weak(const kith_tag_listed *l) { return l->flags & (KITH_LISTED_WEAK | KITH_LISTED_SURNAME); }

static void take_listed(merging *m, size_t index) {
  const kith_tag_listed *l = &m->listed[index];
  kith_tag_choice c = {l->start, l->end, (uint32_t)index, l->best, 1};
  kith_vec_push(m->out, c);
}

static void take_tag(merging *m, const kith_tag *tag) {
  kith_tag_choice c = {tag->start, tag->end, KITH_NONE, tag->type, tag->confidence};
  kith_vec_push(m->out, c);
}

/* Both see the same span. */
static void take_both(merging *m, const kith_tag *tag, size_t index) {
  const kith_tag_listed *l = &m->listed[index];
  bool agree = l->types >> tag->type & 1;
  kith_tag_choice c = {tag->start, tag->end, (uint32_t)index, agree ? tag->type : l->best, tag->confidence};
  if (!agree && is_weak(l)) c.listed = KITH_NONE, c.type = tag->type;
  else if (!agree && tag->confidence >= sure_of_product && makes_or_is_made(tag->type) && makes_or_is_made(l->best)) c.type = tag->type;
  kith_vec_push(m->out, c);
}

/* Listed names that the tagger does not see: the weak ones among them are chance,
 * and a demonym that it takes for no name is an adjective. */
static void pass_listed(merging *m, uint32_t before) {
  for (; m->next < m->listed_count && m->listed[m->next].end <= before; m->next++)
    if (!is_weak(&m->listed[m->next]) && !(m->listed[m->next].flags & KITH_LISTED_DEMONYM)) take_listed(m, m->next);
}

/* Decides between a tag and the listed names [first, end) that overlap it; true: the listed ones stay. */
static bool listed_stay(const merging *m, const kith_tag *tag, size_t first, size_t end) {
  const kith_tag_listed *a = &m->listed[first], *z = &m->listed[end - 1];
  if (a->start <= tag->start && a->end >= tag->end) return !is_weak(a) && (a->flags & KITH_LISTED_WORDS || tag->confidence < sure_of_part);
  bool whole = a->start >= tag->start && z->end <= tag->end;
  bool of_other = whole && a == z && a->end == tag->end && a->best == KITH_ORG && tag->type != KITH_ORG && !is_weak(a);
  if (of_other) return tag->confidence < doubts_other;
  return tag->confidence < (whole ? doubts_whole : doubts_border);
}

void kith_tag_merge(const kith_tag_listed *listed, size_t listed_count, const kith_tags *tags, kith_tag_choices *out) {
  merging m = {listed, listed_count, 0, out};
  out->n = 0;
  for (size_t i = 0; i < tags->n; i++) {
    const kith_tag *tag = &tags->at[i];
    pass_listed(&m, tag->start);
    size_t first = m.next, end = first;
    while (end < listed_count && listed[end].start < tag->end) end++;
    bool taken = out->n && out->at[out->n - 1].end > tag->start; /* by a listed name that an earlier tag gave way to */
    if (taken) continue;
    if (first == end) {
      take_tag(&m, tag);
      continue;
    }
    m.next = end;
    if (end == first + 1 && listed[first].start == tag->start && listed[first].end == tag->end) take_both(&m, tag, first);
    else if (!listed_stay(&m, tag, first, end)) take_tag(&m, tag);
    else
      for (size_t k = first; k < end; k++) take_listed(&m, k);
  }
  pass_listed(&m, UINT32_MAX);
}

void kith_tag_choices_clear(kith_tag_choices *choices) { kith_vec_clear(choices); }

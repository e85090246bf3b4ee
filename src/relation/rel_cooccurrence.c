/* Two entities are tied once for each sentence (paragraph, document) that
 * mentions both, however often; with a window of N tokens, once for each
 * mention that has the other within N tokens before it in the same document. */
#include "relation/relation.h"

typedef struct unit {
  const kith_reading *reading;
  const kith_relation_options *options;
  kith_relation_sink sink;
  void *context;
  kith_map seen; /* pairs of this unit */
} unit;

static bool counts(const unit *u, const kith_reading_mention *m) {
  return m->entity != KITH_NONE && u->options->types & 1u << m->type && !(m->flags & KITH_MENTION_BESIDE);
}

static void tie(unit *u, uint32_t i, uint32_t j) {
  const kith_reading_mention *a = &u->reading->mentions[i], *b = &u->reading->mentions[j];
  if (!counts(u, a) || !counts(u, b) || a->entity == b->entity) return;
  if (a->start < b->end && b->start < a->end) return; /* a name inside another is no company */
  bool in_order = a->entity < b->entity;
  uint32_t low = in_order ? a->entity : b->entity, high = in_order ? b->entity : a->entity;
  uint64_t *seen = kith_map_add(&u->seen, kith_pair(low, high));
  if ((*seen)++) return;
  kith_occasion occasion = {.source = low, .target = high, .type = "cooccurrence", .sentence = a->sentence,
                            .mention1 = in_order ? i : j, .mention2 = in_order ? j : i,
                            .score = a->score < b->score ? a->score : b->score};
  u->sink(u->context, &occasion);
}

static uint32_t unit_of(const unit *u, uint32_t i) {
  uint32_t sentence = u->reading->mentions[i].sentence;
  switch (u->options->window) {
  case KITH_WINDOW_SENTENCE: return sentence;
  case KITH_WINDOW_PARAGRAPH: return u->reading->sentences[sentence].paragraph;
  default: return 0;
  }
}

static void by_unit(unit *u) {
  const kith_reading *r = u->reading;
  for (uint32_t first = 0, end; first < r->mention_count; first = end) {
    end = first + 1;
    while (end < r->mention_count && unit_of(u, end) == unit_of(u, first)) end++;
    kith_map_reset(&u->seen);
    for (uint32_t j = first; j < end; j++)
      for (uint32_t i = first; i < j; i++) tie(u, i, j);
  }
}

static void by_distance(unit *u) {
  const kith_reading *r = u->reading;
  for (uint32_t j = 0; j < r->mention_count; j++) {
    kith_map_reset(&u->seen);
    for (uint32_t i = j; i-- > 0;) {
      if (r->mentions[j].token - r->mentions[i].token > (uint32_t)u->options->window) break;
      tie(u, i, j);
    }
  }
}

static void relate(const kith_reading *reading, const kith_relation_options *options, kith_relation_sink sink, void *context) {
  unit u = {.reading = reading, .options = options, .sink = sink, .context = context};
  if (options->window > 0)
    by_distance(&u);
  else
    by_unit(&u);
  kith_map_clear(&u.seen);
}

const kith_method kith_method_cooccurrence = {"cooccurrence", "entities named in the same sentence, paragraph, document or window",
                                              false, relate};

#include "relation/evidence.h"

#include <math.h>
#include <stdlib.h>

void kith_evidence_init(kith_evidence *evidence) {
  memset(evidence, 0, sizeof *evidence);
  kith_intern_init(&evidence->types);
}

void kith_evidence_clear(kith_evidence *evidence) {
  kith_vec_clear(&evidence->ties);
  kith_vec_clear(&evidence->witnesses);
  kith_intern_clear(&evidence->types);
  kith_map_clear(&evidence->tie_of);
  kith_map_clear(&evidence->in_document);
}

enum { TYPE_BITS = 8, ENTITY_BITS = 28 }; /* 268 million entities, 256 relation types */

static uint32_t tie_of(kith_evidence *e, const kith_occasion *o) {
  uint32_t type = kith_intern_add(&e->types, kith_str_of(o->type));
  uint64_t key = (uint64_t)o->source << (ENTITY_BITS + TYPE_BITS) | (uint64_t)o->target << TYPE_BITS | type;
  uint64_t *at = kith_map_add(&e->tie_of, key);
  if (!*at) {
    kith_vec_push(&e->ties, (kith_tie){.source = o->source, .target = o->target, .type = type});
    *at = e->ties.n;
  }
  return (uint32_t)*at - 1;
}

typedef struct reader {
  kith_evidence *evidence;
  uint32_t reading;
} reader;

static void add_occasion(void *context, const kith_occasion *o) {
  reader *r = context;
  uint32_t tie = tie_of(r->evidence, o);
  r->evidence->ties.at[tie].count++;
  r->evidence->ties.at[tie].negated += o->flags & KITH_OCCASION_NEGATED ? 1 : 0;
  r->evidence->ties.at[tie].modal += o->flags & KITH_OCCASION_MODAL ? 1 : 0;
  ++*kith_map_add(&r->evidence->in_document, tie);
  kith_vec_push(&r->evidence->witnesses, (kith_witness){tie, r->reading, o->sentence, o->mention1, o->mention2, o->score, o->flags, o->words, o->at1, o->at2});
}

static void add_document(kith_tie *tie, uint64_t occasions, kith_str date) {
  tie->documents++;
  tie->weight += 1 + log((double)occasions);
  if (date.n >= 10) {
    date.n = 10;
    if (!tie->first_date.n || kith_str_compare(date, tie->first_date) < 0) tie->first_date = date;
    if (!tie->last_date.n || kith_str_compare(date, tie->last_date) > 0) tie->last_date = date;
  }
}

void kith_evidence_read(kith_evidence *e, const kith_reading *readings, uint32_t index, const kith_method *method,
                        const kith_relation_options *options) {
  const kith_reading *reading = &readings[index];
  if (reading->duplicate_of != KITH_NONE) return;
  reader r = {e, index};
  kith_map_reset(&e->in_document);
  method->relate(reading, options, add_occasion, &r);
  for (size_t i = 0; i < e->in_document.entries.n; i++) {
    const kith_map_entry *entry = &e->in_document.entries.at[i];
    add_document(&e->ties.at[entry->key], entry->value, reading->date);
  }
}

static int by_ends(const void *a, const void *b) {
  const kith_tie *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  if (x->target != y->target) return x->target < y->target ? -1 : 1;
  return (x->type > y->type) - (x->type < y->type);
}

void kith_evidence_finish(kith_evidence *e) {
  for (uint32_t i = 0; i < e->ties.n; i++) e->ties.at[i].first_witness = i; /* its old number */
  if (e->ties.n) qsort(e->ties.at, e->ties.n, sizeof *e->ties.at, by_ends);
  uint32_t *now = kith_alloc((e->ties.n + 1) * sizeof *now);
  for (uint32_t i = 0, first = 0; i < e->ties.n; i++) {
    now[e->ties.at[i].first_witness] = i;
    e->ties.at[i].first_witness = first;
    e->ties.at[i].witness_count = 0;
    first += (uint32_t)e->ties.at[i].count;
  }
  kith_witness *sorted = kith_alloc((e->witnesses.n + 1) * sizeof *sorted);
  for (size_t i = 0; i < e->witnesses.n; i++) {
    kith_witness w = e->witnesses.at[i];
    w.tie = now[w.tie];
    kith_tie *tie = &e->ties.at[w.tie];
    sorted[tie->first_witness + tie->witness_count++] = w;
  }
  if (e->witnesses.n) memcpy(e->witnesses.at, sorted, e->witnesses.n * sizeof *sorted);
  kith_free(sorted);
  kith_free(now);
}

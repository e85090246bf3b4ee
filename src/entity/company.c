#include "entity/company.h"

#include <math.h>
#include <stdlib.h>

enum { PLACES = 6, LEAST = 2 }; /* documents looked at for each form; entities that two must share */

typedef struct place_list {
  uint32_t n, at[PLACES];
} place_list;

struct kith_company {
  place_list *of;        /* by form: readings it stands in */
  uint32_t *first;       /* by reading: its first in `entities`, one more at the end */
  double *total;         /* by reading: what its entities weigh */
  KITH_VEC(uint32_t) entities; /* of the lexicon, sorted within a reading, each once */
  kith_map documents;    /* entity -> readings that have it */
  size_t count;
};

static int ascending(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static void collect_entities(kith_company *k, const kith_clusterer *c, size_t r) {
  size_t from = k->entities.n, to = from;
  k->first[r] = (uint32_t)from;
  for (uint32_t i = 0; i < c->readings[r].mention_count; i++)
    if (c->chosen[r][i] != KITH_NONE) kith_vec_push(&k->entities, c->chosen[r][i]);
  if (k->entities.n > from) qsort(k->entities.at + from, k->entities.n - from, sizeof *k->entities.at, ascending);
  for (size_t i = from; i < k->entities.n; i++)
    if (i == from || k->entities.at[i] != k->entities.at[to - 1]) k->entities.at[to++] = k->entities.at[i];
  k->entities.n = to;
  for (size_t i = from; i < to; i++) ++*kith_map_add(&k->documents, k->entities.at[i]);
}

static void note(kith_company *k, const kith_clusterer *c, uint32_t form, size_t r) {
  if (form == KITH_NONE) return;
  place_list *list = &k->of[c->forms.at[form].base];
  if (list->n == PLACES || (list->n && list->at[list->n - 1] == r)) return;
  list->at[list->n++] = (uint32_t)r;
}

static double weight(const kith_company *k, uint32_t entity) {
  return log((double)(k->count + 1) / (double)*kith_map_find(&k->documents, entity));
}

void kith_company_open(kith_company **out, const kith_clusterer *c) {
  kith_company *k = kith_alloc_zero(1, sizeof *k);
  k->count = c->count;
  k->of = kith_alloc_zero(c->forms.n + 1, sizeof *k->of);
  k->first = kith_alloc_zero(c->count + 1, sizeof *k->first);
  k->total = kith_alloc_zero(c->count + 1, sizeof *k->total);
  for (size_t r = 0; r < c->count; r++) {
    collect_entities(k, c, r);
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      note(k, c, c->written[r][i], r);
      note(k, c, c->form_at[r][i], r);
    }
  }
  k->first[c->count] = (uint32_t)k->entities.n;
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = k->first[r]; i < k->first[r + 1]; i++) k->total[r] += weight(k, k->entities.at[i]);
  *out = k;
}

void kith_company_close(kith_company *k) {
  if (!k) return;
  kith_free(k->of);
  kith_free(k->first);
  kith_free(k->total);
  kith_vec_clear(&k->entities);
  kith_map_clear(&k->documents);
  kith_free(k);
}

static double shared(const kith_company *k, uint32_t r, uint32_t s) {
  double sum = 0, less = k->total[r] < k->total[s] ? k->total[r] : k->total[s];
  unsigned n = 0;
  for (uint32_t i = k->first[r], j = k->first[s]; i < k->first[r + 1] && j < k->first[s + 1];) {
    uint32_t a = k->entities.at[i], b = k->entities.at[j];
    if (a == b) {
      sum += weight(k, a);
      n++;
    }
    i += a <= b;
    j += b <= a;
  }
  return n < LEAST || less <= 0 ? 0 : sum / less;
}

double kith_company_shared(const kith_company *k, uint32_t a, uint32_t b) {
  double best = 0;
  for (uint32_t i = 0; i < k->of[a].n; i++)
    for (uint32_t j = 0; j < k->of[b].n; j++) {
      double s = shared(k, k->of[a].at[i], k->of[b].at[j]);
      if (s > best) best = s;
    }
  return best;
}

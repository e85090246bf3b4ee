#include "graph/metric.h"

#include <math.h>
#include <stdlib.h>

const kith_metric *const kith_metrics[] = {
#define X(name) &kith_metric_##name,
    KITH_METRICS(X)
#undef X
        NULL};

const kith_metric *kith_metric_find(kith_str name) {
  for (const kith_metric *const *m = kith_metrics; *m; m++)
    if (kith_str_is(name, (*m)->name)) return *m;
  return NULL;
}

kith_column *kith_metric_column(const kith_metric_work *work, const char *name, kith_column_kind kind,
                                const char *about) {
  kith_table *nodes = &work->graph->nodes;
  kith_column *column = kith_table_find(nodes, name);
  return column && column->kind == kind ? column : kith_table_add(nodes, name, kind, about);
}

double kith_metric_round(double value) {
  if (!isfinite(value) || fabs(value) < 1e-300) return isfinite(value) ? 0 : value;
  int digits = 8 - (int)floor(log10(fabs(value)));
  /* Past 10^22 a power of ten is not exact any more; so small a value is noise. */
  if (digits > 22) return 0;
  if (digits <= 0) return round(value);
  double power = 1;
  for (int i = 0; i < digits; i++) power *= 10;
  return round(value * power) / power;
}

typedef struct group {
  int64_t size, first, number;
} group;

static int by_size(const void *a, const void *b) {
  const group *x = *(group *const *)a, *y = *(group *const *)b;
  if (x->size != y->size) return x->size > y->size ? -1 : 1;
  return (x->first > y->first) - (x->first < y->first);
}

void kith_metric_number_groups(const igraph_vector_int_t *membership, int64_t *numbers) {
  size_t n = (size_t)igraph_vector_int_size(membership), count = 0;
  for (size_t i = 0; i < n; i++)
    if ((size_t)VECTOR(*membership)[i] >= count) count = (size_t)VECTOR(*membership)[i] + 1;
  group *groups = kith_alloc_zero(count + 1, sizeof *groups);
  group **order = kith_alloc_zero(count + 1, sizeof *order);
  for (size_t i = 0; i < n; i++) {
    group *g = &groups[VECTOR(*membership)[i]];
    if (g->size++ == 0) g->first = (int64_t)i;
  }
  for (size_t g = 0; g < count; g++) order[g] = &groups[g];
  qsort(order, count, sizeof *order, by_size);
  for (size_t g = 0; g < count; g++) order[g]->number = (int64_t)g + 1;
  for (size_t i = 0; i < n; i++) numbers[i] = groups[VECTOR(*membership)[i]].number;
  kith_free(order);
  kith_free(groups);
}

static bool is_asked(const kith_metric *metric, const char *list) {
  if (!list) return true;
  kith_str rest = kith_str_of(list), name;
  while (kith_str_split(&rest, ',', &name))
    if (kith_str_is(kith_str_trim(name), metric->name)) return true;
  return false;
}

static kith_status check_names(const char *list, kith_error *error) {
  kith_str rest = kith_str_of(list ? list : ""), name;
  while (kith_str_split(&rest, ',', &name)) {
    name = kith_str_trim(name);
    if (!kith_metric_find(name))
      return kith_error_set(error, KITH_ERR_ARG, "there is no metric \"%.*s\"", KITH_STR_FMT(name));
  }
  return KITH_OK;
}

kith_status kith_graph_measure(kith_graph *graph, const kith_measure_options *options, kith_error *error) {
  kith_status status = check_names(options->metrics, error);
  if (status != KITH_OK) return status;
  kith_ig_setup before = kith_ig_begin();
  kith_ig ig = {0}, plain = {0};
  kith_metric_work work = {graph, options, &ig, graph->directed ? &plain : &ig, NULL};
  status = kith_ig_open(&ig, graph, graph->directed, error);
  if (status == KITH_OK && graph->directed) status = kith_ig_open(&plain, graph, false, error);
  for (const kith_metric *const *m = kith_metrics; *m && status == KITH_OK; m++) {
    if (!is_asked(*m, options->metrics)) continue;
    kith_ig_seed();
    status = (*m)->measure(&work, error);
  }
  kith_free(work.communities);
  kith_ig_close(&ig);
  kith_ig_close(&plain);
  kith_ig_end(before);
  return status;
}

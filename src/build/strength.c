#include "build/strength.h"

#include <math.h>

/* What people compare: no more digits than the counts bear. */
static double rounded(double value) { return round(value * 10000) / 10000; }

static double x_ln_x(double x) { return x > 0 ? x * log(x) : 0; }

double kith_strength_llr(double both, double only_a, double only_b, double neither) {
  double rows = x_ln_x(both + only_a) + x_ln_x(only_b + neither), columns = x_ln_x(both + only_b) + x_ln_x(only_a + neither);
  double cells = x_ln_x(both) + x_ln_x(only_a) + x_ln_x(only_b) + x_ln_x(neither), n = both + only_a + only_b + neither;
  double ratio = 2 * (cells - rows - columns + x_ln_x(n));
  if (ratio < 0) ratio = 0; /* rounding */
  return both * n < (both + only_a) * (both + only_b) ? -ratio : ratio;
}

static void association(kith_graph *g, const kith_corpus *c, const int64_t *entities) {
  kith_table *t = &g->edges;
  double n = 0;
  for (size_t i = 0; i < c->readings.n; i++) n += c->readings.at[i].duplicate_of == KITH_NONE;
  const int64_t *source = kith_table_find(t, "source")->longs, *target = kith_table_find(t, "target")->longs;
  const int64_t *documents = kith_table_find(t, "documents")->longs;
  double *npmi = kith_table_add(t, "npmi", KITH_COLUMN_DOUBLE, "normalised pointwise mutual information over documents, -1 to 1 (Bouma 2009)")->doubles;
  double *llr = kith_table_add(t, "llr", KITH_COLUMN_DOUBLE, "signed log-likelihood ratio over documents (Dunning 1993)")->doubles;
  double *jaccard = kith_table_add(t, "jaccard", KITH_COLUMN_DOUBLE, "documents that tie both, of those that name either")->doubles;
  for (size_t e = 0; e < t->rows; e++) {
    double a = (double)c->entities.list.at[entities[source[e]]].documents, b = (double)c->entities.list.at[entities[target[e]]].documents;
    double ab = (double)documents[e];
    if (ab < n && a > 0 && b > 0) npmi[e] = rounded(log(n * ab / (a * b)) / -log(ab / n));
    llr[e] = rounded(kith_strength_llr(ab, a - ab, b - ab, n - a - b + ab < 0 ? 0 : n - a - b + ab));
    jaccard[e] = rounded(ab / (a + b - ab));
  }
}

/* Adds one to what is known under a name; names come few. */
typedef struct tally {
  kith_intern names;
  KITH_VEC(uint64_t) counts;
} tally;

static void add(tally *t, kith_str name) {
  uint32_t id = kith_intern_add(&t->names, name);
  if (id == t->counts.n) kith_vec_push(&t->counts, 0);
  t->counts.at[id]++;
}

static kith_str listed(kith_table *table, tally *t, const char *between, bool numbers, kith_buf *text) {
  text->n = 0;
  for (size_t done = 0; done < t->counts.n; done++) {
    uint32_t next = KITH_NONE;
    for (uint32_t i = 0; i < t->counts.n; i++)
      if (t->counts.at[i] && (next == KITH_NONE || kith_str_compare(kith_intern_get(&t->names, i), kith_intern_get(&t->names, next)) < 0)) next = i;
    if (text->n) kith_buf_add(text, kith_str_of(between));
    kith_buf_add(text, kith_intern_get(&t->names, next));
    if (numbers) kith_buf_format(text, "=%llu", (unsigned long long)t->counts.at[next]);
    t->counts.at[next] = 0;
  }
  kith_intern_reset(&t->names);
  t->counts.n = 0;
  return kith_table_keep(table, kith_buf_str(text));
}

static void occasions(kith_graph *g, const kith_corpus *c, const kith_evidence *evidence, const kith_languages *languages, const int64_t *ties) {
  kith_table *t = &g->edges;
  kith_str *language = kith_table_add(t, "languages", KITH_COLUMN_TEXT, "of the documents that say so")->text;
  kith_str *months = kith_table_add(t, "months", KITH_COLUMN_TEXT, "how often in each month, of dated documents")->text;
  tally spoken = {0}, when = {0};
  kith_buf text = {0};
  kith_intern_init(&spoken.names);
  kith_intern_init(&when.names);
  for (size_t e = 0; e < t->rows; e++) {
    const kith_tie *tie = &evidence->ties.at[ties[e]];
    for (uint32_t i = 0; i < tie->witness_count; i++) {
      const kith_reading *r = &c->readings.at[evidence->witnesses.at[tie->first_witness + i].reading];
      add(&spoken, kith_language_get(languages, r->lang)->code);
      if (r->date.n >= 7) add(&when, kith_str_cut(r->date, 0, 7));
    }
    language[e] = listed(t, &spoken, " ", false, &text);
    months[e] = listed(t, &when, " ", true, &text);
  }
  kith_vec_clear(&text);
  kith_intern_clear(&spoken.names);
  kith_intern_clear(&when.names);
  kith_vec_clear(&spoken.counts);
  kith_vec_clear(&when.counts);
}

void kith_strength_dates(kith_table *edges, const kith_corpus *c, const kith_evidence *evidence, const int64_t *ties) {
  kith_str *dates = kith_table_add(edges, "dates", KITH_COLUMN_TEXT, "the days of the documents that say so")->text;
  tally days = {0};
  kith_buf text = {0};
  kith_intern_init(&days.names);
  for (size_t e = 0; e < edges->rows; e++) {
    const kith_tie *tie = &evidence->ties.at[ties[e]];
    for (uint32_t i = 0; i < tie->witness_count; i++) {
      kith_str date = c->readings.at[evidence->witnesses.at[tie->first_witness + i].reading].date;
      if (date.n >= 10) add(&days, kith_str_cut(date, 0, 10));
    }
    dates[e] = listed(edges, &days, ", ", false, &text);
  }
  kith_vec_clear(&text);
  kith_intern_clear(&days.names);
  kith_vec_clear(&days.counts);
}

void kith_strength_measure(kith_graph *g, const kith_corpus *c, const kith_evidence *evidence, const kith_languages *languages,
                           const int64_t *entities, const int64_t *ties) {
  if (!g->directed) association(g, c, entities);
  occasions(g, c, evidence, languages, ties);
}

void kith_strength_backbone(kith_graph *g) {
  kith_table *t = &g->edges;
  const int64_t *source = kith_table_find(t, "source")->longs, *target = kith_table_find(t, "target")->longs;
  const double *weight = kith_table_find(t, "weight")->doubles;
  double *strength = kith_alloc_zero(g->nodes.rows + 1, sizeof *strength), *degree = kith_alloc_zero(g->nodes.rows + 1, sizeof *degree);
  double *backbone = kith_table_add(t, "backbone", KITH_COLUMN_DOUBLE, "chance of a tie this strong, from the end for which it is rarer; the disparity filter (Serrano, Boguna, Vespignani 2009)")->doubles;
  for (size_t e = 0; e < t->rows; e++) {
    const int64_t ends[2] = {source[e], target[e]};
    for (int i = 0; i < 2; i++) {
      strength[ends[i]] += weight[e];
      degree[ends[i]]++;
    }
  }
  for (size_t e = 0; e < t->rows; e++) {
    double a = pow(1 - weight[e] / strength[source[e]], degree[source[e]] - 1), b = pow(1 - weight[e] / strength[target[e]], degree[target[e]] - 1);
    if (degree[source[e]] < 2) a = 1;
    if (degree[target[e]] < 2) b = 1;
    backbone[e] = rounded(a < b ? a : b);
  }
  kith_free(strength);
  kith_free(degree);
}

#include "build/pair.h"

#include <stdlib.h>

/* The edges [from, to) of one pair; `order` names them, the first first. */
typedef struct pair {
  const kith_table *whole;
  const kith_evidence *evidence;
  const int64_t *ties;
  const size_t *order;
  size_t n;
} pair;

static bool is_role(kith_str kind) { return kind.n && kind.p[0] >= 'a'; }

static bool goes_before(const kith_table *t, size_t a, size_t b) {
  const kith_str *kind = kith_table_find(t, "kind")->text;
  const double *weight = kith_table_find(t, "weight")->doubles;
  if (is_role(kind[a]) != is_role(kind[b])) return is_role(kind[a]);
  return weight[a] != weight[b] ? weight[a] > weight[b] : a < b;
}

static kith_str kinds_of(kith_table *to, const pair *p, bool counted) {
  const kith_str *kind = kith_table_find(p->whole, "kind")->text;
  const int64_t *count = kith_table_find(p->whole, "count")->longs;
  if (p->n == 1 && !counted) return kind[p->order[0]];
  kith_buf text = {0};
  for (size_t i = 0; i < p->n; i++) {
    kith_buf_format(&text, counted ? "%s%.*s=%lld" : "%s%.*s", i ? counted ? " " : ", " : "", KITH_STR_FMT(kind[p->order[i]]), (long long)count[p->order[i]]);
  }
  kith_str kept = kith_table_keep(to, kith_buf_str(&text));
  kith_vec_clear(&text);
  return kept;
}

static int64_t sum_of(const pair *p, const char *name) {
  const int64_t *values = kith_table_find(p->whole, name)->longs;
  int64_t sum = 0;
  for (size_t i = 0; i < p->n; i++) sum += values[p->order[i]];
  return sum;
}

static kith_str date_of(const pair *p, const char *name, bool last) {
  const kith_str *dates = kith_table_find(p->whole, name)->text;
  kith_str best = {"", 0};
  for (size_t i = 0; i < p->n; i++) {
    kith_str date = dates[p->order[i]];
    int order = kith_str_compare(date, best);
    if (date.n && (!best.n || (last ? order > 0 : order < 0))) best = date;
  }
  return best;
}

static int64_t documents_of(const pair *p) {
  kith_map seen = {0};
  int64_t documents = 0;
  for (size_t i = 0; i < p->n; i++) {
    const kith_tie *tie = &p->evidence->ties.at[p->ties[p->order[i]]];
    for (uint32_t w = 0; w < tie->witness_count; w++) documents += !(*kith_map_add(&seen, p->evidence->witnesses.at[tie->first_witness + w].reading))++;
  }
  kith_map_clear(&seen);
  return documents;
}

/* Words between spaces, each once, sorted; of `name=number` the numbers are added up. */
static kith_str words_of(kith_table *to, const pair *p, const char *name) {
  const kith_str *texts = kith_table_find(p->whole, name)->text;
  if (p->n == 1) return texts[p->order[0]];
  kith_intern names;
  KITH_VEC(uint64_t) sums = {0};
  kith_buf text = {0};
  kith_intern_init(&names);
  for (size_t i = 0; i < p->n; i++) {
    kith_str rest = texts[p->order[i]], word;
    while (kith_str_split(&rest, ' ', &word)) {
      kith_str value = word, key;
      kith_str_split(&value, '=', &key);
      uint64_t number = 0;
      kith_str_to_u64(value, &number);
      uint32_t id = key.n ? kith_intern_add(&names, key) : KITH_NONE;
      while (id != KITH_NONE && sums.n <= id) kith_vec_push(&sums, 0);
      if (id != KITH_NONE) sums.at[id] += number;
    }
  }
  for (size_t done = 0; done < sums.n; done++) {
    uint32_t next = KITH_NONE;
    for (uint32_t i = 0; i < sums.n; i++)
      if (sums.at[i] != UINT64_MAX && (next == KITH_NONE || kith_str_compare(kith_intern_get(&names, i), kith_intern_get(&names, next)) < 0)) next = i;
    kith_buf_format(&text, "%s%.*s", text.n ? " " : "", KITH_STR_FMT(kith_intern_get(&names, next)));
    if (sums.at[next]) kith_buf_format(&text, "=%llu", (unsigned long long)sums.at[next]);
    sums.at[next] = UINT64_MAX;
  }
  kith_str kept = kith_table_keep(to, kith_buf_str(&text));
  kith_intern_clear(&names);
  kith_vec_clear(&sums);
  kith_vec_clear(&text);
  return kept;
}

static void fill(kith_table *to, size_t at, const pair *p) {
  const double *weight = kith_table_find(p->whole, "weight")->doubles;
  size_t first = p->order[0];
  double sum = 0;
  for (size_t i = 0; i < p->n; i++) sum += weight[p->order[i]];
  kith_table_find(to, "source")->longs[at] = kith_table_find(p->whole, "source")->longs[first];
  kith_table_find(to, "target")->longs[at] = kith_table_find(p->whole, "target")->longs[first];
  kith_table_find(to, "id")->text[at] = kith_table_find(p->whole, "id")->text[first];
  kith_table_find(to, "weight")->doubles[at] = sum;
  kith_table_find(to, "documents")->longs[at] = documents_of(p);
  kith_table_find(to, "kind")->text[at] = kith_table_find(p->whole, "kind")->text[first];
  kith_table_find(to, "label")->text[at] = kinds_of(to, p, false);
  kith_table_find(to, "kinds")->text[at] = kinds_of(to, p, true);
  static const char *const sums[] = {"count", "negated", "modal"}, *const words[] = {"languages", "months"};
  for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) kith_table_find(to, sums[i])->longs[at] = sum_of(p, sums[i]);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) kith_table_find(to, words[i])->text[at] = words_of(to, p, words[i]);
  kith_table_find(to, "first_date")->text[at] = date_of(p, "first_date", false);
  kith_table_find(to, "last_date")->text[at] = date_of(p, "last_date", true);
}

static void add_columns(kith_table *to, const kith_table *from) {
  for (size_t i = 0; i < from->columns.n; i++) {
    const kith_column *c = &from->columns.at[i];
    kith_table_add(to, c->name, c->kind, strcmp(c->name, "label") == 0 ? "all relations of the pair" : c->about);
  }
  kith_table_add(to, "kinds", KITH_COLUMN_TEXT, "each relation of the pair and how often it is said");
}

void kith_pair_edges(kith_table *edges, const kith_graph *relations, const kith_evidence *evidence, const int64_t *ties) {
  const kith_table *t = &relations->edges;
  const int64_t *source = kith_table_find(t, "source")->longs, *target = kith_table_find(t, "target")->longs;
  size_t pairs = 0;
  for (size_t e = 0; e < t->rows; e++) pairs += e == 0 || source[e] != source[e - 1] || target[e] != target[e - 1];
  size_t *order = kith_alloc((t->rows + 1) * sizeof *order);
  kith_table_init(edges, "edges", pairs);
  add_columns(edges, t);
  size_t at = 0;
  for (size_t e = 0, n; e < t->rows; e += n) { /* edges come sorted by source and target */
    for (n = 0; e + n < t->rows && source[e + n] == source[e] && target[e + n] == target[e]; n++) {
      size_t k = n;
      for (; k > 0 && goes_before(t, e + n, order[k - 1]); k--) order[k] = order[k - 1];
      order[k] = e + n;
    }
    fill(edges, at++, &(pair){t, evidence, ties, order, n});
  }
  kith_free(order);
}

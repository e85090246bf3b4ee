#include "build/slice.h"

#include "doc/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- limits ---- */

/* `date` cut to the length of `limit` is compared: 2025-12 holds all of December. */
static int against(kith_str date, const char *limit) {
  kith_str wanted = kith_str_of(limit);
  if (date.n > wanted.n) date.n = wanted.n;
  return kith_str_compare(date, wanted);
}

void kith_slice_limit(kith_corpus *c, const char *since, const char *until) {
  if (!since && !until) return;
  for (uint32_t i = 0; i < c->readings.n; i++) {
    kith_reading *r = &c->readings.at[i];
    bool inside = r->date.n >= 10 && (!since || against(r->date, since) >= 0) && (!until || against(r->date, until) <= 0);
    if (inside && (r->duplicate_of == KITH_NONE || !kith_slice_is_outside(c, r->duplicate_of))) continue;
    if (r->duplicate_of != KITH_NONE) c->duplicates--;
    r->duplicate_of = inside ? KITH_NONE : i; /* the copy stands in for an original that was left out */
  }
}

bool kith_slice_is_date(const char *text) {
  static const char shape[] = "0000-00-00";
  size_t n = strlen(text);
  if (n != 4 && n != 7 && n != 10) return false;
  for (size_t i = 0; i < n; i++)
    if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return false;
  char first_day[] = "0000-01-01", read[KITH_DATE_SIZE];
  memcpy(first_day, text, n);
  return kith_date_read(kith_str_of(first_day), read);
}

/* ---- slices ---- */

static int number(kith_str s, size_t from, size_t to) {
  int value = 0;
  for (size_t i = from; i < to; i++) value = value * 10 + (s.p[i] - '0');
  return value;
}

/* Days since 0000-03-01, in the Gregorian calendar. */
static int day_number(int year, int month, int day) {
  year -= month <= 2;
  month += month <= 2 ? 9 : -3;
  return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
}

/* ISO 8601: the week of a day is that of its Thursday. */
static void add_week(kith_str date, kith_buf *name) {
  int year = number(date, 0, 4), days = day_number(year, number(date, 5, 7), number(date, 8, 10));
  int thursday = days - (days + 2) % 7 + 3; /* 0000-03-01 was a Wednesday */
  if (thursday < day_number(year, 1, 1)) year--;
  else if (thursday >= day_number(year + 1, 1, 1)) year++;
  kith_buf_format(name, "%04d-W%02d", year, (thursday - day_number(year, 1, 1)) / 7 + 1);
}

bool kith_slice_name(kith_str date, const char *slice, kith_buf *name) {
  if (date.n < 10) return false;
  if (strcmp(slice, "week") == 0) add_week(date, name);
  else kith_buf_add(name, kith_str_cut(date, 0, strcmp(slice, "day") == 0 ? 10 : 7));
  return true;
}

bool kith_slice_is_name(kith_str name) {
  static const char *const shapes[] = {"0000-00", "0000-00-00", "0000-W00"};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    bool fits = name.n == strlen(shapes[i]);
    for (size_t k = 0; fits && k < name.n; k++) fits = shapes[i][k] == '0' ? name.p[k] >= '0' && name.p[k] <= '9' : name.p[k] == shapes[i][k];
    if (fits) return true;
  }
  return false;
}

/* ---- what happened when ---- */

typedef struct row {
  uint32_t node, slice;
  int64_t mentions, documents, degree;
} row;

/* An edge's occasion in a slice. */
typedef struct occasion {
  uint32_t slice, edge, reading;
} occasion;

struct kith_slices {
  const kith_graph *graph;
  const kith_corpus *corpus;
  kith_intern names;   /* of slices, as they were met */
  uint32_t *of, *rank; /* of readings: their slice, KITH_NONE without a date or not counted; of slices: their place by name */
  uint32_t *order;     /* slices by name */
  kith_map rows_of;    /* (node, rank) -> row + 1 */
  KITH_VEC(row) rows;
  KITH_VEC(occasion) occasions; /* by rank, edge, reading */
};

static row *row_of(kith_slices *s, uint32_t node, uint32_t slice) {
  uint64_t *at = kith_map_add(&s->rows_of, kith_pair(node, slice));
  if (!*at) {
    kith_vec_push(&s->rows, (row){.node = node, .slice = slice});
    *at = s->rows.n;
  }
  return &s->rows.at[*at - 1];
}

static void name_slices(kith_slices *s, const char *slice) {
  const kith_corpus *c = s->corpus;
  kith_buf name = {0};
  s->of = kith_alloc((c->readings.n + 1) * sizeof *s->of);
  for (size_t i = 0; i < c->readings.n; i++) {
    const kith_reading *r = &c->readings.at[i];
    name.n = 0;
    bool counts = r->duplicate_of == KITH_NONE && kith_slice_name(r->date, slice, &name);
    s->of[i] = counts ? kith_intern_add(&s->names, kith_buf_str(&name)) : KITH_NONE;
  }
  kith_vec_clear(&name);
  size_t n = s->names.strings.n;
  s->order = kith_alloc((n + 1) * sizeof *s->order);
  s->rank = kith_alloc((n + 1) * sizeof *s->rank);
  for (uint32_t i = 0; i < n; i++) { /* readings come nearly in order of their dates, if at all: few steps */
    uint32_t k = i;
    for (; k > 0 && kith_str_compare(kith_intern_get(&s->names, s->order[k - 1]), kith_intern_get(&s->names, i)) > 0; k--) s->order[k] = s->order[k - 1];
    s->order[k] = i;
  }
  for (uint32_t i = 0; i < n; i++) s->rank[s->order[i]] = i;
  for (size_t i = 0; i < c->readings.n; i++)
    if (s->of[i] != KITH_NONE) s->of[i] = s->rank[s->of[i]];
}

static void count_mentions(kith_slices *s, const int64_t *entities) {
  const kith_corpus *c = s->corpus;
  uint32_t *node_of = kith_alloc((c->entities.list.n + 1) * sizeof *node_of);
  kith_map here = {0};
  for (size_t i = 0; i < c->entities.list.n; i++) node_of[i] = KITH_NONE;
  for (size_t i = 0; i < s->graph->nodes.rows; i++) node_of[entities[i]] = (uint32_t)i;
  for (size_t i = 0; i < c->readings.n; i++) {
    const kith_reading *r = &c->readings.at[i];
    kith_map_reset(&here);
    for (uint32_t m = 0; m < r->mention_count && s->of[i] != KITH_NONE; m++) {
      uint32_t entity = r->mentions[m].entity, node = entity == KITH_NONE ? KITH_NONE : node_of[entity];
      if (node == KITH_NONE) continue;
      row *to = row_of(s, node, s->of[i]);
      to->mentions++;
      to->documents += !(*kith_map_add(&here, node))++;
    }
  }
  kith_map_clear(&here);
  kith_free(node_of);
}

static int by_slice(const void *a, const void *b) {
  const occasion *x = a, *y = b;
  if (x->slice != y->slice) return x->slice < y->slice ? -1 : 1;
  if (x->edge != y->edge) return x->edge < y->edge ? -1 : 1;
  return (x->reading > y->reading) - (x->reading < y->reading);
}

static void count_ties(kith_slices *s, const kith_evidence *evidence, const int64_t *ties) {
  const kith_table *edges = &s->graph->edges;
  const int64_t *source = kith_table_find(edges, "source")->longs, *target = kith_table_find(edges, "target")->longs;
  for (size_t e = 0; e < edges->rows; e++) {
    const kith_tie *tie = &evidence->ties.at[ties[e]];
    for (uint32_t i = 0; i < tie->witness_count; i++) {
      uint32_t reading = evidence->witnesses.at[tie->first_witness + i].reading;
      if (s->of[reading] != KITH_NONE) kith_vec_push(&s->occasions, (occasion){s->of[reading], (uint32_t)e, reading});
    }
  }
  if (s->occasions.n) qsort(s->occasions.at, s->occasions.n, sizeof *s->occasions.at, by_slice);
  for (size_t i = 0; i < s->occasions.n; i++) {
    const occasion *o = &s->occasions.at[i];
    if (i && o[-1].slice == o->slice && o[-1].edge == o->edge) continue;
    row_of(s, (uint32_t)source[o->edge], o->slice)->degree++;
    row_of(s, (uint32_t)target[o->edge], o->slice)->degree++;
  }
}

void kith_slices_open(kith_slices **out, const kith_graph *graph, const kith_corpus *corpus, const kith_evidence *evidence, const char *slice,
                      const int64_t *entities, const int64_t *ties) {
  kith_slices *s = kith_alloc_zero(1, sizeof *s);
  s->graph = graph;
  s->corpus = corpus;
  kith_intern_init(&s->names);
  name_slices(s, slice);
  count_mentions(s, entities);
  count_ties(s, evidence, ties);
  *out = s;
}

void kith_slices_close(kith_slices *s) {
  if (!s) return;
  kith_intern_clear(&s->names);
  kith_map_clear(&s->rows_of);
  kith_vec_clear(&s->rows);
  kith_vec_clear(&s->occasions);
  kith_free(s->of);
  kith_free(s->rank);
  kith_free(s->order);
  kith_free(s);
}

size_t kith_slices_count(const kith_slices *s) { return s->names.strings.n; }
kith_str kith_slices_name(const kith_slices *s, size_t i) { return kith_intern_get(&s->names, s->order[i]); }

/* ---- the timeline ---- */

void kith_slices_timeline(const kith_slices *s, kith_table *table) {
  const kith_str *ids = kith_table_find(&s->graph->nodes, "id")->text, *labels = kith_table_find(&s->graph->nodes, "label")->text;
  kith_map_entry *order = kith_alloc((s->rows.n + 1) * sizeof *order);
  for (size_t i = 0; i < s->rows.n; i++) order[i] = (kith_map_entry){kith_pair(s->rows.at[i].node, s->rows.at[i].slice), i};
  kith_entries_sort(order, s->rows.n);
  kith_table_init(table, "timeline", s->rows.n);
  kith_str *entity = kith_table_add(table, "entity", KITH_COLUMN_TEXT, "id of the node")->text;
  kith_str *label = kith_table_add(table, "label", KITH_COLUMN_TEXT, "")->text;
  kith_str *slice = kith_table_add(table, "slice", KITH_COLUMN_TEXT, "month, week or day")->text;
  int64_t *mentions = kith_table_add(table, "mentions", KITH_COLUMN_LONG, "in documents dated so")->longs;
  int64_t *documents = kith_table_add(table, "documents", KITH_COLUMN_LONG, "that mention it")->longs;
  int64_t *degree = kith_table_add(table, "degree", KITH_COLUMN_LONG, "how many it is named with")->longs;
  for (size_t i = 0; i < s->rows.n; i++) {
    const row *r = &s->rows.at[order[i].value];
    entity[i] = ids[r->node];
    label[i] = labels[r->node];
    slice[i] = kith_table_keep(table, kith_slices_name(s, r->slice));
    mentions[i] = r->mentions;
    documents[i] = r->documents;
    degree[i] = r->degree;
  }
  kith_free(order);
}

/* ---- a graph of a slice ---- */

/* What stays as it is in the graph of the whole time, so that pictures of slices can be laid over each other. */
static const char *const same_columns[] = {"id", "label", "type", "kind", "country", "origin", "community", "x", "y", "r", "g", "b"};

static void copy_node(kith_table *to, size_t at, const kith_table *from, size_t node) {
  for (size_t i = 0; i < sizeof same_columns / sizeof *same_columns; i++) {
    const kith_column *c = kith_table_find(from, same_columns[i]);
    if (!c) continue;
    kith_column *copy = kith_table_find(to, c->name);
    if (!copy) copy = kith_table_add(to, c->name, c->kind, c->about);
    if (c->kind == KITH_COLUMN_LONG) copy->longs[at] = c->longs[node];
    else if (c->kind == KITH_COLUMN_DOUBLE) copy->doubles[at] = c->doubles[node];
    else copy->text[at] = c->text[node];
  }
}

/* The edge of the occasions [from, to), which share slice and edge. */
static void fill_edge(const kith_slices *s, kith_table *t, size_t at, size_t from, size_t to) {
  const kith_table *whole = &s->graph->edges;
  uint32_t e = s->occasions.at[from].edge;
  kith_str first = {"", 0}, last = {"", 0};
  double weight = 0;
  int64_t documents = 0;
  for (size_t i = from, n; i < to; i += n) {
    uint32_t reading = s->occasions.at[i].reading;
    for (n = 1; i + n < to && s->occasions.at[i + n].reading == reading; n++) {}
    kith_str date = kith_str_cut(s->corpus->readings.at[reading].date, 0, 10);
    if (!first.n || kith_str_compare(date, first) < 0) first = date;
    if (!last.n || kith_str_compare(date, last) > 0) last = date;
    weight += 1 + log((double)n); /* as kith_evidence_finish has it */
    documents++;
  }
  kith_table_find(t, "id")->text[at] = kith_table_find(whole, "id")->text[e];
  kith_table_find(t, "kind")->text[at] = kith_table_find(whole, "kind")->text[e];
  kith_table_find(t, "weight")->doubles[at] = weight;
  kith_table_find(t, "count")->longs[at] = (int64_t)(to - from);
  kith_table_find(t, "documents")->longs[at] = documents;
  kith_table_find(t, "first_date")->text[at] = first;
  kith_table_find(t, "last_date")->text[at] = last;
}

static size_t first_of(const kith_slices *s, size_t slice) {
  size_t low = 0, high = s->occasions.n;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (s->occasions.at[mid].slice < slice) low = mid + 1;
    else high = mid;
  }
  return low;
}

kith_status kith_slices_graph(const kith_slices *s, size_t i, kith_graph *out, kith_error *error) {
  const int64_t *source = kith_table_find(&s->graph->edges, "source")->longs, *target = kith_table_find(&s->graph->edges, "target")->longs;
  uint32_t *node = kith_alloc((s->graph->nodes.rows + 1) * sizeof *node);
  size_t from = first_of(s, i), to, edges = 0, nodes = 0;
  for (to = from; to < s->occasions.n && s->occasions.at[to].slice == i; to++) edges += to == from || s->occasions.at[to].edge != s->occasions.at[to - 1].edge;
  for (size_t k = 0; k < s->graph->nodes.rows; k++) node[k] = KITH_NONE;
  for (size_t k = from; k < to; k++) node[source[s->occasions.at[k].edge]] = node[target[s->occasions.at[k].edge]] = 0;
  for (size_t k = 0; k < s->graph->nodes.rows; k++)
    if (node[k] != KITH_NONE) node[k] = (uint32_t)nodes++;
  kith_graph_init(out, false, nodes, edges);
  kith_table_add(&out->edges, "kind", KITH_COLUMN_TEXT, "cooccurrence");
  kith_table_add(&out->edges, "first_date", KITH_COLUMN_DATE, "date of its earliest document in the slice");
  kith_table_add(&out->edges, "last_date", KITH_COLUMN_DATE, "date of its latest document in the slice");
  size_t at = 0;
  for (size_t k = from, n; k < to; k += n) {
    for (n = 1; k + n < to && s->occasions.at[k + n].edge == s->occasions.at[k].edge; n++) {}
    fill_edge(s, &out->edges, at, k, k + n);
    kith_table_find(&out->edges, "source")->longs[at] = node[source[s->occasions.at[k].edge]];
    kith_table_find(&out->edges, "target")->longs[at++] = node[target[s->occasions.at[k].edge]];
  }
  kith_status status = kith_graph_measure(out, &(kith_measure_options){.metrics = "degree,weighted_degree,look"}, error);
  for (size_t k = 0; k < s->graph->nodes.rows; k++) {
    if (node[k] == KITH_NONE) continue;
    const uint64_t *counted = kith_map_find(&s->rows_of, kith_pair((uint32_t)k, (uint32_t)i));
    copy_node(&out->nodes, node[k], &s->graph->nodes, k);
    kith_table_find(&out->nodes, "mentions")->longs[node[k]] = s->rows.at[*counted - 1].mentions;
    kith_table_find(&out->nodes, "documents")->longs[node[k]] = s->rows.at[*counted - 1].documents;
  }
  kith_free(node);
  return status;
}

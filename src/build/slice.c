#include "build/slice.h"

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
  return true;
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

/* ---- the timeline ---- */

typedef struct row {
  uint32_t node, slice;
  int64_t mentions, documents, degree;
} row;

typedef struct timeline {
  kith_intern names;   /* of slices */
  kith_map rows_of;    /* (node, slice) -> row + 1 */
  KITH_VEC(row) rows;
  uint32_t *slices;    /* of readings; KITH_NONE: no date, or not counted */
} timeline;

static row *row_of(timeline *t, uint32_t node, uint32_t slice) {
  uint64_t *at = kith_map_add(&t->rows_of, kith_pair(node, slice));
  if (!*at) {
    kith_vec_push(&t->rows, (row){.node = node, .slice = slice});
    *at = t->rows.n;
  }
  return &t->rows.at[*at - 1];
}

static void count_mentions(timeline *t, const kith_graph *g, const kith_corpus *c, const int64_t *entities) {
  uint32_t *node_of = kith_alloc((c->entities.list.n + 1) * sizeof *node_of);
  kith_map here = {0};
  for (size_t i = 0; i < c->entities.list.n; i++) node_of[i] = KITH_NONE;
  for (size_t i = 0; i < g->nodes.rows; i++) node_of[entities[i]] = (uint32_t)i;
  for (size_t i = 0; i < c->readings.n; i++) {
    const kith_reading *r = &c->readings.at[i];
    kith_map_reset(&here);
    for (uint32_t m = 0; m < r->mention_count && t->slices[i] != KITH_NONE; m++) {
      uint32_t entity = r->mentions[m].entity, node = entity == KITH_NONE ? KITH_NONE : node_of[entity];
      if (node == KITH_NONE) continue;
      row *to = row_of(t, node, t->slices[i]);
      to->mentions++;
      to->documents += !(*kith_map_add(&here, node))++;
    }
  }
  kith_map_clear(&here);
  kith_free(node_of);
}

static void count_ties(timeline *t, const kith_graph *g, const kith_evidence *evidence, const int64_t *ties) {
  const int64_t *source = kith_table_find(&g->edges, "source")->longs, *target = kith_table_find(&g->edges, "target")->longs;
  kith_map seen = {0};
  for (size_t e = 0; e < g->edges.rows; e++) {
    const kith_tie *tie = &evidence->ties.at[ties[e]];
    kith_map_reset(&seen);
    for (uint32_t i = 0; i < tie->witness_count; i++) {
      uint32_t slice = t->slices[evidence->witnesses.at[tie->first_witness + i].reading];
      if (slice == KITH_NONE || (*kith_map_add(&seen, slice))++) continue;
      row_of(t, (uint32_t)source[e], slice)->degree++;
      row_of(t, (uint32_t)target[e], slice)->degree++;
    }
  }
  kith_map_clear(&seen);
}

static void fill(timeline *t, const kith_graph *g, kith_table *table) {
  const kith_str *ids = kith_table_find(&g->nodes, "id")->text, *labels = kith_table_find(&g->nodes, "label")->text;
  kith_map_entry *order = kith_alloc((t->rows.n + 1) * sizeof *order);
  uint32_t *rank = kith_alloc_zero(t->names.strings.n + 1, sizeof *rank);
  for (uint32_t i = 0; i < t->names.strings.n; i++)
    for (uint32_t k = 0; k < t->names.strings.n; k++)
      rank[i] += kith_str_compare(kith_intern_get(&t->names, k), kith_intern_get(&t->names, i)) < 0;
  for (size_t i = 0; i < t->rows.n; i++) order[i] = (kith_map_entry){kith_pair(t->rows.at[i].node, rank[t->rows.at[i].slice]), i};
  kith_entries_sort(order, t->rows.n);
  kith_table_init(table, "timeline", t->rows.n);
  kith_str *entity = kith_table_add(table, "entity", KITH_COLUMN_TEXT, "id of the node")->text;
  kith_str *label = kith_table_add(table, "label", KITH_COLUMN_TEXT, "")->text;
  kith_str *slice = kith_table_add(table, "slice", KITH_COLUMN_TEXT, "month, week or day")->text;
  int64_t *mentions = kith_table_add(table, "mentions", KITH_COLUMN_LONG, "in documents dated so")->longs;
  int64_t *documents = kith_table_add(table, "documents", KITH_COLUMN_LONG, "that mention it")->longs;
  int64_t *degree = kith_table_add(table, "degree", KITH_COLUMN_LONG, "how many it is named with")->longs;
  for (size_t i = 0; i < t->rows.n; i++) {
    const row *r = &t->rows.at[order[i].value];
    entity[i] = ids[r->node];
    label[i] = labels[r->node];
    slice[i] = kith_table_keep(table, kith_intern_get(&t->names, r->slice));
    mentions[i] = r->mentions;
    documents[i] = r->documents;
    degree[i] = r->degree;
  }
  kith_free(order);
  kith_free(rank);
}

void kith_slice_timeline(kith_table *table, const kith_graph *graph, const kith_corpus *c, const kith_evidence *evidence,
                         const char *slice, const int64_t *entities, const int64_t *ties) {
  timeline t = {.slices = kith_alloc((c->readings.n + 1) * sizeof *t.slices)};
  kith_buf name = {0};
  kith_intern_init(&t.names);
  for (size_t i = 0; i < c->readings.n; i++) {
    const kith_reading *r = &c->readings.at[i];
    name.n = 0;
    bool counts = r->duplicate_of == KITH_NONE && kith_slice_name(r->date, slice, &name);
    t.slices[i] = counts ? kith_intern_add(&t.names, kith_buf_str(&name)) : KITH_NONE;
  }
  count_mentions(&t, graph, c, entities);
  count_ties(&t, graph, evidence, ties);
  fill(&t, graph, table);
  kith_vec_clear(&name);
  kith_intern_clear(&t.names);
  kith_map_clear(&t.rows_of);
  kith_vec_clear(&t.rows);
  kith_free(t.slices);
}

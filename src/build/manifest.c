#include "build/manifest.h"
#include "build/slice.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

void kith_manifest_init(kith_manifest *manifest) { memset(manifest, 0, sizeof *manifest); }
void kith_manifest_clear(kith_manifest *manifest) { kith_vec_clear(&manifest->outputs); }

void kith_manifest_output(kith_manifest *manifest, const char *name, uint64_t bytes, uint64_t rows, const char *sha256) {
  kith_manifest_file file = {.name = name, .bytes = bytes, .rows = rows};
  snprintf(file.sha256, sizeof file.sha256, "%s", sha256);
  kith_vec_push(&manifest->outputs, file);
}

/* jansson refuses what is no UTF-8; a path may be anything. */
static json_t *string(kith_str s) {
  kith_buf clean = {0};
  for (size_t i = 0; i < s.n;) {
    unsigned length;
    kith_buf_cp(&clean, kith_utf8_decode(s.p + i, s.p + s.n, &length));
    i += length;
  }
  json_t *value = json_stringn(clean.at ? clean.at : "", clean.n);
  kith_vec_clear(&clean);
  return value;
}
static json_t *number(uint64_t n) { return json_integer((json_int_t)n); }

static json_t *options_json(const kith_build_options *o) {
  json_t *j = json_object(), *fields = json_object();
  for (size_t i = 0; i < o->field_count; i++) json_object_set_new(fields, o->fields[i].field, string(kith_str_of(o->fields[i].column)));
  json_object_set_new(j, "window", string(kith_str_of(o->window)));
  json_object_set_new(j, "types", string(kith_str_of(o->types)));
  json_object_set_new(j, "min_count", number(o->min_count));
  json_object_set_new(j, "min_documents", number(o->min_documents));
  if (o->methods) json_object_set_new(j, "methods", string(kith_str_of(o->methods)));
  if (o->since) json_object_set_new(j, "since", string(kith_str_of(o->since)));
  if (o->until) json_object_set_new(j, "until", string(kith_str_of(o->until)));
  if (o->slice) json_object_set_new(j, "slice", string(kith_str_of(o->slice)));
  json_object_set_new(j, "time", string(kith_str_of(o->time)));
  if (o->alpha) json_object_set_new(j, "alpha", string(kith_str_of(o->alpha)));
  json_object_set_new(j, "top", number(o->top));
  json_object_set_new(j, "evidence_limit", number(o->evidence_limit));
  json_object_set_new(j, "keep_isolated", json_boolean(o->keep_isolated));
  if (o->with) json_object_set_new(j, "with", string(kith_str_of(o->with)));
  json_object_set_new(j, "metonyms", json_boolean(o->metonyms));
  json_object_set_new(j, "offsets", json_string(o->byte_offsets ? "bytes" : "code points"));
  json_object_set_new(j, "fields", fields);
  return j;
}

static json_t *inputs_json(const kith_corpus *c) {
  json_t *list = json_array();
  for (size_t i = 0; i < c->files.n; i++) {
    const kith_input_file *f = &c->files.at[i];
    json_array_append_new(list, json_pack("{s:o, s:o, s:s}", "path", string(f->path), "bytes", number(f->bytes), "sha256", f->sha256));
  }
  return list;
}

static json_t *outputs_json(const kith_manifest *m) {
  json_t *list = json_array();
  for (size_t i = 0; i < m->outputs.n; i++) {
    const kith_manifest_file *f = &m->outputs.at[i];
    json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:s}", "file", f->name, "bytes", number(f->bytes), "rows", number(f->rows), "sha256", f->sha256));
  }
  return list;
}

static json_t *counts_json(const kith_corpus *c) {
  uint64_t mentions = 0, entities = 0, discovered = 0;
  for (size_t i = 0; i < c->entities.list.n; i++) {
    const kith_entity *e = &c->entities.list.at[i];
    mentions += e->mentions;
    entities += e->mentions > 0;
    discovered += e->mentions && e->lexicon == KITH_NONE;
  }
  return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "documents", number(c->readings.n), "duplicates", number(c->duplicates), "skipped",
                   number(c->skipped.n), "mentions", number(mentions), "entities", number(entities), "discovered", number(discovered));
}

static char *copy_of(kith_str s) {
  char *text = kith_alloc(s.n + 1);
  if (s.n) memcpy(text, s.p, s.n);
  text[s.n] = '\0';
  return text;
}

/* What the whole is to be judged by: nothing was read, or dates, or the lack of them, keep documents out. */
static void find_warnings(const kith_corpus *c, const kith_build_options *o, kith_names *list) {
  kith_buf text = {0};
  size_t n = c->readings.n, outside = 0, undated = 0;
  for (size_t i = 0; i < n; i++) {
    bool out = kith_slice_is_outside(c, i);
    outside += out;
    undated += !out && c->readings.at[i].date.n < 10;
  }
  if (!n) kith_vec_push(list, copy_of(KITH_STR("no document was read: the graph is empty")));
  if (outside) {
    kith_buf_format(&text, "%zu of %zu documents left out: not between --since and --until, or without a date; documents.csv says which", outside, n);
    kith_vec_push(list, copy_of(kith_buf_str(&text)));
  }
  if (o->slice && undated) {
    text.n = 0;
    kith_buf_format(&text, "%zu of %zu documents in no slice for want of a date; it is taken from a field (--field date=COLUMN), a file's name or "
                    "a first line: Date: 2026-03-01", undated, n);
    kith_vec_push(list, copy_of(kith_buf_str(&text)));
  }
  kith_vec_clear(&text);
}

static json_t *warnings_json(const kith_corpus *c, const kith_build_options *o) {
  json_t *list = json_array();
  kith_names general = {0};
  for (size_t i = 0; i < c->skipped.n && i < 100; i++) {
    kith_buf text = {0};
    kith_buf_format(&text, "%.*s: %.*s", KITH_STR_FMT(c->skipped.at[i].id), KITH_STR_FMT(c->skipped.at[i].reason));
    json_array_append_new(list, string(kith_buf_str(&text)));
    kith_vec_clear(&text);
  }
  find_warnings(c, o, &general);
  for (size_t i = 0; i < general.n; i++) json_array_append_new(list, string(kith_str_of(general.at[i])));
  kith_names_clear(&general);
  return list;
}

kith_status kith_manifest_write(const kith_manifest *m, const kith_corpus *c, const kith_knowledge *k,
                                const kith_build_options *o, const char *path, kith_error *error) {
  json_t *j = json_object();
  json_object_set_new(j, "kith", json_string(KITH_VERSION));
  json_object_set_new(j, "lexicon", string(kith_lexicon_fingerprint(k->lexicon)));
  json_object_set_new(j, "options", options_json(o));
  json_object_set_new(j, "counts", counts_json(c));
  json_object_set_new(j, "inputs", inputs_json(c));
  json_object_set_new(j, "outputs", outputs_json(m));
  json_object_set_new(j, "warnings", warnings_json(c, o));
  char *text = json_dumps(j, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
  kith_out out;
  kith_status status = kith_out_open(&out, path, false, error);
  if (status == KITH_OK && text) {
    kith_out_text(&out, text);
    kith_out_text(&out, "\n");
  }
  kith_status closed = kith_out_close(&out, NULL, status == KITH_OK ? error : NULL);
  free(text);
  json_decref(j);
  return status == KITH_OK ? closed : status;
}

/* ---- the summary ---- */

static int by_documents(const void *a, const void *b) {
  const kith_map_entry *x = a, *y = b;
  if (x->value != y->value) return x->value > y->value ? -1 : 1;
  return (x->key > y->key) - (x->key < y->key);
}

static void count_languages(const kith_corpus *c, const kith_knowledge *k, kith_build_summary *s) {
  kith_map count = {0};
  for (size_t i = 0; i < c->readings.n; i++) ++*kith_map_add(&count, c->readings.at[i].lang);
  if (count.entries.n) qsort(count.entries.at, count.entries.n, sizeof *count.entries.at, by_documents);
  for (size_t i = 0; i < count.entries.n && i < KITH_TOP_LANGUAGES; i++) {
    kith_str code = kith_language_get(k->languages, (kith_lang)count.entries.at[i].key)->code;
    snprintf(s->languages[i].code, sizeof s->languages[i].code, "%.*s", KITH_STR_FMT(code));
    s->languages[i].documents = count.entries.at[i].value;
    s->language_count++;
  }
  kith_map_clear(&count);
}

/* The strongest ties by weight, then count, then edge order. */
static void pick_ties(const kith_graph *g, kith_build_summary *s) {
  const double *weight = kith_table_find(&g->edges, "weight")->doubles;
  const int64_t *count = kith_table_find(&g->edges, "count")->longs, *documents = kith_table_find(&g->edges, "documents")->longs;
  const int64_t *source = kith_table_find(&g->edges, "source")->longs, *target = kith_table_find(&g->edges, "target")->longs;
  const kith_str *label = kith_table_find(&g->nodes, "label")->text;
  size_t best[KITH_TOP_TIES], n = 0;
  for (size_t e = 0; e < g->edges.rows; e++) {
    size_t at = n;
    while (at > 0 && (weight[e] > weight[best[at - 1]] || (!(weight[e] < weight[best[at - 1]]) && count[e] > count[best[at - 1]]))) at--;
    if (at == KITH_TOP_TIES) continue;
    if (n < KITH_TOP_TIES) n++;
    for (size_t i = n - 1; i > at; i--) best[i] = best[i - 1];
    best[at] = e;
  }
  for (size_t i = 0; i < n; i++) {
    size_t e = best[i];
    s->ties[i].source = copy_of(label[source[e]]);
    s->ties[i].target = copy_of(label[target[e]]);
    s->ties[i].count = (uint64_t)count[e];
    s->ties[i].documents = (uint64_t)documents[e];
    s->ties[i].weight = weight[e];
  }
  s->tie_count = n;
}

static void add_warning(kith_build_summary *s, const char *text) {
  s->warnings = kith_realloc(s->warnings, (s->warning_count + 1) * sizeof *s->warnings);
  s->warnings[s->warning_count++] = copy_of(kith_str_of(text));
}

void kith_manifest_summarise(const kith_corpus *c, const kith_knowledge *k, const kith_graph *g, const kith_build_options *o,
                             kith_build_summary *s) {
  char text[256];
  kith_names general = {0};
  s->documents = c->readings.n;
  s->duplicates = c->duplicates;
  s->skipped = c->skipped.n;
  s->input_bytes = c->bytes;
  for (size_t i = 0; i < c->entities.list.n; i++) {
    const kith_entity *e = &c->entities.list.at[i];
    s->mentions += e->mentions;
    s->entities += e->mentions > 0;
    s->discovered += e->mentions && e->lexicon == KITH_NONE;
  }
  s->nodes = g->nodes.rows;
  s->edges = g->edges.rows;
  count_languages(c, k, s);
  pick_ties(g, s);
  for (size_t i = 0; i < c->skipped.n && i < 5; i++) {
    snprintf(text, sizeof text, "skipped %.*s: %.*s", KITH_STR_FMT(c->skipped.at[i].id), KITH_STR_FMT(c->skipped.at[i].reason));
    add_warning(s, text);
  }
  if (c->skipped.n > 5) {
    snprintf(text, sizeof text, "and %zu more records were skipped: documents.csv has each with its reason", c->skipped.n - 5);
    add_warning(s, text);
  }
  find_warnings(c, o, &general);
  for (size_t i = 0; i < general.n; i++) add_warning(s, general.at[i]);
  kith_names_clear(&general);
}

void kith_build_summary_clear(kith_build_summary *s) {
  for (size_t i = 0; i < s->tie_count; i++) {
    kith_free(s->ties[i].source);
    kith_free(s->ties[i].target);
  }
  for (size_t i = 0; i < s->warning_count; i++) kith_free(s->warnings[i]);
  kith_free(s->warnings);
  memset(s, 0, sizeof *s);
}

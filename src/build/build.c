#include "build/build.h"

#include "build/join.h"
#include "build/manifest.h"
#include "build/near.h"
#include "build/pair.h"
#include "build/publish.h"
#include "build/slice.h"
#include "build/strength.h"
#include "build/tables.h"
#include "export/exporter.h"

#include <stdlib.h>

void kith_build_options_init(kith_build_options *o) {
  memset(o, 0, sizeof *o);
  o->window = "sentence";
  o->time = "interval";
  o->types = "PER,ORG,LOC,EVT,PRO";
  o->min_count = o->min_documents = 1;
  o->separator = ',';
  o->bom = o->defuse = true;
}

kith_status kith_build_corpus_options(const kith_build_options *o, kith_corpus_options *out, kith_error *error) {
  if (!o->input_count)
    return kith_error_set(error, KITH_ERR_ARG, "no input: name files or folders to read, or - for standard input");
  *out = (kith_corpus_options){
      .docs = {.inputs = o->inputs, .input_count = o->input_count, .exclude = o->out, .fields = o->fields, .field_count = o->field_count,
               .format = o->format, .charset = o->charset, .csv_separator = o->csv_separator},
      .threads = o->threads, .byte_offsets = o->byte_offsets, .metonyms = o->metonyms, .progress = o->progress, .context = o->context};
  return KITH_OK;
}

kith_status kith_build_relation_options(const kith_build_options *o, kith_relation_options *out, kith_error *error) {
  if (!kith_window_parse(o->window, &out->window))
    return kith_error_set(error, KITH_ERR_ARG, "the window '%s' is none: it is sentence, paragraph, document or a number of tokens", o->window);
  if (!kith_types_parse(kith_str_of(o->types), &out->types))
    return kith_error_set(error, KITH_ERR_ARG, "the types '%s' are none: they are PER, ORG, LOC, EVT and PRO, separated by commas", o->types);
  out->phraser = NULL;
  return KITH_OK;
}

kith_status kith_build_read(const kith_build_options *options, kith_knowledge *knowledge, kith_corpus *corpus, kith_error *error) {
  kith_corpus_options how;
  unsigned with;
  kith_status status = kith_build_corpus_options(options, &how, error);
  if (status == KITH_OK && !kith_asides_parse(options->with, &with))
    status = kith_error_set(error, KITH_ERR_ARG, "with: '%s' is none: expected some of nested,role,demonym or all", options->with);
  if (status == KITH_OK) status = kith_knowledge_open(knowledge, options->lexicons, options->lexicon_count, !options->no_user_lexicon, error);
  if (status != KITH_OK) return status;
  kith_corpus_init(corpus);
  status = kith_corpus_read(corpus, knowledge, &how, error);
  if (status == KITH_OK) {
    kith_slice_limit(corpus, options->since, options->until);
    kith_near_mark(corpus);
    kith_corpus_resolve(corpus, knowledge);
    kith_entities_admit(&corpus->entities, corpus->readings.at, corpus->readings.n, with);
  } else {
    kith_corpus_clear(corpus);
    kith_knowledge_close(knowledge);
  }
  return status;
}

void kith_build_phraser(const kith_knowledge *k, kith_corpus *corpus, kith_phraser **out) {
  kith_phraser_parts parts = {k->languages, k->lexicon, k->inflector, &corpus->entities};
  kith_phraser_open(out, &parts);
}

/* ---- writing ---- */

/* A build on its way: what the writing steps share. */
typedef struct build {
  const kith_build_options *options;
  kith_knowledge knowledge;
  kith_corpus corpus;
  kith_phraser *phraser; /* owns the names of relation types */
  kith_evidence evidence;
  kith_graph graph, relations, joined; /* undirected, directed, both */
  const int64_t *entities; /* of the nodes of the graph made last */
  int64_t *ties; /* of the edges of both */
  size_t tie_count;
  kith_export_options export;
  kith_slices *slices;
  kith_names slice_files; /* as the manifest names them */
  kith_publish publish;
  kith_manifest manifest;
} build;

/* Asked between the stages that follow reading, so that Ctrl-C ends them too. */
static kith_status stopped(const build *b, kith_error *error) {
  const kith_build_options *o = b->options;
  if (!o->progress || o->progress(o->context, b->corpus.readings.n, b->corpus.bytes, b->corpus.bytes)) return KITH_OK;
  return kith_error_set(error, KITH_ERR_STOPPED, "stopped on request; nothing was written");
}

static kith_status open_output(build *b, const char *name, kith_out *out, kith_error *error) {
  kith_buf path = {0};
  kith_status status = stopped(b, error);
  const char *staged = kith_publish_path(&b->publish, name, &path);
  if (status == KITH_OK)
    status = kith_out_open(out, staged, true, error);
  else
    kith_out_memory(out);
  kith_vec_clear(&path);
  return status;
}

static kith_status close_output(build *b, const char *name, kith_out *out, size_t rows, kith_error *error) {
  char sha256[65];
  kith_status status = kith_out_close(out, sha256, error);
  if (status == KITH_OK) kith_manifest_output(&b->manifest, name, out->written, rows, sha256);
  return status;
}

static kith_status write_graph(build *b, const kith_graph *graph, const char *format, const char *name, kith_error *error) {
  kith_out out;
  kith_status status = open_output(b, name, &out, error);
  if (status == KITH_OK) kith_exporter_find(format)->graph(graph, &b->export, &out);
  kith_status closed = close_output(b, name, &out, graph->edges.rows, status == KITH_OK ? error : NULL);
  return status == KITH_OK ? closed : status;
}

static kith_status write_table(build *b, const char *name, const kith_table *table, kith_error *error) {
  kith_out out;
  kith_status status = open_output(b, name, &out, error);
  if (status == KITH_OK) kith_exporter_find("csv")->table(table, &b->export, &out);
  kith_status closed = close_output(b, name, &out, table->rows, status == KITH_OK ? error : NULL);
  return status == KITH_OK ? closed : status;
}

typedef bool (*next_rows)(const build *b, kith_row_place *at, kith_table *table);

static bool next_mentions(const build *b, kith_row_place *at, kith_table *t) { return kith_mentions_rows(&b->corpus, true, at, t); }
static bool next_documents(const build *b, kith_row_place *at, kith_table *t) {
  return kith_documents_rows(&b->corpus, &b->knowledge, at, t);
}
static bool next_evidence(const build *b, kith_row_place *at, kith_table *t) {
  return kith_evidence_rows(&b->corpus, &b->evidence, b->ties, b->tie_count, b->options->evidence_limit, at, t);
}

/* A table too long for memory, chunk after chunk. */
static kith_status write_rows(build *b, const char *name, next_rows next, kith_error *error) {
  kith_out out;
  kith_row_place at = {0};
  kith_table table;
  size_t rows = 0;
  bool more = true;
  kith_export_options how = b->export;
  kith_status status = open_output(b, name, &out, error);
  while (more && status == KITH_OK && !out.failure) {
    status = stopped(b, error);
    more = next(b, &at, &table);
    if (more || how.header) kith_exporter_find("csv")->table(&table, &how, &out);
    rows += table.rows;
    how.header = false;
    kith_table_clear(&table);
  }
  kith_status closed = close_output(b, name, &out, rows, status == KITH_OK ? error : NULL);
  return status == KITH_OK ? closed : status;
}

static kith_status write_relations(build *b, kith_error *error) {
  kith_graph pairs = {.nodes = b->relations.nodes, .directed = true};
  kith_pair_edges(&pairs.edges, &b->relations, &b->evidence, b->ties + b->graph.edges.rows);
  kith_status status = write_graph(b, &pairs, "graphml", "relations.graphml", error);
  kith_table_clear(&pairs.edges);
  return status;
}

static kith_status write_timeline(build *b, kith_error *error) {
  kith_table timeline;
  kith_slices_timeline(b->slices, &timeline);
  kith_status status = write_table(b, "timeline.csv", &timeline, error);
  kith_table_clear(&timeline);
  return status;
}

#define PICTURE "cooccurrence.svg"
#define SLICE_FOLDER "slices/"
#define SLICE_END ".graphml"

static bool is_listed(const kith_names *names, const char *name) {
  for (size_t i = 0; i < names->n; i++)
    if (strcmp(names->at[i], name) == 0) return true;
  return false;
}

/* Slices of an earlier result that this one has not. */
static void drop_slices(build *b) {
  kith_buf path = {0};
  kith_names there = {0};
  kith_path_join(&path, kith_str_of(b->options->out), KITH_STR(SLICE_FOLDER));
  if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FOLDER) kith_folder_list(path.at, &there, NULL);
  for (size_t i = 0; i < there.n; i++) {
    kith_str name = kith_str_of(there.at[i]);
    if (!kith_str_ends(name, KITH_STR(SLICE_END)) || !kith_slice_is_name(kith_str_cut(name, 0, name.n - strlen(SLICE_END)))) continue;
    path.n = 0;
    kith_buf_format(&path, SLICE_FOLDER "%s", there.at[i]);
    if (!is_listed(&b->slice_files, kith_buf_text(&path))) kith_publish_drop(&b->publish, path.at);
  }
  kith_names_clear(&there);
  kith_vec_clear(&path);
}

static kith_status write_slices(build *b, kith_error *error) {
  kith_status status = KITH_OK;
  for (size_t i = 0; b->options->slice && i < kith_slices_count(b->slices) && status == KITH_OK; i++) {
    kith_buf name = {0};
    kith_graph graph;
    kith_buf_format(&name, SLICE_FOLDER "%.*s" SLICE_END, KITH_STR_FMT(kith_slices_name(b->slices, i)));
    kith_buf_text(&name);
    kith_vec_push(&b->slice_files, name.at); /* freed with the list */
    status = kith_slices_graph(b->slices, i, &graph, error);
    if (status == KITH_OK) status = write_graph(b, &graph, "graphml", name.at, error);
    kith_graph_clear(&graph);
  }
  drop_slices(b);
  return status;
}

static kith_status write_all(build *b, kith_error *error) {
  kith_status status = kith_publish_open(&b->publish, b->options->out, error);
  if (status != KITH_OK) return status;
  status = write_graph(b, &b->graph, "graphml", "cooccurrence.graphml", error);
  if (status == KITH_OK && b->options->picture) status = write_graph(b, &b->graph, "svg", PICTURE, error);
  if (!b->options->picture) kith_publish_drop(&b->publish, PICTURE); /* it would show an earlier result */
  if (status == KITH_OK) status = write_relations(b, error);
  if (status == KITH_OK) status = write_graph(b, &b->joined, "gexf", "graph.gexf", error);
  if (status == KITH_OK) status = write_table(b, "nodes.csv", &b->joined.nodes, error);
  if (status == KITH_OK) status = write_graph(b, &b->graph, "csv_edges", "cooccurrence_edges.csv", error);
  if (status == KITH_OK) status = write_graph(b, &b->relations, "csv_edges", "relation_edges.csv", error);
  if (status == KITH_OK) status = write_timeline(b, error);
  if (status == KITH_OK) status = write_slices(b, error);
  if (status == KITH_OK) status = write_rows(b, "mentions.csv", next_mentions, error);
  if (status == KITH_OK) status = write_rows(b, "evidence.csv", next_evidence, error);
  if (status == KITH_OK) status = write_rows(b, "documents.csv", next_documents, error);
  if (status == KITH_OK) {
    kith_buf path = {0};
    status = kith_manifest_write(&b->manifest, &b->corpus, &b->knowledge, b->options, kith_publish_path(&b->publish, "manifest.json", &path), error);
    kith_vec_clear(&path);
  }
  if (status == KITH_OK) return kith_publish_commit(&b->publish, error);
  kith_publish_cancel(&b->publish);
  return status;
}

/* ---- the pipeline ---- */

static void relate(build *b, kith_relation_options *how) {
  kith_build_phraser(&b->knowledge, &b->corpus, &b->phraser);
  how->phraser = b->phraser;
  for (uint32_t i = 0; i < b->corpus.readings.n; i++)
    for (const kith_method *const *method = kith_methods; *method; method++)
      if (kith_method_is_listed(*method, b->options->methods)) kith_evidence_read(&b->evidence, b->corpus.readings.at, i, *method, how);
  kith_entities_settle(&b->corpus.entities, b->corpus.readings.at, b->corpus.readings.n, &b->evidence);
  kith_evidence_finish(&b->evidence);
}

/* --top is about persons and bodies, not about one graph: relations of those that went go, too. */
static void drop_others(kith_graph *graph, const kith_graph *kept_graph, const int64_t *kept_entities) {
  bool *kept = kith_alloc_zero(graph->nodes.rows + 1, sizeof *kept);
  for (size_t i = 0; i < kept_graph->nodes.rows; i++) kept[kept_entities[i]] = true;
  const int64_t *source = kith_table_find(&graph->edges, "source")->longs, *target = kith_table_find(&graph->edges, "target")->longs;
  int64_t *count = kith_table_find(&graph->edges, "count")->longs;
  for (size_t e = 0; e < graph->edges.rows; e++)
    if (!kept[source[e]] || !kept[target[e]]) count[e] = 0; /* below every --min-count */
  kith_free(kept);
}

/* Ties that chance may have made go. */
static void keep_backbone(kith_graph *graph, double alpha) {
  const double *backbone = kith_table_find(&graph->edges, "backbone")->doubles;
  int64_t *count = kith_table_find(&graph->edges, "count")->longs;
  for (size_t e = 0; e < graph->edges.rows; e++)
    if (!(backbone[e] < alpha)) count[e] = 0;
}

/* Makes one of the graphs and adds the ties of its edges to the list. */
static kith_status make_graph(build *b, kith_graph *graph, bool directed, kith_error *error) {
  const kith_build_options *o = b->options;
  kith_prune_options prune = {o->min_count, o->min_documents, o->types, o->top, o->keep_isolated && !directed};
  kith_measure_options measures = {.metrics = o->metrics};
  const int64_t *ties;
  double alpha = o->alpha ? strtod(o->alpha, NULL) : 1;
  kith_graph_from_evidence(graph, &b->corpus, &b->evidence, directed);
  if (directed && o->top) {
    drop_others(graph, &b->graph, b->entities);
    prune.top = 0;
  }
  kith_status status = kith_graph_prune(graph, &prune, error);
  if (status == KITH_OK && !directed) kith_strength_backbone(graph);
  if (status == KITH_OK && !directed && alpha < 1) {
    keep_backbone(graph, alpha);
    status = kith_graph_prune(graph, &prune, error);
  }
  if (status == KITH_OK) status = kith_graph_measure(graph, &measures, error);
  kith_graph_hide_origins(graph, &b->entities, &ties);
  if (status == KITH_OK) kith_strength_measure(graph, &b->corpus, &b->evidence, b->knowledge.languages, b->entities, ties);
  if (status == KITH_OK && !directed) {
    kith_slices_open(&b->slices, graph, &b->corpus, &b->evidence, o->slice ? o->slice : "month", b->entities, ties);
    size_t slices = kith_slices_count(b->slices);
    if (o->slice && slices > KITH_SLICES_MOST)
      status = kith_error_set(error, KITH_ERR_ARG, "--slice %s makes %zu graphs, and %d are the most: take a longer slice, or --since and --until", o->slice,
                              slices, KITH_SLICES_MOST);
  }
  b->ties = kith_realloc(b->ties, (b->tie_count + graph->edges.rows + 1) * sizeof *b->ties);
  memcpy(b->ties + b->tie_count, ties, graph->edges.rows * sizeof *ties);
  b->tie_count += graph->edges.rows;
  return status;
}

static kith_status measure(build *b, kith_error *error) {
  kith_status status = make_graph(b, &b->graph, false, error);
  if (status == KITH_OK) status = stopped(b, error);
  if (status == KITH_OK) status = make_graph(b, &b->relations, true, error);
  if (status == KITH_OK) kith_graph_join(&b->joined, &b->graph, &b->relations);
  if (status == KITH_OK && strcmp(b->options->time, "timestamp") == 0) kith_strength_dates(&b->joined.edges, &b->corpus, &b->evidence, b->ties);
  return status;
}

kith_status kith_build_run(const kith_build_options *options, kith_build_summary *summary, kith_error *error) {
  build b = {.options = options};
  kith_relation_options how;
  if (summary) memset(summary, 0, sizeof *summary);
  if (!options->out)
    return kith_error_set(error, KITH_ERR_ARG, "no output folder: say where the result goes with -o FOLDER");
  kith_export_options_init(&b.export);
  b.export.separator = options->separator;
  b.export.bom = options->bom;
  b.export.defuse = options->defuse;
  b.export.about = kith_version_text();

  kith_status status = kith_build_relation_options(options, &how, error);
  if (status != KITH_OK) return status;
  status = kith_build_read(options, &b.knowledge, &b.corpus, error);
  if (status != KITH_OK) return status;
  kith_evidence_init(&b.evidence);
  kith_manifest_init(&b.manifest);
  relate(&b, &how);
  status = stopped(&b, error);
  if (status == KITH_OK) status = measure(&b, error);
  if (status == KITH_OK) status = write_all(&b, error);
  if (status == KITH_OK && summary) kith_manifest_summarise(&b.corpus, &b.knowledge, &b.graph, options, summary);
  if (status == KITH_OK && summary) summary->relations = b.relations.edges.rows;

  kith_manifest_clear(&b.manifest);
  kith_slices_close(b.slices);
  kith_names_clear(&b.slice_files);
  kith_graph_clear(&b.joined);
  kith_graph_clear(&b.relations);
  kith_graph_clear(&b.graph);
  kith_free(b.ties);
  kith_evidence_clear(&b.evidence);
  kith_phraser_close(b.phraser);
  kith_corpus_clear(&b.corpus);
  kith_knowledge_close(&b.knowledge);
  return status;
}

/* How fast is our GraphML writer against the disk cache? One run, both ways:
 *
 *     bench_graphml [EDGES [NODES [FOLDER]]]      (1000000, 100000, /tmp)
 *
 * A co-occurrence graph is made up (fixed seed) and exported to one file, then
 * the same bytes are put into a second file with one fwrite. Each is done ROUNDS
 * times in turn; the best counts, since other jobs only ever add. Prints MB/s of both and the ratio of times.
 * Exit status 1 when the writer takes THREE times as long or longer. */
#include "export/exporter.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 9, RATIO_MAX = 3 };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static double best(const double *values) {
  double least = values[0];
  for (size_t i = 1; i < ROUNDS; i++)
    if (values[i] < least) least = values[i];
  return least;
}

static kith_str text(kith_table *table, const char *format, uint64_t number) {
  char made[64];
  snprintf(made, sizeof made, format, (unsigned long long)number);
  return kith_table_keep(table, kith_str_of(made));
}

static void make_up(kith_graph *graph, size_t nodes, size_t edges) {
  uint64_t state = 88172645463325252u;
  kith_graph_init(graph, false, nodes, edges);
  for (size_t i = 0; i < nodes; i++) {
    kith_table_find(&graph->nodes, "id")->text[i] = text(&graph->nodes, "wd:Q%llu", 1000 + i);
    kith_table_find(&graph->nodes, "label")->text[i] = text(&graph->nodes, "Person Number %llu", i);
    kith_table_find(&graph->nodes, "type")->text[i] = KITH_STR("PER");
    kith_table_find(&graph->nodes, "mentions")->longs[i] = (int64_t)(next_random(&state) % 500);
    kith_table_find(&graph->nodes, "documents")->longs[i] = (int64_t)(next_random(&state) % 90);
  }
  int64_t *source = kith_table_find(&graph->edges, "source")->longs;
  int64_t *target = kith_table_find(&graph->edges, "target")->longs;
  int64_t *count = kith_table_find(&graph->edges, "count")->longs;
  int64_t *documents = kith_table_find(&graph->edges, "documents")->longs;
  kith_str *id = kith_table_find(&graph->edges, "id")->text;
  double *weight = kith_table_find(&graph->edges, "weight")->doubles;
  for (size_t e = 0; e < edges; e++) {
    source[e] = (int64_t)(e * nodes / edges);
    target[e] = (int64_t)(next_random(&state) % nodes);
    count[e] = 1 + (int64_t)(next_random(&state) % 60);
    documents[e] = 1 + count[e] / 3;
    weight[e] = (double)count[e] + (double)(next_random(&state) % 1000) / 1000;
    id[e] = text(&graph->edges, "c:%llu", e);
  }
}

static double write_ours(const kith_graph *graph, const char *path) {
  kith_export_options options;
  kith_export_options_init(&options);
  kith_out out;
  kith_error error;
  unlink(path);
  double start = seconds();
  if (kith_out_open(&out, path, false, &error) != KITH_OK) exit(3);
  kith_exporter_find("graphml")->graph(graph, &options, &out);
  if (kith_out_close(&out, NULL, &error) != KITH_OK) exit(3);
  return seconds() - start;
}

static double write_raw(const kith_buf *bytes, const char *path) {
  unlink(path);
  double start = seconds();
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(bytes->at, 1, bytes->n, file) != bytes->n || fclose(file) != 0) exit(3);
  return seconds() - start;
}

int main(int argc, char **argv) {
  size_t edges = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000;
  size_t nodes = argc > 2 ? strtoull(argv[2], NULL, 10) : 100000;
  char folder[512], ours[600], raw[600];
  snprintf(folder, sizeof folder, "%s/kith-bench-XXXXXX", argc > 3 ? argv[3] : "/tmp");
  if (!nodes || !mkdtemp(folder)) return 2;
  snprintf(ours, sizeof ours, "%s/ours.graphml", folder);
  snprintf(raw, sizeof raw, "%s/raw.graphml", folder);
  kith_graph graph;
  make_up(&graph, nodes, edges);
  write_ours(&graph, ours);
  kith_buf bytes = {0};
  kith_error error;
  if (kith_file_read(ours, &bytes, &error) != KITH_OK) return 3;
  double our_times[ROUNDS], raw_times[ROUNDS];
  for (size_t i = 0; i < ROUNDS; i++) {
    raw_times[i] = write_raw(&bytes, raw);
    our_times[i] = write_ours(&graph, ours);
  }
  double our_time = best(our_times), raw_time = best(raw_times), megabytes = (double)bytes.n / 1e6;
  printf("graphml: %zu nodes, %zu edges, %.1f MB\n", nodes, edges, megabytes);
  printf("writer  %.3f s  %.0f MB/s\nfwrite  %.3f s  %.0f MB/s\nratio   %.2f (below %d wanted)\n", our_time,
         megabytes / our_time, raw_time, megabytes / raw_time, our_time / raw_time, RATIO_MAX);
  unlink(ours);
  unlink(raw);
  rmdir(folder);
  kith_vec_clear(&bytes);
  kith_graph_clear(&graph);
  return our_time / raw_time < RATIO_MAX ? 0 : 1;
}

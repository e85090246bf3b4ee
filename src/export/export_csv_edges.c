/* CSV of a graph's edges, for Gephi's spreadsheet import (append it to the
 * nodes' file) and for spreadsheets; see csv.h for cells.
 *
 * The header is `Source,Target,Type,Kind,Id,Label,Weight` and then the other
 * columns under their names. Type stands in every row: without it Gephi takes
 * an edge for directed. Kind keeps parallel ties apart, which Gephi otherwise
 * merges: the column `kind`, or what the graph as a whole is. A weight that is
 * missing or not above 0 is left out: Gephi drops edges of weight 0. */
#include "export/csv.h"

static const char *const LEADING[] = {"source", "target", "kind", "id", "label", "weight"};
enum { SOURCE, TARGET, KIND, ID, LABEL, WEIGHT, LEADING_COUNT };

static bool is_leading(const kith_column *column) {
  for (size_t i = 0; i < LEADING_COUNT; i++)
    if (strcmp(column->name, LEADING[i]) == 0) return true;
  return false;
}

static void write_header(kith_csv *csv, const kith_table *edges) {
  static const char *const names[] = {"Source", "Target", "Type", "Kind", "Id", "Label", "Weight"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) kith_csv_name(csv, names[i]);
  for (size_t c = 0; c < edges->columns.n; c++)
    if (!is_leading(&edges->columns.at[c])) kith_csv_name(csv, edges->columns.at[c].name);
  kith_csv_line(csv);
}

static void write_id(kith_csv *csv, const kith_column *id, size_t row) {
  if (id && id->text[row].n) {
    kith_csv_id(csv, id->text[row]);
    return;
  }
  kith_buf made = {0};
  kith_buf_format(&made, "e:%zu", row);
  kith_csv_id(csv, kith_buf_str(&made));
  kith_vec_clear(&made);
}

static void write_leading(kith_csv *csv, const kith_graph *graph, const kith_column *const *columns, size_t row) {
  const kith_str *ids = kith_table_find(&graph->nodes, "id")->text;
  kith_csv_id(csv, ids[columns[SOURCE]->longs[row]]);
  kith_csv_id(csv, ids[columns[TARGET]->longs[row]]);
  kith_csv_text(csv, graph->directed ? KITH_STR("Directed") : KITH_STR("Undirected"));
  kith_csv_text(csv, columns[KIND]    ? columns[KIND]->text[row]
                     : graph->directed ? KITH_STR("relation")
                                       : KITH_STR("cooccurrence"));
  write_id(csv, columns[ID], row);
  kith_csv_text(csv, columns[LABEL] ? columns[LABEL]->text[row] : KITH_STR(""));
  const kith_column *weight = columns[WEIGHT];
  if (weight && kith_export_weight_is_fit(weight->doubles[row]))
    kith_csv_cell(csv, weight, row);
  else
    kith_csv_text(csv, KITH_STR(""));
}

static void export_edges(const kith_graph *graph, const kith_export_options *options, kith_out *out) {
  const kith_table *edges = &graph->edges;
  const kith_column *columns[LEADING_COUNT];
  for (size_t i = 0; i < LEADING_COUNT; i++) columns[i] = kith_table_find(edges, LEADING[i]);
  kith_csv csv;
  kith_csv_open(&csv, options, out);
  if (options->header) write_header(&csv, edges);
  for (size_t row = 0; row < edges->rows; row++) {
    write_leading(&csv, graph, columns, row);
    for (size_t c = 0; c < edges->columns.n; c++)
      if (!is_leading(&edges->columns.at[c])) kith_csv_cell(&csv, &edges->columns.at[c], row);
    kith_csv_line(&csv);
  }
  kith_csv_close(&csv);
}

const kith_exporter kith_exporter_csv_edges = {
    "csv_edges", ".csv", "CSV of a graph's edges, for Gephi and spreadsheets", export_edges, NULL};

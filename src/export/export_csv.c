/* CSV of any table: the header holds the columns' names (see csv.h for cells).
 *
 * The nodes of a graph (a table with `for_gephi`) come as Gephi's spreadsheet
 * import and Excel both want them: first `Id` and `Label`, spelt so, a label in
 * every row. */
#include "export/csv.h"

static bool is_named(const kith_column *column, const char *name) {
  return strcmp(column->name, name) == 0;
}

static void write_header(kith_csv *csv, const kith_table *table) {
  if (table->for_gephi) {
    kith_csv_name(csv, "Id");
    kith_csv_name(csv, "Label");
  }
  for (size_t c = 0; c < table->columns.n; c++) {
    const kith_column *column = &table->columns.at[c];
    if (table->for_gephi && (is_named(column, "id") || is_named(column, "label"))) continue;
    kith_csv_name(csv, column->name);
  }
  kith_csv_line(csv);
}

static void export_table(const kith_table *table, const kith_export_options *options, kith_out *out) {
  kith_csv csv;
  kith_csv_open(&csv, options, out);
  if (options->header) write_header(&csv, table);
  const kith_column *id = kith_table_find(table, "id"), *label = kith_table_find(table, "label");
  for (size_t row = 0; row < table->rows; row++) {
    if (table->for_gephi) {
      kith_str own = id ? id->text[row] : KITH_STR("");
      kith_csv_id(&csv, own);
      kith_csv_label(&csv, label ? label->text[row] : KITH_STR(""), own);
    }
    for (size_t c = 0; c < table->columns.n; c++) {
      const kith_column *column = &table->columns.at[c];
      if (table->for_gephi && (column == id || column == label)) continue;
      kith_csv_cell(&csv, column, row);
    }
    kith_csv_line(&csv);
  }
  kith_csv_close(&csv);
}

const kith_exporter kith_exporter_csv = {"csv", ".csv", "CSV of a table, for spreadsheets and Gephi", NULL,
                                         export_table};

#include "graph/table.h"

#include <assert.h>
#include <math.h>

void kith_table_init(kith_table *table, const char *name, size_t rows) {
  memset(table, 0, sizeof *table);
  table->name = name;
  table->rows = rows;
  kith_arena_init(&table->arena);
}

void kith_table_clear(kith_table *table) {
  kith_vec_clear(&table->columns);
  kith_arena_clear(&table->arena);
  table->rows = 0;
}

static void fill_missing(kith_table *table, kith_column *column) {
  switch (column->kind) {
  case KITH_COLUMN_TEXT:
  case KITH_COLUMN_DATE:
    column->text = kith_arena_alloc(&table->arena, table->rows * sizeof *column->text);
    for (size_t i = 0; i < table->rows; i++) column->text[i] = KITH_STR("");
    break;
  case KITH_COLUMN_LONG:
    column->longs = kith_arena_alloc(&table->arena, table->rows * sizeof *column->longs);
    for (size_t i = 0; i < table->rows; i++) column->longs[i] = KITH_NO_LONG;
    break;
  case KITH_COLUMN_DOUBLE:
    column->doubles = kith_arena_alloc(&table->arena, table->rows * sizeof *column->doubles);
    for (size_t i = 0; i < table->rows; i++) column->doubles[i] = (double)NAN;
    break;
  }
}

kith_column *kith_table_add(kith_table *table, const char *name, kith_column_kind kind, const char *about) {
  assert(!kith_table_find(table, name));
  kith_vec_push(&table->columns, (kith_column){.name = name, .about = about, .kind = kind});
  kith_column *column = &table->columns.at[table->columns.n - 1];
  fill_missing(table, column);
  return column;
}

kith_column *kith_table_find(const kith_table *table, const char *name) {
  for (size_t i = 0; i < table->columns.n; i++)
    if (strcmp(table->columns.at[i].name, name) == 0) return &table->columns.at[i];
  return NULL;
}

kith_str kith_table_keep(kith_table *table, kith_str s) {
  if (!s.n) return KITH_STR("");
  return (kith_str){kith_arena_copy(&table->arena, s.p, s.n), s.n};
}

void kith_table_filter(kith_table *table, const bool *keep) {
  size_t kept = 0;
  for (size_t i = 0; i < table->rows; i++) {
    if (!keep[i]) continue;
    for (size_t c = 0; c < table->columns.n; c++) {
      kith_column *column = &table->columns.at[c];
      if (column->kind == KITH_COLUMN_LONG)
        column->longs[kept] = column->longs[i];
      else if (column->kind == KITH_COLUMN_DOUBLE)
        column->doubles[kept] = column->doubles[i];
      else
        column->text[kept] = column->text[i];
    }
    kept++;
  }
  table->rows = kept;
}

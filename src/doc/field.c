#include "doc/field.h"

enum { USUAL = 9 };

static const struct {
  const char *name;
  const char *usual[USUAL]; /* in order of preference, as `plain` writes them; NULL-terminated */
} table[KITH_FIELDS] = {
    [KITH_FIELD_ID] = {"id", {"docid", "articleid", "uuid", "guid", NULL}},
    [KITH_FIELD_TEXT] = {"text",
                         {"body", "content", "article", "fulltext", "maintext", "articlebody", "contenttext",
                          NULL}},
    [KITH_FIELD_TITLE] = {"title", {"headline", NULL}},
    [KITH_FIELD_DATE] = {"date",
                         {"published", "publishedat", "pubdate", "publishdate", "datepublished", "timestamp",
                          "datetime", NULL}},
    [KITH_FIELD_LANGUAGE] = {"language", {"lang", NULL}},
    [KITH_FIELD_SOURCE] = {"source", {"outlet", "publisher", "sourcedomain", NULL}},
    [KITH_FIELD_URL] = {"url", {"link", NULL}},
};

kith_status kith_fields_open(kith_fields *fields, const kith_field_map *map, size_t count, kith_error *error) {
  memset(fields, 0, sizeof *fields);
  for (size_t i = 0; i < count; i++) {
    size_t k = 0;
    while (k < KITH_FIELDS && strcmp(table[k].name, map[i].field) != 0) k++;
    if (k == KITH_FIELDS || !*map[i].column) {
      kith_fields_clear(fields);
      return kith_error_set(error, KITH_ERR_ARG,
                            "no field is called '%s'; there are id, text, title, date, language, source, url",
                            map[i].field);
    }
    size_t n = strlen(map[i].column) + 1;
    kith_free(fields->mapped[k]);
    fields->mapped[k] = memcpy(kith_alloc(n), map[i].column, n);
  }
  return KITH_OK;
}

void kith_fields_clear(kith_fields *fields) {
  for (size_t k = 0; k < KITH_FIELDS; k++) {
    kith_free(fields->mapped[k]);
    fields->mapped[k] = NULL;
  }
}

static size_t plain(kith_str column, char out[32]) {
  size_t n = 0;
  for (size_t i = 0; i < column.n && n < 31; i++) {
    char c = column.p[i];
    if (c == '_' || c == '-' || c == ' ') continue;
    out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  out[n] = '\0';
  return n;
}

kith_field kith_fields_find(const kith_fields *fields, kith_str column, uint8_t *rank) {
  char name[32];
  *rank = 0;
  for (size_t k = 0; k < KITH_FIELDS; k++)
    if (fields->mapped[k] && kith_str_is(column, fields->mapped[k])) return (kith_field)k;
  if (column.n > 40) return KITH_FIELDS;
  plain(kith_str_trim(column), name);
  for (size_t k = 0; k < KITH_FIELDS; k++) {
    if (fields->mapped[k]) continue;
    *rank = 1;
    if (strcmp(name, table[k].name) == 0) return (kith_field)k;
    for (size_t i = 0; table[k].usual[i]; i++) {
      *rank = (uint8_t)(i + 2);
      if (strcmp(name, table[k].usual[i]) == 0) return (kith_field)k;
    }
  }
  return KITH_FIELDS;
}

void kith_record_offer(kith_record *record, kith_arena *arena, kith_field field, uint8_t rank, kith_str value) {
  if (kith_str_trim(value).n == 0) return;
  if (record->value[field].p && record->rank[field] <= rank) return;
  record->value[field] = (kith_str){kith_arena_copy(arena, value.p, value.n), value.n};
  record->rank[field] = rank;
}

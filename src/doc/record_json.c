#include "doc/record_json.h"

#include <stdio.h>

json_t *kith_json_parse(kith_feed *feed, kith_str bytes, size_t line, kith_error *error) {
  kith_buf room = {0};
  kith_str valid = kith_feed_repair(feed, bytes, &room);
  json_error_t why;
  json_t *value = json_loadb(valid.p, valid.n, JSON_DECODE_ANY, &why);
  kith_vec_clear(&room);
  if (!value) {
    size_t at = line && why.line > 1 ? line + (size_t)why.line - 1 : line;
    kith_feed_error(feed, error, at, "is broken JSON: %s (byte %d of the record)", why.text, why.position);
  }
  return value;
}

static void offer(kith_arena *arena, json_t *value, kith_field field, uint8_t rank, kith_record *record) {
  char number[40];
  switch (json_typeof(value)) {
  case JSON_STRING:
    kith_record_offer(record, arena, field, rank, (kith_str){json_string_value(value), json_string_length(value)});
    break;
  case JSON_INTEGER:
    snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    kith_record_offer(record, arena, field, rank, kith_str_of(number));
    break;
  case JSON_REAL: /* seconds with a fraction, as clocks give them */
    if (json_real_value(value) < 0 || json_real_value(value) > 1e15) break;
    snprintf(number, sizeof number, "%llu", (unsigned long long)json_real_value(value));
    kith_record_offer(record, arena, field, rank, kith_str_of(number));
    break;
  case JSON_OBJECT: {
    json_t *name = json_object_get(value, "name");
    if (name && json_is_string(name)) offer(arena, name, field, rank, record);
    break;
  }
  case JSON_ARRAY: {
    kith_buf lines = {0};
    for (size_t i = 0; i < json_array_size(value); i++) {
      json_t *line = json_array_get(value, i);
      if (!json_is_string(line)) continue;
      if (lines.n) kith_buf_char(&lines, '\n');
      kith_buf_add(&lines, (kith_str){json_string_value(line), json_string_length(line)});
    }
    kith_record_offer(record, arena, field, rank, kith_buf_str(&lines));
    kith_vec_clear(&lines);
    break;
  }
  case JSON_TRUE:
  case JSON_FALSE:
  case JSON_NULL: break;
  }
}

void kith_record_from_json(const kith_feed *feed, kith_arena *arena, json_t *object, kith_record *record) {
  const char *key;
  json_t *value;
  json_object_foreach(object, key, value) {
    uint8_t rank;
    kith_field field = kith_fields_find(feed->fields, kith_str_of(key), &rank);
    if (field != KITH_FIELDS) offer(arena, value, field, rank, record);
  }
}

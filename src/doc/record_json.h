/* From a JSON object to a record: what reader_json.c and reader_jsonl.c share. */
#ifndef KITH_DOC_RECORD_JSON_H
#define KITH_DOC_RECORD_JSON_H

#include "doc/reader.h"

#include <jansson.h>

/* Offers every member that feeds a field. Numbers count as text; of a list of
 * strings the lines, of an object its "name" ({"source": {"name": …}}). */
void kith_record_from_json(const kith_feed *feed, kith_arena *arena, json_t *object, kith_record *record);

/* The same straight from the bytes of an object (valid UTF-8), many times
 * faster. False, with the record as it was, for anything it leaves to jansson:
 * broken JSON, and rare things such as names used twice. */
bool kith_record_quick(const kith_feed *feed, kith_arena *arena, kith_str bytes, kith_record *record);

/* Parses one object, repaired where it is no UTF-8. NULL with `error` filled;
 * `line` is where the bytes begin. */
json_t *kith_json_parse(kith_feed *feed, kith_str bytes, size_t line, kith_error *error);

/* Eight bytes without a quote, a backslash or a control character (now and then
 * it says no without need). */
static inline bool kith_json_ordinary(const char *p) {
  const uint64_t ones = 0x0101010101010101u, highs = 0x80 * ones;
  uint64_t x;
  memcpy(&x, p, 8);
  uint64_t quote = x ^ '"' * ones, slash = x ^ '\\' * ones;
  return !((((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((x - 0x20 * ones) & ~x)) & highs);
}

#endif

/* JSON Lines: an object a line; a broken line is skipped and the rest goes on. */
#include "doc/record_json.h"

static kith_status next(kith_feed *feed, kith_arena *arena, kith_record *record, kith_error *error) {
  kith_str line;
  record->in_set = true;
  do {
    kith_status status = kith_feed_line(feed, &line, error);
    record->line = feed->line;
    if (status == KITH_END && !feed->line) return kith_feed_error(feed, error, 0, "is empty");
    if (status != KITH_OK) return status;
    line = kith_str_trim(line);
  } while (!line.n);
  if (kith_utf8_valid_prefix(line) == line.n && kith_record_quick(feed, arena, line, record)) return KITH_OK;
  if (!strchr("{[\"-0123456789tfn", line.p[0])) /* what no JSON begins with need not be read to its end */
    return kith_feed_error(feed, error, feed->line, "is no JSON; expected {\"text\": …}");
  json_t *object = kith_json_parse(feed, line, feed->line, error);
  if (!object) return KITH_ERR_FORMAT;
  kith_status status = KITH_OK;
  if (json_is_object(object))
    kith_record_from_json(feed, arena, object, record);
  else
    status = kith_feed_error(feed, error, feed->line, "is JSON but no object; expected {\"text\": …}");
  json_decref(object);
  return status;
}

const kith_reader kith_reader_jsonl = {"jsonl", ".jsonl .ndjson", "JSON Lines, one object a line", next, NULL};

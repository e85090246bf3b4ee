/* Plain text and Markdown: one file is one document. */
#include "doc/reader.h"

static kith_status next(kith_feed *feed, kith_arena *arena, kith_record *record, kith_error *error) {
  if (feed->number++) return KITH_END;
  kith_status status = kith_feed_fill(feed, KITH_TEXT_MAX + 1, error);
  if (status != KITH_OK) return status;
  kith_str text = kith_feed_rest(feed);
  if (text.n > KITH_TEXT_MAX) return kith_feed_error(feed, error, 0, "is larger than 1 GiB");
  if (kith_str_trim(text).n == 0) return kith_feed_error(feed, error, 0, "is empty");
  const char *nul = memchr(text.p, 0, text.n);
  if (nul) {
    status = kith_error_at(error, KITH_ERR_ENCODING, feed->entry.path.p, 0,
                           "holds a NUL byte: binary data, not text");
    if (error) error->byte = nul - text.p;
    return status;
  }
  kith_buf room = {0};
  kith_record_offer(record, arena, KITH_FIELD_TEXT, 0, kith_feed_repair(feed, text, &room));
  kith_vec_clear(&room);
  return KITH_OK;
}

const kith_reader kith_reader_txt = {"txt", ".txt .md .markdown .text", "plain text, one document a file",
                                     next, NULL};

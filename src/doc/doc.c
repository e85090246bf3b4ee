#include "doc/doc.h"

#include "base/map.h"
#include "doc/date.h"
#include "doc/reader.h"
#include "text/charset.h"

enum { BROKEN_MAX = 10000 }; /* records in a row that cannot be read until a file is given up */

struct kith_docs {
  kith_doc_source *source;
  kith_fields fields;
  const kith_reader *format; /* NULL: by name and content */
  char *charset;             /* NULL: none declared */
  kith_feed feed;
  const kith_reader *reader; /* of the open entry; NULL: none is open */
  size_t broken;             /* in a row */
  kith_map ids;              /* hash of each id -> how many documents asked for it */
};

static kith_status check_charset(const char *charset, kith_error *error) {
  kith_buf out = {0};
  char name[32];
  kith_status status = kith_charset_decode(KITH_STR("\xe4"), charset, &out, name, NULL);
  kith_vec_clear(&out);
  if (status != KITH_ERR_ARG) return KITH_OK;
  return kith_error_set(error, KITH_ERR_ARG, "no charset is called '%s'", charset);
}

kith_status kith_docs_open(kith_docs **out, const kith_docs_options *options, kith_error *error) {
  kith_inputs inputs = {0};
  kith_docs *docs = kith_alloc_zero(1, sizeof *docs);
  *out = NULL;
  if (options->format) {
    docs->format = kith_reader_named(options->format);
    if (!docs->format) {
      kith_free(docs);
      return kith_error_set(error, KITH_ERR_ARG, "no format is called '%s'", options->format);
    }
  }
  kith_status status = kith_fields_open(&docs->fields, options->fields, options->field_count, error);
  if (status == KITH_OK && options->charset) status = check_charset(options->charset, error);
  for (size_t i = 0; i < options->input_count && status == KITH_OK; i++)
    status = kith_inputs_add(&inputs, options->inputs[i], options->exclude, error);
  if (status != KITH_OK) {
    kith_inputs_clear(&inputs);
    kith_docs_close(docs);
    return status;
  }
  if (options->charset) {
    size_t n = strlen(options->charset) + 1;
    docs->charset = memcpy(kith_alloc(n), options->charset, n);
  }
  docs->feed.csv_separator = options->csv_separator;
  docs->source = kith_doc_source_open(&inputs);
  *out = docs;
  return KITH_OK;
}

static void close_entry(kith_docs *docs) {
  if (docs->reader && docs->reader->close) docs->reader->close(&docs->feed);
  docs->reader = NULL;
  docs->broken = 0;
  kith_feed_clear(&docs->feed);
  /* one huge file must not keep its memory for the rest of the run */
  if (docs->feed.window.room > (size_t)64 << 20) kith_vec_clear(&docs->feed.window);
}

void kith_docs_close(kith_docs *docs) {
  if (!docs) return;
  close_entry(docs);
  kith_vec_clear(&docs->feed.window);
  kith_doc_source_close(docs->source);
  kith_fields_clear(&docs->fields);
  kith_free(docs->charset);
  kith_map_clear(&docs->ids);
  kith_free(docs);
}

/* ---- ids ---- */

static kith_str keep(kith_arena *arena, kith_str s) {
  return (kith_str){kith_arena_copy(arena, s.p, s.n), s.n};
}

/* Valid UTF-8 on one line without blanks at its ends: file names and fields are anybody's bytes. */
static kith_str one_line(kith_arena *arena, kith_str s, char instead) {
  kith_buf line = {0};
  bool blank = false;
  s = kith_str_trim(s);
  for (size_t i = 0; i < s.n;) {
    unsigned used;
    uint32_t cp = kith_utf8_decode(s.p + i, s.p + s.n, &used);
    bool control = cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 || cp == 0x2029;
    if (!control) kith_buf_cp(&line, cp);
    if (control && !blank) kith_buf_char(&line, instead);
    blank = control;
    i += used;
  }
  s = keep(arena, kith_buf_str(&line));
  kith_vec_clear(&line);
  return s;
}

/* The id itself for its first document, then "id#2", "id#3": whatever else is called so. */
static kith_str unique_id(kith_docs *docs, kith_arena *arena, kith_str id) {
  uint64_t count = ++*kith_map_add(&docs->ids, kith_str_hash(id));
  if (count == 1) return id;
  kith_buf next = {0};
  for (;; count++) {
    next.n = 0;
    kith_buf_add(&next, id);
    kith_buf_char(&next, '#');
    kith_buf_u64(&next, count);
    uint64_t *taken = kith_map_add(&docs->ids, kith_str_hash(kith_buf_str(&next)));
    if (++*taken == 1) break;
  }
  *kith_map_find(&docs->ids, kith_str_hash(id)) = count; /* the next one need not search again */
  id = keep(arena, kith_buf_str(&next));
  kith_vec_clear(&next);
  return id;
}

/* "path", or "path:12" for one of many in a file. */
static kith_str place_of(const kith_docs *docs, kith_arena *arena, const kith_record *record) {
  kith_buf id = {0};
  size_t place = record->number ? record->number : record->line;
  kith_buf_add(&id, docs->feed.entry.id);
  if (record->in_set && place) {
    kith_buf_char(&id, ':');
    kith_buf_u64(&id, place);
  }
  kith_str out = one_line(arena, kith_buf_str(&id), '_');
  kith_vec_clear(&id);
  return out;
}

/* ---- documents ---- */

static kith_str date_of(const kith_docs *docs, kith_arena *arena, const kith_record *record) {
  char date[KITH_DATE_SIZE] = "";
  if (!kith_date_read(record->value[KITH_FIELD_DATE], date) &&
      !kith_date_in_text(record->value[KITH_FIELD_TEXT], date))
    kith_date_in_name(docs->feed.entry.name, date);
  return keep(arena, kith_str_of(date));
}

static kith_status fill(kith_docs *docs, kith_arena *arena, const kith_record *record, kith_doc *doc,
                        kith_error *error) {
  const kith_str *value = record->value;
  kith_str id = value[KITH_FIELD_ID].p ? one_line(arena, value[KITH_FIELD_ID], '_') : KITH_STR("");
  doc->id = unique_id(docs, arena, id.n ? id : place_of(docs, arena, record));
  if (!value[KITH_FIELD_TEXT].p) {
    const char *column = docs->fields.mapped[KITH_FIELD_TEXT];
    return kith_feed_error(&docs->feed, error, record->line, "has no text (looked for %s)",
                           column ? column : KITH_FIELD_TEXT_NAMES);
  }
  if (value[KITH_FIELD_TEXT].n > KITH_TEXT_MAX)
    return kith_feed_error(&docs->feed, error, record->line, "has a text of more than 1 GiB");
  if (memchr(value[KITH_FIELD_TEXT].p, 0, value[KITH_FIELD_TEXT].n))
    return kith_feed_error(&docs->feed, error, record->line, "has a NUL byte in its text");
  doc->text = value[KITH_FIELD_TEXT];
  doc->title = one_line(arena, value[KITH_FIELD_TITLE], ' ');
  doc->language = one_line(arena, value[KITH_FIELD_LANGUAGE], ' ');
  doc->source = one_line(arena, value[KITH_FIELD_SOURCE], ' ');
  doc->url = one_line(arena, value[KITH_FIELD_URL], ' ');
  doc->date = date_of(docs, arena, record);
  doc->charset = keep(arena, kith_str_of(docs->feed.charset));
  return KITH_OK;
}

static kith_status open_entry(kith_docs *docs, kith_error *error) {
  kith_feed *feed = &docs->feed;
  kith_feed_clear(feed);
  feed->source = docs->source;
  feed->declared = docs->charset;
  feed->fields = &docs->fields;
  kith_status status = kith_doc_source_next(docs->source, &feed->entry, error);
  if (status != KITH_OK) return status;
  status = kith_feed_open(feed, error);
  if (status == KITH_OK) {
    docs->reader = docs->format ? docs->format : kith_reader_for(feed, error);
    if (!docs->reader) status = KITH_ERR_FORMAT;
  }
  if (status != KITH_OK) close_entry(docs);
  return status;
}

kith_status kith_docs_next(kith_docs *docs, kith_arena *arena, kith_doc *doc, kith_error *error) {
  const kith_str none = KITH_STR("");
  *doc = (kith_doc){none, none, none, none, none, none, none, none};
  for (;;) {
    if (!docs->reader) {
      kith_status status = open_entry(docs, error);
      if (status == KITH_END) return KITH_END;
      if (status != KITH_OK) {
        doc->id = one_line(arena, docs->feed.entry.id, '_');
        return status;
      }
    }
    kith_record record = {0};
    kith_status status = docs->reader->next(&docs->feed, arena, &record, error);
    if (status == KITH_END) {
      close_entry(docs);
      continue;
    }
    docs->broken = status == KITH_OK ? 0 : docs->broken + 1;
    if (status == KITH_OK) return fill(docs, arena, &record, doc, error);
    doc->id = place_of(docs, arena, &record);
    if (docs->broken < BROKEN_MAX) return status;
    status = kith_feed_error(&docs->feed, error, record.line,
                             "is given up: %d records in a row cannot be read", BROKEN_MAX);
    close_entry(docs);
    return status;
  }
}

void kith_docs_progress(const kith_docs *docs, uint64_t *done, uint64_t *total) {
  kith_doc_source_progress(docs->source, done, total);
}

bool kith_docs_file(const kith_docs *docs, size_t i, kith_input_file *file) {
  return kith_doc_source_file(docs->source, i, file);
}

/* Readers: from the bytes of one file to records.
 *
 * Adding a format is one file reader_<name>.c that defines kith_reader_<name>,
 * and one row in KITH_READERS. */
#ifndef KITH_DOC_READER_H
#define KITH_DOC_READER_H

#include "doc/field.h"
#include "doc/source.h"

/* The bytes of one entry as UTF-8, through a window. What is UTF-8 streams;
 * what is not is read whole (up to 1 GiB) and converted. */
typedef struct kith_feed {
  kith_doc_source *source;   /* borrowed, as is all below up to csv_separator */
  kith_doc_entry entry;
  const char *declared;      /* charset or NULL */
  const kith_fields *fields;
  char csv_separator;        /* 0: unknown */
  char charset[32];
  kith_buf window;           /* unread bytes begin at `at` */
  size_t at;
  bool ended, whole;         /* nothing follows the window; it is all converted */
  size_t line;               /* of the line that kith_feed_line gave last, from 1 */
  size_t number;             /* of records begun so far, where a format counts them */
  void *state;               /* the reader's own */
} kith_feed;

/* One document's text at most. */
#define KITH_TEXT_MAX ((size_t)1 << 30)

/* Looks at the first bytes and settles the charset. */
kith_status kith_feed_open(kith_feed *feed, kith_error *error);
void kith_feed_clear(kith_feed *feed); /* keeps the window's room; kith_vec_clear(&feed->window) frees it */

/* Sees to it that at least `want` unread bytes are in the window, or all there
 * are. Moves the window. After an error nothing more comes. */
kith_status kith_feed_fill(kith_feed *feed, size_t want, kith_error *error);

static inline kith_str kith_feed_rest(const kith_feed *feed) {
  return (kith_str){feed->window.at ? feed->window.at + feed->at : "", feed->window.n - feed->at};
}

/* The next line without its end, borrowed until the next call. KITH_END; or
 * KITH_ERR_FORMAT for one of more than 1 GiB, which is passed over. */
kith_status kith_feed_line(kith_feed *feed, kith_str *line, kith_error *error);

/* `bytes`, or a copy in `room` with what is no UTF-8 repaired. */
kith_str kith_feed_repair(kith_feed *feed, kith_str bytes, kith_buf *room);

/* An error at a line of this entry (0: none). */
kith_status kith_feed_error(const kith_feed *feed, kith_error *error, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

typedef struct kith_reader {
  const char *name;
  const char *extensions; /* ".txt .md" */
  const char *about;      /* a line for the help */

  /* Gives one record. KITH_OK; KITH_END behind the last; any other status: one
   * record was skipped, `record` says which by line or number, `error` why. The
   * feed's state is NULL before the first call. */
  kith_status (*next)(kith_feed *feed, kith_arena *arena, kith_record *record, kith_error *error);

  /* Frees the state; NULL: there is none. */
  void (*close)(kith_feed *feed);
} kith_reader;

#define KITH_READERS(X) \
  X(txt)                \
  X(json)               \
  X(jsonl)              \
  X(csv)                \
  X(tsv)

#define X(name) extern const kith_reader kith_reader_##name;
KITH_READERS(X)
#undef X

extern const kith_reader *const kith_readers[]; /* NULL-terminated, in the order above */

const kith_reader *kith_reader_named(const char *name); /* or NULL */

/* By the file's ending, else by its first bytes (the feed must be open). NULL
 * with `error` filled for formats that are known and not read here, such as HTML. */
const kith_reader *kith_reader_for(const kith_feed *feed, kith_error *error);

#endif

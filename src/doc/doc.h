/* Documents: one article each, whatever file it came in.
 *
 * Readers turn bytes into documents; a folder, an archive, a compressed file or
 * standard input only says where the bytes come from. One file per format
 * (reader_*.c) and one row in KITH_READERS.
 *
 * Order: inputs as given, folders in sorted order, archives in their own. An id
 * that is taken already gets "#2", "#3" … behind it. The date is the record's, else
 * that of a text that begins with "date YYYY-MM-DD", else one in the file's name.
 * Hidden files are left out; HTML, XML, office documents and other binary files
 * are skipped with a sentence. A text has at most 1 GiB.
 *
 * Life cycle: kith_docs_open -> kith_docs_next … -> kith_docs_close. */
#ifndef KITH_DOC_DOC_H
#define KITH_DOC_DOC_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* All slices are UTF-8, never NULL (empty: unknown), and live in the arena that
 * was given to kith_docs_next. */
typedef struct kith_doc {
  kith_str id;       /* the record's own, else the path relative to the folder given
                        ("a.zip/x.txt" inside an archive, "file.jsonl:12" for line 12,
                        "file.json:3" for the third object); one line, no control characters */
  kith_str text;     /* what offsets refer to */
  kith_str title;
  kith_str date;     /* "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SSZ" or empty */
  kith_str language; /* a code given by the record */
  kith_str source;   /* a record's field: the outlet */
  kith_str url;
  kith_str charset;  /* what it was converted from, "UTF-8" included */
} kith_doc;

typedef struct kith_docs_options {
  const char *const *inputs; /* files, folders, "-" */
  size_t input_count;
  const char *exclude;       /* a folder that is never walked into (where results go), or NULL */
  const kith_field_map *fields; /* --field text=body */
  size_t field_count;
  const char *format;        /* a reader's name, or NULL: by file name, then by content */
  const char *charset;       /* declared for all input, or NULL */
  char csv_separator;        /* 0: found out from the header line */
} kith_docs_options;

typedef struct kith_docs kith_docs;

/* Walks all folders. KITH_ERR_IO at once when an input does not exist;
 * KITH_ERR_ARG for an unknown format, field or charset. The options are copied. */
kith_status kith_docs_open(kith_docs **out, const kith_docs_options *options, kith_error *error);
void kith_docs_close(kith_docs *docs);

/* The next document. KITH_OK; KITH_END after the last; any other status: one
 * record or file was skipped, `doc->id` says which and `error` why and where
 * (file, line or byte), and the next call goes on behind it. */
kith_status kith_docs_next(kith_docs *docs, kith_arena *arena, kith_doc *doc, kith_error *error);

/* Bytes consumed and in all inputs (0 where unknown, as for pipes): for progress. */
void kith_docs_progress(const kith_docs *docs, uint64_t *done, uint64_t *total);

/* A summary of every input file read so far, for the manifest: path as in ids,
 * bytes as they lie on disk, SHA-256 as hex. Borrowed until close; i from 0; false past the end. Input
 * from standard input has the path "-". */
typedef struct kith_input_file {
  kith_str path;
  uint64_t bytes;
  char sha256[65];
} kith_input_file;
bool kith_docs_file(const kith_docs *docs, size_t i, kith_input_file *file);

#endif

/* Where bytes come from: plain files, compressed ones, and archives, read in
 * place and never unpacked to disk. What a file is, its first bytes say, not its name.
 *
 * Entries of an archive come in the archive's own order, which is the same for
 * the same file. Archives in archives are read three deep. One that grows to
 * more than 250 times its size, and more than 256 MiB, is given up. */
#ifndef KITH_DOC_SOURCE_H
#define KITH_DOC_SOURCE_H

#include "doc/doc.h"
#include "doc/input.h"

typedef struct kith_doc_source kith_doc_source;

/* One file, or one file in an archive. Slices live until the next entry. */
typedef struct kith_doc_entry {
  kith_str id;   /* relative path: "a.zip/x.txt" */
  kith_str path; /* the same as the user knows it, for messages; NUL-terminated */
  kith_str name; /* the file's name without endings such as .gz: what its format goes by */
} kith_doc_entry;

/* Takes over `inputs`. */
kith_doc_source *kith_doc_source_open(kith_inputs *inputs);
void kith_doc_source_close(kith_doc_source *source);

/* Goes to the next entry, whether or not the last was read to its end. KITH_OK;
 * KITH_END; any other status: something was skipped, `entry` says what. */
kith_status kith_doc_source_next(kith_doc_source *source, kith_doc_entry *entry, kith_error *error);

/* Appends at least one and at most `most` bytes of the entry; KITH_END at its end. */
kith_status kith_doc_source_read(kith_doc_source *source, size_t most, kith_buf *out, kith_error *error);

/* As kith_docs_progress and kith_docs_file. */
void kith_doc_source_progress(const kith_doc_source *source, uint64_t *done, uint64_t *total);
bool kith_doc_source_file(const kith_doc_source *source, size_t i, kith_input_file *file);

#endif

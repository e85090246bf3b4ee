/* Compressed data and archives through libarchive: gzip, zstd, bzip2, xz, lz4,
 * compress, and zip, tar, 7z in any of them. No helper program is ever started
 * and nothing is written. Part of source.c. */
#ifndef KITH_DOC_PACKED_H
#define KITH_DOC_PACKED_H

#include "base/error.h"
#include "base/str.h"

#include <sys/types.h>

typedef struct kith_packed kith_packed;

/* Whether the first bytes are those of something packed that can be opened
 * here (`name` helps with old tar files); office documents, which are zip files too, are not. */
bool kith_packed_look(kith_str head, kith_str name);

/* "a.jsonl.gz" -> "a.jsonl". */
kith_str kith_packed_bare_name(kith_str name);

/* Reads through callbacks in the manner of libarchive's; `seek` may be NULL. `size` 0: unknown. */
kith_status kith_packed_open_with(kith_packed **out, void *user, ssize_t (*read)(void *user, const void **bytes),
                                  int64_t (*seek)(void *user, int64_t offset, int whence), uint64_t size,
                                  const char *path, kith_error *error);

/* Reads from memory that must outlive it. */
kith_status kith_packed_open_memory(kith_packed **out, kith_str bytes, const char *path, kith_error *error);

/* The next regular file that is not hidden; `name` is its path inside, valid
 * UTF-8 without `.`, `..` and doubled slashes, empty where the file is the only
 * one and only compressed. Lives until the next call. After an error nothing more comes. */
kith_status kith_packed_next(kith_packed *packed, kith_str *name, const char *path, kith_error *error);

/* Appends 1 to `most` bytes; KITH_END at the file's end. */
kith_status kith_packed_read(kith_packed *packed, size_t most, kith_buf *out, const char *path, kith_error *error);

void kith_packed_close(kith_packed *packed);

#endif

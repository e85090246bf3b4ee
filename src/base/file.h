/* Files: read whole, mapped, written through a buffer, listed in order. */
#ifndef KITH_BASE_FILE_H
#define KITH_BASE_FILE_H

#include "base/error.h"
#include "base/str.h"

/* Appends the whole file to `out`. */
kith_status kith_file_read(const char *path, kith_buf *out, kith_error *error);

/* A file mapped read-only into memory; `bytes` lives until unmap. An empty
 * file maps to an empty slice. */
typedef struct kith_mapped {
  kith_str bytes;
} kith_mapped;
kith_status kith_file_map(const char *path, kith_mapped *mapped, kith_error *error);
void kith_file_unmap(kith_mapped *mapped);

typedef enum kith_path_kind { KITH_PATH_NONE, KITH_PATH_FILE, KITH_PATH_FOLDER } kith_path_kind;
kith_path_kind kith_path_look(const char *path); /* follows links; devices and pipes are files */

/* Makes a folder and its parents; an existing folder is fine. */
kith_status kith_folder_make(const char *path, kith_error *error);

/* Paths are joined with one '/'. The result is appended to `out` without a NUL. */
void kith_path_join(kith_buf *out, kith_str folder, kith_str name);

/* The part after the last '/'. */
kith_str kith_path_name(kith_str path);

/* Names of what is in a folder (no `.` and `..`), sorted by bytes, one malloc'd
 * string each. Hidden names (leading dot) are left out. */
typedef KITH_VEC(char *) kith_names;
kith_status kith_folder_list(const char *path, kith_names *names, kith_error *error);
void kith_names_clear(kith_names *names);

/* ---- writing ---- */

/* A buffered stream to a file, or to memory when `path` is NULL. The first
 * failure sticks: later writes do nothing and close reports it, so writers
 * need no check after every call. Owned by the caller: open -> write -> close. */
typedef struct kith_out {
  kith_buf buf;
  int fd; /* -1: memory only */
  int failure;
  uint64_t written;
  struct kith_digest *digest;
  char path[1024];
} kith_out;

/* Creates or replaces `path`. With `digest`, SHA-256 of all bytes is kept. */
kith_status kith_out_open(kith_out *out, const char *path, bool digest, kith_error *error);

/* A stream to an open descriptor that stays open at close (standard output). */
void kith_out_on_fd(kith_out *out, int fd, const char *name);

/* A stream that only collects in out->buf; kith_out_close frees it. */
void kith_out_memory(kith_out *out);

void kith_out_write(kith_out *out, const void *bytes, size_t n);
static inline void kith_out_str(kith_out *out, kith_str s) { kith_out_write(out, s.p, s.n); }
static inline void kith_out_text(kith_out *out, const char *s) { kith_out_write(out, s, strlen(s)); }
void kith_out_format(kith_out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The buffer for direct appending with kith_buf_*: call kith_out_flush_if_full
 * afterwards. This is how fast writers avoid a copy. */
void kith_out_flush_if_full(kith_out *out);

/* Pushes buffered bytes down now. */
void kith_out_flush(kith_out *out);

/* Flushes, syncs nothing, closes. `hex` (may be NULL) receives 64 hexadecimal
 * digits and a NUL of the SHA-256 if it was asked for. Returns the first
 * failure. Safe to call once after any open, failed or not. */
kith_status kith_out_close(kith_out *out, char hex[65], kith_error *error);

/* ---- checksums ---- */

typedef struct kith_digest kith_digest;
kith_digest *kith_digest_open(void);
void kith_digest_add(kith_digest *digest, const void *bytes, size_t n);
/* Writes 64 lower-case hexadecimal digits and a NUL; frees the digest. */
void kith_digest_close(kith_digest *digest, char hex[65]);

#endif

#include "base/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void kith_spool_init(kith_spool *spool, const char *folder, size_t limit) {
  *spool = (kith_spool){.folder = folder, .limit = limit, .fd = -1};
}

void kith_spool_clear(kith_spool *spool) {
  if (spool->fd >= 0) close(spool->fd);
  kith_vec_clear(&spool->bytes);
  kith_spool_init(spool, spool->folder, spool->limit);
}

static int open_nameless(const char *folder) {
  kith_buf path = {0};
  kith_buf_format(&path, "%s/kith-XXXXXX", folder);
  kith_buf_text(&path);
  int fd = mkstemp(path.at);
  if (fd >= 0) unlink(path.at);
  kith_vec_clear(&path);
  return fd;
}

static void write_out(kith_spool *spool) {
  if (spool->fd < 0 && (spool->fd = open_nameless(spool->folder)) < 0) spool->failure = errno ? errno : EIO;
  for (size_t done = 0; done < spool->bytes.n && !spool->failure;) {
    ssize_t n = write(spool->fd, spool->bytes.at + done, spool->bytes.n - done);
    if (n > 0) done += (size_t)n;
    else if (n == 0 || errno != EINTR) spool->failure = n ? errno : EIO;
  }
  spool->written += spool->bytes.n;
  spool->bytes.n = 0;
}

void kith_spool_add(kith_spool *spool, const void *bytes, size_t n) {
  if (spool->failure) return;
  kith_vec_append(&spool->bytes, (const char *)bytes, n);
  if (spool->folder && spool->bytes.n >= spool->limit) write_out(spool);
}

kith_status kith_spool_status(const kith_spool *spool, kith_error *error) {
  if (!spool->failure) return KITH_OK;
  errno = spool->failure;
  return kith_error_io(error, spool->folder, "write a temporary file here");
}

/* Moves the rest of the window to its front and reads until it holds n bytes. */
static bool read_ahead(kith_spool_reader *r, size_t n) {
  kith_spool *spool = r->spool;
  size_t rest = r->window.n - r->from, want = n > r->ahead ? n : r->ahead;
  uint64_t left = r->end - r->at;
  if (want > left) want = (size_t)left;
  kith_vec_reserve(&r->window, want);
  if (rest) memmove(r->window.at, r->window.at + r->from, rest);
  r->from = 0;
  r->window.n = rest;
  while (r->window.n < n) {
    ssize_t got = pread(spool->fd, r->window.at + r->window.n, want - r->window.n, (off_t)(r->at + r->window.n));
    if (got > 0) r->window.n += (size_t)got;
    else if (got == 0 || errno != EINTR) {
      spool->failure = got ? errno : EIO;
      return false;
    }
  }
  return true;
}

kith_str kith_spool_read(kith_spool_reader *r, size_t n) {
  kith_spool *spool = r->spool;
  if (spool->fd >= 0 && spool->bytes.n) write_out(spool);
  if (spool->failure) return KITH_STR("");
  if (spool->fd < 0) {
    r->at += n;
    return (kith_str){spool->bytes.at + (r->at - n), n};
  }
  if (r->window.n - r->from < n && !read_ahead(r, n)) return KITH_STR("");
  r->at += n;
  r->from += n;
  return (kith_str){r->window.at + (r->from - n), n};
}

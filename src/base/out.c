/* The writing half of file.h. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum { FULL = 1 << 18 };

struct kith_digest {
  struct sha256_ctx state;
};

kith_digest *kith_digest_open(void) {
  kith_digest *digest = kith_alloc(sizeof *digest);
  sha256_init(&digest->state);
  return digest;
}

void kith_digest_add(kith_digest *digest, const void *bytes, size_t n) {
  if (n) sha256_update(&digest->state, n, bytes);
}

void kith_digest_close(kith_digest *digest, char hex[65]) {
  uint8_t raw[SHA256_DIGEST_SIZE];
  sha256_digest(&digest->state, sizeof raw, raw);
  for (size_t i = 0; i < sizeof raw; i++) snprintf(hex + 2 * i, 3, "%02x", raw[i]);
  kith_free(digest);
}

static void out_init(kith_out *out, int fd, const char *name) {
  memset(out, 0, sizeof *out);
  out->fd = fd;
  snprintf(out->path, sizeof out->path, "%s", name);
}

kith_status kith_out_open(kith_out *out, const char *path, bool digest, kith_error *error) {
  out_init(out, open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), path);
  if (out->fd < 0) {
    out->failure = errno;
    return kith_error_io(error, path, "create");
  }
  if (digest) out->digest = kith_digest_open();
  return KITH_OK;
}

void kith_out_on_fd(kith_out *out, int fd, const char *name) { out_init(out, fd, name); }

void kith_out_memory(kith_out *out) { out_init(out, -1, ""); }

static bool is_memory(const kith_out *out) { return out->fd < 0 && !out->path[0]; }

void kith_out_flush(kith_out *out) {
  if (is_memory(out)) return;
  if (out->digest) kith_digest_add(out->digest, out->buf.at, out->buf.n);
  const char *p = out->buf.at;
  for (size_t left = out->buf.n; left && !out->failure;) {
    ssize_t n = write(out->fd, p, left);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      out->failure = errno ? errno : EIO;
      break;
    }
    p += n;
    left -= (size_t)n;
  }
  out->written += out->buf.n;
  out->buf.n = 0;
}

void kith_out_flush_if_full(kith_out *out) {
  if (out->buf.n >= FULL) kith_out_flush(out);
}

void kith_out_write(kith_out *out, const void *bytes, size_t n) {
  kith_buf_add(&out->buf, (kith_str){bytes, n});
  kith_out_flush_if_full(out);
}

void kith_out_format(kith_out *out, const char *format, ...) {
  char small[512];
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (n >= 0 && (size_t)n < sizeof small)
    kith_out_write(out, small, (size_t)n);
  else if (n >= 0) {
    char *large = kith_alloc((size_t)n + 1);
    vsnprintf(large, (size_t)n + 1, format, again);
    kith_out_write(out, large, (size_t)n);
    kith_free(large);
  }
  va_end(again);
}

kith_status kith_out_close(kith_out *out, char hex[65], kith_error *error) {
  if (!out->failure) kith_out_flush(out);
  bool ours = out->fd > STDERR_FILENO;
  if (ours && close(out->fd) != 0 && !out->failure) out->failure = errno;
  if (out->digest) {
    char unused[65];
    kith_digest_close(out->digest, hex ? hex : unused);
  }
  int failure = out->failure;
  kith_vec_clear(&out->buf);
  out->digest = NULL;
  out->fd = -1;
  if (!failure) return KITH_OK;
  errno = failure;
  return kith_error_io(error, out->path, "write");
}

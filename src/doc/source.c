#include "doc/source.h"

#include "base/file.h"
#include "doc/packed.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { HEAD = 4096, CHUNK = 1 << 16, DEEPEST = 3 };
#define NESTED_MAX ((size_t)1 << 30) /* an archive inside an archive is held in memory */

typedef struct summed {
  char *path;
  uint64_t bytes;
  char sha256[65];
} summed;

struct kith_doc_source {
  kith_inputs inputs;
  size_t next;
  KITH_VEC(summed) files;
  uint64_t done, total;
  /* the input file that is open */
  int fd; /* -1: none */
  bool owned, plain, regular;
  kith_digest *digest; /* NULL: taken beforehand, or not open */
  uint64_t bytes;
  char sha256[65];
  const char *open_path;
  kith_buf raw; /* what was read ahead of it, from raw_at on */
  size_t raw_at;
  /* archives inside each other, outermost first */
  kith_packed *layer[DEEPEST];
  kith_buf memory[DEEPEST]; /* bytes of layer i > 0 */
  size_t id_length[DEEPEST], path_length[DEEPEST];
  size_t depth;
  bool fresh; /* no entry of the innermost archive was seen yet */
  kith_buf head; /* first bytes of the entry, from head_at on */
  size_t head_at;
  kith_buf id, path;
};

kith_doc_source *kith_doc_source_open(kith_inputs *inputs) {
  kith_doc_source *s = kith_alloc_zero(1, sizeof *s);
  s->inputs = *inputs;
  memset(inputs, 0, sizeof *inputs);
  s->fd = -1;
  for (size_t i = 0; i < s->inputs.n; i++) {
    if (!s->inputs.at[i].bytes) continue;
    s->total += s->inputs.at[i].bytes;
  }
  return s;
}

/* ---- the raw file ---- */

/* Up to `most` bytes as they lie on disk; 0 at the end, -1 with errno. */
static ssize_t raw_read(kith_doc_source *s, void *out, size_t most) {
  if (s->raw_at < s->raw.n) {
    size_t n = s->raw.n - s->raw_at < most ? s->raw.n - s->raw_at : most;
    memcpy(out, s->raw.at + s->raw_at, n);
    s->raw_at += n;
    return (ssize_t)n;
  }
  ssize_t got;
  do got = read(s->fd, out, most);
  while (got < 0 && errno == EINTR);
  if (got > 0 && s->digest) {
    kith_digest_add(s->digest, out, (size_t)got);
    s->bytes += (size_t)got;
    s->done += (size_t)got;
  }
  return got;
}

static void drain(kith_doc_source *s, char *buffer) {
  s->raw_at = s->raw.n;
  while (raw_read(s, buffer, CHUNK) > 0) continue;
}

static ssize_t on_read(void *user, const void **bytes) {
  kith_doc_source *s = user;
  if (s->memory[0].n < CHUNK) {
    kith_vec_reserve(&s->memory[0], CHUNK);
    s->memory[0].n = CHUNK;
  }
  *bytes = s->memory[0].at;
  return raw_read(s, s->memory[0].at, CHUNK);
}

static int64_t on_seek(void *user, int64_t offset, int whence) {
  kith_doc_source *s = user;
  s->raw_at = s->raw.n; /* what was read ahead is behind us either way */
  return lseek(s->fd, (off_t)offset, whence);
}

/* Reads ahead until `want` bytes are there or the file ends. */
static kith_status read_ahead(kith_doc_source *s, size_t want, kith_error *error) {
  kith_vec_reserve(&s->raw, want);
  s->raw.n = s->raw_at = 0;
  while (s->raw.n < want) {
    size_t had = s->raw.n;
    s->raw_at = had;
    ssize_t got = raw_read(s, s->raw.at + had, want - had);
    if (got < 0) return kith_error_io(error, s->open_path, "read");
    if (got == 0) break;
    s->raw.n = had + (size_t)got;
  }
  s->raw_at = 0;
  return KITH_OK;
}

static void finish_file(kith_doc_source *s) {
  if (s->fd < 0) return;
  char *buffer = kith_alloc(CHUNK);
  if (s->digest) {
    drain(s, buffer);
    kith_digest_close(s->digest, s->sha256);
    s->digest = NULL;
  }
  kith_free(buffer);
  if (s->owned) close(s->fd);
  s->fd = -1;
  s->plain = false;
  const kith_input *input = &s->inputs.at[s->next - 1];
  kith_str id = kith_str_of(input->path + input->id);
  summed sum = {memcpy(kith_alloc(id.n + 1), id.p, id.n + 1), s->bytes, ""};
  memcpy(sum.sha256, s->sha256, sizeof sum.sha256);
  kith_vec_push(&s->files, sum);
}

/* An archive is read here and there, so its checksum is taken first, in one pass. */
static kith_status sum_first(kith_doc_source *s, kith_error *error) {
  char *buffer = kith_alloc(CHUNK);
  drain(s, buffer);
  kith_free(buffer);
  kith_digest_close(s->digest, s->sha256);
  s->digest = NULL;
  s->raw.n = s->raw_at = 0;
  return lseek(s->fd, 0, SEEK_SET) < 0 ? kith_error_io(error, s->open_path, "go back in") : KITH_OK;
}

static kith_status open_file(kith_doc_source *s, kith_doc_entry *entry, kith_error *error) {
  kith_input *input = &s->inputs.at[s->next++];
  s->id.n = s->path.n = s->head.n = s->head_at = 0;
  kith_buf_add(&s->path, kith_str_of(input->path));
  kith_buf_add(&s->id, kith_str_of(input->path + input->id));
  s->open_path = input->path;
  entry->id = kith_buf_str(&s->id);
  entry->path = (kith_str){kith_buf_text(&s->path), s->path.n};
  entry->name = kith_path_name(entry->id);
  if (input->problem) return kith_error_at(error, KITH_ERR_IO, input->path, 0, "%s", input->problem);
  s->owned = !kith_str_is(kith_str_of(input->path), "-");
  s->fd = s->owned ? open(input->path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  if (s->fd < 0) return kith_error_io(error, input->path, "open");
  s->digest = kith_digest_open();
  s->bytes = 0;
  kith_status status = read_ahead(s, HEAD, error);
  if (status != KITH_OK) {
    finish_file(s);
    return status;
  }
  s->plain = !kith_packed_look(kith_buf_str(&s->raw), entry->name);
  if (s->plain) return KITH_OK;
  s->regular = s->owned && lseek(s->fd, 0, SEEK_CUR) >= 0;
  if (s->regular) status = sum_first(s, error);
  s->id_length[0] = s->id.n;
  s->path_length[0] = s->path.n;
  if (status == KITH_OK)
    status = kith_packed_open_with(&s->layer[0], s, on_read, s->regular ? on_seek : NULL, input->bytes,
                                   input->path, error);
  if (status == KITH_OK) s->depth = 1;
  if (status != KITH_OK) finish_file(s);
  s->fresh = true;
  return status;
}

/* ---- entries of archives ---- */

static void pop(kith_doc_source *s) {
  kith_packed_close(s->layer[--s->depth]);
  s->layer[s->depth] = NULL;
  s->fresh = false;
  if (s->depth)
    kith_vec_clear(&s->memory[s->depth]);
  else
    finish_file(s);
}

static void name_entry(kith_doc_source *s, kith_str inside, kith_doc_entry *entry) {
  s->id.n = s->id_length[s->depth - 1];
  s->path.n = s->path_length[s->depth - 1];
  if (inside.n) {
    kith_buf_char(&s->id, '/');
    kith_buf_add(&s->id, inside);
    kith_buf_char(&s->path, '/');
    kith_buf_add(&s->path, inside);
  }
  entry->id = kith_buf_str(&s->id);
  entry->path = (kith_str){kith_buf_text(&s->path), s->path.n};
  entry->name = kith_path_name(entry->id);
}

static kith_status read_packed(kith_doc_source *s, size_t most, kith_buf *out, kith_error *error) {
  return kith_packed_read(s->layer[s->depth - 1], most, out, s->path.at, error);
}

/* The entry is an archive itself: it becomes the innermost layer. */
static kith_status push(kith_doc_source *s, kith_error *error) {
  kith_buf *memory = &s->memory[s->depth];
  kith_status status = KITH_OK;
  memory->n = 0;
  kith_buf_add(memory, kith_buf_str(&s->head));
  while (status == KITH_OK && memory->n <= NESTED_MAX) status = read_packed(s, CHUNK, memory, error);
  if (status == KITH_OK)
    status = kith_error_at(error, KITH_ERR_FORMAT, s->path.at, 0,
                           "is an archive inside an archive and larger than 1 GiB");
  if (status == KITH_END)
    status = kith_packed_open_memory(&s->layer[s->depth], kith_buf_str(memory), s->path.at, error);
  if (status != KITH_OK) {
    kith_vec_clear(memory);
    return status;
  }
  s->id_length[s->depth] = s->id.n;
  s->path_length[s->depth] = s->path.n;
  s->depth++;
  s->fresh = true;
  return KITH_OK;
}

/* KITH_OK with *ready: an entry to read; without: look again. */
static kith_status next_packed(kith_doc_source *s, kith_doc_entry *entry, bool *ready, kith_error *error) {
  kith_str inside;
  name_entry(s, KITH_STR(""), entry);
  kith_status status = kith_packed_next(s->layer[s->depth - 1], &inside, s->path.at, error);
  if (status == KITH_END && s->fresh) {
    status = kith_error_at(error, KITH_ERR_FORMAT, s->path.at, 0, "is an archive without files");
    pop(s);
    return status;
  }
  if (status != KITH_OK) {
    pop(s);
    return status == KITH_END ? KITH_OK : status;
  }
  s->fresh = false;
  name_entry(s, inside, entry);
  s->head.n = s->head_at = 0;
  while (s->head.n < HEAD && status == KITH_OK) status = read_packed(s, HEAD - s->head.n, &s->head, error);
  if (status != KITH_OK && status != KITH_END) return status;
  if (!kith_packed_look(kith_buf_str(&s->head), entry->name)) {
    *ready = true;
    return KITH_OK;
  }
  if (s->depth == DEEPEST)
    return kith_error_at(error, KITH_ERR_FORMAT, s->path.at, 0, "is nested more than %d archives deep", DEEPEST);
  return push(s, error);
}

kith_status kith_doc_source_next(kith_doc_source *s, kith_doc_entry *entry, kith_error *error) {
  *entry = (kith_doc_entry){KITH_STR(""), KITH_STR(""), KITH_STR("")};
  if (!s->depth) finish_file(s);
  for (bool ready = false; !ready;) {
    kith_status status = KITH_OK;
    if (s->depth)
      status = next_packed(s, entry, &ready, error);
    else if (s->next == s->inputs.n)
      return KITH_END;
    else {
      status = open_file(s, entry, error);
      ready = s->plain;
    }
    if (status != KITH_OK) return status;
  }
  entry->name = kith_packed_bare_name(entry->name);
  return KITH_OK;
}

kith_status kith_doc_source_read(kith_doc_source *s, size_t most, kith_buf *out, kith_error *error) {
  if (s->depth && s->head_at < s->head.n) {
    size_t n = s->head.n - s->head_at < most ? s->head.n - s->head_at : most;
    kith_vec_append(out, s->head.at + s->head_at, n);
    s->head_at += n;
    return KITH_OK;
  }
  if (s->depth) return read_packed(s, most, out, error);
  if (s->fd < 0) return KITH_END;
  kith_vec_reserve(out, out->n + most);
  ssize_t got = raw_read(s, out->at + out->n, most);
  if (got < 0) return kith_error_io(error, s->open_path, "read");
  out->n += (size_t)got;
  return got ? KITH_OK : KITH_END;
}

void kith_doc_source_progress(const kith_doc_source *s, uint64_t *done, uint64_t *total) {
  *done = s->done;
  *total = s->total > s->done ? s->total : s->total ? s->done : 0;
}

bool kith_doc_source_file(const kith_doc_source *s, size_t i, kith_input_file *file) {
  if (i >= s->files.n) return false;
  const summed *sum = &s->files.at[i];
  *file = (kith_input_file){kith_str_of(sum->path), sum->bytes, ""};
  memcpy(file->sha256, sum->sha256, sizeof file->sha256);
  return true;
}

void kith_doc_source_close(kith_doc_source *s) {
  if (!s) return;
  while (s->depth) pop(s);
  finish_file(s);
  for (size_t i = 0; i < s->files.n; i++) kith_free(s->files.at[i].path);
  for (size_t i = 0; i < DEEPEST; i++) kith_vec_clear(&s->memory[i]);
  kith_vec_clear(&s->files);
  kith_vec_clear(&s->raw);
  kith_vec_clear(&s->head);
  kith_vec_clear(&s->id);
  kith_vec_clear(&s->path);
  kith_inputs_clear(&s->inputs);
  kith_free(s);
}

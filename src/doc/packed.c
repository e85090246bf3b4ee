#include "doc/packed.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#define BOMB_BYTES ((uint64_t)256 << 20)
#define BOMB_TIMES 250

struct kith_packed {
  struct archive *archive;
  uint64_t size, grown; /* before and after unpacking */
  bool over;            /* given up */
  bool entered;
  locale_t utf8;        /* 0: the system has none */
  kith_buf name;
  void *user;
  ssize_t (*read)(void *user, const void **bytes);
  int64_t (*seek)(void *user, int64_t offset, int whence);
};

static bool ends_in(kith_str name, const char *const *endings) {
  for (; *endings; endings++) {
    size_t n = strlen(*endings), i = 0;
    if (name.n <= n) continue;
    const char *tail = name.p + name.n - n;
    while (i < n &&
           (tail[i] == (*endings)[i] || (tail[i] >= 'A' && tail[i] <= 'Z' && tail[i] + 32 == (*endings)[i])))
      i++;
    if (i == n) return true;
  }
  return false;
}

bool kith_packed_look(kith_str head, kith_str name) {
  static const struct {
    const char *magic;
    size_t n;
  } list[] = {{"\x1f\x8b\x08", 3}, {"\x28\xb5\x2f\xfd", 4}, {"\xfd" "7zXZ\0", 6}, {"\x04\x22\x4d\x18", 4},
              {"\x1f\x9d", 2},     {"7z\xbc\xaf\x27\x1c", 6}, {"PK\5\6", 4},      {"PK\3\4", 4}};
  static const char *const office[] = {".docx", ".xlsx", ".pptx", ".odt", ".ods",
                                       ".odp",  ".epub", ".jar",  ".apk", NULL};
  static const char *const tar[] = {".tar", NULL};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (kith_str_starts(head, (kith_str){list[i].magic, list[i].n}))
      return list[i].magic[0] != 'P' || !ends_in(name, office);
  if (head.n >= 10 && memcmp(head.p, "BZh", 3) == 0 && memcmp(head.p + 4, "1AY&SY", 6) == 0) return true;
  if (head.n >= 512 && memcmp(head.p + 257, "ustar", 5) == 0) return true;
  return head.n >= 512 && ends_in(name, tar);
}

kith_str kith_packed_bare_name(kith_str name) {
  static const char *const endings[] = {".gz", ".zst", ".bz2", ".xz", ".lz4", ".z", NULL};
  if (ends_in(name, endings))
    do name.n--;
    while (name.p[name.n] != '.');
  return name;
}

/* ---- opening ---- */

static la_ssize_t read_it(struct archive *archive, void *user, const void **bytes) {
  (void)archive;
  kith_packed *p = user;
  return p->read(p->user, bytes);
}

static la_int64_t seek_it(struct archive *archive, void *user, la_int64_t offset, int whence) {
  (void)archive;
  kith_packed *p = user;
  int64_t at = p->seek(p->user, offset, whence);
  return at < 0 ? ARCHIVE_FATAL : at;
}

/* Listed one by one: "all" would take in filters that run other programs. */
static struct archive *new_archive(void) {
  struct archive *a = archive_read_new();
  if (!a) return NULL;
  archive_read_support_filter_gzip(a);
  archive_read_support_filter_bzip2(a);
  archive_read_support_filter_xz(a);
  archive_read_support_filter_zstd(a);
  archive_read_support_filter_lz4(a);
  archive_read_support_filter_compress(a);
  archive_read_support_format_tar(a);
  archive_read_support_format_zip(a);
  archive_read_support_format_7zip(a);
  archive_read_support_format_raw(a);
  archive_read_support_format_empty(a);
  archive_read_set_options(a, "hdrcharset=UTF-8");
  return a;
}

static kith_status fail(const kith_packed *p, const char *path, kith_error *error) {
  const char *why = archive_error_string(p->archive);
  return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is a damaged archive, or one that cannot be read: %s",
                       why ? why : "no reason given");
}

/* libarchive turns names into the locale's charset and drops those that do not
 * fit, so it is called in a UTF-8 one, whatever the user's is. This touches this
 * thread alone, and only what letters are. */
static locale_t enter(const kith_packed *p) { return p->utf8 ? uselocale(p->utf8) : (locale_t)0; }

static void leave(locale_t before) {
  if (before) uselocale(before);
}

static kith_packed *new_packed(uint64_t size) {
  kith_packed *p = kith_alloc_zero(1, sizeof *p);
  p->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t before = enter(p);
  p->archive = new_archive();
  p->size = size;
  leave(before);
  return p;
}

static kith_status opened(kith_packed *p, int result, kith_packed **out, const char *path, kith_error *error) {
  if (result >= ARCHIVE_WARN) {
    *out = p;
    return KITH_OK;
  }
  kith_status status = fail(p, path, error);
  kith_packed_close(p);
  return status;
}

kith_status kith_packed_open_with(kith_packed **out, void *user, ssize_t (*read)(void *user, const void **bytes),
                                  int64_t (*seek)(void *user, int64_t offset, int whence), uint64_t size,
                                  const char *path, kith_error *error) {
  kith_packed *p = new_packed(size);
  p->user = user;
  p->read = read;
  p->seek = seek;
  if (!p->archive) return opened(p, ARCHIVE_FATAL, out, path, error);
  archive_read_set_read_callback(p->archive, read_it);
  if (seek) archive_read_set_seek_callback(p->archive, seek_it);
  archive_read_set_callback_data(p->archive, p);
  return opened(p, archive_read_open1(p->archive), out, path, error);
}

kith_status kith_packed_open_memory(kith_packed **out, kith_str bytes, const char *path, kith_error *error) {
  kith_packed *p = new_packed(bytes.n);
  if (!p->archive) return opened(p, ARCHIVE_FATAL, out, path, error);
  return opened(p, archive_read_open_memory(p->archive, bytes.p, bytes.n), out, path, error);
}

void kith_packed_close(kith_packed *p) {
  if (!p) return;
  if (p->archive) archive_read_free(p->archive);
  if (p->utf8) freelocale(p->utf8);
  kith_vec_clear(&p->name);
  kith_free(p);
}

/* ---- entries ---- */

/* Bytes of the name, however the archive keeps them: as UTF-8 where that is
 * known, as they are, or as wide characters. */
static void raw_name(struct archive_entry *e, kith_buf *out) {
  const char *bytes = archive_entry_pathname_utf8(e);
  if (!bytes) bytes = archive_entry_pathname(e);
  if (bytes) {
    kith_buf_add(out, kith_str_of(bytes));
    return;
  }
  const wchar_t *wide = archive_entry_pathname_w(e);
  if (!wide) kith_buf_add(out, KITH_STR("unnamed")); /* still to be read */
  for (; wide && *wide; wide++) kith_buf_cp(out, (uint32_t)*wide);
}

/* Joins the parts of the name that mean something. False: a hidden file. */
static bool clean_name(kith_str raw, kith_buf *out) {
  kith_str part;
  bool any = false;
  while (kith_str_split(&raw, '/', &part)) {
    if (part.n == 0 || kith_str_is(part, ".") || kith_str_is(part, "..")) continue;
    if (part.p[0] == '.' || kith_str_is(part, "__MACOSX")) return false;
    if (any) kith_buf_char(out, '/');
    any = true;
    for (size_t i = 0; i < part.n;) {
      unsigned used;
      uint32_t cp = kith_utf8_decode(part.p + i, part.p + part.n, &used);
      kith_buf_cp(out, cp < 0x20 || cp == 0x7f ? '_' : cp);
      i += used;
    }
  }
  return any;
}

static kith_status check_growth(kith_packed *p, const char *path, kith_error *error) {
  uint64_t taken = (uint64_t)archive_filter_bytes(p->archive, -1);
  uint64_t from = p->size > taken ? p->size : taken;
  if (p->grown <= BOMB_BYTES || p->grown / BOMB_TIMES <= from) return KITH_OK;
  p->over = true;
  return kith_error_at(error, KITH_ERR_FORMAT, path, 0,
                       "unpacks to more than %d times its size and is given up as a decompression bomb", BOMB_TIMES);
}

/* What is left of an entry. libarchive would skip it too, but without looking
 * how much it unpacks for that; in a zip it can jump. */
static kith_status pass_over(kith_packed *p, const char *path, kith_error *error) {
  const void *bytes;
  size_t n;
  la_int64_t offset;
  if (!p->entered || (archive_format(p->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP) return KITH_OK;
  while (archive_read_data_block(p->archive, &bytes, &n, &offset) == ARCHIVE_OK) {
    p->grown += n;
    kith_status status = check_growth(p, path, error);
    if (status != KITH_OK) return status;
  }
  return KITH_OK;
}

static kith_status next_file(kith_packed *p, kith_str *name, const char *path, kith_error *error) {
  struct archive_entry *e;
  while (!p->over) {
    kith_status status = pass_over(p, path, error);
    if (status != KITH_OK) return status;
    p->entered = true;
    int result = archive_read_next_header(p->archive, &e);
    if (result == ARCHIVE_EOF) break;
    if (result == ARCHIVE_RETRY) continue;
    if (result < ARCHIVE_WARN) {
      p->over = true;
      return fail(p, path, error);
    }
    bool only = archive_format(p->archive) == ARCHIVE_FORMAT_RAW;
    if (only && archive_filter_count(p->archive) < 2) {
      p->over = true; /* it began like an archive and is none */
      return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is a damaged archive");
    }
    p->name.n = 0;
    *name = KITH_STR("");
    if (only) return KITH_OK;
    if (archive_entry_filetype(e) != AE_IFREG || archive_entry_hardlink(e)) continue;
    kith_buf raw = {0};
    raw_name(e, &raw);
    bool wanted = clean_name(kith_buf_str(&raw), &p->name);
    kith_vec_clear(&raw);
    if (!wanted) continue;
    *name = kith_buf_str(&p->name);
    return KITH_OK;
  }
  return KITH_END;
}

kith_status kith_packed_next(kith_packed *p, kith_str *name, const char *path, kith_error *error) {
  locale_t before = enter(p);
  kith_status status = next_file(p, name, path, error);
  leave(before);
  return status;
}

kith_status kith_packed_read(kith_packed *p, size_t most, kith_buf *out, const char *path, kith_error *error) {
  if (p->over) return KITH_END;
  kith_vec_reserve(out, out->n + most);
  la_ssize_t got = archive_read_data(p->archive, out->at + out->n, most);
  if (got == 0) return KITH_END;
  if (got < 0) return fail(p, path, error);
  out->n += (size_t)got;
  p->grown += (uint64_t)got;
  return check_growth(p, path, error);
}

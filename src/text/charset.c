#include "text/charset.h"

#include "text/charset_guess.h"

#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

enum { SAMPLE = 8192 };

static void set_name(char name[32], const char *value) { snprintf(name, 32, "%s", value); }

/* ---- what is no text ---- */

static const char *look(kith_str b) {
  static const struct {
    const char *magic;
    size_t n, at;
    const char *what;
  } list[] = {
      {"%PDF-", 5, 0, "a PDF file"},
      {"\x89PNG\r\n", 6, 0, "a PNG image"},
      {"\xff\xd8\xff", 3, 0, "a JPEG image"},
      {"GIF8", 4, 0, "a GIF image"},
      {"WEBP", 4, 8, "a WebP image"},
      {"II*\0", 4, 0, "a TIFF image"},
      {"MM\0*", 4, 0, "a TIFF image"},
      {"\x7f" "ELF", 4, 0, "an executable"},
      {"MZ\x90\0", 4, 0, "an executable"},
      {"\xcf\xfa\xed\xfe", 4, 0, "an executable"},
      {"\xca\xfe\xba\xbe", 4, 0, "an executable"},
      {"PK\3\4", 4, 0, "a zip archive or an office document"},
      {"\xd0\xcf\x11\xe0\xa1\xb1", 6, 0, "an old office document"},
      {"SQLite format 3", 15, 0, "an SQLite database"},
      {"\x1f\x8b\x08", 3, 0, "gzip-compressed data"},
      {"\x28\xb5\x2f\xfd", 4, 0, "zstd-compressed data"},
      {"\xfd" "7zXZ", 5, 0, "xz-compressed data"},
      {"BZh", 3, 0, "bzip2-compressed data"},
      {"7z\xbc\xaf\x27\x1c", 6, 0, "a 7z archive"},
      {"Rar!\x1a\x07", 6, 0, "a RAR archive"},
      {"ID3", 3, 0, "an MP3 recording"},
      {"OggS", 4, 0, "an Ogg recording"},
      {"fLaC", 4, 0, "a FLAC recording"},
      {"ftyp", 4, 4, "an MP4 film"},
      {"PAR1", 4, 0, "a Parquet table"},
      {"wOF", 3, 0, "a font"},
  };
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (b.n >= list[i].at + list[i].n && memcmp(b.p + list[i].at, list[i].magic, list[i].n) == 0) return list[i].what;
  return NULL;
}

static size_t count_controls(kith_str b) {
  size_t n = 0;
  for (size_t i = 0; i < b.n; i++) {
    unsigned char c = (unsigned char)b.p[i];
    n += (c < 0x20 && !(c >= 9 && c <= 13) && c != 0x1b && c != 0x1a) || c == 0x7f;
  }
  return n;
}

/* Refuses data that no one wrote to be read: NULs, or one control character in a hundred. */
static kith_status refuse_binary(kith_str b, kith_error *error) {
  size_t controls = count_controls(b);
  if (!controls) return KITH_OK;
  const char *nul = memchr(b.p, 0, b.n), *what = look(b);
  if (!nul && controls * 100 <= b.n) return KITH_OK;
  kith_status status =
      what ? kith_error_set(error, KITH_ERR_ENCODING, "looks like %s, not text", what)
      : nul
          ? kith_error_set(error, KITH_ERR_ENCODING, "holds NUL bytes: binary data, not text")
          : kith_error_set(error, KITH_ERR_ENCODING,
                           "holds %zu control characters in %zu bytes: binary data, not text", controls, b.n);
  if (error && nul) error->byte = nul - b.p;
  return status;
}

/* ---- UTF-8 ---- */

static void add_repaired(kith_str b, kith_buf *out) {
  while (b.n) {
    size_t good = kith_utf8_valid_prefix(b);
    kith_buf_add(out, kith_str_cut(b, 0, good));
    b = kith_str_cut(b, good, b.n);
    if (!b.n) break;
    kith_buf_cp(out, 0xfffd);
    b = kith_str_cut(b, 1, b.n);
  }
}

/* More than two good letters for each bad byte: damaged or cut UTF-8, not a code page,
 * where pairs that happen to be valid are rare. */
static bool mostly_utf8(kith_str b) {
  size_t good = 0, bad = 0;
  for (size_t i = 0; i < b.n;) {
    unsigned used;
    bool ascii = !((unsigned char)b.p[i] & 0x80);
    uint32_t cp = kith_utf8_decode(b.p + i, b.p + b.n, &used);
    if (!ascii) {
      bad += cp == 0xfffd && used == 1;
      good += used > 1;
    }
    i += used;
  }
  return good > 2 * bad;
}

/* ---- everything else, through ICU ---- */

static kith_status convert(kith_str b, const char *charset, kith_buf *out, char name[32], kith_error *error) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(charset, &code);
  if (U_FAILURE(code)) return kith_error_set(error, KITH_ERR_ARG, "no charset is called '%s'", charset);
  UChar units[2048];
  const char *p = b.p, *end = b.p + b.n;
  size_t start = out->n;
  int32_t kept = 0; /* a leading surrogate whose other half comes with the next buffer */
  kith_vec_reserve(out, out->n + b.n + b.n / 2 + 16);
  do {
    UChar *unit = units + kept;
    code = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &unit, units + 2048, &p, end, NULL, true, &code);
    int32_t room = 3 * 2048, n = 0, full = (int32_t)(unit - units);
    kept = code == U_BUFFER_OVERFLOW_ERROR && U16_IS_LEAD(units[full - 1]);
    kith_vec_reserve(out, out->n + (size_t)room);
    UErrorCode written = U_ZERO_ERROR;
    u_strToUTF8WithSub(out->at + out->n, room, &n, units, full - kept, 0xfffd, NULL, &written);
    if (U_SUCCESS(written)) out->n += (size_t)n;
    if (kept) units[0] = units[full - 1];
  } while (code == U_BUFFER_OVERFLOW_ERROR);
  set_name(name, charset);
  ucnv_close(converter);
  if (U_FAILURE(code)) {
    out->n = start;
    return kith_error_set(error, KITH_ERR_LIB, "ICU cannot read it as %s: %s", charset, u_errorName(code));
  }
  kith_status status = refuse_binary(kith_str_cut(kith_buf_str(out), start, out->n), error);
  if (status != KITH_OK) out->n = start;
  return status;
}

/* UTF-16 without a BOM: as 16-bit units nearly all of it are letters, digits,
 * spaces and punctuation, and it has spaces, newlines or ideographic stops. */
static bool reads_as_utf16(kith_str b, bool big) {
  size_t n = (b.n < SAMPLE ? b.n : SAMPLE) / 2, good = 0, spaces = 0;
  if (b.n % 2 || n < 2) return false;
  for (size_t i = 0; i < n; i++) {
    unsigned char low = (unsigned char)b.p[2 * i + big], high = (unsigned char)b.p[2 * i + !big];
    UChar32 unit = (UChar32)(high * 256u + low);
    bool space = unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t' || unit == 0x3001 || unit == 0x3002;
    spaces += space;
    good += space || (unit < 0xd800 && (u_isalnum(unit) || u_ispunct(unit)));
  }
  return good * 100 >= n * 97 && spaces * 100 >= n;
}

static bool reads_as_utf32(kith_str b, bool big) {
  size_t n = (b.n < SAMPLE ? b.n : SAMPLE) / 4;
  if (b.n % 4 || n < 2) return false;
  for (size_t i = 0; i < n; i++) {
    const unsigned char *u = (const unsigned char *)b.p + 4 * i;
    if (big ? u[0] || u[1] > 0x10 : u[3] || u[2] > 0x10) return false;
  }
  return true;
}

static const char *by_mark(kith_str b, size_t *used) {
  static const struct {
    const char *mark;
    size_t n;
    const char *charset;
  } list[] = {{"\xef\xbb\xbf", 3, "UTF-8"},
              {"\xff\xfe\0\0", 4, "UTF-32LE"},
              {"\0\0\xfe\xff", 4, "UTF-32BE"},
              {"\xff\xfe", 2, "UTF-16LE"},
              {"\xfe\xff", 2, "UTF-16BE"}};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (kith_str_starts(b, (kith_str){list[i].mark, list[i].n})) {
      *used = list[i].n;
      return list[i].charset;
    }
  return NULL;
}

static const char *without_mark(kith_str b) {
  if (!memchr(b.p, 0, b.n < SAMPLE ? b.n : SAMPLE)) return NULL;
  if (reads_as_utf32(b, false)) return "UTF-32LE";
  if (reads_as_utf32(b, true)) return "UTF-32BE";
  if (reads_as_utf16(b, false)) return "UTF-16LE";
  if (reads_as_utf16(b, true)) return "UTF-16BE";
  return NULL;
}

static bool escapes(kith_str b) { /* ISO-2022: ASCII with switches in it */
  for (const char *p = b.p; (p = memchr(p, 0x1b, b.n - (size_t)(p - b.p))); p++)
    if (p + 1 < b.p + b.n && (p[1] == '$' || p[1] == '(')) return true;
  return false;
}

static bool is_utf8(const char *name) { return name && (ucnv_compareNames(name, "UTF-8") == 0); }

kith_status kith_charset_decode(kith_str bytes, const char *declared, kith_buf *out, char name[32],
                                kith_error *error) {
  size_t mark = 0;
  if (!bytes.n) bytes.p = "";
  const char *charset = by_mark(bytes, &mark);
  bytes = kith_str_cut(bytes, mark, bytes.n);
  if (charset && !is_utf8(charset)) return convert(bytes, charset, out, name, error);
  set_name(name, "UTF-8");
  if (bytes.n >= 5 && memcmp(bytes.p, "%PDF-", 5) == 0)
    return kith_error_set(error, KITH_ERR_ENCODING, "looks like a PDF file, not text");
  bool valid = kith_utf8_valid_prefix(bytes) == bytes.n;
  const char *wide = charset ? NULL : without_mark(bytes);
  if (wide) return convert(bytes, wide, out, name, error);
  kith_status status = refuse_binary(bytes, error);
  if (status != KITH_OK) return status;
  if (valid && !escapes(bytes)) {
    kith_buf_add(out, bytes);
    return KITH_OK;
  }
  if (!charset && declared && !is_utf8(declared)) return convert(bytes, declared, out, name, error);
  if (charset || declared || valid || mostly_utf8(bytes)) {
    const char *guess = valid && !charset ? kith_charset_guess(bytes) : "";
    if (strncmp(guess, "ISO-2022", 8) == 0) return convert(bytes, guess, out, name, error);
    add_repaired(bytes, out);
    return KITH_OK;
  }
  return convert(bytes, kith_charset_guess(bytes), out, name, error);
}

#include "doc/reader.h"

#include "text/charset.h"

#include <stdarg.h>
#include <stdio.h>

enum { SAMPLE = 1 << 16, STEP = 1 << 18 };
#define LINE_MAX_BYTES (KITH_TEXT_MAX + ((size_t)64 << 20))

const kith_reader *const kith_readers[] = {
#define X(name) &kith_reader_##name,
    KITH_READERS(X)
#undef X
        NULL};

const kith_reader *kith_reader_named(const char *name) {
  for (const kith_reader *const *r = kith_readers; *r; r++)
    if (strcmp((*r)->name, name) == 0) return *r;
  return NULL;
}

/* ---- the feed ---- */

kith_status kith_feed_error(const kith_feed *feed, kith_error *error, size_t line, const char *format, ...) {
  char message[sizeof error->message];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return kith_error_at(error, KITH_ERR_FORMAT, feed->entry.path.p, line, "%s", message);
}

kith_status kith_feed_fill(kith_feed *feed, size_t want, kith_error *error) {
  while (!feed->ended && feed->window.n - feed->at < want) {
    if (feed->at > feed->window.n / 2) {
      memmove(feed->window.at, feed->window.at + feed->at, feed->window.n - feed->at);
      feed->window.n -= feed->at;
      feed->at = 0;
    }
    kith_status status = kith_doc_source_read(feed->source, STEP, &feed->window, error);
    if (status == KITH_OK) continue;
    feed->ended = true;
    if (status != KITH_END) {
      feed->at = feed->window.n;
      return status;
    }
  }
  return KITH_OK;
}

/* Whether what begins like this can stream: UTF-8, maybe cut in the last
 * letter, without control characters, which may mean other charsets or no text. */
static bool streams(kith_str sample, bool cut) {
  for (size_t i = 0; i < sample.n; i++) {
    unsigned char c = (unsigned char)sample.p[i];
    if (c < 0x20 && !(c >= 9 && c <= 13)) return false;
  }
  size_t good = kith_utf8_valid_prefix(sample);
  return good == sample.n || (cut && good + 4 > sample.n);
}

kith_status kith_feed_open(kith_feed *feed, kith_error *error) {
  kith_status status = kith_feed_fill(feed, SAMPLE, error);
  if (status != KITH_OK) return status;
  kith_str sample = kith_feed_rest(feed);
  snprintf(feed->charset, sizeof feed->charset, "UTF-8");
  if (kith_str_starts(sample, KITH_STR("\xef\xbb\xbf"))) {
    feed->at += 3;
    sample = kith_feed_rest(feed);
  } else if (feed->declared && sample.n)
    sample.n = 0; /* valid UTF-8 or not, only the whole file tells */
  else if (!sample.n)
    return KITH_OK;
  if (sample.n && streams(sample, !feed->ended)) return KITH_OK;
  status = kith_feed_fill(feed, KITH_TEXT_MAX + 1, error);
  if (status != KITH_OK) return status;
  sample = kith_feed_rest(feed);
  if (sample.n > KITH_TEXT_MAX) return kith_feed_error(feed, error, 0, "is not UTF-8 and larger than 1 GiB");
  kith_buf text = {0};
  status = kith_charset_decode(sample, feed->declared, &text, feed->charset, error);
  if (status != KITH_OK) {
    kith_vec_clear(&text);
    if (error) snprintf(error->file, sizeof error->file, "%s", feed->entry.path.p);
    return status;
  }
  kith_vec_clear(&feed->window);
  feed->window.at = text.at;
  feed->window.n = text.n;
  feed->window.room = text.room;
  feed->at = 0;
  feed->whole = true;
  return KITH_OK;
}

void kith_feed_clear(kith_feed *feed) {
  feed->window.n = feed->at = feed->line = feed->number = 0;
  feed->ended = feed->whole = false;
  feed->state = NULL;
}

static kith_status pass_line(kith_feed *feed, kith_error *error) {
  kith_status status = KITH_OK;
  while (status == KITH_OK) {
    kith_str rest = kith_feed_rest(feed);
    const char *end = rest.n ? memchr(rest.p, '\n', rest.n) : NULL;
    feed->at = end ? (size_t)(end - feed->window.at) + 1 : feed->window.n;
    if (end || feed->ended) break;
    status = kith_feed_fill(feed, 1, error);
  }
  return status;
}

kith_status kith_feed_line(kith_feed *feed, kith_str *line, kith_error *error) {
  size_t seen = 0;
  for (;;) {
    kith_str rest = kith_feed_rest(feed);
    const char *end = rest.n > seen ? memchr(rest.p + seen, '\n', rest.n - seen) : NULL;
    if (end || (feed->ended && rest.n)) {
      size_t n = end ? (size_t)(end - rest.p) : rest.n;
      *line = kith_str_cut(rest, 0, n);
      if (n && rest.p[n - 1] == '\r') line->n--;
      feed->at += n + (end != NULL);
      feed->line++;
      return KITH_OK;
    }
    if (feed->ended) return KITH_END;
    if (rest.n > LINE_MAX_BYTES) {
      feed->line++;
      kith_status status = pass_line(feed, error);
      return status == KITH_OK ? kith_feed_error(feed, error, feed->line, "is a line of more than 1 GiB") : status;
    }
    seen = rest.n;
    kith_status status = kith_feed_fill(feed, rest.n + 1, error);
    if (status != KITH_OK) return status;
  }
}

kith_str kith_feed_repair(kith_feed *feed, kith_str bytes, kith_buf *room) {
  if (feed->whole || kith_utf8_valid_prefix(bytes) == bytes.n) return bytes;
  room->n = 0;
  while (bytes.n) {
    size_t good = kith_utf8_valid_prefix(bytes);
    kith_buf_add(room, kith_str_cut(bytes, 0, good));
    if (good == bytes.n) break;
    kith_buf_cp(room, 0xfffd);
    bytes = kith_str_cut(bytes, good + 1, bytes.n);
  }
  return kith_buf_str(room);
}

/* ---- which reader ---- */

static bool has_ending(kith_str name, kith_str ending) {
  if (name.n <= ending.n) return false;
  for (size_t i = 0; i < ending.n; i++) {
    char c = name.p[name.n - ending.n + i];
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != ending.p[i]) return false;
  }
  return true;
}

static char after_blanks(kith_str s, size_t *i) {
  while (*i < s.n && (s.p[*i] == ' ' || s.p[*i] == '\t' || s.p[*i] == '\r' || s.p[*i] == '\n')) ++*i;
  return *i < s.n ? s.p[*i] : '\0';
}

static bool begins_with(kith_str s, size_t i, const char *lower) {
  for (; *lower; lower++, i++)
    if (i >= s.n || (s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]) != *lower) return false;
  return true;
}

static const kith_reader *by_content(const kith_feed *feed, kith_error *error) {
  kith_str s = kith_feed_rest(feed);
  size_t i = 0;
  char first = after_blanks(s, &i);
  if (first == '<' && (begins_with(s, i, "<!doctype") || begins_with(s, i, "<html") || begins_with(s, i, "<?xml"))) {
    kith_feed_error(feed, error, 0, "is HTML or XML, which is not read; extract its text first");
    return NULL;
  }
  if (first != '{' && first != '[') return &kith_reader_txt;
  size_t next = i + 1;
  char second = after_blanks(s, &next);
  if (first == '[') return second == '{' || second == ']' ? &kith_reader_json : &kith_reader_txt;
  if (second != '"' && second != '}') return &kith_reader_txt;
  const char *newline = memchr(s.p + i, '\n', s.n - i);
  size_t end = newline ? (size_t)(newline - s.p) : s.n;
  kith_str line = kith_str_trim(kith_str_cut(s, i, end));
  bool closed = line.p[line.n - 1] == '}' || !newline;
  char behind = after_blanks(s, &end);
  return closed && (behind == '{' || (behind == '\0' && newline)) ? &kith_reader_jsonl : &kith_reader_json;
}

const kith_reader *kith_reader_for(const kith_feed *feed, kith_error *error) {
  for (const kith_reader *const *r = kith_readers; *r; r++) {
    kith_str rest = kith_str_of((*r)->extensions), one;
    while (kith_str_split(&rest, ' ', &one))
      if (has_ending(feed->entry.name, one)) return *r;
  }
  return by_content(feed, error);
}

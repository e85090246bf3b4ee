/* JSON: an array of objects, one object, an object with one array of objects in
 * it ({"articles": […]}), or objects one behind the other.
 *
 * The file is cut into top-level values by counting brackets outside strings,
 * so an array streams and a broken element spoils only itself. */
#include "doc/record_json.h"

typedef struct json_state {
  bool started, in_array, done;
  size_t line;   /* of the next unread byte */
  json_t *whole; /* an object whose member `list` is being gone through */
  json_t *list;
  size_t at;
} json_state;

/* Where a value is cut, and what the scan knows when more bytes are needed. */
typedef struct scan {
  size_t i, depth;
  bool quoted, escaped, opened;
} scan;

/* Goes on from scan->i; true when the value that began at 0 ends there. Scalars
 * end before a comma, bracket or blank. */
static bool find_end(kith_str s, scan *c) {
  for (; c->i < s.n; c->i++) {
    if (c->quoted && !c->escaped)
      while (s.n - c->i > 8 && kith_json_ordinary(s.p + c->i)) c->i += 8;
    char b = s.p[c->i];
    if (c->quoted) {
      if (c->escaped)
        c->escaped = false;
      else if (b == '\\')
        c->escaped = true;
      else if (b == '"')
        c->quoted = false;
      continue;
    }
    if (b == '"')
      c->quoted = true;
    else if (b == '{' || b == '[') {
      c->depth++;
      c->opened = true;
    } else if (c->depth && (b == '}' || b == ']')) {
      if (--c->depth == 0) {
        c->i++;
        return true;
      }
    } else if (!c->depth && (b == ',' || b == ']' || b == '}' || b == ' ' || b == '\n' || b == '\r' || b == '\t'))
      return true;
  }
  return false;
}

/* Skips blanks, and commas between elements; '\0' at the end. */
static kith_status skip_blanks(kith_feed *feed, json_state *s, bool commas, char *found, kith_error *error) {
  *found = '\0';
  for (;;) {
    kith_str rest = kith_feed_rest(feed);
    size_t i = 0;
    for (; i < rest.n; i++) {
      char b = rest.p[i];
      if (b == '\n') s->line++;
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n' && !(commas && b == ',')) break;
    }
    feed->at += i;
    if (i < rest.n) *found = rest.p[i];
    if (i < rest.n || feed->ended) return KITH_OK;
    kith_status status = kith_feed_fill(feed, 1, error);
    if (status != KITH_OK) return status;
  }
}

/* Cuts the next value off the feed; borrowed until the next call. */
static kith_status cut_value(kith_feed *feed, json_state *s, kith_str *value, size_t *line, kith_error *error) {
  scan c = {0};
  kith_status status = KITH_OK;
  *line = s->line;
  while (!find_end(kith_feed_rest(feed), &c)) {
    if (feed->ended) {
      s->done = true;
      if (!c.depth && !c.quoted) break; /* a bare word up to the end */
      feed->at = feed->window.n;
      return kith_feed_error(feed, error, *line, "is broken JSON: what begins here never ends");
    }
    if (c.i > KITH_TEXT_MAX) {
      s->done = true;
      return kith_feed_error(feed, error, *line, "is a record of more than 1 GiB");
    }
    status = kith_feed_fill(feed, c.i + 1, error);
    if (status != KITH_OK) return status;
  }
  if (c.i == 0 && kith_feed_rest(feed).n) c.i = 1; /* a stray closing bracket */
  *value = kith_str_cut(kith_feed_rest(feed), 0, c.i);
  feed->at += c.i;
  for (size_t i = 0; i < value->n; i++) s->line += value->p[i] == '\n';
  return KITH_OK;
}

/* The one member that is an array of objects, or NULL. */
static json_t *only_list(json_t *object) {
  const char *key;
  json_t *value, *list = NULL;
  json_object_foreach(object, key, value) {
    if (!json_is_array(value) || !json_is_object(json_array_get(value, 0))) continue;
    if (list) return NULL;
    list = value;
  }
  return list;
}

static kith_status take(kith_feed *feed, kith_arena *arena, json_t *object, size_t line, kith_record *record,
                        kith_error *error) {
  record->number = ++feed->number;
  record->in_set = true;
  if (!json_is_object(object))
    return kith_feed_error(feed, error, line, "has an element that is no object; expected {\"text\": …}");
  kith_record_from_json(feed, arena, object, record);
  return KITH_OK;
}

static kith_status next_in_list(kith_feed *feed, json_state *s, kith_arena *arena, kith_record *record,
                                kith_error *error) {
  kith_status status = take(feed, arena, json_array_get(s->list, s->at++), 0, record, error);
  if (s->at < json_array_size(s->list)) return status;
  json_decref(s->whole);
  s->whole = s->list = NULL;
  return status;
}

/* A value outside an array. */
static kith_status take_single(kith_feed *feed, json_state *s, kith_arena *arena, json_t *value, size_t line,
                               kith_record *record, kith_error *error) {
  if (json_is_object(value)) {
    kith_record_from_json(feed, arena, value, record);
    json_t *list = record->value[KITH_FIELD_TEXT].p ? NULL : only_list(value);
    if (list) {
      *record = (kith_record){0};
      s->whole = json_incref(value);
      s->list = list;
      s->at = 0;
      return next_in_list(feed, s, arena, record, error);
    }
    char more;
    size_t before = feed->number++;
    kith_status status = skip_blanks(feed, s, false, &more, error);
    record->number = feed->number;
    record->in_set = before > 0 || more; /* one object alone is the file itself */
    return status;
  }
  record->number = ++feed->number;
  return kith_feed_error(feed, error, line, "is JSON but no object or array of objects");
}

static kith_status next(kith_feed *feed, kith_arena *arena, kith_record *record, kith_error *error) {
  json_state *s = feed->state;
  if (!s) {
    feed->state = s = kith_alloc_zero(1, sizeof *s);
    s->line = 1;
  }
  if (s->list) return next_in_list(feed, s, arena, record, error);
  char first = '\0';
  kith_status status = KITH_OK;
  while (!s->done) { /* into arrays and out of them */
    status = skip_blanks(feed, s, s->in_array, &first, error);
    if (status != KITH_OK) return status;
    if (first != (s->in_array ? ']' : '[')) break;
    s->in_array = !s->in_array;
    s->started = true;
    feed->at++;
  }
  if (first == '\0') {
    bool cut = s->in_array && !s->done, empty = !s->started && !s->done;
    s->started = s->done = true;
    s->in_array = false;
    if (cut) return kith_feed_error(feed, error, s->line, "is broken JSON: the array never ends");
    return empty ? kith_feed_error(feed, error, 0, "is empty") : KITH_END;
  }
  s->started = true;
  kith_str bytes;
  size_t line;
  status = cut_value(feed, s, &bytes, &line, error);
  if (status == KITH_OK && s->in_array && kith_utf8_valid_prefix(bytes) == bytes.n &&
      kith_record_quick(feed, arena, bytes, record)) {
    record->number = ++feed->number;
    record->line = line;
    record->in_set = true;
    return KITH_OK;
  }
  json_t *value = status == KITH_OK ? kith_json_parse(feed, bytes, line, error) : NULL;
  record->line = line;
  if (!value) {
    record->number = ++feed->number;
    record->in_set = true;
    s->done |= !s->in_array; /* nothing says where the next one would begin */
    return status == KITH_OK ? KITH_ERR_FORMAT : status;
  }
  status = s->in_array ? take(feed, arena, value, line, record, error)
                       : take_single(feed, s, arena, value, line, record, error);
  json_decref(value);
  return status;
}

static void close(kith_feed *feed) {
  json_state *s = feed->state;
  if (s && s->whole) json_decref(s->whole);
  kith_free(s);
}

const kith_reader kith_reader_json = {"json", ".json", "JSON: an array of objects, or one object", next, close};

#include "train/marked.h"

#include "base/file.h"
#include "lexicon/entity_type.h"

typedef struct reader {
  train_marked document;
  unsigned lines; /* of the document */
} reader;

/* `[PER name]` at the start of `rest`: its type and name, and the bytes it takes; 0 if it is none. */
static size_t read_mark(kith_str rest, kith_type *type, kith_str *name) {
  enum { NAME_AT = 5 };
  const char *close = memchr(rest.p, ']', rest.n);
  if (rest.n <= NAME_AT || rest.p[4] != ' ' || !close || close <= rest.p + NAME_AT) return 0;
  *type = kith_type_find(kith_str_cut(rest, 1, 4));
  *name = (kith_str){rest.p + NAME_AT, (size_t)(close - rest.p) - NAME_AT};
  return *type == KITH_TYPE_COUNT ? 0 : (size_t)(close - rest.p) + 1;
}

static bool add_line(reader *r, kith_str line) {
  kith_buf *text = &r->document.text;
  if (r->lines) kith_buf_add(text, kith_str_of(r->lines == 1 ? "\n\n" : "\n"));
  r->lines++;
  for (size_t i = 0; i < line.n;) {
    kith_type type;
    kith_str name;
    if (line.p[i] != '[') {
      kith_buf_char(text, line.p[i++]);
      continue;
    }
    size_t used = read_mark(kith_str_cut(line, i, line.n), &type, &name);
    if (!used) return false;
    train_marked_name marked = {(uint32_t)text->n, (uint32_t)(text->n + name.n), (uint8_t)type};
    kith_buf_add(text, name);
    kith_vec_push(&r->document.names, marked);
    i += used;
  }
  return true;
}

static void end_document(reader *r, void (*take)(void *, const train_marked *), void *context) {
  if (r->lines) take(context, &r->document);
  r->document.text.n = r->document.names.n = r->lines = 0;
}

kith_status train_marked_read(const char *path, void (*take)(void *, const train_marked *), void *context, kith_error *error) {
  kith_buf bytes = {0};
  reader r = {.lines = 0};
  kith_status status = kith_file_read(path, &bytes, error);
  kith_str rest = kith_buf_str(&bytes), line = {0};
  for (unsigned number = 1; status == KITH_OK && kith_str_split(&rest, '\n', &line); number++) {
    if (!line.n) end_document(&r, take, context);
    else if (line.p[0] != '#' && !add_line(&r, line))
      status = kith_error_at(error, KITH_ERR_FORMAT, path, number, "a name is marked as [PER name], with PER, LOC, ORG, EVT or PRO");
  }
  if (status == KITH_OK) end_document(&r, take, context);
  kith_vec_clear(&r.document.text);
  kith_vec_clear(&r.document.names);
  kith_vec_clear(&bytes);
  return status;
}

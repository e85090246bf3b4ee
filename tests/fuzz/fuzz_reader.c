/* Any bytes through every reader, plain and as an archive: no crash, no hang, no leak,
 * and every document what doc.h promises.
 *
 * The first byte chooses the format (0: found out) and the separator. Built
 * with -fsanitize=fuzzer,address,undefined. */
#include "doc/doc.h"
#include "doc/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "broken promise: %s\n", what);
  abort();
}

static void check_line(kith_str s, const char *what) {
  check(s.p != NULL, what);
  check(kith_utf8_valid_prefix(s) == s.n, what);
  for (size_t i = 0; i < s.n; i++) check((unsigned char)s.p[i] >= 0x20, what);
}

static void check_doc(const kith_doc *doc) {
  check_line(doc->id, "id");
  check_line(doc->title, "title");
  check_line(doc->language, "language");
  check_line(doc->source, "source");
  check_line(doc->url, "url");
  check(doc->id.n > 0, "an id is empty");
  check(doc->text.n > 0 && kith_utf8_valid_prefix(doc->text) == doc->text.n, "text");
  check(!memchr(doc->text.p, 0, doc->text.n), "NUL in text");
  check(doc->date.n == 0 || doc->date.n == 10 || doc->date.n == 20, "date");
}

static void read_all(const char *path, const char *format, char separator) {
  kith_docs *docs;
  kith_arena arena;
  kith_doc doc;
  kith_error error;
  kith_status status;
  kith_docs_options options = {.inputs = &path, .input_count = 1, .format = format, .csv_separator = separator};
  kith_arena_init(&arena);
  if (kith_docs_open(&docs, &options, &error) == KITH_OK) {
    while ((status = kith_docs_next(docs, &arena, &doc, &error)) != KITH_END) {
      if (status == KITH_OK)
        check_doc(&doc);
      else
        check(error.message[0] != '\0' && doc.id.n > 0, "an error says nothing");
      kith_arena_reset(&arena);
    }
    kith_docs_close(docs);
  }
  kith_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char separators[] = {0, ',', ';', '\t'};
  static char path[64]; /* one file for the whole run, in memory where the system has such a place */
  size_t formats = 0;
  if (!size) return 0;
  if (!path[0]) {
    snprintf(path, sizeof path, "%s/kith_fuzz_%ld", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (long)getpid());
  }
  while (kith_readers[formats]) formats++;
  FILE *file = fopen(path, "wb");
  if (!file) return 0;
  fwrite(data + 1, 1, size - 1, file);
  fclose(file);
  size_t choice = data[0] % (formats + 1);
  read_all(path, choice ? kith_readers[choice - 1]->name : NULL, separators[data[0] / 16 % 4]);
  remove(path);
  return 0;
}

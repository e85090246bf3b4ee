/* What the tests of doc/ share: a folder of their own, files and archives in it,
 * and everything that reading them gave as one text. */
#ifndef KITH_TESTS_DOC_FIXTURE_H
#define KITH_TESTS_DOC_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "doc/doc.h"

static char folder[64];

static int make_folder(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/kith_test_XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static void remove_all(const char *path) {
  kith_names names = {0};
  if (kith_path_look(path) == KITH_PATH_FOLDER && kith_folder_list(path, &names, NULL) == KITH_OK)
    for (size_t i = 0; i < names.n; i++) {
      char below[600];
      snprintf(below, sizeof below, "%s/%s", path, names.at[i]);
      remove_all(below);
    }
  kith_names_clear(&names);
  remove(path);
}

static int remove_folder(void **state) {
  (void)state;
  char hidden[100];
  snprintf(hidden, sizeof hidden, "%s/.hidden.txt", folder);
  remove(hidden);
  remove_all(folder);
  return 0;
}

static const char *at(const char *name) {
  static char path[4][300];
  static int turn;
  turn = (turn + 1) % 4;
  snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
  return path[turn];
}

static void put_bytes(const char *name, const void *bytes, size_t n) {
  char path[300];
  snprintf(path, sizeof path, "%s", at(name));
  for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
    *slash = '\0';
    mkdir(path, 0777);
  }
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, n, file), n);
  fclose(file);
}

static void put(const char *name, const char *text) { put_bytes(name, text, strlen(text)); }

/* ---- what came out, as one text: a line a document, "! id: message" for what was skipped ---- */

static kith_buf seen;

static const char *read_with(kith_docs_options options, const char *const *inputs, size_t count) {
  kith_docs *docs;
  kith_error error = {0};
  kith_arena arena;
  kith_doc doc;
  kith_status status;
  options.inputs = inputs;
  options.input_count = count;
  seen.n = 0;
  kith_arena_init(&arena);
  if (kith_docs_open(&docs, &options, &error) != KITH_OK) fail_msg("%s: %s", error.file, error.message);
  while ((status = kith_docs_next(docs, &arena, &doc, &error)) != KITH_END) {
    const kith_str all[] = {doc.text, doc.title, doc.date, doc.language, doc.source, doc.url};
    kith_buf_add(&seen, status == KITH_OK ? KITH_STR("") : KITH_STR("! "));
    kith_buf_add(&seen, doc.id);
    for (size_t i = 0; i < 6; i++) assert_non_null(all[i].p);
    if (status != KITH_OK) {
      if (error.line) kith_buf_format(&seen, " line %zu", error.line);
      kith_buf_format(&seen, ": %s", error.message);
      assert_true(strlen(error.file) > 0);
    }
    size_t used = status == KITH_OK ? 6 : 0;
    while (used > 1 && !all[used - 1].n) used--;
    for (size_t i = 0; i < used; i++) {
      kith_buf_char(&seen, '|');
      kith_buf_add(&seen, all[i]);
    }
    kith_buf_char(&seen, '\n');
    kith_arena_reset(&arena);
  }
  kith_docs_close(docs);
  kith_arena_clear(&arena);
  return kith_buf_text(&seen);
}

static const char *read_at(const char *name) {
  const char *path = at(name);
  return read_with((kith_docs_options){0}, &path, 1);
}

static void has(const char *part) {
  if (!strstr(kith_buf_text(&seen), part)) fail_msg("'%s' is not in\n%s", part, seen.at);
}

#endif

#include "build/knowledge.h"

#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

#ifndef KITH_DATA_DIR
#define KITH_DATA_DIR "/usr/local/share/kith"
#endif

static bool holds_lexicons(kith_buf *path) {
  size_t n = path->n;
  kith_buf_add(path, KITH_STR("/languages.tsv"));
  bool found = kith_path_look(kith_buf_text(path)) == KITH_PATH_FILE;
  path->n = n;
  return found;
}

/* The folder of the running program, or nothing. */
static bool program_folder(kith_buf *out) {
  char text[1024];
  ssize_t n = readlink("/proc/self/exe", text, sizeof text);
  if (n <= 0 || (size_t)n == sizeof text) return false;
  while (n > 0 && text[n - 1] != '/') n--;
  kith_buf_add(out, (kith_str){text, (size_t)(n > 1 ? n - 1 : n)});
  return true;
}

bool kith_lexicons_find(kith_buf *path) {
  const char *given = getenv("KITH_LEXICONS");
  size_t start = path->n;
  if (given && *given) {
    kith_buf_add(path, kith_str_of(given));
    return holds_lexicons(path);
  }
  static const char *const beside[] = {"/../lexicons", "/../share/kith/lexicons"};
  for (size_t i = 0; i < 2; i++) {
    path->n = start;
    if (!program_folder(path)) continue;
    kith_buf_add(path, kith_str_of(beside[i]));
    if (holds_lexicons(path)) return true;
  }
  path->n = start;
  kith_buf_add(path, KITH_STR(KITH_DATA_DIR "/lexicons"));
  return holds_lexicons(path);
}

bool kith_cache_find(kith_buf *path) {
  const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  if (cache && *cache == '/')
    kith_path_join(path, kith_str_of(cache), KITH_STR("kith"));
  else if (home && *home == '/')
    kith_path_join(path, kith_str_of(home), KITH_STR(".cache/kith"));
  else
    return false;
  return true;
}

bool kith_user_lexicon_find(kith_buf *path) {
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  if (data && *data == '/')
    kith_path_join(path, kith_str_of(data), KITH_STR("kith/lexicon"));
  else if (home && *home == '/')
    kith_path_join(path, kith_str_of(home), KITH_STR(".local/share/kith/lexicon"));
  else
    return false;
  return true;
}

static void add_folder(kith_names *folders, kith_str path) {
  char *copy = kith_alloc(path.n + 1);
  memcpy(copy, path.p, path.n);
  copy[path.n] = '\0';
  kith_vec_push(folders, copy);
}

static kith_status find_folders(kith_knowledge *k, const char *const *layers, size_t layer_count, bool user_lexicon,
                                kith_error *error) {
  kith_buf path = {0};
  bool found = kith_lexicons_find(&path);
  if (found) add_folder(&k->folders, kith_buf_str(&path));
  kith_vec_clear(&path);
  if (!found)
    return kith_error_set(error, KITH_ERR_IO,
                          "the shipped lexicons are not found beside the program, in " KITH_DATA_DIR
                          "/lexicons or in $KITH_LEXICONS; set KITH_LEXICONS to the folder that holds languages.tsv");
  kith_buf own = {0};
  if (user_lexicon && kith_user_lexicon_find(&own) && kith_path_look(kith_buf_text(&own)) == KITH_PATH_FOLDER)
    add_folder(&k->folders, kith_buf_str(&own));
  kith_vec_clear(&own);
  for (size_t i = 0; i < layer_count; i++) {
    if (kith_path_look(layers[i]) != KITH_PATH_FOLDER)
      return kith_error_at(error, KITH_ERR_ARG, layers[i], 0, "is no folder; a lexicon is a folder with names/ and facts/ in it");
    add_folder(&k->folders, kith_str_of(layers[i]));
  }
  return KITH_OK;
}

/* A missing model is no error: rules stand in for it. A damaged one is. */
static kith_status open_model(kith_knowledge *k, kith_error *error) {
  kith_buf path = {0};
  kith_status status = KITH_OK;
  kith_path_join(&path, kith_str_of(k->folders.at[0]), KITH_STR("names.model"));
  if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE) status = kith_tag_model_open(&k->model, path.at, error);
  kith_vec_clear(&path);
  return status;
}

kith_status kith_knowledge_open(kith_knowledge *k, const char *const *layers, size_t layer_count, bool user_lexicon,
                                kith_error *error) {
  memset(k, 0, sizeof *k);
  kith_status status = find_folders(k, layers, layer_count, user_lexicon, error);
  const char *const *folders = (const char *const *)k->folders.at;
  kith_buf cache = {0};
  bool cached = kith_cache_find(&cache);
  if (status == KITH_OK) status = kith_languages_open(&k->languages, folders, k->folders.n, error);
  if (status == KITH_OK) status = kith_identifier_open(&k->identifier, k->languages, k->folders.at[0], error);
  if (status == KITH_OK) {
    kith_lexicon_options options = {folders, k->folders.n, cached ? kith_buf_text(&cache) : NULL};
    status = kith_lexicon_open(&k->lexicon, &options, k->languages, error);
  }
  if (status == KITH_OK) {
    kith_inflector_open(&k->inflector, k->languages);
    kith_wordlist_open(&k->wordlist, k->languages);
    status = open_model(k, error);
  }
  kith_vec_clear(&cache);
  if (status != KITH_OK) kith_knowledge_close(k);
  return status;
}

void kith_knowledge_close(kith_knowledge *k) {
  kith_tag_model_close(k->model);
  kith_wordlist_close(k->wordlist);
  kith_inflector_close(k->inflector);
  kith_lexicon_close(k->lexicon);
  kith_identifier_close(k->identifier);
  kith_languages_close(k->languages);
  kith_names_clear(&k->folders);
  memset(k, 0, sizeof *k);
}

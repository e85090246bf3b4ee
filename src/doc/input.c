#include "doc/input.h"

#include "base/file.h"

#include <sys/stat.h>

enum { DEEPEST = 100 }; /* folders in folders; more is a loop or an attack */

typedef struct place {
  dev_t device;
  ino_t node;
} place;

typedef struct walk {
  kith_inputs *inputs;
  size_t root; /* length of the part of every path that ids leave out */
  place above[DEEPEST];
  size_t depth;
} walk;

static char *copy(kith_str s) {
  char *p = kith_alloc(s.n + 1);
  if (s.n) memcpy(p, s.p, s.n);
  p[s.n] = '\0';
  return p;
}

static void add(walk *w, kith_str path, uint64_t bytes, const char *problem) {
  kith_input input = {copy(path), w->root, bytes, problem ? copy(kith_str_of(problem)) : NULL};
  kith_vec_push(w->inputs, input);
}

static bool inside_itself(const walk *w, const struct stat *info) {
  for (size_t i = 0; i < w->depth; i++)
    if (w->above[i].device == info->st_dev && w->above[i].node == info->st_ino) return true;
  return false;
}

static void walk_folder(walk *w, kith_str folder, const struct stat *info);

static void walk_name(walk *w, kith_str path) {
  struct stat info;
  if (stat(path.p, &info) != 0) {
    kith_error error;
    kith_error_io(&error, path.p, "look at it");
    add(w, path, 0, error.message);
  } else if (S_ISDIR(info.st_mode))
    walk_folder(w, path, &info);
  else if (S_ISREG(info.st_mode))
    add(w, path, (uint64_t)info.st_size, NULL);
}

static void walk_folder(walk *w, kith_str folder, const struct stat *info) {
  kith_names names = {0};
  kith_error error;
  if (inside_itself(w, info)) return;
  if (w->depth == DEEPEST) {
    add(w, folder, 0, "folders are nested more than 100 deep");
    return;
  }
  w->above[w->depth++] = (place){info->st_dev, info->st_ino};
  kith_buf path = {0};
  if (kith_folder_list(folder.p, &names, &error) != KITH_OK) add(w, folder, 0, error.message);
  for (size_t i = 0; i < names.n; i++) {
    path.n = 0;
    kith_path_join(&path, folder, kith_str_of(names.at[i]));
    kith_buf_text(&path);
    walk_name(w, kith_buf_str(&path));
  }
  kith_vec_clear(&path);
  kith_names_clear(&names);
  w->depth--;
}

kith_status kith_inputs_add(kith_inputs *inputs, const char *path, const char *exclude, kith_error *error) {
  walk w = {.inputs = inputs};
  kith_str whole = kith_str_of(path);
  if (kith_str_is(whole, "-")) {
    add(&w, whole, 0, NULL);
    return KITH_OK;
  }
  struct stat info;
  if (stat(path, &info) != 0) return kith_error_io(error, path, "open");
  if (!S_ISDIR(info.st_mode)) { /* pipes and devices too, where they are named one by one */
    w.root = whole.n - kith_path_name(whole).n;
    add(&w, whole, S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0, NULL);
    return KITH_OK;
  }
  struct stat left_out;
  if (exclude && stat(exclude, &left_out) == 0) w.above[w.depth++] = (place){left_out.st_dev, left_out.st_ino};
  while (whole.n > 1 && whole.p[whole.n - 1] == '/') whole.n--;
  w.root = whole.n + (whole.p[whole.n - 1] != '/');
  char *folder = copy(whole);
  walk_folder(&w, (kith_str){folder, whole.n}, &info);
  kith_free(folder);
  return KITH_OK;
}

void kith_inputs_clear(kith_inputs *inputs) {
  for (size_t i = 0; i < inputs->n; i++) {
    kith_free(inputs->at[i].path);
    kith_free(inputs->at[i].problem);
  }
  kith_vec_clear(inputs);
}

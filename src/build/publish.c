#include "build/publish.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

kith_status kith_publish_open(kith_publish *p, const char *folder, kith_error *error) {
  memset(p, 0, sizeof *p);
  p->made = kith_path_look(folder) == KITH_PATH_NONE;
  kith_buf_add(&p->folder, kith_str_of(folder));
  kith_status status = kith_folder_make(folder, error);
  kith_path_join(&p->staging, kith_str_of(folder), KITH_STR(".kith-XXXXXX"));
  if (status == KITH_OK && !(kith_buf_text(&p->staging), mkdtemp(p->staging.at))) {
    status = kith_error_io(error, folder, "write into the folder");
    p->staging.n = 0;
  }
  if (status != KITH_OK) kith_publish_cancel(p);
  return status;
}

static const char *join(kith_buf *path, const kith_buf *folder, const char *prefix, const char *name) {
  path->n = 0;
  kith_path_join(path, kith_buf_str(folder), kith_str_of(prefix));
  kith_buf_add(path, kith_str_of(name));
  return kith_buf_text(path);
}

static char *copy_of(const char *name) {
  size_t n = strlen(name) + 1;
  return memcpy(kith_alloc(n), name, n);
}

/* The folder in a name: made in `folder`, or removed if it is empty. */
static void each_folder(const kith_buf *folder, const char *prefix, const char *name, bool make) {
  const char *end = strchr(name, '/');
  kith_buf path = {0};
  if (!end) return;
  kith_path_join(&path, kith_buf_str(folder), kith_str_of(prefix));
  kith_buf_add(&path, (kith_str){name, (size_t)(end - name)});
  if (make) mkdir(kith_buf_text(&path), 0777); /* if it cannot be made, the file in it says so */
  else rmdir(kith_buf_text(&path));
  kith_vec_clear(&path);
}

const char *kith_publish_path(kith_publish *p, const char *name, kith_buf *path) {
  kith_vec_push(&p->names, copy_of(name));
  each_folder(&p->staging, "", name, true);
  each_folder(&p->staging, "old-", name, true);
  return join(path, &p->staging, "", name);
}

void kith_publish_drop(kith_publish *p, const char *name) {
  kith_vec_push(&p->dropped, copy_of(name));
  each_folder(&p->staging, "old-", name, true);
}

/* Puts back what stood in OUT before rename number `done`. */
static void roll_back(kith_publish *p, size_t done) {
  kith_buf final = {0}, staged = {0}, old = {0};
  for (size_t i = 0; i <= done && i < p->names.n; i++) {
    join(&final, &p->folder, "", p->names.at[i]);
    if (i < done) rename(final.at, join(&staged, &p->staging, "", p->names.at[i]));
    rename(join(&old, &p->staging, "old-", p->names.at[i]), final.at);
  }
  for (size_t i = 0; i < p->dropped.n; i++)
    rename(join(&old, &p->staging, "old-", p->dropped.at[i]), join(&final, &p->folder, "", p->dropped.at[i]));
  kith_vec_clear(&final);
  kith_vec_clear(&staged);
  kith_vec_clear(&old);
}

static kith_status take_away(kith_publish *p, kith_error *error) {
  kith_buf final = {0}, old = {0};
  kith_status status = KITH_OK;
  for (size_t i = 0; i < p->dropped.n && status == KITH_OK; i++)
    if (rename(join(&final, &p->folder, "", p->dropped.at[i]), join(&old, &p->staging, "old-", p->dropped.at[i])) != 0 && errno != ENOENT)
      status = kith_error_io(error, final.at, "replace");
  kith_vec_clear(&final);
  kith_vec_clear(&old);
  return status;
}

kith_status kith_publish_commit(kith_publish *p, kith_error *error) {
  kith_buf final = {0}, staged = {0}, old = {0};
  kith_status status = take_away(p, error);
  if (status != KITH_OK) roll_back(p, 0);
  for (size_t i = 0; i < p->names.n && status == KITH_OK; i++) {
    each_folder(&p->folder, "", p->names.at[i], true);
    join(&final, &p->folder, "", p->names.at[i]);
    join(&staged, &p->staging, "", p->names.at[i]);
    join(&old, &p->staging, "old-", p->names.at[i]);
    if (kith_path_look(final.at) == KITH_PATH_FOLDER)
      status = kith_error_at(error, KITH_ERR_IO, final.at, 0, "is a folder; a file of that name is to be written there");
    else if (rename(final.at, old.at) != 0 && errno != ENOENT)
      status = kith_error_io(error, final.at, "replace");
    else if (rename(staged.at, final.at) != 0)
      status = kith_error_io(error, final.at, "put in place");
    if (status != KITH_OK) roll_back(p, i);
  }
  kith_vec_clear(&final);
  kith_vec_clear(&staged);
  kith_vec_clear(&old);
  if (status == KITH_OK) p->made = false;
  kith_publish_cancel(p);
  return status;
}

static void remove_staged(kith_publish *p, const kith_names *names) {
  kith_buf path = {0};
  for (size_t i = 0; i < names->n && p->staging.n; i++) {
    unlink(join(&path, &p->staging, "", names->at[i]));
    unlink(join(&path, &p->staging, "old-", names->at[i]));
  }
  for (size_t i = 0; i < names->n && p->staging.n; i++) {
    each_folder(&p->staging, "", names->at[i], false);
    each_folder(&p->staging, "old-", names->at[i], false);
    each_folder(&p->folder, "", names->at[i], false); /* stays where there is something in it */
  }
  kith_vec_clear(&path);
}

void kith_publish_cancel(kith_publish *p) {
  remove_staged(p, &p->names);
  remove_staged(p, &p->dropped);
  if (p->staging.n) rmdir(kith_buf_text(&p->staging));
  if (p->made && p->folder.n) rmdir(kith_buf_text(&p->folder));
  kith_vec_clear(&p->folder);
  kith_vec_clear(&p->staging);
  kith_names_clear(&p->names);
  kith_names_clear(&p->dropped);
}

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

kith_status kith_file_read(const char *path, kith_buf *out, kith_error *error) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return kith_error_io(error, path, "open");
  kith_status status = KITH_OK;
  struct stat info;
  if (fstat(fd, &info) == 0 && info.st_size > 0) kith_vec_reserve(out, out->n + (size_t)info.st_size + 1);
  for (;;) {
    kith_vec_reserve(out, out->n + 65536);
    ssize_t got = read(fd, out->at + out->n, out->room - out->n);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) status = kith_error_io(error, path, "read");
    if (got <= 0) break;
    out->n += (size_t)got;
  }
  close(fd);
  return status;
}

kith_status kith_file_map(const char *path, kith_mapped *mapped, kith_error *error) {
  mapped->bytes = KITH_STR("");
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return kith_error_io(error, path, "open");
  kith_status status = KITH_OK;
  struct stat info;
  if (fstat(fd, &info) != 0)
    status = kith_error_io(error, path, "look at");
  else if (info.st_size > 0) {
    void *p = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
      status = kith_error_io(error, path, "map");
    else
      mapped->bytes = (kith_str){p, (size_t)info.st_size};
  }
  close(fd);
  return status;
}

void kith_file_unmap(kith_mapped *mapped) {
  if (mapped->bytes.n) munmap((void *)(uintptr_t)mapped->bytes.p, mapped->bytes.n);
  mapped->bytes = KITH_STR("");
}

kith_path_kind kith_path_look(const char *path) {
  struct stat info;
  if (stat(path, &info) != 0) return KITH_PATH_NONE;
  return S_ISDIR(info.st_mode) ? KITH_PATH_FOLDER : KITH_PATH_FILE;
}

kith_status kith_folder_make(const char *path, kith_error *error) {
  kith_buf part = {0};
  kith_status status = KITH_OK;
  size_t n = strlen(path);
  for (size_t i = 1; i <= n && status == KITH_OK; i++) {
    if (i < n && path[i] != '/') continue;
    part.n = 0;
    kith_buf_add(&part, (kith_str){path, i});
    if (mkdir(kith_buf_text(&part), 0777) != 0 && errno != EEXIST)
      status = kith_error_io(error, part.at, "make the folder");
  }
  kith_vec_clear(&part);
  if (status == KITH_OK && kith_path_look(path) != KITH_PATH_FOLDER)
    status = kith_error_at(error, KITH_ERR_IO, path, 0, "is there, but is no folder");
  return status;
}

void kith_path_join(kith_buf *out, kith_str folder, kith_str name) {
  kith_buf_add(out, folder);
  if (folder.n && folder.p[folder.n - 1] != '/') kith_buf_char(out, '/');
  kith_buf_add(out, name);
}

kith_str kith_path_name(kith_str path) {
  size_t i = path.n;
  while (i && path.p[i - 1] != '/') i--;
  return kith_str_cut(path, i, path.n);
}

static int by_bytes(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

kith_status kith_folder_list(const char *path, kith_names *names, kith_error *error) {
  DIR *folder = opendir(path);
  if (!folder) return kith_error_io(error, path, "open the folder");
  errno = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    size_t n = strlen(entry->d_name) + 1;
    kith_vec_push(names, memcpy(kith_alloc(n), entry->d_name, n));
  }
  kith_status status = errno ? kith_error_io(error, path, "list the folder") : KITH_OK;
  closedir(folder);
  if (names->n) qsort(names->at, names->n, sizeof *names->at, by_bytes);
  return status;
}

void kith_names_clear(kith_names *names) {
  for (size_t i = 0; i < names->n; i++) kith_free(names->at[i]);
  kith_vec_clear(names);
}

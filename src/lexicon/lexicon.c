#include "lexicon/image.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct kith_lexicon {
  const kith_languages *languages;
  kith_mapped mapped; /* the image's owner: a mapping … */
  kith_buf built;     /* … or memory */
  kith_str image;
  kith_buf path;      /* of the image; empty: it is in memory only */
  kith_image_header header;
#define X(name, type) const type *name;
  KITH_IMAGE_SECTIONS(X)
#undef X
  unsigned edge_shift, slot_shift;
};

/* ---- opening ---- */

/* Sources of at most so many bytes are compiled without a file where none can be written. */
#define COMPILED_IN_MEMORY ((uint64_t)64 << 20)

/* What opening reads whole: more would take longer than opening may. */
#define CHECKED_WHOLE ((uint64_t)4 << 20)

static kith_status check_contents(const kith_image_header *h, kith_str image, const char *path, kith_error *error) {
  if (h->checksum == kith_image_checksum(kith_str_cut(image, sizeof *h, image.n))) return KITH_OK;
  return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is damaged: its checksum does not hold");
}

static kith_status attach(kith_lexicon *l, kith_str image, const char *path, kith_error *error) {
  kith_image_header *h = &l->header;
  if (image.n < sizeof *h) return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is too short for a compiled lexicon");
  memcpy(h, image.p, sizeof *h);
  if (memcmp(h->magic, KITH_IMAGE_MAGIC, sizeof h->magic) != 0)
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is no compiled lexicon");
  if (h->version != KITH_IMAGE_VERSION || h->byte_order != KITH_IMAGE_ORDER)
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "was compiled by another version of kith or for another machine");
  if (h->header_checksum != kith_image_header_checksum(h))
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is damaged: the checksum of its header does not hold");
  if (h->size != image.n)
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is damaged: it has %zu bytes, its header says %llu", image.n,
                         (unsigned long long)h->size);
#define X(name, type)                                                                        \
  if (h->name.offset > image.n || h->name.count > (image.n - h->name.offset) / sizeof(type)) \
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is damaged: a section lies outside it"); \
  l->name = (const type *)(const void *)(image.p + h->name.offset);
  KITH_IMAGE_SECTIONS(X)
#undef X
  /* An empty slot at the end stops every probe. */
  if (h->edges.count < 2 || h->word_slots.count < 2 || l->edges[h->edges.count - 1].child || l->word_slots[h->word_slots.count - 1])
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is damaged: a table in it has no end");
  l->edge_shift = kith_image_shift(h->edges.count);
  l->slot_shift = kith_image_shift(h->word_slots.count);
  l->image = image;
  return image.n <= CHECKED_WHOLE ? check_contents(h, image, path, error) : KITH_OK;
}

kith_status kith_lexicon_verify(const kith_lexicon *l, kith_error *error) {
  return check_contents(&l->header, l->image, l->path.n ? l->path.at : "the lexicon just compiled", error);
}

/* Calls `each` with every file that decides what the folders say. */
static kith_status walk_files(const kith_lexicon_options *o, kith_status (*each)(void *context, const char *path, kith_error *error),
                              void *context, kith_error *error) {
  kith_status status = KITH_OK;
  for (size_t i = 0; i < o->folder_count && status == KITH_OK; i++) {
    kith_names paths = {0};
    status = kith_source_files(o->folders[i], true, &paths, error);
    for (size_t k = 0; k < paths.n && status == KITH_OK; k++) status = each(context, paths.at[k], error);
    kith_names_clear(&paths);
  }
  return status;
}

static kith_status add_stamp(void *context, const char *path, kith_error *error) {
  struct stat info;
  (void)error;
  if (stat(path, &info) == 0)
    kith_buf_format(context, "%s %lld %lld.%09ld\n", path, (long long)info.st_size, (long long)info.st_mtim.tv_sec,
                    info.st_mtim.tv_nsec);
  return KITH_OK;
}

/* Cheap to get, changes when a source does. */
static kith_status stamp_of(const kith_lexicon_options *o, uint64_t *stamp, kith_error *error) {
  kith_buf all = {0};
  kith_buf_format(&all, "kith %s image %d\n", KITH_VERSION, KITH_IMAGE_VERSION);
  kith_status status = walk_files(o, add_stamp, &all, error);
  *stamp = kith_str_hash(kith_buf_str(&all));
  kith_vec_clear(&all);
  return status;
}

static kith_status add_contents(void *context, const char *path, kith_error *error) {
  char block[1 << 16];
  kith_str name = kith_path_name(kith_str_of(path));
  FILE *file = fopen(path, "rb");
  if (!file) return kith_error_io(error, path, "open");
  kith_digest_add(context, name.p, name.n + 1);
  for (size_t n; (n = fread(block, 1, sizeof block, file));) kith_digest_add(context, block, n);
  kith_status status = ferror(file) ? kith_error_io(error, path, "read") : KITH_OK;
  fclose(file);
  return status;
}

static kith_status fingerprint_of(const kith_lexicon_options *o, char fingerprint[16], kith_error *error) {
  kith_digest *digest = kith_digest_open();
  char hex[65];
  kith_status status = walk_files(o, add_contents, digest, error);
  kith_digest_close(digest, hex);
  memcpy(fingerprint, hex, 16);
  return status;
}

/* Into a new file at `path`, or, where that is NULL, into l->built. */
static kith_status compile(kith_lexicon *l, const kith_lexicon_options *o, uint64_t stamp, const char *path, kith_error *error) {
  char fingerprint[16];
  kith_status status = fingerprint_of(o, fingerprint, error);
  if (status == KITH_OK) status = kith_image_compile(o, l->languages, fingerprint, stamp, KITH_COMPILE_MEMORY, path, &l->built, error);
  return status;
}

static bool map_image(kith_lexicon *l, const char *path) {
  if (kith_file_map(path, &l->mapped, NULL) == KITH_OK && attach(l, l->mapped.bytes, path, NULL) == KITH_OK) return true;
  kith_file_unmap(&l->mapped);
  return false;
}

/* One image for a list of folders: a newer one takes the place of the older. */
static void name_image(const kith_lexicon_options *o, kith_buf *path) {
  kith_buf all = {0};
  kith_buf_format(&all, "%d\n", KITH_IMAGE_VERSION);
  for (size_t i = 0; i < o->folder_count; i++) kith_buf_format(&all, "%s\n", o->folders[i]);
  kith_buf_format(path, "%s/lexicon-%016llx", o->cache_folder, (unsigned long long)kith_str_hash(kith_buf_str(&all)));
  kith_buf_text(path);
  kith_vec_clear(&all);
}

/* What a run left behind that was killed while it wrote an image. */
static void remove_leftovers(const char *folder) {
  kith_names names = {0};
  kith_buf path = {0};
  if (kith_folder_list(folder, &names, NULL) != KITH_OK) names.n = 0;
  for (size_t i = 0; i < names.n; i++) {
    const char *dot = strchr(names.at[i], '.');
    long process = dot && strncmp(names.at[i], "lexicon-", 8) == 0 ? strtol(dot + 1, NULL, 10) : 0;
    if (process <= 0 || kill((pid_t)process, 0) == 0 || errno != ESRCH) continue;
    path.n = 0;
    kith_path_join(&path, kith_str_of(folder), kith_str_of(names.at[i]));
    remove(kith_buf_text(&path));
  }
  kith_vec_clear(&path);
  kith_names_clear(&names);
}

static kith_status add_size(void *context, const char *path, kith_error *error) {
  struct stat info;
  (void)error;
  if (stat(path, &info) == 0) *(uint64_t *)context += (uint64_t)info.st_size;
  return KITH_OK;
}

static bool fits_into_memory(const kith_lexicon_options *o) {
  uint64_t size = 0;
  walk_files(o, add_size, &size, NULL);
  return size <= COMPILED_IN_MEMORY;
}

/* A run without a cache is slower, not wrong; sources that are too large for that need the disk. */
static kith_status compile_into_cache(kith_lexicon *l, const kith_lexicon_options *o, uint64_t stamp, kith_error *error) {
  kith_buf temporary = {0};
  kith_status status = kith_folder_make(o->cache_folder, NULL);
  kith_buf_format(&temporary, "%s.%ld.tmp", l->path.at, (long)getpid());
  if (status != KITH_OK || access(o->cache_folder, W_OK | X_OK) != 0)
    status = compile(l, o, stamp, NULL, error);
  else {
    const char *path = kith_buf_text(&temporary);
    remove_leftovers(o->cache_folder);
    status = compile(l, o, stamp, path, error);
    if (status == KITH_OK && (rename(path, l->path.at) != 0 || !map_image(l, l->path.at)))
      status = kith_error_io(error, l->path.at, "put the compiled lexicon in place");
    if (status != KITH_OK) remove(path);
    if (status == KITH_ERR_IO && fits_into_memory(o)) status = compile(l, o, stamp, NULL, error);
  }
  kith_vec_clear(&temporary);
  return status;
}

kith_status kith_lexicon_open(kith_lexicon **out, const kith_lexicon_options *options,
                              const kith_languages *languages, kith_error *error) {
  kith_lexicon *l = kith_alloc_zero(1, sizeof *l);
  uint64_t stamp = 0;
  l->languages = languages;
  kith_status status = options->folder_count > UINT8_MAX ? kith_error_set(error, KITH_ERR_ARG, "more than %d lexicon folders", UINT8_MAX)
                                                         : stamp_of(options, &stamp, error);
  if (status == KITH_OK && options->cache_folder) {
    name_image(options, &l->path);
    if (kith_path_look(l->path.at) != KITH_PATH_FILE || !map_image(l, l->path.at) || l->header.stamp != stamp) {
      kith_file_unmap(&l->mapped);
      status = compile_into_cache(l, options, stamp, error);
    }
  } else if (status == KITH_OK)
    status = compile(l, options, stamp, NULL, error);
  if (status == KITH_OK && l->built.n) {
    l->path.n = 0;
    status = attach(l, kith_buf_str(&l->built), "the lexicon just compiled", error);
  }
  if (status != KITH_OK) {
    kith_lexicon_close(l);
    l = NULL;
  }
  *out = l;
  return status;
}

void kith_lexicon_close(kith_lexicon *l) {
  if (!l) return;
  if (l->mapped.bytes.n) kith_file_unmap(&l->mapped);
  kith_vec_clear(&l->built);
  kith_vec_clear(&l->path);
  kith_free(l);
}

/* ---- looking up ---- */

kith_str kith_lexicon_fingerprint(const kith_lexicon *l) {
  return (kith_str){l->header.fingerprint, sizeof l->header.fingerprint};
}

size_t kith_lexicon_entity_count(const kith_lexicon *l) { return l->header.entities.count; }
size_t kith_lexicon_name_count(const kith_lexicon *l) { return l->header.names.count; }

const kith_lexicon_entity *kith_lexicon_entity_at(const kith_lexicon *l, uint32_t entity) {
  return &l->entities[entity];
}

kith_str kith_lexicon_string(const kith_lexicon *l, uint32_t offset, uint32_t length) {
  return (kith_str){l->strings + offset, length};
}

const kith_lexicon_name *kith_lexicon_entity_name(const kith_lexicon *l, const kith_lexicon_entity *entity, uint32_t i) {
  return &l->names[l->entity_names[entity->first_name + i]];
}

uint32_t kith_lexicon_find(const kith_lexicon *l, kith_str id) {
  size_t low = 0, high = l->header.entities.count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int c = kith_str_compare(kith_lexicon_id(l, &l->entities[mid]), id);
    if (c == 0) return (uint32_t)mid;
    if (c < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return KITH_NONE;
}

kith_str kith_lexicon_base(const kith_lexicon *l, uint32_t entity, kith_lang lang) {
  const kith_lexicon_entity *e = &l->entities[entity];
  const kith_lexicon_name *shared = NULL;
  for (uint32_t i = 0; i < e->name_count; i++) {
    const kith_lexicon_name *n = kith_lexicon_entity_name(l, e, i);
    if (n->role != KITH_ROLE_LABEL) continue;
    if (n->lang == lang) return kith_lexicon_string(l, n->text, n->length);
    if (n->lang == KITH_LANG_UND) shared = n;
  }
  return shared ? kith_lexicon_string(l, shared->text, shared->length) : kith_lexicon_label(l, e);
}

uint32_t kith_lexicon_country(const kith_lexicon *l, const char code[2]) {
  unsigned high = (unsigned)(code[0] - 'A'), low = (unsigned)(code[1] - 'A');
  return high < 26 && low < 26 ? l->countries[high * 26 + low] : KITH_NONE;
}

bool kith_lexicon_forbids_any(const kith_lexicon *l) { return l->header.forbidden.count > 0; }

bool kith_lexicon_forbids(const kith_lexicon *l, kith_str key, kith_lang lang) {
  size_t low = 0, high = l->header.forbidden.count;
  while (low < high) { /* the first that is not before the key */
    size_t mid = low + (high - low) / 2;
    const kith_image_forbidden *f = &l->forbidden[mid];
    if (kith_str_compare(kith_lexicon_string(l, f->offset, f->length), key) < 0) low = mid + 1;
    else high = mid;
  }
  for (; low < l->header.forbidden.count; low++) {
    const kith_image_forbidden *f = &l->forbidden[low];
    if (!kith_str_equal(kith_lexicon_string(l, f->offset, f->length), key)) break;
    if (f->lang == KITH_LANG_UND || f->lang == lang) return true;
  }
  return false;
}

uint32_t kith_lexicon_word(const kith_lexicon *l, kith_str key) {
  for (size_t i = kith_str_hash(key) >> l->slot_shift; l->word_slots[i]; i++) {
    const kith_image_word *w = &l->words[l->word_slots[i] - 1];
    if (w->length == key.n && memcmp(l->strings + w->offset, key.p, key.n) == 0) return l->word_slots[i] - 1;
  }
  return KITH_NONE;
}

uint32_t kith_lexicon_step(const kith_lexicon *l, uint32_t node, uint32_t word) {
  for (size_t i = kith_image_edge_hash(node, word) >> l->edge_shift; l->edges[i].child; i++)
    if (l->edges[i].node == node && l->edges[i].word == word) return l->edges[i].child;
  return KITH_NONE;
}

const kith_lexicon_name *kith_lexicon_names(const kith_lexicon *l, uint32_t node, uint32_t *count) {
  *count = l->nodes[node + 1] - l->nodes[node];
  return l->names + l->nodes[node];
}

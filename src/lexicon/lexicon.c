#include "lexicon/image.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct kith_lexicon {
  const kith_languages *languages;
  kith_mapped mapped; /* the image's owner: a mapping … */
  kith_buf built;     /* … or memory */
  kith_image_header header;
#define X(name, type) const type *name;
  KITH_IMAGE_SECTIONS(X)
#undef X
};

/* ---- opening ---- */

static kith_status attach(kith_lexicon *l, kith_str image, const char *path, kith_error *error) {
  kith_image_header *h = &l->header;
  if (image.n < sizeof *h) return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is too short for a compiled lexicon");
  memcpy(h, image.p, sizeof *h);
  if (memcmp(h->magic, KITH_IMAGE_MAGIC, sizeof h->magic) != 0)
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is no compiled lexicon");
  if (h->version != KITH_IMAGE_VERSION || h->byte_order != 0x01020304)
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "was compiled by another version of kith or for another machine");
  if (h->size != image.n || h->checksum != kith_image_checksum(kith_str_cut(image, sizeof *h, image.n)))
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is damaged: its checksum does not hold");
#define X(name, type)                                                                        \
  if (h->name.offset > image.n || h->name.count > (image.n - h->name.offset) / sizeof(type)) \
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is damaged: a section lies outside it"); \
  l->name = (const type *)(const void *)(image.p + h->name.offset);
  KITH_IMAGE_SECTIONS(X)
#undef X
  return KITH_OK;
}

/* What the cache file is named after: cheap to get, changes when a source does. */
static kith_status stamp_of(const kith_lexicon_options *o, uint64_t *stamp, kith_error *error) {
  kith_buf all = {0};
  kith_status status = KITH_OK;
  kith_buf_format(&all, "kith %s image %d\n", KITH_VERSION, KITH_IMAGE_VERSION);
  for (size_t i = 0; i < o->folder_count && status == KITH_OK; i++) {
    kith_names paths = {0};
    struct stat info;
    status = kith_source_files(o->folders[i], &paths, error);
    kith_buf_format(&all, "layer %zu %s\n", i, o->folders[i]);
    for (size_t k = 0; k < paths.n; k++)
      if (stat(paths.at[k], &info) == 0)
        kith_buf_format(&all, "%s %lld %lld.%09ld\n", paths.at[k], (long long)info.st_size,
                        (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
    kith_names_clear(&paths);
  }
  *stamp = kith_str_hash(kith_buf_str(&all));
  kith_vec_clear(&all);
  return status;
}

static kith_status fingerprint_of(const kith_lexicon_options *o, char fingerprint[16], kith_error *error) {
  kith_digest *digest = kith_digest_open();
  kith_status status = KITH_OK;
  kith_buf bytes = {0};
  char hex[65];
  for (size_t i = 0; i < o->folder_count && status == KITH_OK; i++) {
    kith_names paths = {0};
    status = kith_source_files(o->folders[i], &paths, error);
    for (size_t k = 0; k < paths.n && status == KITH_OK; k++) {
      bytes.n = 0;
      status = kith_file_read(paths.at[k], &bytes, error);
      kith_str name = kith_path_name(kith_str_of(paths.at[k]));
      kith_digest_add(digest, name.p, name.n + 1);
      kith_digest_add(digest, bytes.at, bytes.n);
    }
    kith_names_clear(&paths);
  }
  kith_digest_close(digest, hex);
  memcpy(fingerprint, hex, 16);
  kith_vec_clear(&bytes);
  return status;
}

static kith_status compile(kith_lexicon *l, const kith_lexicon_options *o, uint64_t stamp, kith_error *error) {
  char fingerprint[16];
  kith_source source;
  kith_source_init(&source, l->languages);
  kith_status status = fingerprint_of(o, fingerprint, error);
  for (size_t i = 0; i < o->folder_count && status == KITH_OK; i++)
    status = kith_source_read(&source, o->folders[i], (uint8_t)i, NULL, NULL, error);
  if (status == KITH_OK) {
    kith_source_derive(&source);
    kith_image_compile(&source, fingerprint, stamp, &l->built);
    status = attach(l, kith_buf_str(&l->built), "the lexicon just compiled", error);
  }
  kith_source_clear(&source);
  return status;
}

/* Best effort: a run without a cache is slower, not wrong. */
static void save(const kith_lexicon *l, const char *folder, const char *path) {
  kith_buf temporary = {0};
  kith_out out;
  if (kith_folder_make(folder, NULL) != KITH_OK) return;
  kith_buf_format(&temporary, "%s.%ld.tmp", path, (long)getpid());
  if (kith_out_open(&out, kith_buf_text(&temporary), false, NULL) == KITH_OK) {
    kith_out_str(&out, kith_buf_str(&l->built));
    if (kith_out_close(&out, NULL, NULL) != KITH_OK || rename(temporary.at, path) != 0) remove(temporary.at);
  }
  kith_vec_clear(&temporary);
}

kith_status kith_lexicon_open(kith_lexicon **out, const kith_lexicon_options *options,
                              const kith_languages *languages, kith_error *error) {
  kith_lexicon *l = kith_alloc_zero(1, sizeof *l);
  uint64_t stamp;
  kith_buf path = {0};
  l->languages = languages;
  kith_status status = stamp_of(options, &stamp, error);
  bool found = false;
  if (status == KITH_OK && options->cache_folder) {
    kith_buf_format(&path, "%s/lexicon-%016llx", options->cache_folder, (unsigned long long)stamp);
    found = kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE && kith_file_map(path.at, &l->mapped, NULL) == KITH_OK &&
            attach(l, l->mapped.bytes, path.at, NULL) == KITH_OK && l->header.stamp == stamp;
    if (!found) kith_file_unmap(&l->mapped);
  }
  if (status == KITH_OK && !found) {
    status = compile(l, options, stamp, error);
    if (status == KITH_OK && options->cache_folder) save(l, options->cache_folder, path.at);
  }
  kith_vec_clear(&path);
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

uint32_t kith_lexicon_word(const kith_lexicon *l, kith_str key) {
  size_t mask = l->header.word_slots.count - 1, i = kith_str_hash(key) & mask;
  for (; l->word_slots[i]; i = (i + 1) & mask) {
    const kith_image_word *w = &l->words[l->word_slots[i] - 1];
    if (w->length == key.n && memcmp(l->strings + w->offset, key.p, key.n) == 0) return l->word_slots[i] - 1;
  }
  return KITH_NONE;
}

uint32_t kith_lexicon_step(const kith_lexicon *l, uint32_t node, uint32_t word) {
  size_t mask = l->header.edges.count - 1, i = kith_image_edge_hash(node, word) & mask;
  for (; l->edges[i].child; i = (i + 1) & mask)
    if (l->edges[i].node == node && l->edges[i].word == word) return l->edges[i].child;
  return KITH_NONE;
}

const kith_lexicon_name *kith_lexicon_names(const kith_lexicon *l, uint32_t node, uint32_t *count) {
  *count = l->nodes[node + 1] - l->nodes[node];
  return l->names + l->nodes[node];
}

#include "lexicon/compile.h"

#include "text/word.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- entities and their order ---- */

typedef struct ranked {
  kith_str id;
  uint32_t entity;
} ranked;

static int by_id(const void *a, const void *b) {
  return kith_str_compare(((const ranked *)a)->id, ((const ranked *)b)->id);
}

/* Entities without a name row (facts alone) stay out. */
static void rank_entities(kith_compiler *c) {
  const kith_source *s = c->source;
  uint32_t n = 0;
  ranked *list = kith_alloc((s->entities.n + 1) * sizeof *list);
  c->rank = kith_alloc((s->entities.n + 1) * sizeof *c->rank);
  for (uint32_t e = 0; e < s->entities.n; e++) {
    c->rank[e] = KITH_NONE;
    if (s->entities.at[e].facts.type < KITH_TYPE_COUNT)
      list[n++] = (ranked){kith_intern_get(&s->strings, s->entities.at[e].id), e};
  }
  qsort(list, n, sizeof *list, by_id);
  c->entity_at = kith_alloc((n + 1) * sizeof *c->entity_at);
  for (uint32_t i = 0; i < n; i++) {
    c->entity_at[i] = list[i].entity;
    c->rank[list[i].entity] = i;
  }
  c->entity_count = n;
  kith_free(list);
}

/* ---- the trie ---- */

/* Walks or grows the trie along the words of a name; also fills its word facts. */
static void place_name(kith_compiler *c, kith_str text, kith_words *cut, kith_buf *key, kith_name_spot *spot) {
  uint32_t node = KITH_LEXICON_ROOT;
  bool all_caps = true, latin = false;
  unsigned letters = 0;
  cut->n = 0;
  kith_words_cut(text, 0, text.n, cut);
  *spot = (kith_name_spot){.words = (uint8_t)(cut->n < 255 ? cut->n : 255)};
  for (size_t i = 0; i < cut->n; i++) {
    const kith_word *w = &cut->at[i];
    if (i < 16 && w->flags & KITH_WORD_CAPITAL) spot->capitals = (uint16_t)(spot->capitals | 1u << i);
    if (!(w->flags & KITH_WORD_ALL_CAPS)) all_caps = false;
    letters += w->letters;
    char first = text.p[w->start];
    if ((first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z')) latin = true;
    key->n = 0;
    kith_word_key(text, w, key);
    uint64_t *child = kith_map_add(&c->edges, kith_pair(node, kith_intern_add(&c->words, kith_buf_str(key))));
    if (!*child) *child = c->node_count++;
    node = (uint32_t)*child;
  }
  spot->node = node;
  spot->all_caps = all_caps && letters >= 2;
  spot->script_latin = latin;
}

static void place_names(kith_compiler *c) {
  const kith_source *s = c->source;
  kith_words cut = {0};
  kith_buf key = {0};
  c->node_count = 1;
  c->spot = kith_alloc((s->names.n + 1) * sizeof *c->spot);
  for (size_t i = 0; i < s->names.n; i++) {
    place_name(c, kith_intern_get(&s->strings, s->names.at[i].text), &cut, &key, &c->spot[i]);
    c->name_count += c->spot[i].node != KITH_LEXICON_ROOT;
  }
  kith_vec_clear(&cut);
  kith_vec_clear(&key);
}

/* ---- strings ---- */

/* Of all strings of the sources those that the image needs get a place in it. */
static kith_status place_strings(kith_compiler *c, kith_error *error) {
  const kith_source *s = c->source;
  size_t n = s->strings.strings.n;
  c->offset = kith_alloc((n + 1) * sizeof *c->offset);
  memset(c->offset, 0xff, (n + 1) * sizeof *c->offset);
  for (size_t i = 0; i < s->names.n; i++)
    if (c->spot[i].node != KITH_LEXICON_ROOT) c->offset[s->names.at[i].text] = 0;
  for (uint32_t i = 0; i < c->entity_count; i++) {
    const kith_source_entity *e = &s->entities.at[c->entity_at[i]];
    c->offset[e->id] = 0;
    if (e->label != KITH_NONE) c->offset[e->label] = 0;
  }
  for (size_t i = 0; i < n; i++) {
    if (c->offset[i] == KITH_NONE) continue;
    c->offset[i] = (uint32_t)c->string_bytes;
    c->string_bytes += s->strings.strings.at[i].n;
  }
  for (size_t i = 0; i < c->words.strings.n; i++) c->key_bytes += c->words.strings.at[i].n;
  if (c->string_bytes + c->key_bytes >= UINT32_MAX)
    return kith_error_set(error, KITH_ERR_FORMAT, "the lexicons hold more than 4 GiB of names; leave some out");
  return KITH_OK;
}

/* ---- the room ---- */

/* A file of that size, mapped; its blocks are there, so that writing cannot fail
 * later on a full disk. NULL where that cannot be had. */
static char *room_in_file(const char *path, uint64_t size) {
  int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return NULL;
  void *at = MAP_FAILED;
  if (posix_fallocate(fd, 0, (off_t)size) == 0) at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (at != MAP_FAILED) return at;
  remove(path);
  return NULL;
}

uint64_t kith_image_checksum(kith_str bytes) {
  enum { LANES = 8 };
  uint64_t h[LANES], word, sum = 0xcbf29ce484222325u ^ bytes.n;
  size_t i = 0;
  for (size_t k = 0; k < LANES; k++) h[k] = sum + k;
  for (; i + 8 * LANES <= bytes.n; i += 8 * LANES)
    for (size_t k = 0; k < LANES; k++) { /* independent of each other, so that a processor does them at once */
      memcpy(&word, bytes.p + i + 8 * k, 8);
      h[k] = (h[k] ^ word) * 0x9e3779b97f4a7c15u;
      h[k] ^= h[k] >> 32;
    }
  for (size_t k = 0; k < LANES; k++) {
    sum = (sum ^ h[k]) * 0x9e3779b97f4a7c15u;
    sum ^= sum >> 32;
  }
  for (; i < bytes.n; i++) sum = (sum ^ (unsigned char)bytes.p[i]) * 0x100000001b3u;
  return sum;
}

uint64_t kith_image_header_checksum(const kith_image_header *header) {
  kith_image_header copy = *header;
  copy.header_checksum = 0;
  return kith_image_checksum((kith_str){(const char *)&copy, sizeof copy});
}

static void write_image(const kith_compiler *c, kith_image_header *header, char *image) {
  kith_image_lay(c, header, image);
  header->checksum = kith_image_checksum((kith_str){image + sizeof *header, header->size - sizeof *header});
  header->header_checksum = kith_image_header_checksum(header);
  memcpy(image, header, sizeof *header);
}

static void compiler_clear(kith_compiler *c) {
  kith_free(c->rank);
  kith_free(c->entity_at);
  kith_free(c->spot);
  kith_free(c->offset);
  kith_intern_clear(&c->words);
  kith_map_clear(&c->edges);
}

kith_status kith_image_compile(const kith_source *source, const char fingerprint[16], uint64_t stamp, const char *path,
                               kith_buf *image, kith_error *error) {
  kith_compiler c = {.source = source};
  kith_image_header header = {.magic = KITH_IMAGE_MAGIC, .version = KITH_IMAGE_VERSION, .byte_order = KITH_IMAGE_ORDER, .stamp = stamp};
  memcpy(header.fingerprint, fingerprint, sizeof header.fingerprint);
  kith_intern_init(&c.words);
  rank_entities(&c);
  place_names(&c);
  kith_status status = place_strings(&c, error);
  if (status == KITH_OK) {
    header.size = kith_image_plan(&c, &header);
    char *room = path ? room_in_file(path, header.size) : NULL;
    if (room) {
      write_image(&c, &header, room);
      munmap(room, header.size);
    } else {
      kith_vec_reserve(image, header.size);
      image->n = header.size;
      memset(image->at, 0, image->n);
      write_image(&c, &header, image->at);
    }
  }
  compiler_clear(&c);
  return status;
}

#include "lexicon/compile.h"

#include <stdio.h>

enum { SPOOL_MEMORY = 1 << 20 };

/* ---- entities in order of id ---- */

/* Records of `ranked`: length 4, then an entity's without its number. */
static kith_status rank_entities(kith_compiler *c, kith_error *error) {
  kith_str record;
  kith_buf kept = {0};
  kith_status status;
  uint32_t next = 0;
  c->rank = kith_alloc((c->entity_count + 1) * sizeof *c->rank);
  while ((status = kith_sorter_next(c->entities, &record, error)) == KITH_OK) {
    size_t id = (size_t)((const char *)memchr(record.p, '\0', record.n) - record.p) + 1;
    kith_str rest = kith_str_cut(record, id, record.n);
    c->rank[kith_record_take(&rest, 4)] = next++;
    kept.n = 0;
    kith_record_u64(&kept, id + rest.n, 4);
    kith_buf_add(&kept, kith_str_cut(record, 0, id));
    kith_buf_add(&kept, rest);
    kith_spool_add(&c->ranked, kept.at, kept.n);
  }
  kith_sorter_close(c->entities);
  c->entities = NULL;
  kith_vec_clear(&kept);
  return status == KITH_END ? KITH_OK : status;
}

/* ---- entities with their names ---- */

typedef struct joining {
  kith_compiler *compiler;
  kith_str record; /* of `called`; empty at the end */
  uint32_t entity, names;
  uint32_t country[26 * 26];
  kith_status status;
} joining;

static void next_called(joining *j, kith_error *error) {
  kith_status status = kith_sorter_next(j->compiler->called, &j->record, error);
  if (status != KITH_OK) j->record = KITH_STR("");
  if (status != KITH_END) j->status = status;
  if (j->record.n) j->entity = (uint32_t)kith_record_take(&j->record, 4);
}

/* Takes the names of the entity; its label, where one of them is that. */
static void join_names(joining *j, uint32_t number, kith_lexicon_entity *entity, kith_error *error) {
  entity->first_name = j->names;
  for (; j->record.n && j->entity == number; next_called(j, error)) {
    kith_str rest = kith_str_cut(j->record, 1 + 1 + 6, j->record.n); /* behind what the order is by */
    uint32_t name = (uint32_t)kith_record_take(&rest, 4);
    bool is_label = kith_record_take(&rest, 1) != 0;
    uint32_t text = (uint32_t)kith_record_take(&rest, 4), length = (uint32_t)kith_record_take(&rest, 4);
    KITH_SECTION_ADD(j->compiler, entity_names, name);
    j->names++;
    if (!is_label) continue;
    entity->label = text;
    entity->label_length = length;
  }
  entity->name_count = j->names - entity->first_name;
}

static uint32_t place_text(kith_compiler *c, kith_str text) {
  kith_spool *strings = &c->section[KITH_SECTION_strings];
  uint32_t offset = (uint32_t)kith_spool_size(strings);
  kith_spool_add(strings, text.p, text.n);
  return offset;
}

static void join_entity(joining *j, uint32_t number, kith_str record, kith_error *error) {
  kith_compiler *c = j->compiler;
  kith_lexicon_entity entity;
  size_t id = strlen(record.p);
  kith_str label = kith_str_cut(record, id + 1 + sizeof entity, record.n);
  memcpy(&entity, record.p + id + 1, sizeof entity);
  entity.id = place_text(c, kith_str_cut(record, 0, id));
  entity.id_length = (uint32_t)id;
  entity.label_length = (uint32_t)label.n;
  entity.label = label.n ? place_text(c, label) : 0;
  join_names(j, number, &entity, error);
  KITH_SECTION_ADD(c, entities, entity);
  unsigned high = (unsigned)(entity.country[0] - 'A'), low = (unsigned)(entity.country[1] - 'A');
  if (entity.type == KITH_LOC && strcmp(entity.kind, "country") == 0 && high < 26 && low < 26) j->country[high * 26 + low] = number;
}

static kith_status join_entities(kith_compiler *c, kith_error *error) {
  joining j = {.compiler = c, .status = KITH_OK};
  kith_spool_reader reader = {.spool = &c->ranked, .end = kith_spool_size(&c->ranked), .ahead = SPOOL_MEMORY};
  memset(j.country, 0xff, sizeof j.country);
  next_called(&j, error);
  for (uint32_t i = 0; i < c->entity_count && j.status == KITH_OK; i++) {
    kith_str length = kith_spool_read(&reader, 4);
    kith_str record = length.n ? kith_spool_read(&reader, kith_record_take(&length, 4)) : length;
    j.status = kith_spool_status(&c->ranked, error);
    if (j.status == KITH_OK) join_entity(&j, i, record, error);
  }
  KITH_SECTION_ADD(c, countries, j.country);
  kith_vec_clear(&reader.window);
  return j.status;
}

static kith_status lay_forbidden(kith_compiler *c, kith_error *error) {
  kith_str record;
  kith_status status;
  while ((status = kith_sorter_next(c->forbidden, &record, error)) == KITH_OK) {
    kith_str key = kith_str_cut(record, 0, record.n - 2);
    kith_image_forbidden one = {place_text(c, key), (uint32_t)key.n, (unsigned char)record.p[record.n - 1]};
    KITH_SECTION_ADD(c, forbidden, one);
  }
  return status == KITH_END ? KITH_OK : status;
}

/* ---- checksums ---- */

enum { LANES = 8, BLOCK = 8 * LANES };

static void sum_block(kith_image_sum *s, const char *block) {
  uint64_t word;
  for (size_t k = 0; k < LANES; k++) { /* independent of each other, so that a processor does them at once */
    memcpy(&word, block + 8 * k, 8);
    s->lane[k] = (s->lane[k] ^ word) * 0x9e3779b97f4a7c15u;
    s->lane[k] ^= s->lane[k] >> 32;
  }
}

void kith_image_sum_init(kith_image_sum *s, uint64_t size) {
  *s = (kith_image_sum){.sum = 0xcbf29ce484222325u ^ size};
  for (size_t k = 0; k < LANES; k++) s->lane[k] = s->sum + k;
}

void kith_image_sum_add(kith_image_sum *s, kith_str bytes) {
  size_t i = 0;
  while (i < bytes.n && (s->n || bytes.n - i < BLOCK)) {
    s->part[s->n++] = bytes.p[i++];
    if (s->n < BLOCK) continue;
    sum_block(s, s->part);
    s->n = 0;
  }
  for (; bytes.n - i >= BLOCK; i += BLOCK) sum_block(s, bytes.p + i);
  for (; i < bytes.n; i++) s->part[s->n++] = bytes.p[i];
}

uint64_t kith_image_sum_end(kith_image_sum *s) {
  for (size_t k = 0; k < LANES; k++) {
    s->sum = (s->sum ^ s->lane[k]) * 0x9e3779b97f4a7c15u;
    s->sum ^= s->sum >> 32;
  }
  for (size_t i = 0; i < s->n; i++) s->sum = (s->sum ^ (unsigned char)s->part[i]) * 0x100000001b3u;
  return s->sum;
}

uint64_t kith_image_checksum(kith_str bytes) {
  kith_image_sum sum;
  kith_image_sum_init(&sum, bytes.n);
  kith_image_sum_add(&sum, bytes);
  return kith_image_sum_end(&sum);
}

uint64_t kith_image_header_checksum(const kith_image_header *header) {
  kith_image_header copy = *header;
  copy.header_checksum = 0;
  return kith_image_checksum((kith_str){(const char *)&copy, sizeof copy});
}

/* ---- the image ---- */

static void plan(kith_compiler *c, kith_image_header *header) {
  uint64_t at = sizeof *header;
#define X(name, type)                                                              \
  at = (at + 7) & ~(uint64_t)7;                                                    \
  header->name.offset = at;                                                        \
  header->name.count = kith_spool_size(&c->section[KITH_SECTION_##name]) / sizeof(type); \
  at += header->name.count * sizeof(type);
  KITH_IMAGE_SECTIONS(X)
#undef X
  header->size = at;
}

/* All behind the header, to `out` or, where that is NULL, into `sum`. */
static kith_status copy_sections(kith_compiler *c, const kith_image_header *header, kith_out *out, kith_image_sum *sum, kith_error *error) {
  static const char padding[8];
  uint64_t at = sizeof *header;
  kith_status status = KITH_OK;
  for (size_t i = 0; i < KITH_SECTION_COUNT && status == KITH_OK; i++) {
    kith_spool_reader reader = {.spool = &c->section[i], .end = kith_spool_size(&c->section[i]), .ahead = SPOOL_MEMORY};
    kith_str piece = {padding, -at & 7};
    at += piece.n + reader.end;
    for (;;) {
      if (out) kith_out_str(out, piece);
      else kith_image_sum_add(sum, piece);
      uint64_t left = reader.end - reader.at;
      if (!left) break;
      piece = kith_spool_read(&reader, left < SPOOL_MEMORY ? (size_t)left : SPOOL_MEMORY);
      if ((status = kith_spool_status(&c->section[i], error)) != KITH_OK) break;
    }
    kith_vec_clear(&reader.window);
  }
  return status;
}

static kith_status write_image(kith_compiler *c, kith_image_header *header, const char *path, kith_buf *image, kith_error *error) {
  kith_image_sum sum;
  kith_out out;
  plan(c, header);
  kith_image_sum_init(&sum, header->size - sizeof *header);
  kith_status status = copy_sections(c, header, NULL, &sum, error);
  if (status != KITH_OK) return status;
  header->checksum = kith_image_sum_end(&sum);
  header->header_checksum = kith_image_header_checksum(header);
  if (!path)
    kith_out_memory(&out);
  else if ((status = kith_out_open(&out, path, false, error)) != KITH_OK)
    return status;
  kith_out_write(&out, header, sizeof *header);
  status = copy_sections(c, header, &out, NULL, error);
  if (!path) {
    *image = out.buf;
    memset(&out.buf, 0, sizeof out.buf);
  }
  kith_status closed = kith_out_close(&out, NULL, status == KITH_OK ? error : NULL);
  return status == KITH_OK ? closed : status;
}

/* The folder that a file is in; `path` holds its copy. */
static const char *folder_of(const char *file, kith_buf *path) {
  kith_str whole = kith_str_of(file), name = kith_path_name(whole);
  if (name.n == whole.n) return ".";
  kith_buf_add(path, kith_str_cut(whole, 0, whole.n - name.n > 1 ? whole.n - name.n - 1 : 1));
  return kith_buf_text(path);
}

static kith_status compile(kith_compiler *c, const kith_lexicon_options *o, const kith_languages *languages, kith_error *error) {
  c->names = kith_sorter_open(c->folder, c->memory / 2);
  c->entities = kith_sorter_open(c->folder, c->memory / 4);
  c->forbidden = kith_sorter_open(c->folder, c->memory / 4);
  kith_status status = kith_compiler_gather(c, o, languages, error);
  if (status == KITH_OK) status = rank_entities(c, error);
  if (status == KITH_OK) status = kith_compiler_grow_trie(c, error);
  if (status == KITH_OK) status = join_entities(c, error);
  return status == KITH_OK ? lay_forbidden(c, error) : status;
}

kith_status kith_image_compile(const kith_lexicon_options *options, const kith_languages *languages, const char fingerprint[16],
                               uint64_t stamp, size_t memory, const char *path, kith_buf *image, kith_error *error) {
  kith_compiler c = {.memory = memory};
  kith_image_header header = {.magic = KITH_IMAGE_MAGIC, .version = KITH_IMAGE_VERSION, .byte_order = KITH_IMAGE_ORDER, .stamp = stamp};
  kith_buf folder = {0};
  memcpy(header.fingerprint, fingerprint, sizeof header.fingerprint);
  c.folder = path ? folder_of(path, &folder) : NULL;
  kith_spool_init(&c.ranked, c.folder, SPOOL_MEMORY);
  for (size_t i = 0; i < KITH_SECTION_COUNT; i++) kith_spool_init(&c.section[i], c.folder, SPOOL_MEMORY);
  kith_status status = compile(&c, options, languages, error);
  for (size_t i = 0; i < KITH_SECTION_COUNT && status == KITH_OK; i++) status = kith_spool_status(&c.section[i], error);
  if (status == KITH_OK) status = write_image(&c, &header, path, image, error);
  kith_sorter_close(c.names);
  kith_sorter_close(c.entities);
  kith_sorter_close(c.called);
  kith_sorter_close(c.forbidden);
  for (size_t i = 0; i < KITH_SECTION_COUNT; i++) kith_spool_clear(&c.section[i]);
  kith_spool_clear(&c.ranked);
  kith_free(c.rank);
  kith_vec_clear(&folder);
  return status;
}

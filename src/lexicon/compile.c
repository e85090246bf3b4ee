#include "lexicon/image.h"
#include "text/word.h"

#include <stdlib.h>

/* What the image is built from, before its parts are laid out. */
typedef struct compiler {
  const kith_source *source;
  uint32_t *rank;             /* entity -> its place in order of id */
  uint32_t *entity_at;        /* the reverse */
  kith_intern words;
  kith_map edges;             /* (node, word) -> child */
  uint32_t node_count;
  KITH_VEC(uint32_t) node_of; /* of each name */
  KITH_VEC(kith_lexicon_name) names;
  kith_intern strings;        /* texts in the image */
  uint32_t *offset;           /* of each string */
  kith_words cut;
  kith_buf key;
} compiler;

/* Walks or grows the trie along the words of a name; also fills its word facts. */
static uint32_t place_name(compiler *c, kith_str text, kith_lexicon_name *name) {
  uint32_t node = KITH_LEXICON_ROOT;
  c->cut.n = 0;
  kith_words_cut(text, 0, text.n, &c->cut);
  name->words = (uint8_t)(c->cut.n < 255 ? c->cut.n : 255);
  name->all_caps = 1;
  unsigned letters = 0;
  for (size_t i = 0; i < c->cut.n; i++) {
    const kith_word *w = &c->cut.at[i];
    if (i < 16 && w->flags & KITH_WORD_CAPITAL) name->capitals = (uint16_t)(name->capitals | 1u << i);
    if (!(w->flags & KITH_WORD_ALL_CAPS)) name->all_caps = 0;
    letters += w->letters;
    char first = text.p[w->start];
    if ((first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z')) name->script_latin = 1;
    c->key.n = 0;
    kith_word_key(text, w, &c->key);
    uint64_t *child = kith_map_add(&c->edges, kith_pair(node, kith_intern_add(&c->words, kith_buf_str(&c->key))));
    if (!*child) *child = c->node_count++;
    node = (uint32_t)*child;
  }
  if (letters < 2) name->all_caps = 0;
  return node;
}

typedef struct ranked {
  kith_str id;
  uint32_t entity;
} ranked;

static int by_id(const void *a, const void *b) {
  return kith_str_compare(((const ranked *)a)->id, ((const ranked *)b)->id);
}

/* Entities without a name row (facts alone) stay out. */
static uint32_t rank_entities(compiler *c) {
  const kith_source *s = c->source;
  uint32_t n = 0;
  ranked *list = kith_alloc((s->entities.n + 1) * sizeof *list);
  c->rank = kith_alloc((s->entities.n + 1) * sizeof *c->rank);
  c->entity_at = kith_alloc((s->entities.n + 1) * sizeof *c->entity_at);
  for (uint32_t e = 0; e < s->entities.n; e++) {
    c->rank[e] = KITH_NONE;
    if (s->entities.at[e].facts.type < KITH_TYPE_COUNT)
      list[n++] = (ranked){kith_intern_get(&s->strings, s->entities.at[e].id), e};
  }
  qsort(list, n, sizeof *list, by_id);
  for (uint32_t i = 0; i < n; i++) {
    c->entity_at[i] = list[i].entity;
    c->rank[list[i].entity] = i;
  }
  kith_free(list);
  return n;
}

static void collect_names(compiler *c) {
  const kith_source *s = c->source;
  c->node_count = 1;
  for (size_t i = 0; i < s->names.n; i++) {
    const kith_source_name *n = &s->names.at[i];
    kith_str text = kith_intern_get(&s->strings, n->text);
    kith_lexicon_name name = {.entity = c->rank[n->entity], .text = kith_intern_add(&c->strings, text),
                              .length = (uint32_t)text.n, .lang = n->lang, .role = n->role, .layer = n->layer};
    uint32_t node = place_name(c, text, &name);
    if (node == KITH_LEXICON_ROOT) continue; /* no letter in it */
    kith_vec_push(&c->names, name);
    kith_vec_push(&c->node_of, node);
  }
}

/* ---- laying out ---- */

static size_t power_of_two(size_t at_least) {
  size_t n = 16;
  while (n < at_least) n *= 2;
  return n;
}

/* Room for a section at the end of the image. The pointer lives until the next section. */
static void *section(kith_buf *image, kith_image_section *place, size_t count, size_t size) {
  size_t at = (image->n + 7) & ~(size_t)7;
  kith_vec_reserve(image, at + count * size);
  memset(image->at + image->n, 0, at + count * size - image->n);
  image->n = at + count * size;
  *place = (kith_image_section){at, count};
  return image->at + at;
}
#define SECTION(image, header, name, type, count) ((type *)section((image), &(header)->name, (count), sizeof(type)))

static void lay_strings(compiler *c, kith_buf *image, kith_image_header *header) {
  const kith_source *s = c->source;
  for (size_t e = 0; e < s->entities.n; e++) {
    if (c->rank[e] == KITH_NONE) continue;
    kith_intern_add(&c->strings, kith_intern_get(&s->strings, s->entities.at[e].id));
    if (s->entities.at[e].label != KITH_NONE) kith_intern_add(&c->strings, kith_intern_get(&s->strings, s->entities.at[e].label));
  }
  size_t total = 0;
  c->offset = kith_alloc((c->strings.strings.n + 1) * sizeof *c->offset);
  for (size_t i = 0; i < c->strings.strings.n; i++) {
    c->offset[i] = (uint32_t)total;
    total += c->strings.strings.at[i].n;
  }
  size_t keys = total;
  for (size_t i = 0; i < c->words.strings.n; i++) total += c->words.strings.at[i].n;
  char *text = SECTION(image, header, strings, char, total);
  for (size_t i = 0; i < c->strings.strings.n; i++)
    memcpy(text + c->offset[i], c->strings.strings.at[i].p, c->strings.strings.at[i].n);
  for (size_t i = 0; i < c->words.strings.n; i++) {
    memcpy(text + keys, c->words.strings.at[i].p, c->words.strings.at[i].n);
    keys += c->words.strings.at[i].n;
  }
}

static void lay_words(compiler *c, kith_buf *image, kith_image_header *header) {
  size_t n = c->words.strings.n, slots = power_of_two(n * 2), at = header->strings.count;
  for (size_t i = 0; i < n; i++) at -= c->words.strings.at[i].n;
  kith_image_word *words = SECTION(image, header, words, kith_image_word, n);
  for (size_t i = 0; i < n; i++) {
    words[i] = (kith_image_word){(uint32_t)at, (uint32_t)c->words.strings.at[i].n};
    at += c->words.strings.at[i].n;
  }
  uint32_t *slot = SECTION(image, header, word_slots, uint32_t, slots);
  for (uint32_t i = 0; i < n; i++) {
    size_t k = kith_str_hash(c->words.strings.at[i]) & (slots - 1);
    while (slot[k]) k = (k + 1) & (slots - 1);
    slot[k] = i + 1;
  }
}

static void lay_edges(compiler *c, kith_buf *image, kith_image_header *header) {
  size_t slots = power_of_two(c->edges.entries.n * 2);
  kith_image_edge *edge = SECTION(image, header, edges, kith_image_edge, slots);
  for (size_t i = 0; i < c->edges.entries.n; i++) {
    const kith_map_entry *e = &c->edges.entries.at[i];
    uint32_t node = (uint32_t)(e->key >> 32), word = (uint32_t)e->key;
    size_t k = kith_image_edge_hash(node, word) & (slots - 1);
    while (edge[k].child) k = (k + 1) & (slots - 1);
    edge[k] = (kith_image_edge){node, word, (uint32_t)e->value};
  }
}

/* Counting sort by node, so that the names of a node lie together in source order. */
static void lay_names(compiler *c, kith_buf *image, kith_image_header *header) {
  uint32_t *first = SECTION(image, header, nodes, uint32_t, c->node_count + 1);
  for (size_t i = 0; i < c->names.n; i++) first[c->node_of.at[i] + 1]++;
  for (uint32_t n = 0; n < c->node_count; n++) first[n + 1] += first[n];
  size_t nodes_at = header->nodes.offset;
  kith_lexicon_name *names = SECTION(image, header, names, kith_lexicon_name, c->names.n);
  first = (uint32_t *)(void *)(image->at + nodes_at);
  uint32_t *next = kith_alloc((c->node_count + 1) * sizeof *next);
  memcpy(next, first, (c->node_count + 1) * sizeof *next);
  for (size_t i = 0; i < c->names.n; i++) {
    kith_lexicon_name name = c->names.at[i];
    name.text = c->offset[name.text];
    names[next[c->node_of.at[i]]++] = name;
  }
  kith_free(next);
}

/* Indexes of names by (entity, language, role), source order last. */
static void order_names(const kith_lexicon_name *names, size_t n, uint32_t *order) {
  kith_map_entry *list = kith_alloc((n + 1) * sizeof *list);
  for (size_t i = 0; i < n; i++)
    list[i] = (kith_map_entry){kith_pair(names[i].entity, (uint32_t)names[i].lang << 8 | names[i].role), i};
  kith_entries_sort(list, n);
  for (size_t i = 0; i < n; i++) order[i] = (uint32_t)list[i].value;
  kith_free(list);
}

static void lay_entities(compiler *c, uint32_t count, kith_buf *image, kith_image_header *header) {
  const kith_source *s = c->source;
  kith_lexicon_entity *entities = SECTION(image, header, entities, kith_lexicon_entity, count);
  for (uint32_t i = 0; i < count; i++) {
    const kith_source_entity *from = &s->entities.at[c->entity_at[i]];
    uint32_t label = from->label == KITH_NONE ? from->id : from->label;
    kith_str id = kith_intern_get(&s->strings, from->id), text = kith_intern_get(&s->strings, label);
    entities[i] = from->facts;
    entities[i].id = c->offset[kith_intern_find(&c->strings, id)];
    entities[i].id_length = (uint32_t)id.n;
    entities[i].label = c->offset[kith_intern_find(&c->strings, text)];
    entities[i].label_length = (uint32_t)text.n;
  }
  size_t entities_at = header->entities.offset;
  uint32_t *order = SECTION(image, header, entity_names, uint32_t, c->names.n);
  const kith_lexicon_name *names = (const void *)(image->at + header->names.offset);
  entities = (kith_lexicon_entity *)(void *)(image->at + entities_at);
  order_names(names, c->names.n, order);
  for (uint32_t i = 0; i < c->names.n; i++) {
    kith_lexicon_entity *e = &entities[names[order[i]].entity];
    if (!e->name_count++) e->first_name = i;
  }
}

static void lay_countries(uint32_t count, kith_buf *image, kith_image_header *header) {
  uint32_t *country = SECTION(image, header, countries, uint32_t, 26 * 26);
  for (unsigned i = 0; i < 26 * 26; i++) country[i] = KITH_NONE;
  const kith_lexicon_entity *entities = (const void *)(image->at + header->entities.offset);
  for (uint32_t i = 0; i < count; i++) {
    const kith_lexicon_entity *e = &entities[i];
    unsigned high = (unsigned)(e->country[0] - 'A'), low = (unsigned)(e->country[1] - 'A');
    if (e->type == KITH_LOC && strcmp(e->kind, "country") == 0 && high < 26 && low < 26) country[high * 26 + low] = i;
  }
}

uint64_t kith_image_checksum(kith_str bytes) {
  uint64_t h = 0xcbf29ce484222325u, word;
  size_t i = 0;
  for (; i + 8 <= bytes.n; i += 8) {
    memcpy(&word, bytes.p + i, 8);
    h = (h ^ word) * 0x9e3779b97f4a7c15u;
    h ^= h >> 32;
  }
  for (; i < bytes.n; i++) h = (h ^ (unsigned char)bytes.p[i]) * 0x100000001b3u;
  return h;
}

void kith_image_compile(const kith_source *source, const char fingerprint[16], uint64_t stamp, kith_buf *image) {
  compiler c = {.source = source};
  kith_image_header header = {.magic = KITH_IMAGE_MAGIC, .version = KITH_IMAGE_VERSION, .byte_order = 0x01020304, .stamp = stamp};
  memcpy(header.fingerprint, fingerprint, sizeof header.fingerprint);
  kith_intern_init(&c.words);
  kith_intern_init(&c.strings);
  image->n = 0;
  kith_buf_add(image, (kith_str){(const char *)&header, sizeof header});

  uint32_t count = rank_entities(&c);
  collect_names(&c);
  lay_strings(&c, image, &header);
  lay_words(&c, image, &header);
  lay_edges(&c, image, &header);
  lay_names(&c, image, &header);
  lay_entities(&c, count, image, &header);
  lay_countries(count, image, &header);
  header.size = image->n;
  header.checksum = kith_image_checksum(kith_str_cut(kith_buf_str(image), sizeof header, image->n));
  memcpy(image->at, &header, sizeof header);

  kith_free(c.rank);
  kith_free(c.entity_at);
  kith_free(c.offset);
  kith_intern_clear(&c.words);
  kith_intern_clear(&c.strings);
  kith_map_clear(&c.edges);
  kith_vec_clear(&c.node_of);
  kith_vec_clear(&c.names);
  kith_vec_clear(&c.cut);
  kith_vec_clear(&c.key);
}

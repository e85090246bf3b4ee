#include "lexicon/compile.h"

#include <stdlib.h>

static size_t power_of_two(size_t at_least) {
  size_t n = 16;
  while (n < at_least) n *= 2;
  return n;
}

uint64_t kith_image_plan(const kith_compiler *c, kith_image_header *header) {
  header->entities.count = c->entity_count;
  header->names.count = header->entity_names.count = c->name_count;
  header->nodes.count = (uint64_t)c->node_count + 1;
  header->edges.count = power_of_two(c->edges.entries.n * 2);
  header->words.count = c->words.strings.n;
  header->word_slots.count = power_of_two(c->words.strings.n * 2);
  header->countries.count = 26 * 26;
  header->strings.count = c->string_bytes + c->key_bytes;
  uint64_t at = sizeof *header;
#define X(name, type)                         \
  at = (at + 7) & ~(uint64_t)7;               \
  header->name.offset = at;                   \
  at += header->name.count * sizeof(type);
  KITH_IMAGE_SECTIONS(X)
#undef X
  return at;
}

#define SECTION(name, type) ((type *)(void *)(image + header->name.offset))

static void lay_strings(const kith_compiler *c, const kith_image_header *header, char *image) {
  char *text = SECTION(strings, char), *key = text + c->string_bytes;
  const kith_intern *strings = &c->source->strings;
  for (size_t i = 0; i < strings->strings.n; i++)
    if (c->offset[i] != KITH_NONE && strings->strings.at[i].n)
      memcpy(text + c->offset[i], strings->strings.at[i].p, strings->strings.at[i].n);
  kith_image_word *words = SECTION(words, kith_image_word);
  uint32_t *slot = SECTION(word_slots, uint32_t);
  for (uint32_t i = 0; i < c->words.strings.n; i++) {
    kith_str word = c->words.strings.at[i];
    size_t mask = header->word_slots.count - 1, k = kith_str_hash(word) & mask;
    words[i] = (kith_image_word){(uint32_t)(key - text), (uint32_t)word.n};
    memcpy(key, word.p, word.n);
    key += word.n;
    while (slot[k]) k = (k + 1) & mask;
    slot[k] = i + 1;
  }
}

static void lay_edges(const kith_compiler *c, const kith_image_header *header, char *image) {
  kith_image_edge *edge = SECTION(edges, kith_image_edge);
  size_t mask = header->edges.count - 1;
  for (size_t i = 0; i < c->edges.entries.n; i++) {
    const kith_map_entry *e = &c->edges.entries.at[i];
    uint32_t node = (uint32_t)(e->key >> 32), word = (uint32_t)e->key;
    size_t k = kith_image_edge_hash(node, word) & mask;
    while (edge[k].child) k = (k + 1) & mask;
    edge[k] = (kith_image_edge){node, word, (uint32_t)e->value};
  }
}

/* Counting sort by node, so that the names of a node lie together in source order. */
static void lay_names(const kith_compiler *c, const kith_image_header *header, char *image) {
  const kith_source *s = c->source;
  uint32_t *first = SECTION(nodes, uint32_t);
  kith_lexicon_name *names = SECTION(names, kith_lexicon_name);
  for (size_t i = 0; i < s->names.n; i++)
    if (c->spot[i].node != KITH_LEXICON_ROOT) first[c->spot[i].node + 1]++;
  for (uint32_t n = 0; n < c->node_count; n++) first[n + 1] += first[n];
  uint32_t *next = kith_alloc(((size_t)c->node_count + 1) * sizeof *next);
  memcpy(next, first, ((size_t)c->node_count + 1) * sizeof *next);
  for (size_t i = 0; i < s->names.n; i++) {
    const kith_source_name *from = &s->names.at[i];
    const kith_name_spot *spot = &c->spot[i];
    if (spot->node == KITH_LEXICON_ROOT) continue;
    names[next[spot->node]++] = (kith_lexicon_name){
        .entity = c->rank[from->entity], .text = c->offset[from->text],
        .length = (uint32_t)kith_intern_get(&s->strings, from->text).n, .capitals = spot->capitals, .lang = from->lang,
        .role = from->role, .words = spot->words, .all_caps = spot->all_caps, .script_latin = spot->script_latin, .layer = from->layer};
  }
  kith_free(next);
}

static void lay_entities(const kith_compiler *c, const kith_image_header *header, char *image) {
  const kith_source *s = c->source;
  kith_lexicon_entity *entities = SECTION(entities, kith_lexicon_entity);
  for (uint32_t i = 0; i < c->entity_count; i++) {
    const kith_source_entity *from = &s->entities.at[c->entity_at[i]];
    uint32_t label = from->label == KITH_NONE ? from->id : from->label;
    entities[i] = from->facts;
    entities[i].id = c->offset[from->id];
    entities[i].id_length = (uint32_t)kith_intern_get(&s->strings, from->id).n;
    entities[i].label = c->offset[label];
    entities[i].label_length = (uint32_t)kith_intern_get(&s->strings, label).n;
    entities[i].first_name = entities[i].name_count = 0;
  }
}

/* The names of an entity by (language, role), names in order of their place among equals: few, so by insertion. */
static void sort_few(const kith_lexicon_name *names, uint32_t *list, uint32_t n) {
  for (uint32_t i = 1; i < n; i++) {
    uint32_t one = list[i], k = i;
    unsigned key = (unsigned)names[one].lang << 8 | names[one].role;
    for (; k; k--) {
      const kith_lexicon_name *before = &names[list[k - 1]];
      if (((unsigned)before->lang << 8 | before->role) <= key) break;
      list[k] = list[k - 1];
    }
    list[k] = one;
  }
}

static void lay_entity_names(const kith_image_header *header, char *image) {
  const kith_lexicon_name *names = SECTION(names, kith_lexicon_name);
  kith_lexicon_entity *entities = SECTION(entities, kith_lexicon_entity);
  uint32_t *order = SECTION(entity_names, uint32_t), at = 0;
  for (size_t i = 0; i < header->names.count; i++) entities[names[i].entity].name_count++;
  for (size_t i = 0; i < header->entities.count; i++) {
    entities[i].first_name = at;
    at += entities[i].name_count;
    entities[i].name_count = 0;
  }
  for (uint32_t i = 0; i < header->names.count; i++) {
    kith_lexicon_entity *e = &entities[names[i].entity];
    order[e->first_name + e->name_count++] = i;
  }
  for (size_t i = 0; i < header->entities.count; i++) {
    const kith_lexicon_entity *e = &entities[i];
    sort_few(names, order + e->first_name, e->name_count);
  }
}

static void lay_countries(const kith_image_header *header, char *image) {
  uint32_t *country = SECTION(countries, uint32_t);
  const kith_lexicon_entity *entities = SECTION(entities, kith_lexicon_entity);
  for (unsigned i = 0; i < 26 * 26; i++) country[i] = KITH_NONE;
  for (uint32_t i = 0; i < header->entities.count; i++) {
    const kith_lexicon_entity *e = &entities[i];
    unsigned high = (unsigned)(e->country[0] - 'A'), low = (unsigned)(e->country[1] - 'A');
    if (e->type == KITH_LOC && strcmp(e->kind, "country") == 0 && high < 26 && low < 26) country[high * 26 + low] = i;
  }
}

void kith_image_lay(const kith_compiler *compiler, const kith_image_header *header, char *image) {
  lay_strings(compiler, header, image);
  lay_edges(compiler, header, image);
  lay_names(compiler, header, image);
  lay_entities(compiler, header, image);
  lay_entity_names(header, image);
  lay_countries(header, image);
}

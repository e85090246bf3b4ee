/* How folders become an image, in bounded memory.
 *
 *   gather.c   rows of all layers, sorted so that those of one entity come together; in batches of
 *              whole entities rules are followed and surnames derived; out come names and entities
 *   trie.c     names, sorted by their words, are the trie in depth-first order: names, nodes, edges, words
 *   compile.c  entities with their names; the sections one behind the other are the image
 *
 * Each step reads what the one before it wrote, in order, through kith_sorter and kith_spool:
 * a small lexicon never leaves memory, a large one goes through temporary files beside the image.
 * The same rows give the same bytes either way.
 *
 * Memory: at most some two of KITH_COMPILE_MEMORY, whatever the size, and 4 bytes for each entity. Temporary files: some
 * five times the image. */
#ifndef KITH_LEXICON_COMPILE_H
#define KITH_LEXICON_COMPILE_H

#include "base/sorter.h"
#include "lexicon/image.h"

typedef enum kith_section {
#define X(name, type) KITH_SECTION_##name,
  KITH_IMAGE_SECTIONS(X)
#undef X
  KITH_SECTION_COUNT
} kith_section;

typedef struct kith_compiler {
  const char *folder; /* for temporary files; NULL: all in memory */
  size_t memory;
  kith_sorter *names;    /* from gather.c */
  kith_sorter *entities; /* the same */
  kith_sorter *forbidden; /* the same: keys of names that mean nobody, 0, language 1 */
  kith_spool ranked;     /* the entities in order of id */
  uint32_t *rank;        /* number of an entity in gather.c -> its place in that order */
  uint64_t entity_count;
  kith_sorter *called;   /* from trie.c: which names an entity has */
  kith_spool section[KITH_SECTION_COUNT];
} kith_compiler;

#define KITH_SECTION_ADD(compiler, name, ...) \
  kith_spool_add(&(compiler)->section[KITH_SECTION_##name], &(__VA_ARGS__), sizeof(__VA_ARGS__))

/* Records of `names`: words, each ended by 1; 0; then numbers that keep the order of the rows (surname 1, file 2,
 * line 4), entity 4, language, role, layer, words 1, capitals 2, flags 1; the rest is the name. */
enum { KITH_NAME_WORD_END = 1, KITH_NAME_ALL_CAPS = 1, KITH_NAME_LATIN = 2, KITH_NAME_IS_LABEL = 4 };

/* Records of `entities`: id, 0, number 4, kith_lexicon_entity, label unless one of its names is the label. */

/* Records of `called`: entity 4, language 1, role 1, file and line 6, name 4, KITH_NAME_IS_LABEL or 0, text 4, length 4. */

/* Fills names, entities and forbidden. */
kith_status kith_compiler_gather(kith_compiler *compiler, const kith_lexicon_options *options, const kith_languages *languages,
                                 kith_error *error);

/* Empties names; fills called and the sections names, nodes, edges, words, word_slots, strings. */
kith_status kith_compiler_grow_trie(kith_compiler *compiler, kith_error *error);

#endif

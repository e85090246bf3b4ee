/* Between compile.c, which builds the trie, and layout.c, which writes the
 * image: what stands in memory while a lexicon is compiled.
 *
 * Memory: the sources as read, 24 bytes for an edge of the trie and 8 for a
 * name. The image itself is laid into a file that is mapped, so that its pages can leave memory again. */
#ifndef KITH_LEXICON_COMPILE_H
#define KITH_LEXICON_COMPILE_H

#include "lexicon/image.h"

/* What pass one finds out of a name; node KITH_LEXICON_ROOT: no letter in it. */
typedef struct kith_name_spot {
  uint32_t node;
  uint16_t capitals;
  uint8_t words;
  uint8_t all_caps : 1, script_latin : 1;
} kith_name_spot;

typedef struct kith_compiler {
  const kith_source *source;
  uint32_t entity_count, node_count;
  size_t name_count;    /* with a letter in them */
  uint32_t *rank;       /* entity of the source -> its place in order of id */
  uint32_t *entity_at;  /* the reverse */
  kith_name_spot *spot; /* of each name of the source */
  kith_intern words;
  kith_map edges;       /* (node, word) -> child */
  uint32_t *offset;     /* of each string of the source in the image, KITH_NONE: it is not in it */
  uint64_t string_bytes, key_bytes;
} kith_compiler;

/* Sets the places of all sections in `header`; returns the size of the image. */
uint64_t kith_image_plan(const kith_compiler *compiler, kith_image_header *header);

/* Fills `image`, which is zero, by the plan. The header itself is left to the caller. */
void kith_image_lay(const kith_compiler *compiler, const kith_image_header *header, char *image);

#endif

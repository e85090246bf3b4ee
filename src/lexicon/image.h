/* The compiled lexicon's layout, shared by compile.c (writes) and lexicon.c
 * (reads). One block of bytes: this header, then the sections at the offsets it
 * names, each aligned to 8. All numbers are little-endian and every reference is
 * an index, so the block can be mapped anywhere. */
#ifndef KITH_LEXICON_IMAGE_H
#define KITH_LEXICON_IMAGE_H

#include "lexicon/source.h"

#define KITH_IMAGE_MAGIC "kithlex"
enum { KITH_IMAGE_VERSION = 2, KITH_IMAGE_ORDER = 0x01020304 };

/* X(section, element type) */
#define KITH_IMAGE_SECTIONS(X)                                                      \
  X(entities, kith_lexicon_entity)   /* in order of id */                           \
  X(names, kith_lexicon_name)        /* in order of node */                         \
  X(entity_names, uint32_t)          /* indexes of names, by (entity, lang, role) */ \
  X(nodes, uint32_t)                 /* first name of each node, and one more */    \
  X(edges, kith_image_edge)          /* hash table, a power of two */               \
  X(words, kith_image_word)          /* by word id */                               \
  X(word_slots, uint32_t)            /* hash table of word ids + 1, a power of two */ \
  X(countries, uint32_t)             /* 26 * 26 entities by ISO code, or KITH_NONE */ \
  X(strings, char)

typedef struct kith_image_edge {
  uint32_t node, word, child; /* child 0: an empty slot */
} kith_image_edge;

typedef struct kith_image_word {
  uint32_t offset, length;
} kith_image_word;

typedef struct kith_image_section {
  uint64_t offset, count;
} kith_image_section;

typedef struct kith_image_header {
  char magic[8];
  uint32_t version, byte_order;
  uint64_t size, checksum; /* of the whole; of everything behind this header */
  uint64_t header_checksum; /* of this header, taken with a zero here */
  uint64_t stamp;          /* of the sources' paths, sizes and times */
  char fingerprint[16];
#define X(name, type) kith_image_section name;
  KITH_IMAGE_SECTIONS(X)
#undef X
} kith_image_header;

/* Where the probe for an edge starts. */
static inline uint64_t kith_image_edge_hash(uint32_t node, uint32_t word) {
  uint64_t h = ((uint64_t)node << 32 | word) * 0x9e3779b97f4a7c15u;
  return h ^ (h >> 29);
}

/* Compiles `source` into a new file at `path`, or, where `path` is NULL or
 * cannot be written, into `image`, which else stays empty. KITH_ERR_FORMAT for
 * sources too large for the image's offsets (4 GiB of text). */
kith_status kith_image_compile(const kith_source *source, const char fingerprint[16], uint64_t stamp, const char *path,
                               kith_buf *image, kith_error *error);

/* A checksum over 64-bit words in eight lanes: some 10 GB/s, against bad disks and not against people. */
uint64_t kith_image_checksum(kith_str bytes);

/* That of a header, whatever its own field says. */
uint64_t kith_image_header_checksum(const kith_image_header *header);

#endif

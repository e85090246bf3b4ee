/* The compiled lexicon's layout, shared by compile.c (writes) and lexicon.c
 * (reads). One block of bytes: this header, then the sections at the offsets it
 * names, each aligned to 8. All numbers are little-endian and every reference is
 * an index, so the block can be mapped anywhere. */
#ifndef KITH_LEXICON_IMAGE_H
#define KITH_LEXICON_IMAGE_H

#include "base/spool.h"
#include "lexicon/source.h"

enum { KITH_COMPILE_MEMORY = 96 << 20 }; /* what sorting usually may take */

#define KITH_IMAGE_MAGIC "kithlex"
enum { KITH_IMAGE_VERSION = 4, KITH_IMAGE_ORDER = 0x01020304 };

/* X(section, element type) */
#define KITH_IMAGE_SECTIONS(X)                                                      \
  X(entities, kith_lexicon_entity)   /* in order of id */                           \
  X(names, kith_lexicon_name)        /* in order of node */                         \
  X(entity_names, uint32_t)          /* indexes of names, by (entity, lang, role) */ \
  X(nodes, uint32_t)                 /* first name of each node, and one more */    \
  X(edges, kith_image_edge)          /* hash table */                               \
  X(words, kith_image_word)          /* by word id, in order of the words */        \
  X(word_slots, uint32_t)            /* hash table of word ids + 1 */               \
  X(countries, uint32_t)             /* 26 * 26 entities by ISO code, or KITH_NONE */ \
  X(forbidden, kith_image_forbidden) /* in order of text */                         \
  X(strings, char)

typedef struct kith_image_edge {
  uint32_t node, word, child; /* child 0: an empty slot */
} kith_image_edge;

typedef struct kith_image_word {
  uint32_t offset, length;
} kith_image_word;

typedef struct kith_image_forbidden {
  uint32_t offset, length; /* keys of words between spaces */
  uint32_t lang;           /* KITH_LANG_UND: in every one */
} kith_image_forbidden;

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

/* Hash tables are probed from the slot that the first bits of the hash name, one after the
 * other up to an empty one, never around the end: behind the 2^n slots that can be named come as many
 * as entries were pushed out, and an empty one. So a table is written from its first slot to
 * its last when its entries are sorted by their hash. */
static inline uint64_t kith_image_edge_hash(uint32_t node, uint32_t word) {
  return ((uint64_t)node << 32 | word) * 0x9e3779b97f4a7c15u;
}

/* How far to shift a hash for a table of `count` slots, count > 1. */
static inline unsigned kith_image_shift(uint64_t count) {
  unsigned shift = 64;
  while (count >>= 1) shift--;
  return shift;
}

/* Compiles the folders into a new file at `path` with temporary files beside it,
 * or, where `path` is NULL, into `image`. `memory` is what sorting may take, and changes nothing else. KITH_ERR_FORMAT for sources too large for the image's
 * offsets (4 GiB of text), KITH_ERR_IO for a disk that is full: then there is no file at `path`. */
kith_status kith_image_compile(const kith_lexicon_options *options, const kith_languages *languages, const char fingerprint[16],
                               uint64_t stamp, size_t memory, const char *path, kith_buf *image, kith_error *error);

/* A checksum over 64-bit words in eight lanes: some 10 GB/s, against bad disks and not against people. */
uint64_t kith_image_checksum(kith_str bytes);

/* The same, taken of bytes that come in pieces; `size` of all. */
typedef struct kith_image_sum {
  uint64_t lane[8], sum;
  char part[64]; /* of a block */
  size_t n;
} kith_image_sum;
void kith_image_sum_init(kith_image_sum *sum, uint64_t size);
void kith_image_sum_add(kith_image_sum *sum, kith_str bytes);
uint64_t kith_image_sum_end(kith_image_sum *sum);

/* That of a header, whatever its own field says. */
uint64_t kith_image_header_checksum(const kith_image_header *header);

#endif

/* The trained model of the name tagger: weights of hashed features, in a file
 * that is mapped into memory and used as it lies there.
 *
 * Labels are BILOU by type: outside, and for each kith_type the beginning, an
 * inner token, the last one, or a unit (a name of one token). Which label may
 * follow which is fixed here and never learned.
 *
 * The file, little-endian: a kith_tag_header, a filter of 1 << filter_bits bits,
 * then slot_count + probe_limit slots, then known_count + KITH_TAG_KNOWN_PROBE words of 32 bits. The filter is small enough to stay in the
 * processor's cache and knows most features that are in no slot: a feature's bit
 * is bits 10 and up of its hash. A slot is 24 bytes: three bytes that check the feature's hash (not zero; zero:
 * empty), then one int8 weight a label. A feature's first slot is its hash's
 * upper half times slot_count, shifted down by 32; the next follow. No feature
 * lies further than probe_limit - 1 slots on, so a search ends in any file. The
 * words at the end are lists of names that a word may be a part of (kith_tag_word.h),
 * found in the same way by the hash of a stem: its lower 24 bits (zero: empty), and above them what is known.
 * Weights are integers (natural units times `scale`): what is decoded is
 * exact, the same on every machine.
 *
 * Life cycle: open once per run; immutable, shared between threads; close. */
#ifndef KITH_MENTION_TAG_MODEL_H
#define KITH_MENTION_TAG_MODEL_H

#include "base/error.h"
#include "base/str.h"
#include "lexicon/entity_type.h"

/* Of the words' folds, the features and this layout together. */
#define KITH_TAG_VERSION 2u

enum {
  KITH_TAG_LABELS = 1 + 4 * KITH_TYPE_COUNT,
  KITH_TAG_START = KITH_TAG_LABELS, /* row of the transitions: the sentence begins */
  KITH_TAG_LANES = 24,              /* labels, with room that makes rows easy to add */
  KITH_TAG_CHECK = 3,               /* bytes of a slot before its weights */
  KITH_TAG_KNOWN_PROBE = 64
};

typedef enum kith_tag_part { KITH_TAG_BEGIN, KITH_TAG_INSIDE, KITH_TAG_LAST, KITH_TAG_UNIT } kith_tag_part;

static inline uint8_t kith_tag_label(unsigned type, kith_tag_part part) { return (uint8_t)(1 + type * 4 + (unsigned)part); }
static inline unsigned kith_tag_label_type(uint8_t label) { return (label - 1u) / 4; } /* label > 0 */
static inline kith_tag_part kith_tag_label_part(uint8_t label) { return (kith_tag_part)((label - 1u) % 4); }

/* Whether a name is still open behind this label. */
static inline bool kith_tag_label_open(uint8_t label) { return label && kith_tag_label_part(label) <= KITH_TAG_INSIDE; }
/* Whether it goes on with a name that an earlier token began. */
static inline bool kith_tag_label_goes_on(uint8_t label) {
  return label && (kith_tag_label_part(label) == KITH_TAG_INSIDE || kith_tag_label_part(label) == KITH_TAG_LAST);
}
/* Whether `next` may follow `label`. */
static inline bool kith_tag_follows(uint8_t label, uint8_t next) {
  if (!kith_tag_label_open(label)) return !kith_tag_label_goes_on(next);
  return kith_tag_label_goes_on(next) && kith_tag_label_type(label) == kith_tag_label_type(next);
}

typedef struct kith_tag_header {
  char magic[8];
  uint32_t version, slot_count, probe_limit;
  uint32_t filter_bits; /* 3 to 22 */
  uint32_t known_count;
  uint32_t scale;       /* integer units to one natural unit */
  int16_t transitions[KITH_TAG_LABELS + 1][KITH_TAG_LABELS]; /* from (or START), to */
} kith_tag_header;

extern const char kith_tag_magic[8];

typedef struct kith_tag_model kith_tag_model;

/* KITH_ERR_IO without the file, KITH_ERR_FORMAT if it is none of this version. */
kith_status kith_tag_model_open(kith_tag_model **out, const char *path, kith_error *error);
void kith_tag_model_close(kith_tag_model *model);

const kith_tag_header *kith_tag_model_header(const kith_tag_model *model);
const uint8_t *kith_tag_model_filter(const kith_tag_model *model);
const uint8_t *kith_tag_model_slots(const kith_tag_model *model);

/* What the lists say of the hash of a stem: KITH_TAG_KNOWN_…, or 0. */
uint8_t kith_tag_model_known(const kith_tag_model *model, uint64_t stem);

static inline size_t kith_tag_filter_bit(uint64_t hash, uint32_t filter_bits) {
  return (size_t)(hash >> 10) & (((size_t)1 << filter_bits) - 1);
}
/* False: the feature is in no slot. */
static inline bool kith_tag_filter_has(const uint8_t *filter, uint32_t filter_bits, uint64_t hash) {
  size_t bit = kith_tag_filter_bit(hash, filter_bits);
  return filter[bit >> 3] >> (bit & 7) & 1;
}

static inline uint32_t kith_tag_check(uint64_t hash) {
  uint32_t check = (uint32_t)hash & 0xffffff;
  return check ? check : 1;
}
static inline size_t kith_tag_first_slot(uint64_t hash, uint32_t slot_count) {
  return (size_t)((hash >> 32) * slot_count >> 32);
}

/* The slot of a feature (KITH_TAG_CHECK bytes, then the weights), or NULL. */
static inline const uint8_t *kith_tag_slot_find(const uint8_t *slots, uint32_t slot_count, uint32_t probe_limit, uint64_t hash) {
  const uint8_t *slot = slots + kith_tag_first_slot(hash, slot_count) * KITH_TAG_LANES;
  uint32_t check = kith_tag_check(hash);
  for (uint32_t i = 0; i < probe_limit; i++, slot += KITH_TAG_LANES) {
    uint32_t found = slot[0] | (uint32_t)slot[1] << 8 | (uint32_t)slot[2] << 16;
    if (found == check) return slot;
    if (!found) return NULL;
  }
  return NULL;
}

#endif

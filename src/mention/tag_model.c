#include "mention/tag_model.h"

#include "base/file.h"

_Static_assert(KITH_TAG_LABELS + KITH_TAG_CHECK == KITH_TAG_LANES, "a slot is a check and a weight for each label");

const char kith_tag_magic[8] = {'k', 'i', 't', 'h', 'n', 'a', 'm', 'e'};

struct kith_tag_model {
  kith_mapped file;
  kith_tag_header header;
};

static size_t filter_size(const kith_tag_header *h) { return ((size_t)1 << h->filter_bits) / 8; }

static kith_status check(const kith_tag_model *m, const char *path, kith_error *error) {
  const kith_tag_header *h = &m->header;
  if (memcmp(h->magic, kith_tag_magic, sizeof kith_tag_magic) != 0)
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is no model of names");
  if (h->version != KITH_TAG_VERSION)
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is a model of version %u; this program reads version %u",
                         (unsigned)h->version, (unsigned)KITH_TAG_VERSION);
  uint64_t slots = (uint64_t)h->slot_count + h->probe_limit;
  bool sane = h->slot_count && h->probe_limit && h->scale && h->filter_bits >= 3 && h->filter_bits <= 22;
  uint64_t known = ((uint64_t)h->known_count + KITH_TAG_KNOWN_PROBE) * sizeof(uint32_t);
  if (!sane || m->file.bytes.n != sizeof *h + filter_size(h) + slots * KITH_TAG_LANES + known)
    return kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is a damaged model of names: it has %zu bytes", m->file.bytes.n);
  return KITH_OK;
}

kith_status kith_tag_model_open(kith_tag_model **out, const char *path, kith_error *error) {
  kith_tag_model *m = kith_alloc_zero(1, sizeof *m);
  *out = NULL;
  kith_status status = kith_file_map(path, &m->file, error);
  if (status == KITH_OK) {
    memcpy(&m->header, m->file.bytes.p, m->file.bytes.n < sizeof m->header ? m->file.bytes.n : sizeof m->header);
    status = check(m, path, error);
  }
  if (status != KITH_OK) {
    kith_tag_model_close(m);
    return status;
  }
  *out = m;
  return KITH_OK;
}

void kith_tag_model_close(kith_tag_model *m) {
  if (!m) return;
  kith_file_unmap(&m->file);
  kith_free(m);
}

const kith_tag_header *kith_tag_model_header(const kith_tag_model *m) { return &m->header; }

const uint8_t *kith_tag_model_filter(const kith_tag_model *m) { return (const uint8_t *)m->file.bytes.p + sizeof m->header; }

const uint8_t *kith_tag_model_slots(const kith_tag_model *m) { return kith_tag_model_filter(m) + filter_size(&m->header); }

uint8_t kith_tag_model_known(const kith_tag_model *m, uint64_t stem) {
  const uint8_t *lists = kith_tag_model_slots(m) + ((size_t)m->header.slot_count + m->header.probe_limit) * KITH_TAG_LANES;
  size_t first = kith_tag_first_slot(stem, m->header.known_count);
  for (size_t i = first; i < first + KITH_TAG_KNOWN_PROBE; i++) {
    uint32_t word;
    memcpy(&word, lists + i * sizeof word, sizeof word);
    if ((word & 0xffffff) == kith_tag_check(stem)) return (uint8_t)(word >> 24);
    if (!word) return 0;
  }
  return 0;
}

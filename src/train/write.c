#include "train/write.h"

#include "base/file.h"

#include <math.h>
#include <stdlib.h>

/* 127 is 6 natural units: what lies beyond is rare, and sure already. */
enum { SCALE = 21 };

typedef struct feature {
  uint64_t hash;
  int8_t weights[KITH_TAG_LABELS];
} feature;

typedef KITH_VEC(feature) features;

static int8_t to_integer(float weight) {
  double value = round((double)weight * SCALE);
  return (int8_t)(value > 127 ? 127 : value < -127 ? -127 : value);
}

static void collect(features *list, const train_data *data, const train_model *model, float prune) {
  for (size_t i = 0; i < model->feature_count; i++) {
    feature f = {.hash = data->names.at[i]};
    bool kept = false;
    for (unsigned l = 0; l < KITH_TAG_LABELS; l++) {
      f.weights[l] = to_integer(model->weights[i][l]);
      kept = kept || fabsf(model->weights[i][l]) > prune;
    }
    if (kept) kith_vec_push(list, f);
  }
}

static int by_place(const void *a, const void *b) {
  uint64_t x = ((const feature *)a)->hash, y = ((const feature *)b)->hash;
  return (x > y) - (x < y);
}

/* Packs in order of hash: each feature goes to the first free slot from its own
 * on. Returns how far the furthest one had to go, or 0 if `limit` was not enough. */
static uint32_t pack(const features *list, uint8_t *slots, uint32_t slot_count, uint32_t limit) {
  uint32_t furthest = 0;
  for (size_t i = 0; i < list->n; i++) {
    const feature *f = &list->at[i];
    uint8_t *slot = slots + kith_tag_first_slot(f->hash, slot_count) * KITH_TAG_LANES;
    uint32_t probe = 0, check = kith_tag_check(f->hash);
    while (probe < limit && (slot[0] | slot[1] | slot[2])) probe++, slot += KITH_TAG_LANES;
    if (probe == limit) return 0;
    for (unsigned k = 0; k < KITH_TAG_CHECK; k++) slot[k] = (uint8_t)(check >> 8 * k);
    memcpy(slot + KITH_TAG_CHECK, f->weights, sizeof f->weights);
    if (probe + 1 > furthest) furthest = probe + 1;
  }
  return furthest;
}

/* The same for what is known of stems; false: KITH_TAG_KNOWN_PROBE was not enough. */
static bool pack_known(const train_known *known, uint32_t *lists, uint32_t count) {
  const size_t n = known->stems.entries.n;
  kith_map_entry *sorted = kith_alloc((n + 1) * sizeof *sorted);
  bool room = true;
  memcpy(sorted, known->stems.entries.at, n * sizeof *sorted);
  kith_entries_sort(sorted, n);
  for (size_t i = 0; i < n && room; i++) {
    size_t slot = kith_tag_first_slot(sorted[i].key, count), end = slot + KITH_TAG_KNOWN_PROBE;
    while (slot < end && lists[slot]) slot++;
    room = slot < end;
    if (room) lists[slot] = kith_tag_check(sorted[i].key) | (uint32_t)sorted[i].value << 24;
  }
  kith_free(sorted);
  return room;
}

static void fill_header(kith_tag_header *h, const train_model *model, const train_write_options *options) {
  memset(h, 0, sizeof *h);
  memcpy(h->magic, kith_tag_magic, sizeof h->magic);
  h->version = KITH_TAG_VERSION;
  h->scale = SCALE;
  for (unsigned a = 0; a <= KITH_TAG_LABELS; a++)
    for (unsigned b = 0; b < KITH_TAG_LABELS; b++) {
      double weight = (double)model->transitions[a][b] - (b ? 0 : (double)options->outside);
      h->transitions[a][b] = (int16_t)lround(weight * SCALE);
    }
}

kith_status train_write(const char *path, const train_data *data, const train_model *model, const train_known *known,
                        const train_write_options *options, train_written *written, kith_error *error) {
  enum { LIMIT = 255 };
  kith_tag_header header;
  features list = {0};
  fill_header(&header, model, options);
  collect(&list, data, model, options->prune);
  written->features = list.n;
  written->known = known->stems.entries.n;
  if (list.n) qsort(list.at, list.n, sizeof *list.at, by_place);
  header.known_count = (uint32_t)(written->known + written->known / 4 + 1);
  header.slot_count = (uint32_t)(list.n + list.n / 6 + 16);
  for (header.filter_bits = 3; header.filter_bits < 22 && (size_t)1 << header.filter_bits < list.n * 8;) header.filter_bits++;
  size_t filter_size = ((size_t)1 << header.filter_bits) / 8;
  uint8_t *filter = kith_alloc_zero(filter_size, 1);
  for (size_t i = 0; i < list.n; i++) {
    size_t bit = kith_tag_filter_bit(list.at[i].hash, header.filter_bits);
    filter[bit >> 3] = (uint8_t)(filter[bit >> 3] | 1u << (bit & 7));
  }
  uint8_t *slots = kith_alloc_zero(header.slot_count + LIMIT, KITH_TAG_LANES);
  header.probe_limit = pack(&list, slots, header.slot_count, LIMIT);
  kith_vec_clear(&list);
  uint32_t *lists = kith_alloc_zero((size_t)header.known_count + KITH_TAG_KNOWN_PROBE, sizeof *lists);
  kith_status status = KITH_OK;
  bool packed = header.probe_limit && pack_known(known, lists, header.known_count);
  if (!packed) status = kith_error_set(error, KITH_ERR_ARG, "the features fall together too much to be packed");
  kith_out out;
  if (status == KITH_OK && (status = kith_out_open(&out, path, false, error)) == KITH_OK) {
    kith_out_write(&out, &header, sizeof header);
    kith_out_write(&out, filter, filter_size);
    kith_out_write(&out, slots, ((size_t)header.slot_count + header.probe_limit) * KITH_TAG_LANES);
    kith_out_write(&out, lists, ((size_t)header.known_count + KITH_TAG_KNOWN_PROBE) * sizeof *lists);
    written->bytes = (size_t)out.written + out.buf.n;
    status = kith_out_close(&out, NULL, error);
  }
  kith_free(filter);
  kith_free(slots);
  kith_free(lists);
  return status;
}

#include "build/near.h"

#include "text/word.h"

enum { HASHES = 64, BANDS = 16, ROWS = HASHES / BANDS, SHINGLE = 4, FEWEST = 24 };

typedef struct sketch {
  uint32_t least[HASHES];
  uint32_t runs;
} sketch;

static uint64_t mixed(uint64_t x) {
  x ^= x >> 31;
  x *= 0x7fb5d329728ea185u;
  x ^= x >> 27;
  x *= 0x81dadef4bc2dd44du;
  return x ^ x >> 33;
}

static void add_run(sketch *s, uint64_t hash) {
  s->runs++;
  for (uint32_t i = 0; i < HASHES; i++) {
    uint32_t value = (uint32_t)mixed(hash + i * 0x9e3779b97f4a7c15u);
    if (value < s->least[i]) s->least[i] = value;
  }
}

static void sketch_reading(const kith_reading *r, kith_words *words, kith_buf *key, sketch *s) {
  uint64_t run[SHINGLE] = {0};
  uint64_t count = 0;
  memset(s->least, 0xff, sizeof s->least);
  s->runs = 0;
  for (uint32_t i = 0; i < r->sentence_count; i++) {
    kith_str text = r->sentences[i].text;
    words->n = 0;
    kith_words_cut(text, 0, text.n, words);
    for (size_t w = 0; w < words->n; w++) {
      key->n = 0;
      kith_word_key(text, &words->at[w], key);
      run[count++ % SHINGLE] = kith_str_hash(kith_buf_str(key));
      if (count < SHINGLE) continue;
      uint64_t hash = 0;
      for (uint64_t k = 0; k < SHINGLE; k++) hash = mixed(hash ^ run[(count + k) % SHINGLE]);
      add_run(s, hash);
    }
  }
}

static double share(const sketch *a, const sketch *b) {
  unsigned same = 0;
  for (unsigned i = 0; i < HASHES; i++) same += a->least[i] == b->least[i];
  return (double)same / HASHES;
}

/* The first reading that is the same story, among those that fell into the same band. */
static uint32_t twin_of(const sketch *sketches, uint32_t i, kith_map *first) {
  uint32_t found = KITH_NONE;
  for (uint64_t band = 0; band < BANDS; band++) {
    uint64_t key = band + 1;
    for (unsigned k = 0; k < ROWS; k++) key = mixed(key ^ sketches[i].least[band * ROWS + k]);
    uint64_t *at = kith_map_add(first, key);
    if (!*at) *at = i + 1;
    uint32_t other = (uint32_t)*at - 1;
    if (other != i && other < found && share(&sketches[i], &sketches[other]) >= KITH_NEAR_SHARE) found = other;
  }
  return found;
}

void kith_near_mark(kith_corpus *c) {
  sketch *sketches = kith_alloc((c->readings.n + 1) * sizeof *sketches);
  kith_map first = {0};
  kith_words words = {0};
  kith_buf key = {0};
  for (uint32_t i = 0; i < c->readings.n; i++) {
    kith_reading *r = &c->readings.at[i];
    if (r->duplicate_of != KITH_NONE) continue;
    sketch_reading(r, &words, &key, &sketches[i]);
    if (sketches[i].runs < FEWEST) continue;
    uint32_t twin = twin_of(sketches, i, &first);
    if (twin == KITH_NONE) continue;
    r->duplicate_of = c->readings.at[twin].duplicate_of == KITH_NONE ? twin : c->readings.at[twin].duplicate_of;
    c->duplicates++;
  }
  for (uint32_t i = 0; i < c->readings.n; i++) { /* whose text equals that of a near duplicate */
    kith_reading *r = &c->readings.at[i];
    if (r->duplicate_of != KITH_NONE && c->readings.at[r->duplicate_of].duplicate_of != KITH_NONE)
      r->duplicate_of = c->readings.at[r->duplicate_of].duplicate_of;
  }
  kith_map_clear(&first);
  kith_vec_clear(&words);
  kith_vec_clear(&key);
  kith_free(sketches);
}

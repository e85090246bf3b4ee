#include "text/identify.h"

#include "base/file.h"
#include "text/classes.h"
#include "text/identify_grams.h"

#include <math.h>

enum {
  WINDOW = 64,        /* bytes read at one place of a long text */
  WINDOWS = 8,        /* and how many such places, */
  FEWEST_WINDOWS = 4, /* of which at least so many are read: it may open in another language */
  CERTAIN_CHECK = 128 /* rows between two looks whether to stop */
};

static const float WORTH_SAYING = 0.5f;  /* confidence below which a guess is `und` */
static const float PRIOR = 2.5f;         /* log-odds that the surroundings are worth */
static const float CERTAIN = 10.0f;      /* log-odds at which reading stops */

/* 32 hashes: which have a row, and how many rows stand before. */
typedef struct block {
  uint32_t bits, before;
} block;

typedef struct model_group {
  kith_script script;
  unsigned bits, lanes, label_count;
  uint32_t row_count;
  float slope;
  kith_lang labels[KITH_GRAMS_LANES]; /* UND: a neighbour */
  const uint8_t *rows;                /* in the mapped file */
  block *blocks;                      /* which hashes have a row */
} model_group;

struct kith_identifier {
  kith_letters letters;
  kith_mapped file;
  kith_lang only[KITH_SCRIPT_COUNT]; /* the one language of a script, or UND */
  kith_lang chinese, japanese;
  const model_group *group_of[KITH_SCRIPT_COUNT];
  model_group groups[KITH_SCRIPT_COUNT];
  unsigned group_count;
};

/* ---- the model file ---- */

static bool take(kith_str *rest, size_t n, const uint8_t **p) {
  if (rest->n < n) return false;
  *p = (const uint8_t *)rest->p;
  *rest = kith_str_cut(*rest, n, rest->n);
  return true;
}

static bool take_u32(kith_str *rest, uint32_t *v) {
  const uint8_t *p;
  if (!take(rest, 4, &p)) return false;
  *v = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
  return true;
}

static kith_script script_named(kith_str code) {
  for (kith_script s = KITH_SCRIPT_LATN; s < KITH_SCRIPT_OTHER; s++)
    if (kith_str_is(code, kith_script_code(s))) return s;
  return KITH_SCRIPT_OTHER;
}

/* Population count without the instruction, which not every processor has. */
static uint32_t ones(uint32_t x) {
  x -= x >> 1 & 0x55555555u;
  x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
  return ((x + (x >> 4)) & 0x0f0f0f0fu) * 0x01010101u >> 24;
}

static bool read_blocks(model_group *g, kith_str *rest) {
  size_t count = ((size_t)1 << g->bits) / 32;
  uint32_t before = 0;
  g->blocks = kith_alloc(count * sizeof *g->blocks);
  for (size_t i = 0; i < count; i++) {
    g->blocks[i].before = before;
    if (!take_u32(rest, &g->blocks[i].bits)) return false;
    before += ones(g->blocks[i].bits);
  }
  return before == g->row_count;
}

/* kith_language_find would take "sr-XX" for "sr"; labels have no parts. */
static bool read_group(kith_identifier *id, const kith_languages *languages, kith_str *rest) {
  model_group *g = &id->groups[id->group_count];
  const uint8_t *code;
  uint32_t bits, lanes, labels, slope;
  if (!take(rest, 4, &code) || !take_u32(rest, &bits) || !take_u32(rest, &g->row_count) || !take_u32(rest, &lanes) || !take_u32(rest, &labels) ||
      !take_u32(rest, &slope))
    return false;
  g->script = script_named((kith_str){(const char *)code, 4});
  if (bits < 8 || bits > 20 || lanes == 0 || lanes > KITH_GRAMS_LANES || lanes % 8 || labels < 2 || labels > lanes || slope == 0 ||
      g->script == KITH_SCRIPT_OTHER || id->group_of[g->script])
    return false;
  g->bits = bits;
  g->lanes = lanes;
  g->label_count = labels;
  g->slope = (float)slope / 1e6f;
  for (unsigned l = 0; l < labels; l++) {
    const uint8_t *name;
    if (!take(rest, 8, &name)) return false;
    kith_str label = {(const char *)name, strnlen((const char *)name, 8)};
    g->labels[l] = kith_language_find(languages, label);
  }
  id->group_count++; /* from here on close frees its blocks */
  if (!read_blocks(g, rest) || !take(rest, (size_t)g->row_count * lanes, &g->rows)) return false;
  id->group_of[g->script] = g;
  return true;
}

static kith_status read_model(kith_identifier *id, const kith_languages *languages, const char *path,
                              kith_error *error) {
  kith_status status = kith_file_map(path, &id->file, error);
  if (status != KITH_OK) return status;
  kith_str rest = id->file.bytes;
  const uint8_t *magic;
  uint32_t groups = 0;
  bool good = take(&rest, 8, &magic) && memcmp(magic, "KITHLID2", 8) == 0 && take_u32(&rest, &groups) &&
              groups < KITH_SCRIPT_COUNT;
  for (uint32_t i = 0; good && i < groups; i++) good = read_group(id, languages, &rest);
  if (good && rest.n == 0) return KITH_OK;
  return kith_error_at(error, KITH_ERR_FORMAT, path, 0,
                       "is no language model of this version; expected what lexicons/generate/identify_train writes");
}

/* ---- scripts ---- */

/* Han and kana have their own rule; Hans, Hant, Hani and Jpan name no script of one's own here. */
static void find_only(kith_identifier *id, const kith_languages *languages) {
  unsigned users[KITH_SCRIPT_COUNT] = {0};
  for (size_t i = 1; i < kith_languages_count(languages); i++) {
    kith_str scripts = kith_language_get(languages, (kith_lang)i)->scripts, code;
    while (kith_str_split(&scripts, ',', &code)) {
      kith_script s = script_named(kith_str_trim(code));
      if (s == KITH_SCRIPT_OTHER) continue;
      id->only[s] = users[s]++ ? KITH_LANG_UND : (kith_lang)i;
    }
  }
  id->chinese = kith_language_find(languages, KITH_STR("zh"));
  id->japanese = kith_language_find(languages, KITH_STR("ja"));
}

kith_status kith_identifier_open(kith_identifier **out, const kith_languages *languages, const char *folder,
                                 kith_error *error) {
  kith_identifier *id = kith_alloc_zero(1, sizeof *id);
  kith_buf path = {0};
  kith_path_join(&path, kith_str_of(folder), KITH_STR("lang/identify.model"));
  kith_status status = read_model(id, languages, kith_buf_text(&path), error);
  kith_vec_clear(&path);
  if (status != KITH_OK) {
    kith_identifier_close(id);
    *out = NULL;
    return status;
  }
  kith_letters_init(&id->letters);
  find_only(id, languages);
  *out = id;
  return KITH_OK;
}

void kith_identifier_close(kith_identifier *id) {
  if (!id) return;
  for (unsigned i = 0; i < id->group_count; i++) kith_free(id->groups[i].blocks);
  kith_file_unmap(&id->file);
  kith_free(id);
}

/* ---- sampling ---- */

typedef struct sample {
  kith_str windows[WINDOWS];
  unsigned count;
} sample;

static size_t to_word_start(kith_str text, size_t at) {
  size_t last = at + 64 < text.n ? at + 64 : text.n;
  for (size_t i = at; i < last; i++)
    if (text.p[i] == ' ' || text.p[i] == '\n') return i;
  while (at < text.n && ((unsigned char)text.p[at] & 0xc0) == 0x80) at++;
  return at;
}

static sample take_sample(kith_str text) {
  sample s = {.count = 1, .windows = {text}};
  if (text.n <= (size_t)WINDOW * WINDOWS) return s;
  s.count = WINDOWS;
  /* far apart first, since the last ones are seldom read */
  static const uint8_t order[WINDOWS] = {0, 4, 2, 6, 1, 5, 3, 7};
  for (size_t i = 0; i < WINDOWS; i++) {
    size_t from = (text.n - WINDOW) / (WINDOWS - 1) * order[i];
    if (from) from = to_word_start(text, from);
    size_t to = to_word_start(text, from + WINDOW < text.n ? from + WINDOW : text.n);
    s.windows[i] = kith_str_cut(text, from, to);
  }
  return s;
}

/* Letters of each script. One ideograph or syllable says as much as some
 * letters of an alphabet. */
static void count_scripts(const kith_identifier *id, kith_str text, size_t counts[KITH_SCRIPT_COUNT]) {
  static const uint8_t weight[KITH_SCRIPT_COUNT] = {[KITH_SCRIPT_KANA] = 2, [KITH_SCRIPT_HANI] = 3, [KITH_SCRIPT_HANG] = 2};
  const unsigned char *p = (const unsigned char *)text.p, *end = p + text.n;
  while (p < end) {
    unsigned length = 1;
    if (*p < 0x80) counts[id->letters.script[*p]]++;
    else if (*p >= 0xc2 && *p < 0xe0 && end - p > 1 && (p[1] & 0xc0) == 0x80) {
      counts[id->letters.script[(*p & 31) << 6 | (p[1] & 63)]]++;
      length = 2;
    } else {
      kith_script s = kith_letters_script(&id->letters, kith_utf8_decode((const char *)p, (const char *)end, &length));
      counts[s] += weight[s] ? weight[s] : 1u;
    }
    p += length;
  }
}

/* The same without the words that begin with a capital. */
static void count_plain_words(const kith_identifier *id, kith_str text, size_t counts[KITH_SCRIPT_COUNT]) {
  const char *p = text.p, *end = p + text.n;
  while (p < end) {
    const char *start = p;
    kith_glyph first = kith_glyph_read(p, end), glyph = first;
    bool word = first.class & KITH_IN_WORD;
    do {
      p += glyph.length;
      if (p < end) glyph = kith_glyph_read(p, end);
    } while (word && p < end && (glyph.class & KITH_IN_WORD));
    if (!word || !(first.class & KITH_UPPER)) count_scripts(id, (kith_str){start, (size_t)(p - start)}, counts);
  }
}

/* Names stand in texts of all scripts as they are written elsewhere, now and then with more letters than the
 * rest: where two scripts are mixed, words with a capital do not count. */
static void discount_names(const kith_identifier *id, const sample *s, size_t counts[KITH_SCRIPT_COUNT]) {
  size_t other = 0, plain[KITH_SCRIPT_COUNT] = {0}, left = 0;
  for (kith_script i = KITH_SCRIPT_LATN + 1; i < KITH_SCRIPT_OTHER; i++) other += counts[i];
  if (!other || other > counts[KITH_SCRIPT_LATN] * 3 || other * 3 < counts[KITH_SCRIPT_LATN]) return;
  for (unsigned w = 0; w < s->count; w++) count_plain_words(id, s->windows[w], plain);
  for (kith_script i = KITH_SCRIPT_LATN; i < KITH_SCRIPT_OTHER; i++) left += plain[i];
  if (left) memcpy(counts, plain, sizeof plain);
}

/* ---- guessing ---- */

static kith_guess guess_of(kith_lang lang, float confidence) {
  return (kith_guess){confidence >= WORTH_SAYING ? lang : KITH_LANG_UND, confidence};
}

typedef struct tally {
  uint64_t sums[KITH_GRAMS_LANES];
  size_t rows;
} tally;

/* Rows lie anywhere in a megabyte: asked for early, they are there when they are added. */
static inline void fetch(const uint8_t *row) {
#ifdef __GNUC__
  __builtin_prefetch(row);
#else
  (void)row;
#endif
}

/* Replaces hashes by the rows they have, if any; gives how many. Without a branch
 * on the bit, which could not be foreseen. */
static size_t find_rows(const model_group *g, uint32_t *hashes, size_t n) {
  size_t found = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t hash = hashes[i], at = hash & 31;
    block b = g->blocks[hash >> 5];
    hashes[found] = b.before + ones(b.bits & ((1u << at) - 1));
    fetch(g->rows + (size_t)hashes[found] * g->lanes);
    found += b.bits >> at & 1;
  }
  return found;
}

/* Little-endian whatever the machine; compilers make one load of it. */
static uint64_t load_word(const uint8_t *p) {
  return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
         (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* Column by column: eight lanes to a word, summed as four and four of 16 bits.
 * Plain C that is fast on any machine and needs no vector unit. */
static void add_rows(const model_group *g, const uint32_t *rows, size_t n, tally *t) {
  const uint64_t mask = UINT64_C(0x00ff00ff00ff00ff);
  for (unsigned first = 0; first < g->lanes; first += 8) {
    const uint8_t *column = g->rows + first;
    uint64_t even = 0, odd = 0;
    for (size_t i = 0; i < n; i++) {
      uint64_t word = load_word(column + (size_t)rows[i] * g->lanes);
      even += word & mask;
      odd += word >> 8 & mask;
    }
    for (unsigned l = 0; l < 8; l++) t->sums[first + l] += (l & 1 ? odd : even) >> (l / 2 * 16) & 0xffff;
  }
  t->rows += n;
}

typedef struct verdict {
  unsigned best;
  float log_odds, confidence; /* of best over the next, and over all */
} verdict;

static verdict judge(const model_group *g, const tally *t, kith_lang prior, bool fully) {
  float z[KITH_GRAMS_LANES] = {0}, scale = g->slope / sqrtf((float)(t->rows ? t->rows : 1)), second = -1e30f, sum = 0;
  unsigned best = 0;
  for (unsigned l = 0; l < g->label_count; l++) {
    z[l] = (float)((int64_t)t->sums[l] - (int64_t)t->sums[0]) * scale;
    if (prior != KITH_LANG_UND && g->labels[l] == prior) z[l] += PRIOR;
    if (z[l] > z[best]) best = l;
  }
  for (unsigned l = 0; l < g->label_count; l++) {
    if (l != best && z[l] > second) second = z[l];
    if (fully) sum += expf(z[l] - z[best]);
  }
  return (verdict){best, z[best] - second, fully ? 1 / sum : 0};
}

static kith_guess guess_by_model(const kith_identifier *id, const model_group *g, const sample *s, kith_lang prior) {
  uint32_t rows[KITH_GRAMS_BATCH];
  tally t = {{0}, 0};
  bool certain = false;
  for (unsigned w = 0; w < s->count && !certain; w++) {
    kith_grams grams;
    size_t n, since = 0;
    kith_grams_start(&grams, &id->letters, s->windows[w], g->script, g->bits);
    while (!certain && (n = kith_grams_fill(&grams, rows)) > 0) {
      n = find_rows(g, rows, n);
      add_rows(g, rows, n, &t);
      since += n;
      if (s->count > 1 || since < CERTAIN_CHECK) continue;
      certain = judge(g, &t, prior, false).log_odds > CERTAIN;
      since = 0;
    }
    if (s->count > 1 && w + 1 >= FEWEST_WINDOWS) certain = judge(g, &t, prior, false).log_odds > CERTAIN;
  }
  if (!t.rows) return guess_of(KITH_LANG_UND, 0);
  verdict v = judge(g, &t, prior, true);
  return guess_of(g->labels[v.best], v.confidence);
}

static kith_guess guess_by_script(kith_lang lang, size_t letters, size_t all) {
  if (lang == KITH_LANG_UND) return guess_of(lang, 0);
  float share = (float)letters / (float)all, enough = letters >= 4 ? 1.0f : 0.6f + 0.1f * (float)letters;
  return guess_of(lang, (0.5f + 0.5f * share) * enough);
}

kith_guess kith_identify(const kith_identifier *id, kith_str text, kith_lang prior) {
  size_t counts[KITH_SCRIPT_COUNT] = {0}, all = 0;
  sample s = take_sample(text);
  for (unsigned w = 0; w < s.count; w++) count_scripts(id, s.windows[w], counts);
  discount_names(id, &s, counts);
  size_t kana = counts[KITH_SCRIPT_KANA];
  counts[KITH_SCRIPT_HANI] += kana;
  counts[KITH_SCRIPT_KANA] = 0;
  kith_script best = KITH_SCRIPT_LATN;
  for (kith_script i = KITH_SCRIPT_LATN; i < KITH_SCRIPT_COUNT; i++) {
    all += counts[i];
    if (counts[i] > counts[best]) best = i;
  }
  if (!counts[best]) return guess_of(KITH_LANG_UND, 0);
  if (best == KITH_SCRIPT_HANI) {
    /* Chinese quotes a Japanese name now and then; Japanese prose is more kana than not */
    bool japanese = kana * 6 > counts[best] || (prior == id->japanese && prior != KITH_LANG_UND && kana * 30 > counts[best]);
    if (!kana && prior == id->japanese && counts[best] < 60) japanese = true; /* a headline in kanji */
    return guess_by_script(japanese ? id->japanese : id->chinese, counts[best], all);
  }
  if (id->group_of[best]) return guess_by_model(id, id->group_of[best], &s, prior);
  return guess_by_script(id->only[best], counts[best], all);
}

/* Trains the language model: identify_train CORPUS NAMES OUT
 *
 * CORPUS is a folder of <code>/<source>.txt, a line each (identify_corpus.py
 * makes it); the code up to a hyphen is the label. NAMES is lexicons/names:
 * names are put into the training text of every language, so that the model
 * learns to tell nothing from them.
 *
 * For each script with several languages: multinomial logistic regression over
 * hashed grams (text/identify_grams.h), by stochastic gradient with AdaGrad on
 * snippets cut at random from the lines, short ones too, some without their
 * diacritics; then rounded to a byte a weight. One thread and fixed seeds: the
 * same corpus gives the same model with the same compiler and C library.
 *
 * Build from the repository's root:
 *     cc -std=c11 -D_POSIX_C_SOURCE=200809L -O3 -Iinclude -Isrc -o out/identify_train \
 *        lexicons/generate/identify_train.c src/text/identify_grams.c $(ls src/base/?*.c) -licuuc -lnettle -lm */
#include "base/file.h"
#include "base/map.h"
#include "base/tsv.h"
#include "text/identify_grams.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Softened targets leave the odds too small by this: measured on cut NTREX lines not trained on. */
static const float SHARPER = 1.5f;

enum { LANES = KITH_GRAMS_LANES, MOST_ROWS = 4096 };

typedef struct source {
  KITH_VEC(kith_str) lines;
  size_t bytes;
  double weight; /* how often it is drawn */
} source;

typedef struct group {
  kith_script script;
  unsigned bits, kept, steps; /* rows to learn with (log2), rows that ship, steps in thousands */
  char labels[LANES][8];
  unsigned label_count;
  KITH_VEC(source) sources[LANES];
  float *weights, *squares;
  uint32_t *uses;
  uint8_t *keep; /* of each row; NULL while all are used */
} group;

typedef struct trainer {
  kith_letters letters;
  kith_arena arena;
  group groups[3];
  KITH_VEC(kith_str) names[KITH_SCRIPT_COUNT];
  uint64_t seed;
} trainer;

static uint32_t dice(trainer *t, uint32_t sides) {
  t->seed = t->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(((t->seed >> 33) * sides) >> 31);
}

static double chance(trainer *t) { return (double)dice(t, 1u << 30) / (double)(1u << 30); }

static void fail(const char *why) {
  fprintf(stderr, "%s\n", why);
  exit(3);
}

/* ---- reading ---- */

static kith_script script_of(const trainer *t, kith_str s) {
  unsigned counts[KITH_SCRIPT_COUNT] = {0}, length;
  for (size_t at = 0; at < s.n; at += length)
    counts[kith_letters_script(&t->letters, kith_utf8_decode(s.p + at, s.p + s.n, &length))]++;
  kith_script best = KITH_SCRIPT_LATN;
  for (kith_script i = KITH_SCRIPT_LATN; i < KITH_SCRIPT_COUNT; i++)
    if (counts[i] > counts[best]) best = i;
  return best;
}

static unsigned label_of(group *g, kith_str code) {
  for (unsigned i = 0; i < g->label_count; i++)
    if (kith_str_is(code, g->labels[i])) return i;
  if (g->label_count == LANES) fail("more languages in one script than there are lanes");
  memcpy(g->labels[g->label_count], code.p, code.n < 7 ? code.n : 7);
  return g->label_count++;
}

/* News and the words of identify_words.tsv weigh more. News is what will be read, and the same
 * texts in all languages keep the model from taking a subject for a language. */
static void read_source(trainer *t, kith_str code, const char *path) {
  kith_buf bytes = {0};
  source bins[3] = {0};
  kith_file_read(path, &bytes, NULL);
  kith_str rest = {kith_arena_copy(&t->arena, bytes.at, bytes.n), bytes.n}, line;
  while (kith_str_split(&rest, '\n', &line)) {
    kith_script script = script_of(t, line);
    for (unsigned g = 0; g < 3; g++)
      if (t->groups[g].script == script) {
        kith_vec_push(&bins[g].lines, line);
        bins[g].bytes += line.n;
      }
  }
  for (unsigned g = 0; g < 3; g++)
    if (bins[g].bytes > 2000 && (bins[g].bytes * 2 > bytes.n || kith_str_is(code, "sr"))) {
      unsigned label = label_of(&t->groups[g], code);
      bins[g].weight = sqrt((double)bins[g].bytes) * (strstr(path, "/ntrex.") || strstr(path, "/words.") ? 4 : 1);
      kith_vec_push(&t->groups[g].sources[label], bins[g]);
    }
  kith_vec_clear(&bytes);
}

static void read_corpus(trainer *t, const char *folder) {
  kith_names codes = {0}, files = {0};
  kith_buf path = {0};
  if (kith_folder_list(folder, &codes, NULL) != KITH_OK) fail("cannot read the corpus");
  for (size_t i = 0; i < codes.n; i++) {
    path.n = 0;
    kith_path_join(&path, kith_str_of(folder), kith_str_of(codes.at[i]));
    if (kith_path_look(kith_buf_text(&path)) != KITH_PATH_FOLDER) continue;
    kith_folder_list(path.at, &files, NULL);
    size_t base = path.n;
    kith_str code = {codes.at[i], strcspn(codes.at[i], "-")};
    for (size_t k = 0; k < files.n; k++) {
      path.n = base;
      kith_buf_char(&path, '/');
      kith_buf_add(&path, kith_str_of(files.at[k]));
      read_source(t, code, kith_buf_text(&path));
    }
    kith_names_clear(&files);
  }
}

static void read_names(trainer *t, const char *folder) {
  kith_names files = {0};
  kith_str cell[KITH_TSV_COLUMNS];
  kith_folder_list(folder, &files, NULL);
  for (size_t i = 0; i < files.n; i++) {
    kith_buf path = {0};
    kith_tsv tsv;
    kith_path_join(&path, kith_str_of(folder), kith_str_of(files.at[i]));
    if (kith_tsv_open(&tsv, kith_buf_text(&path), "type name role", NULL) != KITH_OK) continue;
    while (kith_tsv_next(&tsv, cell, NULL) == KITH_OK)
      if (kith_str_is(cell[2], "label") && (kith_str_is(cell[0], "PER") || kith_str_is(cell[0], "LOC"))) {
        kith_str name = {kith_arena_copy(&t->arena, cell[1].p, cell[1].n), cell[1].n};
        kith_vec_push(&t->names[script_of(t, name)], name);
      }
    kith_tsv_close(&tsv);
  }
}

/* ---- snippets ---- */

static const source *pick_source(trainer *t, const group *g, unsigned label) {
  double total = 0, at = chance(t);
  for (size_t i = 0; i < g->sources[label].n; i++) total += g->sources[label].at[i].weight;
  for (size_t i = 0; i < g->sources[label].n; i++) {
    at -= g->sources[label].at[i].weight / total;
    if (at < 0) return &g->sources[label].at[i];
  }
  return &g->sources[label].at[0];
}

static void add_name(trainer *t, kith_script script, kith_buf *out) {
  if (!t->names[script].n) return;
  kith_buf_add(out, t->names[script].at[dice(t, (uint32_t)t->names[script].n)]);
  kith_buf_char(out, ' ');
}

/* Letters as people type them without their own keyboard: base letters only. */
static void strip_marks(const trainer *t, kith_str s, kith_buf *out) {
  static const char from[] = "àaáaâaãaäaåaāaăaąaçcćcčcďdđdèeéeêeëeēeėeęeěeğgģgìiíiîiïiīiįiıiķkļlľlłlñnńnņnňnòoóoôoõoöoøoőo"
                             "řrśsšsşsșsťtţtțtùuúuûuüuūuůuűuųuýyźzżzžz";
  unsigned length;
  for (size_t at = 0; at < s.n; at += length) {
    uint32_t c = kith_utf8_decode(s.p + at, s.p + s.n, &length);
    uint32_t lower = c < KITH_LETTERS ? t->letters.lower[c] : 0;
    char plain = 0;
    if (lower >= 0x80)
      for (const char *f = from; *f && !plain; f += 3)
        if (kith_utf8_decode(f, f + 2, &(unsigned){0}) == lower) plain = f[2];
    if (plain) kith_buf_char(out, plain);
    else kith_buf_add(out, kith_str_cut(s, at, at + length));
  }
}

/* Cedillas for the commas below, as Romanian is often typed. */
static void write_cedillas(kith_str s, kith_buf *out) {
  for (size_t at = 0; at < s.n; at++) {
    bool comma = at + 1 < s.n && (unsigned char)s.p[at] == 0xc8;
    unsigned char second = comma ? (unsigned char)s.p[at + 1] : 0;
    if (comma && second >= 0x98 && second <= 0x9b) {
      kith_buf_char(out, (char)0xc5);
      kith_buf_char(out, (char)(second < 0x9a ? second - 0x98 + 0x9e : second - 0x9a + 0xa2));
      at++;
    } else kith_buf_char(out, s.p[at]);
  }
}

static void cut_snippet(trainer *t, const group *g, unsigned label, kith_buf *out) {
  const source *from = pick_source(t, g, label);
  kith_str line = from->lines.at[dice(t, (uint32_t)from->lines.n)];
  size_t want = (size_t)(12.0 * pow(25.0, chance(t)));
  if (g->script != KITH_SCRIPT_LATN) want *= 2;
  size_t start = line.n > want ? dice(t, (uint32_t)(line.n - want + 1)) : 0, end;
  while (start > 0 && line.p[start - 1] != ' ') start--;
  for (end = start + want < line.n ? start + want : line.n; end < line.n && line.p[end] != ' ';) end++;
  kith_str piece = kith_str_cut(line, start, end);
  out->n = 0;
  if (dice(t, 8) == 0) add_name(t, g->script, out);
  if (g->script == KITH_SCRIPT_LATN && dice(t, 10) == 0) strip_marks(t, piece, out);
  else if (!strcmp(g->labels[label], "ro") && dice(t, 4) == 0) write_cedillas(piece, out);
  else kith_buf_add(out, piece);
  kith_buf_char(out, ' ');
  if (dice(t, 8) == 0) add_name(t, g->script, out);
}

/* ---- learning ---- */

static size_t rows_of(const trainer *t, const group *g, kith_str text, uint32_t *rows) {
  kith_grams grams;
  size_t n = 0, got;
  kith_grams_start(&grams, &t->letters, text, g->script, g->bits);
  while (n + KITH_GRAMS_BATCH <= MOST_ROWS && (got = kith_grams_fill(&grams, rows + n)) > 0)
    for (size_t i = n, end = n + got; i < end; i++)
      if (!g->keep || g->keep[rows[i]]) rows[n++] = rows[i];
  return n;
}

/* One gradient step; gives the log loss. `wanted` sums to 1. */
static double step(group *g, const uint32_t *rows, size_t n, const float wanted[LANES], float rate) {
  float z[LANES] = {0}, top = -1e30f, sum = 0, norm = 1.0f / sqrtf((float)n), size = 0;
  for (size_t i = 0; i < n; i++)
    for (unsigned l = 0; l < LANES; l++) z[l] += g->weights[(size_t)rows[i] * LANES + l];
  for (unsigned l = 0; l < g->label_count; l++) {
    z[l] *= norm;
    if (z[l] > top) top = z[l];
  }
  for (unsigned l = 0; l < g->label_count; l++) sum += expf(z[l] - top);
  double loss = 0;
  float slope[LANES] = {0};
  for (unsigned l = 0; l < g->label_count; l++) {
    float p = expf(z[l] - top) / sum;
    loss -= (double)wanted[l] * log((double)p + 1e-12);
    slope[l] = (p - wanted[l]) * norm;
    size += slope[l] * slope[l];
  }
  for (size_t i = 0; i < n; i++) {
    float *w = g->weights + (size_t)rows[i] * LANES, *square = g->squares + rows[i];
    *square += size;
    float by = rate / sqrtf(*square + 1e-4f);
    for (unsigned l = 0; l < LANES; l++) w[l] -= by * slope[l];
  }
  return loss;
}

static bool is_neighbour(const char *label) {
  return strstr("ms gl eu sq is az kk ky mn tg ur ug", label) != NULL;
}

/* Languages that are not listed are rarer in what users bring: the doubt goes to the listed one. */
static unsigned pick_label(trainer *t, const group *g) {
  unsigned label = dice(t, g->label_count);
  while (is_neighbour(g->labels[label]) && dice(t, 4)) label = dice(t, g->label_count);
  return label;
}

static void learn(trainer *t, group *g, unsigned steps, float rate) {
  static uint32_t rows[MOST_ROWS];
  kith_buf text = {0};
  double loss = 0; /* of the last hundred thousand */
  for (unsigned i = 0; i < steps; i++) {
    float wanted[LANES], share = 1.0f / (float)g->label_count;
    bool names = dice(t, 50) == 0;
    unsigned label = pick_label(t, g);
    for (unsigned l = 0; l < LANES; l++) wanted[l] = names ? share : 0.02f * share + (l == label ? 0.98f : 0);
    if (names) {
      text.n = 0;
      for (unsigned k = 0, many = 1 + dice(t, 6); k < many; k++) add_name(t, g->script, &text);
    } else cut_snippet(t, g, label, &text);
    size_t n = rows_of(t, g, kith_buf_str(&text), rows);
    if (n) loss += step(g, rows, n, wanted, rate * (1.0f - 0.95f * (float)i / (float)steps));
    for (size_t k = 0; k < n; k++) g->uses[rows[k]]++;
    if ((i + 1) % 100000 == 0) {
      fprintf(stderr, "%s %u loss %.4f\n", kith_script_code(g->script), i + 1, loss / 1e5);
      loss = 0;
    }
  }
  kith_vec_clear(&text);
}

/* Keeps the rows that move the sums most over the whole of the training. */
static void prune(group *g) {
  uint32_t all = 1u << g->bits;
  kith_map_entry *list = kith_alloc(all * sizeof *list); /* least worth first */
  for (uint32_t r = 0; r < all; r++) {
    double size = 0, mean = 0;
    for (unsigned l = 0; l < g->label_count; l++) mean += (double)g->weights[(size_t)r * LANES + l] / g->label_count;
    for (unsigned l = 0; l < g->label_count; l++) {
      double w = (double)g->weights[(size_t)r * LANES + l] - mean;
      size += w * w;
    }
    memcpy(&list[r].key, &(double){size * g->uses[r]}, sizeof list[r].key); /* ordered like its bits: not negative */
    list[r].value = all - r;
  }
  kith_entries_sort(list, all);
  g->keep = kith_alloc_zero(all, 1);
  for (uint32_t i = all - g->kept; i < all; i++) g->keep[all - list[i].value] = 1;
  kith_free(list);
}

/* First with all rows, then with those that ship: they take over from the others. */
static void train(trainer *t, group *g) {
  size_t rows = (size_t)1 << g->bits;
  g->weights = kith_alloc_zero(rows * LANES, sizeof *g->weights);
  g->squares = kith_alloc_zero(rows, sizeof *g->squares);
  g->uses = kith_alloc_zero(rows, sizeof *g->uses);
  learn(t, g, g->steps * 700, 0.3f);
  prune(g);
  learn(t, g, g->steps * 300, 0.2f);
}

/* ---- writing ---- */

static void write_u32(kith_out *out, uint32_t v) {
  for (unsigned i = 0; i < 4; i++) kith_out_write(out, &(unsigned char){(unsigned char)(v >> 8 * i)}, 1);
}

static int compare_floats(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

/* The range that keeps all but one weight in ten thousand at each end. */
static float range_of(group *g) {
  size_t n = 0;
  float *all = kith_alloc((size_t)g->kept * g->label_count * sizeof *all);
  for (size_t r = 0; r < (size_t)1 << g->bits; r++) {
    if (!g->keep[r]) continue;
    float *w = g->weights + r * LANES, mean = 0;
    for (unsigned l = 0; l < g->label_count; l++) mean += w[l] / (float)g->label_count;
    for (unsigned l = 0; l < g->label_count; l++) {
      w[l] -= mean;
      all[n++] = fabsf(w[l]);
    }
  }
  qsort(all, n, sizeof *all, compare_floats);
  float range = all[n - 1 - n / 10000];
  kith_free(all);
  return range;
}

static void write_group(kith_out *out, group *g) {
  float range = range_of(g), unit = range / 127;
  unsigned lanes = (g->label_count + 7) / 8 * 8;
  kith_out_write(out, kith_script_code(g->script), 4);
  write_u32(out, g->bits);
  write_u32(out, g->kept);
  write_u32(out, lanes);
  write_u32(out, g->label_count);
  write_u32(out, (uint32_t)(unit * SHARPER * 1e6f + 0.5f));
  for (unsigned l = 0; l < g->label_count; l++) kith_out_write(out, g->labels[l], 8);
  for (size_t r = 0; r < (size_t)1 << g->bits; r += 32) {
    uint32_t word = 0;
    for (unsigned i = 0; i < 32; i++) word |= (uint32_t)g->keep[r + i] << i;
    write_u32(out, word);
  }
  for (size_t r = 0; r < (size_t)1 << g->bits; r++) {
    if (!g->keep[r]) continue;
    unsigned char row[LANES] = {0};
    for (unsigned l = 0; l < g->label_count; l++) {
      float w = roundf(g->weights[r * LANES + l] / unit);
      row[l] = (unsigned char)(128 + (w > 127 ? 127 : w < -128 ? -128 : w));
    }
    kith_out_write(out, row, lanes);
    kith_out_flush_if_full(out);
  }
}

int main(int argc, char **argv) {
  if (argc < 4) fail("usage: identify_train CORPUS NAMES OUT [STEPS_IN_THOUSANDS]");
  trainer *t = kith_alloc_zero(1, sizeof *t);
  unsigned steps = argc > 4 ? (unsigned)atoi(argv[4]) : 6000;
  t->seed = 20;
  kith_arena_init(&t->arena);
  kith_letters_init(&t->letters);
  t->groups[0] = (group){.script = KITH_SCRIPT_LATN, .bits = 18, .kept = 40000, .steps = steps};
  t->groups[1] = (group){.script = KITH_SCRIPT_CYRL, .bits = 16, .kept = 16000, .steps = steps / 3};
  t->groups[2] = (group){.script = KITH_SCRIPT_ARAB, .bits = 14, .kept = 4000, .steps = steps / 10};
  read_corpus(t, argv[1]);
  read_names(t, argv[2]);
  kith_out out;
  if (kith_out_open(&out, argv[3], false, NULL) != KITH_OK) fail("cannot write the model");
  kith_out_write(&out, "KITHLID2", 8);
  write_u32(&out, 3);
  for (unsigned g = 0; g < 3; g++) {
    train(t, &t->groups[g]);
    write_group(&out, &t->groups[g]);
  }
  return kith_out_close(&out, NULL, NULL) == KITH_OK ? 0 : 3;
}

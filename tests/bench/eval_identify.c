/* How often the language of a text is told right, and how fast.
 *
 *     eval_identify LEXICONS FOLDER [--lines N | --pieces N] [--number M/R] [--errors]
 *
 * FOLDER holds one folder of texts for each code; "sr-Latn" counts as sr. Whole documents, or with
 * --lines their lines of N code points and more, or with --pieces the first N
 * code points and what is left of the word there of each line that is as long.
 * --number M/R keeps the documents whose rank in their folder leaves R when divided by M. */
#include "base/file.h"
#include "text/identify.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct options {
  size_t least;
  bool lines, pieces, errors;
  unsigned modulus, remainder;
} options;

typedef struct counts {
  size_t all, right, und;
  size_t taken_for[256];
} counts;

typedef struct run {
  kith_languages *languages;
  kith_identifier *identifier;
  options options;
  double seconds;
  size_t bytes;
} run;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void look(run *r, kith_str text, kith_lang wanted, counts *c) {
  double start = now();
  kith_guess guess = kith_identify(r->identifier, text, KITH_LANG_UND);
  r->seconds += now() - start;
  r->bytes += text.n;
  c->all++;
  c->right += guess.lang == wanted;
  c->und += guess.lang == KITH_LANG_UND;
  if (guess.lang != wanted) c->taken_for[guess.lang]++;
  if (guess.lang != wanted && r->options.errors)
    printf("  %s %.2f: %.*s\n", kith_language_get(r->languages, guess.lang)->code.p, (double)guess.confidence,
           (int)(text.n < 200 ? text.n : 200), text.p);
}

/* The first `least` code points and the rest of the word. */
static kith_str piece_of(kith_str line, size_t least) {
  size_t at = 0;
  while (at < line.n && (least || line.p[at] != ' ')) {
    least -= least > 0;
    at++;
    while (at < line.n && ((unsigned char)line.p[at] & 0xc0) == 0x80) at++;
  }
  return kith_str_cut(line, 0, at);
}

static void look_at_file(run *r, kith_str text, kith_lang wanted, counts *c) {
  kith_str line;
  if (!r->options.lines && !r->options.pieces) {
    look(r, text, wanted, c);
    return;
  }
  while (kith_str_split(&text, '\n', &line)) {
    line = kith_str_trim(line);
    if (kith_utf8_count(line) < r->options.least) continue;
    look(r, r->options.pieces ? piece_of(line, r->options.least) : line, wanted, c);
  }
}

static counts look_at_folder(run *r, const char *folder, const char *code) {
  counts c = {0};
  kith_names names = {0};
  kith_buf path = {0}, bytes = {0};
  kith_path_join(&path, kith_str_of(folder), kith_str_of(code));
  kith_folder_list(kith_buf_text(&path), &names, NULL);
  size_t base = path.n;
  for (size_t i = 0; i < names.n; i++) {
    if (r->options.modulus && i % r->options.modulus != r->options.remainder) continue;
    path.n = base;
    bytes.n = 0;
    kith_buf_char(&path, '/');
    kith_buf_add(&path, kith_str_of(names.at[i]));
    if (kith_file_read(kith_buf_text(&path), &bytes, NULL) == KITH_OK)
      look_at_file(r, kith_buf_str(&bytes), kith_language_find(r->languages, kith_str_of(code)), &c);
  }
  kith_names_clear(&names);
  kith_vec_clear(&path);
  kith_vec_clear(&bytes);
  return c;
}

static void report(const run *r, const char *code, const counts *c) {
  printf("%-8s %6zu %6zu %8.3f %5zu ", code, c->all, c->right, c->all ? 100.0 * (double)c->right / (double)c->all : 0.0,
         c->und);
  for (size_t i = 1; i < 256; i++)
    if (c->taken_for[i]) printf(" %s:%zu", kith_language_get(r->languages, (kith_lang)i)->code.p, c->taken_for[i]);
  printf("\n");
}

static options read_options(int argc, char **argv) {
  options o = {0};
  for (int i = 3; i < argc; i++) {
    bool more = i + 1 < argc;
    if (!strcmp(argv[i], "--errors")) o.errors = true;
    if (more && (!strcmp(argv[i], "--lines") || !strcmp(argv[i], "--pieces"))) {
      o.lines = argv[i][2] == 'l';
      o.pieces = !o.lines;
      o.least = (size_t)atoi(argv[++i]);
    } else if (more && !strcmp(argv[i], "--number")) {
      o.modulus = (unsigned)atoi(argv[++i]);
      o.remainder = strchr(argv[i], '/') ? (unsigned)atoi(strchr(argv[i], '/') + 1) : 0;
    }
  }
  return o;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: eval_identify LEXICONS FOLDER [--lines N | --pieces N] [--number M/R] [--errors]\n");
    return 2;
  }
  kith_error error;
  char message[1200];
  const char *folders[] = {argv[1]};
  run r = {.options = read_options(argc, argv)};
  kith_names codes = {0};
  counts sum = {0};
  if (kith_languages_open(&r.languages, folders, 1, &error) != KITH_OK ||
      kith_identifier_open(&r.identifier, r.languages, argv[1], &error) != KITH_OK ||
      kith_folder_list(argv[2], &codes, &error) != KITH_OK) {
    fprintf(stderr, "%s\n", kith_error_format(&error, message, sizeof message));
    return 3;
  }
  printf("code        all  right  percent   und  taken for\n");
  for (size_t i = 0; i < codes.n; i++) {
    counts c = look_at_folder(&r, argv[2], codes.at[i]);
    report(&r, codes.at[i], &c);
    sum.all += c.all;
    sum.right += c.right;
    sum.und += c.und;
  }
  report(&r, "all", &sum);
  printf("%.1f MB/s, %.2f us each\n", (double)r.bytes / 1e6 / r.seconds, r.seconds * 1e6 / (double)sum.all);
  kith_names_clear(&codes);
  kith_identifier_close(r.identifier);
  kith_languages_close(r.languages);
  return 0;
}

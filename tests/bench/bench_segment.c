/* Sentences and tokens with offsets, one thread, over ICU's word iterator alone
 * on the same text: bench_segment FILE (UTF-8, a paragraph a line, a blank line
 * between documents; without FILE it says so). Best of seven rounds of each,
 * taken in turn, in processor time.
 *
 *   ICU          UTF-8 to UTF-16, one word iterator, every paragraph: no language, no sentences
 *   given        paragraphs, sentences, tokens, in the language that is given with each document
 *   identified   the same, and the language of every document and paragraph is found out */
#include "base/file.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

enum { ROUNDS = 7 };

typedef struct bench {
  kith_buf bytes;
  KITH_VEC(kith_str) documents;
  KITH_VEC(kith_str) languages_of; /* code of each document */
  kith_languages *languages;
  kith_identifier *identifier;
  kith_segmenter *given, *identified;
  kith_text text;
  UBreakIterator *words;
  UChar *wide;
  int32_t room;
  size_t tokens, sentences; /* of one round */
} bench;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double icu_round(bench *b) {
  double start = now();
  kith_str text = kith_buf_str(&b->bytes), line;
  size_t boundaries = 0;
  while (kith_str_split(&text, '\n', &line)) {
    UErrorCode failure = U_ZERO_ERROR;
    int32_t length;
    u_strFromUTF8(b->wide, b->room, &length, line.p, (int32_t)line.n, &failure);
    ubrk_setText(b->words, b->wide, length, &failure);
    while (ubrk_next(b->words) != UBRK_DONE) boundaries++;
  }
  if (!boundaries) puts("segment: ICU found nothing");
  return now() - start;
}

static double kith_round(bench *b, kith_segmenter *segmenter, bool given) {
  double start = now();
  b->tokens = b->sentences = 0;
  for (size_t i = 0; i < b->documents.n; i++) {
    kith_text_segment(segmenter, b->documents.at[i], given ? b->languages_of.at[i] : KITH_STR(""), &b->text);
    b->tokens += b->text.tokens.n;
    b->sentences += b->text.sentences.n;
  }
  return now() - start;
}

static void cut_documents(bench *b) {
  kith_str text = kith_buf_str(&b->bytes);
  size_t from = 0;
  for (size_t i = 0; i + 1 < text.n; i++) {
    if (text.p[i] != '\n' || text.p[i + 1] != '\n') continue;
    kith_vec_push(&b->documents, kith_str_cut(text, from, i + 1));
    from = i + 2;
  }
  if (from < text.n) kith_vec_push(&b->documents, kith_str_cut(text, from, text.n));
  for (size_t i = 0; i < b->documents.n; i++) {
    kith_guess guess = kith_identify(b->identifier, b->documents.at[i], KITH_LANG_UND);
    kith_vec_push(&b->languages_of, kith_language_get(b->languages, guess.lang)->code);
  }
}

static bool open_bench(bench *b, const char *path) {
  kith_error error;
  const char *folders[] = {getenv("KITH_LEXICONS") ? getenv("KITH_LEXICONS") : "lexicons"};
  UErrorCode failure = U_ZERO_ERROR;
  b->words = ubrk_open(UBRK_WORD, "", NULL, 0, &failure);
  if (U_FAILURE(failure) || kith_file_read(path, &b->bytes, &error) != KITH_OK ||
      kith_languages_open(&b->languages, folders, 1, &error) != KITH_OK ||
      kith_identifier_open(&b->identifier, b->languages, folders[0], &error) != KITH_OK ||
      kith_segmenter_open(&b->given, b->languages, NULL, &error) != KITH_OK ||
      kith_segmenter_open(&b->identified, b->languages, b->identifier, &error) != KITH_OK)
    return false;
  b->room = 1 << 24;
  b->wide = kith_alloc((size_t)b->room * sizeof *b->wide);
  cut_documents(b);
  return true;
}

static void close_bench(bench *b) {
  kith_text_clear(&b->text);
  kith_segmenter_close(b->identified);
  kith_segmenter_close(b->given);
  kith_identifier_close(b->identifier);
  kith_languages_close(b->languages);
  kith_vec_clear(&b->languages_of);
  kith_vec_clear(&b->documents);
  kith_vec_clear(&b->bytes);
  kith_free(b->wide);
  ubrk_close(b->words);
}

static double least(double a, double b) { return a < b ? a : b; }

int main(int argc, char **argv) {
  bench b = {.room = 0};
  if (argc < 2) {
    puts("bench_segment: give a UTF-8 text file");
    return 0;
  }
  if (!open_bench(&b, argv[1])) return 1;
  double icu = 1e9, given = 1e9, identified = 1e9, size = (double)b.bytes.n / 1e6;
  for (int round = 0; round < ROUNDS; round++) {
    icu = least(icu, icu_round(&b));
    given = least(given, kith_round(&b, b.given, true));
    identified = least(identified, kith_round(&b, b.identified, false));
  }
  printf("segment: %.1f MB, %zu documents, %zu sentences, %zu tokens\n", size, b.documents.n, b.sentences, b.tokens);
  printf("segment: ICU words %.1f MB/s; kith, language given %.1f MB/s, ratio %.2f; identified %.1f MB/s, ratio %.2f\n",
         size / icu, size / given, icu / given, size / identified, icu / identified);
  close_bench(&b);
  return 0;
}

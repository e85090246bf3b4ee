/* Sentences and tokens with offsets, one thread, over ICU's word iterator alone
 * on the same text: bench_segment FILE (UTF-8, a paragraph a line). The user
 * time of the best of five rounds each, taken in turn. Without FILE: says so. */
#include "base/file.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double icu_round(kith_str text, UBreakIterator *words, UChar *wide, int32_t room, size_t *count) {
  double start = now();
  kith_str line;
  while (kith_str_split(&text, '\n', &line)) {
    UErrorCode failure = U_ZERO_ERROR;
    int32_t length;
    u_strFromUTF8(wide, room, &length, line.p, (int32_t)line.n, &failure);
    ubrk_setText(words, wide, length, &failure);
    while (ubrk_next(words) != UBRK_DONE) ++*count;
  }
  return now() - start;
}

static double kith_round(kith_str text, kith_segmenter *segmenter, kith_text *result, size_t *count) {
  double start = now();
  while (text.n) { /* documents of about 3 KB, as news has them */
    size_t n = text.n < 3000 ? text.n : 3000;
    while (n < text.n && text.p[n - 1] != '\n') n++;
    kith_text_segment(segmenter, kith_str_cut(text, 0, n), KITH_STR("en"), result);
    *count += result->tokens.n;
    text = kith_str_cut(text, n, text.n);
  }
  return now() - start;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    puts("bench_segment: give a UTF-8 text file");
    return 0;
  }
  kith_buf text = {0};
  kith_error error;
  const char *folders[] = {getenv("KITH_LEXICONS") ? getenv("KITH_LEXICONS") : "lexicons"};
  kith_languages *languages;
  kith_segmenter *segmenter;
  UErrorCode failure = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, "en", NULL, 0, &failure);
  if (U_FAILURE(failure) || kith_file_read(argv[1], &text, &error) != KITH_OK ||
      kith_languages_open(&languages, folders, 1, &error) != KITH_OK || kith_segmenter_open(&segmenter, languages, NULL, &error) != KITH_OK)
    return 1;
  int32_t room = 1 << 24;
  UChar *wide = malloc((size_t)room * sizeof *wide);
  kith_text result = {0};
  double icu = 1e9, ours = 1e9;
  size_t count = 0;
  for (int round = 0; round < 5 && wide; round++) {
    double a = icu_round(kith_buf_str(&text), words, wide, room, &count), b = kith_round(kith_buf_str(&text), segmenter, &result, &count);
    if (a < icu) icu = a;
    if (b < ours) ours = b;
  }
  printf("segment: ICU words %.1f MB/s, kith sentences and tokens %.1f MB/s, ratio %.2f\n", (double)text.n / 1e6 / icu,
         (double)text.n / 1e6 / ours, icu / ours);
  ubrk_close(words);
  free(wide);
  kith_text_clear(&result);
  kith_segmenter_close(segmenter);
  kith_languages_close(languages);
  kith_vec_clear(&text);
  return 0;
}

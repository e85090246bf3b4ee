#include "cli/suggest.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST = 63, FAR = 1000 };

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

unsigned kith_suggest_distance(const char *a, const char *b) {
  size_t n = strlen(a), m = strlen(b);
  unsigned row[3][LONGEST + 1];
  if (n > LONGEST || m > LONGEST) return FAR;
  for (size_t j = 0; j <= m; j++) row[0][j] = (unsigned)j;
  for (size_t i = 1; i <= n; i++) {
    unsigned *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
    now[0] = (unsigned)i;
    for (size_t j = 1; j <= m; j++) {
      unsigned cost = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = least(least(before[j] + 1, now[j - 1] + 1), before[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = least(now[j], earlier[j - 2] + 1);
    }
  }
  return row[n % 3][m];
}

void kith_suggest_offer(kith_suggestion *best, const char *typed, const char *word) {
  size_t n = strlen(typed), m = strlen(word), shorter = n < m ? n : m;
  unsigned distance = kith_suggest_distance(typed, word);
  bool begins = shorter >= 2 && strncmp(typed, word, shorter) == 0;
  unsigned enough = (unsigned)(n < m ? m : n) / 3;
  if (distance > (enough ? enough : 1) && !begins) return;
  if (best->word && best->distance <= distance) return;
  best->word = word;
  best->distance = distance;
}

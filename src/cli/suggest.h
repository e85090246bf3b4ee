/* "Did you mean": the nearest of a list of words to one that was mistyped. */
#ifndef KITH_CLI_SUGGEST_H
#define KITH_CLI_SUGGEST_H

/* Zero bytes: nothing offered yet. */
typedef struct kith_suggestion {
  const char *word; /* the nearest so far that is near enough, or NULL; borrowed */
  unsigned distance;
} kith_suggestion;

/* Letters to insert, delete, replace or swap with their neighbour to come from
 * one word to the other (optimal string alignment; L. Boytsov, Indexing methods
 * for approximate dictionary searching, 2011, 2.1). Words over 63 bytes are far
 * from everything: 1000. */
unsigned kith_suggest_distance(const char *a, const char *b);

/* Considers `word`: near enough is a third of the letters, or that one begins the other. */
void kith_suggest_offer(kith_suggestion *best, const char *typed, const char *word);

#endif

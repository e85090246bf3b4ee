/* From a form in a text back to the forms it may be an ending of.
 *
 * The rules are the `ending` rows of a language: a word that ends in <form> may
 * have the base that ends in <value>. They overgenerate on purpose; a base counts
 * only where a name or another text attests it. Works on fold keys.
 *
 * Built once per run, immutable, shared between threads. */
#ifndef KITH_MENTION_INFLECT_H
#define KITH_MENTION_INFLECT_H

#include "text/language.h"

/* What kinds of names an ending applies to. */
enum {
  KITH_ENDING_PERM = 1, /* men's names */
  KITH_ENDING_PERF = 2, /* women's */
  KITH_ENDING_PER = 3,
  KITH_ENDING_LOC = 4,
  KITH_ENDING_ORG = 8,
  KITH_ENDING_ADJ = 16, /* adjectives inside names of more than one word */
  KITH_ENDING_ANY = 31
};

typedef struct kith_inflector kith_inflector;

void kith_inflector_open(kith_inflector **out, const kith_languages *languages);
void kith_inflector_close(kith_inflector *inflector);

typedef struct kith_base {
  uint32_t start, length; /* in the buffer */
  uint8_t classes;
} kith_base;

/* Appends the bases that `key` may come from in `lang`, the key itself not
 * among them; their bytes go to `bytes`. At least two letters of the key stay. */
typedef KITH_VEC(kith_base) kith_bases;
void kith_inflect(const kith_inflector *inflector, kith_lang lang, kith_str key, kith_buf *bytes,
                  kith_bases *bases);

/* Whether `key` is an ending that is written behind a hyphen or apostrophe in
 * this language ("ului" of Trump-ului), and for which names; 0: it is none. */
uint8_t kith_inflect_joined(const kith_inflector *inflector, kith_lang lang, kith_str key);

#endif

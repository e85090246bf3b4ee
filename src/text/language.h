/* Languages as data: lexicons/languages.tsv names them, lexicons/lang/<code>.tsv
 * holds one fact a row (kind, form, value, class). This module only loads and
 * looks up; what a kind means is said where it is used and in lexicons/README.md.
 *
 * Adding a language is one file and one row of languages.tsv, no C.
 *
 * Life cycle: open once per run; immutable and shared between threads; close. */
#ifndef KITH_TEXT_LANGUAGE_H
#define KITH_TEXT_LANGUAGE_H

#include "base/error.h"
#include "base/map.h"

typedef uint8_t kith_lang; /* index into languages.tsv + 1; 0 is `und` */
enum { KITH_LANG_UND = 0, KITH_LANG_MAX = 255 };

typedef struct kith_language_row {
  kith_str kind, form, value, class; /* "-" in the file is an empty slice here */
} kith_language_row;

typedef struct kith_language {
  kith_str code;    /* "ro", "sr-Latn" */
  kith_str name;    /* "Romanian" */
  kith_str scripts; /* ISO 15924, comma-separated: "Latn", "Cyrl,Latn" */
  bool spaced;      /* words stand between spaces */
  const kith_language_row *rows; /* sorted by kind, then in file order */
  size_t row_count;
} kith_language;

typedef struct kith_languages kith_languages;

/* Reads languages.tsv and lang/ of each folder in turn; a later folder adds
 * rows to a language and languages to the list. A missing lang/<code>.tsv is a
 * language with no rows. KITH_ERR_FORMAT names file and line. */
kith_status kith_languages_open(kith_languages **out, const char *const *folders, size_t folder_count,
                                kith_error *error);
void kith_languages_close(kith_languages *languages);

size_t kith_languages_count(const kith_languages *languages); /* und included */

/* By id; KITH_LANG_UND is a language with code "und" and the rows of mul.tsv,
 * which hold for every language. Never NULL for an id below the count. */
const kith_language *kith_language_get(const kith_languages *languages, kith_lang id);

/* By code, "ro-MD" falling back to "ro"; KITH_LANG_UND if unknown. */
kith_lang kith_language_find(const kith_languages *languages, kith_str code);

/* The rows of one kind, *count of them, or NULL with 0. Lives as long as the languages. */
const kith_language_row *kith_language_rows(const kith_language *language, const char *kind, size_t *count);

#endif

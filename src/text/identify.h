/* Which language a text is written in.
 *
 * The script of most letters comes first, so that names and quotations in
 * another one do not mislead: a script that only one listed language uses
 * decides; kana tell Japanese from Chinese. Among the languages of one script a
 * model of letter grams decides (identify_grams.h), read from
 * lexicons/lang/identify.model; lexicons/lang/identify.md says what it was
 * trained on. A language that is listed but not in the model is found only if
 * no other shares its script.
 *
 * Long texts are sampled at fixed places, and reading stops when the answer
 * cannot be in doubt any more: the cost of one call is bounded (some tens of
 * microseconds) whatever the length, and the result depends on the bytes alone.
 *
 * Life cycle: open once per run (immutable, shared between threads), close. */
#ifndef KITH_TEXT_IDENTIFY_H
#define KITH_TEXT_IDENTIFY_H

#include "text/language.h"

typedef struct kith_identifier kith_identifier;

typedef struct kith_guess {
  kith_lang lang;   /* KITH_LANG_UND below the confidence that is worth saying */
  float confidence; /* 0..1: of lang, or of the best that was not worth saying */
} kith_guess;

/* Loads the model and the letter tables for the languages listed. `folder` is
 * lexicons/. KITH_ERR_IO without the model file, KITH_ERR_FORMAT if it is not one. */
kith_status kith_identifier_open(kith_identifier **out, const kith_languages *languages, const char *folder,
                                 kith_error *error);
void kith_identifier_close(kith_identifier *identifier);

/* The language of `text` (any bytes; what is no valid UTF-8 counts as white
 * space). `prior` is what the surroundings are written in (the document's
 * language for a paragraph), or KITH_LANG_UND: it decides what the text leaves
 * open, no more. Text without letters, in no listed language's script, or too
 * short to tell is `und`. */
kith_guess kith_identify(const kith_identifier *identifier, kith_str text, kith_lang prior);

#endif

/* A name alone, read as an article of one language after the other would be read. */
#ifndef KITH_CLI_NAME_FORMS_H
#define KITH_CLI_NAME_FORMS_H

#include "build/knowledge.h"
#include "mention/reading.h"

/* Told of a reading whose one mention is the whole name; the reading is lent for the call. */
typedef void (*kith_name_form)(void *context, const kith_reading *reading, kith_lang lang);

/* Tells of the name in each language in which it is a mention; only in `only`, unless that is KITH_LANG_UND. */
kith_status kith_name_forms(const kith_knowledge *knowledge, kith_str name, kith_lang only, kith_name_form form, void *context,
                            kith_error *error);

#endif

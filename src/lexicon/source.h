/* The lexicon's sources: names/ and facts/ of every layer, read and checked.
 *
 * This is the half of compilation that knows the files; compile.c knows the
 * image. Also what `kith lexicon check` walks. Everything in a kith_source lives until clear. */
#ifndef KITH_LEXICON_SOURCE_H
#define KITH_LEXICON_SOURCE_H

#include "base/file.h"
#include "lexicon/lexicon.h"

typedef struct kith_source_entity {
  uint32_t id;    /* into strings */
  uint32_t label; /* into strings, KITH_NONE while none was seen */
  kith_lexicon_entity facts; /* type, country … ; offsets unused */
} kith_source_entity;

typedef struct kith_source_name {
  uint32_t entity, text; /* text into strings */
  kith_lang lang;
  uint8_t role, layer;
  uint16_t file; /* into files */
  uint32_t line;
} kith_source_name;

typedef struct kith_source {
  const kith_languages *languages; /* borrowed */
  kith_intern strings;
  kith_map entity_of; /* id string -> index of entities */
  KITH_VEC(kith_source_entity) entities;
  KITH_VEC(kith_source_name) names;
  KITH_VEC(uint32_t) files; /* paths, into strings */
} kith_source;

/* Told of every bad row. Returns true to go on, false to stop reading. */
typedef bool (*kith_source_report)(void *context, const kith_error *error);

void kith_source_init(kith_source *source, const kith_languages *languages);
void kith_source_clear(kith_source *source);

/* Reads names/ and facts/ of one folder as layer number `layer`. Bad rows go to
 * `report` (NULL: the first one ends the call) and are left out. Returns the first error unless
 * report let it pass. */
kith_status kith_source_read(kith_source *source, const char *folder, uint8_t layer,
                             kith_source_report report, void *context, kith_error *error);

/* Adds the rows that follow from the others: surnames of persons, with their
 * particles ("von der Leyen" and "Leyen"), unless a row says how the person is
 * called alone ("Xi" of "Xi Jinping"). Call once, after all layers. */
void kith_source_derive(kith_source *source);

/* The files of a folder that kith_source_read would read, appended in order. */
kith_status kith_source_files(const char *folder, kith_names *paths, kith_error *error);

#endif

/* The lexicon's sources: names/, facts/ and rules.tsv of every layer, read and checked.
 *
 * This is the half of compilation that knows the files; gather.c brings the rows of an
 * entity together, compile.c knows the image. Also what `kith lexicon check` walks. Everything in a kith_source lives until clear. */
#ifndef KITH_LEXICON_SOURCE_H
#define KITH_LEXICON_SOURCE_H

#include "base/file.h"
#include "lexicon/lexicon.h"

typedef struct kith_source_entity {
  uint32_t id;    /* into strings */
  uint32_t label; /* into strings, KITH_NONE while none was seen */
  uint32_t now;   /* the entity that it was merged into, else KITH_NONE */
  kith_lexicon_entity facts; /* type, country … ; offsets unused */
} kith_source_entity;

typedef struct kith_source_name {
  uint32_t entity, text; /* text into strings */
  kith_lang lang;
  uint8_t role, layer;
  uint16_t file; /* into files */
  uint32_t line;
} kith_source_name;

/* What a row of rules.tsv asks for; rules.h says what comes of it. */
#define KITH_RULES(X) X(SAME, "same") X(NOT_SAME, "not-same") X(RENAME, "rename") X(FORBID, "forbid")

typedef enum kith_rule_kind {
#define X(constant, text) KITH_RULE_##constant,
  KITH_RULES(X)
#undef X
  KITH_RULE_COUNT
} kith_rule_kind;

extern const char *const kith_rule_names[KITH_RULE_COUNT];

typedef struct kith_rule {
  uint32_t a, b;  /* into strings; b KITH_NONE for "-" */
  kith_lang lang; /* KITH_LANG_UND: all, or none given */
  uint8_t kind, layer;
  uint16_t file;
  uint32_t line;
} kith_rule;

typedef struct kith_source {
  const kith_languages *languages; /* borrowed */
  kith_intern strings;
  kith_map entity_of; /* id string -> index of entities */
  KITH_VEC(kith_source_entity) entities;
  KITH_VEC(kith_source_name) names;
  KITH_VEC(kith_rule) rules;
  KITH_VEC(uint32_t) files; /* paths, into strings */
  unsigned layers;          /* how many were read */
} kith_source;

typedef enum kith_source_part { KITH_SOURCE_NAMES, KITH_SOURCE_FACTS, KITH_SOURCE_RULES, KITH_SOURCE_PARTS } kith_source_part;

/* A row as its file has it: entity type language name role, entity property value, or rule a b language. */
typedef struct kith_source_row {
  kith_str cell[5];
  uint8_t part, layer;
  uint16_t file; /* into files */
  uint32_t line;
} kith_source_row;

/* Letters, digits and . _ : - */
bool kith_id_is_sound(kith_str id);

/* Told of every bad row. Returns true to go on, false to stop reading. */
typedef bool (*kith_source_report)(void *context, const kith_error *error);

void kith_source_init(kith_source *source, const kith_languages *languages);
void kith_source_clear(kith_source *source);

/* Reads names/, facts/ and rules.tsv of one folder as layer number `layer`; layers
 * are read in order. Bad rows go to `report` (NULL: the first one ends the call) and are
 * left out. Returns the first error unless report let it pass. */
kith_status kith_source_read(kith_source *source, const char *folder, uint8_t layer,
                             kith_source_report report, void *context, kith_error *error);

/* Takes one row in. KITH_END for one in a language that is not listed, KITH_ERR_FORMAT for a bad one: both are left out. */
kith_status kith_source_add(kith_source *source, const kith_source_row *row, kith_error *error);

/* Hands the rows to `each` instead, in the order in which kith_source_read takes them in; only `files` grows. */
typedef kith_status (*kith_source_each)(void *context, kith_source *source, const kith_source_row *row, kith_error *error);
kith_status kith_source_walk(kith_source *source, const char *folder, uint8_t layer, kith_source_each each,
                             kith_source_report report, void *context, kith_error *error);

/* The rules alone of a folder; bad rows are left out. */
kith_status kith_source_read_rules(kith_source *source, const char *folder, uint8_t layer, kith_error *error);

/* The entity of an id, KITH_NONE if no row is about it. */
uint32_t kith_source_find(const kith_source *source, kith_str id);

/* The same, made if there is none: without a type, so that it stays out unless a name gives it one. */
uint32_t kith_source_entity_add(kith_source *source, kith_str id);

/* Adds the rows that follow from the others: surnames of persons, with their
 * particles ("von der Leyen" and "Leyen"), unless a row says how the person is
 * called alone ("Xi" of "Xi Jinping"). Call once, after all layers. */
void kith_source_derive(kith_source *source);

/* All that is left once every layer is read: rules applied, surnames derived.
 * `report` hears of rules that cannot be followed; without it a circle of merges is the error returned. */
kith_status kith_source_finish(kith_source *source, kith_source_report report, void *context, kith_error *error);

/* The files that decide what a folder says, appended in order: names/, facts/
 * and rules.tsv, and, with `languages`, languages.tsv and lang/ too. */
kith_status kith_source_files(const char *folder, bool languages, kith_names *paths, kith_error *error);

#endif

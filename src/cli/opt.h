/* Flags: one table that the parser, the help and the man page are made of.
 *
 * A flag is written --name VALUE or --name=VALUE, or by its letter -n VALUE or
 * -nVALUE; letters without values may be joined: -qv. `--` ends the flags; `-`
 * alone is an argument. A flag given twice counts as its last, except those that collect.
 *
 * Life cycle: kith_settings_init -> kith_settings_parse -> use -> kith_settings_clear. */
#ifndef KITH_CLI_OPT_H
#define KITH_CLI_OPT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef KITH_VEC(const char *) kith_words_list;
typedef KITH_VEC(kith_field_map) kith_field_list;

/* Everything a command can be told. Strings are borrowed from argv. */
typedef struct kith_settings {
  kith_build_options build;  /* its lists point into those below once parsed */
  kith_words_list arguments; /* what is no flag, in order */
  kith_words_list lexicons;
  kith_field_list fields;
  kith_words_list columns;   /* of an import: "name=COLUMN" */
  const char *import_types, *languages, *language, *layer;
  uint64_t min_sitelinks, min_population;
  bool quiet, verbose, json, man, help, strict;
  kith_arena arena;
} kith_settings;

typedef enum kith_flag_kind {
  KITH_FLAG_ON,     /* bool, set to true */
  KITH_FLAG_OFF,    /* bool, set to false */
  KITH_FLAG_BYTES,  /* bool: "bytes" true, "chars" false */
  KITH_FLAG_TEXT,   /* const char * */
  KITH_FLAG_NUMBER, /* uint64_t */
  KITH_FLAG_SMALL,  /* unsigned */
  KITH_FLAG_SIGN,   /* char: one ASCII character, or comma, semicolon, tab, pipe */
  KITH_FLAG_TEXTS,  /* kith_words_list, collects */
  KITH_FLAG_FIELDS  /* kith_field_list, collects: "text=body" */
} kith_flag_kind;

/* What flags are about: headings of the help, in this order. */
#define KITH_FLAG_GROUPS(X)                                                       \
  X(INPUT, "Reading") X(NAMES, "Names") X(TIES, "Ties and graph")                 \
  X(OUTPUT, "Writing") X(RUN, "Running")

typedef enum kith_flag_group {
#define X(constant, text) KITH_GROUP_##constant,
  KITH_FLAG_GROUPS(X)
#undef X
  KITH_GROUP_COUNT
} kith_flag_group;

extern const char *const kith_flag_group_names[KITH_GROUP_COUNT];

typedef struct kith_flag {
  const char *name;
  char letter;          /* 0: none */
  const char *value;    /* what the help calls its value, or NULL: it takes none */
  kith_flag_kind kind;
  const char *fallback; /* the default, set before parsing; NULL: nothing is set */
  const char *commands; /* names separated by commas; "*": all */
  kith_flag_group group;
  size_t offset;        /* where it lands in kith_settings */
  bool (*accept)(const char *value); /* NULL: what the kind demands is enough */
  const char *expected; /* what values there are, for messages; NULL: by kind */
  const char *help;
} kith_flag;

extern const kith_flag kith_flags[]; /* ends with a NULL name */

/* Whether `command` (its full name) has the flag. */
bool kith_flag_belongs(const kith_flag *flag, const char *command);

/* Sets all defaults of the table. */
void kith_settings_init(kith_settings *settings);
void kith_settings_clear(kith_settings *settings);

/* Reads argv[0..argc): what follows the command's name. KITH_ERR_ARG with
 * "--window: 'x' is none: expected …" and the like. */
kith_status kith_settings_parse(kith_settings *settings, const char *command, int argc, char *const *argv,
                                kith_error *error);

#endif

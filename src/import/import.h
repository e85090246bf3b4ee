/* Lexicons from elsewhere: dumps and lists that others keep, turned into a
 * layer folder. One file per format (import_*.c) and one row in KITH_IMPORTERS.
 *
 * Input is read line by line, compressed or not, from files or standard input;
 * memory does not grow with it. The layer gets names/<format>.tsv, facts/<format>.tsv,
 * for ids that another lexicon knows under another name a rules.tsv, and
 * a NOTICE with the licence of the source. Files are written aside and put in
 * place at the end; a run that fails leaves the folder as it was.
 *
 * What is written is trimmed: languages that kith does not know are left out, a
 * label that English and two more languages in Latin letters share is written once, for
 * `mul`, and a person's name of one word counts as weak. */
#ifndef KITH_IMPORT_IMPORT_H
#define KITH_IMPORT_IMPORT_H

#include "base/arena.h"
#include "base/file.h"
#include "lexicon/entity_type.h"
#include "text/language.h"

typedef struct kith_import_options {
  const char *const *files; /* "-" is standard input */
  size_t file_count;
  const char *out;              /* the layer's folder, made if it is not there */
  unsigned types;               /* bits of kith_type; 0: all */
  const char *languages;        /* "en,ro,ru" or NULL: all that are known. `mul` is always in */
  uint64_t min_sitelinks, min_population;
  const char *const *fields;    /* for csv: "name=COLUMN" */
  size_t field_count;
  char separator;               /* for csv; 0: found out */
  const char *const *folders;   /* lexicon folders: classes and countries are looked up there */
  size_t folder_count;
  const kith_languages *known;
  kith_progress progress;       /* documents are records */
  void (*report)(void *context, const kith_error *error); /* hears of every record that is skipped; may be NULL */
  void *context;                /* of both */
} kith_import_options;

typedef struct kith_import_summary {
  uint64_t records, entities, names, facts, rules, skipped;
} kith_import_summary;

/* KITH_ERR_ARG for an unknown format or an option that it needs; KITH_ERR_FORMAT
 * when a folder's rules.tsv is not one that an import wrote. Bad records are skipped and counted. */
kith_status kith_import_run(const char *format, const kith_import_options *options, kith_import_summary *summary,
                            kith_error *error);

/* ---- for the formats ---- */

typedef struct kith_import kith_import;

typedef struct kith_importer {
  const char *name, *about;
  const char *notice; /* where the data is from, under which licence */
  kith_status (*open)(kith_import *job, kith_error *error); /* may be NULL; sets job->state */
  kith_status (*file)(kith_import *job);                    /* a new file begins; may be NULL */
  /* One line without its end. KITH_ERR_ARG ends the import;
   * anything else but KITH_OK: the record is skipped and reported. */
  kith_status (*line)(kith_import *job, kith_str line, kith_error *error);
  kith_status (*end)(kith_import *job, kith_error *error);  /* a file ends; may be NULL */
  void (*close)(kith_import *job);                          /* frees job->state; may be NULL */
} kith_importer;

/* X(name): kith_importer_<name> */
#define KITH_IMPORTERS(X) X(wikidata) X(geonames) X(ftm) X(jrc) X(csv)

#define X(name) extern const kith_importer kith_importer_##name;
KITH_IMPORTERS(X)
#undef X

/* By name, or NULL. The list of all: kith_importers, NULL-terminated. */
const kith_importer *kith_importer_find(const char *name);
extern const kith_importer *const kith_importers[];

typedef struct kith_import_name {
  kith_lang lang;
  uint8_t role;
  bool latin;
  kith_str text;
  uint64_t hash;
} kith_import_name;

typedef struct kith_import_fact {
  const char *property;
  kith_str value;
} kith_import_fact;

struct kith_import {
  const kith_importer *importer;
  const kith_import_options *options;
  kith_import_summary *summary;
  void *state;       /* the format's own */
  kith_arena arena;  /* of the record; reset before each line */
  size_t line;       /* in the file, from 1 */
  kith_out names, facts, rules;
  bool wanted[KITH_LANG_MAX + 1]; /* languages */
  kith_lang english;
  /* the entity being put together */
  kith_str id;
  kith_type type;
  KITH_VEC(kith_import_name) list;
  KITH_VEC(kith_import_fact) about;
};

/* Begins an entity; names and facts follow in any order, then kith_import_write
 * or nothing. `type` may be set later in job->type. Slices must live until then. */
void kith_import_begin(kith_import *job, kith_str id, kith_type type);

/* The language of a code as the source writes it ("zh-hans" is zh), KITH_LANG_UND
 * for mul; false: not wanted here. */
bool kith_import_language(const kith_import *job, kith_str code, kith_lang *lang);

/* A name; what cannot be one (no letter, too long) is left out, white space put in order. */
void kith_import_add(kith_import *job, kith_lang lang, kith_str text, kith_role role);

/* Two capital letters, as ISO 3166-1 has them. */
bool kith_import_is_country(kith_str code);

/* `property` is static. */
void kith_import_about(kith_import *job, const char *property, kith_str value);

/* Whether entities of this type are asked for. */
bool kith_import_wants(const kith_import *job, kith_type type);

/* Writes the entity, labels settled: one for each language, one in English or for all.
 * Without `label` names are written as they are: rows about an entity that is written elsewhere. */
void kith_import_write(kith_import *job, bool label);

/* A fact or a rule about whatever entity, written at once. */
void kith_import_fact_row(kith_import *job, kith_str id, const char *property, kith_str value);
void kith_import_rule(kith_import *job, const char *rule, kith_str a, kith_str b);

/* A string of the record's arena. */
kith_str kith_import_format(kith_import *job, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A bad record, with its line. */
kith_status kith_import_bad(const kith_import *job, kith_error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

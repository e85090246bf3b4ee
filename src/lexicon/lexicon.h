/* The lexicon: names in all languages, compiled for matching.
 *
 * Sources are the folders' names/, facts/ and rules.tsv (see lexicons/README.md). They are compiled
 * into one flat image, position-independent and little-endian, that is written
 * to a cache folder and mapped into memory by every later run; it is made again by itself when
 * a source's path, size or time changes, those of languages.tsv and lang/ included. The
 * cache holds one image for each list of folders.
 *
 * Opening checks size and header of an image, and up to 4 MiB all of it; a larger one is
 * mapped in well under a millisecond and read whole only by kith_lexicon_verify. A damaged or foreign
 * image is refused and made again.
 *
 * Matching walks a trie of words: node 0 is the root, kith_lexicon_step goes
 * down one word, and the names that end at a node are its payload. A word is
 * the fold key of text/fold.h.
 *
 * Life cycle: open once per run; immutable, shared between threads; close. */
#ifndef KITH_LEXICON_LEXICON_H
#define KITH_LEXICON_LEXICON_H

#include "lexicon/entity_type.h"
#include "text/language.h"

enum { KITH_KIND_SIZE = 20 }; /* room for a kind, its end included */

typedef struct kith_lexicon_entity {
  uint32_t id, id_length;       /* into the string section, as are all pairs like it */
  uint32_t label, label_length; /* canonical English label */
  uint32_t first_name, name_count; /* its rows, sorted by language: kith_lexicon_entity_name */
  uint32_t population;
  char country[2];     /* ISO 3166-1 alpha-2 or zeros */
  char capital_of[2];  /* the same */
  uint8_t type;        /* kith_type */
  uint8_t gender;      /* 'f', 'm' or 0 */
  uint8_t prominence;  /* 0 (unknown) to 9 */
  uint8_t layer;       /* index of the folder it first came from */
  char kind[KITH_KIND_SIZE]; /* "politician", "city"; NUL-padded */
} kith_lexicon_entity;

typedef struct kith_lexicon_name {
  uint32_t entity;
  uint32_t text, length; /* the name as written in the row */
  uint16_t capitals;     /* bit i: word i starts with a capital (first 16 words) */
  kith_lang lang;        /* KITH_LANG_UND for `mul` */
  uint8_t role;          /* kith_role */
  uint8_t words;         /* how many, at most 255 */
  uint8_t all_caps;      /* 1: every word is written in capitals (an acronym) */
  uint8_t script_latin;  /* 1: holds a Latin letter */
  uint8_t layer;
} kith_lexicon_name;

typedef struct kith_lexicon kith_lexicon;

typedef struct kith_lexicon_options {
  const char *const *folders; /* later ones are layered over earlier ones */
  size_t folder_count;
  const char *cache_folder;   /* where images are kept, or NULL: compiled in memory */
} kith_lexicon_options;

/* Opens the image for these sources, compiling it first when it is missing or
 * old. KITH_ERR_FORMAT with file:line for a bad row. `languages` must outlive it. */
kith_status kith_lexicon_open(kith_lexicon **out, const kith_lexicon_options *options,
                              const kith_languages *languages, kith_error *error);
void kith_lexicon_close(kith_lexicon *lexicon);

/* Reads the whole image: KITH_ERR_FORMAT if it is not as it was written. */
kith_status kith_lexicon_verify(const kith_lexicon *lexicon, kith_error *error);

/* 16 hexadecimal digits that name the contents of the sources: the same on
 * every machine for the same rows. */
kith_str kith_lexicon_fingerprint(const kith_lexicon *lexicon);

size_t kith_lexicon_entity_count(const kith_lexicon *lexicon);
size_t kith_lexicon_name_count(const kith_lexicon *lexicon);
const kith_lexicon_entity *kith_lexicon_entity_at(const kith_lexicon *lexicon, uint32_t entity);
kith_str kith_lexicon_string(const kith_lexicon *lexicon, uint32_t offset, uint32_t length);
static inline kith_str kith_lexicon_id(const kith_lexicon *l, const kith_lexicon_entity *e) {
  return kith_lexicon_string(l, e->id, e->id_length);
}
static inline kith_str kith_lexicon_label(const kith_lexicon *l, const kith_lexicon_entity *e) {
  return kith_lexicon_string(l, e->label, e->label_length);
}

/* The i-th name row of an entity, i < name_count; sorted by (language, role). */
const kith_lexicon_name *kith_lexicon_entity_name(const kith_lexicon *lexicon,
                                                  const kith_lexicon_entity *entity, uint32_t i);

/* The entity with this id, or KITH_NONE. */
uint32_t kith_lexicon_find(const kith_lexicon *lexicon, kith_str id);

/* The base form of an entity in a language: its label there, else the one for
 * all languages, else the English one. */
kith_str kith_lexicon_base(const kith_lexicon *lexicon, uint32_t entity, kith_lang lang);

/* The country of this ISO code, or KITH_NONE. */
uint32_t kith_lexicon_country(const kith_lexicon *lexicon, const char code[2]);

/* Whether a keeper said that this name means nobody in `lang`: keys of its words between spaces. */
bool kith_lexicon_forbids(const kith_lexicon *lexicon, kith_str key, kith_lang lang);
bool kith_lexicon_forbids_any(const kith_lexicon *lexicon);

/* ---- the trie ---- */

enum { KITH_LEXICON_ROOT = 0 };

/* The id of a fold key among the words of all names, or KITH_NONE. */
uint32_t kith_lexicon_word(const kith_lexicon *lexicon, kith_str key);

/* The child of `node` along `word`, or KITH_NONE. */
uint32_t kith_lexicon_step(const kith_lexicon *lexicon, uint32_t node, uint32_t word);

/* The names that end at node, *count of them (0 at inner nodes). */
const kith_lexicon_name *kith_lexicon_names(const kith_lexicon *lexicon, uint32_t node, uint32_t *count);

#endif

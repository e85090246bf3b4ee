/* kith: who is tied to whom, read from news in many languages.
 *
 * This is the whole public API of libkith. Types are opaque or plain data; no
 * ICU or igraph type appears here. Link with `pkg-config --cflags --libs kith`.
 *
 * Life cycle: kith_build_options_init -> set fields -> kith_build_run.
 * Nothing in the library prints, exits, or keeps a global error. */
#ifndef KITH_H
#define KITH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KITH_VERSION "0.1.0"

/* What a call came to. KITH_END is the clean end of an iteration. */
typedef enum kith_status {
  KITH_OK,
  KITH_END,
  KITH_ERR_IO,       /* the file system said no */
  KITH_ERR_FORMAT,   /* a file is not what it should be */
  KITH_ERR_ENCODING, /* bytes that are no text */
  KITH_ERR_ARG,      /* the caller's options contradict each other or the world */
  KITH_ERR_LIB,      /* a library below us failed */
  KITH_ERR_STOPPED   /* the caller asked to stop */
} kith_status;

/* One sentence for a status, in English; static, never NULL. */
const char *kith_status_text(kith_status status);

/* What went wrong, where. `line` counts from 1, `byte` from 0; 0 and -1 mean
 * unknown. `file` is empty where no file is involved. The struct is the
 * caller's and needs no clearing; every function that takes one accepts NULL. */
typedef struct kith_error {
  kith_status status;
  char file[512];
  size_t line;
  int64_t byte;
  char message[512];
} kith_error;

/* Writes "file:line: message" (what is known of it) into `out`, NUL-terminated,
 * cut at `size`. Returns out. */
char *kith_error_format(const kith_error *error, char *out, size_t size);

/* Memory: allocation never returns NULL inside the library. The hook replaces
 * realloc (size 0 frees); when it returns NULL the library prints one line and
 * aborts. Set it before any other call, once. NULL restores the default. */
void kith_set_allocator(void *(*reallocate)(void *block, size_t size));

/* The version line: kith, ICU and igraph. Static. */
const char *kith_version_text(void);

/* ---- the main job: documents in, graphs and tables out ---- */

/* field = kith's name (id text title date language source url), column = the input's. */
typedef struct kith_field_map {
  const char *field, *column;
} kith_field_map;

/* Told now and then while documents are read: how many so far, bytes done and
 * in all (0: unknown, as for pipes). Returns false to stop the run. */
typedef bool (*kith_progress)(void *context, size_t documents, uint64_t done, uint64_t total);

/* Everything a build can be told. All pointers are borrowed for the call. */
typedef struct kith_build_options {
  /* input */
  const char *const *inputs; /* files, folders, "-" */
  size_t input_count;
  const kith_field_map *fields;
  size_t field_count;
  const char *format;  /* txt json jsonl csv tsv, or NULL: found out */
  const char *charset; /* declared for all input, or NULL: found out */
  char csv_separator;  /* of input; 0: found out */

  /* names */
  const char *const *lexicons; /* the user's folders, layered over the shipped one */
  size_t lexicon_count;
  bool no_user_lexicon; /* leave out the folder that `kith lexicon add` and its kin write to */
  bool metonyms;     /* "Kremlin" may be Russia */
  const char *with;  /* "nested,role,demonym" or "all": what is said without naming counts as mentions, too; NULL: nothing */
  bool byte_offsets; /* positions as bytes instead of code points */

  /* ties */
  const char *window;      /* sentence, paragraph, document or a number of tokens */
  uint64_t min_count;      /* edges seen fewer times are left out */
  uint64_t min_documents;  /* edges in fewer documents */
  const char *types;       /* "PER,ORG,LOC,EVT,PRO" */
  const char *methods;     /* "cooccurrence,roles,events": what ties; NULL: all */
  const char *since, *until; /* "2025-12-18", "2025-12" or "2025": documents dated outside count for nothing; NULL: no limit */
  const char *slice;       /* month, week or day: of timeline.csv, and a graph for each in slices/; NULL: months, no graphs */
  const char *time;        /* of graph.gexf: interval, or timestamp */
  const char *alpha;       /* "0.05": only ties that the disparity filter finds rarer by chance; NULL: all */
  uint64_t top;            /* only the N nodes of highest weighted degree; 0: all */
  bool keep_isolated;      /* nodes without a tie stay in the graph */
  bool picture;            /* also write cooccurrence.svg, a drawing of the graph */
  uint64_t evidence_limit; /* sentences kept a tie in evidence.csv; 0: all */
  const char *metrics;     /* names separated by commas, or NULL: all */

  /* output */
  const char *out; /* a folder */
  char separator;  /* of CSV output */
  bool bom;        /* CSV begins with a byte order mark */
  bool defuse;     /* CSV text that starts like a formula gets a leading ' */

  unsigned threads; /* 0: one per processor; the output is the same for any number */
  kith_progress progress;
  void *context;
} kith_build_options;

/* Defaults: window sentence, all types, all nodes and edges, comma, BOM, defused. */
void kith_build_options_init(kith_build_options *options);

enum { KITH_TOP_TIES = 10, KITH_TOP_LANGUAGES = 40 };

/* What a build came to, for a closing summary. Owned by the caller: kith_build_summary_clear. */
typedef struct kith_build_summary {
  size_t documents, duplicates, skipped;
  uint64_t input_bytes;
  size_t mentions, entities, discovered;
  size_t nodes, edges; /* in the graph of co-occurrence, after pruning */
  size_t relations;    /* edges of the graph of relations */
  size_t language_count;
  struct {
    char code[16];
    size_t documents;
  } languages[KITH_TOP_LANGUAGES]; /* most frequent first */
  size_t tie_count;
  struct {
    char *source, *target; /* labels */
    uint64_t count, documents;
    double weight;
  } ties[KITH_TOP_TIES]; /* strongest first */
  size_t warning_count;
  char **warnings;
} kith_build_summary;

/* Reads the inputs and writes the files of a result into options->out: all of
 * them, or none. KITH_OK also when records were skipped (summary->skipped).
 * `summary` may be NULL. */
kith_status kith_build_run(const kith_build_options *options, kith_build_summary *summary, kith_error *error);
void kith_build_summary_clear(kith_build_summary *summary);

#ifdef __cplusplus
}
#endif
#endif

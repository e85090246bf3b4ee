/* Relations: who with whom, how often, where it is said. One file per method
 * (rel_*.c), one row in KITH_METHODS.
 *
 * A method looks at one resolved reading after the other, in input order, and
 * hands ties to a sink; evidence.c adds them up. Methods keep nothing between
 * readings but what the phraser caches. */
#ifndef KITH_RELATION_RELATION_H
#define KITH_RELATION_RELATION_H

#include "entity/entity.h"

/* What a co-occurrence must share. A number of tokens is any other value. */
enum { KITH_WINDOW_SENTENCE = 0, KITH_WINDOW_PARAGRAPH = -1, KITH_WINDOW_DOCUMENT = -2 };

typedef struct kith_relation_options {
  int32_t window;    /* KITH_WINDOW_… or the greatest distance in tokens */
  unsigned types;    /* bits of kith_type that may be tied */
  struct kith_phraser *phraser; /* what methods that read words share (phrase.h), or NULL: they find nothing */
} kith_relation_options;

/* Something that is tied, as bytes of the sentence's text; end 0: the mention says where. */
typedef struct kith_said_at {
  uint32_t start, end;
} kith_said_at;

enum {
  KITH_OCCASION_NEGATED = 1, /* "did not meet" */
  KITH_OCCASION_MODAL = 2,   /* "may meet", "is expected to meet" */
  KITH_OCCASION_INTENT = 4   /* "will meet", "is ready to meet": modal, and meant by who does it */
};

/* How it is said, as outputs write it: "", "negated", "modal", "negated modal". */
static inline const char *kith_occasion_said(uint8_t flags) {
  bool negated = flags & KITH_OCCASION_NEGATED, modal = flags & KITH_OCCASION_MODAL;
  return negated ? modal ? "negated modal" : "negated" : modal ? "modal" : "";
}

/* One occasion on which two entities are tied in one document. */
typedef struct kith_occasion {
  uint32_t source, target; /* entities; undirected methods give the smaller first */
  const char *type;        /* "cooccurrence", or a relation type; lives as long as the phraser */
  uint32_t sentence;       /* of the reading: where it is said, or begins */
  uint32_t mention1, mention2; /* of the reading: the nearest pair; KITH_NONE for an adjective
                                  ("ukrainian") that is no mention: then `at` says where */
  float score;
  uint8_t flags;           /* KITH_OCCASION_… */
  kith_said_at words;      /* what says it; nothing for co-occurrence */
  kith_said_at at1, at2;
} kith_occasion;

typedef void (*kith_relation_sink)(void *context, const kith_occasion *occasion);

typedef struct kith_method {
  const char *name, *about;
  bool directed;
  void (*relate)(const kith_reading *reading, const kith_relation_options *options, kith_relation_sink sink, void *context);
} kith_method;

#define KITH_METHODS(X) \
  X(cooccurrence)       \
  X(roles)              \
  X(events)

#define X(name) extern const kith_method kith_method_##name;
KITH_METHODS(X)
#undef X

extern const kith_method *const kith_methods[]; /* NULL-terminated */
const kith_method *kith_method_find(const char *name); /* or NULL */

/* What is said at some bytes of a sentence's text, and where that is in the document, as mentions count. */
static inline kith_str kith_said_text(const kith_reading *reading, uint32_t sentence, kith_said_at at) {
  return at.end ? kith_str_cut(reading->sentences[sentence].text, at.start, at.end) : KITH_STR("");
}
uint32_t kith_said_position(const kith_reading *reading, uint32_t sentence, uint32_t byte);

/* Whether `list` (names separated by commas; NULL: all) has the method. */
bool kith_method_is_listed(const kith_method *method, const char *list);

/* "sentence", "paragraph", "document" or a number of tokens from 1 to 1,000,000. False if it is none. */
bool kith_window_parse(const char *text, int32_t *window);

#endif

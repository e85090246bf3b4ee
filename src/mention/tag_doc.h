/* A document as the name tagger sees it: its pieces, what lists know of each, how
 * words are written elsewhere in it, and the stretches worth scoring.
 *
 * A piece is what may be a name or a part of one: a token, or one of the words
 * that a hyphen or an apostrophe holds together in it (text/word.h), so that
 * `Trump-ului` and `Zealand's` can be a name and something else.
 *
 * A stretch is a run of pieces in one sentence none of which is far from a
 * capital, a listed name or a word that the model knows to begin names in lower
 * case. Whatever lies outside is no name, unscored; so a stretch can be decided
 * by itself. In scripts without capitals only listed names open one.
 *
 * Used again for every document; statistics are kept by epoch, not cleared. */
#ifndef KITH_MENTION_TAG_DOC_H
#define KITH_MENTION_TAG_DOC_H

#include "mention/tag_word.h"
#include "text/word.h"

enum { KITH_TAG_REACH = 3 }; /* pieces behind an anchor that may belong to its name */

/* A listed name found in the text. Sorted by start; of overlapping ones the first counts. */
typedef struct kith_tag_listed {
  uint32_t start, end; /* bytes */
  uint8_t types;       /* 1 << kith_type of every candidate */
  uint8_t flags;       /* KITH_LISTED_… */
  uint8_t best;        /* kith_type of the best candidate */
} kith_tag_listed;

enum {
  KITH_LISTED_WEAK = 1,    /* every candidate is a weak name */
  KITH_LISTED_SURNAME = 2, /* every candidate is a surname alone */
  KITH_LISTED_ACRONYM = 4, /* the best candidate is an acronym */
  KITH_LISTED_DEMONYM = 8, /* an adjective or inhabitant of a place */
  KITH_LISTED_WORDS = 16   /* three words or more: no chance match (the model is not told) */
};

/* kith_tag_piece.lists: the name's types as its first piece (bits 0-4) or a later
 * one (5-9), KITH_LISTED_… (10-13), of more than one piece (14). */
enum { KITH_TAG_LISTED_INSIDE = 5, KITH_TAG_LISTED_FLAGS = 10, KITH_TAG_LISTED_LONG = 1 << 14 };

enum {
  KITH_PLACE_FIRST = 1,   /* the first word of its sentence, or behind a colon */
  KITH_PLACE_QUOTED = 2,
  KITH_PLACE_OPENING = 4, /* directly behind an opening quote or bracket */
  KITH_PLACE_SHOUTED = 8, /* most of the sentence is in capitals */
  KITH_PLACE_TITLED = 16, /* most words of the sentence start with one, as in a headline */
  KITH_PLACE_GLUED = 32,  /* a hyphen or an apostrophe holds it to the piece before */
  KITH_PLACE_GLUES = 64,  /* … to the piece behind */
  KITH_PLACE_MARKED = 128 /* GLUED, and by an apostrophe */
};

typedef struct kith_tag_piece {
  uint32_t start, end;   /* bytes */
  uint32_t token;        /* of the text: the one it lies in */
  uint32_t word;
  uint16_t lists;
  uint8_t place;         /* KITH_PLACE_… */
  uint8_t before, after; /* capitalised pieces of its run before and behind it, at most 7 */
} kith_tag_piece;

typedef struct kith_tag_stretch {
  uint32_t first, count; /* pieces */
  uint32_t sentence, sentence_first, sentence_end;
} kith_tag_stretch;

/* Behind a given name, behind a title, behind a word that a place follows, beside the head of an organisation's name. */
typedef enum kith_tag_company { KITH_BEHIND_GIVEN, KITH_BEHIND_TITLE, KITH_BEHIND_LOCATIVE, KITH_BESIDE_HEAD, KITH_COMPANIES } kith_tag_company;

/* How a word, or a stem, is written in the document. */
typedef struct kith_tag_seen {
  uint32_t epoch;
  uint8_t middle, lower, first, capitals; /* counts up to 255: inside a sentence with a capital, without, … */
  uint8_t listed;                         /* types of the listed names it is a part of, 1 << kith_type */
  uint8_t company[KITH_COMPANIES];        /* how often it stood beside what tells its type */
} kith_tag_seen;

typedef struct kith_tag_doc {
  const kith_text *text;
  kith_tag_words *words;
  const kith_tag_word *list; /* of all words, by index: valid until the next fill */
  KITH_VEC(kith_tag_piece) pieces;
  KITH_VEC(uint32_t) sentences; /* the first piece of each, and how many there are in all */
  KITH_VEC(kith_tag_stretch) stretches;
  KITH_VEC(kith_tag_seen) by_fold, by_stem;
  kith_words cut;
  uint32_t epoch;
} kith_tag_doc;

/* Fills `doc`; `text`, `listed` and `words` are borrowed until the next fill. */
void kith_tag_doc_fill(kith_tag_doc *doc, kith_tag_words *words, const kith_text *text, const kith_tag_listed *listed,
                       size_t listed_count);

/* Which company a capitalised piece of a sentence keeps: 1 << KITH_BEHIND_… */
unsigned kith_tag_doc_company(const kith_tag_doc *doc, uint32_t piece, uint32_t sentence_first, uint32_t sentence_end);

/* The statistics of an id, zeros where the document has none. */
static inline kith_tag_seen kith_tag_doc_by_fold(const kith_tag_doc *doc, uint32_t fold_id) {
  kith_tag_seen none = {.epoch = doc->epoch};
  return doc->by_fold.at[fold_id].epoch == doc->epoch ? doc->by_fold.at[fold_id] : none;
}
static inline kith_tag_seen kith_tag_doc_by_stem(const kith_tag_doc *doc, uint32_t stem_id) {
  kith_tag_seen none = {.epoch = doc->epoch};
  return doc->by_stem.at[stem_id].epoch == doc->epoch ? doc->by_stem.at[stem_id] : none;
}

static inline const kith_tag_word *kith_tag_doc_word(const kith_tag_doc *doc, uint32_t piece) {
  return &doc->list[doc->pieces.at[piece].word];
}

/* Whether a piece may begin a name: written with a capital, listed, or known to the model for it. */
static inline bool kith_tag_doc_anchors(const kith_tag_doc *doc, uint32_t piece) {
  const kith_tag_word *w = kith_tag_doc_word(doc, piece);
  return w->flags & (KITH_TAG_CAPITAL | KITH_TAG_CAPITALS | KITH_TAG_INNER) || doc->pieces.at[piece].lists ||
         w->bits & (KITH_IS_DEMONYM | KITH_IS_TRIGGER);
}

void kith_tag_doc_clear(kith_tag_doc *doc);

#endif

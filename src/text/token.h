/* Cutting one paragraph into tokens, with marks where a sentence may end.
 *
 * Internal to the floor. One tokenizer serves many paragraphs: set text,
 * profile and bytes, call kith_tokens_cut, read text->tokens and marks. */
#ifndef KITH_TEXT_TOKEN_H
#define KITH_TEXT_TOKEN_H

#include "text/letter_map.h"
#include "text/profile.h"
#include "text/text.h"

/* A token that matters to sentences. */
typedef enum kith_mark_kind {
  KITH_AT_STOP,   /* a stop; a sentence may end */
  KITH_AT_WORD,   /* a stop after an ordinary word: ends one even before a small letter */
  KITH_AT_ASK,    /* ? ! … ... */
  KITH_AT_SURE,   /* 。 and the like: ends it without a space */
  KITH_AT_TIGHT,  /* a stop with the space forgotten: ends it */
  KITH_AT_SMILE,  /* emoji, emoticon: may stand in for a stop */
  KITH_AT_FINAL,  /* a word that ends sentences without a stop */
  KITH_AT_DATELINE, /* a colon that may close "Place - Agency:" */
  KITH_AT_RULE,    /* a row of signs between two parts of a text: ***** */
  KITH_AT_QUOTE   /* a straight quotation mark */
} kith_mark_kind;

typedef struct kith_token_mark {
  uint32_t token;
  uint8_t kind;
} kith_token_mark;

typedef struct kith_tokenizer {
  const char *bytes;
  uint32_t start, end; /* of the paragraph */
  const kith_profile *profile;
  kith_text *text;
  unsigned open;         /* brackets ( not closed yet */
  bool quoted;           /* an apostrophe has opened a quotation */
  const uint8_t *oracle; /* NULL, or the class of the character at each byte, worked out by ICU */
  struct kith_dictionary *dictionary;
  KITH_VEC(kith_token_mark) marks; /* of this paragraph, in token order */
  KITH_VEC(uint32_t) capitals;     /* its capitalised tokens, but for those all in capitals; words with a comma
                                      behind may be left out */
  kith_letter_map letters;         /* of this paragraph, unless an oracle is asked */
} kith_tokenizer;

/* Cuts [start, end) of bytes: appends tokens to text, replaces marks. */
void kith_tokens_cut(kith_tokenizer *t);

/* ---- between the files of the tokenizer ---- */

/* A stretch of word characters. */
typedef struct kith_run {
  uint32_t start, end;
  uint8_t seen; /* all class bits met */
  uint8_t first, last; /* classes of its ends */
} kith_run;

static inline kith_glyph kith_glyph_at(const kith_tokenizer *t, uint32_t at) {
  if (at >= t->end) return (kith_glyph){KITH_MARK_END, 0};
  kith_glyph glyph = kith_glyph_read(t->bytes + at, t->bytes + t->end);
  if (t->oracle) glyph.class = t->oracle[at];
  return glyph;
}

static inline bool kith_is_word(kith_glyph glyph) { return glyph.class & KITH_IN_WORD; }

static inline kith_str kith_slice(const kith_tokenizer *t, uint32_t from, uint32_t to) {
  return (kith_str){t->bytes + from, to - from};
}

kith_run kith_run_read(const kith_tokenizer *t, uint32_t at);

/* Appends a token; `seen` and `first` are those of its letters. */
void kith_token_add(kith_tokenizer *t, uint32_t start, uint32_t end, kith_token_kind kind, uint8_t seen,
                    uint8_t first);

/* What a token holds by the class bits seen in it. */
kith_token_kind kith_word_kind(uint8_t seen);

void kith_mark_add(kith_tokenizer *t, kith_mark_kind kind); /* on the last token */

/* token_joint.c: words held together by joiners, from `start` (the first run is
 * `run`; start < run.start when a joiner opens it). Returns where to go on. */
uint32_t kith_chunk_cut(kith_tokenizer *t, uint32_t start, kith_run run);

/* token_stop.c: adds `token`, which a single stop follows, with that stop.
 * `last` is its last run, `chunk` where the characters that touch it begin.
 * Returns where to go on. */
uint32_t kith_stop_cut(kith_tokenizer *t, uint32_t chunk, kith_run token, const kith_run *last);

/* Whether behind `at` comes, over white space, a capitalised word that speaks for a new sentence. */
bool kith_starter_follows(const kith_tokenizer *t, uint32_t at);

/* token_mark.c: one token that is no word. Returns where to go on. */
uint32_t kith_mark_cut(kith_tokenizer *t, uint32_t at, kith_glyph glyph);

/* A token that is a single sign; straight quotes are marked for the sentences. */
void kith_sign_add(kith_tokenizer *t, uint32_t start, uint32_t end, kith_mark mark);

/* token_link.c: the end of an address that begins before `at`, without the
 * punctuation of the sentence behind it. */
uint32_t kith_link_end(const kith_tokenizer *t, uint32_t at);
/* The end of an HTML entity that was never decoded (&#39; &quot;), repeated or
 * not, or `at` where there is none. */
uint32_t kith_entity_end(const kith_tokenizer *t, uint32_t at);

/* The end of an emoticon at `at` (:-) =D), or `at`. */
uint32_t kith_emoticon_end(const kith_tokenizer *t, uint32_t at);

/* The end of a flag, or of emoji in a row with all that belongs to them. */
uint32_t kith_emoji_end(const kith_tokenizer *t, uint32_t at, kith_glyph glyph);

/* token_dictionary.c: words of scripts written without spaces, by ICU's
 * dictionaries. One per worker. */
kith_status kith_dictionary_open(struct kith_dictionary **out, kith_error *error);
void kith_dictionary_close(struct kith_dictionary *dictionary);
uint32_t kith_dictionary_cut(kith_tokenizer *t, uint32_t at);

#endif

/* What this floor makes of a document: paragraphs with their language,
 * sentences, tokens, all as byte offsets into the text as it was read.
 *
 * Invariants: offsets are at code point borders; paragraphs, sentences and
 * tokens are in order and never overlap; every character that is not white
 * space, a soft hyphen or a zero-width mark lies in exactly one token; a
 * sentence never crosses a paragraph and starts and ends with a token.
 *
 * A worker owns one kith_segmenter (its ICU objects) and one kith_text that it
 * uses again for every document. The source is borrowed and must outlive the
 * text's use. */
#ifndef KITH_TEXT_TEXT_H
#define KITH_TEXT_TEXT_H

#include "text/identify.h"

typedef enum kith_token_kind {
  KITH_TOKEN_WORD,   /* holds a letter */
  KITH_TOKEN_NUMBER, /* digits, with separators */
  KITH_TOKEN_PUNCT,
  KITH_TOKEN_SYMBOL, /* currency, emoji sequence, other signs */
  KITH_TOKEN_LINK    /* URL, e-mail address, @mention, #hashtag */
} kith_token_kind;

enum {
  KITH_TOKEN_SPACE_AFTER = 1, /* white space, or the paragraph's end, follows */
  KITH_TOKEN_CAPITAL = 2,     /* its first letter is upper or title case */
  KITH_TOKEN_ALL_CAPS = 4,    /* two letters or more and none lower case */
  KITH_TOKEN_DIGIT = 8,       /* holds a digit */
  KITH_TOKEN_CASED = 16       /* holds a letter of a script with case */
};

typedef struct kith_token {
  uint32_t start, end;
  uint8_t kind, flags;
} kith_token;

typedef struct kith_sentence {
  uint32_t start, end;
  uint32_t first_token, token_count;
  uint32_t paragraph;
} kith_sentence;

typedef struct kith_paragraph {
  uint32_t start, end;
  uint32_t first_sentence, sentence_count;
  kith_lang lang;
  float confidence; /* 0..1 of lang */
} kith_paragraph;

/* A token written together that syntax takes apart (du = de + le, don't = do + n't):
 * `words` holds `count` forms, each with a NUL behind it. Only for output. */
typedef struct kith_multiword {
  uint32_t first_token, token_count; /* the surface tokens it covers, usually one */
  uint32_t words, count;             /* offset into kith_text.forms, number of forms */
} kith_multiword;

typedef struct kith_text {
  kith_str source;
  kith_lang lang; /* of the document: the language of most of its letters */
  float confidence;
  KITH_VEC(kith_paragraph) paragraphs;
  KITH_VEC(kith_sentence) sentences;
  KITH_VEC(kith_token) tokens;
  KITH_VEC(kith_multiword) multiwords; /* in token order */
  kith_buf forms;
} kith_text;

typedef struct kith_segmenter kith_segmenter;

/* One per worker. `languages` and `identifier` must outlive it; without an
 * identifier (NULL) only hints tell the language. KITH_ERR_LIB when ICU has no
 * data, KITH_ERR_FORMAT for a language's row that cannot be understood. */
kith_status kith_segmenter_open(kith_segmenter **out, const kith_languages *languages,
                                const kith_identifier *identifier, kith_error *error);
void kith_segmenter_close(kith_segmenter *segmenter);

/* Fills `text` from `source` (UTF-8; at most 4 GiB - 1; invalid bytes count as
 * U+FFFD), forgetting what it held. `hint` is a language code that is known from
 * outside (a record's field) or empty. Never fails on any bytes. Multiwords are
 * left empty: see kith_text_expand. */
void kith_text_segment(kith_segmenter *segmenter, kith_str source, kith_str hint, kith_text *text);

/* The same, with every character's class asked of ICU and no fast path: slow,
 * the oracle of the tests. */
void kith_text_segment_reference(kith_segmenter *segmenter, kith_str source, kith_str hint, kith_text *text);

/* Finds the multiwords of a segmented text. Apart, since only output needs them. */
void kith_text_expand(kith_segmenter *segmenter, kith_text *text);

void kith_text_clear(kith_text *text);

#endif

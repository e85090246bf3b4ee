/* Lines to paragraphs. A blank line ends a paragraph; so does any line break,
 * save in hard-wrapped text: there the line before is as full as its width
 * allows (the next word would not have fitted) and the next goes on. */
#ifndef KITH_TEXT_PARAGRAPH_H
#define KITH_TEXT_PARAGRAPH_H

#include "text/classes.h"

typedef struct kith_span {
  uint32_t start, end;
} kith_span;

typedef KITH_VEC(kith_span) kith_spans;

/* Replaces `out` by the paragraphs of `source`, without the white space around them. */
void kith_paragraphs_cut(kith_str source, kith_spans *out);

#endif

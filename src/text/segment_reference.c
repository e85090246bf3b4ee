#include "text/segment.h"

#include <unicode/utf8.h>

void kith_text_segment_reference(kith_segmenter *segmenter, kith_str source, kith_str hint, kith_text *text) {
  uint8_t *classes = kith_alloc(source.n + 1);
  const uint8_t *bytes = (const uint8_t *)source.p;
  for (int64_t at = 0, length = (int64_t)source.n; at < length;) {
    int64_t start = at;
    UChar32 c;
    U8_NEXT(bytes, at, length, c);
    if (c < 0) at = start + 1;
    memset(classes + start, c < 0 ? KITH_MARK_INVALID : kith_class_from_icu((uint32_t)c), (size_t)(at - start));
  }
  kith_segment_with(segmenter, source, hint, classes, text);
  kith_free(classes);
}

#include "text/token.h"

/* A character that ends an address whatever follows. */
static bool ends_link(kith_glyph glyph) {
  switch (glyph.class) {
    case KITH_MARK_SPACE:
    case KITH_MARK_LINE:
    case KITH_MARK_END:
    case KITH_MARK_INVALID:
    case KITH_MARK_QUOTE_OPEN:
    case KITH_MARK_QUOTE_CLOSE:
    case KITH_MARK_DOUBLE_QUOTE:
    case KITH_MARK_FULL_STOP:
    case KITH_MARK_EMOJI:
    case KITH_MARK_DICTIONARY: return true;
    default: return false;
  }
}

uint32_t kith_link_end(const kith_tokenizer *t, uint32_t at) {
  uint32_t end = at, keep = at; /* keep: behind the last character that is not punctuation of the sentence */
  unsigned open = 0;
  for (kith_glyph glyph = kith_glyph_at(t, end); !ends_link(glyph); glyph = kith_glyph_at(t, end)) {
    char c = t->bytes[end];
    if (c == '<' || c == '>') break;
    end += glyph.length;
    if (c == '(') open++;
    bool closes = c == ')' && open > 0;
    if (closes) open--;
    bool behind = glyph.class == KITH_MARK_STOP || glyph.class == KITH_MARK_COMMA ||
                  glyph.class == KITH_MARK_SEMICOLON || glyph.class == KITH_MARK_COLON ||
                  glyph.class == KITH_MARK_ASK || glyph.class == KITH_MARK_APOSTROPHE ||
                  glyph.class == KITH_MARK_ELLIPSIS || glyph.class == KITH_MARK_OPEN ||
                  (glyph.class == KITH_MARK_CLOSE && !closes);
    if (!behind) keep = end;
    if (c == ')' && !closes) break;
  }
  return keep;
}

/* One emoji with what belongs to it: variation selectors, skin tones, tags,
 * and further emoji behind a zero-width joiner; or a flag of two halves. */
static uint32_t one_emoji_end(const kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  uint32_t end = at + glyph.length;
  kith_glyph next = kith_glyph_at(t, end);
  if (glyph.class == KITH_MARK_REGIONAL && next.class == KITH_MARK_REGIONAL) return end + next.length;
  for (;;) {
    if (next.class == (KITH_IN_WORD | KITH_EXTEND) || next.class == KITH_MARK_SKIN) {
      end += next.length;
    } else if (next.class == (KITH_IN_WORD | KITH_HIDDEN)) {
      bool joined = t->end - end > 3 && memcmp(t->bytes + end, "\xe2\x80\x8d", 3) == 0;
      kith_glyph after = kith_glyph_at(t, end + next.length);
      if (joined && (after.class == KITH_MARK_EMOJI || after.class == KITH_MARK_SYMBOL)) end += after.length;
      else if (t->bytes[end] != '\xf3') return end; /* tag characters, U+E0020.., spell the flags of regions */
      end += next.length;
    } else {
      return end;
    }
    next = kith_glyph_at(t, end);
  }
}

uint32_t kith_emoji_end(const kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  uint8_t first = glyph.class;
  do {
    at = one_emoji_end(t, at, glyph);
    glyph = kith_glyph_at(t, at);
  } while (first == KITH_MARK_EMOJI && glyph.class == KITH_MARK_EMOJI);
  return at;
}

static bool is_ascii_alnum(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

uint32_t kith_entity_end(const kith_tokenizer *t, uint32_t at) {
  enum { LONGEST = 10 };
  uint32_t end = at + 1;
  if (at >= t->end || t->bytes[at] != '&') return at;
  if (end < t->end && t->bytes[end] == '#') end++;
  uint32_t name = end;
  while (end < t->end && end - at < LONGEST && is_ascii_alnum(t->bytes[end])) end++;
  if (end - name < 2 || end >= t->end || t->bytes[end] != ';') return at;
  uint32_t length = ++end - at;
  while (t->end - end >= length && memcmp(t->bytes + at, t->bytes + end, length) == 0) end += length;
  return end;
}

uint32_t kith_emoticon_end(const kith_tokenizer *t, uint32_t at) {
  uint32_t end = at + 1;
  char eyes = t->bytes[at];
  if (eyes != ':' && eyes != ';' && eyes != '=') return at;
  if (end < t->end && (t->bytes[end] == '-' || t->bytes[end] == '\'')) end++;
  if (end >= t->end || !strchr(")(DPp|\\*/", t->bytes[end]) || !t->bytes[end]) return at;
  char mouth = t->bytes[end];
  while (end < t->end && t->bytes[end] == mouth) end++;
  /* a letter, a figure or a slash behind is an address or a ratio, a word before letters a name */
  kith_glyph next = kith_glyph_at(t, end);
  if (kith_is_word(next) || next.class == KITH_MARK_SLASH || (mouth == '/' && end - at < 3)) return at;
  const kith_text *text = t->text;
  bool touching = text->tokens.n && text->tokens.at[text->tokens.n - 1].end == at && at > t->start;
  return touching && mouth != ')' && mouth != '(' ? at : end;
}

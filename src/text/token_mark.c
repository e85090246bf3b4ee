#include "text/token.h"

static kith_token_kind kind_of(kith_mark mark) {
  switch (mark) {
    case KITH_MARK_CURRENCY:
    case KITH_MARK_DEGREE:
    case KITH_MARK_TILDE:
    case KITH_MARK_TIMES:
    case KITH_MARK_EQUALS:
    case KITH_MARK_PLUS:
    case KITH_MARK_PERCENT:
    case KITH_MARK_SYMBOL:
    case KITH_MARK_EMOJI:
    case KITH_MARK_REGIONAL:
    case KITH_MARK_SKIN:
    case KITH_MARK_INVALID: return KITH_TOKEN_SYMBOL;
    default: return KITH_TOKEN_PUNCT;
  }
}

void kith_sign_add(kith_tokenizer *t, uint32_t start, uint32_t end, kith_mark mark) {
  kith_token_add(t, start, end, kind_of(mark), 0, 0);
  if (mark == KITH_MARK_DOUBLE_QUOTE || mark == KITH_MARK_APOSTROPHE) kith_mark_add(t, KITH_AT_QUOTE);
}

static bool is_ender(uint8_t class) {
  return class == KITH_MARK_STOP || class == KITH_MARK_ASK || class == KITH_MARK_ELLIPSIS;
}

/* Where the same character stops repeating, at most `most` times. */
static uint32_t repeat_end(const kith_tokenizer *t, uint32_t at, unsigned length, uint32_t most) {
  uint32_t end = at + length;
  while (--most && t->end - end >= length && memcmp(t->bytes + at, t->bytes + end, length) == 0) end += length;
  return end;
}

/* The end of the token of enders at `at`: dots alone, or ! and ? with the dots
 * of an ellipsis behind them; a single stop behind something else stands alone. */
static uint32_t ender_end(const kith_tokenizer *t, uint32_t at) {
  kith_glyph glyph = kith_glyph_at(t, at);
  uint8_t repeat = t->profile->rules.repeat;
  if (repeat == KITH_ACTION_SPLIT || (repeat == KITH_ACTION_LEFT && glyph.class != KITH_MARK_STOP))
    return at + glyph.length;
  if (glyph.class != KITH_MARK_ASK) {
    uint32_t end = repeat_end(t, at, glyph.length, UINT32_MAX);
    if (repeat != KITH_ACTION_JOIN || glyph.class != KITH_MARK_STOP || end - at > 1) return end;
    glyph = kith_glyph_at(t, end);
    at = end; /* a stop with ? or ! behind it is one token with them */
    if (glyph.class != KITH_MARK_ASK) return end;
  }
  while (glyph.class == KITH_MARK_ASK) {
    at += glyph.length;
    glyph = kith_glyph_at(t, at);
  }
  if (glyph.class != KITH_MARK_STOP) return at;
  uint32_t dots = repeat_end(t, at, glyph.length, UINT32_MAX);
  return dots - at > 1 ? dots : at;
}

/* A run of . ! ? … : one token or many, as the language has it, and one mark on the last. */
static uint32_t cut_enders(kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  const kith_text *text = t->text;
  bool glued = at > t->start && text->tokens.n && text->tokens.at[text->tokens.n - 1].end == at;
  bool lone = glyph.class == KITH_MARK_STOP && !is_ender(kith_glyph_at(t, at + glyph.length).class);
  while (is_ender(glyph.class)) {
    uint32_t end = ender_end(t, at);
    kith_token_add(t, at, end, KITH_TOKEN_PUNCT, 0, 0);
    at = end;
    glyph = kith_glyph_at(t, at);
  }
  if (lone && glued && t->profile->rules.full_stop == KITH_ACTION_JOIN) return at;
  kith_mark_add(t, lone ? KITH_AT_STOP : KITH_AT_ASK);
  return at;
}

/* Marks that follow a sign without being seen on their own: U+FE0F, combining marks. */
static uint32_t skip_extenders(const kith_tokenizer *t, uint32_t at) {
  kith_glyph glyph = kith_glyph_at(t, at);
  while (glyph.class == (KITH_IN_WORD | KITH_EXTEND)) {
    at += glyph.length;
    glyph = kith_glyph_at(t, at);
  }
  return at;
}

static bool touches_word(const kith_tokenizer *t, uint32_t at) {
  const kith_text *text = t->text;
  if (at == t->start || !text->tokens.n) return false;
  kith_token last = text->tokens.at[text->tokens.n - 1];
  return last.end == at && last.start >= t->start &&
         (last.kind == KITH_TOKEN_WORD || last.kind == KITH_TOKEN_NUMBER || last.kind == KITH_TOKEN_LINK);
}

/* A joiner that opens a word: 's, -1, '90s, .5. */
static bool opens_word(const kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  kith_glyph next = kith_glyph_at(t, at + glyph.length);
  if (glyph.class >= KITH_JOINER_COUNT || !kith_is_word(next)) return false;
  if (kith_joiner_in(t->profile->opening, glyph.class)) {
    kith_run run = kith_run_read(t, at + glyph.length);
    if (kith_profile_traits_of(t->profile, kith_slice(t, at, run.end)) & (KITH_TRAIT_WHOLE | KITH_TRAIT_ENCLITIC)) return true;
  }
  kith_side side = next.class & KITH_DIGIT ? KITH_SIDE_DIGIT : KITH_SIDE_LETTER;
  return !touches_word(t, at) && t->profile->joints[glyph.class][KITH_SIDE_NONE][side] == KITH_ACTION_JOIN;
}

/* #hashtag, @mention: letters, digits, marks and underscores. */
static uint32_t tag_end(const kith_tokenizer *t, uint32_t at) {
  uint32_t end = at;
  kith_glyph glyph = kith_glyph_at(t, end);
  bool at_sign = t->bytes[at - 1] == '@';
  while (kith_is_word(glyph) || glyph.class == KITH_MARK_UNDERSCORE ||
         ((glyph.class == KITH_MARK_HYPHEN || (at_sign && glyph.class == KITH_MARK_STOP)) && end > at &&
          kith_is_word(kith_glyph_at(t, end + glyph.length)))) {
    end += glyph.length;
    glyph = kith_glyph_at(t, end);
  }
  return end;
}

static bool is_tag(const kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  kith_glyph next = kith_glyph_at(t, at + glyph.length);
  const kith_text *text = t->text;
  bool after_tag = text->tokens.n && text->tokens.at[text->tokens.n - 1].kind == KITH_TOKEN_LINK; /* #one#two */
  if (touches_word(t, at) && !(after_tag && glyph.class == KITH_MARK_HASH)) return false;
  if (glyph.class == KITH_MARK_AT) return kith_is_word(next) || next.class == KITH_MARK_UNDERSCORE;
  return glyph.class == KITH_MARK_HASH && kith_is_word(next) && (next.class & KITH_ANY_LETTER);
}

static bool repeats(kith_mark mark) {
  switch (mark) {
    case KITH_MARK_HYPHEN:
    case KITH_MARK_DASH:
    case KITH_MARK_UNDERSCORE:
    case KITH_MARK_TIMES:
    case KITH_MARK_EQUALS:
    case KITH_MARK_TILDE:
    case KITH_MARK_SYMBOL:
    case KITH_MARK_CURRENCY: return true;
    default: return false;
  }
}

/* Brackets, counted so that a closing one that nothing opened is seen as a
 * smile: ))) and, behind a word, ). */
static uint32_t cut_bracket(kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  uint32_t end = at + glyph.length;
  bool closing = t->bytes[at] == ')';
  if (t->bytes[at] == '(') {
    end = repeat_end(t, at, 1, UINT32_MAX);
    kith_glyph next = kith_glyph_at(t, end);
    if (end - at < 2 || !(next.class == KITH_MARK_SPACE || next.class == KITH_MARK_END)) {
      end = at + 1;
      t->open++;
    }
  } else if (closing && t->open > 0) {
    t->open--;
    closing = false;
  } else if (closing) {
    end = repeat_end(t, at, 1, UINT32_MAX);
  }
  const kith_token *last = touches_word(t, at) ? &t->text->tokens.at[t->text->tokens.n - 1] : NULL;
  bool smile = end - at > 1 || (closing && last && last->kind == KITH_TOKEN_WORD && last->end - last->start > 4);
  kith_token_add(t, at, end, end - at > 1 ? KITH_TOKEN_SYMBOL : KITH_TOKEN_PUNCT, 0, 0);
  if (smile) kith_mark_add(t, KITH_AT_SMILE);
  return end;
}

/* The end of a sign that may be made of several characters. */
static uint32_t sign_end(const kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  kith_mark mark = (kith_mark)glyph.class;
  uint32_t end = at + glyph.length;
  if (mark == KITH_MARK_EMOJI || mark == KITH_MARK_REGIONAL || mark == KITH_MARK_SKIN)
    return kith_emoji_end(t, at, glyph);
  if (mark == KITH_MARK_APOSTROPHE || mark == KITH_MARK_COMMA) end = repeat_end(t, at, glyph.length, 2);
  else if (mark == KITH_MARK_INVALID)
    while (kith_glyph_at(t, end).class == KITH_MARK_INVALID) end += kith_glyph_at(t, end).length;
  else if (repeats(mark)) end = repeat_end(t, at, glyph.length, UINT32_MAX);
  return skip_extenders(t, end);
}

static bool is_question(const kith_tokenizer *t, uint32_t at) {
  unsigned length;
  return t->profile->question &&
         kith_utf8_decode(t->bytes + at, t->bytes + t->end, &length) == t->profile->question;
}

/* Signs made of signs: entities, tags, emoticons. `at` where there is none. */
static uint32_t cut_composed(kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  uint32_t end = kith_entity_end(t, at);
  if (end > at) {
    kith_token_add(t, at, end, KITH_TOKEN_PUNCT, 0, 0);
    return end;
  }
  if (is_tag(t, at, glyph)) {
    end = tag_end(t, at + glyph.length);
    kith_token_add(t, at, end, KITH_TOKEN_LINK, 0, 0);
    return end;
  }
  end = kith_emoticon_end(t, at);
  if (end > at) {
    kith_token_add(t, at, end, KITH_TOKEN_SYMBOL, 0, 0);
    kith_mark_add(t, KITH_AT_SMILE);
  }
  return end;
}

enum { RULE = 5 }; /* signs in a row */

/* Marks for the last token, a sign of this class that ends at `end`. */
static void add_marks(kith_tokenizer *t, uint32_t at, uint32_t end, kith_mark mark) {
  const kith_rules *rules = &t->profile->rules;
  if (mark == KITH_MARK_EMOJI || mark == KITH_MARK_REGIONAL) kith_mark_add(t, KITH_AT_SMILE);
  if (mark == KITH_MARK_TILDE && t->profile->finals) kith_mark_add(t, KITH_AT_FINAL);
  if (mark == KITH_MARK_FULL_STOP) kith_mark_add(t, KITH_AT_SURE);
  if (mark == KITH_MARK_COLON && rules->dateline == KITH_ACTION_SPLIT) kith_mark_add(t, KITH_AT_DATELINE);
  bool clause = (mark == KITH_MARK_COLON && rules->colon == KITH_ACTION_SPLIT) ||
                (mark == KITH_MARK_SEMICOLON && rules->semicolon == KITH_ACTION_SPLIT);
  if (clause && kith_starter_follows(t, end)) kith_mark_add(t, KITH_AT_WORD);
  if (end - at >= RULE * kith_glyph_at(t, at).length && repeats(mark) && mark != KITH_MARK_CURRENCY)
    kith_mark_add(t, KITH_AT_RULE);
  if (is_question(t, at)) kith_mark_add(t, KITH_AT_ASK);
}

uint32_t kith_mark_cut(kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  kith_mark mark = (kith_mark)glyph.class;
  if (mark == KITH_MARK_DICTIONARY) return kith_dictionary_cut(t, at);
  if (is_ender(glyph.class) && !(mark == KITH_MARK_STOP && opens_word(t, at, glyph)))
    return cut_enders(t, at, glyph);
  if (t->bytes[at] == '(' || t->bytes[at] == ')') return cut_bracket(t, at, glyph);
  uint32_t end = cut_composed(t, at, glyph);
  if (end > at) return end;
  if (opens_word(t, at, glyph)) return kith_chunk_cut(t, at, kith_run_read(t, at + glyph.length));
  end = sign_end(t, at, glyph);
  if (mark == KITH_MARK_APOSTROPHE) t->quoted = !touches_word(t, at) && kith_is_word(kith_glyph_at(t, end));
  kith_sign_add(t, at, end, mark);
  add_marks(t, at, end, mark);
  return end;
}

#include "text/sentence.h"

/* Walks the marks of one paragraph with the state of its straight quotes. */
typedef struct walk {
  const kith_tokenizer *t;
  uint32_t limit;    /* behind the last token */
  size_t mark;       /* next mark to look at */
  size_t capital;    /* next capitalised word to look at */
  unsigned quotes;   /* straight quotes met before it */
  uint32_t begin;    /* first token of the sentence that is open */
  uint32_t paragraph;
} walk;

static const kith_token *token_at(const walk *w, uint32_t i) { return &w->t->text->tokens.at[i]; }

static uint8_t class_at(const walk *w, uint32_t i) { return kith_glyph_at(w->t, token_at(w, i)->start).class; }

static bool touches(const walk *w, uint32_t i) { return token_at(w, i)->start == token_at(w, i - 1)->end; }

static bool space_behind(const walk *w, uint32_t i) {
  return i + 1 >= w->limit || token_at(w, i + 1)->start > token_at(w, i)->end;
}

static void add_sentence(walk *w, uint32_t behind) {
  kith_text *text = w->t->text;
  kith_sentence sentence = {token_at(w, w->begin)->start, token_at(w, behind - 1)->end, w->begin,
                            behind - w->begin, w->paragraph};
  kith_vec_push(&text->sentences, sentence);
  w->begin = behind;
}

static uint32_t traits_of(const walk *w, uint32_t i) {
  const kith_token *token = token_at(w, i);
  return kith_profile_traits_of(w->t->profile, kith_slice(w->t, token->start, token->end));
}

enum { HEADLINE = 3 }; /* words in capitals */

static bool is_starter(const walk *w, uint32_t i) {
  const kith_token *token = token_at(w, i);
  return kith_profile_may_start(w->t->profile, kith_slice(w->t, token->start, token->end)) &&
         (traits_of(w, i) & KITH_TRAIT_STARTER);
}

static bool is_letter(const walk *w, uint32_t i) {
  return kith_glyph_at(w->t, token_at(w, i)->start).length == token_at(w, i)->end - token_at(w, i)->start;
}

/* Whether all of the open sentence before token i is capitals, three words or more: a headline. */
static bool is_capitals_before(const walk *w, uint32_t i) {
  unsigned words = 0;
  while (i-- > w->begin) {
    const kith_token *token = token_at(w, i);
    if (!(token->flags & KITH_TOKEN_CASED)) continue;
    if (!(token->flags & KITH_TOKEN_ALL_CAPS) && !is_letter(w, i)) return false;
    words++;
  }
  return words >= HEADLINE;
}

static bool is_link(const walk *w, uint32_t i, bool tag) { /* a #tag, or an address but no @name */
  const kith_token *token = token_at(w, i);
  char first = w->t->bytes[token->start];
  return token->kind == KITH_TOKEN_LINK && (tag ? first == '#' : first != '#' && first != '@');
}

/* A letter that names something before it: Series A and, Elizabeth I signed. */
static bool is_label(const walk *w, uint32_t i) {
  bool roman = memchr("IVXC", w->t->bytes[token_at(w, i)->start], 4);
  return (roman && (token_at(w, i - 1)->flags & KITH_TOKEN_CAPITAL)) || is_starter(w, i + 1);
}

/* Whether what stands before token i lets a capitalised starter begin a sentence: no starter itself (in The
 * Guardian) and not one of many capitals (a headline in English). */
static bool may_stand_last(const walk *w, uint32_t i) {
  const kith_token *before = token_at(w, i - 1);
  if (before->kind == KITH_TOKEN_NUMBER) return i - w->begin > 1;
  if (before->kind != KITH_TOKEN_WORD || is_starter(w, i - 1)) return false;
  return !(before->flags & KITH_TOKEN_CAPITAL) || i - w->begin < 2 || !(before[-1].flags & KITH_TOKEN_CAPITAL);
}

/* These are asked of every capitalised word, so without a branch. */
static inline bool stands_free(const kith_token *word) {
  return (word->kind == KITH_TOKEN_WORD) & (word[-1].end != word->start) & (word->end != word[1].start);
}
static inline bool is_odd(const kith_token *token) {
  return ((token->flags & KITH_TOKEN_ALL_CAPS) != 0) | (token->kind == KITH_TOKEN_LINK);
}
static inline bool is_small(const kith_token *token) {
  unsigned cased = token->flags & (KITH_TOKEN_CASED | KITH_TOKEN_CAPITAL);
  return (token->kind == KITH_TOKEN_WORD) & (cased == KITH_TOKEN_CASED);
}

/* Whether a sentence begins at the capitalised word i though nothing ended the one before, as after a
 * headline that runs on: after a line in capitals, after #tags or an address, or with a starter that goes
 * on in small letters. */
static bool begins_unstopped(const walk *w, uint32_t i) {
  const kith_token *word = token_at(w, i);
  bool small = is_small(word + 1);
  if (!stands_free(word) | !(small | is_odd(word - 1))) return false;
  if ((word[-1].flags & KITH_TOKEN_ALL_CAPS) && is_capitals_before(w, i))
    return small || (!(word[1].flags & KITH_TOKEN_ALL_CAPS) && is_starter(w, i));
  if (is_link(w, i - 1, true)) return i - w->begin > 1 && is_link(w, i - 2, true);
  if (!small) return false;
  if (is_link(w, i - 1, false)) return true;
  if (!is_starter(w, i) || (traits_of(w, i) & KITH_TRAIT_INSIDE) || !may_stand_last(w, i)) return false;
  return !is_letter(w, i) || !is_label(w, i);
}

/* Ends the open sentence before token `behind`. */
static void end_sentence(walk *w, uint32_t behind) {
  const uint32_t *capitals = w->t->capitals.at;
  for (size_t n = w->t->capitals.n; w->capital < n && capitals[w->capital] + 1 < behind; w->capital++) {
    uint32_t i = capitals[w->capital];
    if (i > w->begin && begins_unstopped(w, i)) add_sentence(w, i);
  }
  if (behind > w->begin) add_sentence(w, behind);
}

static bool is_pair(const walk *w, uint32_t i) { /* two commas or apostrophes written for one quote */
  const kith_token *token = token_at(w, i);
  const char *p = w->t->bytes + token->start;
  return token->end - token->start == 2 && p[0] == p[1];
}

/* Whether token i closes what the sentence before it opened. */
static bool closes(const walk *w, uint32_t i, unsigned *quotes) {
  uint8_t class = class_at(w, i);
  if (class & KITH_IN_WORD) return false;
  bool glued = touches(w, i), free = space_behind(w, i);
  switch (class) {
    case KITH_MARK_CLOSE:
    case KITH_MARK_EMOJI:
    case KITH_MARK_REGIONAL: return true;
    case KITH_MARK_AMPERSAND: return glued; /* an entity: &quot; */
    case KITH_MARK_QUOTE_CLOSE: return glued || free;
    case KITH_MARK_QUOTE_OPEN: return glued && free; /* „so“ closes with what opens elsewhere */
    case KITH_MARK_COLON: /* emoticons; a colon alone is no symbol */
    case KITH_MARK_SEMICOLON:
    case KITH_MARK_EQUALS:
      return token_at(w, i)->kind == KITH_TOKEN_SYMBOL && token_at(w, i)->end - token_at(w, i)->start > 1;
    case KITH_MARK_APOSTROPHE:
      if (is_pair(w, i)) return glued || free;
      /* fall through */
    case KITH_MARK_DOUBLE_QUOTE:
      if (!(glued && (free || *quotes % 2)) && !(free && *quotes % 2)) return false;
      ++*quotes;
      return true;
    default: return false;
  }
}

/* と behind 」: what was said is part of the sentence. */
static bool is_enclitic(const walk *w, uint32_t i) {
  return i < w->limit && touches(w, i) && (traits_of(w, i) & KITH_TRAIT_ENCLITIC);
}

/* Whether what begins with token i goes on with the sentence before it. `small`:
 * a small letter does not say so. */
static bool goes_on(const walk *w, uint32_t i, bool small) {
  for (unsigned steps = 0; i < w->limit && steps < 8; i++, steps++) {
    uint8_t class = class_at(w, i);
    if (class & KITH_IN_WORD) return (class & KITH_LOWER) && !small;
    switch (class) {
      case KITH_MARK_COMMA:
        if (is_pair(w, i)) break; /* ,,so'' opens */
        return true;
      case KITH_MARK_SEMICOLON:
      case KITH_MARK_COLON:
      case KITH_MARK_SLASH:
      case KITH_MARK_STOP: /* . . . : the last one decides */
      case KITH_MARK_ASK:
      case KITH_MARK_FULL_STOP:
      case KITH_MARK_ELLIPSIS: return true;
      case KITH_MARK_DASH:
      case KITH_MARK_HYPHEN: small = false; break; /* — he said */
      case KITH_MARK_OPEN:
      case KITH_MARK_QUOTE_OPEN:
      case KITH_MARK_QUOTE_CLOSE:
      case KITH_MARK_DOUBLE_QUOTE:
      case KITH_MARK_APOSTROPHE: break;
      default: return false;
    }
  }
  return false;
}

/* A capital, an uncased letter or an address: what a sentence without a stop before it must begin with. */
static bool begins(const walk *w, uint32_t i) {
  uint8_t class = class_at(w, i);
  if (class & KITH_IN_WORD) return class & (KITH_UPPER | KITH_LETTER);
  return class == KITH_MARK_DICTIONARY || token_at(w, i)->kind == KITH_TOKEN_LINK;
}

enum {
  DATELINE = 7, /* tokens */
  SIGNS = 8
};

static bool closes_dateline(const walk *w, uint32_t colon) {
  if (colon - w->begin > DATELINE) return false;
  for (uint32_t i = w->begin + 1; i < colon; i++)
    if (class_at(w, i) == KITH_MARK_HYPHEN || class_at(w, i) == KITH_MARK_DASH) return true;
  return false;
}

/* Whether the open sentence says something before token i: a few signs alone do not. */
static bool holds_word(const walk *w, uint32_t i) {
  uint32_t least = i - w->begin > SIGNS ? i - SIGNS : w->begin;
  while (i-- > least)
    if (token_at(w, i)->kind != KITH_TOKEN_SYMBOL) return true;
  return least > w->begin;
}

/* Whether a space was forgotten before token i: Gone...Who knows? */
static bool is_forgotten(const walk *w, uint32_t i) {
  const kith_token *token = token_at(w, i);
  return i - 1 > w->begin && touches(w, i - 1) && token[-2].kind == KITH_TOKEN_WORD && token->kind == KITH_TOKEN_WORD &&
         (token->flags & (KITH_TOKEN_CAPITAL | KITH_TOKEN_ALL_CAPS)) == KITH_TOKEN_CAPITAL;
}

static bool may_end(const walk *w, kith_token_mark mark, uint32_t behind) {
  bool closed = behind > mark.token + 1;
  switch ((kith_mark_kind)mark.kind) {
    case KITH_AT_TIGHT: return true;
    case KITH_AT_SURE: return !goes_on(w, behind, true) && !(closed && is_enclitic(w, behind));
    case KITH_AT_SMILE:
      return holds_word(w, mark.token) && !touches(w, behind) && begins(w, behind) &&
             class_at(w, mark.token) != KITH_MARK_REGIONAL;
    case KITH_AT_RULE: return !touches(w, behind);
    case KITH_AT_DATELINE: return closes_dateline(w, mark.token);
    case KITH_AT_FINAL: return begins(w, behind) || (token_at(w, behind)->flags & KITH_TOKEN_DIGIT);
    case KITH_AT_WORD: return !touches(w, behind) && !goes_on(w, behind, !closed);
    case KITH_AT_ASK:
      return (!touches(w, behind) || (!closed && is_forgotten(w, behind))) &&
             !goes_on(w, behind, !closed && w->t->profile->rules.ask == KITH_ACTION_SPLIT &&
                                     class_at(w, mark.token) == KITH_MARK_ASK);
    default: return !touches(w, behind) && !goes_on(w, behind, false);
  }
}

/* [12]: a footnote's number belongs to the sentence before it. */
static bool is_reference(const walk *w, uint32_t i) {
  return i + 2 < w->limit && w->t->bytes[token_at(w, i)->start] == '[' &&
         token_at(w, i + 1)->kind == KITH_TOKEN_NUMBER && w->t->bytes[token_at(w, i + 2)->start] == ']';
}

enum { CLOSERS = 64 };

/* Letters of hangul that make no syllable: ㅠㅠ weeps and ㅋㅋ laughs with the sentence before it. */
static bool is_jamo(const walk *w, uint32_t i) {
  unsigned length;
  const char *p = w->t->bytes + token_at(w, i)->start;
  uint32_t c = kith_utf8_decode(p, w->t->bytes + token_at(w, i)->end, &length);
  return (c >= 0x1100 && c < 0x1200) || (c >= 0x3130 && c < 0x3190);
}

/* A mark where a sentence may end: over the closing signs, then look. */
static void try_end(walk *w, kith_token_mark mark) {
  uint32_t behind = mark.token + 1;
  unsigned quotes = w->quotes;
  if (mark.kind != KITH_AT_TIGHT && mark.kind != KITH_AT_FINAL)
    while (behind < w->limit && (closes(w, behind, &quotes) || is_reference(w, behind)))
      if (behind += is_reference(w, behind) ? 3 : 1, behind - mark.token > CLOSERS) return; /* none is meant */
  if (mark.kind == KITH_AT_FINAL && behind < w->limit && is_jamo(w, behind)) behind++;
  if (behind < w->limit && may_end(w, mark, behind)) end_sentence(w, behind);
}

void kith_sentences_cut(const kith_tokenizer *t, uint32_t first_token, uint32_t paragraph) {
  walk w = {t, (uint32_t)t->text->tokens.n, 0, 0, 0, first_token, paragraph};
  if (t->profile->rules.unstopped != KITH_ACTION_SPLIT) w.capital = t->capitals.n; /* none is looked at */
  for (; w.mark < t->marks.n; w.mark++) {
    kith_token_mark mark = t->marks.at[w.mark];
    bool rule = mark.kind == KITH_AT_RULE && mark.token > w.begin && !touches(&w, mark.token);
    if (rule) end_sentence(&w, mark.token);
    if (mark.kind == KITH_AT_QUOTE) w.quotes++;
    else if (mark.token >= w.begin) try_end(&w, mark);
  }
  end_sentence(&w, w.limit);
}

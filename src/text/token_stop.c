#include "text/token.h"

/* What stands behind a stop, over white space and opening signs. */
typedef struct follow {
  bool end;      /* of the paragraph: nothing but closing signs comes */
  bool touching; /* no white space between */
  bool opened;   /* a quote or dash stands before the word */
  uint8_t class; /* of the character there */
  uint32_t at;
} follow;

typedef struct verdict {
  bool abbreviation; /* the stop belongs to the word */
  bool quiet;        /* and ends no sentence */
} verdict;

static bool is_opening(uint8_t class) {
  return class == KITH_MARK_OPEN || class == KITH_MARK_QUOTE_OPEN || class == KITH_MARK_DOUBLE_QUOTE ||
         class == KITH_MARK_APOSTROPHE || class == KITH_MARK_DASH || class == KITH_MARK_HYPHEN ||
         class == KITH_MARK_PUNCT || /* ¿ ¡ */
         class == KITH_MARK_QUOTE_CLOSE; /* »so« and ”so” open with what closes elsewhere */
}

static bool is_closing(uint8_t class) {
  return class == KITH_MARK_CLOSE || class == KITH_MARK_QUOTE_CLOSE || class == KITH_MARK_DOUBLE_QUOTE ||
         class == KITH_MARK_APOSTROPHE;
}

enum { LOOK_AHEAD = 64 }; /* characters: more signs than that in a row mean nothing */

static follow look_ahead(const kith_tokenizer *t, uint32_t at) {
  follow f = {false, true, false, KITH_MARK_END, at};
  kith_glyph glyph = kith_glyph_at(t, at);
  for (unsigned i = 0; i < LOOK_AHEAD; i++) {
    if (glyph.class == KITH_MARK_SPACE || glyph.class == KITH_MARK_LINE) f.touching = false;
    else if (!f.touching && is_opening(glyph.class)) f.opened |= glyph.class != KITH_MARK_OPEN;
    else if (!(f.touching && is_closing(glyph.class))) break;
    at += glyph.length;
    glyph = kith_glyph_at(t, at);
  }
  f.class = glyph.class;
  f.at = at;
  f.end = glyph.class == KITH_MARK_END;
  return f;
}

static bool is_upper(const follow *f) {
  return (f->class & KITH_IN_WORD) ? (f->class & (KITH_UPPER | KITH_LETTER)) != 0 : f->class == KITH_MARK_DICTIONARY;
}
static bool is_lower(const follow *f) { return (f->class & KITH_IN_WORD) && (f->class & KITH_LOWER); }
static bool is_digit(const follow *f) { return (f->class & KITH_IN_WORD) && (f->class & KITH_DIGIT); }

/* Capitals that can only be a Roman number. */
static bool is_roman(const kith_tokenizer *t, uint32_t start, uint32_t end) {
  if (start == end || end - start > 8) return false;
  for (; start < end; start++)
    if (!memchr("IVXLC", t->bytes[start], 5)) return false;
  return true;
}

static uint32_t traits_between(const kith_tokenizer *t, uint32_t from, uint32_t to) {
  return kith_profile_traits_of(t->profile, kith_slice(t, from, to));
}

/* A capitalised word that speaks for a new sentence; initials do not. */
static bool is_starter(const kith_tokenizer *t, const follow *f) {
  if (!is_upper(f)) return false;
  kith_run run = kith_run_read(t, f->at);
  kith_glyph first = kith_glyph_at(t, f->at), behind = kith_glyph_at(t, run.end);
  if (run.end - run.start == first.length && behind.class == KITH_MARK_STOP) return false;
  if (traits_between(t, run.start, run.end) & KITH_TRAIT_STARTER) return true;
  return behind.class == KITH_MARK_APOSTROPHE && /* L'accord, It's */
         traits_between(t, run.start, run.end + behind.length) & (KITH_TRAIT_PROCLITIC | KITH_TRAIT_STARTER);
}

static bool is_month(const kith_tokenizer *t, const follow *f) {
  if (!(f->class & KITH_IN_WORD)) return false;
  return traits_between(t, f->at, kith_run_read(t, f->at).end) & KITH_TRAIT_MONTH;
}

/* Nothing of the sentence stands before `start`: a point of a list is told by it. */
static bool opens_sentence(const kith_tokenizer *t, uint32_t start) {
  if (start == t->start) return true;
  return t->marks.n && t->marks.at[t->marks.n - 1].token == t->text->tokens.n - 1 &&
         t->marks.at[t->marks.n - 1].kind != KITH_AT_QUOTE;
}

static verdict judge_list(const kith_tokenizer *t, const follow *f, uint32_t traits) {
  bool starts = is_starter(t, f);
  if (traits & KITH_TRAIT_NEVER) return (verdict){!f->end, true};
  if (traits & KITH_TRAIT_NUMBER) {
    bool number = is_digit(f) || is_lower(f) || (f->touching && !is_upper(f)) ||
                  (is_upper(f) && is_roman(t, f->at, kith_run_read(t, f->at).end));
    return (verdict){number && !f->end, number};
  }
  bool going_on = is_lower(f) || is_digit(f) || (f->touching && !f->end) ||
                  ((traits & KITH_TRAIT_ANY) && !f->end && !f->opened && !starts);
  return (verdict){going_on || t->profile->rules.abbreviation_end == KITH_ACTION_JOIN, going_on};
}

/* A letter alone, with its marks; a syllable of hangul is a word. */
static bool is_initial(const kith_tokenizer *t, uint32_t start, uint32_t end) {
  kith_glyph glyph = kith_glyph_at(t, start);
  if (!(glyph.class & KITH_ANY_LETTER)) return false;
  for (uint32_t at = start + glyph.length; at < end; at += kith_glyph_at(t, at).length)
    if (!(kith_glyph_at(t, at).class & KITH_EXTEND)) return false;
  return !(glyph.class & KITH_LETTER) || t->profile->rules.letter == KITH_ACTION_JOIN;
}

static verdict judge_letter(const kith_tokenizer *t, const follow *f, uint32_t start) {
  if (kith_glyph_at(t, start).class & KITH_LOWER) return (verdict){false, opens_sentence(t, start)};
  bool name = !f->end && !f->opened && !is_starter(t, f);
  return (verdict){name, name || opens_sentence(t, start)};
}

/* A number with a stop: an ordinal, a date, a point of a list, or the end. */
static verdict judge_number(const kith_tokenizer *t, const follow *f, uint32_t start, uint32_t end, bool roman) {
  const kith_rules *rules = &t->profile->rules;
  if (!f->end && opens_sentence(t, start))
    return (verdict){rules->ordinal == KITH_ACTION_JOIN, rules->list == KITH_ACTION_JOIN};
  if (rules->ordinal == KITH_ACTION_LEFT || f->end) return (verdict){false, is_month(t, f)};
  bool small = roman || end - start <= 2;
  bool date = (is_digit(f) && small) || is_month(t, f);
  bool noun = rules->ordinal_noun == KITH_ACTION_JOIN && small && is_upper(f) && !is_starter(t, f);
  bool touching = f->touching && !is_upper(f);
  bool ordinal = is_lower(f) || date || noun || touching;
  return (verdict){ordinal, ordinal};
}

/* 3.4.2: figures with stops between. */
static bool is_figures(const kith_tokenizer *t, uint32_t start, uint32_t end) {
  for (; start < end; start++)
    if (t->bytes[start] != '.' && (t->bytes[start] < '0' || t->bytes[start] > '9')) return false;
  return true;
}

/* A.B.C: single letters with stops between, at least two. */
static bool is_dotted(const kith_tokenizer *t, uint32_t start, uint32_t end) {
  unsigned letters = 0;
  while (start < end) {
    kith_glyph glyph = kith_glyph_at(t, start);
    if (!kith_is_word(glyph) || !(glyph.class & KITH_ANY_LETTER)) return false;
    start += glyph.length;
    letters++;
    if (start < end && kith_glyph_at(t, start++).class != KITH_MARK_STOP) return false;
  }
  return letters > 1;
}

/* Letters are counted to here: from so many on, a word is no abbreviation nobody has listed. */
enum { ORDINARY = 4 };

static bool is_ordinary(const kith_tokenizer *t, const kith_run *run, uint32_t end) {
  unsigned letters = 0;
  if (run->end != end || (run->seen & KITH_DIGIT) || !(run->last & KITH_LOWER)) return false;
  for (uint32_t at = run->start; at < end && letters < ORDINARY; letters++) at += kith_glyph_at(t, at).length;
  return letters >= ORDINARY || (letters > 1 && (traits_between(t, run->start, end) & KITH_TRAIT_STARTER));
}

enum {
  PARTS = 4,        /* of an abbreviation written apart */
  LONGEST_PART = 8 /* bytes */
};

static bool is_capitals(const kith_run *run) { return (run->seen & KITH_UPPER) && !(run->seen & KITH_LOWER); }

static bool is_capitals_run(const kith_tokenizer *t, uint32_t at) {
  kith_run run = kith_run_read(t, at);
  return is_capitals(&run) && run.end - run.start > 2;
}

/* Where the word before `start` begins, if a stop and a space stand between; else `start`. */
static uint32_t part_before(const kith_tokenizer *t, uint32_t start) {
  uint32_t at = start;
  if (at - t->start >= 2 && (unsigned char)t->bytes[at - 2] == 0xc2 && (unsigned char)t->bytes[at - 1] == 0xa0) at -= 2;
  else if (at > t->start && t->bytes[at - 1] == ' ') at--;
  if (at == start || at == t->start || t->bytes[--at] != '.') return start;
  uint32_t stop = at;
  while (at > t->start && stop - at < LONGEST_PART) {
    uint32_t before = at - 1;
    while (before > t->start && ((unsigned char)t->bytes[before] & 0xc0) == 0x80) before--;
    if (!kith_is_word(kith_glyph_at(t, before))) break;
    at = before;
  }
  return at < stop && stop - at <= LONGEST_PART ? at : start;
}

/* Traits of an abbreviation whose parts are written apart, from `start` to `end`: т. д. is listed as т.д. */
static uint32_t traits_of_parts(const kith_tokenizer *t, uint32_t start, uint32_t end) {
  char room[KITH_KEY_ROOM];
  size_t n = 0;
  kith_glyph first = kith_glyph_at(t, start);
  bool initial = (first.class & KITH_UPPER) && t->bytes[start + first.length] == '.'; /* N. E. Oak is no n.e. */
  if (initial || end - start > sizeof room) return 0;
  for (; start < end; start++) {
    char c = t->bytes[start];
    if (c == ' ' || (unsigned char)c == 0xa0) continue;
    if ((unsigned char)c == 0xc2) continue;
    room[n++] = c;
  }
  return kith_profile_traits_of(t->profile, (kith_str){room, n}) & KITH_TRAIT_ABBREVIATION;
}

/* Traits of the abbreviation of several parts that the word from `start` closes. */
static uint32_t closing_traits(const kith_tokenizer *t, uint32_t start, uint32_t end) {
  uint32_t traits = 0, before = part_before(t, start);
  kith_glyph first = kith_glyph_at(t, start);
  bool initial = (first.class & KITH_UPPER) && first.length == end - start; /* Mr. A. Oak is no m.a. */
  for (unsigned part = 1; part < PARTS && before < start && end - start <= LONGEST_PART; part++) {
    traits |= traits_of_parts(t, before, end);
    uint32_t next = part_before(t, before);
    if (next == before) break;
    before = next;
  }
  return initial ? traits & KITH_TRAIT_NEVER : traits;
}

/* Whether the word from `start` opens an abbreviation of two parts that goes on behind the stop: z. B. */
static bool opens_parts(const kith_tokenizer *t, const follow *f, uint32_t start, uint32_t end) {
  if (f->touching || f->opened || !is_upper(f) || end - start > LONGEST_PART) return false;
  kith_run next = kith_run_read(t, f->at);
  if (next.end - next.start > LONGEST_PART || kith_glyph_at(t, next.end).class != KITH_MARK_STOP) return false;
  return traits_of_parts(t, start, next.end) != 0;
}

/* Traits as an abbreviation of what ends here; none for a word that only looks like one in capitals. */
static uint32_t abbreviation_traits(const kith_tokenizer *t, const follow *f, const kith_run *run, uint32_t chunk,
                                    uint32_t end) {
  uint32_t traits = chunk == run->start ? 0 : traits_between(t, chunk, end);
  if (!(traits & KITH_TRAIT_ABBREVIATION)) traits = traits_between(t, run->start, end);
  bool one_letter = kith_glyph_at(t, run->start).length == end - run->start;
  if (run->end == end && is_capitals(run)) {
    if (one_letter) return traits & KITH_TRAIT_NEVER;
    bool all = is_upper(f) && is_capitals_run(t, f->at); /* a whole line of capitals */
    if (!(traits & KITH_TRAIT_CAPITALS) && !all) return 0;
  }
  return traits & KITH_TRAIT_ABBREVIATION;
}

static verdict judge(const kith_tokenizer *t, const follow *f, const kith_run *run, uint32_t chunk, uint32_t end) {
  uint32_t start = run->start, traits = run->end == end ? closing_traits(t, start, end) : 0;
  if (!traits && run->end == end && opens_parts(t, f, start, end)) return (verdict){true, true};
  if (!traits) traits = abbreviation_traits(t, f, run, chunk, end);
  if (traits) return judge_list(t, f, traits);
  if (run->end == end) {
    bool letters = run->seen & KITH_ANY_LETTER;
    bool roman = is_roman(t, start, end) && t->profile->rules.ordinal != KITH_ACTION_LEFT;
    if ((run->seen & KITH_DIGIT && !letters) || (roman && end - start > 1))
      return judge_number(t, f, start, end, letters);
    if (is_initial(t, start, end)) return judge_letter(t, f, start);
  } else if (is_figures(t, start, end)) {
    return judge_number(t, f, start, end, false);
  }
  if (is_dotted(t, start, end)) return judge_list(t, f, KITH_TRAIT_ANY);
  bool inside = f->touching && (f->class == KITH_MARK_COMMA || f->class == KITH_MARK_HYPHEN);
  return (verdict){inside, inside};
}

enum { LONG = 8 }; /* bytes: a longer word is no part of an abbreviation that is written apart */

/* A long word with small letters, in no list, with a space behind its stop:
 * nothing that comes can change what that stop is. */
static bool is_plain_end(const kith_tokenizer *t, uint32_t chunk, const kith_run *last, uint32_t behind) {
  return chunk == last->start && last->end - chunk > LONG && (behind == t->end || t->bytes[behind] == ' ') &&
         (last->seen & KITH_LOWER) && !(last->seen & KITH_DIGIT) &&
         !(traits_between(t, chunk, last->end) & KITH_TRAIT_ABBREVIATION);
}

uint32_t kith_stop_cut(kith_tokenizer *t, uint32_t chunk, kith_run token, const kith_run *last) {
  uint32_t end = last->end, behind = end + kith_glyph_at(t, end).length;
  if (is_plain_end(t, chunk, last, behind)) {
    kith_token_add(t, chunk, end, KITH_TOKEN_WORD, last->seen, last->first);
    kith_sign_add(t, end, behind, KITH_MARK_STOP);
    kith_mark_add(t, is_ordinary(t, last, end) ? KITH_AT_WORD : KITH_AT_STOP);
    return behind;
  }
  follow f = look_ahead(t, behind);
  kith_run run = token.start == last->start ? *last : kith_run_read(t, token.start);
  verdict v = judge(t, &f, &run, chunk, end);
  bool whole = v.abbreviation && t->profile->rules.abbreviation == KITH_ACTION_JOIN;
  kith_token_add(t, token.start, whole ? behind : end, kith_word_kind(token.seen), token.seen, token.first);
  if (!whole) kith_sign_add(t, end, behind, KITH_MARK_STOP);
  if (!v.quiet) kith_mark_add(t, is_ordinary(t, &run, end) ? KITH_AT_WORD : KITH_AT_STOP);
  return behind;
}

bool kith_starter_follows(const kith_tokenizer *t, uint32_t at) {
  follow f = look_ahead(t, at);
  return !f.touching && !f.opened && is_starter(t, &f);
}

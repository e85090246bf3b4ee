#include "text/token.h"

enum {
  PIECES = 32, /* looked at together; a longer chain is cut as it goes */
  WHOLE = 6,   /* joints in the longest word that stays whole */
  LONG = 3     /* bytes of a word that is no abbreviation */
};

typedef struct joint {
  uint32_t at;
  kith_glyph glyph;
  uint8_t action;
  bool tight; /* a stop with the space behind it forgotten */
} joint;

typedef struct chunk {
  kith_run pieces[PIECES];
  joint joints[PIECES];
  unsigned count; /* of pieces; one joint fewer */
  uint32_t start, end;
} chunk;

static void collect(const kith_tokenizer *t, uint32_t start, kith_run run, chunk *c) {
  c->start = start;
  c->pieces[0] = run;
  c->count = 1;
  while (c->count < PIECES) {
    uint32_t at = c->pieces[c->count - 1].end;
    kith_glyph glyph = kith_glyph_at(t, at);
    if (glyph.class >= KITH_JOINER_COUNT || !kith_is_word(kith_glyph_at(t, at + glyph.length))) break;
    if (glyph.class == KITH_MARK_AMPERSAND && kith_entity_end(t, at) > at) break;
    c->joints[c->count - 1] = (joint){at, glyph, KITH_ACTION_SPLIT, false};
    c->pieces[c->count++] = kith_run_read(t, at + glyph.length);
  }
  c->end = c->pieces[c->count - 1].end;
}

static kith_side side_of(uint8_t class, uint8_t seen) {
  if (class & KITH_ANY_LETTER) return KITH_SIDE_LETTER;
  if (class & KITH_DIGIT) return KITH_SIDE_DIGIT;
  return seen & KITH_ANY_LETTER ? KITH_SIDE_LETTER : seen & KITH_DIGIT ? KITH_SIDE_DIGIT : KITH_SIDE_NONE;
}

static uint32_t traits_between(const kith_tokenizer *t, uint32_t from, uint32_t to) {
  return kith_profile_traits_of(t->profile, kith_slice(t, from, to));
}

static bool is_one_letter(const kith_tokenizer *t, const kith_run *run) {
  return (run->seen & KITH_ANY_LETTER) && kith_glyph_at(t, run->start).length == run->end - run->start;
}

static bool is_titled(const kith_run *run) { return (run->first & KITH_UPPER) && (run->seen & KITH_LOWER); }

/* What a stop between two letters does: initials, abbreviations, addresses, a forgotten space. */
static uint8_t stop_action(const kith_tokenizer *t, chunk *c, unsigned i) {
  const kith_run *a = &c->pieces[i], *b = &c->pieces[i + 1];
  uint8_t usual = t->profile->joints[KITH_MARK_STOP][side_of(a->last, a->seen)][side_of(b->first, b->seen)];
  if (is_one_letter(t, a)) {
    if (t->profile->rules.initials != KITH_ACTION_JOIN) return t->profile->rules.initials;
    return is_titled(b) && !is_one_letter(t, b) && (a->seen & KITH_UPPER) ? KITH_ACTION_LEFT : KITH_ACTION_JOIN;
  }
  if (!(a->seen & KITH_ANY_LETTER) && !is_titled(b)) return usual;
  if (traits_between(t, a->start, a->end) & KITH_TRAIT_ABBREVIATION)
    return t->profile->rules.abbreviation == KITH_ACTION_JOIN ? KITH_ACTION_LEFT : KITH_ACTION_SPLIT;
  bool forgotten = is_titled(b) && b->end - b->start > 3 && !(a->last & KITH_UPPER);
  if ((b->first & KITH_UPPER) && (a->last & KITH_LOWER) && a->end - a->start >= LONG && i + 2 == c->count &&
      kith_glyph_at(t, b->end).class == KITH_MARK_SPACE && (traits_between(t, b->start, b->end) & KITH_TRAIT_STARTER))
    forgotten = true; /* the sand.In the sea */
  if (b->first & KITH_LETTER && usual == KITH_ACTION_SPLIT) forgotten = true;
  c->joints[i].tight = forgotten;
  return forgotten ? KITH_ACTION_SPLIT : usual;
}

/* Cuts before joint i if from there on all is enclitics (-il, -t-il, -le-moi). */
static bool take_enclitic(const kith_tokenizer *t, chunk *c, unsigned i) {
  for (unsigned last = i + 2 < c->count - 1 ? i + 2 : c->count - 1; last > i; last--) {
    if (!(traits_between(t, c->joints[i].at, c->pieces[last].end) & KITH_TRAIT_ENCLITIC)) continue;
    if (last < c->count - 1 && !take_enclitic(t, c, last)) continue;
    c->joints[i].action = KITH_ACTION_RIGHT;
    for (unsigned k = i + 1; k < last; k++) c->joints[k].action = KITH_ACTION_JOIN;
    return true;
  }
  return false;
}

/* Decides joint i; returns the next one to decide. */
static unsigned decide(const kith_tokenizer *t, chunk *c, unsigned i) {
  joint *j = &c->joints[i];
  const kith_run *a = &c->pieces[i], *b = &c->pieces[i + 1];
  uint32_t a_start = i == 0 ? c->start : a->start;
  if (j->glyph.class == KITH_MARK_STOP) {
    j->action = stop_action(t, c, i);
    return i + 1;
  }
  const kith_profile *profile = t->profile;
  uint8_t mark = j->glyph.class;
  uint32_t before = kith_joiner_in(profile->closing, mark) ? traits_between(t, a_start, b->start) : 0;
  uint32_t after = kith_joiner_in(profile->opening, mark) ? traits_between(t, j->at, b->end) : 0;
  if ((before | after) & KITH_TRAIT_BOUND) {
    j->action = KITH_ACTION_JOIN;
  } else if ((before & KITH_TRAIT_PROCLITIC) && !(after & KITH_TRAIT_WHOLE)) {
    j->action = KITH_ACTION_LEFT;
  } else if (kith_joiner_in(profile->opening, mark) && take_enclitic(t, c, i)) {
    return c->count;
  } else if (before & KITH_TRAIT_WEAK) {
    j->action = KITH_ACTION_LEFT;
  } else {
    j->action = profile->joints[mark][side_of(a->last, a->seen)][side_of(b->first, b->seen)];
  }
  return i + 1;
}

/* Joints from `from` whose longest stretch is a word that stays whole. */
static unsigned take_whole(const kith_tokenizer *t, chunk *c, unsigned from) {
  uint32_t start = from == 0 ? c->start : c->pieces[from].start;
  if (!kith_joiner_in(t->profile->inside, c->joints[from].glyph.class)) return from;
  bool dotted = t->profile->rules.initials == KITH_ACTION_JOIN;
  for (unsigned last = from + WHOLE < c->count ? from + WHOLE : c->count - 1; last > from; last--) {
    if (c->pieces[last].end - start >= KITH_KEY_ROOM) continue;
    uint32_t traits = traits_between(t, start, c->pieces[last].end);
    bool stop_behind = dotted && kith_glyph_at(t, c->pieces[last].end).class == KITH_MARK_STOP;
    if (!(traits & KITH_TRAIT_WHOLE) && !(stop_behind && (traits & KITH_TRAIT_ABBREVIATION))) continue;
    for (unsigned i = from; i < last; i++) c->joints[i].action = KITH_ACTION_JOIN;
    return last;
  }
  return from;
}

static bool is_scheme(const kith_tokenizer *t, const kith_run *run) {
  static const char *const schemes[] = {"http", "https", "ftp", "ftps"};
  char key[KITH_KEY_ROOM];
  kith_str word = kith_profile_key(kith_slice(t, run->start, run->end), key);
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
    if (kith_str_is(word, schemes[i])) return true;
  return false;
}

/* A last part of a host name: two to six small Latin letters. */
static bool is_domain_end(const kith_tokenizer *t, const kith_run *run) {
  uint32_t n = run->end - run->start;
  for (uint32_t i = run->start; i < run->end; i++)
    if (t->bytes[i] < 'a' || t->bytes[i] > 'z') return false;
  return n >= 2 && n <= 6;
}

static bool is_host_joint(uint8_t class) {
  return class == KITH_MARK_STOP || class == KITH_MARK_HYPHEN || class == KITH_MARK_UNDERSCORE ||
         class == KITH_MARK_PLUS;
}

/* The first piece of an e-mail address or host name whose last joint is before `i`. */
static unsigned host_start(const chunk *c, unsigned i) {
  while (i > 0 && is_host_joint(c->joints[i - 1].glyph.class)) i--;
  return i;
}

static bool is_world_wide_web(const kith_tokenizer *t, const kith_run *run) {
  char key[KITH_KEY_ROOM];
  return run->end - run->start == 3 &&
         kith_str_is(kith_profile_key(kith_slice(t, run->start, run->end), key), "www");
}

/* An address that shows inside the chunk: name@host, www., host.tld/path. */
static bool find_inner_link(const kith_tokenizer *t, const chunk *c, unsigned *first, uint32_t *end) {
  uint8_t behind = kith_glyph_at(t, c->end).class;
  for (unsigned i = 0; i < c->count; i++) {
    bool last = i + 1 == c->count;
    uint8_t next = last ? behind : c->joints[i].glyph.class;
    if (next == KITH_MARK_AT && !last) {
      unsigned k = i + 1;
      while (k + 1 < c->count && is_host_joint(c->joints[k].glyph.class)) k++;
      *first = host_start(c, i);
      *end = c->pieces[k].end;
      return true;
    }
    bool web = next == KITH_MARK_STOP && !last && is_world_wide_web(t, &c->pieces[i]);
    bool path = next == KITH_MARK_SLASH && i > 0 && c->joints[i - 1].glyph.class == KITH_MARK_STOP &&
                is_domain_end(t, &c->pieces[i]) && c->pieces[i - 1].end - c->pieces[i - 1].start > 1;
    if (!web && !path) continue;
    *first = web ? i : host_start(c, i);
    *end = kith_link_end(t, c->pieces[i].end);
    return true;
  }
  return false;
}

/* Finds an address in the chunk or begun by its last piece: its first piece and its end. */
static bool find_link(const kith_tokenizer *t, const chunk *c, unsigned *first, uint32_t *end) {
  if (find_inner_link(t, c, first, end)) return true;
  uint32_t dots = c->end; /* archives cut addresses short: someo...@example.com */
  while (kith_glyph_at(t, dots).class == KITH_MARK_STOP) dots++;
  if (dots - c->end > 1 && kith_glyph_at(t, dots).class == KITH_MARK_AT &&
      kith_is_word(kith_glyph_at(t, dots + 1))) {
    *first = host_start(c, c->count - 1);
    *end = kith_link_end(t, dots);
    return true;
  }
  if (t->end - c->end < 3 || memcmp(t->bytes + c->end, "://", 3) != 0 ||
      !is_scheme(t, &c->pieces[c->count - 1]))
    return false;
  *first = c->count - 1;
  *end = kith_link_end(t, c->end);
  return true;
}

/* Emits what is before piece `count` of a chunk whose joints are decided.
 * Returns the token that is still open, as far as the piece before `count`. */
static kith_run emit(kith_tokenizer *t, const chunk *c, unsigned count) {
  kith_run open = c->pieces[0];
  open.start = c->start;
  for (unsigned i = 0; i + 1 < count; i++) {
    const joint *j = &c->joints[i];
    const kith_run *next = &c->pieces[i + 1];
    uint32_t behind = j->at + j->glyph.length;
    if (j->action != KITH_ACTION_JOIN) {
      uint32_t end = j->action == KITH_ACTION_LEFT ? behind : j->at;
      kith_token_add(t, open.start, end, kith_word_kind(open.seen), open.seen, open.first);
      if (j->action == KITH_ACTION_SPLIT) kith_sign_add(t, j->at, behind, (kith_mark)j->glyph.class);
      if (j->tight) kith_mark_add(t, KITH_AT_TIGHT);
      open = *next;
      if (j->action == KITH_ACTION_RIGHT) open.start = j->at;
    } else {
      open.seen |= next->seen;
      open.end = next->end;
    }
  }
  return open;
}

/* The last token of a chunk and a joiner behind it. */
static uint32_t cut_tail(kith_tokenizer *t, const chunk *c, kith_run token) {
  const kith_run *last = &c->pieces[c->count - 1];
  kith_glyph glyph = kith_glyph_at(t, c->end);
  uint32_t end = c->end;
  if (glyph.class == KITH_MARK_STOP) {
    uint8_t next = kith_glyph_at(t, end + glyph.length).class;
    if (!(next & KITH_IN_WORD) && next != KITH_MARK_STOP && next != KITH_MARK_ELLIPSIS)
      return kith_stop_cut(t, c->start, token, last);
  } else if (glyph.class < KITH_JOINER_COUNT && glyph.class != KITH_MARK_COMMA &&
             !kith_is_word(kith_glyph_at(t, end + glyph.length))) {
    uint8_t action = t->profile->joints[glyph.class][side_of(last->last, last->seen)][KITH_SIDE_NONE];
    bool held = kith_joiner_in(t->profile->closing, glyph.class);
    if (glyph.class == KITH_MARK_APOSTROPHE && t->quoted) action = KITH_ACTION_SPLIT; /* 'so' closes */
    if (action == KITH_ACTION_JOIN || (held && traits_between(t, token.start, end + glyph.length) &
                                       (KITH_TRAIT_WHOLE | KITH_TRAIT_PROCLITIC | KITH_TRAIT_WEAK)))
      end += glyph.length;
  }
  kith_token_add(t, token.start, end, kith_word_kind(token.seen), token.seen, token.first);
  return end;
}

/* What stands before an address in its chunk, and the joiner between. */
static void emit_before_link(kith_tokenizer *t, chunk *c, unsigned first) {
  if (!first) return;
  for (unsigned i = 0; i + 1 < first;) i = decide(t, c, i);
  kith_run token = emit(t, c, first);
  const joint *j = &c->joints[first - 1];
  kith_token_add(t, token.start, j->at, kith_word_kind(token.seen), token.seen, token.first);
  kith_sign_add(t, j->at, j->at + j->glyph.length, (kith_mark)j->glyph.class);
}

uint32_t kith_chunk_cut(kith_tokenizer *t, uint32_t start, kith_run run) {
  chunk c;
  unsigned first;
  uint32_t link_end;
  collect(t, start, run, &c);
  if (find_link(t, &c, &first, &link_end)) {
    emit_before_link(t, &c, first);
    kith_token_add(t, first ? c.pieces[first].start : start, link_end, KITH_TOKEN_LINK, 0, 0);
    return link_end;
  }
  for (unsigned i = 0; i + 1 < c.count;) {
    unsigned whole = take_whole(t, &c, i);
    i = whole > i ? whole : decide(t, &c, i);
  }
  return cut_tail(t, &c, emit(t, &c, c.count));
}

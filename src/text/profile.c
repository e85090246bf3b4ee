#include "text/profile.h"

#include <unicode/uchar.h>

static const struct {
  const char *name;
  kith_mark mark;
} joiners[] = {
    {"hyphen", KITH_MARK_HYPHEN},     {"apostrophe", KITH_MARK_APOSTROPHE}, {"stop", KITH_MARK_STOP},
    {"comma", KITH_MARK_COMMA},       {"colon", KITH_MARK_COLON},           {"slash", KITH_MARK_SLASH},
    {"dash", KITH_MARK_DASH},         {"percent", KITH_MARK_PERCENT},       {"ampersand", KITH_MARK_AMPERSAND},
    {"plus", KITH_MARK_PLUS},         {"underscore", KITH_MARK_UNDERSCORE}, {"at", KITH_MARK_AT},
    {"degree", KITH_MARK_DEGREE},     {"tilde", KITH_MARK_TILDE},           {"times", KITH_MARK_TIMES},
    {"equals", KITH_MARK_EQUALS},     {"currency", KITH_MARK_CURRENCY},     {"quote", KITH_MARK_DOUBLE_QUOTE},
};

static const char *const actions[] = {"split", "join", "left", "right"};

/* Lists whose rows give their form a trait; no value means whatever is in the cell. */
static const struct {
  const char *kind, *value;
  uint32_t trait;
} lists[] = {
    {"whole", NULL, KITH_TRAIT_WHOLE},
    {"proclitic", "", KITH_TRAIT_PROCLITIC},
    {"proclitic", "weak", KITH_TRAIT_WEAK},
    {"final", NULL, KITH_TRAIT_FINAL},
    {"enclitic", NULL, KITH_TRAIT_ENCLITIC},
    {"prefix", NULL, KITH_TRAIT_BOUND},
    {"suffix", NULL, KITH_TRAIT_BOUND},
    {"starter", NULL, KITH_TRAIT_STARTER},
    {"starter", "inside", KITH_TRAIT_INSIDE},
    {"month", NULL, KITH_TRAIT_MONTH},
    {"abbreviation", "title", KITH_TRAIT_NEVER},
    {"abbreviation", "never", KITH_TRAIT_NEVER},
    {"abbreviation", "number", KITH_TRAIT_NUMBER},
    {"abbreviation", "any", KITH_TRAIT_ANY},
    {"abbreviation", "end", KITH_TRAIT_END},
};

static kith_status bad_row(const kith_language *language, const kith_language_row *row, kith_error *error) {
  return kith_error_set(error, KITH_ERR_FORMAT,
                        "language %.*s: the row '%.*s %.*s %.*s %.*s' is not one the segmenter knows",
                        KITH_STR_FMT(language->code), KITH_STR_FMT(row->kind), KITH_STR_FMT(row->form),
                        KITH_STR_FMT(row->value), KITH_STR_FMT(row->class));
}

static bool find_action(kith_str name, uint8_t *action) {
  for (uint8_t i = 0; i < sizeof actions / sizeof *actions; i++)
    if (kith_str_is(name, actions[i])) return *action = i, true;
  return false;
}

static kith_side side_of(char letter) {
  return letter == 'a' ? KITH_SIDE_LETTER : letter == 'n' ? KITH_SIDE_DIGIT : KITH_SIDE_NONE;
}

static bool set_joint(kith_profile *profile, const kith_language_row *row) {
  uint8_t action;
  kith_str contexts = row->value, context;
  if (!find_action(row->class, &action)) return false;
  for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++) {
    if (!kith_str_is(row->form, joiners[i].name)) continue;
    while (kith_str_split(&contexts, ',', &context)) {
      if (context.n != 2) return false;
      profile->joints[joiners[i].mark][side_of(context.p[0])][side_of(context.p[1])] = action;
    }
    return true;
  }
  return false;
}

static bool set_rule(kith_profile *profile, const kith_language_row *row) {
  kith_rules *rules = &profile->rules;
  const struct {
    const char *name;
    uint8_t *rule;
  } names[] = {{"initials", &rules->initials},
               {"letter", &rules->letter},
               {"abbreviation", &rules->abbreviation},
               {"ordinal", &rules->ordinal},
               {"ordinal_noun", &rules->ordinal_noun},
               {"repeat", &rules->repeat},
               {"abbreviation_end", &rules->abbreviation_end},
               {"ask", &rules->ask},
               {"list", &rules->list},
               {"colon", &rules->colon},
               {"semicolon", &rules->semicolon},
               {"full_stop", &rules->full_stop},
               {"unstopped", &rules->unstopped},
               {"dateline", &rules->dateline},
               {"dictionary", &rules->dictionary}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (kith_str_is(row->form, names[i].name)) return find_action(row->value, names[i].rule);
  return false;
}

static bool set_question(kith_profile *profile, const kith_language_row *row) {
  unsigned length;
  if (!row->form.n) return false;
  profile->question = kith_utf8_decode(row->form.p, row->form.p + row->form.n, &length);
  return length == row->form.n;
}

/* Two capitals in a row at the start: LLC., but not Dr. */
static bool is_capitals(kith_str form) {
  if (!form.n) return false;
  kith_glyph first = kith_glyph_read(form.p, form.p + form.n);
  if (first.length >= form.n) return false;
  kith_glyph second = kith_glyph_read(form.p + first.length, form.p + form.n);
  return (first.class & second.class & (KITH_IN_WORD | KITH_UPPER)) == (KITH_IN_WORD | KITH_UPPER);
}

static void note_joiners(kith_profile *profile, kith_str key) {
  for (const char *p = key.p, *end = p + key.n; p < end;) {
    kith_glyph glyph = kith_glyph_read(p, end);
    uint32_t *where = p == key.p                   ? &profile->opening
                      : p + glyph.length >= end ? &profile->closing
                                                   : &profile->inside;
    if (glyph.class < KITH_JOINER_COUNT) *where |= (uint32_t)1 << glyph.class;
    p += glyph.length;
  }
}

/* Where a key stands in `shapes`, by its length and four of its bytes: those that tell letters of two bytes apart too. */
static inline unsigned shape_of(kith_str key) {
  const unsigned char *p = (const unsigned char *)key.p;
  size_t n = key.n;
  uint64_t shape = n << 32 | (uint64_t)p[n - 1] << 24 | (uint64_t)p[n > 2 ? n - 3 : 0] << 16 |
                   (uint64_t)p[n > 3 ? 3 : 0] << 8 | p[n > 1];
  return (unsigned)(shape * UINT64_C(0x9e3779b97f4a7c15) >> 50);
}

static void note_shape(kith_profile *profile, kith_str key) {
  unsigned shape = shape_of(key);
  profile->shapes[shape / 64] |= UINT64_C(1) << shape % 64;
}

static inline bool has_shape(const kith_profile *profile, kith_str key) {
  if (!key.n) return false;
  unsigned shape = shape_of(key);
  return profile->shapes[shape / 64] >> shape % 64 & 1;
}

/* Adds a list's form; an abbreviation is kept without its last stop. A later
 * row of the same list replaces what an earlier one said of an abbreviation. */
static bool add_form(kith_profile *profile, kith_str form, uint32_t trait) {
  char room[KITH_KEY_ROOM];
  if ((trait & KITH_TRAIT_ABBREVIATION) && form.n && form.p[form.n - 1] == '.') form.n--;
  kith_str key = kith_profile_key(form, room);
  if (!key.n) return false;
  uint32_t id = kith_intern_add(&profile->forms, key);
  note_joiners(profile, key);
  note_shape(profile, key);
  if (id == profile->traits.n) kith_vec_push(&profile->traits, 0);
  if (trait & KITH_TRAIT_ABBREVIATION) profile->traits.at[id] &= ~(uint32_t)KITH_TRAIT_ABBREVIATION;
  if ((trait & KITH_TRAIT_ABBREVIATION) && is_capitals(form)) trait |= KITH_TRAIT_CAPITALS;
  if (trait & KITH_TRAIT_FINAL) profile->finals = true;
  if ((trait & KITH_TRAIT_STARTER) && key.n > 4) {
    unsigned ending = kith_profile_ending(key);
    profile->starter_ends[ending / 64] |= (uint64_t)1 << ending % 64;
  }
  profile->traits.at[id] |= trait;
  return true;
}

static kith_status add_lists(kith_profile *profile, const kith_language *language, kith_error *error) {
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    size_t count;
    const kith_language_row *rows = kith_language_rows(language, lists[i].kind, &count);
    for (size_t r = 0; r < count; r++) {
      if (lists[i].value && !kith_str_is(rows[r].value, lists[i].value)) continue;
      if (!add_form(profile, rows[r].form, lists[i].trait)) return bad_row(language, &rows[r], error);
    }
  }
  return KITH_OK;
}

static kith_status add_language(kith_profile *profile, const kith_language *language, kith_error *error) {
  static const struct {
    const char *kind;
    bool (*set)(kith_profile *, const kith_language_row *);
  } settings[] = {{"joint", set_joint}, {"rule", set_rule}, {"stop", set_question}};
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
    size_t count;
    const kith_language_row *rows = kith_language_rows(language, settings[i].kind, &count);
    for (size_t r = 0; r < count; r++)
      if (!settings[i].set(profile, &rows[r])) return bad_row(language, &rows[r], error);
  }
  return add_lists(profile, language, error);
}

kith_status kith_profile_open(kith_profile **out, const kith_language *common, const kith_language *language,
                              kith_error *error) {
  kith_profile *profile = kith_alloc_zero(1, sizeof *profile);
  kith_intern_init(&profile->forms);
  kith_status status = add_language(profile, common, error);
  if (status == KITH_OK && language != common) status = add_language(profile, language, error);
  if (status != KITH_OK) {
    kith_profile_close(profile);
    profile = NULL;
  }
  *out = profile;
  return status;
}

void kith_profile_close(kith_profile *profile) {
  if (!profile) return;
  kith_intern_clear(&profile->forms);
  kith_vec_clear(&profile->traits);
  kith_free(profile);
}

/* Bytes of ASCII in small letters; false if they are anything else, or hold a ` that stands for an apostrophe. */
static inline bool lower_bytes(uint64_t *x) {
  const uint64_t ones = UINT64_C(0x0101010101010101), top = 0x80 * ones;
  uint64_t accent = *x ^ '`' * ones;
  if ((*x | ((accent - ones) & ~accent)) & top) return false;
  uint64_t capital = (*x + (0x80 - 'A') * ones) & ~(*x + (0x7f - 'Z') * ones) & top;
  *x |= capital >> 2; /* the bit in which A and a differ */
  return true;
}

static inline bool lower_eight(const char *p, char *out) {
  uint64_t x;
  memcpy(&x, p, sizeof x);
  bool plain = lower_bytes(&x);
  memcpy(out, &x, sizeof x);
  return plain;
}

static inline bool lower_four(const char *p, char *out) {
  uint32_t four;
  memcpy(&four, p, sizeof four);
  uint64_t x = four;
  bool plain = lower_bytes(&x);
  four = (uint32_t)x;
  memcpy(out, &four, sizeof four);
  return plain;
}

enum { AT_ONCE = 32 }; /* bytes */

/* The key of a word that is ASCII and neither short nor long; false if this is none. */
static inline bool key_ascii(kith_str word, char key[KITH_KEY_ROOM]) {
  if (word.n < 4 || word.n > AT_ONCE) return false;
  size_t last = word.n - (word.n < 8 ? 4 : 8);
  if (word.n < 8) return lower_four(word.p, key) && lower_four(word.p + last, key + last);
  for (size_t i = 0; i < last; i += 8)
    if (!lower_eight(word.p + i, key + i)) return false;
  return lower_eight(word.p + last, key + last);
}

/* Letters of two bytes whose small one stands 32 behind: those of Latin-1 and of Russian. */
static inline bool is_32_before(uint32_t code_point) {
  return (code_point >= 0xc0 && code_point <= 0xde) || (code_point >= 0x410 && code_point <= 0x42f);
}

/* The key of one character beyond ASCII; its length. */
static size_t key_character(const char *p, const char *end, kith_glyph glyph, char *out) {
  unsigned length;
  if (glyph.class == (KITH_IN_WORD | KITH_HIDDEN)) return 0;
  if (glyph.class == KITH_MARK_APOSTROPHE || glyph.class == KITH_MARK_HYPHEN) {
    *out = glyph.class == KITH_MARK_HYPHEN ? '-' : '\'';
    return 1;
  }
  uint32_t code_point = kith_utf8_decode(p, end, &length);
  if (glyph.class == (KITH_IN_WORD | KITH_UPPER) && is_32_before(code_point)) return kith_utf8_encode(code_point + 32, out);
  return kith_utf8_encode((uint32_t)u_tolower((UChar32)code_point), out);
}

kith_str kith_profile_key(kith_str word, char key[KITH_KEY_ROOM]) {
  if (key_ascii(word, key)) return (kith_str){key, word.n};
  size_t n = 0;
  const char *p = word.p, *end = word.p + word.n;
  while (p < end) {
    if (n + 4 > KITH_KEY_ROOM) return (kith_str){key, 0};
    unsigned char c = (unsigned char)*p;
    if (c < 0x80) {
      key[n++] = (char)(c == '`' ? '\'' : c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
      p++;
      continue;
    }
    kith_glyph glyph = kith_glyph_read(p, end);
    if (glyph.class == (KITH_IN_WORD | KITH_LOWER) && glyph.length == 2) { /* most letters are small already */
      key[n++] = p[0];
      key[n++] = p[1];
    } else
      n += key_character(p, end, glyph, key + n);
    p += glyph.length;
  }
  return (kith_str){key, n};
}

uint32_t kith_profile_traits(const kith_profile *profile, kith_str key) {
  uint32_t id = has_shape(profile, key) ? kith_intern_find(&profile->forms, key) : KITH_NONE;
  return id == KITH_NONE ? 0 : profile->traits.at[id];
}

uint32_t kith_profile_traits_of(const kith_profile *profile, kith_str word) {
  char key[KITH_KEY_ROOM];
  return kith_profile_traits(profile, kith_profile_key(word, key));
}

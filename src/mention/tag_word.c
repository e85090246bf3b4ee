#include "mention/tag_word.h"

#include "text/classes.h"
#include "text/fold.h"

enum { KEPT_WORDS = 150000 };

struct kith_tag_words {
  kith_tag_word_parts parts;
  kith_intern spellings; /* a byte of the language, then the token */
  KITH_VEC(kith_tag_word) words;
  kith_map ids; /* hash of a fold or stem -> dense id + 1 */
  kith_buf key, fold, bytes;
  kith_bases bases;
  uint32_t age;
};

void kith_tag_words_open(kith_tag_words **out, const kith_tag_word_parts *parts) {
  kith_tag_words *w = kith_alloc_zero(1, sizeof *w);
  w->parts = *parts;
  kith_intern_init(&w->spellings);
  *out = w;
}

void kith_tag_words_close(kith_tag_words *w) {
  if (!w) return;
  kith_intern_clear(&w->spellings);
  kith_map_clear(&w->ids);
  kith_vec_clear(&w->words);
  kith_vec_clear(&w->key);
  kith_vec_clear(&w->fold);
  kith_vec_clear(&w->bytes);
  kith_vec_clear(&w->bases);
  kith_free(w);
}

void kith_tag_words_trim(kith_tag_words *w) {
  if (w->words.n < KEPT_WORDS) return;
  kith_intern_reset(&w->spellings);
  kith_map_reset(&w->ids);
  w->words.n = 0;
  w->age++;
}

const kith_tag_word *kith_tag_words_get(const kith_tag_words *w, uint32_t index) { return &w->words.at[index]; }

uint32_t kith_tag_words_count(const kith_tag_words *w) { return (uint32_t)w->words.n; }

uint32_t kith_tag_words_age(const kith_tag_words *w) { return w->age; }

uint32_t kith_tag_words_ids(const kith_tag_words *w) { return (uint32_t)w->ids.entries.n; }

/* ---- fold ---- */

/* а to я, then ѐ to џ, as the fold key leaves them. */
static const char cyrillic[48][3] = {
    "a", "b", "v", "g", "d", "e", "z", "z", "i", "j", "k", "l", "m", "n", "o", "p",  "r", "s", "t", "u", "f", "h", "c", "c",
    "s", "sc", "", "y", "", "e", "ju", "ja", "e", "e", "dj", "g", "je", "dz", "i", "ji", "j", "lj", "nj", "c", "k", "i", "u", "dz"};
/* α to ω */
static const char greek[25][3] = {"a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n",
                                  "x", "o", "p", "r", "s", "s", "t", "i", "f", "h", "ps", "o"};

static const char *letter_of(uint32_t cp, const char *code) {
  if (cp >= 0x430 && cp < 0x460) {
    bool eastern = strncmp(code, "uk", 2) == 0 || strncmp(code, "be", 2) == 0;
    if (cp == 0x433 && eastern) return "h";
    if (cp == 0x438 && strncmp(code, "uk", 2) == 0) return "y";
    if (cp == 0x44a && strncmp(code, "bg", 2) == 0) return "a";
    return cyrillic[cp - 0x430];
  }
  if (cp >= 0x3b1 && cp <= 0x3c9) return greek[cp - 0x3b1];
  if (cp == 'w' && strncmp(code, "pl", 2) == 0) return "v";
  return NULL;
}

static void fold_key(kith_str key, kith_str lang_code, kith_buf *out) {
  const char *code = lang_code.n >= 2 ? lang_code.p : "??";
  unsigned used;
  for (size_t i = 0; i < key.n; i += used) {
    uint32_t cp = kith_utf8_decode(key.p + i, key.p + key.n, &used);
    const char *to = letter_of(cp, code);
    kith_buf_add(out, to ? kith_str_of(to) : kith_str_cut(key, i, i + used));
  }
}

void kith_tag_fold(kith_str word, kith_str lang_code, kith_buf *out) {
  kith_buf key = {0};
  kith_fold_key(word, &key);
  fold_key(kith_buf_str(&key), lang_code, out);
  kith_vec_clear(&key);
}

/* ---- stem ---- */

/* Case endings of the languages with many of them, folded, longest first. They
 * need not be right for a word: they must take its forms to one stem. */
static const char *const endings[] = {
    "ovima", "evima", "jami",  "ovich", "ovych", "ului", "ilor", "elor", "owie", "ovie", "iami", "ovih", "skoj", "skij",
    "skog",  "skom",  "skim",  "ami",  "imi",  "ymi",  "ego",  "emu",  "ogo",  "omu",  "oho",  "oga",  "ega",  "omy",
    "ova",   "ove",   "ovi",   "ovu",  "ovy",  "ova",  "evi",  "uju",  "aja",  "oje",  "ije",  "iji",  "ijo",  "iju",
    "oju",   "eju",   "iej",   "iem",  "jem",  "jam",  "jah",  "jev",  "ima",  "ama",  "ich",  "ych",  "ata",  "ite",
    "lor",   "lui",   "nak",   "nek",  "ban",  "ben",  "rol",  "tol",  "bol",  "val",  "vel",  "hoz",  "hez",  "ra",
    "re",    "ou",    "ul",    "ei",   "ai",   "le",   "at",   "ot",   "et",   "ta",   "to",   "te",   "am",   "ah",
    "om",    "em",    "im",    "ym",   "um",   "oj",   "ej",   "yj",   "ij",   "ih",   "yh",   "ov",   "ev",   "in",
    "ja",    "ju",    "je",    "ji",   "ia",   "iu",   "ie",   "ii",   "io",   "es",   "us",   "os",   "as",   "s",
    "a",     "u",     "e",     "i",    "y",    "o",    "j"};

size_t kith_tag_stem(kith_str fold) {
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    kith_str end = kith_str_of(endings[i]);
    size_t least = end.n > 1 ? 4 : 3;
    if (fold.n >= end.n + least && kith_str_ends(fold, end)) return fold.n - end.n;
  }
  return fold.n;
}

/* ---- word ---- */

static uint64_t hash_of(kith_str s, uint64_t kind) { return kith_tag_mix(kith_str_hash(s), kind); }

uint64_t kith_tag_stem_hash(kith_str fold) { return hash_of(kith_str_cut(fold, 0, kith_tag_stem(fold)), 21); }

static uint32_t id_of(kith_tag_words *w, uint64_t hash) {
  uint64_t *id = kith_map_add(&w->ids, hash);
  if (!*id) *id = w->ids.entries.n;
  return (uint32_t)*id - 1;
}

/* Letters become X and x, digits d; the third and later of a kind are left out. */
static void look_at(kith_tag_word *word, kith_str token) {
  char shape[24];
  size_t n = 0;
  unsigned upper = 0, lower = 0, digits = 0, letters = 0, run = 0;
  char last = 0;
  bool first = true, initial = false;
  const char *p = token.p, *end = token.p + token.n;
  while (p < end) {
    kith_glyph g = kith_glyph_read(p, end);
    char c = '.';
    if (g.class & KITH_IN_WORD) {
      if (!(g.class & (KITH_ANY_LETTER | KITH_DIGIT))) {
        p += g.length;
        continue;
      }
      c = g.class & KITH_UPPER ? 'X' : g.class & KITH_LOWER ? 'x' : g.class & KITH_LETTER ? 'a' : 'd';
    } else if (g.length == 1)
      c = *p;
    upper += c == 'X', lower += c == 'x', letters += c == 'a', digits += c == 'd';
    if (first) initial = c == 'X';
    first = false;
    run = c == last ? run + 1 : 1;
    last = c;
    if (run <= 2 && n < sizeof shape) shape[n++] = c;
    p += g.length;
  }
  word->shape = hash_of((kith_str){shape, n}, 30);
  word->flags = (uint8_t)((initial ? KITH_TAG_CAPITAL : 0) | (upper > 1 && !lower ? KITH_TAG_CAPITALS : 0) |
                          (!upper && lower ? KITH_TAG_LOWER : 0) | (digits ? KITH_TAG_DIGIT : 0) |
                          (!upper && !lower && !letters && !digits ? KITH_TAG_PUNCT : 0) |
                          (lower && upper > (initial ? 1u : 0u) ? KITH_TAG_INNER : 0) | (letters ? KITH_TAG_CASELESS : 0));
}

/* Prefixes and suffixes of the fold are counted in letters, so that scripts the fold leaves alone have them too. */
static void cut_affixes(kith_tag_word *word, kith_str fold) {
  size_t at = 0, back = fold.n;
  unsigned letters = 0;
  while (at < fold.n && letters < 4) {
    do at++;
    while (at < fold.n && ((unsigned char)fold.p[at] & 0xc0) == 0x80);
    if (++letters >= 2) word->prefix[letters - 2] = hash_of(kith_str_cut(fold, 0, at), letters);
  }
  for (letters = 0; back > 0 && letters < 4;) {
    do back--;
    while (back > 0 && ((unsigned char)fold.p[back] & 0xc0) == 0x80);
    word->suffix[letters] = hash_of(kith_str_cut(fold, back, fold.n), 10 + letters);
    letters++;
  }
  size_t length = kith_utf8_count(fold);
  word->length = (uint8_t)(length < 12 ? length : 12);
}

/* What an inflected form has from its base: see find.c. */
enum { INHERITED = KITH_IS_TITLE | KITH_IS_ORG_HEAD | KITH_IS_LOC_HEAD | KITH_IS_EVT_HEAD | KITH_IS_PRO_HEAD | KITH_IS_GIVEN |
                   KITH_IS_GIVEN_F | KITH_IS_GIVEN_M };

static bool is_demonym(const kith_tag_words *w, kith_lang lang, kith_str key) {
  const kith_lexicon *l = w->parts.lexicon;
  uint32_t word = kith_lexicon_word(l, key), n = 0;
  uint32_t node = word == KITH_NONE ? KITH_NONE : kith_lexicon_step(l, KITH_LEXICON_ROOT, word);
  const kith_lexicon_name *names = node == KITH_NONE ? NULL : kith_lexicon_names(l, node, &n);
  for (uint32_t i = 0; i < n; i++)
    if (names[i].role == KITH_ROLE_DEMONYM && (names[i].lang == lang || names[i].lang == KITH_LANG_UND)) return true;
  return false;
}

static void ask_lists(kith_tag_words *w, kith_tag_word *word, kith_lang lang, kith_str key) {
  word->bits = kith_wordlist_bits(w->parts.wordlist, lang, key) & ~(uint32_t)KITH_IS_UNKNOWN_TO_MODEL;
  if (is_demonym(w, lang, key)) word->bits |= KITH_IS_DEMONYM;
  if (kith_inflect_joined(w->parts.inflector, lang, key)) word->bits |= KITH_IS_ENDING;
  w->bases.n = w->bytes.n = 0;
  kith_inflect(w->parts.inflector, lang, key, &w->bytes, &w->bases);
  for (size_t i = 0; i < w->bases.n; i++) {
    kith_str base = {w->bytes.at + w->bases.at[i].start, w->bases.at[i].length};
    word->bits |= kith_wordlist_bits(w->parts.wordlist, lang, base) & INHERITED;
    if (!(word->bits & KITH_IS_DEMONYM) && is_demonym(w, lang, base)) word->bits |= KITH_IS_DEMONYM;
  }
}

static kith_tag_word analyse(kith_tag_words *w, kith_lang lang, kith_str token) {
  kith_tag_word word = {0};
  look_at(&word, token);
  w->key.n = w->fold.n = 0;
  kith_fold_key(token, &w->key);
  kith_str key = kith_buf_str(&w->key);
  kith_str code = kith_language_get(w->parts.languages, lang)->code;
  word.lang = hash_of(code, 22);
  size_t rows;
  if (word.flags & KITH_TAG_CAPITAL && kith_language_rows(kith_language_get(w->parts.languages, lang), "capital_nouns", &rows)) {
    word.flags |= KITH_TAG_NOUN;
    word.shape = kith_tag_mix(word.shape, 31);
  }
  bool noun = word.flags & KITH_TAG_NOUN && kith_wordlist_is_noun(w->parts.wordlist, lang, key);
  fold_key(key, code, &w->fold);
  kith_str fold = kith_buf_str(&w->fold);
  cut_affixes(&word, fold);
  word.fold = hash_of(fold, 20);
  word.stem = kith_tag_stem_hash(fold);
  word.fold_id = id_of(w, word.fold);
  word.stem_id = id_of(w, word.stem);
  if (!(word.flags & KITH_TAG_PUNCT)) ask_lists(w, &word, lang, key);
  if (noun) word.bits |= KITH_IS_COMMON_NOUN;
  if (w->parts.known) word.bits |= (uint32_t)w->parts.known(w->parts.context, word.stem) << KITH_TAG_KNOWN_SHIFT;
  return word;
}

uint32_t kith_tag_words_add(kith_tag_words *w, kith_lang lang, kith_str token) {
  char room[64];
  kith_str key = {room, token.n + 1};
  if (token.n >= sizeof room) key.n = sizeof room; /* nothing so long is a name; its beginning tells it apart */
  room[0] = (char)lang;
  memcpy(room + 1, token.p, key.n - 1);
  uint32_t index = kith_intern_add(&w->spellings, key);
  if (index == w->words.n) {
    kith_tag_word word = analyse(w, lang, kith_str_cut(key, 1, key.n));
    kith_vec_push(&w->words, word);
  }
  return index;
}

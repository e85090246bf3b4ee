#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* One letter's Latin spellings. `first` holds at a word's start and, for
 * languages with `glide`, after a vowel or a sign; NULL: the same as `to`. */
typedef struct spelling {
  uint32_t cp;
  const char *to, *first;
} spelling;

/* Russian as news agencies write it: also the base of all other languages. */
static const spelling common[] = {
    {0x430, "a", NULL},   {0x431, "b", NULL},  {0x432, "v", NULL},    {0x433, "g", NULL},  {0x434, "d", NULL},
    {0x435, "e", "ye"},   {0x436, "zh", NULL}, {0x437, "z", NULL},    {0x438, "i", NULL},  {0x439, "y", NULL},
    {0x43a, "k", NULL},   {0x43b, "l", NULL},  {0x43c, "m", NULL},    {0x43d, "n", NULL},  {0x43e, "o", NULL},
    {0x43f, "p", NULL},   {0x440, "r", NULL},  {0x441, "s", NULL},    {0x442, "t", NULL},  {0x443, "u", NULL},
    {0x444, "f", NULL},   {0x445, "kh", NULL}, {0x446, "ts", NULL},   {0x447, "ch", NULL}, {0x448, "sh", NULL},
    {0x449, "shch", NULL}, {0x44a, "", NULL},  {0x44b, "y", NULL},    {0x44c, "", NULL},   {0x44d, "e", NULL},
    {0x44e, "yu", NULL},  {0x44f, "ya", NULL}, {0x450, "e", NULL},    {0x451, "yo", NULL}, {0x452, "d", NULL},
    {0x453, "gj", NULL},  {0x454, "ie", "ye"}, {0x455, "dz", NULL},   {0x456, "i", NULL},  {0x457, "i", "yi"},
    {0x458, "j", NULL},   {0x459, "lj", NULL}, {0x45a, "nj", NULL},   {0x45b, "c", NULL},  {0x45c, "kj", NULL},
    {0x45d, "i", NULL},   {0x45e, "u", NULL},  {0x45f, "dz", NULL},   {0x463, "e", NULL},  {0x491, "g", NULL},
    {0x493, "g", NULL},   {0x497, "j", NULL},  {0x499, "z", NULL},    {0x49b, "k", NULL},  {0x4a1, "k", NULL},
    {0x4a3, "n", NULL},   {0x4ab, "s", NULL},  {0x4af, "u", NULL},    {0x4b1, "u", NULL},  {0x4b3, "h", NULL},
    {0x4b7, "j", NULL},   {0x4bb, "h", NULL},  {0x4cf, "", NULL},     {0x4d9, "a", NULL},  {0x4e3, "i", NULL},
    {0x4e9, "o", NULL},   {0x4ef, "u", NULL},
};

/* The Ukrainian passport table of 2010. */
static const spelling ukrainian[] = {
    {0x433, "h", NULL},  {0x435, "e", NULL},  {0x438, "y", NULL},  {0x439, "i", "y"},
    {0x44e, "iu", "yu"}, {0x44f, "ia", "ya"}, {0x457, "i", "yi"},  {0, NULL, NULL},
};
static const spelling belarusian[] = {{0x433, "h", NULL}, {0x435, "e", "ye"}, {0, NULL, NULL}};
static const spelling bulgarian[] = {
    {0x435, "e", NULL}, {0x445, "h", NULL}, {0x449, "sht", NULL},
    {0x44a, "a", NULL}, {0x44c, "y", NULL}, {0, NULL, NULL},
};
/* Serbian's own Latin letters without their marks, as folding leaves them. */
static const spelling serbian[] = {
    {0x435, "e", NULL}, {0x436, "z", NULL}, {0x445, "h", NULL}, {0x446, "c", NULL},
    {0x447, "c", NULL}, {0x448, "s", NULL}, {0, NULL, NULL},
};
static const spelling macedonian[] = {
    {0x435, "e", NULL}, {0x445, "h", NULL}, {0x446, "c", NULL}, {0x45f, "dzh", NULL}, {0, NULL, NULL},
};

typedef struct scheme {
  const char *codes;      /* separated by spaces */
  const spelling *letters; /* before the common ones; NULL: none */
  bool glide;
  const char *endings[3][2]; /* whole word endings */
} scheme;

static const scheme schemes[] = {
    {"ru", NULL, true, {{"ий", "y"}, {"ый", "y"}}},
    {"uk", ukrainian, false, {{NULL, NULL}}},
    {"be", belarusian, true, {{NULL, NULL}}},
    {"bg", bulgarian, false, {{"ия", "ia"}}},
    {"sr bs hr sh me cnr", serbian, false, {{NULL, NULL}}},
    {"mk", macedonian, false, {{NULL, NULL}}},
};

static const scheme *scheme_named(kith_str code) {
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    kith_str rest = kith_str_of(schemes[i].codes), one;
    while (kith_str_split(&rest, ' ', &one))
      if (kith_str_equal(one, code)) return &schemes[i];
  }
  return NULL;
}

/* Without a language, letters that only one of them has decide. */
static const scheme *scheme_for(kith_str lang, kith_str word) {
  size_t n = 0;
  while (n < lang.n && lang.p[n] != '-' && lang.p[n] != '_') n++;
  const scheme *named = scheme_named(kith_str_cut(lang, 0, n));
  if (named) return named;
  unsigned used;
  for (size_t i = 0; i < word.n && !lang.n; i += used) switch (kith_utf8_decode(word.p + i, word.p + word.n, &used)) {
    case 0x454: case 0x457: case 0x491: return scheme_named(KITH_STR("uk"));
    case 0x45e: return scheme_named(KITH_STR("be"));
    case 0x452: case 0x45b: return scheme_named(KITH_STR("sr"));
    case 0x453: case 0x45c: case 0x455: return scheme_named(KITH_STR("mk"));
    default: break;
    }
  return &schemes[0];
}

static const spelling *spelling_of(const scheme *s, uint32_t cp) {
  for (const spelling *l = s->letters; l && l->cp; l++)
    if (l->cp == cp) return l;
  for (size_t i = 0; i < sizeof common / sizeof *common; i++)
    if (common[i].cp == cp) return &common[i];
  return NULL;
}

/* Vowels and the two signs: behind them Russian writes a glide. */
static bool before_glide(uint32_t cp) {
  static const uint16_t list[] = {0x430, 0x435, 0x438, 0x43e, 0x443, 0x44a, 0x44b,
                                  0x44c, 0x44d, 0x44e, 0x44f, 0x451, 0x456};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (list[i] == cp) return true;
  return false;
}

/* `word` is lower-case Cyrillic. */
static void from_cyrillic(kith_str word, kith_str lang, kith_buf *out) {
  const scheme *s = scheme_for(lang, word);
  const char *ending = "";
  for (size_t i = 0; i < 3 && s->endings[i][0]; i++) {
    kith_str end = kith_str_of(s->endings[i][0]);
    if (word.n <= end.n || !kith_str_ends(word, end)) continue;
    word.n -= end.n;
    ending = s->endings[i][1];
    break;
  }
  unsigned used;
  uint32_t last = 0;
  for (size_t i = 0; i < word.n; i += used) {
    uint32_t cp = kith_utf8_decode(word.p + i, word.p + word.n, &used);
    const spelling *l = spelling_of(s, cp);
    bool first = i == 0 || (s->glide && before_glide(last));
    /* зг would read as ж, written zh */
    bool split = s->letters == ukrainian && cp == 0x433 && last == 0x437;
    if (split) kith_buf_char(out, 'g');
    if (l) kith_buf_add(out, kith_str_of(first && l->first ? l->first : l->to));
    last = cp;
  }
  kith_buf_add(out, kith_str_of(ending));
}

static bool greek_voiced(uint32_t cp) { /* what follows αυ and ευ when the υ is said v and not f */
  static const uint16_t list[] = {0x3b1, 0x3b2, 0x3b3, 0x3b4, 0x3b5, 0x3b6, 0x3b7, 0x3b9,
                                  0x3bb, 0x3bc, 0x3bd, 0x3bf, 0x3c1, 0x3c5, 0x3c9};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (list[i] == cp) return true;
  return false;
}

/* ELOT 743, on letters without accents. */
static void from_greek(kith_str word, kith_buf *out) {
  static const char *const letter[] = {"a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n",
                                       "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o"};
  unsigned used;
  uint32_t last = 0;
  for (size_t i = 0; i < word.n; i += used) {
    uint32_t cp = kith_utf8_decode(word.p + i, word.p + word.n, &used), next = 0;
    unsigned more;
    if (i + used < word.n) next = kith_utf8_decode(word.p + i + used, word.p + word.n, &more);
    const char *to = cp >= 0x3b1 && cp <= 0x3c9 ? letter[cp - 0x3b1] : "";
    if (cp == 0x3c5 && last == 0x3bf) to = "u";
    if (cp == 0x3c5 && (last == 0x3b1 || last == 0x3b5)) to = greek_voiced(next) ? "v" : "f";
    if (cp == 0x3b3 && (next == 0x3b3 || next == 0x3be || next == 0x3c7)) to = "n";
    if (!last && cp == 0x3bc && next == 0x3c0) to = "b", used = 4;
    if (!last && cp == 0x3bd && next == 0x3c4) to = "d", used = 4;
    kith_buf_add(out, kith_str_of(to));
    last = cp;
  }
}

/* Every other script: ICU knows one spelling for each. */
static void from_any(kith_str word, kith_buf *out) {
  static const UChar id[] = {'A', 'n', 'y', '-', 'L', 'a', 't', 'i', 'n', 0};
  UErrorCode code = U_ZERO_ERROR;
  UTransliterator *any = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
  int32_t n = 0, room = (int32_t)(word.n < 4096 ? word.n : 4096) * 16 + 64;
  UChar *text = kith_alloc((size_t)room * sizeof *text);
  char *bytes = kith_alloc((size_t)room * 3);
  int32_t bytes_n = 0;
  u_strFromUTF8WithSub(text, room, &n, word.p, (int32_t)(word.n < 4096 ? word.n : 4096), 0xfffd, NULL, &code);
  int32_t limit = n;
  if (U_SUCCESS(code)) utrans_transUChars(any, text, &n, room, 0, &limit, &code);
  if (U_SUCCESS(code)) u_strToUTF8(bytes, room * 3, &bytes_n, text, n, &code);
  kith_fold_key(U_SUCCESS(code) ? (kith_str){bytes, (size_t)bytes_n} : word, out);
  if (any) utrans_close(any);
  kith_free(text);
  kith_free(bytes);
}

typedef enum family { LATIN, CYRILLIC, GREEK, OTHER } family;

static family family_of(uint32_t cp, family before) {
  UErrorCode code = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript((UChar32)cp, &code);
  if (script == USCRIPT_INHERITED) return before; /* a mark goes with its letter */
  if (script == USCRIPT_CYRILLIC) return CYRILLIC;
  if (script == USCRIPT_GREEK) return GREEK;
  /* the long-vowel sign of kana belongs to no script */
  return script == USCRIPT_LATIN || (script == USCRIPT_COMMON && cp != 0x30fc) ? LATIN : OTHER;
}

static void romanise_piece(kith_str piece, family kind, kith_str lang, kith_buf *scratch, kith_buf *out) {
  unsigned used;
  scratch->n = 0;
  switch (kind) {
  case LATIN: kith_fold_key(piece, out); break;
  case OTHER: from_any(piece, out); break;
  case GREEK:
    kith_fold_key(piece, scratch);
    from_greek(kith_buf_str(scratch), out);
    break;
  case CYRILLIC: /* not folded: ё and ґ have spellings of their own */
    for (size_t i = 0; i < piece.n; i += used)
      kith_buf_cp(scratch,
                  (uint32_t)u_foldCase((UChar32)kith_utf8_decode(piece.p + i, piece.p + piece.n, &used),
                                       U_FOLD_CASE_DEFAULT));
    from_cyrillic(kith_buf_str(scratch), lang, out);
    break;
  }
}

void kith_romanise(kith_str source, kith_str lang, kith_buf *out) {
  kith_folded normal = {0};
  kith_buf scratch = {0};
  kith_normalise(source, &normal);
  kith_str rest = kith_buf_str(&normal.text);
  family now = LATIN;
  size_t start = 0;
  unsigned used;
  for (size_t i = 0; i < rest.n; i += used) {
    family next = family_of(kith_utf8_decode(rest.p + i, rest.p + rest.n, &used), now);
    if (next == now) continue;
    if (i > start) romanise_piece(kith_str_cut(rest, start, i), now, lang, &scratch, out);
    start = i;
    now = next;
  }
  if (rest.n > start) romanise_piece(kith_str_cut(rest, start, rest.n), now, lang, &scratch, out);
  kith_folded_clear(&normal);
  kith_vec_clear(&scratch);
}

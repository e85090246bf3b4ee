#include "text/charset_guess.h"

#include <math.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum { SAMPLE = 1 << 18 }; /* bytes looked at */

/* In order of preference: of two that read a text alike, the first is named. */
static const char *const pages[] = {"windows-1252", "windows-1250", "windows-1251", "ISO-8859-2", "ISO-8859-16",
                                    "KOI8-U",       "KOI8-R",       "windows-1254", "windows-1257", "ISO-8859-15",
                                    "IBM866",       "ISO-8859-5",   "windows-1253", "windows-1255",
                                    "windows-1256", "IBM852"};
enum { PAGES = sizeof pages / sizeof *pages };

/* Letters beyond ASCII, each with the logarithm (to base 2) of its share, and
 * some words of ASCII letters that few other languages have. */
static const struct profile {
  const char *letters, *words;
} profiles[] = {
    {"ă9î7ș6ş6ț6ţ6â6", " din care este sunt pentru prin fost dar sau au mai ale lui cu pe "},
    {"ł9ą8ę8ó8ż8ś7ć6ń5ź3", " nie jest przez jak ale tak tego oraz tylko jako dla od po do na "},
    {"í8á8é7ě7ř6š6ž6č6ý7ů6ú4ň3ť2ď2ó1", " je na ve ale jako podle pro byl jsou tak po do za "},
    {"á8í7é7č7š7ž7ý6ľ5ť5ú5ä2ô3ň4ó3ď3ĺ0ŕ0", " je na ako pre ktor sa ale podla bol po do za "},
    {"á8é9ö7ó7ő6ü6í5ú4ű3", " az egy nem hogy is volt van meg csak mint ez "},
    {"š8č8ž7ć7đ5", " je su na da za od koji nije kao ali po do "},
    {"ä8ü9ö7ß6é2", " der die das und ist nicht mit von den ein auf zu im "},
    {"é9è7à7ê6ç6ô5â4î4û4ù4ë2ï2œ3", " le les des une est dans pour que qui sur par du au "},
    {"á8é8í8ó9ñ7ú7ü3¿3¡3º3ª2", " el los las una que por con para del su es se "},
    {"ã9ç9á8é8í8ó7ê7õ6ú6â6à5ô4º4ª3", " que uma para com por mais os dos das foi ao em "},
    {"à8è8ì7ò7ù7é7", " che di il per una con del della sono non gli "},
    {"ä9ö8å8é4", " och att det som en av inte den med till "},
    {"ø8å9æ8é4", " og at det som en af ikke den med til er "},
    {"ä9ö6å1", " ja on ei se oli mutta joka kun "},
    {"õ7ä8ö6ü7š2ž1", " ja on ei see oli aga kui ning "},
    {"ı9ş7ç6ğ6ü7ö6İ5â2î1", " bir ve bu da de ile olarak daha ne "},
    {"ė8į7š8ų8ū6ž7č6ą6ę5", " ir yra kad su bet tai jo "},
    {"ā9ī7ē7š6ū5ņ6ļ5ž4č3ķ3ģ3", " ir un par ar no kas tas "},
    {"о9е8а8и8н8т8с7р7в7л7к7м7д7п7у6я6ы6ь6г6з6б6ч6й5х5ж5ш5ю4ц4щ4э3ф3ъ1ё2", ""},
    {"о9а9н8и8і8в7е7т7р7с7к7л7у7д7м7п6я6з6ь6б6г6ч5х5й5ж4ї4ц4ш4ю4є4щ4ф3ґ0", ""},
    {"а9о9и9е9т8н8р8с7в8л7к7д7п7м6ъ6з6я6г6б5у5ч5щ4й4ж4ш4ц4х4ф3ю2ь1", ""},
    {"а9і8н8е7о6ы7р7т7с7к7л7в6у6д6м6з6п6ў5я6ь6г5ц6б5ч5х4й4ш4ж4ю4э4ф2ё3", ""},
    {"α9ο8ι8τ8ε8ν8η7ς7σ7ρ7κ7π7υ7μ7λ7ί7ω6ά6έ6ή6ό6γ6δ6θ6χ6ύ5ώ5φ5β5ξ4ζ4ψ3", ""},
    {"י9ו9ה8ל8ר7ת7מ7ש7א7ב7נ7ם6ד6ח6ק6ע6פ6כ6ט5ג5ן5ס5צ5ז4ף3ך3ץ3", ""},
    {"ا9ل9ي8م7و7ن7ر7ت7ب7ة6ع6د6س6ف6ه6ك6ق6أ6ح6ج5ش5ص5ى5خ5إ5ط5ض4ز4ء4ئ4ث4غ4ذ4آ3ظ3ؤ3ک3گ3پ3چ2", ""},
    {"а9о9и9е9н8р8т7с7в7ј7у7д7к7м6л6п6з6б5г5ч5ц4ш4ж4х3љ3њ4ћ3ђ3ф2џ0", ""},
};
enum { PROFILES = sizeof profiles / sizeof *profiles };

/* What is counted once, for all pages. */
typedef struct counts {
  uint32_t high[128];
  uint32_t pair[128][128];   /* high byte after high byte */
  uint32_t after_small[128]; /* high byte after an ASCII small letter */
  uint32_t words[PROFILES];
  uint32_t total;
} counts;

static void count_words(counts *c, kith_str bytes) {
  for (size_t i = 0; i < bytes.n;) {
    size_t from = i;
    while (i < bytes.n && bytes.p[i] >= 'a' && bytes.p[i] <= 'z') i++;
    size_t n = i - from;
    char word[16] = " ";
    if (n >= 2 && n <= 8 && (i == bytes.n || !(bytes.p[i] & 0x80)) && (from == 0 || !(bytes.p[from - 1] & 0x80))) {
      memcpy(word + 1, bytes.p + from, n);
      word[n + 1] = ' ';
      for (size_t k = 0; k < PROFILES; k++) c->words[k] += strstr(profiles[k].words, word) != NULL;
    }
    if (n == 0) i++;
  }
}

static void count(counts *c, kith_str bytes) {
  for (size_t i = 0; i < bytes.n; i++) {
    unsigned b = (unsigned char)bytes.p[i], before = i ? (unsigned char)bytes.p[i - 1] : ' ';
    if (b < 0x80) continue;
    c->high[b - 0x80]++;
    c->total++;
    if (before >= 0x80) c->pair[before - 0x80][b - 0x80]++;
    if (before >= 'a' && before <= 'z') c->after_small[b - 0x80]++;
  }
  count_words(c, bytes);
}

/* The code points that a page makes of bytes 0x80 to 0xff; 0xfffd: none. */
static bool read_page(const char *name, uint32_t cps[128]) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &code);
  if (U_FAILURE(code)) return false;
  for (unsigned b = 0; b < 128; b++) {
    char byte = (char)(b + 0x80);
    UChar out[4];
    UErrorCode one = U_ZERO_ERROR;
    int32_t n = ucnv_toUChars(converter, out, 4, &byte, 1, &one);
    cps[b] = U_SUCCESS(one) && n == 1 ? out[0] : 0xfffd;
  }
  ucnv_close(converter);
  return true;
}

static bool is_mark(uint32_t cp) { /* punctuation of printed text */
  static const uint16_t list[] = {0xa0,   0xab,   0xbb,   0x2013, 0x2014, 0x2018, 0x2019, 0x201a,
                                  0x201c, 0x201d, 0x201e, 0x2026, 0x2116, 0x20ac, 0xb0,   0xa7};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (list[i] == cp) return true;
  return false;
}

/* log2 of the probability, in a language, of each of a page's letters that occur. */
static void weigh(const counts *c, const struct profile *profile, const uint32_t cps[128], double weight[128]) {
  uint32_t cp[64];
  double share[64], sum = 0;
  size_t n = 0;
  const char *p = profile->letters, *end = p + strlen(p);
  while (p < end && n < 64) {
    unsigned used;
    cp[n] = kith_utf8_decode(p, end, &used);
    share[n] = exp2(p[used] - '0');
    sum += share[n++];
    p += used + 1;
  }
  for (unsigned b = 0; b < 128; b++) {
    if (!c->high[b]) continue;
    uint32_t small = (uint32_t)u_foldCase((UChar32)cps[b], U_FOLD_CASE_DEFAULT);
    double w = u_isalpha((UChar32)cps[b]) ? -12 : cps[b] < 0xa0 || cps[b] == 0xfffd ? -20 : -10;
    if (is_mark(cps[b])) w = -5;
    for (size_t i = 0; i < n; i++)
      if (cp[i] == cps[b])
        w = log2(share[i] / sum);
      else if (cp[i] == small)
        w = log2(share[i] / sum) - 4; /* capitals are rare */
    weight[b] = w;
  }
}

static double misplaced_capitals(const counts *c, const uint32_t cps[128]) {
  double cost = 0;
  bool upper[128], lower[128];
  for (unsigned b = 0; b < 128; b++) {
    upper[b] = u_isupper((UChar32)cps[b]);
    lower[b] = u_islower((UChar32)cps[b]);
  }
  for (unsigned b = 0; b < 128; b++) {
    if (!upper[b]) continue;
    cost += 4.0 * c->after_small[b];
    for (unsigned a = 0; a < 128; a++)
      if (lower[a]) cost += 4.0 * c->pair[a][b];
  }
  return cost;
}

static double score_page(const counts *c, const char *name) {
  uint32_t cps[128];
  double best = -1e300, weight[128];
  if (!read_page(name, cps)) return best;
  double cost = misplaced_capitals(c, cps);
  for (size_t k = 0; k < PROFILES; k++) {
    weigh(c, &profiles[k], cps, weight);
    double score = 2.0 * c->words[k] - cost;
    for (unsigned b = 0; b < 128; b++)
      if (c->high[b]) score += c->high[b] * weight[b];
    if (score > best) best = score;
  }
  return best;
}

/* ICU's word, if it is a charset that the pages above do not cover; else NULL. */
static const char *ask_icu(kith_str bytes) {
  static const char *const known[] = {"Shift_JIS",    "EUC-JP",       "ISO-2022-JP",  "ISO-2022-KR",  "ISO-2022-CN",
                                      "EUC-KR",       "GB18030",      "Big5",         "ISO-8859-6",   "ISO-8859-7",
                                      "ISO-8859-8",   "windows-1253", "windows-1255", "windows-1256", "ISO-8859-9",
                                      "windows-1254", "windows-1251", "KOI8-R",       "ISO-8859-5",   "ISO-8859-8-I"};
  UErrorCode code = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&code);
  const char *found = NULL;
  ucsdet_setText(detector, bytes.p, (int32_t)bytes.n, &code);
  const UCharsetMatch *match = ucsdet_detect(detector, &code);
  const char *name = match && U_SUCCESS(code) ? ucsdet_getName(match, &code) : NULL;
  int32_t sure = name ? ucsdet_getConfidence(match, &code) : 0;
  for (size_t i = 0; name && sure >= 10 && i < sizeof known / sizeof *known; i++)
    if (strcmp(known[i], name) == 0) found = known[i];
  if (found && strcmp(found, "ISO-8859-8-I") == 0) found = "windows-1255";
  if (detector) ucsdet_close(detector);
  return found;
}

const char *kith_charset_guess(kith_str bytes) {
  if (bytes.n > SAMPLE) bytes.n = SAMPLE;
  counts *c = kith_alloc_zero(1, sizeof *c);
  count(c, bytes);
  const char *best = pages[0];
  double best_score = -1e300;
  for (size_t i = 0; i < PAGES; i++) {
    double score = score_page(c, pages[i]);
    if (score > best_score) {
      best_score = score;
      best = pages[i];
    }
  }
  /* Real letters cost 3 to 5 bits each, those of a wrong page 8 and more. */
  bool sense = c->total && best_score / c->total > -6.5;
  const char *other = sense ? NULL : ask_icu(bytes);
  kith_free(c);
  return other ? other : best;
}

/* Sentences and tokens: own sentences in many languages, invariants on any
 * bytes, and the fast path against the one that asks ICU for everything.
 * Run from the repository's root: lexicons/ is read from there. */
#include "text/conllu.h"
#include "text/classes.h"
#include "text/letter_map.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>
#include <unicode/uchar.h>

static kith_languages *languages;
static kith_segmenter *segmenter;

static int set_up(void **state) {
  const char *const folders[] = {"lexicons"};
  kith_error error = {0};
  (void)state;
  if (kith_languages_open(&languages, folders, 1, &error) != KITH_OK ||
      kith_segmenter_open(&segmenter, languages, NULL, &error) != KITH_OK) {
    print_error("%s\n", error.message);
    return 1;
  }
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  kith_segmenter_close(segmenter);
  kith_languages_close(languages);
  return 0;
}

/* Tokens with a space between, " | " between sentences, " || " between paragraphs. */
static void show(const kith_text *text, kith_buf *out) {
  out->n = 0;
  for (size_t s = 0; s < text->sentences.n; s++) {
    const kith_sentence *sentence = &text->sentences.at[s];
    if (s) kith_buf_add(out, sentence->paragraph == sentence[-1].paragraph ? KITH_STR(" | ") : KITH_STR(" || "));
    for (uint32_t i = 0; i < sentence->token_count; i++) {
      const kith_token *token = &text->tokens.at[sentence->first_token + i];
      if (i) kith_buf_char(out, ' ');
      kith_buf_add(out, kith_str_cut(text->source, token->start, token->end));
    }
  }
}

static void check_invariants(const kith_text *text) {
  uint32_t at = 0, tokens = 0, sentences = 0;
  const char *p = text->source.p, *end = p + text->source.n;
  for (size_t i = 0; i < text->paragraphs.n; i++) {
    const kith_paragraph *paragraph = &text->paragraphs.at[i];
    assert_int_equal(paragraph->first_sentence, sentences);
    assert_true(paragraph->sentence_count > 0 && paragraph->end <= text->source.n);
    for (uint32_t s = 0; s < paragraph->sentence_count; s++, sentences++) {
      const kith_sentence *sentence = &text->sentences.at[sentences];
      assert_int_equal(sentence->paragraph, i);
      assert_int_equal(sentence->first_token, tokens);
      assert_true(sentence->token_count > 0);
      assert_true(sentence->start >= paragraph->start && sentence->end <= paragraph->end);
      tokens += sentence->token_count;
      assert_int_equal(sentence->start, text->tokens.at[sentence->first_token].start);
      assert_int_equal(sentence->end, text->tokens.at[tokens - 1].end);
      assert_true(text->tokens.at[tokens - 1].flags & KITH_TOKEN_SPACE_AFTER ||
                  sentences + 1 < paragraph->first_sentence + paragraph->sentence_count);
    }
  }
  assert_int_equal(tokens, text->tokens.n);
  assert_int_equal(sentences, text->sentences.n);
  for (size_t i = 0; i <= text->tokens.n; i++) { /* the gaps hold nothing that is seen */
    kith_token none = {(uint32_t)text->source.n, (uint32_t)text->source.n, 0, 0};
    const kith_token *token = i < text->tokens.n ? &text->tokens.at[i] : &none;
    assert_true(token->start >= at && (token->end > token->start || i == text->tokens.n));
    while (at < token->start) {
      kith_glyph glyph = kith_glyph_read(p + at, end);
      assert_true(glyph.class == KITH_MARK_SPACE || glyph.class == KITH_MARK_LINE ||
                  glyph.class == (KITH_IN_WORD | KITH_HIDDEN));
      at += glyph.length;
    }
    assert_int_equal(at, token->start);
    while (at < token->end) at += kith_glyph_read(p + at, end).length;
    assert_int_equal(at, token->end);
  }
}

static void assert_same_text(const kith_text *a, const kith_text *b) {
  assert_int_equal(a->tokens.n, b->tokens.n);
  for (size_t i = 0; i < a->tokens.n; i++) {
    const kith_token *x = &a->tokens.at[i], *y = &b->tokens.at[i];
    if (x->start == y->start && x->end == y->end && x->kind == y->kind && x->flags == y->flags) continue;
    fail_msg("token %zu: %u-%u kind %d flags %d, reference %u-%u kind %d flags %d", i, x->start, x->end, x->kind,
             x->flags, y->start, y->end, y->kind, y->flags);
  }
  assert_int_equal(a->sentences.n, b->sentences.n);
  for (size_t i = 0; i < a->sentences.n; i++) {
    assert_int_equal(a->sentences.at[i].start, b->sentences.at[i].start);
    assert_int_equal(a->sentences.at[i].end, b->sentences.at[i].end);
  }
  assert_int_equal(a->paragraphs.n, b->paragraphs.n);
}

static void segment_checked(kith_str source, const char *lang, kith_text *text) {
  kith_text reference = {0};
  kith_text_segment(segmenter, source, kith_str_of(lang), text);
  check_invariants(text);
  kith_text_segment_reference(segmenter, source, kith_str_of(lang), &reference);
  assert_same_text(text, &reference);
  kith_text_clear(&reference);
}

static unsigned failures;

static void expect(const char *lang, const char *source, const char *wanted) {
  kith_text text = {0};
  kith_buf got = {0};
  segment_checked(kith_str_of(source), lang, &text);
  show(&text, &got);
  if (!kith_str_is(kith_buf_str(&got), wanted)) {
    print_error("%s: %s\n  wanted %s\n  got    %s\n", lang, source, wanted, kith_buf_text(&got));
    failures++;
  }
  kith_vec_clear(&got);
  kith_text_clear(&text);
}

typedef struct example {
  const char *lang, *source, *wanted;
} example;

static void expect_all(const example *examples, size_t count) {
  failures = 0;
  for (size_t i = 0; i < count; i++) expect(examples[i].lang, examples[i].source, examples[i].wanted);
  assert_int_equal(failures, 0);
}

#define EXPECT_ALL(examples) expect_all((examples), sizeof(examples) / sizeof *(examples))

static void test_stops(void **state) {
  static const example examples[] = {
      {"en", "Mr. Putin met Dr. Smith. They spoke at 10 p.m. in the U.S. capital.",
       "Mr. Putin met Dr. Smith . | They spoke at 10 p.m. in the U.S. capital ."},
      {"en", "He moved to the U.S. The firm, Acme Inc., stayed. See e.g. Fig. 3.",
       "He moved to the U.S . | The firm , Acme Inc. , stayed . | See e.g. Fig. 3 ."},
      {"en", "V. V. Putin and J.R. Smith left. It cost $3.5m. What?! Yes... maybe. Go!",
       "V. V. Putin and J.R. Smith left . | It cost $ 3.5m . | What ?! | Yes ... maybe . | Go !"},
      {"en", "\"We won.\" He smiled. (It was over.) Then they left.",
       "\" We won . \" | He smiled . | ( It was over . ) | Then they left ."},
      {"en", "we lost. they won.", "we lost . | they won ."},
      {"en", "It ended.Then it began.", "It ended . | Then it began ."},
      {"en", "1. First point. 2. Second point.", "1 . First point . | 2 . Second point ."},
      {"ro", "Conform art. 5 alin. (2), dl. Popescu a plecat din S.U.A. Ion a rămas.",
       "Conform art. 5 alin. ( 2 ) , dl. Popescu a plecat din S.U.A. Ion a rămas ."},
      {"ro", "Acest gen. Este pe str. Mihai Eminescu nr. 3.",
       "Acest gen . | Este pe str. Mihai Eminescu nr. 3 ."},
      {"ru", "В.В. Путин приехал в г. Москву. См. с. 5. И т.д. и т.п.",
       "В. В. Путин приехал в г. Москву . | См. с. 5 . | И т. д. и т. п ."},
      {"ru", "— Да? — спросил он. — Нет.", "— Да ? — спросил он . | — Нет ."},
      {"uk", "Проф. А. О. Шевченко приїхав. Він народився 1985 р. в Києві.",
       "Проф . А . О . Шевченко приїхав . | Він народився 1985 р . в Києві ."},
      {"de", "Am 15. Dezember kam Dr. Scholz, z.B. nach Berlin. Der 3. Platz blieb leer.",
       "Am 15. Dezember kam Dr. Scholz , z.B. nach Berlin . | Der 3. Platz blieb leer ."},
      {"cs", "Dne 5. května 2020 přijel p. Novák. Praha čeká.", "Dne 5 . května 2020 přijel p . Novák . | Praha čeká ."},
      {"pl", "Prof. J. Kowalski, m.in. autor, ur. w 1950 r. w Łodzi, zmarł.",
       "Prof . J . Kowalski , m.in . autor , ur . w 1950 r . w Łodzi , zmarł ."},
      {"fr", "M. Macron a dit oui. Mme. Le Pen, env. 3 fois, non.",
       "M. Macron a dit oui . | Mme. Le Pen , env. 3 fois , non ."},
      {"hu", "Az 1999. évben a Kft. nem fizetett. Dr. Nagy igen.",
       "Az 1999. évben a Kft. nem fizetett . | Dr. Nagy igen ."},
      {"el", "Τι έγινε; Τίποτα. Ο κ. Μητσοτάκης ήρθε π.χ. χθες.",
       "Τι έγινε ; | Τίποτα . | Ο κ. Μητσοτάκης ήρθε π.χ. χθες ."},
      {"ar", "ماذا حدث؟ لا شيء.", "ماذا حدث ؟ | لا شيء ."},
      {"hi", "यह पहला है। यह दूसरा है।", "यह पहला है । | यह दूसरा है ।"},
      {"nl", ",,Ik kom niet.'' Dat zei hij 't liefst.", ",, Ik kom niet . '' | Dat zei hij 't liefst ."},
      {"ru", "Красиво! 😍😍 Зато дорого) Спасибо))) Пока", "Красиво ! 😍😍 | Зато дорого ) | Спасибо ))) | Пока"},
  };
  (void)state;
  EXPECT_ALL(examples);
}

/* Sentences that nothing ends: headlines that run on, forgotten spaces, tags. */
static void test_unstopped(void **state) {
  static const example examples[] = {
      {"en", "Storm closes two airports The storm that came was strong.",
       "Storm closes two airports | The storm that came was strong ."},
      {"en", "He read in The Guardian what I said. My sister and I left.",
       "He read in The Guardian what I said . | My sister and I left ."},
      {"pt", "PRESO NO RIO DE JANEIRO O homem fugiu.", "PRESO NO RIO DE JANEIRO | O homem fugiu ."},
      {"pt", "Joga na Série A da Copa.", "Joga na Série A da Copa ."},
      {"it", "La spiaggia.E poi il mare.", "La spiaggia . | E poi il mare ."},
      {"ru", "Дождь... Снег!!!Кто знает", "Дождь ... | Снег !!! | Кто знает"},
      {"en", "#one #two They met at https://a.example/b They left.",
       "#one #two | They met at https://a.example/b | They left ."},
      {"en", "above ***** below", "above | ***** | below"},
      {"en", "I like you. we left.", "I like you . | we left ."},
      {"vi", "Ông Vượng Hai và ven biển.", "Ông Vượng Hai và ven biển ."},
  };
  (void)state;
  EXPECT_ALL(examples);
}

/* Abbreviations written with spaces between their parts are those of the list. */
static void test_parts(void **state) {
  static const example examples[] = {
      {"ru", "Груши и т. п. Иванов ушёл. В III в. до н. э. Рим рос.",
       "Груши и т. п . | Иванов ушёл . | В III в. до н. э . | Рим рос ."},
      {"de", "Das gilt z. B. Die Bahn nicht.", "Das gilt z. B. Die Bahn nicht ."},
      {"pl", "Był tam, m. in. Adam.", "Był tam , m . in . Adam ."},
      {"ru", "А. Д. Ильин и Н. Э. Орлов.", "А. Д. Ильин и Н. Э. Орлов ."},
      {"ko", "두 곳. 끝.", "두 곳 . | 끝 ."},
  };
  (void)state;
  EXPECT_ALL(examples);
}

static void test_joiners(void **state) {
  static const example examples[] = {
      {"en", "I don't know John's well-known e-mail.", "I don't know John's well - known e-mail ."},
      {"ro", "S-a dus într-un loc, nu l-a văzut pe Trump-ului; dă-mi-l și-l ia.",
       "S- a dus într- un loc , nu l- a văzut pe Trump-ului ; dă -mi -l și -l ia ."},
      {"fr", "L'État n'a-t-il pas dit aujourd'hui : donnez-le-moi, Jean-Pierre ?",
       "L' État n' a -t-il pas dit aujourd'hui : donnez -le -moi , Jean-Pierre ?"},
      {"it", "Dell'arte c'è un po' d'acqua.", "Dell' arte c' è un po' d' acqua ."},
      {"uk", "П’ять об'єктів, по-різному; 2014–2017 рр.", "П’ять об'єктів , по-різному ; 2014 – 2017 рр ."},
      {"ru", "Кто-то из Санкт-Петербурга в 1990-х гг. был там.", "Кто-то из Санкт-Петербурга в 1990-х гг. был там ."},
      {"de", "Die EU-Kommission sagt's.", "Die EU - Kommission sagt's ."},
      {"bg", "Най-големият г-н Петров.", "Най-големият г-н Петров ."},
      {"he", "צה\"ל הודיע.", "צה\"ל הודיע ."},
      {"tr", "Türkiye'nin 5'i %10 arttı.", "Türkiye'nin 5'i %10 arttı ."},
      {"en", "Pay 1,000.50 on 03/04/2020 at 12:30, i.e. 5% or -3.", "Pay 1,000.50 on 03/04/2020 at 12:30 , i.e. 5 % or - 3 ."},
      {"en", "co\xc2\xadoperate zero\xe2\x80\x8bwidth", "co\xc2\xadoperate zero\xe2\x80\x8bwidth"},
  };
  (void)state;
  EXPECT_ALL(examples);
}

static void test_links_and_signs(void **state) {
  static const example examples[] = {
      {"en", "See https://example.org/a_(b)?c=d&e=1. Or www.example.com/x, ok?",
       "See https://example.org/a_(b)?c=d&e=1 . | Or www.example.com/x , ok ?"},
      {"en", "Mail john.doe+x@mail.example.org, now.", "Mail john.doe+x@mail.example.org , now ."},
      {"en", "(http://a.example/b) \"bbc.co.uk/news\"", "( http://a.example/b ) \" bbc.co.uk/news \""},
      {"en", "Hi @some_one, #news and #1 :-) ok", "Hi @some_one , #news and # 1 :-) ok"},
      {"en", "AT&T &amp; x&quot;", "AT&T &amp; x &quot;"},
      {"en", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\xf0\x9f\x87\xba\xf0\x9f\x87\xa6\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd ok",
       "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 \xf0\x9f\x87\xba\xf0\x9f\x87\xa6 \xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd ok"},
      {"en", "a -- b --- c *** d", "a -- b --- c *** d"},
  };
  (void)state;
  EXPECT_ALL(examples);
}

static void test_dictionary_scripts(void **state) {
  static const example examples[] = {
      {"zh", "他访问俄罗斯。她说:“好!”", "他 访问 俄罗斯 。 | 她 说 : “ 好 ! ”"},
      {"th", "สวัสดี ประเทศไทย", "สวัสดี ประเทศไทย"},
      {"ko", "김정은은 평양에 있다. 간다.", "김정은은 평양에 있다 . | 간다 ."},
  };
  kith_text text = {0};
  (void)state;
  EXPECT_ALL(examples);
  segment_checked(KITH_STR("東京で会談した。トランプ氏は帰国した。"), "ja", &text);
  assert_int_equal(text.sentences.n, 2);
  kith_text_clear(&text);
}

static void test_paragraphs(void **state) {
  static const example examples[] = {
      {"en", "A headline\nA first line.\n\nMore", "A headline || A first line . || More"},
      {"en", "- item one\r\n- item two\r\n", "- item one || - item two"},
      {"en",
       "The members of the council met in the old town hall to talk about\n"
       "the bridge, which had been closed for more than eleven months and\n"
       "which nobody wanted to pay for.\n",
       "The members of the council met in the old town hall to talk about the bridge , which had been closed for "
       "more than eleven months and which nobody wanted to pay for ."},
      {"en",
       "Council votes to close bridge\n"
       "The council met in the old town hall on Tuesday to talk about the\n"
       "bridge, which nobody wanted to pay for. \"We cannot go on,\" said\n"
       "Mayor Holt.",
       "Council votes to close bridge || The council met in the old town hall on Tuesday to talk about the bridge , "
       "which nobody wanted to pay for . | \" We cannot go on , \" said Mayor Holt ."},
      {"en", "", ""},
      {"en", " \n\t\n\xe2\x80\x8b\n", ""},
  };
  (void)state;
  EXPECT_ALL(examples);
}

static void test_flags(void **state) {
  kith_text text = {0};
  (void)state;
  segment_checked(KITH_STR("NATO met Putin in 2024, \xe4\xb8\xad A x1 https://a.example/"), "en", &text);
  static const struct {
    uint8_t kind, flags;
  } wanted[] = {
      {KITH_TOKEN_WORD, KITH_TOKEN_SPACE_AFTER | KITH_TOKEN_CAPITAL | KITH_TOKEN_ALL_CAPS | KITH_TOKEN_CASED},
      {KITH_TOKEN_WORD, KITH_TOKEN_SPACE_AFTER | KITH_TOKEN_CASED},
      {KITH_TOKEN_WORD, KITH_TOKEN_SPACE_AFTER | KITH_TOKEN_CAPITAL | KITH_TOKEN_CASED},
      {KITH_TOKEN_WORD, KITH_TOKEN_SPACE_AFTER | KITH_TOKEN_CASED},
      {KITH_TOKEN_NUMBER, KITH_TOKEN_DIGIT},
      {KITH_TOKEN_PUNCT, KITH_TOKEN_SPACE_AFTER},
      {KITH_TOKEN_WORD, KITH_TOKEN_SPACE_AFTER},
      {KITH_TOKEN_WORD, KITH_TOKEN_SPACE_AFTER | KITH_TOKEN_CAPITAL | KITH_TOKEN_CASED},
      {KITH_TOKEN_WORD, KITH_TOKEN_SPACE_AFTER | KITH_TOKEN_CASED | KITH_TOKEN_DIGIT},
      {KITH_TOKEN_LINK, KITH_TOKEN_SPACE_AFTER},
  };
  assert_int_equal(text.tokens.n, sizeof wanted / sizeof *wanted);
  for (size_t i = 0; i < text.tokens.n; i++) {
    assert_int_equal(text.tokens.at[i].kind, wanted[i].kind);
    assert_int_equal(text.tokens.at[i].flags, wanted[i].flags);
  }
  kith_text_clear(&text);
}

static void test_multiwords(void **state) {
  static const example examples[] = {
      {"en", "Don't", "Do n't"},     {"en", "cannot", "can not"},  {"fr", "Du", "De le"},
      {"it", "della", "di la"},      {"de", "ZUM", "ZU DEM"},      {"es", "hacerlo", "hacer lo"},
      {"pt", "vendeu-se", "vendeu se"}, {"pl", "robiłem", "robił em"}, {"cs", "abych", "aby bych"},
  };
  kith_text text = {0};
  (void)state;
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    kith_str wanted = kith_str_of(examples[i].wanted), part;
    kith_text_segment(segmenter, kith_str_of(examples[i].source), kith_str_of(examples[i].lang), &text);
    kith_text_expand(segmenter, &text);
    assert_int_equal(text.multiwords.n, 1);
    const char *form = text.forms.at + text.multiwords.at[0].words;
    uint32_t count = 0;
    for (; kith_str_split(&wanted, ' ', &part); count++, form += strlen(form) + 1)
      assert_true(kith_str_equal(part, kith_str_of(form)));
    assert_int_equal(count, text.multiwords.at[0].count);
  }
  kith_text_clear(&text);
}

/* The table against the ICU that is installed, for the characters Unicode had when it was written. */
static void test_short_glyphs(void **state) { /* below U+0800 they are read past the table of blocks */
  char bytes[8];
  (void)state;
  for (uint32_t c = 0; c < 0x800; c++) {
    size_t length = kith_utf8_encode(c, bytes);
    kith_glyph glyph = kith_glyph_read(bytes, bytes + length);
    assert_int_equal(glyph.length, length);
    assert_int_equal(glyph.class, kith_class_of(c));
  }
}

static void test_class_table(void **state) {
  (void)state;
  for (uint32_t c = 0; c < 0x110000; c++) {
    UVersionInfo age;
    u_charAge((UChar32)c, age);
    if (age[0] == 0 || age[0] > 15 || (age[0] == 15 && age[1] > 0)) continue;
    if (kith_class_of(c) != kith_class_from_icu(c)) fail_msg("U+%04X", (unsigned)c);
  }
}

static uint64_t random_state = 42;

static uint32_t random_below(uint32_t n) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return (uint32_t)(random_state >> 33) % n;
}

static const char *const langs[] = {"",   "en", "ro", "ru", "uk", "de", "fr", "it", "es", "pt", "pl", "bg", "cs",
                                    "el", "hu", "tr", "he", "ar", "fa", "ko", "zh", "ja", "th", "nl", "sv", "ca"};

static void test_random_bytes(void **state) {
  kith_text text = {0};
  char bytes[300];
  (void)state;
  for (unsigned round = 0; round < 6000; round++) {
    uint32_t n = random_below(sizeof bytes);
    bool ascii = random_below(2);
    for (uint32_t i = 0; i < n; i++) bytes[i] = (char)random_below(ascii ? 128 : 256);
    segment_checked((kith_str){bytes, n}, langs[round % (sizeof langs / sizeof *langs)], &text);
  }
  kith_text_clear(&text);
}

static void assert_same_map(kith_str text, kith_letter_map *map, kith_letter_map *plain) {
  kith_letter_map_make(map, text);
  kith_letter_map_make_plainly(plain, text);
  for (size_t i = 0; i < plain->n; i++) {
    assert_int_equal(map->at[i].letter, plain->at[i].letter);
    assert_int_equal(map->at[i].lower, plain->at[i].lower);
  }
  for (size_t i = 0; i < text.n;) { /* what it says is what the classes say */
    kith_glyph glyph = kith_glyph_read(text.p + i, text.p + text.n);
    kith_letter_block here = kith_letter_map_at(map->at, i);
    if (here.letter & 1) assert_true((glyph.class & ~KITH_IN_WORD) == KITH_LOWER || (glyph.class & ~KITH_IN_WORD) == KITH_UPPER);
    if (here.letter & 1 && here.lower >> (glyph.length - 1) & 1) assert_int_equal(glyph.class, KITH_IN_WORD | KITH_LOWER);
    assert_int_equal(here.letter >> (glyph.length - 1) & 1, here.letter & 1);
    i += glyph.length;
  }
}

static void test_letter_map(void **state) {
  kith_letter_map map = {0}, plain = {0};
  char bytes[400];
  (void)state;
  for (unsigned round = 0; round < 4000; round++) {
    uint32_t n = random_below(sizeof bytes);
    bool letters = random_below(2);
    for (uint32_t i = 0; i < n; i++) bytes[i] = (char)random_below(256);
    for (uint32_t i = 0; letters && i + 1 < n; i += 1 + random_below(3)) { /* pairs, some of them cut short */
      bytes[i] = (char)(0xc2 + random_below(0x12));
      bytes[i + 1] = (char)(0x80 + random_below(0x40));
    }
    assert_same_map((kith_str){bytes, n}, &map, &plain);
  }
  kith_vec_clear(&map);
  kith_vec_clear(&plain);
}

/* Pieces that meet every rule, strung together at random. */
static void test_random_pieces(void **state) {
  static const char *const pieces[] = {
      "a", "A", "Ab", "word", "Слово", "слово", "ЇЖ", "ă", "É", "5", "12", "1999", "IV", ".", "..", "...", ",", ",,", "'",
      "''", "’", "\"", "-", "--", "–", "—", "/", "://", "http", "www.", "@", "#", "&", "&amp;", "&#39;", "%", "$", "€",
      "(", ")", "))", "[", "]", "«", "»", "„", "“", "”", "?", "!", "?!", "…", ";", ":", ":-)", " ", "  ", "\n", "\r\n",
      "\n\n", "\xc2\xa0", "\xe2\x80\x8b", "\xc2\xad", "\xcc\x81", "\xef\xb8\x8f", "\xe2\x80\x8d", "\xf0\x9f\x98\x8d",
      "\xf0\x9f\x87\xba", "中文", "かな", "ไทย", "한국", "שלום", "سلام", "؟", "。", "।", "\xff", "\xe2\x82", "\xf0\x9f",
      "longerthanthesixtyfourbytesthatareseenatoncesothatitmustbereadinpieces", "etc", "nr", "Mr", "т", "д", "г", "p.m", "U.S", "don't", "l'", "s-a", "com", "_", "=", "*", "~", "+", "°"};
  enum { PIECES = sizeof pieces / sizeof *pieces };
  kith_text text = {0};
  kith_buf buf = {0};
  (void)state;
  for (unsigned round = 0; round < 12000; round++) {
    buf.n = 0;
    for (uint32_t i = random_below(60); i > 0; i--) {
      kith_buf_add(&buf, kith_str_of(pieces[random_below(PIECES)]));
      if (random_below(3) == 0) kith_buf_char(&buf, ' ');
    }
    segment_checked(kith_buf_str(&buf), langs[round % (sizeof langs / sizeof *langs)], &text);
    kith_text_expand(segmenter, &text);
  }
  kith_vec_clear(&buf);
  kith_text_clear(&text);
}

/* One endless line of each of these must take time in proportion to its length. */
static void test_long_lines(void **state) {
  static const char *const units[] = {"a", "a-", "a.", "a'", ".", ") ", "\xf0\x9f\x98\x8d", "中", "\"", "A. ", "http://", "a@",
                                      "1. ", "!", "( ", "x ", "\xff", "'a", "\xe2\x80\x8b", "&amp;", "\xcc\x81", "_", "-"};
  enum { LENGTH = 1 << 21 };
  kith_text text = {0};
  kith_buf buf = {0};
  (void)state;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    buf.n = 0;
    while (buf.n < LENGTH) kith_buf_add(&buf, kith_str_of(units[i]));
    clock_t from = clock();
    kith_text_segment(segmenter, kith_buf_str(&buf), KITH_STR("fr"), &text);
    double seconds = (double)(clock() - from) / CLOCKS_PER_SEC;
    if (seconds > 4) fail_msg("'%s' repeated over %d bytes took %.1f s", units[i], LENGTH, seconds);
    check_invariants(&text);
  }
  kith_vec_clear(&buf);
  kith_text_clear(&text);
}

static void test_conllu(void **state) {
  static const char wanted[] =
      "# newdoc id = a b\n# newpar\n# sent_id = a b-s1\n# text = Don't go.\n# lang = en\n"
      "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
  static const char json[] =
      "{\"doc\":\"d\",\"sentence\":1,\"paragraph\":1,\"lang\":\"en\",\"start\":0,\"end\":3,\"text\":\"é \\\"\","
      "\"tokens\":[{\"start\":0,\"end\":1,\"form\":\"é\",\"space\":true},"
      "{\"start\":2,\"end\":3,\"form\":\"\\\"\",\"space\":true}]}\n";
  kith_text text = {0};
  kith_out out;
  (void)state;
  kith_out_memory(&out);
  kith_text_segment(segmenter, KITH_STR("Don't  go."), KITH_STR("en"), &text);
  kith_text_expand(segmenter, &text);
  kith_conllu_write(&out, KITH_STR("a\tb"), &text, languages);
  assert_string_equal(kith_buf_text(&out.buf), wanted);
  out.buf.n = 0;
  kith_text_segment(segmenter, KITH_STR("\xc3\xa9 \""), KITH_STR("en"), &text);
  kith_conllu_write_json(&out, KITH_STR("d"), &text, languages, false);
  assert_string_equal(kith_buf_text(&out.buf), json);
  kith_out_close(&out, NULL, NULL);
  kith_text_clear(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_stops),        cmocka_unit_test(test_unstopped),
      cmocka_unit_test(test_parts),
      cmocka_unit_test(test_joiners),
      cmocka_unit_test(test_links_and_signs), cmocka_unit_test(test_dictionary_scripts),
      cmocka_unit_test(test_paragraphs),   cmocka_unit_test(test_flags),
      cmocka_unit_test(test_multiwords),   cmocka_unit_test(test_class_table),
      cmocka_unit_test(test_letter_map),   cmocka_unit_test(test_short_glyphs),
      cmocka_unit_test(test_random_bytes), cmocka_unit_test(test_random_pieces),
      cmocka_unit_test(test_long_lines),   cmocka_unit_test(test_conllu),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* The language of short texts, of related languages, of mixed scripts and of
 * bytes that are no text. Sentences are our own. LEXICONS is the folder of
 * data, lexicons/ unless the environment's KITH_LEXICONS names another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/file.h"
#include "text/common_words.h"
#include "text/identify.h"

#include <stdio.h>

typedef struct bench {
  kith_languages *languages;
  kith_identifier *identifier;
} bench;

static int open_bench(void **state) {
  static bench b;
  const char *folder = getenv("KITH_LEXICONS") ? getenv("KITH_LEXICONS") : "lexicons";
  kith_error error;
  *state = &b;
  if (kith_languages_open(&b.languages, &folder, 1, &error) != KITH_OK ||
      kith_identifier_open(&b.identifier, b.languages, folder, &error) != KITH_OK) {
    fprintf(stderr, "%s\n", error.message);
    return -1;
  }
  return 0;
}

static int close_bench(void **state) {
  bench *b = *state;
  kith_identifier_close(b->identifier);
  kith_languages_close(b->languages);
  return 0;
}

static const char *code_after(const bench *b, const char *text, const char *prior) {
  kith_lang before = kith_language_find(b->languages, kith_str_of(prior));
  kith_guess guess = kith_identify(b->identifier, kith_str_of(text), before);
  assert_true(guess.confidence >= 0 && guess.confidence <= 1);
  return kith_language_get(b->languages, guess.lang)->code.p;
}

static const char *code(const bench *b, const char *text) { return code_after(b, text, ""); }

typedef struct sample {
  const char *code, *text;
} sample;

static void check_all(const bench *b, const sample *samples, size_t n) {
  size_t wrong = 0;
  for (size_t i = 0; i < n; i++) {
    const char *got = code(b, samples[i].text);
    if (strcmp(got, samples[i].code) == 0) continue;
    print_error("%s for %s: %s\n", got, samples[i].code, samples[i].text);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

static const sample SENTENCES[] = {
    {"en", "The minister said on Tuesday that the talks would go on until a deal was reached."},
    {"ro", "Ministrul a declarat marți că discuțiile vor continua până la semnarea unui acord."},
    {"ru", "Министр заявил во вторник, что переговоры продолжатся до подписания соглашения."},
    {"uk", "Міністр заявив у вівторок, що переговори триватимуть до підписання угоди."},
    {"be", "Міністр заявіў у аўторак, што перамовы будуць працягвацца да падпісання пагаднення."},
    {"bg", "Министърът заяви във вторник, че преговорите ще продължат до подписването на споразумение."},
    {"mk", "Министерот изјави во вторникот дека преговорите ќе продолжат додека не се потпише договор."},
    {"sr", "Министар је у уторак изјавио да ће се преговори наставити док се не потпише споразум."},
    {"pl", "Minister powiedział we wtorek, że rozmowy potrwają aż do podpisania porozumienia."},
    {"cs", "Ministr v úterý řekl, že jednání budou pokračovat, dokud nebude podepsána dohoda."},
    {"sk", "Minister v utorok povedal, že rokovania budú pokračovať, kým nebude podpísaná dohoda."},
    {"sl", "Minister je v torek povedal, da se bodo pogajanja nadaljevala do podpisa sporazuma."},
    {"hr", "Ministar je u utorak rekao da će se pregovori nastaviti sve dok se ne riješi pitanje cijene plina."},
    {"sr", "Ministar je u utorak rekao da će se pregovori nastaviti dok se ne reši pitanje cene gasa."},
    {"de", "Der Minister sagte am Dienstag, dass die Gespräche bis zur Unterzeichnung weitergehen."},
    {"nl", "De minister zei dinsdag dat de gesprekken doorgaan tot er een akkoord is bereikt."},
    {"sv", "Ministern sade på tisdagen att samtalen fortsätter tills ett avtal har undertecknats."},
    {"da", "Ministeren sagde tirsdag, at forhandlingerne fortsætter, indtil der er indgået en aftale."},
    {"nb", "Statsråden sa tirsdag at forhandlingene fortsetter til det er inngått en avtale."},
    {"fr", "Le ministre a déclaré mardi que les négociations se poursuivraient jusqu'à la signature."},
    {"es", "El ministro dijo el martes que las conversaciones seguirán hasta que se firme un acuerdo."},
    {"it", "Il ministro ha detto martedì che i colloqui andranno avanti fino alla firma di un accordo."},
    {"pt", "O ministro disse na terça-feira que as negociações vão continuar até à assinatura do acordo."},
    {"ca", "El ministre va dir dimarts que les converses continuaran fins que se signi un acord."},
    {"el", "Ο υπουργός δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν."},
    {"hu", "A miniszter kedden azt mondta, hogy a tárgyalások a megállapodás aláírásáig folytatódnak."},
    {"fi", "Ministeri sanoi tiistaina, että neuvottelut jatkuvat, kunnes sopimus on allekirjoitettu."},
    {"et", "Minister ütles teisipäeval, et läbirääkimised jätkuvad, kuni leping on alla kirjutatud."},
    {"lv", "Ministrs otrdien paziņoja, ka sarunas turpināsies līdz vienošanās parakstīšanai."},
    {"lt", "Ministras antradienį pareiškė, kad derybos tęsis, kol bus pasirašytas susitarimas."},
    {"tr", "Bakan salı günü yaptığı açıklamada görüşmelerin anlaşma imzalanana kadar süreceğini söyledi."},
    {"he", "השר אמר ביום שלישי כי השיחות יימשכו עד לחתימת ההסכם."},
    {"ar", "قال الوزير يوم الثلاثاء إن المحادثات ستستمر حتى توقيع الاتفاق."},
    {"fa", "وزیر روز سه‌شنبه گفت که گفتگوها تا امضای توافق ادامه خواهد داشت."},
    {"hi", "मंत्री ने मंगलवार को कहा कि समझौते पर हस्ताक्षर होने तक बातचीत जारी रहेगी।"},
    {"zh", "部长周二表示，谈判将继续进行，直到签署协议。"},
    {"ja", "大臣は火曜日、合意に署名するまで協議を続けると述べた。"},
    {"ko", "장관은 화요일에 합의가 서명될 때까지 회담이 계속될 것이라고 말했다."},
    {"vi", "Bộ trưởng cho biết hôm thứ Ba rằng các cuộc đàm phán sẽ tiếp tục cho đến khi ký thỏa thuận."},
    {"th", "รัฐมนตรีกล่าวเมื่อวันอังคารว่าการเจรจาจะดำเนินต่อไป"},
    {"id", "Menteri mengatakan pada hari Selasa bahwa pembicaraan akan berlanjut sampai ada kesepakatan."},
};

static void test_sentences(void **state) { check_all(*state, SENTENCES, sizeof SENTENCES / sizeof *SENTENCES); }

static const sample SHORT[] = {
    {"en", "What the government knew"},      {"ro", "Ce spun oamenii despre alegeri"},
    {"ro", "Guvernul și opoziția"},          {"ru", "Что известно о взрыве"},
    {"uk", "Що відомо про вибух"},           {"be", "Што вядома пра выбух"},
    {"bg", "Какво знаем за взрива"},         {"pl", "Co wiemy o wyborach"},
    {"cs", "Co víme o výbuchu"},             {"sk", "Čo vieme o výbuchu"},
    {"hu", "Mit tudunk a robbanásról"},      {"de", "Was wir über die Wahl wissen"},
    {"nl", "Wat we weten over de verkiezingen"}, {"sv", "Det här vet vi om explosionen"},
    {"fr", "Ce que l'on sait de l'explosion"}, {"es", "Lo que se sabe de la explosión"},
    {"it", "Che cosa sappiamo delle elezioni"}, {"pt", "O que se sabe sobre a explosão"},
    {"fi", "Mitä räjähdyksestä tiedetään"},  {"tr", "Patlama hakkında bilinenler"},
    {"el", "Τι γνωρίζουμε"},                 {"he", "מה ידוע לנו"},
    {"zh", "选举结果公布"},                  {"ja", "何がわかったのか"},
    {"ko", "선거 결과"},                     {"th", "ผลการเลือกตั้ง"},
    {"ar", "ماذا نعرف عن الانفجار"},         {"fa", "آنچه درباره انفجار می‌دانیم"},
    {"hi", "चुनाव के नतीजे"},
};

static void test_short(void **state) { check_all(*state, SHORT, sizeof SHORT / sizeof *SHORT); }

/* One headline, in languages that look like one another. */
static const sample RELATED[] = {
    {"ru", "Путин встретился с президентом Белоруссии"}, {"ru", "Умер известный актёр театра"},
    {"ru", "В Москве ожидается сильный дождь"}, {"uk", "Президент відвідав Львів у п'ятницю"},
    {"uk", "Уряд ухвалив новий закон про мову"}, {"uk", "Що відомо про обстріл міста"},
    {"be", "Прэзідэнт наведаў Мінск у пятніцу"}, {"be", "Улады прынялі новы закон аб мове"},
    {"be", "У Гомелі затрымалі журналіста"}, {"bg", "Президентът посети Варна в петък"},
    {"bg", "Правителството прие нов закон за езика"}, {"bg", "Какво се знае за обстрела на града"},
    {"mk", "Претседателот го посети Охрид во петокот"}, {"mk", "Владата донесе нов закон за јазикот"},
    {"mk", "Што се знае за несреќата"}, {"sr", "Председник је посетио Ниш у петак"},
    {"sr", "Влада је усвојила нови закон о језику"}, {"sr", "Шта се зна о несрећи код Новог Сада"},
    {"sr", "Predsednik je posetio Niš u petak uveče"}, {"sr", "Vlada je usvojila novi zakon o bezbednosti"},
    {"sr", "Šta se zna o nesreći kod Novog Sada, dve osobe poginule"},
    {"hr", "Predsjednik je posjetio Zagreb u petak"},
    {"hr", "Vlada je usvojila novi zakon o sigurnosti prometa"},
    {"hr", "Što se zna o nesreći kod Rijeke, dvije osobe poginule"},
    {"sl", "Predsednik je v petek obiskal Maribor"}, {"sl", "Vlada je sprejela nov zakon o jeziku"},
    {"sl", "Kaj je znano o nesreči pri Celju"}, {"cs", "Prezident v pátek navštívil Brno"},
    {"cs", "Vláda přijala nový zákon o jazyce"}, {"cs", "Co víme o nehodě u Ostravy"},
    {"sk", "Prezident v piatok navštívil Košice"}, {"sk", "Vláda prijala nový zákon o jazyku"},
    {"sk", "Čo vieme o nehode pri Nitre"}, {"da", "Statsministeren besøgte Aarhus i fredags"},
    {"da", "Regeringen har vedtaget en ny lov om sprog"}, {"da", "Hvad ved vi om ulykken ved Odense"},
    {"nb", "Statsministeren besøkte Bergen på fredag"}, {"nb", "Regjeringen har vedtatt en ny lov om språk"},
    {"sv", "Statsministern besökte Göteborg i fredags"}, {"sv", "Regeringen har antagit en ny lag om språk"},
    {"sv", "Vad vet vi om olyckan vid Malmö"}, {"es", "El presidente visitó Sevilla el viernes"},
    {"es", "El gobierno aprueba una nueva ley de lenguas"}, {"es", "Qué se sabe del accidente en Burgos"},
    {"pt", "O presidente visitou o Porto na sexta-feira"}, {"pt", "O governo aprovou uma nova lei da língua"},
    {"pt", "O que se sabe do acidente em Braga"}, {"ca", "El president va visitar Girona divendres"},
    {"ca", "El govern aprova una nova llei de llengües"}, {"ca", "Què se sap de l'accident a Lleida"},
    {"it", "Il presidente ha visitato Torino venerdì"},
    {"it", "Il governo approva una nuova legge sulla lingua"}, {"ro", "Președintele a vizitat Iașiul vineri"},
    {"ro", "Guvernul a adoptat o nouă lege a limbii"}, {"ro", "Presedintele a vizitat Clujul vineri seara"},
    {"id", "Presiden mengunjungi Surabaya pada hari Jumat"},
};

static void test_related(void **state) { check_all(*state, RELATED, sizeof RELATED / sizeof *RELATED); }

/* As it is typed: capitals, no diacritics, cedillas, decomposed letters, stress marks. */
static const sample SPELLINGS[] = {
    {"ro", "PREȘEDINTELE A ANUNȚAT CĂ VA CONVOCA PARLAMENTUL"},
    {"ro", "Presedintele a anuntat ca va convoca parlamentul in aceasta saptamana."},
    {"ro", "Preşedintele a anunţat că va convoca parlamentul în această săptămână."},
    {"cs", "Pr\xcc\x8c" "edseda vla\xcc\x81" "dy r\xcc\x8c" "ekl, z\xcc\x8c" "e dohoda bude podepsa\xcc\x81na."},
    {"uk", "ПРЕЗИДЕНТ ПІДПИСАВ УКАЗ ПРО ЗВІЛЬНЕННЯ"},
    {"ru", "Президе\xcc\x81нт подписа\xcc\x81л ука\xcc\x81з об отставке министра"},
    {"tr", "İSTANBUL'DA YAŞAYANLAR SANDIĞA GİDİYOR"},
    {"fr", "L’Assemblée nationale n’a pas encore voté le budget de l’année."},
    {"uk", "Слідство з’ясувало, що об’єкт охороняли п’ятеро людей."},
};

static void test_spellings(void **state) { check_all(*state, SPELLINGS, sizeof SPELLINGS / sizeof *SPELLINGS); }

static const sample MIXED[] = {
    {"ru", "Компания Microsoft сообщила, что сервис Azure OpenAI будет доступен пользователям Windows."},
    {"uk", "Компанія Microsoft Corporation оголосила про купівлю Activision Blizzard"},
    {"ar", "أعلنت شركة Google عن إطلاق Android 15 في San Francisco"},
    {"hi", "भारत के प्रधानमंत्री Narendra Modi ने Facebook पर लिखा"},
    {"en", "The word «перестройка» means restructuring, said Анна Каренина in Москва"},
    {"en", "The word she used, «перестройка», has no good translation, and neither has «гласность»."},
    {"uk", "Про це повідомляє The New York Times з посиланням на джерела в Білому домі."},
    {"ro", "Publicația „Новая газета” a scris că fostul ministru a fugit din țară împreună cu familia."},
    {"zh", "美国总统唐纳德·特朗普（Donald Trump）周二在白宫会见了记者。"},
    {"ja", "米Apple社は新しいiPhoneを来月発売すると発表した。"},
    {"ar", "أعلنت شركة Google عن إطلاق خدمة جديدة تحمل اسم Gemini في المنطقة العربية."},
    {"de", "Der Präsident Wolodymyr Selenskyj (Володимир Зеленський) traf am Montag in Berlin ein."},
    {"el", "Η εταιρεία Facebook ανακοίνωσε ότι αλλάζει όνομα σε Meta."},
};

static void test_mixed_scripts(void **state) { check_all(*state, MIXED, sizeof MIXED / sizeof *MIXED); }

static const sample UNDECIDED[] = {
    {"und", ""},
    {"und", " \t\r\n"},
    {"und", "12.05.2024, 14:30 – 3,5 %"},
    {"und", "!!! ??? ... 😀"},
    {"und", "საქართველოს პარლამენტი"}, /* Georgian is not listed */
    {"und", "Հայաստանի Հանրապետություն"},
    {"und", "\xff\xfe\x80\x81\xc0\xc1\xf5"},
    {"und", "OK"},
};

static void test_undecided(void **state) { check_all(*state, UNDECIDED, sizeof UNDECIDED / sizeof *UNDECIDED); }

static void test_any_bytes(void **state) {
  bench *b = *state;
  char bytes[6000];
  uint64_t seed = 7;
  for (size_t n = 0; n <= sizeof bytes; n = n * 2 + 1) {
    for (size_t i = 0; i < n; i++) {
      seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
      bytes[i] = (char)(seed >> 56);
    }
    kith_guess one = kith_identify(b->identifier, (kith_str){bytes, n}, KITH_LANG_UND);
    kith_guess two = kith_identify(b->identifier, (kith_str){bytes, n}, KITH_LANG_UND);
    assert_true(one.lang == two.lang && one.confidence == two.confidence);
    assert_true(one.lang < kith_languages_count(b->languages));
  }
  /* every prefix of a text, cut in mid letter too, in a block of its own so that a checker sees overreads */
  const char *text = SENTENCES[2].text;
  for (size_t n = 0; n <= strlen(text); n++) {
    char *copy = kith_alloc(n + 1);
    memcpy(copy, text, n);
    char *exact = kith_realloc(copy, n ? n : 1);
    kith_identify(b->identifier, (kith_str){exact, n}, KITH_LANG_UND);
    kith_free(exact);
  }
}

static void test_prior_decides_what_is_open(void **state) {
  bench *b = *state;
  /* these are good Croatian and good Serbian */
  const char *both = "Policija je uhapsila dva muškarca u centru grada.";
  assert_string_equal(code_after(b, both, "sr"), "sr");
  const char *shared = "Vlada je juče usvojila novi zakon.";
  assert_string_equal(code_after(b, shared, "sr"), "sr");
  assert_string_equal(code_after(b, "東京都知事選挙", "ja"), "ja");
  assert_string_equal(code(b, "東京都知事選挙"), "zh");
  /* but not what is plain */
  assert_string_equal(code_after(b, SENTENCES[0].text, "ro"), "en");
  assert_string_equal(code_after(b, SENTENCES[3].text, "ru"), "uk");
  assert_string_equal(code_after(b, SENTENCES[15].text, "de"), "nl");
}

/* A long text is sampled: a foreign quotation at its head must not decide. */
static void test_long_text(void **state) {
  bench *b = *state;
  kith_buf text = {0};
  for (int i = 0; i < 8; i++) kith_buf_add(&text, kith_str_of(SENTENCES[0].text));
  kith_buf_char(&text, '\n');
  for (int i = 0; i < 200; i++) {
    kith_buf_add(&text, kith_str_of(SENTENCES[1].text));
    kith_buf_char(&text, ' ');
  }
  kith_guess guess = kith_identify(b->identifier, kith_buf_str(&text), KITH_LANG_UND);
  assert_string_equal(kith_language_get(b->languages, guess.lang)->code.p, "ro");
  assert_true(guess.confidence > 0.9f);
  kith_vec_clear(&text);
}

static void write_file(const char *path, const void *bytes, size_t n) {
  kith_out out;
  assert_int_equal(kith_out_open(&out, path, false, NULL), KITH_OK);
  kith_out_write(&out, bytes, n);
  assert_int_equal(kith_out_close(&out, NULL, NULL), KITH_OK);
}

/* A model cut short or spoiled is an error, never a crash. */
static void test_bad_models(void **state) {
  bench *b = *state;
  const char *folder = getenv("KITH_LEXICONS") ? getenv("KITH_LEXICONS") : "lexicons";
  char root[] = "/tmp/kith_identify_XXXXXX", path[128];
  kith_buf from = {0}, model = {0};
  kith_identifier *id;
  kith_error error;
  assert_non_null(mkdtemp(root));
  assert_int_equal(kith_identifier_open(&id, b->languages, root, &error), KITH_ERR_IO);
  assert_null(id);
  snprintf(path, sizeof path, "%s/lang", root);
  assert_int_equal(kith_folder_make(path, &error), KITH_OK);
  snprintf(path, sizeof path, "%s/lang/identify.model", root);
  kith_path_join(&from, kith_str_of(folder), KITH_STR("lang/identify.model"));
  assert_int_equal(kith_file_read(kith_buf_text(&from), &model, &error), KITH_OK);
  const size_t cuts[] = {0, 7, 8, 11, 12, 30, 200, 40000, model.n - 1};
  for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
    write_file(path, model.at, cuts[i]);
    assert_int_equal(kith_identifier_open(&id, b->languages, root, &error), KITH_ERR_FORMAT);
  }
  for (size_t at = 0; at < 36; at++) {
    char kept = model.at[at];
    model.at[at] = (char)(kept ^ 0x55);
    write_file(path, model.at, model.n);
    if (kith_identifier_open(&id, b->languages, root, &error) == KITH_OK) {
      assert_true(at >= 32); /* the slope alone may be anything but 0 */
      kith_identifier_close(id);
    }
    model.at[at] = kept;
  }
  remove(path);
  snprintf(path, sizeof path, "%s/lang", root);
  remove(path);
  remove(root);
  kith_vec_clear(&from);
  kith_vec_clear(&model);
}

static void test_common_words(void **state) {
  const bench *b = *state;
  static const struct {
    const char *code, *text;
    bool told;
  } wanted[] = {
      {"en", "The mayor was not in the hall when they came to see him, and nobody knew why", true},
      {"de", "The mayor was not in the hall when they came to see him, and nobody knew why", false},
      {"de", "Der Rat hat sich mit dem Plan nicht befasst", true},
      {"ru", "Он не знал, что она была там и для чего это было нужно", true},
      {"en", "Mayor resigns over bridge", false},
      {"en", "Thisisonewordofverymanyletters the in and", true},
      {"en", "the in", false},
      {"en", "", false},
      {"und", "The mayor was not in the hall when they came to see him", false},
  };
  kith_common_words *words = kith_common_words_open(b->languages);
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    kith_lang lang = kith_language_find(b->languages, kith_str_of(wanted[i].code));
    char *exact = kith_alloc(strlen(wanted[i].text)); /* so that reading beyond it shows */
    memcpy(exact, wanted[i].text, strlen(wanted[i].text));
    if (kith_common_words_tell(words, (kith_str){exact, strlen(wanted[i].text)}, lang) != wanted[i].told)
      fail_msg("%s: %s", wanted[i].code, wanted[i].text);
    kith_free(exact);
  }
  kith_common_words_close(words);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sentences),     cmocka_unit_test(test_short),
      cmocka_unit_test(test_related),
      cmocka_unit_test(test_spellings),     cmocka_unit_test(test_mixed_scripts),
      cmocka_unit_test(test_undecided),     cmocka_unit_test(test_any_bytes),
      cmocka_unit_test(test_long_text),     cmocka_unit_test(test_bad_models),
      cmocka_unit_test(test_prior_decides_what_is_open), cmocka_unit_test(test_common_words),
  };
  return cmocka_run_group_tests(tests, open_bench, close_bench);
}

#include "entity/clusterer.h"

/* What stands alone in the input: spellings of unlisted and of listed names. */
typedef struct attested {
  kith_map count;  /* key -> mentions, whatever the language */
  kith_map listed; /* (language, key) -> the listed entity + 1 */
} attested;

static void collect(kith_clusterer *c, attested *a) {
  for (size_t i = 0; i < c->forms.n; i++) *kith_map_add(&a->count, c->forms.at[i].key) += c->forms.at[i].count;
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      const kith_reading_mention *m = &c->readings[r].mentions[i];
      if (c->chosen[r][i] == KITH_NONE || m->how == KITH_HOW_SHORT) continue;
      kith_form_key(c, m->base.n ? m->base : m->surface, m->lang);
      uint32_t key = kith_intern_add(&c->keys, kith_buf_str(&c->key));
      ++*kith_map_add(&a->count, key);
      *kith_map_add(&a->listed, kith_pair(m->lang, key)) = c->chosen[r][i] + 1u;
    }
}

/* Moves the start of a mention over its first words; positions are bytes or
 * code points, told apart by the surface's length. */
static void cut_front(kith_reading_mention *m, size_t bytes) {
  bool in_bytes = m->end - m->start == m->surface.n;
  kith_str gone = kith_str_cut(m->surface, 0, bytes);
  m->start += (uint32_t)(in_bytes ? gone.n : kith_utf8_count(gone));
  m->surface = kith_str_cut(m->surface, bytes, m->surface.n);
}

/* The key of the words of a surface from number `from` on, the last one replaced
 * by `base` if that has bytes; KITH_NONE where nothing is spelled so. */
static uint32_t tail_key(kith_clusterer *c, kith_str surface, size_t from, kith_str base) {
  c->key.n = 0;
  for (size_t i = from; i < c->words.n; i++) {
    if (i > from) kith_buf_char(&c->key, ' ');
    if (base.n && i + 1 == c->words.n)
      kith_buf_add(&c->key, base);
    else
      kith_word_key(surface, &c->words.at[i], &c->key);
  }
  return kith_intern_find(&c->keys, kith_buf_str(&c->key));
}

/* How often other languages, or the lexicon, have a key as a name. */
static uint64_t elsewhere(const kith_clusterer *c, const attested *a, kith_lang lang, uint32_t key) {
  const uint64_t *all = kith_map_find(&a->count, key), *own = kith_map_find(&c->form_of, kith_pair(lang, key));
  return all ? *all - (own ? c->forms.at[*own - 1].count : 0) : 0;
}

/* Whether a tail that begins at word `from` stands alone in another text, a single word in another language. */
static bool is_known(const kith_clusterer *c, const attested *a, kith_lang lang, size_t from, uint32_t key) {
  if (key == KITH_NONE || !kith_map_find(&a->count, key)) return false;
  return from + 1 < c->words.n || elsewhere(c, a, lang, key);
}

/* The key of the known tail from word `from` on, as it is written or a base of it, or KITH_NONE. */
static uint32_t known_key(kith_clusterer *c, const kith_reading_mention *m, const attested *a, size_t from) {
  uint32_t key = tail_key(c, m->surface, from, KITH_STR(""));
  if (is_known(c, a, m->lang, from, key)) return key;
  c->bytes.n = c->bases.n = c->key.n = 0;
  kith_word_key(m->surface, &c->words.at[c->words.n - 1], &c->key);
  kith_inflect(c->parts->inflector, m->lang, kith_buf_str(&c->key), &c->bytes, &c->bases);
  for (size_t i = 0; i < c->bases.n; i++) {
    key = tail_key(c, m->surface, from, (kith_str){c->bytes.at + c->bases.at[i].start, c->bases.at[i].length});
    if (is_known(c, a, m->lang, from, key)) return key;
  }
  return KITH_NONE;
}

/* Of `Hydrologin Anneliese Sternhuber` how many bytes go, so that the longest
 * known tail of at least `least` words remains; 0: there is none. */
static size_t known_tail(kith_clusterer *c, const kith_reading_mention *m, const attested *a, size_t least, uint32_t *key) {
  c->words.n = 0;
  kith_words_cut(m->surface, 0, m->surface.n, &c->words);
  for (size_t from = 1; from + least <= c->words.n; from++) {
    if (!(c->words.at[from].flags & KITH_WORD_CAPITAL) || m->surface.p[c->words.at[from].start - 1] != ' ') continue;
    *key = known_key(c, m, a, from);
    if (*key != KITH_NONE) return c->words.at[from].start;
  }
  return 0;
}

static bool capital_nouns(const kith_clusterer *c, kith_lang lang) {
  size_t n;
  return kith_language_rows(kith_language_get(c->parts->languages, lang), "capital_nouns", &n) != NULL;
}

static void trim(kith_clusterer *c, const attested *a, size_t r, uint32_t i) {
  kith_reading_mention *m = &c->readings[r].mentions[i];
  uint32_t at = c->form_at[r][i], key = KITH_NONE;
  if (at == KITH_NONE || m->base.n || m->gender) return;
  bool nouns = capital_nouns(c, m->lang);
  if (!nouns && (c->forms.at[at].words < 3 || kith_form_type(&c->forms.at[at]) != KITH_PER || m->flags & KITH_MENTION_SURE)) return;
  if (nouns && elsewhere(c, a, m->lang, c->forms.at[at].key)) return;
  size_t bytes = known_tail(c, m, a, nouns ? 1 : 2, &key);
  if (!bytes) return;
  c->forms.at[at].count--;
  cut_front(m, bytes);
  const uint64_t *listed = kith_map_find(&a->listed, kith_pair(m->lang, key));
  if (listed) {
    c->chosen[r][i] = (uint32_t)*listed - 1;
    c->form_at[r][i] = KITH_NONE;
    m->how = KITH_HOW_VARIANT;
    m->base = m->surface;
  } else
    c->form_at[r][i] = kith_form_add(c, m);
}

void kith_cluster_trim(kith_clusterer *c) {
  attested a = {.count = {.slots = NULL}};
  collect(c, &a);
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) trim(c, &a, r, i);
  kith_map_clear(&a.count);
  kith_map_clear(&a.listed);
}

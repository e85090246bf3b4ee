#include "entity/clusterer.h"

/* Whether `word` is `full_word`, or one is a form of the other in this language. */
static bool same_word(kith_clusterer *c, kith_lang lang, kith_str word, kith_str full_word, uint8_t endings) {
  if (kith_str_equal(word, full_word)) return true;
  for (int turn = 0; turn < 2; turn++) {
    kith_str from = turn ? full_word : word, to = turn ? word : full_word;
    c->bytes.n = c->bases.n = 0;
    kith_inflect(c->parts->inflector, lang, from, &c->bytes, &c->bases);
    for (size_t i = 0; i < c->bases.n; i++)
      if (c->bases.at[i].classes & endings && kith_str_equal((kith_str){c->bytes.at + c->bases.at[i].start, c->bases.at[i].length}, to))
        return true;
  }
  return false;
}

/* The key's part from its word number `from` on. */
static kith_str words_from(kith_str key, unsigned from) {
  kith_str word;
  while (from-- && kith_str_split(&key, ' ', &word)) {}
  return key;
}

static kith_str cut_last(kith_str key, kith_str *before) {
  size_t at = key.n;
  while (at && key.p[at - 1] != ' ') at--;
  *before = kith_str_cut(key, 0, at);
  return kith_str_cut(key, at, key.n);
}

/* Whether the letters of `word` are the first letters of the words of `key`,
 * short words (of, for, de, и) counted or not. */
static bool are_initials(kith_str word, kith_str key) {
  kith_str rest = key, part;
  size_t at = 0, short_at = 0;
  bool exact = true, loose = true;
  while (kith_str_split(&rest, ' ', &part)) {
    unsigned length;
    kith_utf8_decode(part.p, part.p + part.n, &length);
    kith_str initial = kith_str_cut(part, 0, length);
    bool here = kith_str_starts(kith_str_cut(word, at, word.n), initial);
    bool there = kith_str_starts(kith_str_cut(word, short_at, word.n), initial);
    exact = exact && here;
    if (here) at += length;
    if (there)
      short_at += length;
    else
      loose = loose && kith_utf8_count(part) <= 3;
  }
  return (exact && at == word.n) || (loose && short_at == word.n);
}

/* How `alone` is contained in `full`: its last words (2), its first word (1), not (0). */
static int part_of(kith_clusterer *c, const kith_form *alone, const kith_form *full) {
  kith_str key = kith_intern_get(&c->keys, full->key), word = kith_intern_get(&c->keys, alone->key), rest, other, first;
  if (alone->words >= full->words || alone->lang != full->lang) return 0;
  kith_str tail = words_from(key, full->words - alone->words);
  kith_str last = cut_last(tail, &rest), mine = cut_last(word, &other);
  uint8_t endings = kith_form_endings(full);
  if (kith_str_equal(rest, other) && same_word(c, alone->lang, mine, last, endings)) return 2;
  kith_str_split(&key, ' ', &first);
  return alone->words == 1 && same_word(c, alone->lang, word, first, endings) ? 1 : 0;
}

/* The full name of a person that mention i of the reading is short for: the
 * nearest before it, else the first behind it, by surname; by given name only
 * if no other person of the document has it. */
static bool is_all_caps(kith_str surface) {
  kith_words words = {0};
  kith_words_cut(surface, 0, surface.n, &words);
  bool caps = words.n == 1 && words.at[0].flags & KITH_WORD_ALL_CAPS && words.at[0].letters > 1;
  kith_vec_clear(&words);
  return caps;
}

/* The name of several words in the document whose initials mention i is, or KITH_NONE. */
static uint32_t spelled_out(kith_clusterer *c, const kith_reading *reading, const uint32_t *at, uint32_t i) {
  const kith_form *acronym = &c->forms.at[at[i]];
  if (acronym->words != 1 || !is_all_caps(reading->mentions[i].surface)) return KITH_NONE;
  for (uint32_t k = 0; k < reading->mention_count; k++) {
    if (at[k] == KITH_NONE || c->forms.at[at[k]].words < 2) continue;
    if (are_initials(kith_intern_get(&c->keys, acronym->key), kith_intern_get(&c->keys, c->forms.at[at[k]].key))) return at[k];
  }
  return KITH_NONE;
}

static uint32_t full_name(kith_clusterer *c, const kith_reading *reading, const uint32_t *at, uint32_t i) {
  uint32_t by_surname = KITH_NONE, by_given = KITH_NONE;
  bool ambiguous = false;
  for (uint32_t k = 0; k < reading->mention_count; k++) {
    if (at[k] == KITH_NONE || at[k] == at[i] || c->forms.at[at[k]].words < 2 || kith_form_type(&c->forms.at[at[k]]) != KITH_PER) continue;
    int how = part_of(c, &c->forms.at[at[i]], &c->forms.at[at[k]]);
    if (how == 2 && (k < i || by_surname == KITH_NONE)) by_surname = at[k];
    if (how != 1) continue;
    if (by_given != KITH_NONE && kith_form_root(c, by_given) != kith_form_root(c, at[k])) ambiguous = true;
    by_given = at[k];
  }
  return by_surname != KITH_NONE ? by_surname : ambiguous ? KITH_NONE : by_given;
}

/* What an acronym was short for in some documents it is everywhere in its
 * language, unless documents disagree. */
static void spread_acronyms(kith_clusterer *c, const kith_map *meaning) {
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      uint32_t *at = &c->form_at[r][i];
      const uint64_t *full = *at == KITH_NONE ? NULL : kith_map_find(meaning, *at);
      if (full && *full && *full - 1 != KITH_NONE) *at = (uint32_t)*full - 1;
    }
}

void kith_cluster_join_short(kith_clusterer *c) {
  kith_map meaning = {0}; /* form of an acronym -> full form + 1; KITH_NONE + 1 where documents disagree */
  for (size_t r = 0; r < c->count; r++) {
    const kith_reading *reading = &c->readings[r];
    uint32_t *at = c->form_at[r], *full = kith_alloc((reading->mention_count + 1) * sizeof *full);
    for (uint32_t i = 0; i < reading->mention_count; i++)
      full[i] = at[i] != KITH_NONE && c->forms.at[at[i]].words <= 3 ? full_name(c, reading, at, i) : KITH_NONE;
    for (uint32_t i = 0; i < reading->mention_count; i++) {
      if (at[i] == KITH_NONE || full[i] != KITH_NONE) continue;
      full[i] = spelled_out(c, reading, at, i);
      if (full[i] == KITH_NONE) continue;
      uint64_t *known = kith_map_add(&meaning, at[i]);
      bool agrees = !*known || (*known - 1 != KITH_NONE && kith_form_root(c, (uint32_t)*known - 1) == kith_form_root(c, full[i]));
      *known = agrees ? (uint64_t)full[i] + 1 : (uint64_t)KITH_NONE + 1;
    }
    for (uint32_t i = 0; i < reading->mention_count; i++)
      if (full[i] != KITH_NONE) at[i] = full[i];
    kith_free(full);
  }
  spread_acronyms(c, &meaning);
  kith_map_clear(&meaning);
}

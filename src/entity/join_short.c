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

void kith_cluster_join_short(kith_clusterer *c) {
  for (size_t r = 0; r < c->count; r++) {
    const kith_reading *reading = &c->readings[r];
    uint32_t *at = c->form_at[r], *full = kith_alloc((reading->mention_count + 1) * sizeof *full);
    for (uint32_t i = 0; i < reading->mention_count; i++)
      full[i] = at[i] != KITH_NONE && c->forms.at[at[i]].words <= 3 ? full_name(c, reading, at, i) : KITH_NONE;
    for (uint32_t i = 0; i < reading->mention_count; i++)
      if (full[i] != KITH_NONE) at[i] = full[i];
    kith_free(full);
  }
}

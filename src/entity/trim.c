#include "entity/clusterer.h"

/* How often each key is a form of its own, whatever the language. */
static void count_keys(const kith_clusterer *c, kith_map *count) {
  for (size_t i = 0; i < c->forms.n; i++) *kith_map_add(count, c->forms.at[i].key) += c->forms.at[i].count;
}

/* Moves the start of a mention over its first words; positions are bytes or
 * code points, told apart by the surface's length. */
static void cut_front(kith_reading_mention *m, size_t bytes) {
  bool in_bytes = m->end - m->start == m->surface.n;
  kith_str gone = kith_str_cut(m->surface, 0, bytes);
  m->start += (uint32_t)(in_bytes ? gone.n : kith_utf8_count(gone));
  m->surface = kith_str_cut(m->surface, bytes, m->surface.n);
}

/* Of `Hydrologin Anneliese Sternhuber` how many bytes go, so that the longest
 * tail of two words or more remains that stands alone elsewhere; 0: none does. */
static size_t known_tail(kith_clusterer *c, const kith_reading_mention *m, const kith_map *count) {
  c->words.n = 0;
  kith_words_cut(m->surface, 0, m->surface.n, &c->words);
  for (size_t from = 1; from + 2 <= c->words.n; from++) {
    if (!(c->words.at[from].flags & KITH_WORD_CAPITAL) || m->surface.p[c->words.at[from].start - 1] != ' ') continue;
    if (!memchr(m->surface.p + c->words.at[from].start, ' ', m->surface.n - c->words.at[from].start)) break;
    c->key.n = 0;
    for (size_t i = from; i < c->words.n; i++) {
      if (i > from) kith_buf_char(&c->key, ' ');
      kith_word_key(m->surface, &c->words.at[i], &c->key);
    }
    uint32_t key = kith_intern_find(&c->keys, kith_buf_str(&c->key));
    if (key != KITH_NONE && kith_map_find(count, key)) return c->words.at[from].start;
  }
  return 0;
}

void kith_cluster_trim(kith_clusterer *c) {
  kith_map count = {0};
  count_keys(c, &count);
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      kith_reading_mention *m = &c->readings[r].mentions[i];
      uint32_t at = c->form_at[r][i];
      if (at == KITH_NONE || c->forms.at[at].words < 3 || kith_form_type(&c->forms.at[at]) != KITH_PER || m->base.n) continue;
      if (m->flags & KITH_MENTION_SURE) continue; /* it begins with a given name */
      size_t bytes = known_tail(c, m, &count);
      if (!bytes) continue;
      c->forms.at[at].count--;
      cut_front(m, bytes);
      c->form_at[r][i] = kith_form_add(c, m);
    }
  kith_map_clear(&count);
}

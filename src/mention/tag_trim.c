/* What the tagger takes for one name and is more or less than one. */
#include "mention/finder.h"

#include "text/fold.h"

typedef struct trimming {
  kith_finder *f;
  kith_map alone; /* hashes of what is a name by itself in the document: tagged or listed */
  kith_buf key;
  kith_tags out;
} trimming;

/* The words of a tag, by number. */
typedef struct stretch {
  uint32_t first, last;
} stretch;

static uint64_t hash_of(trimming *t, stretch s) {
  t->key.n = 0;
  for (uint32_t i = s.first; i <= s.last; i++) {
    kith_buf_char(&t->key, ' ');
    kith_buf_add(&t->key, kith_finder_key(t->f, i));
  }
  return kith_str_hash(kith_buf_str(&t->key));
}

bool kith_finder_is_ending(kith_finder *f, uint32_t i) {
  const kith_word *w = &f->words.at[i];
  bool hyphen = i > 0 && w->start == f->words.at[i - 1].end + 1 && f->text->source.p[w->start - 1] == '-';
  return hyphen && !(w->flags & KITH_WORD_CAPITAL) && kith_finder_info(f, i)->joined;
}

static kith_str before(const kith_finder *f, uint32_t i) {
  return kith_str_cut(f->text->source, f->words.at[i - 1].end, f->words.at[i].start);
}

static bool holds(kith_str gap, const char *const *marks) {
  for (; *marks; marks++)
    for (size_t i = 0; i < gap.n; i++)
      if (kith_str_starts(kith_str_cut(gap, i, gap.n), kith_str_of(*marks))) return true;
  return false;
}

/* `book „Fear`, `members (MPs`: a name does not begin outside a quotation or
 * bracket and end in it; what is inside is the name, or what stands before the bracket. */
static void cut_marks(const kith_finder *f, stretch *s) {
  static const char *const opening[] = {"\u201e", "\u00ab", " \u201c", " \u2018", " \"", " '", NULL};
  static const char *const closing[] = {"\u201d", "\u00bb", "\u201c ", "\u2019 ", "\" ", "' ", "\u201c", NULL};
  static const char *const bracket[] = {"(", "[", NULL}, *const closed[] = {")", "]", NULL};
  uint32_t open = KITH_NONE;
  for (uint32_t i = s->first + 1; i <= s->last; i++)
    open = holds(before(f, i), bracket) ? i : holds(before(f, i), closed) ? KITH_NONE : open;
  if (open != KITH_NONE) s->last = open - 1;
  open = KITH_NONE;
  for (uint32_t i = s->first + 1; i <= s->last; i++) {
    if (open == KITH_NONE && holds(before(f, i), opening))
      open = i;
    else if (open != KITH_NONE && holds(before(f, i), closing))
      return; /* Michael “Mike” Brenk */
  }
  if (open != KITH_NONE) s->first = open;
}

/* The conjunction between two names, or KITH_NONE: persons are always two,
 * others where one of both is a name of the document by itself, places
 * (Great Britain and Northern Ireland) only where both are. */
static uint32_t parting(trimming *t, stretch s, uint8_t type) {
  kith_finder *f = t->f;
  for (uint32_t i = s.first + 1; i < s.last; i++) {
    if (!(kith_finder_glance(f, i)->own_bits & KITH_IS_CONJUNCTION) || f->words.at[i].flags & KITH_WORD_CAPITAL) continue;
    if (!(f->words.at[i + 1].flags & KITH_WORD_CAPITAL) || kith_finder_glued(f, i - 1) || kith_finder_glued(f, i)) continue;
    stretch left = {s.first, i - 1}, right = {i + 1, s.last};
    bool one = kith_map_find(&t->alone, hash_of(t, left)), other = kith_map_find(&t->alone, hash_of(t, right));
    if (type == KITH_PER || (one && other) || (type != KITH_LOC && (one || other))) return i;
  }
  return KITH_NONE;
}

/* `Theresa May's Chequers`: behind an ending with an apostrophe somebody else's name begins. */
static void cut_possession(const kith_finder *f, stretch *s) {
  for (uint32_t i = s->first + 1; i < s->last; i++) {
    const kith_word *w = &f->words.at[i];
    kith_str gap = before(f, i);
    bool apostrophe = kith_str_is(gap, "'") || kith_str_is(gap, "\u2019");
    if (!apostrophe || w->flags & KITH_WORD_CAPITAL || w->letters != 1) continue;
    s->last = i - 1;
    return;
  }
}

/* In a heading in title case capitals say nothing: a name there is one that the text has too. */
static bool is_heading_noise(trimming *t, stretch s, uint8_t type) {
  if (!t->f->headline || kith_map_find(&t->alone, hash_of(t, s))) return false;
  return type != KITH_PER || !(kith_finder_info(t->f, s.first)->bits & KITH_IS_GIVEN);
}

static void put(trimming *t, kith_tag tag, stretch s) {
  tag.start = t->f->words.at[s.first].start;
  tag.end = t->f->words.at[s.last].end;
  kith_vec_push(&t->out, tag);
}

static void trim(trimming *t, const kith_tag *tag, stretch s) {
  kith_finder *f = t->f;
  cut_marks(f, &s);
  if (tag->type == KITH_PER) cut_possession(f, &s);
  if (is_heading_noise(t, s, tag->type)) return;
  for (uint32_t i; (i = parting(t, s, tag->type)) != KITH_NONE; s.first = i + 1) put(t, *tag, (stretch){s.first, i - 1});
  put(t, *tag, s);
}

/* The words that a tag begins and ends with; false where it does not end with one. `next` moves on. */
static bool stretch_of(const kith_finder *f, const kith_tag *tag, uint32_t *next, stretch *s) {
  while (*next < f->words.n && f->words.at[*next].end <= tag->start) ++*next;
  s->first = s->last = *next;
  while (s->last < f->words.n && f->words.at[s->last].start < tag->end) s->last++;
  return s->last-- > s->first;
}

static void note_alone(trimming *t, const uint32_t *first_words) {
  kith_finder *f = t->f;
  uint32_t next = 0;
  stretch s;
  for (size_t k = 0; k < f->tags.n; k++) {
    if (!stretch_of(f, &f->tags.at[k], &next, &s)) continue;
    kith_finder_enter(f, first_words, f->tags.at[k].sentence);
    if (!f->headline) kith_map_add(&t->alone, hash_of(t, s));
  }
  for (size_t k = 0; k < f->matched.n; k++) {
    kith_finder_enter(f, first_words, f->matched.at[k].sentence);
    kith_map_add(&t->alone, hash_of(t, (stretch){f->matched.at[k].first, f->matched.at[k].last}));
  }
}

void kith_finder_trim_tags(kith_finder *f, const uint32_t *first_words) {
  trimming t = {.f = f};
  uint32_t next = 0;
  size_t match = 0;
  note_alone(&t, first_words);
  for (size_t k = 0; k < f->tags.n; k++) {
    const kith_tag *tag = &f->tags.at[k];
    stretch s;
    if (!stretch_of(f, tag, &next, &s)) {
      kith_vec_push(&t.out, *tag);
      continue;
    }
    kith_finder_enter(f, first_words, tag->sentence);
    while (match < f->matched.n && f->matched.at[match].last < s.first) match++;
    bool listed = match < f->matched.n && f->matched.at[match].first == s.first && f->matched.at[match].last == s.last;
    if (s.last > s.first && kith_finder_is_ending(f, s.last)) s.last--;
    if (listed)
      put(&t, *tag, s);
    else
      trim(&t, tag, s);
  }
  f->tags.n = 0;
  kith_vec_append(&f->tags, t.out.at, t.out.n);
  kith_vec_clear(&t.out);
  kith_map_clear(&t.alone);
  kith_vec_clear(&t.key);
}

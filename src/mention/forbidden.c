/* Names nobody listed that a keeper forbade. */
#include "mention/finder.h"

enum { LONG_ENOUGH = 5 }; /* letters: shorter words are forms of too much */

bool kith_finder_forbids(kith_finder *f, const kith_span *span) {
  const kith_lexicon *lexicon = f->parts.lexicon;
  if (!kith_lexicon_forbids_any(lexicon)) return false;
  kith_lang lang = f->text->paragraphs.at[f->text->sentences.at[span->sentence].paragraph].lang;
  kith_buf name = {0}, bytes = {0};
  kith_bases bases = {0};
  size_t last = 0;
  for (uint32_t i = span->first; i <= span->last; i++) {
    if (i > span->first) kith_buf_char(&name, ' ');
    last = name.n;
    kith_buf_add(&name, kith_finder_key(f, i));
  }
  bool found = kith_lexicon_forbids(lexicon, kith_buf_str(&name), lang);
  bool joined = last && kith_inflect_joined(f->parts.inflector, lang, kith_finder_key(f, span->last));
  if (joined && !found) found = kith_lexicon_forbids(lexicon, (kith_str){name.at, last - 1}, lang);
  if (!found && f->words.at[span->last].letters >= LONG_ENOUGH)
    kith_inflect(f->parts.inflector, lang, kith_finder_key(f, span->last), &bytes, &bases);
  for (size_t i = 0; i < bases.n && !found; i++) {
    name.n = last;
    kith_buf_add(&name, (kith_str){bytes.at + bases.at[i].start, bases.at[i].length});
    found = kith_lexicon_forbids(lexicon, kith_buf_str(&name), lang);
  }
  kith_vec_clear(&name);
  kith_vec_clear(&bytes);
  kith_vec_clear(&bases);
  return found;
}

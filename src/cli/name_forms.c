#include "cli/name_forms.h"

static void tell(const kith_text *text, const kith_mentions *mentions, kith_lang lang, kith_name_form form, void *context) {
  kith_reading reading = {0};
  kith_arena_init(&reading.arena);
  kith_reading_pack(&reading, text, mentions, true);
  for (uint32_t i = 0; i < reading.mention_count; i++)
    if (reading.mentions[i].start == 0 && reading.mentions[i].end == text->source.n) form(context, &reading, lang);
  kith_reading_clear(&reading);
}

kith_status kith_name_forms(const kith_knowledge *k, kith_str name, kith_lang only, kith_name_form form, void *context, kith_error *error) {
  kith_finder_parts parts = {k->languages, k->lexicon, k->inflector, k->wordlist, true, k->model};
  kith_segmenter *segmenter;
  kith_finder *finder;
  kith_text text = {0};
  kith_mentions mentions = {0};
  kith_status status = kith_segmenter_open(&segmenter, k->languages, NULL, error);
  if (status != KITH_OK) return status;
  kith_finder_open(&finder, &parts);
  for (size_t i = 1; i < kith_languages_count(k->languages); i++) {
    kith_lang lang = (kith_lang)i;
    if (only != KITH_LANG_UND && only != lang) continue;
    kith_text_segment(segmenter, name, kith_language_get(k->languages, lang)->code, &text);
    kith_find_mentions(finder, &text, &mentions);
    tell(&text, &mentions, lang, form, context);
  }
  kith_mentions_clear(&mentions);
  kith_text_clear(&text);
  kith_finder_close(finder);
  kith_segmenter_close(segmenter);
  return KITH_OK;
}

#include "text/segment.h"

#include "text/sentence.h"

static void close_profiles(kith_segmenter *segmenter) {
  size_t count = kith_languages_count(segmenter->languages);
  for (size_t i = 0; i < count; i++) {
    kith_profile_close(segmenter->profiles[i]);
    kith_multiword_rules_close(segmenter->multiwords[i]);
  }
  kith_free(segmenter->profiles);
  kith_free(segmenter->multiwords);
}

static kith_status open_profiles(kith_segmenter *segmenter, kith_error *error) {
  size_t count = kith_languages_count(segmenter->languages);
  const kith_language *common = kith_language_get(segmenter->languages, KITH_LANG_UND);
  segmenter->profiles = kith_alloc_zero(count, sizeof *segmenter->profiles);
  segmenter->multiwords = kith_alloc_zero(count, sizeof(void *));
  for (size_t i = 0; i < count; i++) {
    const kith_language *language = kith_language_get(segmenter->languages, (kith_lang)i);
    kith_status status = kith_profile_open(&segmenter->profiles[i], common, language, error);
    if (status != KITH_OK) return status;
  }
  return KITH_OK;
}

kith_status kith_segmenter_open(kith_segmenter **out, const kith_languages *languages,
                                const kith_identifier *identifier, kith_error *error) {
  kith_segmenter *segmenter = kith_alloc_zero(1, sizeof *segmenter);
  segmenter->languages = languages;
  segmenter->identifier = identifier;
  kith_status status = open_profiles(segmenter, error);
  if (identifier) segmenter->common_words = kith_common_words_open(languages);
  if (status == KITH_OK) status = kith_dictionary_open(&segmenter->dictionary, error);
  if (status != KITH_OK) {
    kith_segmenter_close(segmenter);
    segmenter = NULL;
  }
  *out = segmenter;
  return status;
}

void kith_segmenter_close(kith_segmenter *segmenter) {
  if (!segmenter) return;
  close_profiles(segmenter);
  kith_common_words_close(segmenter->common_words);
  kith_dictionary_close(segmenter->dictionary);
  kith_vec_clear(&segmenter->tokenizer.marks);
  kith_vec_clear(&segmenter->tokenizer.capitals);
  kith_vec_clear(&segmenter->tokenizer.letters);
  kith_vec_clear(&segmenter->spans);
  kith_free(segmenter);
}

static void forget(kith_text *text, kith_str source) {
  text->source = source;
  text->paragraphs.n = text->sentences.n = text->tokens.n = text->multiwords.n = text->forms.n = 0;
}

enum { TASTE = 64 << 10 }; /* bytes from which a document's language is told */

/* The document's language: the hint if it is one we know, else what the start reads like. */
static void identify_document(const kith_segmenter *segmenter, kith_str hint, kith_text *text) {
  text->lang = kith_language_find(segmenter->languages, hint);
  text->confidence = text->lang == KITH_LANG_UND ? 0 : 1;
  if (text->lang != KITH_LANG_UND || !segmenter->identifier) return;
  size_t taste = text->source.n < TASTE ? text->source.n : TASTE;
  while (taste < text->source.n && ((unsigned char)text->source.p[taste] & 0xc0) == 0x80) taste++;
  kith_guess guess = kith_identify(segmenter->identifier, kith_str_cut(text->source, 0, taste), KITH_LANG_UND);
  text->lang = guess.lang;
  text->confidence = guess.confidence;
}

enum { TELLING = 24 }; /* bytes: a shorter paragraph takes the document's language */

static kith_guess identify_paragraph(const kith_segmenter *segmenter, kith_str paragraph, const kith_text *text) {
  kith_guess same = {text->lang, text->confidence};
  if (!segmenter->identifier || paragraph.n < TELLING || paragraph.n == text->source.n) return same;
  if (kith_common_words_tell(segmenter->common_words, paragraph, text->lang)) return same;
  size_t taste = paragraph.n < TASTE ? paragraph.n : TASTE;
  kith_guess guess = kith_identify(segmenter->identifier, kith_str_cut(paragraph, 0, taste), text->lang);
  return guess.lang == KITH_LANG_UND ? same : guess;
}

static void cut_paragraph(kith_segmenter *segmenter, kith_span span, kith_text *text) {
  kith_tokenizer *t = &segmenter->tokenizer;
  kith_guess guess = identify_paragraph(segmenter, kith_str_cut(text->source, span.start, span.end), text);
  uint32_t first_token = (uint32_t)text->tokens.n, first_sentence = (uint32_t)text->sentences.n;
  t->start = span.start;
  t->end = span.end;
  t->profile = segmenter->profiles[guess.lang];
  kith_tokens_cut(t);
  if (text->tokens.n == first_token) return; /* nothing to see in it */
  kith_sentences_cut(t, first_token, (uint32_t)text->paragraphs.n);
  kith_paragraph paragraph = {span.start, span.end, first_sentence, (uint32_t)text->sentences.n - first_sentence,
                              guess.lang, guess.confidence};
  kith_vec_push(&text->paragraphs, paragraph);
}

void kith_segment_with(kith_segmenter *segmenter, kith_str source, kith_str hint, const uint8_t *oracle,
                       kith_text *text) {
  forget(text, source);
  identify_document(segmenter, hint, text);
  kith_tokenizer *t = &segmenter->tokenizer;
  t->bytes = source.p;
  t->text = text;
  t->oracle = oracle;
  t->dictionary = segmenter->dictionary;
  kith_paragraphs_cut(source, &segmenter->spans);
  for (size_t i = 0; i < segmenter->spans.n; i++) cut_paragraph(segmenter, segmenter->spans.at[i], text);
}

void kith_text_segment(kith_segmenter *segmenter, kith_str source, kith_str hint, kith_text *text) {
  kith_segment_with(segmenter, source, hint, NULL, text);
}

void kith_text_clear(kith_text *text) {
  kith_vec_clear(&text->paragraphs);
  kith_vec_clear(&text->sentences);
  kith_vec_clear(&text->tokens);
  kith_vec_clear(&text->multiwords);
  kith_vec_clear(&text->forms);
}

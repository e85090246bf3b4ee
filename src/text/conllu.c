#include "text/conllu.h"

#include "text/classes.h"

/* Appends text on one line: white space and controls as one space, invalid bytes as U+FFFD. */
static void add_line(kith_buf *buf, kith_str s) {
  bool space = false;
  for (const char *p = s.p, *end = s.p + s.n; p < end;) {
    kith_glyph glyph = kith_glyph_read(p, end);
    bool control = glyph.length == 1 && ((unsigned char)*p < 0x20 || *p == 0x7f);
    if (glyph.class == KITH_MARK_SPACE || glyph.class == KITH_MARK_LINE || control) {
      if (!space) kith_buf_char(buf, ' ');
    } else if (glyph.class == KITH_MARK_INVALID && glyph.length == 1) {
      kith_buf_cp(buf, 0xfffd);
    } else {
      kith_buf_add(buf, (kith_str){p, glyph.length});
    }
    space = glyph.class == KITH_MARK_SPACE || glyph.class == KITH_MARK_LINE || control;
    p += glyph.length;
  }
}

static void add_row(kith_buf *buf, uint64_t from, uint64_t to, kith_str form, bool space_after) {
  kith_buf_u64(buf, from);
  if (to > from) {
    kith_buf_char(buf, '-');
    kith_buf_u64(buf, to);
  }
  kith_buf_char(buf, '\t');
  add_line(buf, form);
  kith_buf_add(buf, KITH_STR("\t_\t_\t_\t_\t_\t_\t_\t"));
  kith_buf_add(buf, space_after ? KITH_STR("_\n") : KITH_STR("SpaceAfter=No\n"));
}

/* The i-th token's multiword, or NULL; *next moves along the list. */
static const kith_multiword *multiword_of(const kith_text *text, size_t *next, uint32_t token) {
  while (*next < text->multiwords.n && text->multiwords.at[*next].first_token < token) ++*next;
  if (*next == text->multiwords.n || text->multiwords.at[*next].first_token != token) return NULL;
  return &text->multiwords.at[*next];
}

static void add_tokens(kith_buf *buf, const kith_text *text, const kith_sentence *sentence, size_t *next) {
  uint64_t id = 1;
  uint32_t end = sentence->first_token + sentence->token_count;
  for (uint32_t i = sentence->first_token; i < end; i++) {
    const kith_token *token = &text->tokens.at[i];
    const kith_multiword *multiword = multiword_of(text, next, i);
    uint32_t words = multiword ? multiword->count : 1;
    bool space = token->flags & KITH_TOKEN_SPACE_AFTER;
    add_row(buf, id, id + words - 1, kith_str_cut(text->source, token->start, token->end), space);
    const char *form = multiword ? text->forms.at + multiword->words : NULL;
    for (uint32_t w = 0; multiword && words > 1 && w < words; w++) {
      add_row(buf, id + w, id + w, kith_str_of(form), true);
      form += strlen(form) + 1;
    }
    id += words;
  }
}

void kith_conllu_write(kith_out *out, kith_str id, const kith_text *text, const kith_languages *languages) {
  size_t next = 0;
  uint32_t paragraph = UINT32_MAX;
  kith_buf *buf = &out->buf;
  kith_buf_add(buf, KITH_STR("# newdoc id = "));
  add_line(buf, id);
  kith_buf_char(buf, '\n');
  for (size_t i = 0; i < text->sentences.n; i++) {
    const kith_sentence *sentence = &text->sentences.at[i];
    if (sentence->paragraph != paragraph) {
      paragraph = sentence->paragraph;
      kith_buf_add(buf, KITH_STR("# newpar\n"));
    }
    kith_lang lang = text->paragraphs.at[paragraph].lang;
    kith_buf_add(buf, KITH_STR("# sent_id = "));
    add_line(buf, id);
    kith_buf_add(buf, KITH_STR("-s"));
    kith_buf_u64(buf, i + 1);
    kith_buf_add(buf, KITH_STR("\n# text = "));
    add_line(buf, kith_str_cut(text->source, sentence->start, sentence->end));
    if (lang != KITH_LANG_UND) {
      kith_buf_add(buf, KITH_STR("\n# lang = "));
      kith_buf_add(buf, kith_language_get(languages, lang)->code);
    }
    kith_buf_char(buf, '\n');
    add_tokens(buf, text, sentence, &next);
    kith_buf_char(buf, '\n');
    kith_out_flush_if_full(out);
  }
}

static void add_json_string(kith_buf *buf, kith_str s) {
  kith_buf_char(buf, '"');
  for (const char *p = s.p, *end = s.p + s.n; p < end;) {
    kith_glyph glyph = kith_glyph_read(p, end);
    unsigned char c = (unsigned char)*p;
    if (c == '"' || c == '\\') {
      kith_buf_char(buf, '\\');
      kith_buf_char(buf, *p);
    } else if (c < 0x20) {
      kith_buf_format(buf, "\\u%04x", c);
    } else if (glyph.class == KITH_MARK_INVALID && glyph.length == 1) {
      kith_buf_cp(buf, 0xfffd);
    } else {
      kith_buf_add(buf, (kith_str){p, glyph.length});
    }
    p += glyph.length;
  }
  kith_buf_char(buf, '"');
}

/* Turns byte offsets, asked in rising order, into what is to be printed. */
typedef struct counter {
  kith_str source;
  uint32_t at, count;
  bool bytes;
} counter;

static uint64_t offset_of(counter *c, uint32_t at) {
  if (c->bytes) return at;
  while (c->at < at) c->count++, c->at += kith_glyph_read(c->source.p + c->at, c->source.p + c->source.n).length;
  return c->count;
}

static void add_span(kith_buf *buf, counter *c, uint32_t start, uint32_t end) {
  counter ahead;
  kith_buf_add(buf, KITH_STR("\"start\":"));
  kith_buf_u64(buf, offset_of(c, start));
  ahead = *c; /* the tokens inside are asked for later */
  kith_buf_add(buf, KITH_STR(",\"end\":"));
  kith_buf_u64(buf, offset_of(&ahead, end));
}

static void add_json_token(kith_buf *buf, const kith_text *text, uint32_t i, counter *c, size_t *next) {
  const kith_token *token = &text->tokens.at[i];
  kith_buf_char(buf, '{');
  add_span(buf, c, token->start, token->end);
  kith_buf_add(buf, KITH_STR(",\"form\":"));
  add_json_string(buf, kith_str_cut(text->source, token->start, token->end));
  kith_buf_add(buf, token->flags & KITH_TOKEN_SPACE_AFTER ? KITH_STR(",\"space\":true") : KITH_STR(",\"space\":false"));
  const kith_multiword *multiword = multiword_of(text, next, i);
  const char *form = multiword ? text->forms.at + multiword->words : NULL;
  for (uint32_t w = 0; multiword && w < multiword->count; w++) {
    kith_buf_add(buf, w ? KITH_STR(",") : KITH_STR(",\"words\":["));
    add_json_string(buf, kith_str_of(form));
    form += strlen(form) + 1;
  }
  if (multiword) kith_buf_char(buf, ']');
  kith_buf_char(buf, '}');
}

void kith_conllu_write_json(kith_out *out, kith_str id, const kith_text *text, const kith_languages *languages,
                            bool byte_offsets) {
  counter c = {text->source, 0, 0, byte_offsets};
  size_t next = 0;
  kith_buf *buf = &out->buf;
  for (size_t i = 0; i < text->sentences.n; i++) {
    const kith_sentence *sentence = &text->sentences.at[i];
    kith_buf_add(buf, KITH_STR("{\"doc\":"));
    add_json_string(buf, id);
    kith_buf_format(buf, ",\"sentence\":%zu,\"paragraph\":%u,\"lang\":", i + 1, sentence->paragraph + 1);
    add_json_string(buf, kith_language_get(languages, text->paragraphs.at[sentence->paragraph].lang)->code);
    kith_buf_char(buf, ',');
    add_span(buf, &c, sentence->start, sentence->end);
    kith_buf_add(buf, KITH_STR(",\"text\":"));
    add_json_string(buf, kith_str_cut(text->source, sentence->start, sentence->end));
    kith_buf_add(buf, KITH_STR(",\"tokens\":["));
    uint32_t end = sentence->first_token + sentence->token_count;
    for (uint32_t k = sentence->first_token; k < end; k++) {
      if (k > sentence->first_token) kith_buf_char(buf, ',');
      add_json_token(buf, text, k, &c, &next);
    }
    kith_buf_add(buf, KITH_STR("]}\n"));
    kith_out_flush_if_full(out);
  }
}

#include "import/import.h"

#include "text/word.h"

#include <stdarg.h>
#include <stdio.h>

enum { NAME_MAX_BYTES = 240 };

void kith_import_begin(kith_import *job, kith_str id, kith_type type) {
  job->id = id;
  job->type = type;
  job->list.n = job->about.n = 0;
}

bool kith_import_language(const kith_import *job, kith_str code, kith_lang *lang) {
  *lang = KITH_LANG_UND;
  if (!kith_str_is(code, "mul")) {
    *lang = kith_language_find(job->options->known, code);
    if (*lang == KITH_LANG_UND && kith_str_is(code, "no")) *lang = kith_language_find(job->options->known, KITH_STR("nb"));
    if (*lang == KITH_LANG_UND) return false;
  }
  return job->wanted[*lang];
}

bool kith_import_wants(const kith_import *job, kith_type type) {
  return type < KITH_TYPE_COUNT && (!job->options->types || job->options->types >> type & 1);
}

/* White space and controls to one space, apostrophes to ', Romanian cedillas to commas. */
static kith_str tidy(kith_import *job, kith_lang lang, kith_str text) {
  bool plain = text.n > 0 && text.p[0] != ' ' && text.p[text.n - 1] != ' ';
  for (size_t i = 0; i < text.n && plain; i++) {
    unsigned char c = (unsigned char)text.p[i];
    plain = c > 0x20 ? c != 0x7f && c != 0xe2 && c != 0xca && c != 0xc2 && c != 0xc5 : c == ' ' && text.p[i + 1] != ' ';
  }
  if (plain) return text;
  char *out = kith_arena_alloc(&job->arena, text.n + 1);
  size_t n = 0;
  bool romanian = kith_str_is(kith_language_get(job->options->known, lang)->code, "ro"), space = false;
  unsigned length;
  for (size_t i = 0; i < text.n; i += length) {
    uint32_t cp = kith_utf8_decode(text.p + i, text.p + text.n, &length);
    bool unseen = cp <= 0x20 || cp == 0x7f || cp == 0xa0 || (cp >= 0x80 && cp < 0xa0) || (cp >= 0x2000 && cp <= 0x200a) ||
                  cp == 0x2028 || cp == 0x2029 || cp == 0xfffd;
    if ((cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e)) continue;
    if (unseen) {
      space = n > 0;
      continue;
    }
    if (cp == 0x2019 || cp == 0x02bc) cp = '\'';
    if (romanian && cp >= 0x15e && cp <= 0x163 && (cp <= 0x15f || cp >= 0x162)) cp = cp <= 0x15f ? cp - 0x15e + 0x218 : cp - 0x162 + 0x21a;
    if (space) out[n++] = ' ';
    space = false;
    n += kith_utf8_encode(cp, out + n);
    if (n > NAME_MAX_BYTES) break;
  }
  return (kith_str){out, n};
}

static bool is_latin(kith_str text, bool *letter) {
  unsigned length;
  for (size_t i = 0; i < text.n; i += length) {
    uint32_t cp = kith_utf8_decode(text.p + i, text.p + text.n, &length);
    if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') return *letter = true;
    if (cp >= 0xc0) {
      *letter = true;
      return cp < 0x250 || (cp >= 0x1e00 && cp < 0x1f00);
    }
  }
  return *letter = false;
}

void kith_import_add(kith_import *job, kith_lang lang, kith_str text, kith_role role) {
  bool letter;
  if (kith_utf8_valid_prefix(text) < text.n) return;
  text = tidy(job, lang, text);
  bool latin = is_latin(text, &letter);
  if (!letter || text.n < 2 || text.n > NAME_MAX_BYTES || text.p[0] == '#') return;
  kith_import_name name = {lang, (uint8_t)role, latin, text, kith_str_hash(text)};
  for (size_t i = 0; i < job->list.n; i++) {
    kith_import_name *other = &job->list.at[i];
    if (other->hash != name.hash || other->lang != lang || !kith_str_equal(other->text, text)) continue;
    if (role == KITH_ROLE_LABEL && other->role != KITH_ROLE_LABEL) other->role = (uint8_t)role;
    return;
  }
  kith_vec_push(&job->list, name);
}

bool kith_import_is_country(kith_str code) {
  return code.n == 2 && code.p[0] >= 'A' && code.p[0] <= 'Z' && code.p[1] >= 'A' && code.p[1] <= 'Z';
}

void kith_import_about(kith_import *job, const char *property, kith_str value) {
  kith_import_fact fact = {property, value};
  if (value.n) kith_vec_push(&job->about, fact);
}

/* ---- labels ---- */

static kith_import_name *label_in(kith_import *job, kith_lang lang) {
  for (size_t i = 0; i < job->list.n; i++)
    if (job->list.at[i].role == KITH_ROLE_LABEL && job->list.at[i].lang == lang) return &job->list.at[i];
  return NULL;
}

/* One label a language: of "en" and "en-gb" the first. */
static void one_label_each(kith_import *job) {
  bool seen[KITH_LANG_MAX + 1] = {false};
  for (size_t i = 0; i < job->list.n; i++) {
    kith_import_name *n = &job->list.at[i];
    if (n->role != KITH_ROLE_LABEL) continue;
    if (seen[n->lang]) n->role = KITH_ROLE_ALIAS;
    seen[n->lang] = true;
  }
}

static bool same_text(const kith_import_name *a, const kith_import_name *b) {
  return a->hash == b->hash && kith_str_equal(a->text, b->text);
}

/* The English label for all languages, where two more agree; where there is none, the best there is. */
static void settle_label(kith_import *job) {
  kith_import_name *shared = label_in(job, KITH_LANG_UND), *english = label_in(job, job->english);
  if (!shared && english && english->latin) {
    size_t agree = 0;
    for (size_t i = 0; i < job->list.n; i++) agree += job->list.at[i].role == KITH_ROLE_LABEL && same_text(&job->list.at[i], english);
    if (agree > 2) english->lang = KITH_LANG_UND;
  }
  if (label_in(job, KITH_LANG_UND) || label_in(job, job->english) || !job->list.n) return;
  kith_import_name *best = NULL;
  for (size_t i = 0; i < job->list.n; i++) {
    kith_import_name *n = &job->list.at[i];
    bool label = n->role == KITH_ROLE_LABEL;
    if (!best || (label && best->role != KITH_ROLE_LABEL) || (label == (best->role == KITH_ROLE_LABEL) && n->latin && !best->latin)) best = n;
  }
  best->role = KITH_ROLE_LABEL;
  best->lang = KITH_LANG_UND;
}

/* Rows that say what a row for all languages says already. A label that stands
 * before one of another language with the same text is none. */
static bool is_covered(const kith_import *job, const kith_import_name *name) {
  if (name->lang == KITH_LANG_UND || !name->latin) return false;
  for (size_t i = 0; i < job->list.n; i++) {
    const kith_import_name *n = &job->list.at[i];
    if (n != name && n->lang == KITH_LANG_UND && same_text(n, name)) return true;
  }
  return false;
}

/* ---- rows ---- */

static void row(kith_out *out, kith_str a, kith_str b, kith_str c, kith_str d, kith_str e) {
  const kith_str cells[] = {a, b, c, d, e};
  for (size_t i = 0; i < 5 && (cells[i].n || i < 3); i++) {
    if (i) kith_buf_char(&out->buf, '\t');
    kith_buf_add(&out->buf, cells[i]);
  }
  kith_buf_char(&out->buf, '\n');
  kith_out_flush_if_full(out);
}

/* Roles as the house reads them: one word does not say which person. */
static kith_role fitting_role(const kith_import *job, const kith_import_name *name) {
  bool spaced = name->lang == KITH_LANG_UND || kith_language_get(job->options->known, name->lang)->spaced;
  bool one_word = !memchr(name->text.p, ' ', name->text.n);
  bool plain = name->role == KITH_ROLE_ALIAS || name->role == KITH_ROLE_SHORT;
  if (!plain || !one_word || !spaced || (!name->latin && (unsigned char)name->text.p[0] >= 0xd8)) return (kith_role)name->role;
  kith_words cut = {0};
  kith_words_cut(name->text, 0, name->text.n, &cut);
  bool capitals = cut.n == 1 && cut.at[0].flags & KITH_WORD_ALL_CAPS && cut.at[0].letters >= 2 && cut.at[0].letters <= 8;
  bool small = cut.n >= 1 && !(cut.at[0].flags & (KITH_WORD_CAPITAL | KITH_WORD_CASELESS));
  kith_vec_clear(&cut);
  if (job->type != KITH_PER && capitals) return KITH_ROLE_ACRONYM;
  return job->type == KITH_PER || small ? KITH_ROLE_WEAK : (kith_role)name->role;
}

void kith_import_write(kith_import *job, bool label) {
  size_t written = 0;
  if (label) {
    one_label_each(job);
    settle_label(job);
  }
  for (size_t i = 0; i < job->list.n; i++) {
    const kith_import_name *n = &job->list.at[i];
    if (is_covered(job, n)) continue;
    kith_str code = n->lang ? kith_language_get(job->options->known, n->lang)->code : KITH_STR("mul");
    row(&job->names, job->id, kith_str_of(kith_type_names[job->type]), code, n->text, kith_str_of(kith_role_names[fitting_role(job, n)]));
    written++;
  }
  job->summary->names += written;
  if (!written) return;
  if (label) job->summary->entities++;
  for (size_t i = 0; i < job->about.n; i++) kith_import_fact_row(job, job->id, job->about.at[i].property, job->about.at[i].value);
}

void kith_import_fact_row(kith_import *job, kith_str id, const char *property, kith_str value) {
  row(&job->facts, id, kith_str_of(property), value, KITH_STR(""), KITH_STR(""));
  job->summary->facts++;
}

void kith_import_rule(kith_import *job, const char *rule, kith_str a, kith_str b) {
  row(&job->rules, kith_str_of(rule), a, b, KITH_STR(""), KITH_STR(""));
  job->summary->rules++;
}

kith_str kith_import_format(kith_import *job, const char *format, ...) {
  char text[512];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  size_t length = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
  return (kith_str){kith_arena_copy(&job->arena, text, length), length};
}

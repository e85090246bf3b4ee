#include "cli/opt.h"

#include "cli/suggest.h"

#include <stdio.h>

bool kith_flag_belongs(const kith_flag *flag, const char *command) {
  kith_str rest = kith_str_of(flag->commands), name;
  if (strcmp(flag->commands, "*") == 0) return true;
  while (kith_str_split(&rest, ',', &name))
    if (kith_str_is(name, command)) return true;
  return false;
}

/* ---- values ---- */

static bool is_field(kith_str name) {
  static const char *const fields[] = {"id", "text", "title", "date", "language", "source", "url"};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (kith_str_is(name, fields[i])) return true;
  return false;
}

static bool set_field(kith_settings *s, kith_field_list *list, const char *value) {
  const char *equals = strchr(value, '=');
  if (!equals || !equals[1]) return false;
  kith_str name = {value, (size_t)(equals - value)};
  if (!is_field(name)) return false;
  kith_vec_push(list, (kith_field_map){kith_arena_copy(&s->arena, name.p, name.n), equals + 1});
  return true;
}

static bool set_sign(char *at, const char *value) {
  static const struct {
    const char *name;
    char sign;
  } names[] = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"\\t", '\t'}, {"pipe", '|'}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(value, names[i].name) == 0) {
      *at = names[i].sign;
      return true;
    }
  unsigned char c = (unsigned char)value[0];
  bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z', digit = c >= '0' && c <= '9';
  if (!c || value[1] || letter || digit || c >= 0x7f || (c < 0x20 && c != '\t') || strchr("\"'\\", c)) return false;
  *at = value[0];
  return true;
}

static bool set_number(uint64_t *at, const char *value) { return kith_str_to_u64(kith_str_of(value), at); }

/* False when the value is none; the setting is then as it was. */
static bool set(kith_settings *s, const kith_flag *flag, const char *value) {
  void *at = (char *)s + flag->offset;
  uint64_t number;
  if (value && flag->accept && !flag->accept(value)) return false;
  switch (flag->kind) {
  case KITH_FLAG_ON: *(bool *)at = true; return true;
  case KITH_FLAG_OFF: *(bool *)at = false; return true;
  case KITH_FLAG_TEXT: *(const char **)at = value; return true;
  case KITH_FLAG_NUMBER: return set_number(at, value);
  case KITH_FLAG_SIGN: return set_sign(at, value);
  case KITH_FLAG_FIELDS: return set_field(s, at, value);
  case KITH_FLAG_TEXTS: kith_vec_push((kith_words_list *)at, value); return true;
  case KITH_FLAG_BYTES:
    if (strcmp(value, "bytes") != 0 && strcmp(value, "chars") != 0) return false;
    *(bool *)at = *value == 'b';
    return true;
  case KITH_FLAG_SMALL:
    if (!set_number(&number, value) || number > UINT32_MAX) return false;
    *(unsigned *)at = (unsigned)number;
    return true;
  }
  return false;
}

static const char *expected(const kith_flag *flag) {
  if (flag->expected) return flag->expected;
  if (flag->kind == KITH_FLAG_SIGN) return "expected one character that is no letter, digit or quote, or comma, semicolon, tab or pipe";
  return "expected a whole number";
}

/* ---- the settings ---- */

void kith_settings_init(kith_settings *s) {
  memset(s, 0, sizeof *s);
  kith_arena_init(&s->arena);
  kith_build_options_init(&s->build);
  for (const kith_flag *flag = kith_flags; flag->name; flag++)
    if (flag->fallback) set(s, flag, flag->fallback);
}

void kith_settings_clear(kith_settings *s) {
  kith_vec_clear(&s->arguments);
  kith_vec_clear(&s->lexicons);
  kith_vec_clear(&s->fields);
  kith_vec_clear(&s->columns);
  kith_arena_clear(&s->arena);
}

/* ---- parsing ---- */

typedef struct parser {
  kith_settings *settings;
  const char *command;
  int argc, at; /* argv[at] is next */
  char *const *argv;
  kith_error *error;
} parser;

static kith_status unknown(const parser *p, const char *typed, kith_str name, const kith_flag *elsewhere) {
  char bare[64];
  kith_suggestion best = {0};
  if (elsewhere)
    return kith_error_set(p->error, KITH_ERR_ARG, "%s: '%s' has no such flag; it belongs to: %s", typed, p->command, elsewhere->commands);
  snprintf(bare, sizeof bare, "%.*s", KITH_STR_FMT(name));
  for (const kith_flag *flag = kith_flags; flag->name; flag++)
    if (kith_flag_belongs(flag, p->command)) kith_suggest_offer(&best, bare, flag->name);
  if (best.word) return kith_error_set(p->error, KITH_ERR_ARG, "%s: there is no such flag; did you mean --%s?", typed, best.word);
  return kith_error_set(p->error, KITH_ERR_ARG, "%s: there is no such flag", typed);
}

/* Sets `flag` to `value`, or to the next argument where it needs one and has none. */
static kith_status take(parser *p, const kith_flag *flag, const char *typed, const char *value) {
  if (!flag->value && value) return kith_error_set(p->error, KITH_ERR_ARG, "%s: takes no value", typed);
  if (flag->value && !value) {
    if (p->at == p->argc)
      return kith_error_set(p->error, KITH_ERR_ARG, "%s: needs a value (%s): %s", typed, flag->value, expected(flag));
    value = p->argv[p->at++];
  }
  if (set(p->settings, flag, value)) return KITH_OK;
  return kith_error_set(p->error, KITH_ERR_ARG, "%s: '%s' is none: %s", typed, value, expected(flag));
}

static kith_status parse_long(parser *p, const char *argument) {
  const char *equals = strchr(argument, '=');
  kith_str name = {argument + 2, equals ? (size_t)(equals - argument) - 2 : strlen(argument) - 2};
  const kith_flag *elsewhere = NULL;
  char typed[64];
  snprintf(typed, sizeof typed, "--%.*s", KITH_STR_FMT(name));
  for (const kith_flag *flag = kith_flags; flag->name; flag++) {
    if (!kith_str_is(name, flag->name)) continue;
    if (kith_flag_belongs(flag, p->command)) return take(p, flag, typed, equals ? equals + 1 : NULL);
    elsewhere = flag;
  }
  return unknown(p, typed, name, elsewhere);
}

/* -out for --out would be taken for -o ut. */
static bool is_long_name(const parser *p, const char *argument) {
  kith_str name = {argument + 1, strcspn(argument + 1, "=")};
  for (const kith_flag *flag = kith_flags; flag->name && name.n > 1; flag++)
    if (kith_str_is(name, flag->name) && kith_flag_belongs(flag, p->command)) return true;
  return false;
}

static kith_status parse_letters(parser *p, const char *argument) {
  if (is_long_name(p, argument)) return unknown(p, argument, kith_str_of(argument + 1), NULL);
  for (const char *letter = argument + 1; *letter; letter++) {
    const kith_flag *flag = kith_flags, *elsewhere = NULL;
    char typed[3] = {'-', *letter, '\0'};
    while (flag->name && !(flag->letter == *letter && kith_flag_belongs(flag, p->command))) {
      if (flag->letter == *letter) elsewhere = flag;
      flag++;
    }
    if (!flag->name) {
      /* -window and the like: meant long */
      bool meant_long = letter == argument + 1 && strlen(argument) > 2;
      if (meant_long) return unknown(p, argument, kith_str_of(argument + 1), NULL);
      return unknown(p, typed, KITH_STR(""), elsewhere);
    }
    if (flag->value) return take(p, flag, typed, letter[1] ? letter + 1 + (letter[1] == '=') : NULL);
    kith_status status = take(p, flag, typed, NULL);
    if (status != KITH_OK) return status;
  }
  return KITH_OK;
}

kith_status kith_settings_parse(kith_settings *s, const char *command, int argc, char *const *argv, kith_error *error) {
  parser p = {s, command, argc, 0, argv, error};
  kith_status status = KITH_OK;
  bool flags = true;
  while (p.at < argc && status == KITH_OK) {
    const char *argument = argv[p.at++];
    if (!flags || argument[0] != '-' || !argument[1])
      kith_vec_push(&s->arguments, argument);
    else if (strcmp(argument, "--") == 0)
      flags = false;
    else
      status = argument[1] == '-' ? parse_long(&p, argument) : parse_letters(&p, argument);
  }
  s->build.inputs = s->arguments.at;
  s->build.input_count = s->arguments.n;
  s->build.lexicons = s->lexicons.at;
  s->build.lexicon_count = s->lexicons.n;
  s->build.fields = s->fields.at;
  s->build.field_count = s->fields.n;
  return status;
}

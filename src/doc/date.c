#include "doc/date.h"

#include <stdio.h>

typedef struct moment {
  int64_t year, month, day, hour, minute, second;
  int64_t offset; /* minutes east of UTC */
  bool timed;
} moment;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static char low(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static void skip_blanks(kith_str *s) {
  while (s->n && (s->p[0] == ' ' || s->p[0] == '\t')) s->p++, s->n--;
}

static bool skip(kith_str *s, char c) {
  if (!s->n || s->p[0] != c) return false;
  s->p++, s->n--;
  return true;
}

/* A number of `least` to `most` digits that ends there or at a non-digit when `most` allows more. */
static bool number(kith_str *s, size_t least, size_t most, int64_t *value) {
  size_t n = 0;
  *value = 0;
  while (n < s->n && n < most && is_digit(s->p[n])) *value = *value * 10 + (s->p[n++] - '0');
  if (n < least) return false;
  *s = kith_str_cut(*s, n, s->n);
  return true;
}

static int days_in(int64_t year, int64_t month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

/* Days from 1970-01-01 in the Gregorian calendar, by counting whole years from a 1 March. */
static int64_t day_number(int64_t y, int64_t m, int64_t d) {
  y -= m <= 2;
  int64_t month = m > 2 ? m - 3 : m + 9;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * month + 2) / 5 + d - 1 - 719468;
}

static void from_day_number(int64_t n, moment *m) {
  m->year = 1970 + n / 366;
  while (day_number(m->year + 1, 1, 1) <= n) m->year++;
  m->month = 1;
  int64_t rest = n - day_number(m->year, 1, 1);
  for (; rest >= days_in(m->year, m->month); m->month++) rest -= days_in(m->year, m->month);
  m->day = rest + 1;
}

static bool finish(moment m, char out[KITH_DATE_SIZE]) {
  if (m.year < 1000 || m.year > 9998 || m.month < 1 || m.month > 12 || m.day < 1 ||
      m.day > days_in(m.year, m.month))
    return false;
  if (!m.timed) {
    snprintf(out, KITH_DATE_SIZE, "%04d-%02d-%02d", (int)m.year, (int)m.month, (int)m.day);
    return true;
  }
  if (m.hour > 24 || m.minute > 59 || m.second > 60 || m.offset < -1440 || m.offset > 1440) return false;
  if (m.second == 60) m.second = 59; /* a leap second */
  int64_t minutes = day_number(m.year, m.month, m.day) * 1440 + m.hour * 60 + m.minute - m.offset;
  if (m.offset) {
    int64_t day = minutes >= 0 ? minutes / 1440 : -1;
    if (day < 0) return finish((moment){.year = m.year, .month = m.month, .day = m.day}, out);
    from_day_number(day, &m);
    m.hour = minutes % 1440 / 60;
    m.minute = minutes % 60;
  }
  snprintf(out, KITH_DATE_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)m.year, (int)m.month, (int)m.day,
           (int)m.hour, (int)m.minute, (int)m.second);
  return true;
}

static bool zone(kith_str s, moment *m) {
  static const struct {
    const char *name;
    int hours;
  } names[] = {{"Z", 0},    {"UTC", 0},  {"GMT", 0},  {"UT", 0},   {"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
               {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}, {"CET", 1},  {"CEST", 2}, {"EET", 2},  {"EEST", 3},
               {"MSK", 3},  {"z", 0}};
  skip_blanks(&s);
  if (!s.n) return true;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (kith_str_is(s, names[i].name)) {
      m->offset = names[i].hours * 60;
      return true;
    }
  bool west = s.p[0] == '-';
  int64_t hours, minutes = 0;
  if (!skip(&s, '+') && !skip(&s, '-')) return false;
  if (!number(&s, 2, 2, &hours)) return false;
  skip(&s, ':');
  if (s.n && is_digit(s.p[0]) && !number(&s, 2, 2, &minutes)) return false;
  m->offset = (hours * 60 + minutes) * (west ? -1 : 1);
  return s.n == 0 || s.p[0] == ' '; /* RFC 2822 may add "(CET)" */
}

/* What follows the day: nothing, or a time with or without a zone. */
static bool time_part(kith_str s, moment *m) {
  skip_blanks(&s);
  if (!s.n) return true;
  if (s.p[0] == 'T' || s.p[0] == 't' || s.p[0] == ',') s.p++, s.n--;
  skip_blanks(&s);
  if (!number(&s, 1, 2, &m->hour)) return false;
  if (!skip(&s, ':') && !(s.n && is_digit(s.p[0]))) return false;
  if (!number(&s, 2, 2, &m->minute)) return false;
  bool more = skip(&s, ':') || (s.n >= 2 && is_digit(s.p[0]) && is_digit(s.p[1]));
  if (more && !number(&s, 2, 2, &m->second)) return false;
  if (skip(&s, '.') || skip(&s, ','))
    while (s.n && is_digit(s.p[0])) s.p++, s.n--;
  m->timed = true;
  return zone(s, m);
}

static bool month_name(kith_str *s, int64_t *month) {
  static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december"};
  size_t n = 0;
  while (n < s->n && low(s->p[n]) >= 'a' && low(s->p[n]) <= 'z') n++;
  for (size_t k = 0; k < 12 && n >= 3; k++) {
    size_t i = 0;
    while (i < n && names[k][i] && low(s->p[i]) == names[k][i]) i++;
    if (i < n && !(k == 8 && n == 4 && i == 3)) continue; /* Sept */
    *month = (int64_t)k + 1;
    *s = kith_str_cut(*s, n, s->n);
    skip(s, '.');
    return true;
  }
  return false;
}

static bool read_iso(kith_str s, moment *m) {
  if (!number(&s, 4, 4, &m->year)) return false;
  char separator = s.n ? s.p[0] : '\0';
  if (separator == '-' || separator == '/' || separator == '.')
    skip(&s, separator);
  else
    separator = '\0';
  if (!number(&s, separator ? 1 : 2, 2, &m->month)) return false;
  if (separator && !skip(&s, separator)) return false;
  if (!number(&s, separator ? 1 : 2, 2, &m->day) || (s.n && is_digit(s.p[0]))) return false;
  return time_part(s, m);
}

static bool read_dotted(kith_str s, moment *m) {
  return number(&s, 1, 2, &m->day) && skip(&s, '.') && number(&s, 1, 2, &m->month) && skip(&s, '.') &&
         number(&s, 4, 4, &m->year) && time_part(s, m);
}

/* "Sat, 01 Mar 2025 …", "1 March 2025", "March 1, 2025". */
static bool read_named(kith_str s, moment *m) {
  kith_str rest = s;
  while (rest.n && rest.p[0] != ',' && !is_digit(rest.p[0])) rest.p++, rest.n--;
  if (rest.n && rest.p[0] == ',') { /* a weekday first */
    rest.p++, rest.n--;
    s = rest;
    skip_blanks(&s);
  }
  if (month_name(&s, &m->month)) {
    skip_blanks(&s);
    if (!number(&s, 1, 2, &m->day)) return false;
    skip(&s, ',');
    skip_blanks(&s);
    return number(&s, 4, 4, &m->year) && time_part(s, m);
  }
  if (!number(&s, 1, 2, &m->day)) return false;
  skip_blanks(&s), skip(&s, '-');
  if (!month_name(&s, &m->month)) return false;
  skip_blanks(&s), skip(&s, '-');
  return number(&s, 4, 4, &m->year) && time_part(s, m);
}

static bool read_epoch(kith_str s, moment *m) {
  kith_str whole = s;
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] == '.') {
      whole.n = i; /* fractions of a second */
      break;
    }
  uint64_t value;
  if (whole.n < 9 || whole.n > 13 || !kith_str_to_u64(whole, &value)) return false;
  if (whole.n > 11) value /= 1000;
  from_day_number((int64_t)(value / 86400), m);
  m->hour = (int64_t)(value % 86400 / 3600);
  m->minute = (int64_t)(value % 3600 / 60);
  m->second = (int64_t)(value % 60);
  m->timed = true;
  return true;
}

bool kith_date_read(kith_str text, char out[KITH_DATE_SIZE]) {
  static bool (*const forms[])(kith_str, moment *) = {read_iso, read_dotted, read_named, read_epoch};
  text = kith_str_trim(text);
  out[0] = '\0';
  for (size_t i = 0; i < sizeof forms / sizeof *forms && text.n && text.n < 80; i++) {
    moment m = {0};
    if (forms[i](text, &m) && finish(m, out)) return true;
  }
  return false;
}

/* Exactly YYYY-MM-DD at the start of s. */
static bool plain_day(kith_str s, char out[KITH_DATE_SIZE]) {
  moment m = {0};
  if (s.n > 10 && is_digit(s.p[10])) return false;
  return number(&s, 4, 4, &m.year) && skip(&s, '-') && number(&s, 2, 2, &m.month) && skip(&s, '-') &&
         number(&s, 2, 2, &m.day) && finish(m, out);
}

bool kith_date_in_name(kith_str name, char out[KITH_DATE_SIZE]) {
  out[0] = '\0';
  for (size_t i = 0; i + 10 <= name.n; i++)
    if ((i == 0 || !is_digit(name.p[i - 1])) && plain_day(kith_str_cut(name, i, name.n), out)) return true;
  return false;
}

bool kith_date_in_text(kith_str text, char out[KITH_DATE_SIZE]) {
  out[0] = '\0';
  skip_blanks(&text);
  if (text.n < 15) return false;
  for (size_t i = 0; i < 4; i++)
    if (low(text.p[i]) != "date"[i]) return false;
  text = kith_str_cut(text, 4, text.n);
  if (!skip(&text, ':') && text.p[0] != ' ' && text.p[0] != '\t') return false;
  skip_blanks(&text);
  return plain_day(text, out);
}

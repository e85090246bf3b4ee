#include "cli/opt_check.h"

#include "base/str.h"
#include "doc/reader.h"
#include "graph/metric.h"
#include "lexicon/entity_type.h"
#include "relation/relation.h"

#include <stdlib.h>

#define X(name) " " #name
const char kith_expected_metrics[] = "expected one or more, separated by commas, of:" KITH_METRICS(X);
const char kith_expected_methods[] = "expected one or more, separated by commas, of:" KITH_METHODS(X);
const char kith_expected_formats[] = "expected one of:" KITH_READERS(X);
#undef X

bool kith_check_positive(const char *value) {
  uint64_t number;
  return kith_str_to_u64(kith_str_of(value), &number) && number >= 1;
}

bool kith_check_methods(const char *value) {
  kith_str rest = kith_str_of(value), name;
  bool any = false;
  for (; kith_str_split(&rest, ',', &name); any = true) {
    bool known = false;
    for (const kith_method *const *m = kith_methods; *m; m++) known = known || kith_str_is(name, (*m)->name);
    if (!known) return false;
  }
  return any;
}

bool kith_check_slice(const char *value) {
  return strcmp(value, "month") == 0 || strcmp(value, "week") == 0 || strcmp(value, "day") == 0;
}

bool kith_check_time(const char *value) { return strcmp(value, "interval") == 0 || strcmp(value, "timestamp") == 0; }

bool kith_check_share(const char *value) {
  char *end;
  double number = strtod(value, &end);
  return *value >= '0' && *value <= '9' && !*end && number > 0 && number <= 1;
}

bool kith_check_threads(const char *value) {
  uint64_t number;
  return kith_str_to_u64(kith_str_of(value), &number) && number <= 256;
}

bool kith_check_window(const char *value) {
  int32_t window;
  return kith_window_parse(value, &window);
}

bool kith_check_types(const char *value) {
  unsigned bits;
  return kith_types_parse(kith_str_of(value), &bits) && bits;
}

bool kith_check_asides(const char *value) {
  unsigned hows;
  return kith_asides_parse(value, &hows) && hows;
}

bool kith_check_metrics(const char *value) {
  kith_str rest = kith_str_of(value), name;
  bool any = false;
  while (kith_str_split(&rest, ',', &name)) {
    if (!kith_metric_find(kith_str_trim(name))) return false;
    any = true;
  }
  return any;
}

bool kith_check_format(const char *value) { return kith_reader_named(value) != NULL; }

bool kith_check_column(const char *value) {
  static const char *const names[] = {"id", "name", "type", "language", "role", "alias", "country", "gender", "population", "kind", "prominence"};
  kith_str rest = kith_str_of(value), name, head;
  if (!kith_str_split(&rest, '=', &name) || !rest.n || !kith_str_split(&name, ':', &head)) return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (kith_str_is(head, names[i])) return true;
  return false;
}

bool kith_check_filled(const char *value) { return *value != '\0'; }

#include "relation/relation.h"

const kith_method *const kith_methods[] = {
#define X(name) &kith_method_##name,
    KITH_METHODS(X)
#undef X
    NULL};

const kith_method *kith_method_find(const char *name) {
  for (const kith_method *const *m = kith_methods; *m; m++)
    if (strcmp((*m)->name, name) == 0) return *m;
  return NULL;
}

bool kith_method_is_listed(const kith_method *method, const char *list) {
  kith_str rest = kith_str_of(list), name;
  while (list && kith_str_split(&rest, ',', &name))
    if (kith_str_is(name, method->name)) return true;
  return !list;
}

uint32_t kith_said_position(const kith_reading *reading, uint32_t sentence, uint32_t byte) {
  const kith_reading_sentence *s = &reading->sentences[sentence];
  bool bytes = s->end - s->start == s->text.n;
  return s->start + (bytes ? byte : (uint32_t)kith_utf8_count(kith_str_cut(s->text, 0, byte)));
}

bool kith_window_parse(const char *text, int32_t *window) {
  uint64_t tokens;
  if (strcmp(text, "sentence") == 0)
    *window = KITH_WINDOW_SENTENCE;
  else if (strcmp(text, "paragraph") == 0)
    *window = KITH_WINDOW_PARAGRAPH;
  else if (strcmp(text, "document") == 0)
    *window = KITH_WINDOW_DOCUMENT;
  else if (kith_str_to_u64(kith_str_of(text), &tokens) && tokens >= 1 && tokens <= 1000000)
    *window = (int32_t)tokens;
  else
    return false;
  return true;
}

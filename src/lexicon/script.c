#include "lexicon/script.h"

unsigned kith_script_of(uint32_t cp) {
  if ((cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z')) return KITH_SCRIPT_LATN;
  if (cp < 0xc0) return 0;
  if (cp <= 0x24f) return cp == 0xd7 || cp == 0xf7 ? 0 : KITH_SCRIPT_LATN;
  if (cp >= 0x1e00 && cp <= 0x1eff) return KITH_SCRIPT_LATN;
  if (cp >= 0x370 && cp <= 0x3ff) return KITH_SCRIPT_GREK;
  if (cp >= 0x400 && cp <= 0x52f) return KITH_SCRIPT_CYRL;
  if (cp >= 0x5d0 && cp <= 0x5ea) return KITH_SCRIPT_HEBR;
  if (cp >= 0x620 && cp <= 0x6d3) return KITH_SCRIPT_ARAB;
  bool east = (cp >= 0x3041 && cp <= 0x30ff) || (cp >= 0x3400 && cp <= 0x9fff) || (cp >= 0xac00 && cp <= 0xd7a3);
  return east ? KITH_SCRIPT_HANI : 0;
}

bool kith_script_mixed(kith_str name, kith_str *word) {
  unsigned seen = 0, length;
  size_t start = 0;
  for (size_t i = 0; i <= name.n; i += length) {
    uint32_t cp = i < name.n ? kith_utf8_decode(name.p + i, name.p + name.n, &length) : ' ';
    if (i == name.n) length = 1;
    unsigned script = kith_script_of(cp) & (KITH_SCRIPT_LATN | KITH_SCRIPT_CYRL | KITH_SCRIPT_GREK);
    bool letter = script || cp == '\'' || (cp >= 0x300 && cp <= 0x36f);
    if (!letter) {
      *word = kith_str_cut(name, start, i < name.n ? i : name.n);
      if (seen & (seen - 1)) return true;
      seen = 0;
      start = i + length;
    }
    seen |= script;
  }
  return false;
}

bool kith_script_fits(kith_str name, const kith_language *language) {
  static const struct {
    const char *code;
    unsigned bit;
  } known[] = {{"Latn", KITH_SCRIPT_LATN}, {"Cyrl", KITH_SCRIPT_CYRL}, {"Grek", KITH_SCRIPT_GREK}, {"Arab", KITH_SCRIPT_ARAB},
               {"Hebr", KITH_SCRIPT_HEBR}, {"Hani", KITH_SCRIPT_HANI}, {"Hans", KITH_SCRIPT_HANI}, {"Hant", KITH_SCRIPT_HANI},
               {"Jpan", KITH_SCRIPT_HANI}, {"Kore", KITH_SCRIPT_HANI}, {"Hang", KITH_SCRIPT_HANI}, {"Hira", KITH_SCRIPT_HANI},
               {"Kana", KITH_SCRIPT_HANI}};
  unsigned home = KITH_SCRIPT_LATN, length;
  kith_str rest = language->scripts, code;
  bool all_known = rest.n > 0;
  while (kith_str_split(&rest, ',', &code)) {
    size_t i = 0;
    while (i < sizeof known / sizeof *known && !kith_str_is(kith_str_trim(code), known[i].code)) i++;
    if (i < sizeof known / sizeof *known) home |= known[i].bit;
    else all_known = false;
  }
  for (size_t i = 0; i < name.n && all_known; i += length)
    if (kith_script_of(kith_utf8_decode(name.p + i, name.p + name.n, &length)) & ~home) return false;
  return true;
}

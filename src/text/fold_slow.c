#include "text/fold_slow.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

enum {
  RUN_SOFT = 256,  /* letters that interact are gathered up to the next safe border behind so many, */
  RUN_HARD = 1024, /* and never more than this: no input makes the work per letter grow */
  MARKS_MAX = 64   /* marks on one letter that are put in order; real text has at most a handful */
};

static const kith_fold_rule *rule_of(uint32_t cp) {
  size_t low = 0, high = kith_fold_rule_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (kith_fold_rules[mid].last < cp)
      low = mid + 1;
    else
      high = mid;
  }
  const kith_fold_rule *rule = kith_fold_rules + low;
  return low < kith_fold_rule_count && rule->first <= cp ? rule : NULL;
}

static void put(kith_fold_sink *k, const char *bytes, size_t n, uint32_t origin) {
  kith_vec_append(k->text, bytes, n);
  for (size_t i = 0; k->origins && i < n; i++) kith_vec_push(k->origins, origin);
}

static void put_cp(kith_fold_sink *k, uint32_t cp, uint32_t origin) {
  char bytes[4];
  put(k, bytes, kith_utf8_encode(cp, bytes), origin);
}

static uint32_t twin_of(uint32_t cp, bool to_latin) {
  for (size_t i = 0; i < kith_fold_twin_count; i++) {
    kith_fold_twin t = kith_fold_twins[i];
    if (cp == (to_latin ? t.cyrillic : t.latin)) return to_latin ? t.latin : t.cyrillic;
  }
  return 0;
}

static UScriptCode script_of(uint32_t cp) {
  UErrorCode code = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript((UChar32)cp, &code);
  return U_SUCCESS(code) ? script : USCRIPT_COMMON;
}

static UScriptCode letter_script(uint32_t cp) {
  return u_isalpha((UChar32)cp) && !u_getCombiningClass((UChar32)cp) ? script_of(cp) : USCRIPT_COMMON;
}

/* Replaces the letters of `script` by their twins if every one of them has one. */
static bool unify(kith_fold_run *run, UScriptCode script) {
  bool to_latin = script == USCRIPT_CYRILLIC;
  for (size_t i = 0; i < run->n; i++)
    if (letter_script(run->at[i].cp) == script && !twin_of(run->at[i].cp, to_latin)) return false;
  for (size_t i = 0; i < run->n; i++)
    if (letter_script(run->at[i].cp) == script) run->at[i].cp = twin_of(run->at[i].cp, to_latin);
  return true;
}

static void unify_scripts(kith_fold_run *run) {
  size_t latin = 0, cyrillic = 0;
  bool latin_first = false;
  for (size_t i = 0; i < run->n; i++) {
    UScriptCode script = letter_script(run->at[i].cp);
    if (script == USCRIPT_LATIN && !cyrillic && !latin) latin_first = true;
    latin += script == USCRIPT_LATIN;
    cyrillic += script == USCRIPT_CYRILLIC;
  }
  if (!latin || !cyrillic) return;
  bool keep_latin = latin == cyrillic ? latin_first : latin > cyrillic;
  if (!unify(run, keep_latin ? USCRIPT_CYRILLIC : USCRIPT_LATIN) && latin == cyrillic)
    unify(run, keep_latin ? USCRIPT_LATIN : USCRIPT_CYRILLIC);
}

/* ICU's own macros mix signs; what ICU gives is never a lone surrogate. */
static uint32_t next_utf16(const UChar *text, int32_t *i) {
  uint32_t unit = text[(*i)++];
  if ((unit & 0xfc00) != 0xd800) return unit;
  return (unit << 10) + text[(*i)++] - ((0xd800u << 10) + 0xdc00 - 0x10000);
}

static bool dropped(const kith_fold_sink *k, const kith_fold_rule *rule) {
  return rule && (rule->kind == KITH_RULE_DROP || (k->folding && rule->kind == KITH_RULE_DROP_FOLD));
}

/* Takes a run apart into k->whole: canonically, or by compatibility when folding. */
static void decompose(kith_fold_sink *k, const UNormalizer2 *forms) {
  k->whole.n = 0;
  for (size_t i = 0; i < k->raw.n; i++) {
    kith_fold_letter l = k->raw.at[i];
    const kith_fold_rule *rule = rule_of(l.cp);
    if (dropped(k, rule)) continue;
    unsigned used;
    if (rule && rule->kind == KITH_RULE_MAP) l.cp = kith_utf8_decode(rule->to, rule->to + strlen(rule->to), &used);
    UChar parts[40];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = unorm2_getDecomposition(forms, (UChar32)l.cp, parts, 40, &code);
    if (n < 0 || U_FAILURE(code)) {
      kith_vec_push(&k->whole, l);
      continue;
    }
    for (int32_t j = 0; j < n;) {
      uint32_t part = next_utf16(parts, &j);
      if (!dropped(k, rule_of(part))) kith_vec_push(&k->whole, (kith_fold_letter){part, l.origin});
    }
  }
}

/* Canonical order: marks by class, equal ones as they came. */
static void order_marks(kith_fold_run *run) {
  size_t start = 0;
  for (size_t i = 0; i < run->n; i++) {
    kith_fold_letter l = run->at[i];
    uint8_t class = u_getCombiningClass((UChar32)l.cp);
    if (!class || i - start > MARKS_MAX) {
      start = i + !class;
      continue;
    }
    size_t j = i;
    for (; j > start && u_getCombiningClass((UChar32)run->at[j - 1].cp) > class; j--) run->at[j] = run->at[j - 1];
    run->at[j] = l;
  }
}

static void compose(kith_fold_run *run, const UNormalizer2 *nfc) {
  size_t n = 0, starter = SIZE_MAX;
  uint8_t last = 0;
  for (size_t i = 0; i < run->n; i++) {
    kith_fold_letter l = run->at[i];
    uint8_t class = u_getCombiningClass((UChar32)l.cp);
    if (starter != SIZE_MAX && (n - 1 == starter || last < class)) {
      UChar32 both = unorm2_composePair(nfc, (UChar32)run->at[starter].cp, (UChar32)l.cp);
      if (both >= 0) {
        run->at[starter].cp = (uint32_t)both;
        continue;
      }
    }
    if (!class) starter = n;
    last = class;
    run->at[n++] = l;
  }
  run->n = n;
}

static uint32_t base_letter(uint32_t cp, const UNormalizer2 *nfc) {
  UChar parts[8];
  UErrorCode code = U_ZERO_ERROR;
  int32_t n = unorm2_getDecomposition(nfc, (UChar32)cp, parts, 8, &code);
  int32_t i = 0;
  if (n > 0 && U_SUCCESS(code)) cp = next_utf16(parts, &i);
  return (uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT);
}

static void put_run(kith_fold_sink *k, const UNormalizer2 *nfc) {
  UScriptCode base = USCRIPT_COMMON;
  for (size_t i = 0; i < k->whole.n; i++) {
    kith_fold_letter l = k->whole.at[i];
    uint32_t cp = l.cp;
    if (k->folding) {
      bool mark = u_getCombiningClass((UChar32)cp) != 0;
      if (mark && (base == USCRIPT_LATIN || base == USCRIPT_GREEK)) continue;
      if (mark && base == USCRIPT_CYRILLIC && cp >= 0x300 && cp < 0x370) continue; /* stress */
      cp = (uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT);
      UScriptCode script = script_of(cp);
      if (!mark) base = u_isalpha((UChar32)cp) ? script : USCRIPT_COMMON;
      if (script == USCRIPT_LATIN || script == USCRIPT_GREEK) cp = base_letter(cp, nfc);
    }
    const kith_fold_rule *rule = rule_of(cp);
    if (rule && (rule->kind == KITH_RULE_MAP || (k->folding && rule->kind == KITH_RULE_LETTER)))
      put(k, rule->to, strlen(rule->to), l.origin);
    else
      put_cp(k, cp, l.origin);
  }
}

/* Reordered marks may point back and forth; a map must only rise. */
static void raise_origins(kith_fold_run *run) {
  for (size_t i = run->n; i-- > 1;)
    if (run->at[i - 1].origin > run->at[i].origin) run->at[i - 1].origin = run->at[i].origin;
}

static void finish_run(kith_fold_sink *k) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&code), *nfkc = unorm2_getNFKCInstance(&code);
  if (U_FAILURE(code)) { /* ICU without its data: letters as they are */
    for (size_t i = 0; i < k->raw.n; i++) put_cp(k, k->raw.at[i].cp, k->raw.at[i].origin);
    return;
  }
  if (k->folding) unify_scripts(&k->raw);
  decompose(k, k->folding ? nfkc : nfc);
  order_marks(&k->whole);
  compose(&k->whole, nfc);
  raise_origins(&k->whole);
  put_run(k, nfc);
}

size_t kith_fold_run_slowly(kith_fold_sink *k, kith_str source, size_t from) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&code);
  size_t i = from;
  k->raw.n = 0;
  while (i < source.n && k->raw.n < RUN_HARD) {
    unsigned used;
    uint32_t cp = kith_utf8_decode(source.p + i, source.p + source.n, &used);
    if (k->raw.n && kith_fold_entry(k, cp) & KITH_FOLD_BREAK) break;
    if (k->raw.n >= RUN_SOFT && U_SUCCESS(code) && unorm2_hasBoundaryBefore(nfkc, (UChar32)cp)) break;
    kith_vec_push(&k->raw, (kith_fold_letter){cp, (uint32_t)i});
    i += used;
  }
  finish_run(k);
  return i;
}

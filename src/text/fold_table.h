/* The generated tables of fold.c; nothing else includes this.
 *
 * A code point's entry is at entries[index[cp >> 6] * 64 + (cp & 63)], for ASCII
 * also at entries[cp]. Its low three bytes are the UTF-8 that it becomes, bits
 * 24 and 25 how many of them count; zero bytes: it vanishes. */
#ifndef KITH_TEXT_FOLD_TABLE_H
#define KITH_TEXT_FOLD_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define KITH_FOLD_SLOW 0x80000000u     /* its form depends on neighbours, or is not in the table */
#define KITH_FOLD_BREAK 0x40000000u    /* nothing before it and behind it ever interact */
#define KITH_FOLD_LATIN 0x20000000u    /* a Latin letter */
#define KITH_FOLD_CYRILLIC 0x10000000u /* a Cyrillic letter */
#define KITH_FOLD_SAME 0x08000000u     /* becomes itself; the low bytes are unused */

extern const uint16_t kith_normal_index[1024], kith_fold_index[1024];
extern const uint32_t kith_normal_entries[], kith_fold_entries[];

/* In which forms a rule of fold_letters.tsv holds. */
enum { KITH_RULE_DROP, KITH_RULE_MAP, KITH_RULE_DROP_FOLD, KITH_RULE_LETTER };

typedef struct kith_fold_rule {
  uint32_t first, last; /* a range, sorted, never overlapping */
  uint8_t kind;
  char to[4];
} kith_fold_rule;

typedef struct kith_fold_twin {
  uint16_t latin, cyrillic;
} kith_fold_twin;

extern const kith_fold_rule kith_fold_rules[];
extern const size_t kith_fold_rule_count;
extern const kith_fold_twin kith_fold_twins[]; /* sorted by Latin letter */
extern const size_t kith_fold_twin_count;

#endif

/* Numbers as text, fast, exact and with '.' whatever the locale. */
#ifndef KITH_EXPORT_NUMBER_H
#define KITH_EXPORT_NUMBER_H

#include <stddef.h>
#include <stdint.h>

enum { KITH_NUMBER_MAX = 32 }; /* room that every number fits in */

/* All write at `out`, without a NUL, and return the end of what they wrote. */
char *kith_number_long(char *out, int64_t value);

/* Finite values only. What reads it back gets the same double. Values with few
 * digits are written with few; others with 17. */
char *kith_number_double(char *out, double value);

/* The same to 15 significant digits, all that a spreadsheet keeps. */
char *kith_number_double_short(char *out, double value);

#endif

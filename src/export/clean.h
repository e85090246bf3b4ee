/* Text that may go into any file: the one place where it is made harmless.
 *
 * Articles hold anything. What XML forbids, what breaks a line in a table and
 * what no reader keeps goes here, before a format adds its own quoting. */
#ifndef KITH_EXPORT_CLEAN_H
#define KITH_EXPORT_CLEAN_H

#include "base/str.h"

/* Appends s: control characters (U+0000-1F, 7F-9F), U+FFFE, U+FFFF and their
 * like left out; runs of blanks, tabs and line ends (also U+0085, U+2028, U+2029)
 * as one space; no white space of any kind at either end; bytes that are no
 * UTF-8 as U+FFFD. */
void kith_clean_text(kith_buf *out, kith_str s);

/* Appends s as an id that XML calls NMTOKEN: ASCII letters, digits and . - _ :
 * stay; any other byte becomes _ and two hexadecimal digits, so that two ids
 * stay two. The empty id becomes "_". */
void kith_clean_id(kith_buf *out, kith_str s);

/* The bytes that kith_clean_id lets through whatever stands around them: all
 * but the underline. For writers that copy ids in their own loop. */
extern const bool kith_clean_id_fine[256];

/* True if kith_clean_text would change nothing and every byte is printable
 * ASCII: the fast way past it. */
bool kith_clean_is_plain(kith_str s);

#endif

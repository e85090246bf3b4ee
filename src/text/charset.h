/* Bytes from anywhere to UTF-8. */
#ifndef KITH_TEXT_CHARSET_H
#define KITH_TEXT_CHARSET_H

#include "base/error.h"
#include "base/str.h"

/* Appends `bytes` as valid UTF-8 to `out`. A BOM decides and is dropped; then
 * valid UTF-8 is taken as such; then UTF-16/32 without BOM; then `declared` (a
 * charset name such as "windows-1251", or NULL); else ICU's detector chooses among UTF-16,
 * windows-1250/1251/1252, ISO-8859-2/-16, KOI8-R/U, helped by our own letter
 * counts where it mistakes one code page for another. Mostly valid UTF-8 with a few
 * bad bytes stays UTF-8, these as U+FFFD. `name` receives the charset's name.
 * KITH_ERR_ENCODING for binary data (NULs, many control characters): the
 * message says what it looks like (PDF, image, executable…) where known. */
kith_status kith_charset_decode(kith_str bytes, const char *declared, kith_buf *out, char name[32],
                                kith_error *error);

#endif

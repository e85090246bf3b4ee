/* Dates as records write them, to one form. */
#ifndef KITH_DOC_DATE_H
#define KITH_DOC_DATE_H

#include "base/str.h"

enum { KITH_DATE_SIZE = 24 };

/* Writes "YYYY-MM-DD", or "YYYY-MM-DDTHH:MM:SSZ" where a time is given (in UTC;
 * a time without a zone is taken for UTC), and a NUL. Understands ISO 8601
 * (2025-03-01, 20250301, 2025/03/01, with T or a space before the time, Z,
 * +02:00), RFC 2822 (Sat, 01 Mar 2025 10:00:00 +0200), 01.03.2025, March 1,
 * 2025, and seconds or milliseconds since 1970. False for anything else and for
 * days that do not exist; `out` is then empty. */
bool kith_date_read(kith_str text, char out[KITH_DATE_SIZE]);

/* The first YYYY-MM-DD in a file's name that is a day and no part of a longer number. */
bool kith_date_in_name(kith_str name, char out[KITH_DATE_SIZE]);

/* The date of a text that begins with "date YYYY-MM-DD", after blanks. */
bool kith_date_in_text(kith_str text, char out[KITH_DATE_SIZE]);

#endif

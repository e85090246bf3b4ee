/* Walking over one JSON value in memory and taking only what is wanted: what a
 * dump of a hundred gigabytes needs, where nine tenths are skipped unread.
 *
 *     kith_json j = {line.p, line.p + line.n, arena, false};
 *     if (kith_json_enter(&j, '{'))
 *       while (kith_json_key(&j, &key))
 *         if (kith_str_is(key, "id")) kith_json_text(&j, &id); else kith_json_skip(&j);
 *
 * Every value that a key or item stands for must be taken, entered or skipped.
 * Broken input sets `bad`, after which all calls return false: look at it once,
 * at the end. What is skipped is only checked for brackets and quotes that match. */
#ifndef KITH_IMPORT_JSON_H
#define KITH_IMPORT_JSON_H

#include "base/arena.h"
#include "base/str.h"

typedef struct kith_json {
  const char *p, *end;
  kith_arena *arena; /* for strings with escapes */
  bool bad;
} kith_json;

/* The first character of the value that comes, 0 if there is none. */
char kith_json_peek(kith_json *json);

/* Goes into the object '{' or the list '['; skips a value that is something else and returns false. */
bool kith_json_enter(kith_json *json, char bracket);

/* The next key of the object gone into, as it stands in the input; false behind the last. */
bool kith_json_key(kith_json *json, kith_str *key);

/* Whether a further item of the list comes. */
bool kith_json_item(kith_json *json);

/* A string, decoded; a number as it stands. Anything else is skipped: false, *value empty.
 * Lives as long as the input and the arena. */
bool kith_json_text(kith_json *json, kith_str *value);

void kith_json_skip(kith_json *json);

#endif

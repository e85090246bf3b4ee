/* What a keeper decides: rules.tsv in any layer's folder, columns rule, a, b
 * and, where it matters, language.
 *
 *   same      A   B           entity A becomes B: its names move there, the id B stays. Facts of A fill
 *                             what B leaves open. B need not have been there. No effect without an A
 *   not-same  A   B           they are two: takes back a `same` of a lower layer, and tells `check` that
 *                             a name they share is shared on purpose
 *   rename    A   NAME|-      NAME becomes the label, in `language` (none: en); the old label stays as an alias.
 *                             With - the label is the one in names/ of this layer, and labels of lower
 *                             layers that it replaces are dropped
 *   forbid    N   -|ENTITY    the name N, whatever its case and marks, means nothing, or not this entity;
 *                             with a language only rows of that language. Rows of higher layers stand.
 *                             Where it means nothing it is not found in texts as an unlisted name either
 *
 * Higher layers win, and in one file the later row does. So it is with labels
 * too: of two in one language the later one is the label, the other an alias.
 * Steps of compilation; kith_source_finish takes them in order. */
#ifndef KITH_LEXICON_RULES_H
#define KITH_LEXICON_RULES_H

#include "lexicon/source.h"
#include "text/word.h"

/* Follows same, not-same and rename. A circle of merges is a bad rule: reported,
 * or returned as KITH_ERR_FORMAT where nobody listens. Entities of two types are
 * not merged; that is only reported. */
kith_status kith_rules_settle(kith_source *source, kith_source_report report, void *context, kith_error *error);

/* The keys of a name's words, between spaces, appended to `key`: what `forbid` compares. `cut` is for use. */
void kith_rules_key(kith_str name, kith_words *cut, kith_buf *key);

/* Takes forbidden names out, of those from number `from` on. */
void kith_rules_forbid(kith_source *source, size_t from);

#endif

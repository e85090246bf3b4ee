/* Segmented text for other programs: CoNLL-U, or one JSON object a sentence.
 *
 * CoNLL-U gives each document `# newdoc id = `, each paragraph `# newpar`, its
 * language as `# lang = ` where it is known, each sentence `# sent_id = doc-sN`
 * and `# text = `; columns other than ID, FORM and MISC are `_`. White space
 * inside `# text` is one space. Invalid bytes are printed as U+FFFD. */
#ifndef KITH_TEXT_CONLLU_H
#define KITH_TEXT_CONLLU_H

#include "base/file.h"
#include "text/text.h"

/* Appends `text` as CoNLL-U. `id` is the document's; control characters in it become spaces. */
void kith_conllu_write(kith_out *out, kith_str id, const kith_text *text, const kith_languages *languages);

/* Appends one line a sentence:
 * {"doc":…,"sentence":N,"paragraph":N,"lang":…,"start":…,"end":…,"text":…,
 *  "tokens":[{"start":…,"end":…,"form":…,"space":true,"words":[…]}…]}
 * Offsets are code points into the document, or bytes with `byte_offsets`. */
void kith_conllu_write_json(kith_out *out, kith_str id, const kith_text *text, const kith_languages *languages,
                            bool byte_offsets);

#endif

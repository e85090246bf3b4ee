/* How names sound, roughly, whatever language and script they are written in:
 * what unlisted names are compared by across languages.
 *
 * A name is romanised (text/fold.h), then rewritten by the `sound` rows of its
 * language and by those that hold for all, longest first, into letters of which
 * S C Z J stand for sh, ch, zh, dzh. Джордж and George become nearly the same.
 *
 * Built once per run, immutable. */
#ifndef KITH_ENTITY_SOUND_H
#define KITH_ENTITY_SOUND_H

#include "text/language.h"

typedef struct kith_sounds kith_sounds;

void kith_sounds_open(kith_sounds **out, const kith_languages *languages);
void kith_sounds_close(kith_sounds *sounds);

/* Appends the sound of a romanised name, words separated by one space. */
void kith_sound(const kith_sounds *sounds, kith_lang lang, kith_str latin, kith_buf *out);

/* 1 - weighted edit distance over the longer length, 0 to 1. Letters that
 * transcriptions confuse (g and h, z and s, sh and s, i and e …) and vowels cost less than
 * a whole letter; so do endings. */
double kith_sound_similarity(kith_str a, kith_str b);

/* The same where it is at least `least`; else anything less, mostly told before the end. */
double kith_sound_similarity_above(kith_str a, kith_str b, double least);

/* What names that may be the same agree in, as a number: the class of their
 * first letter and the first two consonant classes of their last word. */
uint32_t kith_sound_block(kith_str sound);

#endif

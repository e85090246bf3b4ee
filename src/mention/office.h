/* Offices: words for what one person at a time is of a country or body, so that
 * `the Ukrainian president` may stand for his name.
 *
 * Kinds of rows it reads (form, value, class):
 *   office       prime minister, prime-minister, leads|state|-   the value is the same in all languages and
 *                         for all synonyms; with a class it is one of a country, and who holds one that
 *                         `leads` may be called its leader
 *   office_link  of       between an office and what it is of
 *   office_rule  behind   adjectives stand behind the noun (président ukrainien)
 *                adjunct  a name may stand before it as it is (US president)
 *                genitive a name may stand behind it with no link (президент Украины)
 *   role_former, role_modifier, copula, determiner   as relations read them
 *
 * Immutable once open. */
#ifndef KITH_MENTION_OFFICE_H
#define KITH_MENTION_OFFICE_H

#include "mention/inflect.h"

enum {
  KITH_OFFICE_LINK = 1,
  KITH_OFFICE_OTHER = 2,     /* former, deputy: another office, or another person's */
  KITH_OFFICE_COPULA = 4,
  KITH_OFFICE_DETERMINER = 8
};

enum { KITH_OFFICE_BEHIND = 1, KITH_OFFICE_ADJUNCT = 2, KITH_OFFICE_GENITIVE = 4 };

typedef struct kith_office {
  uint16_t number; /* the same for the same value, in every language and on every machine */
  bool state, leads; /* it is of a country; its holder is called the leader, too */
  bool leader;       /* it is that word */
} kith_office;

typedef struct kith_offices kith_offices;

void kith_offices_open(kith_offices **out, const kith_languages *languages);
void kith_offices_close(kith_offices *offices);

/* Whether the language has offices at all; KITH_OFFICE_BEHIND … of its rules. */
bool kith_offices_has(const kith_offices *offices, kith_lang lang);
uint8_t kith_office_rules(const kith_offices *offices, kith_lang lang);

/* KITH_OFFICE_LINK … of a fold key. */
uint8_t kith_office_word(const kith_offices *offices, kith_lang lang, kith_str key);

/* The phrase of fold keys with one space between: *begins tells whether longer
 * ones begin with it; NULL where it is no office itself. */
const kith_office *kith_office_find(const kith_offices *offices, kith_lang lang, kith_str phrase, bool *begins);

#endif

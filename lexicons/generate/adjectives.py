#!/usr/bin/env python3
"""Writes names/derived_demonyms.tsv: adjectives.py LEXICONS

From capital_adjectives.tsv and country_adjectives.tsv: genders and numbers of each adjective. Cases follow from the endings in lang/.
From the Hungarian labels of countries and capitals: the adjective in -i, which every place has (Üzbegisztán, üzbegisztáni)."""
import csv
import os
import sys


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(rows)
        return [dict(zip(header, row)) for row in rows]


def slavic(stem_of, endings):
    return lambda word: [word[:-len(stem_of)] + ending for ending in endings] if word.endswith(stem_of) else [word]


def russian(word):
    if word.endswith("ий"):
        return [word[:-2] + ending for ending in ("ий", "ая", "ое", "ие")]
    if word.endswith("ин"):
        return [word, word[:-2] + "е", word[:-2] + "ка"]
    if word.endswith("ец"):
        return [word, word[:-2] + "цы", word[:-2] + "ка"]
    return [word, word + "и", word + "ка"]


def ukrainian(word):
    if word.endswith("ий"):
        return [word[:-2] + ending for ending in ("ий", "а", "е", "і")]
    if word.endswith("ин"):
        return [word, word[:-2] + "и", word[:-2] + "ка"]
    if word.endswith("ець"):
        return [word, word[:-3] + "ці", word[:-3] + "ка"]
    return [word, word + "і", word + "ка"]


def bulgarian(word):
    if word.endswith("ки"):
        return [word[:-1] + ending for ending in ("и", "а", "о")]
    return [word, word[:-2] + "и", word[:-2] + "ка"] if word.endswith("ин") else [word, word[:-2] + "ци"]


def polish(word):
    return [word[:-1] + ending for ending in ("i", "a", "ie")] + [word[:-2] + "cy"] if word.endswith("ki") else [word]


def czech(word):
    plural = {"ský": "ští", "cký": "čtí"}.get(word[-3:])
    return [word[:-1] + ending for ending in ("ý", "á", "é")] + ([word[:-3] + plural] if plural else [])


def german(word):
    return [word] + ([word + "in", word + "innen"] if word.endswith("er") else [])


def french(word):
    if word.endswith("ien"):
        return [word, word + "ne", word + "s", word + "nes"]
    if word.endswith("e"):
        return [word, word + "s"]
    return [word, word + "e", word + "es"] + ([] if word.endswith("s") else [word + "s"])


def italian(word):
    if word.endswith("o"):
        return [word[:-1] + ending for ending in "oaie"]
    return [word, word[:-1] + "i"] + ([word[:-1] + "e"] if word.endswith("a") else [])


def spanish(word):
    if word.endswith("o"):
        return [word[:-1] + ending for ending in ("o", "a", "os", "as")]
    if word.endswith("és"):
        return [word[:-2] + ending for ending in ("és", "esa", "eses", "esas")]
    return [word, word + ("es" if word.endswith("í") else "s")]


def portuguese(word):
    if word.endswith("ês"):
        return [word[:-2] + ending for ending in ("ês", "esa", "eses", "esas")]
    return [word[:-1] + ending for ending in ("o", "a", "os", "as")] if word.endswith("o") else [word, word + "s"]


def romanian(word):
    if word.endswith("ean"):
        return [word, word + "ă", word[:-3] + "eni", word[:-3] + "ene"]
    if word.endswith("ian"):
        return [word, word + "ă", word[:-2] + "eni", word[:-2] + "ene"]
    return [word, word + "ă", word[:-1] + "ți" if word.endswith("t") else word + "i", word + "e"]


def dutch(word):
    if word.endswith(("aar", "er")):
        return [word, word + "s"]
    if word.endswith("ees"):
        return [word, word[:-3] + "ese"]
    return [word, word + "e"] if word.endswith(("s", "ch")) and not word.endswith("'s") else [word]


def swedish(word):
    return [word, word + "t", word + "a"]


FORMS = {"en": lambda word: [word] if word.endswith("ese") else [word, word + "s"], "ru": russian, "uk": ukrainian, "bg": bulgarian,
         "pl": polish, "cs": czech, "hr": slavic("i", "iao"), "sl": slavic("i", "iao"), "de": german, "fr": french, "it": italian,
         "es": spanish, "pt": portuguese, "ro": romanian, "nl": dutch, "sv": swedish}


def hungarian(label):
    """No adjective of names of two words and more, whose parts are written together or not, case by case; nor
    of those that end in a letter that is not spoken: they take a hyphen, and -i is an ending of the language."""
    low = label.lower()
    if " " in low or "-" in low or low.endswith(("i", "y", "ue", "pe", "tte", "lle", "ge")):
        return None
    return low[:-1] + "ói" if low.endswith("o") else low + "i"


def main():
    folder = sys.argv[1]
    capital, country, kinds = {}, {}, {}
    for name in sorted(os.listdir(os.path.join(folder, "facts"))):
        for row in read(os.path.join(folder, "facts", name)):
            if row["property"] == "capital_of":
                capital.setdefault(row["value"], row["entity"])
            elif row["property"] == "country" and name == "countries.tsv":
                country[row["value"]] = row["entity"]
            elif row["property"] == "kind":
                kinds[row["entity"]] = row["value"]
    there, rows, hu, mul = set(), [], {}, {}
    for name in sorted(os.listdir(os.path.join(folder, "names"))):
        if name == "derived_demonyms.tsv":
            continue
        for row in read(os.path.join(folder, "names", name)):
            if row["role"] in ("demonym", "label"):
                there.add((row["entity"], row["language"], row["name"]))
            if row["role"] == "label" and row["language"] in ("hu", "mul"):
                (hu if row["language"] == "hu" else mul)[row["entity"]] = row["name"]

    def add(entity, language, form):
        if (entity, language, form) not in there:
            there.add((entity, language, form))
            rows.append((entity, "LOC", language, form, "demonym"))

    for table, places in (("capital", capital), ("country", country)):
        for row in read(os.path.join(folder, "generate", table + "_adjectives.tsv")):
            for language, forms in FORMS.items():
                for word in row.get(language, "-").split():
                    if word != "-":
                        for form in forms(word):
                            add(places.get(row[table], row[table]), language, form)
    for entity in sorted(set(hu) | set(mul)):
        form = hungarian(hu.get(entity) or mul[entity]) if kinds.get(entity) == "country" or entity in capital.values() else None
        if form:
            add(entity, "hu", form)
    with open(os.path.join(folder, "names", "derived_demonyms.tsv"), "w", encoding="utf-8") as out:
        out.write("# Written by generate/adjectives.py. Adjectives and inhabitants of capitals, Hungarian adjectives of places.\n")
        out.write("entity\ttype\tlanguage\tname\trole\n")
        for row in sorted(rows):
            out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes rules.tsv: currencies.py LEXICONS

Names of currencies, which texts put where names stand ("Swiss Franc", "Euro", "Гривна") and which tie nobody to
anybody, are forbidden, language by language. From CLDR (Debian package unicode-cldr-core): the full names in all
their numbers, and of each the noun alone: the first or last word, as the language orders them. A noun that is
also a listed name, a given name or a surname stays out ("Franco"), and so does one of three letters."""
import collections
import csv
import os
import sys
import xml.etree.ElementTree as ElementTree

CLDR = "/usr/share/unicode/cldr/common/main"
LANGUAGES = "be bg cs de en es fr hr hu it mk nl pl pt ro ru sk sl sr sv uk".split()
CODES = ("AED AMD AUD AZN BGN BYN CAD CHF CNY CZK DKK EGP EUR GBP GEL HUF ILS INR IRR JPY KZT MDL MXN NOK NZD PLN RON RSD "
         "RUB SAR SEK SGD TRY UAH USD UZS").split()
# dirham, dram, lev, lari … are names of people and places too; the pound sterling and the new shekel have the noun elsewhere
SHORTEST = 3  # "pes" is the acronym PES too
NO_NOUN = {"AED", "AMD", "BGN", "GEL", "KZT", "UZS", "AZN", "GBP", "ILS"}


def listed(folder):
    """(language, name in lower case) of every name of one word, of surnames (in `mul`) and of given names."""
    names = set()
    for language in LANGUAGES + ["mul"]:
        with open(os.path.join(folder, "lang", language + ".tsv"), encoding="utf-8", newline="") as rows:
            names |= {("mul", row[1].lower()) for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
                      if len(row) > 1 and row[0] == "given"}
    for file in os.listdir(os.path.join(folder, "names")):
        with open(os.path.join(folder, "names", file), encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                if len(row) == 5 and " " not in row[3] and row[4] not in ("weak", "demonym"):
                    names.add((row[2], row[3].lower()))
                elif len(row) == 5 and row[1] == "PER":
                    names.add(("mul", row[3].split(" ")[-1].lower()))
    return names


def names_of(language):
    """Currency -> its names, the first without a number."""
    tree = ElementTree.parse(f"{CLDR}/{language}.xml")
    found = collections.OrderedDict()
    for code in CODES:
        element = tree.find(f"numbers/currencies/currency[@type='{code}']")
        texts = [] if element is None else [e.text for e in element.findall("displayName")]
        found[code] = list(dict.fromkeys(t.replace("\u2019", "'") for t in texts if t and "(" not in t))
    return found


def noun_place(names):
    """0 or -1: where the nouns stand that several currencies share."""
    places = collections.Counter()
    heads = {place: collections.Counter(n[0].split()[place].lower() for n in names.values() if n and " " in n[0]) for place in (0, -1)}
    for place, counter in heads.items():
        places[place] = sum(n for n in counter.values() if n > 1)
    return max((-1, 0), key=lambda place: places[place])


def main():
    folder, rows = sys.argv[1], set()
    taken = listed(folder)
    for language in LANGUAGES:
        names = names_of(language)
        place = noun_place(names)
        for code, forms in names.items():
            for form in forms:
                if " " in form:
                    rows.add((form, language))
                noun = form.split()[place]
                if code not in NO_NOUN and len(noun) > SHORTEST and not {(language, noun.lower()), ("mul", noun.lower())} & taken:
                    rows.add((noun, language))
    with open(os.path.join(folder, "rules.tsv"), "w", encoding="utf-8") as out:
        out.write("# Written by generate/currencies.py: money is no node.\nrule\ta\tb\tlanguage\n")
        for form, language in sorted({(f.lower(), l) for f, l in rows}, key=lambda row: (row[1], row[0])):
            out.write(f"forbid\t{form}\t-\t{language}\n")


if __name__ == "__main__":
    main()

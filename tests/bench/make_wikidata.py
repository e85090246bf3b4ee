#!/usr/bin/env python3
"""Writes an invented dump in the shape of Wikidata's: make_wikidata.py ENTITIES > dump.json

The same number gives the same bytes. Items have labels in a dozen languages, aliases,
a few statements with references, and sitelinks, so that most of the bytes are,
as in the real one, of no use to an importer. Names are made of syllables; ids are above
Q900000000, where no real item is."""
import json
import random
import sys

SYLLABLES = "ba ko ri ma ten dor vi lu sha pe gor mi an el os tu ve na zi cha".split()
CYRILLIC = "ба ко ри ма тен дор ви лу ша пе гор ми ан ел ос ту ве на зи ча".split()
LATIN_CODES = "en ro de fr es it pl cs nl sv".split()
CLASSES = ["Q5", "Q515", "Q4830453", "Q7278", "Q13442814"]  # the last is an article, which nobody wants


def statement(prop, value, kind, rank="normal"):
    return {
        "mainsnak": {"snaktype": "value", "property": prop, "hash": "0123456789abcdef0123456789abcdef01234567",
                     "datavalue": {"value": value, "type": kind}, "datatype": kind},
        "type": "statement", "id": "Q900000000$01234567-89AB-CDEF-0123-456789ABCDEF", "rank": rank,
        "references": [{"hash": "fedcba9876543210fedcba9876543210fedcba98", "snaks": {"P143": [
            {"snaktype": "value", "property": "P143", "hash": "00112233445566778899aabbccddeeff00112233",
             "datavalue": {"value": {"entity-type": "item", "numeric-id": 328, "id": "Q328"},
                           "type": "wikibase-entityid"}, "datatype": "wikibase-item"}]}, "snaks-order": ["P143"]}]}


def item(number):
    return {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}


def entity(rng, i):
    parts = [[rng.randrange(len(SYLLABLES)) for _ in range(rng.randint(2, 4))] for _ in range(2)]
    latin = " ".join("".join(SYLLABLES[k] for k in part).capitalize() for part in parts)
    cyrillic = " ".join("".join(CYRILLIC[k] for k in part).capitalize() for part in parts)
    labels = {code: {"language": code, "value": latin} for code in LATIN_CODES}
    labels["ru"] = {"language": "ru", "value": cyrillic}
    labels["uk"] = {"language": "uk", "value": cyrillic + "ко"}
    kind = CLASSES[i % len(CLASSES)]
    claims = {"P31": [statement("P31", item(int(kind[1:])), "wikibase-entityid")],
              "P17": [statement("P17", item(rng.choice([212, 218, 183])), "wikibase-entityid")]}
    if kind == "Q5":
        claims["P21"] = [statement("P21", item(rng.choice([6581097, 6581072])), "wikibase-entityid")]
    if kind == "Q515":
        claims["P1082"] = [statement("P1082", {"amount": f"+{rng.randrange(1000, 900000)}", "unit": "1"}, "quantity")]
    for k in range(2):
        claims[f"P{9000 + k}"] = [statement(f"P{9000 + k}", f"value {rng.randrange(10**9)}", "string")]
    sites = {f"{code}wiki": {"site": f"{code}wiki", "title": latin, "badges": []} for code in LATIN_CODES[:rng.randint(0, 10)]}
    return {"type": "item", "id": f"Q{900000000 + i}", "labels": labels,
            "descriptions": {code: {"language": code, "value": "somebody or something"} for code in LATIN_CODES},
            "aliases": {"en": [{"language": "en", "value": latin + " Major"}]} if i % 2 else [],
            "claims": claims, "sitelinks": sites, "lastrevid": i}


def main():
    count, rng, out = int(sys.argv[1]), random.Random(7), sys.stdout
    out.write("[\n")
    for i in range(count):
        out.write(json.dumps(entity(rng, i), ensure_ascii=False, separators=(",", ":")))
        out.write(",\n" if i + 1 < count else "\n")
    out.write("]\n")


if __name__ == "__main__":
    main()

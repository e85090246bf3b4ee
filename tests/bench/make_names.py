#!/usr/bin/env python3
"""Writes a lexicon folder of invented names: make_names.py NAMES FOLDER

The same number gives the same bytes. Every entity has four names in two alphabets, half of
the entities are persons, so that the compiler derives surnames; some names are shared."""
import os
import random
import sys

SYLLABLES = "ba ko ri ma ten dor vi lu sha pe gor mi an el os tu ve na zi cha".split()
CYRILLIC = "ба ко ри ма тен дор ви лу ша пе гор ми ан ел ос ту ве на зи ча".split()
TYPES = ["PER", "ORG", "PER", "LOC"]


def main():
    count, folder, rng = int(sys.argv[1]) // 4, sys.argv[2], random.Random(7)
    for part in ("names", "facts"):
        os.makedirs(os.path.join(folder, part), exist_ok=True)
    with open(os.path.join(folder, "names", "invented.tsv"), "w", encoding="utf-8") as names, \
            open(os.path.join(folder, "facts", "invented.tsv"), "w", encoding="utf-8") as facts:
        names.write("entity\ttype\tlanguage\tname\trole\n")
        facts.write("entity\tproperty\tvalue\n")
        for i in range(count):
            words = [rng.choices(range(len(SYLLABLES)), k=rng.randint(2, 4)) for _ in range(2)]
            latin = " ".join("".join(SYLLABLES[k] for k in word).capitalize() for word in words)
            cyrillic = " ".join("".join(CYRILLIC[k] for k in word).capitalize() for word in words)
            row = f"wd:Q{900000000 + (i * 7919) % count}\t{TYPES[i % 4]}\t"
            names.write(f"{row}en\t{latin}\tlabel\n{row}mul\t{latin} Major\talias\n{row}ru\t{cyrillic}\tlabel\n{row}uk\t{cyrillic}ко\tlabel\n")
            facts.write(f"wd:Q{900000000 + (i * 7919) % count}\tprominence\t{i % 10}\n")


if __name__ == "__main__":
    main()

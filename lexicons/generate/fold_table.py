#!/usr/bin/env python3
"""Writes src/text/fold_table.c from fold_letters.tsv and Python's Unicode data.

Run in the repository's root: python3 lexicons/generate/fold_table.py
The output holds, for every code point of the basic plane, what normalising and
folding make of it when it stands alone, or that ICU must look at its
neighbours. Unicode never changes the forms of assigned characters; those that
Python does not know yet are left to ICU.
"""
import os
import unicodedata as ud

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "..", "src", "text", "fold_table.c")
SLOW, BREAK, LATIN, CYRILLIC, SAME = 1 << 31, 1 << 30, 1 << 29, 1 << 28, 1 << 27

drop, drop_fold, mapped, letters, twins = {}, {}, {}, {}, []
rules = []
for line in open(os.path.join(HERE, "fold_letters.tsv"), encoding="utf-8"):
    if line.startswith("#") or line.startswith("kind"):
        continue
    kind, span, to = line.rstrip("\n").split("\t")
    to = "" if to == "-" else chr(int(to[2:], 16)) if to.startswith("U+") else to
    first, _, last = span.partition("..")
    first, last = int(first, 16), int(last or first, 16)
    if kind == "homoglyph":
        twins.append((first, ord(to)))
        continue
    rules.append((kind, first, last, to))
    table = {"drop": drop, "drop-fold": drop_fold, "map": mapped, "letter": letters}[kind]
    for cp in range(first, last + 1):
        table[chr(cp)] = to

# First and second halves of canonical compositions: what may still change with its neighbours.
firsts, seconds = set(), set()
for cp in range(0x110000):
    d = ud.decomposition(chr(cp))
    if d and not d.startswith("<") and " " in d:
        a, b = (chr(int(x, 16)) for x in d.split())
        if ud.normalize("NFC", a + b) == chr(cp):
            firsts.add(a)
            seconds.add(b)
seconds |= {chr(c) for c in range(0x1161, 0x1176)} | {chr(c) for c in range(0x11A8, 0x11C3)}
firsts |= {chr(c) for c in range(0x1100, 0x1113)} | {chr(c) for c in range(0xAC00, 0xD7A4, 28)}


def script(c):
    name = ud.name(simple_fold(c), "")
    if not ud.category(c).startswith("L"):
        return ""
    for s in ("LATIN", "GREEK", "CYRILLIC"):
        if name.startswith(s + " "):
            return s
    return ""


def simple_fold(c):
    f = c.casefold()
    if len(f) == 1:
        return f
    low = c.lower()
    return low if len(low) == 1 else c


def fold_one(c):
    c = simple_fold(c)
    if script(c) in ("LATIN", "GREEK"):
        c = simple_fold(ud.normalize("NFD", c)[0])
    c = letters.get(c, c)
    return mapped.get(c, c)


def fold(c):
    if c in drop or c in drop_fold:
        return ""
    out, base = "", ""
    for x in ud.normalize("NFKC", mapped.get(c, c)):
        if x in drop or x in drop_fold:
            continue
        if ud.combining(x) and base in ("LATIN", "GREEK"):
            continue
        if not ud.combining(x):
            base = script(simple_fold(x))
        out += fold_one(x)
    return out


def steady(text):
    """Its first letter never reaches back to what stands before it."""
    return ud.combining(text[0]) == 0 and text[0] not in seconds


def entry(c, folding):
    if ud.category(c) in ("Cn", "Cs"):
        return SLOW
    if c in drop or (folding and c in drop_fold):
        return 0
    d = ud.normalize("NFKD" if folding else "NFD", mapped.get(c, c) if folding else c)
    whole = ud.normalize("NFC", d)
    if not steady(d) or not steady(whole) or (not folding and whole != c):
        return SLOW
    out = fold(c) if folding else mapped.get(c, c)
    data = out.encode("utf-8")
    if not data or len(data) > len(c.encode("utf-8")):
        return SLOW
    flags = 0
    if script(c) == "LATIN":
        flags |= LATIN
    elif script(c) == "CYRILLIC":
        flags |= CYRILLIC
    lettered = folding and (script(c) or any(script(x) for x in whole))
    if not lettered and whole[-1] not in firsts and ud.combining(d[-1]) == 0 and out[-1] not in firsts:
        flags |= BREAK
    if out == c and ord(c) >= 0x80:
        return flags | SAME
    return flags | len(data) << 24 | int.from_bytes(data, "little")


def blocks(folding):
    index, unique, seen = [], [], {}
    for start in range(0, 0x10000, 64):
        row = tuple(entry(chr(cp), folding) for cp in range(start, start + 64))
        if row not in seen or start < 128:  # the ASCII blocks come first, one each
            seen[row] = len(unique)
            unique.append(row)
        index.append(seen[row])
    return index, unique


def c_text(text):
    return '"' + "".join("\\%03o" % b for b in text.encode("utf-8")) + '"'


with open(OUT, "w", encoding="ascii") as out:
    out.write("/* Written by lexicons/generate/fold_table.py; change fold_letters.tsv instead. */\n")
    out.write('#include "text/fold_table.h"\n')
    for name, folding in (("normal", False), ("fold", True)):
        index, unique = blocks(folding)
        out.write(f"\nconst uint16_t kith_{name}_index[1024] = {{")
        for i, v in enumerate(index):
            out.write(("\n  " if i % 24 == 0 else " ") + f"{v},")
        out.write(f"\n}};\n\nconst uint32_t kith_{name}_entries[] = {{")
        for row in unique:
            for i, v in enumerate(row):
                out.write(("\n  " if i % 8 == 0 else " ") + f"0x{v:08x},")
        out.write("\n};\n")
    order = ["drop", "map", "drop-fold", "letter"]
    rules.sort(key=lambda r: r[1])
    out.write("\nconst kith_fold_rule kith_fold_rules[] = {\n")
    for kind, first, last, to in rules:
        out.write(f"  {{0x{first:04x}, 0x{last:04x}, {order.index(kind)}, {c_text(to)}}},\n")
    out.write(f"}};\nconst size_t kith_fold_rule_count = {len(rules)};\n")
    out.write("\nconst kith_fold_twin kith_fold_twins[] = {\n")
    for a, b in sorted(twins):
        out.write(f"  {{0x{a:04x}, 0x{b:04x}}},\n")
    out.write(f"}};\nconst size_t kith_fold_twin_count = {len(twins)};\n")

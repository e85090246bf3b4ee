#!/usr/bin/env python3
"""Writes the place lexicons from CLDR and GeoNames data.

Run from the root of the repository:

    python3 lexicons/generate/places.py

It needs three Debian packages, which users of the program do not need, because the result is committed:

    unicode-cldr-core    names of countries, subdivisions and time-zone cities in all languages (Unicode-DFS-2016)
    libgeonames-common   names of cities by language, keyed by GeoNames id                      (data: CC BY 4.0)
    libtimezonemap-data  kind, country and population of the cities, population of the countries (CC BY 4.0)

and four tables that stand beside this script: country_ids.tsv (ISO code, entity id, English label),
city_labels.tsv (the names by which news knows a city where the sources
have another), city_mistakes.tsv (names in the sources that are none) and ambiguous_names.tsv (names of
towns and provinces that are also everyday words or given names).

It writes names/ and facts/ {countries,subdivisions,cities}.tsv. The same input gives the same bytes.

Rules that decide what is kept:

* A name must be written in a script of its language; everything else is a mistake of the source.
* Latin-script names that most languages share are stated once, as language `mul`, and a language is only
  listed where it differs. An English form that no other language shares stays `en`, so that "Germany" is
  not looked for in a German text.
* Where CLDR and GeoNames disagree about a city, CLDR is the label, because it is reviewed, unless GeoNames
  agrees with the English form: then CLDR holds the spelling of earlier days (Kiev), and that is the alias.
* A city called like a country keeps that name as weak, and is labelled "Luxembourg City".
* A single-word name in ambiguous_names.tsv gets a row of role `weak` for that language, which holds against
  the `mul` row of the same spelling. Capitals and cities of a million are exempt.
* A subdivision that is called like a city of its own country is left to the city, unless the subdivision
  has a name of its own to offer ("Kursk Oblast"); then the bare name is weak.
"""
import collections
import os
import re
import struct
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

CLDR = "/usr/share/unicode/cldr/common"
LOCALE = "/usr/share/locale"
TIMEZONEMAP = "/usr/share/libtimezonemap/ui"
HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.dirname(HERE)

# Cities and subdivisions are limited to these; countries are written in every language of CLDR.
LANGUAGES = ("en ro ru uk bg pl cs sk sl hr sr be mk de nl sv da nb fr es it pt ca el hu fi et lv lt tr he ar fa "
             "hi zh ja ko vi th id ka hy az kk").split()

# Files of the same language under other names; the first one that knows a place gives the label.
CLDR_FILES = {"zh": ["zh", "zh_Hant"], "sr": ["sr", "sr_Latn"], "pt": ["pt", "pt_PT"], "nb": ["no", "nb"],
              "es": ["es", "es_419"], "az": ["az"], "uz": ["uz"], "en": ["en", "en_GB"]}
GEONAMES_FILES = {"zh": ["zh_CN", "zh", "zh_TW"], "nb": ["nb", "nn"], "pt": ["pt", "pt_BR"],
                  "sr": ["sr", "sr_ME"]}

CITY_POPULATION = 100_000
LOWER_FLOOR = {"MD": 10_000, "RO": 40_000, "UA": 40_000}    # countries whose towns the news of the region names
SURE_POPULATION = 1_000_000     # from here on a name is taken at its word, even if it is also a common one
COUNTRY_POPULATION = 3_000_000  # below, subdivisions are parishes and villages that news does not name
SMALL_BUT_COVERED = {"MD", "ME", "EE", "CY"}
BY_CITIES_ONLY = {"PS"}         # whose governorates are all called like their towns
SUBDIVISIONS_AT_MOST = 100      # above, the first level is municipalities

APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u02bb\u00b4\u0060\u02b9\u2032\u02be\u02bf"), "'")
CEDILLAS = str.maketrans("\u0163\u0162", "\u021b\u021a")
ROMANIAN_S = str.maketrans("\u015f\u015e", "\u0219\u0218")
SERBIAN = dict(zip("абвгдђежзијклмнопрстћуфхцчш",
                   "a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š".split()))
SERBIAN.update({"љ": "lj", "њ": "nj", "џ": "dž"})


def clean(text, language, country=""):
    """One spelling for what sources write in several ways."""
    text = unicodedata.normalize("NFC", text).translate(APOSTROPHES).translate(CEDILLAS)
    if language == "ro" or (country in ("RO", "MD") and language not in ("tr", "az", "kk", "ku", "tk", "crh", "gag")):
        text = text.translate(ROMANIAN_S)
    # "Вашингтон²": GeoNames and CLDR number places of one name
    text = "".join(c for c in text if unicodedata.category(c) != "No")
    text = "".join(c for c in text if unicodedata.category(c) != "Cf" or language in ("fa", "hi", "mr", "ne", "kn", "ml"))
    return re.sub(r"\s+", " ", text).strip()


def script_of(character):
    """The script of a letter as the first word of its Unicode name; marks and digits have none."""
    if not character.isalpha():
        return None
    name = unicodedata.name(character, "").split(" ")
    if name[0] == "MODIFIER":
        return None
    return {"CJK": "HAN", "KATAKANA-HIRAGANA": "KATAKANA", "HALFWIDTH": "KATAKANA"}.get(name[0], name[0])


def scripts_in(text):
    return {script_of(c) for c in text} - {None}


SCRIPT_NAMES = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Hebr": "HEBREW", "Grek": "GREEK",
                "Armn": "ARMENIAN", "Geor": "GEORGIAN", "Deva": "DEVANAGARI", "Beng": "BENGALI", "Guru": "GURMUKHI",
                "Gujr": "GUJARATI", "Orya": "ORIYA", "Taml": "TAMIL", "Telu": "TELUGU", "Knda": "KANNADA",
                "Mlym": "MALAYALAM", "Sinh": "SINHALA", "Thai": "THAI", "Laoo": "LAO", "Mymr": "MYANMAR",
                "Khmr": "KHMER", "Tibt": "TIBETAN", "Ethi": "ETHIOPIC", "Hans": "HAN", "Hant": "HAN", "Hang": "HANGUL",
                "Cher": "CHEROKEE", "Yiii": "YI", "Vaii": "VAI", "Tfng": "TIFINAGH", "Nkoo": "NKO", "Adlm": "ADLAM",
                "Cakm": "CHAKMA", "Olck": "OL", "Mtei": "MEETEI", "Rohg": "HANIFI", "Syrc": "SYRIAC", "Mong": "MONGOLIAN"}


def load_scripts():
    """Language -> set of scripts it may be written in, from CLDR's likely subtags."""
    scripts = {}
    tree = ElementTree.parse(CLDR + "/supplemental/likelySubtags.xml")
    for tag in tree.iter("likelySubtag"):
        source, target = tag.get("from"), tag.get("to").split("_")
        if "_" not in source and target[1] in SCRIPT_NAMES:
            scripts[source] = {SCRIPT_NAMES[target[1]]}
    scripts["ja"] = {"HAN", "HIRAGANA", "KATAKANA"}
    scripts["ko"] = {"HANGUL"}
    scripts["sr"] = {"CYRILLIC", "LATIN"}
    scripts["nb"] = scripts["no"] = {"LATIN"}
    scripts["kk"] = {"CYRILLIC"}
    return scripts


def in_script(text, language, scripts):
    """True if the name has letters, all of one script, and that script is the language's."""
    found = scripts_in(text)
    allowed = scripts.get(language, {"LATIN"})
    return bool(found) and found <= allowed and (len(found) == 1 or language == "ja")


def serbian_latin(text):
    out = []
    for c in text:
        low = SERBIAN.get(c.lower(), c)
        out.append(low.capitalize() if c.isupper() and low != c else low)
    return "".join(out)


# ---------------------------------------------------------------------------------------------- sources

def read_table(path, columns):
    rows = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) != columns:
                sys.exit(f"{path}: {len(cells)} columns instead of {columns}: {line!r}")
            rows.append(cells)
    return rows[1:]


def read_ids():
    """ISO code -> (entity, English label)."""
    return {code: (entity, label) for code, entity, label in read_table(HERE + "/country_ids.tsv", 3)}


def read_ambiguous():
    """Set of (language, lower-case name)."""
    return {(language, name) for language, name, why in read_table(HERE + "/ambiguous_names.tsv", 3)}


def read_mo(path):
    """A gettext catalogue as a dictionary. The format is fixed: magic, revision, count, two offset tables."""
    with open(path, "rb") as f:
        data = f.read()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, keys, values = struct.unpack_from(order + "3I", data, 8)
    entries = {}
    for i in range(count):
        length, at = struct.unpack_from(order + "2I", data, keys + 8 * i)
        key = data[at:at + length].decode("utf-8")
        length, at = struct.unpack_from(order + "2I", data, values + 8 * i)
        entries[key] = data[at:at + length].decode("utf-8")
    return entries


def read_city_facts():
    """GeoNames id -> (name, feature code, country, population) of the cities that are in. Two whose names
    begin alike, of one country and the same population, are one city that was entered twice: the first stands."""
    cities, seen = {}, set()
    with open(TIMEZONEMAP + "/cities15000.txt", encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            if c[6] == "P" and (c[7] == "PPLC" or int(c[14]) >= LOWER_FLOOR.get(c[8], CITY_POPULATION)) and c[7] not in ("PPLX", "PPLH", "PPLQ"):
                counted = (c[1][:5], c[8], c[14])
                if counted not in seen:
                    cities[c[0]] = (c[1], c[7], c[8], int(c[14]), c[3].split(","))
                seen.add(counted)
    return cities


def read_country_population():
    population = {}
    with open(TIMEZONEMAP + "/countryInfo.txt", encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            if len(c) > 7 and len(c[0]) == 2 and c[7].isdigit():
                population[c[0]] = int(c[7])
    return population


def cldr_files(folder, language):
    for name in CLDR_FILES.get(language, [language]):
        path = f"{CLDR}/{folder}/{name}.xml"
        if os.path.exists(path):
            yield path


def settled(element):
    return element.get("draft") not in ("unconfirmed", "provisional") and element.text not in (None, "↑↑↑")


def read_territories(language):
    """Code -> list of (name, alt) in the order of the files, and the word that joins two items of a list."""
    names, joint = collections.defaultdict(list), None
    for path in cldr_files("main", language):
        root = ElementTree.parse(path).getroot()
        for t in root.iterfind("localeDisplayNames/territories/territory"):
            if settled(t):
                names[t.get("type")].append((t.text, t.get("alt")))
        if joint is None:
            for pattern in root.iterfind("listPatterns/listPattern"):
                if pattern.get("type") in (None, "standard"):
                    for part in pattern.iterfind("listPatternPart"):
                        if part.get("type") == "2" and part.text and "{0}" in part.text:
                            joint = part.text.replace("{0}", "").replace("{1}", "")
    return names, joint


def read_zone_cities(language):
    """Time zone -> list of names of its city."""
    names = collections.defaultdict(list)
    for path in cldr_files("main", language):
        for zone in ElementTree.parse(path).getroot().iterfind("dates/timeZoneNames/zone"):
            city = zone.find("exemplarCity")
            if city is not None and settled(city):
                names[zone.get("type")].append(city.text)
    return names


def read_zone_countries():
    """Time zone -> country: a zone's short key starts with the code of its country."""
    countries = {}
    for key in ElementTree.parse(CLDR + "/bcp47/timezone.xml").iter("type"):
        for zone in (key.get("alias") or "").split():
            countries[zone] = key.get("name")[:2].upper()
    return countries


def read_subdivisions(language):
    names = collections.defaultdict(list)
    for path in cldr_files("subdivisions", language):
        for s in ElementTree.parse(path).iter("subdivision"):
            if settled(s):
                names[s.get("type")].append(s.text)
    return names


def read_first_level():
    """Country -> codes of its first-level subdivisions, as CLDR writes them (uacr, mdba)."""
    levels = {}
    for group in ElementTree.parse(CLDR + "/supplemental/subdivisions.xml").iter("subgroup"):
        if group.get("type").isupper() and len(group.get("type")) == 2:
            levels[group.get("type")] = group.get("contains").split()
    return levels


# ---------------------------------------------------------------------------------------------- names

ROLE_ORDER = {r: i for i, r in enumerate("label alias short acronym former weak demonym metonym".split())}


class Names:
    """The names of one set: entity -> language -> name -> role; the first label of a language stands."""

    def __init__(self):
        self.rows = collections.defaultdict(lambda: collections.defaultdict(dict))

    def add(self, entity, language, name, role):
        names = self.rows[entity][language]
        if role == "label" and "label" in names.values() and names.get(name) != "label":
            role = "alias"
        if name not in names or ROLE_ORDER[role] < ROLE_ORDER[names[name]]:
            names[name] = role

    def labels(self, entity):
        return {language: name for language, names in self.rows[entity].items()
                for name, role in names.items() if role == "label"}

    def share(self, entity, scripts, guessed=False):
        """State once, as `mul`, the English label that other Latin-script languages write the same way.

        With `guessed`, a label no language contradicts is taken to be shared: small cities have few names."""
        languages = self.rows[entity]
        labels = self.labels(entity)
        label = labels.get("en")
        if label is None:
            return
        latin = [l for l in labels if l != "en" and scripts.get(l, {"LATIN"}) == {"LATIN"}]
        same = [l for l in latin if labels[l] == label]
        if not same and (latin or not guessed):
            return
        english = languages.pop("en")
        languages["mul"] = {label: "label"}
        for name, role in english.items():
            if name != label:
                languages["en"][name] = role
        for language in list(languages):
            if language != "mul" and scripts.get(language, {"LATIN"}) & {"LATIN"}:
                languages[language].pop(label, None)
                if not languages[language]:
                    del languages[language]

    def settle(self):
        """A language whose label was shared away but kept aliases needs none; one that has only aliases and
        no `mul` to fall back on gets its first alias as label."""
        for languages in self.rows.values():
            for language, names in languages.items():
                if "label" not in names.values() and not ("mul" in languages and all(
                        scripts_in(n) == {"LATIN"} for n in names)):
                    best = min((n for n in names if names[n] != "weak"), key=lambda n: (ROLE_ORDER[names[n]], n), default=None)
                    if best is not None:
                        names[best] = "label"

    def write(self, path, note):
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write(f"# Generated by lexicons/generate/places.py; edit that, not this. {note}\n")
            f.write("entity\ttype\tlanguage\tname\trole\n")
            for entity in sorted(self.rows):
                for language in sorted(self.rows[entity]):
                    names = self.rows[entity][language]
                    for name in sorted(names, key=lambda n: (ROLE_ORDER[names[n]], n)):
                        f.write(f"{entity}\tLOC\t{language}\t{name}\t{names[name]}\n")


def write_facts(path, facts, note):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(f"# Generated by lexicons/generate/places.py; edit that, not this. {note}\n")
        f.write("entity\tproperty\tvalue\n")
        for entity, key, value in sorted(set(facts)):
            f.write(f"{entity}\t{key}\t{value}\n")


def is_acronym(name):
    letters = [c for c in name if c.isalpha()]
    return 2 <= len(letters) <= 5 and all(c.isupper() for c in letters) and " " not in name


# ---------------------------------------------------------------------------------------------- countries

def spellings(name, joint):
    """The forms that follow from CLDR's display style: "Antigua & Barbuda", "Myanmar (Burma)", "St. Lucia"."""
    forms = [name]
    if " & " in name and joint:
        forms.insert(0, name.replace(" & ", joint))
    bare = re.sub(r"\s*[(（][^()（）]*[)）]$", "", name)
    if bare and bare != name:
        forms.insert(0, bare)
    return forms


def make_countries(ids, scripts, ambiguous, population):
    names, facts = Names(), []
    countries = {code: value for code, value in ids.items() if "-" not in code}
    languages = {}
    for file in sorted(os.listdir(CLDR + "/main")):
        base = file[:-4].split("_")[0]
        if file == base + ".xml" and base not in ("root", "no"):
            languages[base] = None
    languages["nb"] = None
    for language in sorted(languages):
        territories, joint = read_territories(language)
        # A bare name that two countries share after its bracket is gone ("Congo") would name neither.
        bare = collections.Counter(spellings(clean(n, language), joint)[0] for c in countries for n, alt in territories[c][:1])
        for code, (entity, label) in countries.items():
            if language == "en":
                names.add(entity, "en", label, "label")
            given = territories.get(code, [])
            if code in ("HK", "MO", "PS"):  # the full form is a legal formula, the short one is the name
                given = sorted(given, key=lambda n: n[1] != "short")
            for text, alt in given:
                text = clean(text, language, code)
                if text == code or not in_script(text, language, scripts):
                    continue
                forms = spellings(text, joint)
                if bare[forms[0]] > 1 or code in ("CD", "CG"):
                    forms = [re.sub(r" [-\u2013] ", "-", forms[-1])]
                elif forms[-1].endswith((")", "）")):
                    forms.pop()
                for form in forms:
                    role = "acronym" if is_acronym(form) and scripts_in(form) <= {"LATIN", "CYRILLIC"} else "label"
                    if not names.rows[entity][language] or role == "acronym":
                        names.add(entity, language, form, role)
                    else:
                        names.add(entity, language, form, "alias")
        if language == "en":
            for code, (entity, label) in countries.items():
                for name in list(names.rows[entity]["en"]):
                    if name.startswith("St. "):
                        names.add(entity, "en", "Saint " + name[4:], "alias")
    for code, (entity, label) in countries.items():
        names.settle()
        names.share(entity, scripts)
        for language, rows in names.rows[entity].items():
            rows.update((name, "weak") for name in rows if (language, name.lower()) in ambiguous)
        facts += [(entity, "kind", "country"), (entity, "country", code)]
        if population.get(code):
            facts.append((entity, "population", str(population[code])))
    return names, facts


# ---------------------------------------------------------------------------------------------- cities

def match_zones(cities, english):
    """City -> time zones named after it. Names are compared without marks; the largest city of a name wins."""
    def key(name):
        return re.sub(r"[^a-z]", "", unicodedata.normalize("NFD", name).lower())

    by_name = {}
    for city, (name, kind, country, people, others) in sorted(cities.items(), key=lambda c: c[1][3]):
        for n in [*others, name, english.get(city, name)]:
            by_name[(country, key(n))] = city
    for city, (name, kind, country, people, others) in sorted(cities.items(), key=lambda c: c[1][3]):
        by_name[(country, key(english.get(city, name)))] = city
    zones = collections.defaultdict(list)
    for zone, country in sorted(read_zone_countries().items()):
        city = by_name.get((country, key(zone.rsplit("/", 1)[-1])))
        if city and "/" in zone and not zone.startswith("Etc/"):
            zones[city].append(zone)
    return zones


CITY_STATES = {"SG", "MC", "VA", "GI", "HK", "MO"}       # the country or territory is the city
NAME_OF_A_REGION = {"281133"}                            # Gaza: the bare name means the land around


def make_cities(scripts, ambiguous, country_names):
    names, facts = Names(), []
    cities = {c: facts for c, facts in read_city_facts().items() if facts[2] not in CITY_STATES}
    countries = collections.defaultdict(set)  # language -> names of countries
    for spelled in all_names(country_names).values():
        for language, name in spelled:
            countries[language].add(name)
    english = read_mo(f"{LOCALE}/en/LC_MESSAGES/geonames.mo")
    mistakes = set(map(tuple, read_table(HERE + "/city_mistakes.tsv", 3)))
    news_labels = {(c, l): n for c, l, n in read_table(HERE + "/city_labels.tsv", 3)}
    zones = match_zones(cities, english)
    for language in LANGUAGES:
        catalogues = [read_mo(p) for p in (f"{LOCALE}/{f}/LC_MESSAGES/geonames.mo" for f in
                                          GEONAMES_FILES.get(language, [language])) if os.path.exists(p)]
        exemplars = read_zone_cities(language)
        for city, (name, kind, country, people, others) in cities.items():
            entity = "gn:" + city
            spelled = [clean(c[city], language, country) for c in catalogues if city in c]
            reviewed = [clean(n, language, country) for z in zones[city] for n in exemplars.get(z, [])]
            if (city, language) in news_labels:
                names.add(entity, language, news_labels[(city, language)], "label")
            if language == "en" and not any(in_script(n, "en", scripts) for n in spelled + reviewed):
                spelled = [clean(name, "en", country)]
            spelled = [n for n in spelled if in_script(n, language, scripts) and (city, language, n) not in mistakes]
            reviewed = [n for n in reviewed if in_script(n, language, scripts) and (city, language, n) not in mistakes]
            common = names.labels(entity).get("en")
            if spelled and spelled[0] == common or language == "en":
                reviewed, spelled = spelled, reviewed
            for n in reviewed + spelled:
                # "Paris (Texas)", "Bergen, Norway" are titles of pages, not names
                n = re.split(r"\s*[,(（]", n)[0] if country != "US" or not n.startswith("Washington") else n
                if n and in_script(n, language, scripts) and not n.isupper() or scripts_in(n) - {"LATIN", "CYRILLIC", "GREEK"}:
                    names.add(entity, language, n, "label")
            if language == "sr":
                for n in list(names.rows[entity].get("sr", ())):
                    if scripts_in(n) == {"CYRILLIC"}:
                        names.add(entity, "sr", serbian_latin(n), "alias")
    for city, (name, kind, country, people, others) in cities.items():
        entity = "gn:" + city
        if entity not in names.rows:
            continue
        give_way(names, city, countries, scripts)
        names.share(entity, scripts, guessed=True)
        if kind != "PPLC" and people < SURE_POPULATION:
            weaken(names, entity, ambiguous, scripts)
        facts += [(entity, "country", country), (entity, "kind", "city")]
        if people:
            facts.append((entity, "population", str(people)))
        if kind == "PPLC":
            facts.append((entity, "capital_of", country))
    names.settle()
    return names, facts, cities


def give_way(names, city, countries, scripts):
    """A bare name that is a country's (Luxembourg, Алжир) means the country: the city keeps it as weak only."""
    entity = "gn:" + city
    rows = names.rows[entity]
    for language in list(rows):
        shared = countries["mul"] if scripts.get(language, {"LATIN"}) & {"LATIN"} else ()
        for name in list(rows[language]):
            if city in NAME_OF_A_REGION and language != "en" or name in countries[language] or name in shared:
                rows[language][name] = "weak"
    if "en" not in names.labels(entity):
        rows["en"][min(rows["en"]) + " City"] = "label"


def weaken(names, entity, ambiguous, scripts):
    """Make ambiguous single words weak: in place where the language has its own row, beside `mul` elsewhere."""
    languages = names.rows[entity]
    label = names.labels(entity).get("en")
    if label and ("en", label.lower()) in ambiguous:  # the label stands as `mul`, so that English can weaken it
        del languages["en"][label]
        languages["mul"][label] = "label"
    for language in LANGUAGES:
        shared = languages.get("mul", {}) if scripts.get(language, {"LATIN"}) & {"LATIN"} else {}
        own = language in languages and "label" in languages[language].values()
        for name in [*languages.get(language, {}), *shared]:
            if (language, name.lower()) in ambiguous and not (name in shared and own and name not in languages[language]):
                languages[language][name] = "weak"


# ---------------------------------------------------------------------------------------------- subdivisions

# What a county or district is called where its bare name is that of its town; {} is the bare name.
GENERIC = {
    "RO": {"en": "{} County", "ro": "județul {}", "de": "Kreis {}", "fr": "județ de {}", "ru": "жудец {}",
           "uk": "повіт {}", "pl": "okręg {}", "it": "distretto di {}", "es": "distrito de {}", "bg": "окръг {}"},
    "MD": {"en": "{} District", "ro": "raionul {}", "fr": "raion de {}", "it": "distretto di {}",
           "es": "distrito de {}"},
}


# Words for a subdivision that CLDR writes before some names in Cyrillic ("Провінція Рутана"); texts say the name alone
# too. In Latin letters the name that languages share is there.
HEADS = {"uk": "Провінція Регіон Муніципалітет Префектура Округ Район Департамент", "bg": "Провинция Регион Окръг Департамент Префектура",
         "ru": "Провинция Регион Муниципалитет Префектура Округ Район Департамент"}


# Wholes that are countries, and what is one with a city, an island, a river or a region that has rows of its own
# in other files (the Crimea, Transnistria, Java, the Nile), which would make a second node of it.
BY_HAND = {"gbukm", "gbeaw", "gbgbn", "usdc", "ua43", "mdga", "mdsn", "mdcu", "mdba", "mdbd", "ua30", "ua40", "rob",
           "rumow", "ruspe", "rskm", "bf12", "idjw", "idsl", "idsm", "tz09", "escn", "sdnr", "sdnb", "pswbk", "psgza"}


def iso_code(code):
    return code[:2].upper() + "-" + code[2:].upper()


def make_subdivisions(ids, scripts, population, ambiguous, city_names, cities, country_names):
    names, facts = Names(), []
    codes = []
    for country, contained in sorted(read_first_level().items()):
        if country not in BY_CITIES_ONLY and len(contained) <= SUBDIVISIONS_AT_MOST and (population.get(country, 0) >= COUNTRY_POPULATION
                                                       or country in SMALL_BUT_COVERED):
            codes += contained
    codes = [c for c in codes if c not in BY_HAND]
    by_language = {language: read_subdivisions(language) for language in LANGUAGES}
    everywhere = all_names(city_names)
    of_countries = all_names(country_names, weak=True)
    # by language: the names of the cities of a country, of cities that no known province outshines, of all cities
    local, great, any_city = (collections.defaultdict(set) for _ in range(3))
    for city, (name, kind, country, people, others) in cities.items():
        for language, spelled in everywhere.get("gn:" + city, ()):
            local[(country, language)].add(spelled)
            any_city[language].add(spelled)
            if kind == "PPLC" or people >= SURE_POPULATION:
                great[language].add(spelled)
    abroad = collections.defaultdict(set)
    for entity, rows in of_countries.items():
        for language, spelled in rows:
            abroad[language].add(spelled)

    def taken(language, name, table):
        """True if a city has the name; Latin-script languages write each other's forms, so they are one."""
        return name in table[language] or (scripts.get(language, {"LATIN"}) & {"LATIN"} and name in table["mul"])

    plain = collections.defaultdict(lambda: collections.defaultdict(set))  # language -> name -> codes
    for language, table in by_language.items():
        for code in codes:
            for n in table.get(code, []):
                plain[language][clean(n, language, code[:2].upper())].add(code)

    for code in codes:
        country, iso = code[:2].upper(), iso_code(code)
        known = ids.get(iso)
        entity = known[0] if known else "iso:" + iso
        local_table = {l: local[(country, l)] for l in [*LANGUAGES, "mul"]}
        local_table["mul"] = set().union(*(t for l, t in local_table.items() if scripts.get(l, {"LATIN"}) == {"LATIN"}))
        if known and taken("en", known[1], local_table):
            continue  # Berlin, Geneva, Beijing: one node, the city's
        found = Names()
        for language in LANGUAGES:
            if known and language == "en":
                found.add(entity, "en", known[1], "label")
            for n in by_language[language].get(code, []):
                n = clean(n, language, country)
                n = re.sub(r"^[Mm]unicipiul ", "", re.split(r"\s*[,(（]", n)[0])
                if not in_script(n, language, scripts) or n.isupper() and len(n) < 4 and scripts_in(n) <= {"LATIN"}:
                    continue
                in_town = taken(language, n, local_table)
                clash = (in_town or taken(language, n, great if known else any_city) or taken(language, n, abroad)
                         or len(plain[language][n]) > 1
                         or known and language == "en" and known[1].startswith(n + " "))
                generic = GENERIC.get(country, {}).get(language)
                if generic and " " not in n:
                    found.add(entity, language, generic.format(n), "label")
                    found.add(entity, language, n, "weak" if clash or country == "MD" else "alias")
                elif clash:
                    others = plain[language][n] - {code}
                    rival = any(iso_code(o) in ids for o in others if o[:2] == code[:2])
                    if known and not in_town and others and not rival:
                        found.add(entity, language, n, "label")   # Punjab: the verified one is the known one
                    elif known and (language == "en" or found.labels(entity).get(language)):
                        found.add(entity, language, n, "weak")
                elif (language, n.lower()) in ambiguous and " " not in n:
                    if found.labels(entity).get(language):
                        found.add(entity, language, n, "weak")
                else:
                    found.add(entity, language, n, "label")
                    head, _, bare = n.partition(" ")
                    if head in HEADS.get(language, "").split() and bare[:1].isupper() and " " not in bare:
                        found.add(entity, language, bare, "weak" if taken(language, bare, any_city) or taken(language, bare, abroad)
                                  or plain[language][bare] or (language, bare.lower()) in ambiguous or len(bare) < 5 else "alias")
            if language == "sr":
                for n in list(found.rows[entity].get("sr", ())):
                    if scripts_in(n) == {"CYRILLIC"}:
                        found.add(entity, "sr", serbian_latin(n), "alias")
        if "en" not in found.labels(entity):
            continue  # without an English name there is nothing to call the node
        found.share(entity, scripts)
        names.rows[entity] = found.rows[entity]
        facts += [(entity, "country", country), (entity, "kind", "subdivision")]
    names.settle()
    return names, facts


def all_names(names, weak=False):
    """Entity -> (language, name) of everything that stands on its own, or of all."""
    return {entity: [(language, n) for language, rows in languages.items() for n, role in rows.items() if weak or role != "weak"]
            for entity, languages in names.rows.items()}


def main():
    for path in (CLDR, f"{LOCALE}/en/LC_MESSAGES/geonames.mo", TIMEZONEMAP):
        if not os.path.exists(path):
            sys.exit(f"places.py: {path} is missing; install unicode-cldr-core, libgeonames-common and libtimezonemap-data")
    ids, scripts, ambiguous = read_ids(), load_scripts(), read_ambiguous()
    population = read_country_population()
    countries, country_facts = make_countries(ids, scripts, ambiguous, population)
    cities, city_facts, selected = make_cities(scripts, ambiguous, countries)
    subdivisions, subdivision_facts = make_subdivisions(ids, scripts, population, ambiguous, cities, selected, countries)
    cldr, geonames = "Names: Unicode CLDR 41.", "Names: GeoNames (CC BY 4.0) and Unicode CLDR 41."
    countries.write(OUT + "/names/countries.tsv", cldr)
    subdivisions.write(OUT + "/names/subdivisions.tsv", cldr)
    cities.write(OUT + "/names/cities.tsv", geonames)
    write_facts(OUT + "/facts/countries.tsv", country_facts, "Population: GeoNames (CC BY 4.0).")
    write_facts(OUT + "/facts/subdivisions.tsv", subdivision_facts, "")
    write_facts(OUT + "/facts/cities.tsv", city_facts, "Facts: GeoNames (CC BY 4.0).")
    for label, names in (("countries", countries), ("subdivisions", subdivisions), ("cities", cities)):
        rows = sum(len(n) for languages in names.rows.values() for n in languages.values())
        print(f"{label}: {len(names.rows)} entities, {rows} names", file=sys.stderr)


if __name__ == "__main__":
    main()

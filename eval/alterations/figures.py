"""Wrong figures: the number, its unit or scale, what bounds it, how many of a kind, and whose figure it is."""

from __future__ import annotations

import re
from random import Random

from eval.alterations.edits import Way, applied, replaced, swaps, tidy, words
from eval.alterations.origin import Origin

__all__ = [
    "bound",
    "number",
    "number_words",
    "parallel",
    "percentage",
    "quantifier",
    "scale",
    "score_or_era",
    "swapped_figures",
    "unit",
]

_NUMERAL = re.compile(r"(?<![\w.,/:’'-])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
r"\d+(?:[.,]\d+)?)(?![\w/:’-]|[.,]\d)")  # fmt: skip
_MONTH = {
    "es": r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)",
    "en": r"(?:January|February|March|April|May|June|July|August|September|October|November|December)",
}
_BEFORE_DAY = re.compile(r"(?:\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo),? |\bdía |\bhace )$")
_BEFORE_HOUR = re.compile(r"\b(?:las|la|at) $")
_NUMBER_WORDS = {
    "es": (
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta "
        "cincuenta sesenta setenta ochenta noventa cien"
    ).split(),
    "en": (
        "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty "
        "eighty ninety"
    ).split(),
}
_ORDINALS = {
    "es": "segundo tercero cuarto quinto sexto séptimo octavo|segunda tercera cuarta quinta sexta séptima octava",
    "en": "second third fourth fifth sixth seventh eighth",
}
_DOZENS = {"es": ("decenas", "centenares", "miles"), "en": ("dozens", "hundreds", "thousands")}
_UNITS = {
    "es": (
        "euros/dólares/libras/pesos/yenes",
        "kilómetros/metros/millas/centímetros",
        "km/m/cm",
        "kilos/toneladas/gramos/litros",
        "kg/g",
        "mg/g/ml",
        "años/meses/semanas/siglos",
        "días/semanas/meses/horas",
        "horas/minutos/días/segundos",
        "hectáreas/acres/metros cuadrados",
        "grados/kelvin",
        "megavatios/kilovatios/gigavatios",
        "pies/metros/pulgadas",
    ),
    "en": (
        "dollars/euros/pounds/yen",
        "kilometres/metres/miles/feet",
        "miles/metres/feet/yards",
        "feet/metres/inches",
        "km/m/cm",
        "mi/km/ft",
        "years/months/weeks/centuries",
        "months/years/days",
        "days/weeks/hours",
        "hours/minutes/days/seconds",
        "tons/kilos/ounces",
        "acres/hectares/square feet",
        "yards/feet/metres",
        "degrees/kelvin",
    ),
}
_SCALES = {
    "es": (
        ("millones", "miles"),
        ("mil millones", "millones"),
        ("millones", "billones"),
        ("millón", "billón"),
        ("mil", "millones de"),
        ("miles de", "millones de"),
        ("millones de", "miles de"),
        ("cientos de", "decenas de"),
        ("decenas de", "miles de"),
    ),
    "en": (
        ("million", "thousand"),
        ("million", "billion"),
        ("billion", "million"),
        ("trillion", "billion"),
        ("thousand", "million"),
        ("thousands of", "millions of"),
        ("millions of", "thousands of"),
        ("hundreds of", "millions of"),
    ),
}


def _plain_numerals(text: str, language: str) -> list[re.Match[str]]:
    """Numerals that are neither a year, nor a day of a month, nor an hour."""
    return [m for m in _NUMERAL.finditer(text) if not _is_time(text, m, language)]


def _is_time(text: str, found: re.Match[str], language: str) -> bool:
    month = _MONTH[language]
    before, behind = text[: found.start()], text[found.end() :]
    year = re.fullmatch(r"1[0-9]\d\d|20\d\d", found[0]) is not None
    return (
        year
        or re.match(rf"(?: de|,)? {month}\b", behind) is not None
        or re.search(rf"\b{month} (?:de )?$", before) is not None
        or (_BEFORE_DAY.search(before) is not None and not before.endswith("hace "))
        or (_BEFORE_HOUR.search(before) is not None and re.match(r" (?:de la|horas|[ap]\.?m)", behind) is not None)
    )


def number(origin: Origin, chance: Random) -> str | None:
    """Another figure: a digit off, digits exchanged, ten times as much, or one that the article gives elsewhere."""
    others = [m[0] for s in origin.siblings for m in _plain_numerals(s, origin.language)]
    ways: list[Way] = []
    for found in _plain_numerals(origin.text, origin.language):
        new = [*_misprints(found[0], chance), *chance.sample(others, min(1, len(others)))]
        ways.extend((found.span(), other) for other in new if _amount(other) != _amount(found[0]))
    return applied(origin.text, ways, chance)


def _misprints(old: str, chance: Random) -> list[str]:
    places = [i for i, c in enumerate(old) if c.isdigit()]
    place = chance.choice(places)
    digit = chance.choice([d for d in ("123456789" if place == 0 else "0123456789") if d != old[place]])
    made = [old[:place] + digit + old[place + 1 :]]
    exchanged = [i for i in places[:-1] if old[i : i + 2].isdigit() and old[i] != old[i + 1] and old[i + 1] != "0"]
    if exchanged:
        i = exchanged[0]
        made.append(old[:i] + old[i + 1] + old[i] + old[i + 2 :])
    if old.isdigit() and len(old) < 4:
        made.append(old + "0")
    return made


def _amount(numeral: str) -> str:
    """Digits without marks and without zeros behind a decimal mark, to tell whether two numerals are the same."""
    whole, mark, rest = re.sub(r"[.,](?=\d{3}\b)", "", numeral).replace(",", ".").partition(".")
    return (whole + mark + rest).rstrip("0").rstrip(".") if mark else whole


def number_words(origin: Origin, chance: Random) -> str | None:
    """Another number where it is written in letters: cardinals, ordinals, dozens."""
    lists = [_NUMBER_WORDS[origin.language], *(o.split() for o in _ORDINALS[origin.language].split("|"))]
    lists.append(list(_DOZENS[origin.language]))
    ways = [
        way
        for one in lists
        for old in one
        for way in swaps(origin.text, [(old, chance.choice([w for w in one if w != old]))])
        if not _compound(origin.text, way[0])
    ]
    return applied(origin.text, ways, chance)


def _compound(text: str, span: tuple[int, int]) -> bool:
    """Whether a number is part of another one: «treinta y siete», "fifty-six"."""
    if re.search(r"(?:nta y |-)$", text[: span[0]]):
        return True
    return re.match(r" y (?:un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)|-", text[span[1] :]) is not None


def unit(origin: Origin, chance: Random) -> str | None:
    """The same figure in another unit."""
    ways: list[Way] = []
    for group in _UNITS[origin.language]:
        names = group.split("/")
        for old in names:
            behind = r"(?<=\d )" if len(old) < 3 else r"(?:(?<=\d )|(?<=illones de )|(?<=mil )|(?<=illion ))"
            new = chance.choice([n for n in names if n != old])
            ways.extend((m.span(), new) for m in re.finditer(rf"{behind}{old}\b", origin.text))
    return applied(origin.text, ways, chance)


def scale(origin: Origin, chance: Random) -> str | None:
    """Thousands for millions and the like."""
    ways: list[Way] = []
    for old, new in _SCALES[origin.language]:
        before = "" if old.endswith((" de", " of")) else r"(?<=\d )"
        ways.extend(
            (m.span(), new if not origin.text[m.end() :].startswith(" de") else new.removesuffix(" de"))
            for m in re.finditer(rf"{before}\b{old}\b", origin.text)
        )
    return applied(origin.text, ways, chance, fresh=False)


def percentage(origin: Origin, chance: Random) -> str | None:
    """Another share, or points for a share."""
    text = origin.text
    points = {"es": " puntos porcentuales", "en": " percentage points"}[origin.language]
    ways: list[Way] = []
    for found in re.finditer(r"(\d+(?:[.,]\d+)?)(\s?%| por ciento| per ?cent\b)", text):
        share = found[1]
        ways.append((found.span(2), points))
        ways.extend((found.span(1), other) for other in _misprints(share, chance)[:2])
        if share.isdigit() and 0 < int(share) < 100 and int(share) != 50:
            ways.append((found.span(1), str(100 - int(share))))
    ways.extend(
        (found.span(), " %")
        for found in re.finditer(r"(?<=\d) (?:puntos(?: porcentuales)?|(?:percentage )?points)\b", text)
    )
    return applied(text, ways, chance, fresh=False)


_CONTEST = re.compile(
    r"\b(?:gan[óa]\w*|perd\w+|empat\w+|venc\w+|derrot\w+|gol\w*|marcador|triunf\w+|victoria|partido|global|votos|"
    r"won|lost|beat|defeat\w+|victory|score\w*)\b"
)
"""Without any of these, two figures with a dash between them are hardly a result."""


def score_or_era(origin: Origin, chance: Random) -> str | None:
    """A result turned round, or a year before our era put into it and the other way round."""
    ways: list[Way] = [
        (m.span(), f"{m[3]}{m[2]}{m[1]}")
        for m in re.finditer(r"(?<![\w-])(\d{1,3})([-–]| a )(\d{1,3})(?![\w-])", origin.text)
        if m[1] != m[3]
        and _CONTEST.search(origin.text)
        and not re.match(r" (?:años|meses|días|horas|euros|years|days)", origin.text[m.end() :])
        and (m[2] != " a " or re.search(r"\b(?:ganó|perdió|venció|derrotó)\b", origin.text))
    ]
    eras = (("a. C.", "d. C."), ("d. C.", "a. C."), ("a.C.", "d.C."), ("antes de Cristo", "después de Cristo"),
            ("BC", "AD"), ("AD", "BC"), ("BCE", "CE"), ("CE", "BCE"))  # fmt: skip
    ways += [(m.span(), new) for old, new in eras for m in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", origin.text)]
    return applied(origin.text, ways, chance, fresh=False)


_BOUNDS = {
    "es": ("más de", "menos de", "al menos", "casi", "cerca de", "como máximo", "hasta", "unos", "unas", "alrededor de",
           "aproximadamente", "por lo menos", "como mínimo", "en torno a", "apenas"),
    "en": ("more than", "less than", "fewer than", "at least", "almost", "nearly", "about", "around", "up to",
           "at most", "over", "approximately"),
}  # fmt: skip
_PUT = {
    "es": ("más de", "menos de", "casi", "al menos", "como máximo"),
    "en": ("more than", "fewer than", "almost", "at least", "at most"),
}
_FOLLOWS = {
    "más de": {"al menos"}, "casi": {"menos de", "como máximo"}, "apenas": {"menos de", "como máximo", "casi"},
    "menos de": {"como máximo", "casi"}, "cerca de": {"casi"}, "hasta": {"como máximo"}, "al menos": {"al menos"},
    "por lo menos": {"al menos"}, "como mínimo": {"al menos"}, "como máximo": {"como máximo"},
    "more than": {"at least"}, "over": {"at least", "more than"}, "almost": {"fewer than", "at most"},
    "nearly": {"fewer than", "at most", "almost"}, "less than": {"fewer than", "at most", "almost"},
    "fewer than": {"at most", "almost"}, "up to": {"at most"}, "at most": {"at most"}, "at least": {"at least"},
}  # fmt: skip
"""Bounds that hold where another holds, or say much the same."""


def bound(origin: Origin, chance: Random) -> str | None:
    """What bounds a figure exchanged, dropped or put in."""
    text = origin.text
    known = "|".join(_BOUNDS[origin.language])
    figure = rf"(?:\d|{'|'.join(_NUMBER_WORDS[origin.language])}\b|la mitad|half)"
    ways: list[Way] = []
    for found in re.finditer(rf"\b({known}) (?={figure})", text, re.IGNORECASE):
        if found[1].lower() in ("hasta", "over") and re.match(r"(?:1\d|20)\d\d\b|las? ", text[found.end() :]):
            continue
        same = {found[1].lower(), *_FOLLOWS.get(found[1].lower(), ())}
        ways.extend((found.span(1), new) for new in _PUT[origin.language] if new not in same)
        ways.append((found.span(), ""))
    if not ways:
        for m in _plain_numerals(text, origin.language):
            before = text[: m.start()].rstrip().rpartition(" ")[2].lower()
            counted = re.match(r" (?:mil|[a-záéíóúñ]+s|million|people)\b", text[m.end() :])
            if counted and before not in _NO_BOUND and not m[0].startswith("0"):
                ways.append(((m.start(), m.start()), f"{chance.choice(_PUT[origin.language][:3])} "))
    return applied(text, ways, chance, fresh=False)


_NO_BOUND = frozenset(
    "mil millones no las la los el número hace artículo entre al del sus covid los estos esas esos the number "
    "no. between y a and to "
    "cada tan solo sólo de page otros otras".split()
)

_QUANTIFIERS = {
    "es": (
        ("todos los", "algunos de los"),
        ("todas las", "algunas de las"),
        ("todos los", "pocos de los"),
        ("la mayoría de", "una minoría de"),
        ("la mayor parte de", "una pequeña parte de"),
        ("la mayor parte de", "toda"),
        ("algunos", "todos los"),
        ("algunas", "todas las"),
        ("algunos", "la mayoría de los"),
        ("algunas", "la mayoría de las"),
        ("varios", "todos los"),
        ("varias", "todas las"),
        ("varios", "pocos"),
        ("varias", "pocas"),
        ("muchos", "pocos"),
        ("muchas", "pocas"),
        ("pocos", "muchos"),
        ("pocas", "muchas"),
        ("ningún", "algún"),
        ("ninguno", "alguno"),
        ("ninguna", "alguna"),
        ("la mitad de", "la mayoría de"),
        ("cada", "algún"),
        ("ambos", "ninguno de los"),
        ("ambas", "ninguna de las"),
        ("numerosos", "escasos"),
        ("numerosas", "escasas"),
        ("toda la", "parte de la"),
        ("todo el", "parte del"),
        ("una parte de", "la totalidad de"),
        ("cualquier", "algún"),
    ),
    "en": (
        ("all of the", "some of the"),
        ("all", "some"),
        ("most", "few"),
        ("some", "all"),
        ("some", "most"),
        ("many", "few"),
        ("several", "all"),
        ("few", "many"),
        ("every", "no"),
        ("each", "no"),
        ("both", "neither of the"),
        ("numerous", "few"),
        ("a majority of", "a minority of"),
        ("half of", "most of"),
    ),
}


_NONE = re.compile(r"\b(?:no|sin|ni|nunca|tampoco|jamás|nadie)\b", re.IGNORECASE)


def quantifier(origin: Origin, chance: Random) -> str | None:
    """How many of a kind: all, most, some, few, none."""
    text = origin.text
    fixed = re.compile(
        r"(?:de|en|sobre|ante|después de|a|para) tod[oa]s?$|(?:at|after|above|over|in|the|a) (?:all|most|few)$|"
        r"\bno all$",
        re.IGNORECASE,
    )
    ways = [
        (span, new)
        for span, new in swaps(text, _QUANTIFIERS[origin.language])
        if not (origin.language == "en" and fixed.search(text[: span[1]]))
        and not (new.lower().startswith(("algun", "algún")) and _NONE.search(text[: span[0]]))
        and not (
            text[span[0] : span[1]].lower() == "cada"
            and re.match(r" (?:vez|uno|una|día|\d|dos|tres|cuatro|cinco|seis|diez)", text[span[1] :])
        )
        and not re.search(r"\b(?:los|las|sus|estos|otros|unos|tan|the|its|their|his) $", text[: span[0]])
        and not re.match(r" (?:de|más|menos|of|others?|otros|otras|\w+ (?:más|menos))\b", text[span[1] :])
    ]
    return applied(text, ways, chance, fresh=False)


def swapped_figures(origin: Origin, chance: Random) -> str | None:
    """The figure of a parallel sentence put in, or two figures of one sentence exchanged."""
    own = _FIGURE.findall(origin.text)
    if len(own) == 1:
        others = [
            found[0]
            for s in origin.siblings
            if parallel(s, origin.text) and len(found := _FIGURE.findall(s)) == 1 and found[0] != own[0]
        ]
        if others:
            return origin.text.replace(own[0], chance.choice(others), 1)
    return _exchanged_in_sentence(origin, chance)


_FIGURE = re.compile(r"\d+(?:[.,:-]\d+)*")
_ALIKE = 0.5


def parallel(one: str, other: str) -> bool:
    """Whether two sentences are alike but for a few words, such as subject and figure."""
    a, b = set(words(one)), set(words(other))
    return len(a & b) >= _ALIKE * min(len(a), len(b)) and len(a ^ b) >= 2


def _exchanged_in_sentence(origin: Origin, chance: Random) -> str | None:
    found = _plain_numerals(origin.text, origin.language)
    pairs = [
        (a, b)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if _amount(a[0]) != _amount(b[0]) and not _one_range(origin.text, a, b)
    ]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    altered = tidy(replaced(replaced(origin.text, b.span(), a[0]), a.span(), b[0]))
    return altered if altered != origin.text else None


def _one_range(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two figures bound one range, or stand too near to belong to two things."""
    between = text[one.end() : other.start()]
    return (
        len(between.split()) < 3 or re.fullmatch(r"\s*(?:\w+\s+)?(?:y|a|o|and|to|or|-|hasta)\s+", between) is not None
    )

"""The eight kinds that the examination has put into answers since its first baseline, kept as they were.

The rules here know nothing of the verifier's own reading of numbers, names or negations, so that what one overlooks
the other need not. Each function takes a sentence and a source of chance and returns the altered sentence, or None
where the sentence offers nothing to alter. The same seed gives the same alterations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from random import Random
from types import MappingProxyType

from eval.alterations.origin import Alteration, Origin

__all__ = ["ALTERATIONS", "capitalised", "clause", "same_name", "shares_words"]


_NUMERAL = re.compile(r"(?<![\w.,/:-])(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)(?![\w/:-])")
_YEAR = re.compile(r"(?<![\w.,/-])(?:1[0-9]|20)\d\d(?![\w/-]|[.,]\d)")
_WORDED = {
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta".split(),
    "en": "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split(),
}
_MONTHS = {
    "es": ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre").split(),
    "en": ("January February March April May June July August September October November December").split(),
}
_UNITS = {
    "es": (
        ("dólares", "euros"),
        ("euros", "dólares"),
        ("libras", "euros"),
        ("millones", "miles"),
        ("millón", "billón"),
        ("mil", "millones de"),
        ("kilómetros cuadrados", "kilómetros"),
        ("kilómetros", "metros"),
        ("km2", "km"),
        ("km²", "km"),
        ("km", "metros"),
        ("metros", "kilómetros"),
        ("m", "km"),
        ("millas", "kilómetros"),
        ("yardas", "metros"),
        ("pies", "metros"),
        ("hectáreas", "metros cuadrados"),
        ("por ciento", "por mil"),
        ("%", " por mil"),
        ("años", "meses"),
        ("meses", "años"),
        ("semanas", "meses"),
        ("días", "semanas"),
        ("horas", "minutos"),
        ("minutos", "horas"),
        ("segundos", "minutos"),
        ("décadas", "años"),
        ("siglos", "años"),
        ("toneladas", "kilos"),
        ("kg", "toneladas"),
        ("°C", "°F"),
        ("grados", "kelvin"),
    ),
    "en": (
        ("dollars", "euros"),
        ("euros", "dollars"),
        ("pounds", "dollars"),
        ("million", "thousand"),
        ("billion", "million"),
        ("trillion", "million"),
        ("thousand", "million"),
        ("square miles", "miles"),
        ("miles", "kilometres"),
        ("mi", "km"),
        ("km2", "km"),
        ("km", "metres"),
        ("kilometres", "metres"),
        ("metres", "kilometres"),
        ("m", "km"),
        ("feet", "metres"),
        ("ft", "m"),
        ("yards", "feet"),
        ("acres", "square metres"),
        ("percent", "per thousand"),
        ("%", " per thousand"),
        ("years", "months"),
        ("months", "years"),
        ("weeks", "months"),
        ("days", "weeks"),
        ("hours", "minutes"),
        ("minutes", "hours"),
        ("seconds", "minutes"),
        ("decades", "years"),
        ("centuries", "years"),
        ("tons", "kilos"),
        ("kg", "tons"),
        ("°C", "°F"),
        ("degrees", "kelvin"),
    ),
}
_COMMON_VERBS = {
    "es": (
        "es son era eran fue fueron será serán ha han había habían hay hubo tiene tienen tenía tenían puede pueden "
        "podía podían podría debe deben está están estaba estaban incluye incluyen contiene existe existen permite "
        "permiten suele suelen sigue siguen hace hacen quiere quieren dice dicen hizo hicieron dijo tuvo tuvieron "
        "obtuvo pudo estuvo produjo condujo"
    ).split(),
    "en": "is are was were has have had can could will would did does should must may might".split(),
}
_PRETERITE = r"[a-záéíóúñ]{3,}(?:ó|aron|ieron)"
_VERB = {
    "es": re.compile(rf"\b(?:(?P<clitic>se|le|les|lo) )?(?P<verb>{'|'.join(_COMMON_VERBS['es'])}|{_PRETERITE})\b"),
    "en": re.compile(rf"\b(?P<verb>{'|'.join(_COMMON_VERBS['en'])})\b(?! (?:not|n't|never|no)\b)"),
}
_DENIED = {
    "es": re.compile(r"\b(?:no|nunca) (?=(?:se |le |les |lo )?[a-záéíóúñ]+)"),
    "en": re.compile(r"(?<=[a-z]) (?:not|never)(?= [a-z])"),
}
_DENYING = {
    "es": re.compile(r"\b(?:no|nunca|ni|sin|tampoco|jamás)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never|nor|no|without)\b|n't", re.IGNORECASE),
}
_OPPOSITES = {
    "es": (
        "aumentó/disminuyó aumentaron/disminuyeron aumenta/disminuye aumentar/disminuir ganó/perdió ganaron/perdieron "
        "subió/bajó subieron/bajaron más/menos mayor/menor mejor/peor antes/después aprobó/rechazó aceptó/rechazó "
        "permite/impide permitió/impidió permitir/impedir positivo/negativo positiva/negativa alto/bajo alta/baja "
        "altos/bajos altas/bajas norte/sur este/oeste máximo/mínimo mínima/máxima siempre/nunca primero/último "
        "primera/última interior/exterior superior/inferior comenzó/terminó empezó/acabó favor/contra legal/ilegal "
        "posible/imposible capaz/incapaz dentro/fuera rápido/lento aumento/descenso crecimiento/descenso "
        "incluye/excluye"
    ),
    "en": (
        "increased/decreased increase/decrease increases/decreases won/lost rose/fell more/less most/least "
        "higher/lower highest/lowest larger/smaller largest/smallest before/after approved/rejected accepted/rejected "
        "allowed/prevented allow/prevent positive/negative high/low north/south east/west maximum/minimum always/never "
        "first/last better/worse best/worst inside/outside legal/illegal possible/impossible began/ended early/late "
        "strong/weak fast/slow growth/decline supported/opposed includes/excludes"
    ),
}
_CAPITALISED = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\w'’&-]*(?:(?: (?:de|del|de la|de los|of|of the|von|van|y) | )[A-ZÁÉÍÓÚÑ][\w'’&-]*)*"
)
_NOT_NAMES = frozenset(
    "El La Los Las Un Una En De Del A Al Y Pero Por Para Con Sin Se Su Sus Este Esta Estos Estas Ese Esa Aunque Cuando "
    "The A An In On At Of And But For With Without His Her Its Their This That These Those When While Although".split()
) | {m.capitalize() for names in _MONTHS.values() for m in names}
_QUOTED = re.compile(r"«([^«»]{12,})»|“([^“”]{12,})”|\"([^\"]{12,})\"")
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r",| (?:y|e|o|u|ni|and|or) | (?:entre|between) ")


def shares_words(one: str, other: str) -> float:
    """Jaccard similarity of the sets of words of four letters or more, from 0 to 1."""
    a, b = ({w.lower() for w in _WORD.findall(text) if len(w) > 3} for text in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def capitalised(text: str) -> list[tuple[int, int]]:
    """Spans of capitalised runs that are surely names: none that begins the text, no month, no function word."""
    return [
        m.span()
        for m in _CAPITALISED.finditer(text)
        if text[: m.start()].rstrip().endswith(tuple("abcdefghijklmnopqrstuvwxyzáéíóúñ,0123456789"))
        and m[0] not in _NOT_NAMES
        and len(m[0]) > 2
    ]


def clause(origin: Origin, chance: Random) -> str | None:
    """A shorter true claim: the sentence up to a comma, where eight words and a verb stand before it."""
    cuts = [m.start() for m in re.finditer(r", ", origin.text) if len(origin.text[: m.start()].split()) >= 8]
    cuts = [c for c in cuts if _VERB[origin.language].search(origin.text[:c])]
    return origin.text[: chance.choice(cuts)].rstrip() + "." if cuts else None


def _replace(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def _number(origin: Origin, chance: Random) -> str | None:
    """Another figure: a digit off, digits exchanged, ten times as much, or one that the article gives elsewhere."""
    spans = [m.span() for m in _NUMERAL.finditer(origin.text) if not _is_dated(origin.text, m, origin.language)]
    worded = re.compile(rf"\b(?:{'|'.join(_WORDED[origin.language])})\b")
    spans += [m.span() for m in worded.finditer(origin.text)]
    if not spans:
        return None
    span = chance.choice(spans)
    old = origin.text[slice(*span)]
    if not old[0].isdigit():
        new = chance.choice([w for w in _WORDED[origin.language] if w != old])
    else:
        others = [m[0] for s in origin.siblings for m in _NUMERAL.finditer(s) if not _is_dated(s, m, origin.language)]
        others = [o for o in others if o != old and o not in origin.text]
        ways = [
            _one_digit_off(old, chance),
            _digits_exchanged(old),
            _tenfold(old),
            *(chance.sample(others, 1) if others else []),
        ]
        new = chance.choice([w for w in ways if w is not None and w != old])
    return _replace(origin.text, span, new)


def _is_dated(text: str, match: re.Match[str], language: str) -> bool:
    """Whether a numeral is a year or the day of a month."""
    around = text[max(0, match.start() - 14) : match.end() + 16].lower()
    return bool(_YEAR.fullmatch(match[0])) or any(month.lower() in around for month in _MONTHS[language])


def _one_digit_off(old: str, chance: Random) -> str:
    places = [i for i, c in enumerate(old) if c.isdigit() and (c != "0" or len(old) == 1)] or [0]
    place = chance.choice(places)
    digits = [d for d in "123456789" if d != old[place]]
    return old[:place] + chance.choice(digits) + old[place + 1 :]


def _digits_exchanged(old: str) -> str | None:
    places = [i for i in range(len(old) - 1) if old[i : i + 2].isdigit() and old[i] != old[i + 1]]
    places = [i for i in places if not (i == 0 and old[1] == "0")]
    return old[: places[0]] + old[places[0] + 1] + old[places[0]] + old[places[0] + 2 :] if places else None


def _tenfold(old: str) -> str | None:
    return old + "0" if old.isdigit() and old != "0" else None


def _unit(origin: Origin, chance: Random) -> str | None:
    """The same figure in another unit or scale."""
    found: list[tuple[tuple[int, int], str]] = []
    for old, new in _UNITS[origin.language]:
        pattern = re.compile(
            rf"(?<=\d)\s?{re.escape(old)}(?!\w)" if not old[0].isalpha() else rf"(?<=\d )\b{re.escape(old)}\b"
        )
        found.extend((m.span(), new) for m in pattern.finditer(origin.text))
    found = [f for f in found if not any(f[0][0] == g[0][0] and f[0][1] < g[0][1] for g in found)]
    if not found:
        return None
    span, new = chance.choice(found)
    return _replace(origin.text, span, new)


def _date(origin: Origin, chance: Random) -> str | None:
    """Another year, month, day or century."""
    ways = [*_years(origin.text, chance), *_months_and_days(origin, chance), *_centuries(origin.text, chance)]
    if not ways:
        return None
    span, new = chance.choice(ways)
    return _replace(origin.text, span, new)


Way = tuple[tuple[int, int], str]
"""A span to be replaced, and with what."""


def _years(text: str, chance: Random) -> list[Way]:
    shifts = (-11, -10, -7, -3, -2, -1, 1, 2, 3, 9, 10, 13)
    return [(m.span(), str(int(m[0]) + chance.choice(shifts))) for m in _YEAR.finditer(text)]


def _months_and_days(origin: Origin, chance: Random) -> list[Way]:
    months = _MONTHS[origin.language]
    ways: list[Way] = []
    for m in re.finditer(rf"\b(?:{'|'.join(months)})\b", origin.text):
        ways.append((m.span(), chance.choice([x for x in months if x != m[0]])))
        day = re.compile(r"\b(\d{1,2})(?= (?:de )?$)").search(origin.text[: m.start()])
        if day is not None:
            ways.append((day.span(1), _other(day[1], range(1, 28), chance)))
        behind = re.compile(r" (\d{1,2})(?!\d)").match(origin.text, m.end())
        if behind is not None and origin.language == "en":
            ways.append((behind.span(1), _other(behind[1], range(1, 28), chance)))
    return ways


def _centuries(text: str, chance: Random) -> list[Way]:
    romans = ("IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI")
    written = re.finditer(r"\b[Ss]iglos? ([IVX]{1,5})\b", text)
    ordinal = re.finditer(r"\b(\d{1,2})(?:st|nd|rd|th)(?=[ -]centur)", text)
    return [(m.span(1), _other(m[1], romans, chance)) for m in written] + [
        (m.span(1), _other(m[1], range(4, 20), chance)) for m in ordinal
    ]


def _other(old: str, choices: Iterable[object], chance: Random) -> str:
    return chance.choice([str(c) for c in choices if str(c) != old])


def _name(origin: Origin, chance: Random) -> str | None:
    """Another name: of the same article where it has one, else of another."""
    spans = capitalised(origin.text)
    near = [s[a:b] for s in origin.siblings for a, b in capitalised(s)]
    far = [s[a:b] for s in origin.strangers for a, b in capitalised(s)]
    for pool in chance.sample([near, far], 2):
        fitting = [
            (span, other)
            for span in spans
            for other in sorted(set(pool))
            if not same_name(other, origin.text)
            and abs(len(other.split()) - len(origin.text[slice(*span)].split())) <= 1
            and other.isupper() == origin.text[slice(*span)].isupper()
        ]
        if fitting:
            span, other = chance.choice(fitting)
            return _replace(origin.text, span, other)
    return None


def same_name(name: str, text: str) -> bool:
    """Whether a text holds a word of a name: then it may be the same one, shortened."""
    words = {w.lower()[:5] for w in _WORD.findall(text)}
    return any(w.lower()[:5] in words for w in _WORD.findall(name) if w[0].isupper())


def _negation(origin: Origin, chance: Random) -> str | None:
    """A denial put in or taken out, or a word turned into its opposite."""
    text, language = origin.text, origin.language
    ways = [text[: m.start()] + text[m.end() :] for m in _DENIED[language].finditer(text) if _denies(text[m.end() :])]
    if not _DENYING[language].search(text):
        for m in _VERB[language].finditer(text):
            denial = chance.choice(["no", "no", "nunca"] if language == "es" else ["not", "not", "never"])
            place = m.start() if language == "es" else m.end()
            ways.append(text[:place] + (f"{denial} " if language == "es" else f" {denial}") + text[place:])
    pairs = [pair.split("/") for pair in _OPPOSITES[language].split()]
    for old, new in [p for a, b in pairs for p in ((a, b), (b, a))]:
        ways.extend(_replace(text, m.span(), new) for m in re.finditer(rf"\b{old}\b", text))
    return chance.choice(ways) if ways else None


def _denies(behind: str) -> bool:
    """Whether a «no» that stood before these words denied something: «no solo», «no obstante» do not."""
    return not re.match(r"(?:\s?\w+){0,2}?\s?(?:solo|sólo|only|just|obstante)\b", behind)


def _roles(origin: Origin, chance: Random) -> str | None:
    """Two names exchanged that stand on either side of a verb, not in one list of names."""
    text = origin.text
    spans = capitalised(text)
    first = _CAPITALISED.match(text)
    if first is not None and first[0] not in _NOT_NAMES and len(first[0].split()) > 1:
        spans = [first.span(), *spans]
    pairs = [
        (a, b)
        for i, a in enumerate(spans)
        for b in spans[i + 1 :]
        if _VERB[origin.language].search(text[a[1] : b[0]])
        and not re.search(r"[.;:]", text[a[1] : b[0]])
        and not same_name(text[slice(*b)], text[slice(*a)])
        and len(text[a[1] : b[0]].split()) <= 12
    ]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    swapped = _replace(_replace(text, b, text[slice(*a)]), a, text[slice(*b)])
    return None if swapped == text else swapped


def _quotation(origin: Origin, chance: Random) -> str | None:
    """A quotation with other words in it, or words nobody said put in somebody's mouth."""
    quoted = [m for m in _QUOTED.finditer(origin.text) if len(_WORD.findall(m[0])) >= 4]
    strange = [s for s in origin.strangers if 6 <= len(s.split()) <= 16 and not _QUOTED.search(s) and '"' not in s]
    if not strange or (not quoted and chance.random() < 0.8):
        return None  # most of them in sentences that do quote somebody
    other = chance.choice(strange).strip(" .")
    if quoted:
        m = chance.choice(quoted)
        words = list(_WORD.finditer(m[0]))
        long = [w for w in words if len(w[0]) > 4]
        theirs = [w[0] for w in _WORD.finditer(other) if len(w[0]) > 4 and w[0].lower() not in origin.text.lower()]
        if len(long) >= 2 and theirs and chance.random() < 0.6:
            word = chance.choice(long)
            begin = m.start() + word.start()
            return _replace(origin.text, (begin, begin + len(word[0])), chance.choice(theirs).lower())
        return _replace(origin.text, (m.start() + 1, m.end() - 1), other)
    body = origin.text.rstrip(" .")
    said = {"es": "según dijo, «{}».", "en": 'saying: "{}".'}[origin.language].format(other)
    return f"{body}, {said}"


def _article(origin: Origin, chance: Random) -> str | None:
    """The sentence as it stands: false of any article but its own."""
    del chance
    return origin.text


ALTERATIONS: Mapping[str, Alteration] = MappingProxyType(
    {
        "number": _number,
        "unit": _unit,
        "date": _date,
        "name": _name,
        "negation": _negation,
        "roles": _roles,
        "article": _article,
        "quotation": _quotation,
    }
)
"""One way to make a sentence false for each kind of fault."""

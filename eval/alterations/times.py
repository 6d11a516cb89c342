"""Wrong times: dates, centuries, hours, weekdays, relative days, what comes first, and what is still to come."""

from __future__ import annotations

import re
from random import Random

from eval.alterations.conjugation import form_of, forms
from eval.alterations.edits import Way, applied, swaps
from eval.alterations.origin import Origin
from eval.alterations.vocabulary import VERBS

__all__ = ["before_after", "century", "date", "hour", "order", "relative_day", "tense", "weekday"]

_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_YEAR = re.compile(r"(?<![\w.,/-])(?:1[0-9]|20)\d\d(?![\w/]|[.,]\d)")
_SHIFTS = (-20, -11, -10, -7, -3, -2, -1, 1, 2, 3, 9, 10, 13)


def date(origin: Origin, chance: Random) -> str | None:
    """Another day, month or year."""
    text, months = origin.text, _MONTHS[origin.language]
    counted = re.compile(r"\s(?:%|euros|dólares|personas|millones|casos|de (?:los|las)|feet|people|dollars)")
    ways: list[Way] = [
        (m.span(), str(int(m[0]) + chance.choice(_SHIFTS)))
        for m in _YEAR.finditer(text)
        if not counted.match(text, m.end())
    ]
    for m in re.finditer(rf"\b(?:{'|'.join(months)})\b", text):
        if m[0] == "May" and not re.search(r"(?:\d|\b(?:in|of|on|since|until|by|and|late|early)) $", text[: m.start()]):
            continue
        ways.append((m.span(), chance.choice([other for other in months if other != m[0]])))
        day = re.search(r"\b(\d{1,2})(?= (?:de )?$)", text[: m.start()])
        if day is not None:
            ways.append((day.span(1), str(chance.choice([d for d in range(1, 29) if str(d) != day[1]]))))
        behind = re.compile(r" (\d{1,2})(?![\d:])").match(text, m.end())
        if behind is not None and origin.language == "en":
            ways.append((behind.span(1), str(chance.choice([d for d in range(1, 29) if str(d) != behind[1]]))))
    return applied(text, ways, chance)


_ROMANS = ("IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI")


def century(origin: Origin, chance: Random) -> str | None:
    """Another century or decade."""
    text = origin.text
    ways: list[Way] = [
        (m.span(1), chance.choice([r for r in _ROMANS if r != m[1]]))
        for m in re.finditer(r"\b[Ss]iglos? ([IVX]{1,5})\b", text)
    ]
    ways.extend(
        ((m.start(1), m.end(2)), f"{chance.choice([n for n in range(4, 20) if str(n) != m[1]])}th")
        for m in re.finditer(r"\b(\d{1,2})(st|nd|rd|th)(?=[ -]centur)", text)
    )
    ways.extend(
        (m.span(1), m[1].replace(m[2], chance.choice([d for d in "23456789" if d != m[2]])))
        for m in re.finditer(r"\b(?:años|década de(?: los)?) ((?:19)?([2-9])0)\b", text)
    )
    ways.extend(
        (m.span(1), chance.choice([d for d in "123456789" if d != m[1]]))
        for m in re.finditer(r"\b1[5-9]([0-9])0s\b", text)
    )
    decades = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
    ways.extend(
        (m.span(1), chance.choice([d for d in decades if d != m[1]]))
        for m in re.finditer(rf"\baños ({'|'.join(decades)})\b", text)
    )
    return applied(text, ways, chance, fresh=False)


_HOURS = {
    "es": "una dos tres cuatro cinco seis siete ocho nueve diez once doce".split(),
    "en": "one two three four five six seven eight nine ten eleven twelve".split(),
}


def hour(origin: Origin, chance: Random) -> str | None:
    """Another hour, other minutes, or the other half of the day."""
    text = origin.text
    ways: list[Way] = []
    for m in re.finditer(
        r"(?<![\d.,:])([01]?\d|2[0-3])([:.h])([0-5]\d)(?=(?: ?(?:horas|h\b|[ap]\.? ?m)|[^\d]|$))", text
    ):
        if m[2] == "." and not re.match(r" ?(?:horas|h\b)", text[m.end() :]) and not text[: m.start()].endswith("las "):
            continue
        ways.append((m.span(1), str(chance.choice([h for h in range(8, 23) if h != int(m[1])]))))
        ways.append((m.span(3), chance.choice([x for x in ("05", "15", "20", "40", "55") if x != m[3]])))
    day = r"(?= (?:de la (?:mañana|tarde|noche|madrugada)|horas|en punto))"
    for m in re.finditer(rf"(?<=\b[Ll]as )(\d{{1,2}}|{'|'.join(_HOURS['es'][1:])}){day}", text):
        new = [str(h) for h in range(2, 13)] if m[0].isdigit() else _HOURS["es"][1:]
        ways.append((m.span(), chance.choice([h for h in new if h != m[0]])))
    halves = (("de la mañana", "de la tarde"), ("de la tarde", "de la mañana"), ("de la noche", "de la mañana"),
              ("de la madrugada", "de la tarde"))  # fmt: skip
    ways += [w for w in swaps(text, halves) if re.search(r"(?:\d|\w+)\b $", text[: w[0][0]]) and _clock(text, w[0][0])]
    ways.extend(
        (m.span(), str(chance.choice([h for h in range(1, 12) if str(h) != m[0]])))
        for m in re.finditer(r"\b(\d{1,2})(?= ?(?:[ap]\.?m\.?\b|o'clock))", text)
    )
    return applied(text, ways, chance, fresh=False)


def _clock(text: str, place: int) -> bool:
    return re.search(rf"\b[Ll]as? (?:[\d.:]+|{'|'.join(_HOURS['es'])})(?: \w+ \w+)? $", text[:place]) is not None


_WEEKDAYS = {
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def weekday(origin: Origin, chance: Random) -> str | None:
    """Another day of the week."""
    days = _WEEKDAYS[origin.language]
    pairs = [(old, chance.choice([d for d in days if d != old])) for old in days]
    ways = [
        w
        for w in swaps(origin.text, pairs)
        if not re.search(r"\b(?:[Vv]iernes|[Mm]iércoles|Super Bowl|Black) $", origin.text[: w[0][0]])
        and not re.match(r" (?:Santo|Negro|de Ceniza)", origin.text[w[0][1] :])
    ]
    return applied(origin.text, ways, chance)


_RELATIVE = {
    "es": (
        ("ayer", "hoy"), ("ayer", "mañana"), ("hoy", "ayer"), ("hoy", "mañana"), ("anoche", "esta noche"),
        ("anteayer", "ayer"), ("esta semana", "la semana pasada"), ("la semana pasada", "esta semana"),
        ("la próxima semana", "la semana pasada"), ("la semana que viene", "la semana pasada"),
        ("el año pasado", "el próximo año"), ("este año", "el año pasado"), ("el próximo año", "el año pasado"),
        ("el próximo mes", "el mes pasado"), ("el mes pasado", "el próximo mes"), ("este mes", "el mes pasado"),
        ("esta mañana", "esta noche"), ("esta tarde", "ayer por la tarde"), ("esta noche", "anoche"),
        ("el próximo lunes", "el pasado lunes"), ("este lunes", "el próximo lunes"),
        ("este jueves", "el jueves pasado"),
        ("este martes", "el próximo martes"), ("este miércoles", "el miércoles pasado"),
        ("este viernes", "el próximo viernes"), ("este sábado", "el sábado pasado"),
        ("este domingo", "el próximo domingo"), ("pasado mañana", "hoy"), ("el pasado", "el próximo"),
        ("la pasada", "la próxima"), ("el próximo", "el pasado"), ("la próxima", "la pasada"),
        ("próximos", "últimos"), ("próximas", "últimas"), ("actualmente", "antiguamente"), ("ahora", "hace años"),
    ),
    "en": (
        ("yesterday", "today"), ("today", "yesterday"), ("tomorrow", "today"), ("last year", "next year"),
        ("this year", "last year"), ("next year", "last year"), ("last week", "next week"),
        ("currently", "formerly"), ("previously", "subsequently"), ("recently", "long ago"),
    ),
}  # fmt: skip


def relative_day(origin: Origin, chance: Random) -> str | None:
    """Yesterday for today, last week for next week."""
    text = origin.text
    pairs = list(_RELATIVE[origin.language])
    if origin.language == "es":
        pairs += [("mañana", "ayer"), ("mañana", "hoy")]
    ways = [
        w
        for w in swaps(text, pairs)
        if not (text[w[0][0]].isupper() and w[0][0] > 0)
        and not re.match(r" (?:en día|mismo|por hoy)", text[w[0][1] :])
        and not (
            text[slice(*w[0])].lower() == "mañana"
            and re.search(r"\b(?:la|esta|cada|una|de|pasado|media) $", text[: w[0][0]])
        )
        and not re.match(r" (?:por|de) (?:venir|la que)", text[w[0][1] :])
        and not re.search(r"\b(?:de|desde|hasta|del|en|por|a partir de) $", text[: w[0][0]], re.IGNORECASE)
    ]
    return applied(text, ways, chance, fresh=False)


_BEFORE = {
    "es": (
        ("antes de", "después de"), ("después de", "antes de"), ("antes del", "después del"),
        ("después del", "antes del"), ("anterior a", "posterior a"), ("posterior a", "anterior a"),
        ("antes", "después"), ("después", "antes"), ("posteriormente", "anteriormente"),
        ("anteriormente", "posteriormente"), ("previamente", "posteriormente"), ("posterior", "anterior"),
        ("anterior", "posterior"), ("previo", "posterior"), ("previa", "posterior"), ("tras", "antes de"),
        ("luego de", "antes de"),
    ),
    "en": (
        ("before", "after"), ("after", "before"), ("later", "earlier"), ("earlier", "later"),
        ("previous", "subsequent"), ("subsequent", "previous"), ("prior to", "after"), ("following", "before"),
    ),
}  # fmt: skip


def before_after(origin: Origin, chance: Random) -> str | None:
    """What came before put after, and the other way round."""
    text = origin.text
    ways = [
        w
        for w in swaps(text, _BEFORE[origin.language])
        if not re.search(r"\b(?:nombre|years|día|uno|una|año|the|day|year) $", text[: w[0][0]])
        and not re.match(r" (?:todo|otro|otra|all|de todo)\b", text[w[0][1] :])
        and not (
            w[1] in ("before", "after") and re.match(r" (?:the )?\w+ing\b|:", text[w[0][1] :]) and "following" in text
        )
    ]
    return applied(text, ways, chance, fresh=False)


_ORDER = {
    "es": (
        ("hasta que", "desde que"), ("desde que", "hasta que"), ("a partir de", "hasta"), ("a partir del", "hasta el"),
        ("primero", "por último"), ("por último", "en primer lugar"), ("finalmente", "al principio"),
        ("inicialmente", "finalmente"), ("al principio", "al final"), ("al final", "al principio"),
        ("en primer lugar", "por último"), ("al comienzo de", "al final de"), ("al inicio de", "al final de"),
        ("a principios de", "a finales de"), ("a finales de", "a principios de"), ("a mediados de", "a finales de"),
        ("por primera vez", "por última vez"), ("por última vez", "por primera vez"), ("todavía", "ya no"),
        ("durante", "después de"), ("desde", "hasta"),
    ),
    "en": (
        ("until", "since"), ("since", "until"), ("first", "finally"), ("finally", "at first"), ("initially", "finally"),
        ("eventually", "initially"), ("at the beginning of", "at the end of"), ("at the end of", "at the beginning of"),
        ("early in", "late in"), ("during", "after"), ("for the first time", "for the last time"),
    ),
}  # fmt: skip


def order(origin: Origin, chance: Random) -> str | None:
    """The order or the span of events turned round."""
    text = origin.text
    ways = [
        w
        for w in swaps(text, _ORDER[origin.language])
        if not (
            text[slice(*w[0])].lower() == "desde"
            and not re.match(
                r" (?:(?:el|la|los|las|hace|este|ayer) )?(?:\d{4}|\w+o de \d|año|lunes|martes|enero|marzo|mayo)",
                text[w[0][1] :],
            )
        )
        and not (text[slice(*w[0])].lower() == "first" and not re.match(r"(?:,| \w+ed\b)", text[w[0][1] :]))
        and not (text[slice(*w[0])].lower() == "primero" and not re.match(r",| \w+(?:ó|aron)\b", text[w[0][1] :]))
    ]
    return applied(text, ways, chance, fresh=False)


def tense(origin: Origin, chance: Random) -> str | None:
    """What is to come put into the past, and the other way round."""
    text = origin.text
    if origin.language == "en":
        past = (("will be", "was"), ("will have", "had"), ("would be", "was"), ("was", "will be"), ("were", "will be"),
                ("is", "will be"), ("are", "were"), ("became", "will become"), ("has", "will have"))  # fmt: skip
        return applied(text, swaps(text, past), chance, fresh=False)
    ways: list[Way] = []
    for m in re.finditer(r"(?<!\w)[a-záéíóúñ]{2,}(?:á|án|ó|aron|ieron|fue|o|ue)(?!\w)|\bfue(?:ron)?\b", text):
        form = form_of(m[0], VERBS)
        if form is not None and form.tense in ("preterite", "future"):
            other = "future" if form.tense == "preterite" else "preterite"
            ways.append((m.span(), forms(form.infinitive)[other, form.plural]))
    return applied(text, ways, chance, fresh=False)

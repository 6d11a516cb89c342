"""Made-up articles of parallel sentences: prices, salaries, votes, results, timetables, centuries ago.

In real news too few sentences are alike but for subject and figure; here each has rivals around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

__all__ = ["parallel_articles"]

SEED = 20270131
LINES = 6

_TOWNS = (
    "Puntamar Osma Valdemora Torrealba Carrizo Villarte Montejar Salinera Ribalta Cerveda Olmara Peñascal Benalta "
    "Quintares Arroyal Lugaria Marzana Fontera Sorbeda Almiranda"
).split()
_FISH = "El pulpo|La merluza|El rape|La sardina|El besugo|La caballa|El bonito|La lubina|El lenguado|La anchoa".split(
    "|"
)
_FRUIT = "El tomate|La patata|El pimiento|La cebolla|El melón|La sandía|El limón|La naranja|El ajo|La lechuga".split(
    "|"
)
_POSTS = (
    "El alcalde|La concejala de Hacienda|El gerente|La secretaria|El jefe de obras|La arquitecta municipal|"
    "El tesorero|La interventora|El director del museo|La jefa de prensa"
).split("|")
_PARTIES = "Unión Tramalta|Partido Ribereño|Foro Verde|Alianza Norte|Voz Marinera|Izquierda Abierta|Liga Rural".split(
    "|"
)
_TEAMS = (
    "El Metalsur|El Velarde|El Castromeda|El Branaseca|El Sotomer|El Orcazar|El Lindares|El Quirce|El Tarrelo|"
    "El Cendrero"
).split("|")
_THINGS = (
    "El puente romano|La muralla|El templo mayor|La necrópolis|El acueducto|La calzada|El teatro|La villa|El "
    "faro|La mina"
).split("|")
_PRIZES = "Rita Soler|Blas Ortega|Nuria Vidal|Tomás Rey|Celia Bravo|Iván Mora|Pilar Cano|Hugo Salas".split("|")

_ENGLISH_FISH = "Octopus|Hake|Monkfish|Sardine|Sea bream|Mackerel|Tuna|Sea bass|Sole|Anchovy".split("|")
_ENGLISH_TEAMS = "Northgate|Velarde|Castromeda|Ashby|Millbrook|Fernhill|Oakham|Redcar".split("|")
_ENGLISH_THINGS = "The bridge|The wall|The temple|The aqueduct|The theatre|The lighthouse|The mine|The harbour".split(
    "|"
)


def parallel_articles(language: str, count: int = 16) -> dict[str, str]:
    """`count` articles of each sort by id, each of another town, which every sentence names; the same every time."""
    chance = Random(SEED)
    sorts = _ENGLISH if language == "en" else _SPANISH
    return {
        f"lists-{language}-{sort}-{n:02}": "\n\n".join(make(town, chance))
        for sort, make in sorts.items()
        for n, town in enumerate(chance.sample(_TOWNS, count))
    }


def _rows(
    opening: str, subjects: Sequence[str], write: Callable[[str, str], str], figures: Sequence[str], chance: Random
) -> list[str]:
    chosen = chance.sample(list(subjects), min(LINES, len(subjects)))
    values = chance.sample(list(dict.fromkeys(figures)), len(chosen))
    return [opening, " ".join(write(subject, value) for subject, value in zip(chosen, values, strict=True))]


def _money(low: int, high: int, chance: Random) -> list[str]:
    return [f"{chance.randint(low, high)},{chance.choice((10, 25, 40, 60, 75))}" for _ in range(40)]


def _thousands(low: int, high: int, chance: Random, mark: str = ".") -> list[str]:
    return [f"{chance.randint(low, high)}{mark}{chance.randrange(100, 999)}" for _ in range(40)]


def _prices(town: str, chance: Random) -> list[str]:
    return _rows(
        f"Estos fueron los precios de la lonja de {town} al cierre de la subasta.",
        _FISH,
        lambda who, value: f"{who} se vendió en la lonja de {town} a {value} euros el kilo.",
        _money(2, 38, chance),
        chance,
    )


def _market(town: str, chance: Random) -> list[str]:
    return _rows(
        f"El mercado mayorista de {town} publicó las cotizaciones de la semana.",
        _FRUIT,
        lambda who, value: f"{who} cuesta {value} euros en el mercado de {town}.",
        _money(1, 9, chance),
        chance,
    )


def _salaries(town: str, chance: Random) -> list[str]:
    return _rows(
        f"El Ayuntamiento de {town} hizo públicas las retribuciones de sus cargos.",
        _POSTS,
        lambda who, value: f"{who} cobra {value} euros al año en el Ayuntamiento de {town}.",
        _thousands(21, 74, chance),
        chance,
    )


def _votes(town: str, chance: Random) -> list[str]:
    return _rows(
        f"Terminó el recuento de las elecciones municipales en {town}.",
        _PARTIES,
        lambda who, value: f"{who} obtuvo {value} votos en {town}.",
        _thousands(1, 19, chance),
        chance,
    )


def _prize_money(town: str, chance: Random) -> list[str]:
    return _rows(
        f"La Fundación de {town} repartió sus ayudas a la creación.",
        _PRIZES,
        lambda who, value: f"{who} recibió {value} euros de la Fundación de {town}.",
        _thousands(2, 30, chance),
        chance,
    )


def _results(town: str, chance: Random) -> list[str]:
    teams = chance.sample(_TEAMS, 8)
    lines = []
    for home, away in zip(teams[::2], teams[1::2], strict=True):
        won, lost = chance.choice(((3, 1), (2, 0), (4, 2), (1, 0), (5, 3), (3, 2)))
        verb, score = chance.choice((("ganó", f"{won}-{lost}"), ("perdió", f"{lost}-{won}")))
        lines.append(f"{home} {verb} {score} en el campo del {away[3:]} en la Copa de {town}.")
    return ["La primera ronda de la copa dejó estos resultados.", " ".join(lines)]


def _hours(town: str, chance: Random) -> list[str]:
    hours = [f"{h}.{m}" for h in range(7, 22) for m in ("05", "15", "25", "40", "50")]
    return _rows(
        f"La compañía de autobuses de {town} cambia sus horarios a partir del lunes.",
        [f"El autobús de {other}" for other in _TOWNS if other != town],
        lambda who, value: f"{who} sale de {town} a las {value} horas.",
        hours,
        chance,
    )


def _eras(town: str, chance: Random) -> list[str]:
    years = [f"{chance.randint(20, 480)} {chance.choice(('a. C.', 'd. C.'))}" for _ in range(40)]
    return _rows(
        f"Los arqueólogos de {town} presentaron las fechas de sus hallazgos.",
        _THINGS,
        lambda who, value: f"{who} se construyó hacia el año {value} en la antigua {town}.",
        years,
        chance,
    )


def _english_prices(town: str, chance: Random) -> list[str]:
    return _rows(
        f"These were the prices at the fish market of {town}.",
        _ENGLISH_FISH,
        lambda who, value: f"{who} was sold in {town} at {value.replace(',', '.')} euros a kilo.",
        _money(2, 38, chance),
        chance,
    )


def _english_results(town: str, chance: Random) -> list[str]:
    teams = chance.sample(_ENGLISH_TEAMS, 8)
    lines = []
    for home, away in zip(teams[::2], teams[1::2], strict=True):
        won, lost = chance.choice(((3, 1), (2, 0), (4, 2), (1, 0), (5, 3)))
        lines.append(f"{home} won {won}-{lost} away to {away} in the {town} Cup.")
    return ["The first round of the cup left these results.", " ".join(lines)]


def _english_eras(town: str, chance: Random) -> list[str]:
    years = [f"{chance.randint(20, 480)} {chance.choice(('BC', 'AD'))}" for _ in range(40)]
    return _rows(
        f"The archaeologists of {town} presented the dates of their finds.",
        _ENGLISH_THINGS,
        lambda who, value: f"{who} was built around {value} in ancient {town}.",
        years,
        chance,
    )


_SPANISH: dict[str, Callable[[str, Random], list[str]]] = {
    "prices": _prices,
    "market": _market,
    "salaries": _salaries,
    "votes": _votes,
    "prizes": _prize_money,
    "results": _results,
    "hours": _hours,
    "eras": _eras,
}
_ENGLISH: dict[str, Callable[[str, Random], list[str]]] = {
    "prices": _english_prices,
    "results": _english_results,
    "eras": _english_eras,
}

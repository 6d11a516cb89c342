"""Two numbers that belong together: scores, ranges, years and their eras."""

from decimal import Decimal

import pytest

from rag.languages import language_of
from rag.text.numbers import find_dates, find_quantities

Read = list[tuple[str, str | None, tuple[int, int] | None]]


def read(text: str, language: str = "es") -> Read:
    """Value, unit and pair of each quantity."""
    return [
        (f"{q.value:f}", q.unit, (int(q.pair[0]), int(q.pair[1])) if q.pair else None)
        for q in find_quantities(text, language_of(language))
    ]


@pytest.mark.parametrize(
    ("text", "language", "pair"),
    [
        ("ganó 3-1", "es", (3, 1)),
        ("ganó 1–3", "es", (1, 3)),
        ("ganó 3 - 1", "es", (3, 1)),
        ("ganó 3 -1", "es", (3, 1)),
        ("por tres a uno", "es", (3, 1)),
        ("(2 a 3)", "es", (2, 3)),
        ("empataron 0-0", "es", (0, 0)),
        ("won by three to one", "en", (3, 1)),
    ],
)
def test_a_score_is_one_ordered_pair(text: str, language: str, pair: tuple[int, int]) -> None:
    """In digits or words; no list, and no negative number."""
    assert read(text, language) == [(str(pair[0]), "score", pair)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de 3 a 5 días", [("3", "day", (3, 5)), ("5", "day", (3, 5))]),
        ("de 1 metro a 5 metros", [("1", "m", (1, 5)), ("5", "m", (1, 5))]),
        ("entre 3 y 5 millones", [("3000000", None, (3000000, 5000000)), ("5000000", None, (3000000, 5000000))]),
        ("10 a 15 mil pesos", [("10000", "peso", (10000, 15000)), ("15000", "peso", (10000, 15000))]),
        ("de 500 a 2 millones", [("500", None, (500, 2000000)), ("2000000", None, (500, 2000000))]),
        ("30-40 %", [("30", "%", (30, 40)), ("40", "%", (30, 40))]),
        ("2000-4000 mg", [("2000", "mg", (2000, 4000)), ("4000", "mg", (2000, 4000))]),
        ("de -5 a -3 grados", [("-5", "degree", (-5, -3)), ("-3", "degree", (-5, -3))]),
        ("10 y 30 %", [("10", "%", None), ("30", "%", None)]),
        ("un 4-3-3", [("4", None, None), ("3", None, None), ("3", None, None)]),
        ("voto a voto, uno a uno", []),
    ],
)
def test_the_ends_of_a_range_share_unit_and_scale(text: str, expected: Read) -> None:
    """Where the first may be meant so; lists are no ranges, and line-ups no scores."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019-2020", [2019, 2020]),
        ("de 1922–26", [1922, 1926]),
        ("en 2019/20", [2019, 2020]),
        ("1999-00", [1999, 2000]),
    ],
)
def test_a_span_of_years_has_two_whole_years(text: str, years: list[int]) -> None:
    """The second perhaps in two digits."""
    assert [d.year for d in find_dates(text)] == years


@pytest.mark.parametrize(
    ("text", "language", "eras"),
    [
        ("el 480 a. C.", "es", [(480, True)]),
        ("el 480 d.C.", "es", [(480, False)]),
        ("entre 490 y 480 a. C.", "es", [(490, True), (480, True)]),
        ("del 27 a. C. al 14 d. C.", "es", [(27, True), (14, False)]),
        ("en el año 711", "es", [(711, False)]),
        ("in 480 BC", "en", [(480, True)]),
        ("in AD 79", "en", [(79, False)]),
        ("en 44 av. J.-C.", "fr", [(44, True)]),
        ("44 v. Chr.", "de", [(44, True)]),
    ],
)
def test_an_era_is_part_of_a_year(text: str, language: str, eras: list[tuple[int, bool]]) -> None:
    """And makes a year of few digits; what is listed with a year before Christ is one too."""
    assert [(d.year, d.is_bc) for d in find_dates(text, language_of(language))] == eras


def test_an_era_is_part_of_a_century() -> None:
    """«siglos V y III a. C.»."""
    assert [(int(q.value), q.unit, q.is_bc) for q in find_quantities("los siglos V y III a. C.")] == [
        (5, "century", True),
        (3, "century", True),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("de 3 à 5 ans", "fr"),
        ("de 3 até 5 anos", "pt"),
        ("von 3 bis 5 Jahren", "de"),
        ("entre 3 i 5 anys", "ca"),
        ("entre 3 e 5 anos", "gl"),
    ],
)
def test_each_language_joins_the_ends_of_a_range_in_its_own_words(text: str, language: str) -> None:
    """And they share the unit."""
    found = find_quantities(text, language_of(language))
    assert [(q.pair, q.unit) for q in found] == [((Decimal(3), Decimal(5)), "year")] * 2
    assert not any(q.pair for q in find_quantities(text, language_of("xx")))

"""Units of measure behind a number."""

import pytest

from rag.languages import language_of
from rag.text.numbers import find_dates, find_quantities


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("5 minutos", "es", "minute"),
        ("55 años", "es", "year"),
        ("a 55-year-old man", "en", "year"),
        ("120 kilómetros cuadrados", "es", "km2"),
        ("120 km²", "es", "km2"),
        ("120 km", "es", "km"),
        ("180 km/h", "es", "km/h"),
        ("20 square miles", "en", "mile2"),
        ("1,5 millones de toneladas", "es", "tonne"),
        ("20 °C", "es", "°C"),
        ("16º C", "es", "°C"),
        ("3 dm²", "es", "dm2"),
        ("5 por mil", "es", "permille"),
        ("9,58 s", "es", "second"),
        ("el 15-M", "es", None),
        ("5 of them", "en", None),
        ("los 90s", "es", None),
        ("38 capturas", "es", None),
    ],
)
def test_a_measure_is_the_unit_of_its_number(text: str, language: str, unit: str | None) -> None:
    """In words or by its sign, the longest that fits."""
    assert [q.unit for q in find_quantities(text, language_of(language))] == [unit]


def test_the_first_of_a_range_shares_the_unit() -> None:
    """«entre 10 y 30 %»."""
    assert [q.unit for q in find_quantities("entre 10 y 30 % de la población", language_of("es"))] == ["%", "%"]
    assert [q.unit for q in find_quantities("27-30% on engines", language_of("en"))] == ["%", "%"]


@pytest.mark.parametrize(
    ("text", "centuries"), [("el siglo XVI", [16]), ("los siglos XV y XVI", [15, 16]), ("XVI", [])]
)
def test_centuries_in_roman_digits(text: str, centuries: list[int]) -> None:
    """Only behind the word."""
    assert [int(q.value) for q in find_quantities(text, language_of("es"))] == centuries


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [("En octubre escribió.", "es", 10), ("It launched in March.", "en", 3), ("May I go?", "en", None)],
)
def test_a_month_alone_is_a_date(text: str, language: str, month: int | None) -> None:
    """By its full name; "May" at the head of a sentence is none."""
    assert [d.month for d in find_dates(text, language_of(language))] == ([month] if month else [])

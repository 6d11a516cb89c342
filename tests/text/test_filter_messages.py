"""What a reader is told of filters, and of what lies outside where nothing passes them."""

from dataclasses import replace
from datetime import date

import pytest

from rag.languages import language_of
from rag.text.filter_messages import say_day, say_filters, say_found, say_outside
from rag.types import Filters, Found, Outside, Passage, Query
from tests.answering.fakes import passage

MAY = Filters(since=date(2024, 5, 1), until=date(2024, 5, 31))


def published(day: date) -> Passage:
    """A passage of an article of a day."""
    found = passage("El tren llegará en 2029.")
    return replace(found, document=replace(found.document, published=day))


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("es", "3 de septiembre de 2025"),
        ("en", "3 September 2025"),
        ("gl", "3 de septiembre de 2025"),
        ("zh", "3 September 2025"),
    ],
)
def test_a_day_is_written_in_the_language_or_in_one_that_is_read(code: str, written: str) -> None:
    """Galician readers read Spanish; English where nothing else is known."""
    assert say_day(date(2025, 9, 3), language_of(code)) == written


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(), ()),
        (MAY, ("publicado entre el 1 de mayo de 2024 y el 31 de mayo de 2024",)),
        (Filters(since=date(2024, 5, 1), until=date(2024, 5, 1)), ("publicado el 1 de mayo de 2024",)),
        (Filters(since=date(2023, 1, 1)), ("publicado desde el 1 de enero de 2023",)),
        (
            Filters(until=date(2023, 1, 1), author="Ana\nRuiz"),
            ("publicado hasta el 1 de enero de 2023", "autor: Ana Ruiz"),
        ),
        (Filters(outlet="EFE", section="Local", language="en"), ("medio: EFE", "sección: Local", "idioma: English")),
        (Filters(path="2024/*", ids=("a", "b")), ("ruta: 2024/*", "artículos elegidos: 2")),
    ],
)
def test_each_filter_is_said_by_itself(filters: Filters, said: tuple[str, ...]) -> None:
    """So that each can be shown, and taken off, by itself; on one line whatever the article says."""
    assert say_filters(filters, language_of("es")) == said


def test_what_lies_outside_is_said_with_the_days_beside_the_filter() -> None:
    """How many articles, the last before and the first after, not those farther off."""
    days = (date(2024, 1, 1), date(2024, 4, 20), date(2024, 6, 2), date(2025, 1, 1))
    outside = Outside(MAY, 56, tuple(map(published, days)))
    assert outside.nearest == (date(2024, 4, 20), date(2024, 6, 2))
    assert say_outside(outside, language_of("es")) == (
        "Ningún artículo del archivo cumple el filtro (publicado entre el 1 de mayo de 2024 y el 31 de mayo de 2024). "
        "Fuera de él hay 56 artículos. "
        "Lo más cercano a la pregunta se publicó el 20 de abril de 2024 y el 2 de junio de 2024."
    )


def test_what_lies_outside_may_bear_no_date() -> None:
    """Then none is said; one article is said to be one."""
    outside = Outside(Filters(outlet="EFE"), 1, (passage("Sin fecha."),))
    assert outside.nearest == ()
    assert say_outside(outside, language_of("en")) == (
        "No article of the archive passes the filter (outlet: EFE). Outside of it the archive has one article."
    )


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("es", 5, "Fuera de los filtros por fecha: 5 artículos sin fecha conocida."),
        ("es", 1, "Fuera de los filtros por fecha: un artículo sin fecha conocida."),
        ("en", 5, "Out of reach of filters by time: 5 articles without a known date."),
        ("en", 0, ""),
    ],
)
def test_articles_that_no_filter_by_time_can_find_are_counted(language: str, number: int, said: str) -> None:
    """Beside little that was found, or beside what lies outside; nothing where there are none."""
    query, spoken = Query("¿?", 5, MAY), language_of(language)
    assert say_found(Found(query, (), undated=number), spoken) == said
    assert say_found(Found(query, (), Outside(MAY, 7, (), number), number), spoken).endswith(said)


def test_an_outlet_by_which_nothing_was_filtered_is_named() -> None:
    """Nothing that was read of a question vanishes in silence."""
    found = Found(Query("¿?", 5), (), quoted="EFE")
    assert say_found(found, language_of("es")).startswith("Se ha buscado también fuera de «EFE»")
    assert say_found(found, language_of("en")).startswith("Articles outside of “EFE”")

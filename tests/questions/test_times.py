"""Times of a question become days of the calendar, from a today that is given."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, Language, language_of
from rag.questions.times import Lead, days_of, find_said_times
from rag.types import Period

TODAY = date(2026, 11, 27)
"""A Friday."""


def days(text: str) -> Period:
    """The days of «2025-10-01/2025-10-31»; an end that is left out is open."""
    since, _, until = text.partition("/")
    return Period(date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None)


@pytest.mark.parametrize(
    ("code", "text", "said", "period"),
    [
        ("es", "¿Qué pasó en octubre de 2025?", "en octubre de 2025", "2025-10-01/2025-10-31"),
        ("es", "el 29 de abril de 2025", "el 29 de abril de 2025", "2025-04-29/2025-04-29"),
        ("es", "noticias del 3 de mayo", "del 3 de mayo", "2026-05-03/2026-05-03"),
        ("es", "¿qué hubo en diciembre?", "en diciembre", "2025-12-01/2025-12-31"),
        ("es", "el 29 de febrero", "el 29 de febrero", "2024-02-29/2024-02-29"),
        ("es", "¿qué pasó ayer?", "ayer", "2026-11-26/2026-11-26"),
        ("es", "la semana pasada en Soria", "la semana pasada", "2026-11-16/2026-11-22"),
        ("es", "este año", "este año", "2026-01-01/2026-12-31"),
        ("es", "en lo que va de año", "en lo que va de año", "2026-01-01/2026-12-31"),
        ("es", "el mes pasado", "el mes pasado", "2026-10-01/2026-10-31"),
        ("es", "en el pasado mes de octubre", "en el pasado mes de octubre", "2026-10-01/2026-10-31"),
        ("es", "el último mes", "el último mes", "2026-10-27/2026-11-27"),
        ("es", "los últimos tres meses", "los últimos tres meses", "2026-08-27/2026-11-27"),
        ("es", "en los tres últimos años", "en los tres últimos años", "2023-11-27/2026-11-27"),
        ("es", "hace dos semanas", "hace dos semanas", "2026-11-09/2026-11-15"),
        ("es", "hace un mes", "hace un mes", "2026-10-01/2026-10-31"),
        ("es", "el lunes pasado", "el lunes pasado", "2026-11-23/2026-11-23"),
        ("es", "el viernes", "el viernes", "2026-11-20/2026-11-20"),
        ("es", "desde 2023", "desde 2023", "2023-01-01/"),
        ("es", "a partir de junio", "a partir de junio", "2026-06-01/"),
        ("es", "hasta el año 2020", "hasta el año 2020", "/2020-12-31"),
        ("es", "antes del verano", "antes del verano", "/2026-06-19"),
        ("es", "después del verano de 2024", "después del verano de 2024", "2024-09-23/"),
        ("es", "el invierno de 2024", "el invierno de 2024", "2024-12-20/2025-03-22"),
        ("es", "el otoño pasado", "el otoño pasado", "2025-09-20/2025-12-22"),
        ("es", "a finales de 2025", "a finales de 2025", "2025-09-01/2025-12-31"),
        ("es", "entre 2019 y 2021", "entre 2019 y 2021", "2019-01-01/2021-12-31"),
        ("es", "de enero a marzo de 2025", "de enero a marzo de 2025", "2025-01-01/2025-03-31"),
        ("es", "entre diciembre y enero de 2025", "entre diciembre y enero de 2025", "2024-12-01/2025-01-31"),
        ("es", "del 3 al 5 de mayo de 2025", "del 3 al 5 de mayo de 2025", "2025-05-03/2025-05-05"),
        ("es", "los últimos meses", "los últimos meses", "2026-08-27/2026-11-27"),
        ("es", "anteriores a 2025", "anteriores a 2025", "/2024-12-31"),
        ("es", "posteriores a mayo de 2025", "posteriores a mayo de 2025", "2025-06-01/"),
        ("es", "la primera quincena de agosto", "la primera quincena de agosto", "2026-08-01/2026-08-15"),
        ("es", "la segunda quincena de febrero", "la segunda quincena de febrero", "2026-02-16/2026-02-28"),
        ("es", "el segundo semestre de 2024", "el segundo semestre de 2024", "2024-07-01/2024-12-31"),
        ("en", "prior to 2020", "prior to 2020", "/2019-12-31"),
        ("en", "in the last few months", "in the last few months", "2026-08-27/2026-11-27"),
        ("en", "the third quarter of 2024", "the third quarter of 2024", "2024-07-01/2024-09-30"),
        ("fr", "antérieurs à 2020", "antérieurs à 2020", "/2019-12-31"),
        ("it", "anteriori al 2020", "anteriori al 2020", "/2019-12-31"),
        ("en", "in October 2025", "in October 2025", "2025-10-01/2025-10-31"),
        ("en", "what happened last week", "last week", "2026-11-16/2026-11-22"),
        ("en", "in the last month", "in the last month", "2026-10-27/2026-11-27"),
        ("en", "two years ago", "two years ago", "2024-01-01/2024-12-31"),
        ("en", "since 2023", "since 2023", "2023-01-01/"),
        ("en", "last Monday", "last Monday", "2026-11-23/2026-11-23"),
        ("en", "between 2019 and 2021", "between 2019 and 2021", "2019-01-01/2021-12-31"),
        ("en", "from January to March 2025", "from January to March 2025", "2025-01-01/2025-03-31"),
        ("pt", "o que aconteceu na semana passada?", "na semana passada", "2026-11-16/2026-11-22"),
        ("pt", "desde 2023", "desde 2023", "2023-01-01/"),
        ("pt", "há 2 anos", "há 2 anos", "2024-01-01/2024-12-31"),
        ("fr", "que s'est-il passé la semaine dernière ?", "la semaine dernière", "2026-11-16/2026-11-22"),
        ("fr", "depuis 2023", "depuis 2023", "2023-01-01/"),
        ("fr", "en octobre 2025", "en octobre 2025", "2025-10-01/2025-10-31"),
        ("it", "la settimana scorsa", "la settimana scorsa", "2026-11-16/2026-11-22"),
        ("it", "dal 2023", "dal 2023", "2023-01-01/"),
        ("it", "nell'ultimo mese", "ultimo mese", "2026-10-27/2026-11-27"),
        ("de", "was geschah letzte Woche?", "letzte Woche", "2026-11-16/2026-11-22"),
        ("de", "seit 2023", "seit 2023", "2023-01-01/"),
        ("de", "im Oktober 2025", "im Oktober 2025", "2025-10-01/2025-10-31"),
        ("ca", "la setmana passada", "la setmana passada", "2026-11-16/2026-11-22"),
        ("ca", "des de 2023", "des de 2023", "2023-01-01/"),
        ("gl", "onte", "onte", "2026-11-26/2026-11-26"),
        ("gl", "dende 2023", "dende 2023", "2023-01-01/"),
    ],
)
def test_a_time_is_read_with_what_leads_it_in(code: str, text: str, said: str, period: str) -> None:
    """Its words, and the days that they mean."""
    (found,) = find_said_times(text, language_of(code), TODAY)
    assert text[found.start : found.end] == said
    assert found.period == days(period)


@pytest.mark.parametrize(
    "text",
    [
        "¿Desde cuándo cuesta 1,35 euros?",
        "Las cuatro estaciones: primavera, otoño",
        "en el año 79",
        "480 a. C.",
        "2.025 personas",
    ],
)
def test_what_is_no_time_of_a_newspaper_is_left_alone(text: str) -> None:
    """Other numbers, seasons that nothing places, years before there were any."""
    assert find_said_times(text, language_of("es"), TODAY) == []


def test_times_that_are_no_range_stand_for_themselves() -> None:
    """«En 2023 y 2025» leaves 2024 out; «de mayo y junio» are two months."""
    found = find_said_times("¿cuánto llovió en 2023 y 2025?", language_of("es"), TODAY)
    assert [said.period for said in found] == [days("2023-01-01/2023-12-31"), days("2025-01-01/2025-12-31")]
    assert len(find_said_times("lluvias de mayo y junio de 2025", language_of("es"), TODAY)) == 2


@pytest.mark.parametrize(
    ("text", "coming"),
    [
        ("el sábado", "2026-11-28/2026-11-28"),
        ("el 28 de noviembre", "2026-11-28/2026-11-28"),
        ("en noviembre", "2026-11-01/2026-11-30"),
        ("antes del 3 de mayo", "/2027-05-02"),
    ],
)
def test_a_time_without_a_year_may_be_the_next_one(text: str, coming: str) -> None:
    """Which is given beside the last; one that is said to have passed, or has its year, is no other."""
    (said,) = find_said_times(text, language_of("es"), TODAY)
    assert said.coming == days(coming)
    for told in ("el sábado pasado", "el 28 de noviembre de 2026", "ayer"):
        assert find_said_times(told, language_of("es"), TODAY)[0].coming is None


@pytest.mark.parametrize(
    ("text", "lead", "from_today"),
    [
        ("la guerra de 1936", Lead.OF, False),
        ("¿qué pasó en 1936?", Lead.AT, False),
        ("desde 1936", Lead.BOUND, False),
        ("de 1936 a 1939", Lead.BOUND, False),
        ("la semana pasada", Lead.NONE, True),
        ("el tren de esta semana", Lead.OF, True),
    ],
)
def test_how_a_time_is_led_in_is_told(text: str, lead: Lead, from_today: bool) -> None:
    """By which it is known whether it may be one of publication."""
    (said,) = find_said_times(text, language_of("es"), TODAY)
    assert (said.lead, said.from_today) == (lead, from_today)


WORDS = sorted(
    {word for language in LANGUAGES[:2] for words in (language.when.units, language.when.seasons) for word in words}
    | {
        "desde",
        "hasta",
        "entre",
        "y",
        "de",
        "el",
        "último",
        "hace",
        "ago",
        "last",
        "2023",
        "31",
        "febrero",
        "May",
        "999",
    }
)


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.sampled_from(LANGUAGES), st.dates())
def test_times_lie_in_their_text_in_order(text: str, language: Language, today: date) -> None:
    """Whatever is typed, on whatever day, by the words of whatever language."""
    found = find_said_times(text, language, today.replace(year=max(today.year, 1800)))
    places = [place for said in found for place in (said.start, said.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(said.start < said.end for said in found)
    assert all(s.period.since <= s.period.until for s in found if s.period.since and s.period.until)


@given(st.dates(date(1800, 1, 1), date(2200, 1, 1)))
def test_today_lies_in_what_ends_or_begins_with_it(today: date) -> None:
    """On every day of the calendar, leap days too."""
    for text in ("esta semana", "este mes", "este año", "el último mes", "los últimos 5 años"):
        (said,) = find_said_times(text, language_of("es"), today)
        assert today in said.period
    for text in ("ayer", "la semana pasada", "el mes pasado", "el lunes", "hace un año"):
        (said,) = find_said_times(text, language_of("es"), today)
        assert today not in said.period


def test_days_of_what_the_calendar_lacks_are_refused() -> None:
    """As the calendar refuses them."""
    assert days_of(2024, 2).last == date(2024, 2, 29)
    with pytest.raises(ValueError, match="day"):
        days_of(2025, 2, 29)

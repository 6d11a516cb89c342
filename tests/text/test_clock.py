"""Times of day, and the durations and counts that look like them."""

import pytest

from rag.languages import language_of
from rag.text.clock import find_times


def clock(text: str, language: str = "es") -> list[str]:
    """The times of a text as hours and minutes."""
    return [f"{int(t.value) // 60}:{int(t.value) % 60:02}" for t in find_times(text, language_of(language))]


@pytest.mark.parametrize(
    ("text", "language", "time"),
    [
        ("a las 18.30 horas", "es", "18:30"),
        ("Concierto, 18.30 h.", "es", "18:30"),
        ("a las 18.30", "es", "18:30"),
        ("18h30", "fr", "18:30"),
        ("a las 18'30 h", "es", "18:30"),
        ("a las 24:00", "es", "0:00"),
        ("a las 21 horas", "es", "21:00"),
        ("a las 18:30 mañana", "es", "18:30"),
        ("a las 9.", "es", "9:00"),
        ("a las nueve", "es", "9:00"),
        ("las nueve menos cuarto", "es", "8:45"),
        ("a la una y media", "es", "1:30"),
        ("las 12 de la noche", "es", "0:00"),
        ("las 12 de la mañana", "es", "12:00"),
        ("la 1 del mediodía", "es", "13:00"),
        ("a las 7 en punto de la tarde", "es", "19:00"),
        ("at 6.30 pm", "en", "18:30"),
        ("at 6 p.m.", "en", "18:00"),
        ("12 am", "en", "0:00"),
        ("at nine in the evening", "en", "21:00"),
        ("at nine o'clock", "en", "9:00"),
        ("às 18h30", "pt", "18:30"),
        ("um 18.30 Uhr", "de", "18:30"),
        ("alle 18.30", "it", "18:30"),
    ],
)
def test_times_of_day(text: str, language: str, time: str) -> None:
    """With a point, a colon, an h, in words, of twelve or of twenty-four hours."""
    assert clock(text, language) == [time]


@pytest.mark.parametrize(
    "text",
    ["duró 21 horas", "en las 24 horas siguientes", "a las 9 provincias", "18.30 euros", "las 3 hermanas", "2h 30m",
     "el 18.30.2020", "subió 2.15 puntos", "a las doscientas familias"],
)  # fmt: skip
def test_what_is_no_time_of_day(text: str) -> None:
    """Durations, counts and prices."""
    assert clock(text) == []


def test_the_second_time_shows_the_first() -> None:
    """Only the last of two has the word for hours."""
    assert clock("de 16.00 a 18.30 h") == ["16:00", "18:30"]
    assert clock("entre las 9 y las 11 horas") == ["9:00", "11:00"]

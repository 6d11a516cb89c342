"""Answers in the language that was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.writing.answer_language import GLANCE, SURE, WrongLanguage, in_language, speaks

SPANISH = "El acuerdo entre las dos empresas se firmó en noviembre y vale treinta y ocho mil millones de dólares."
ENGLISH = "The agreement between the two companies was signed in November and is worth thirty-eight billion dollars."


def pieces(text: str, size: int = 4) -> list[str]:
    """A text as a model would write it."""
    return [text[i : i + size] for i in range(0, len(text), size)]


def test_an_answer_in_its_language_flows_on_after_a_glance() -> None:
    """No more than the first words wait."""
    stream = in_language(pieces(SPANISH), language_of("es"))
    assert len(next(stream)) < GLANCE + 4
    assert "".join(in_language(pieces(SPANISH), language_of("es"))) == SPANISH


def test_an_answer_in_another_language_is_stopped_before_it_is_shown() -> None:
    """After some sentence's worth of it, not at its end."""
    read: list[str] = []

    def watched() -> list[str]:
        for piece in pieces(ENGLISH * 5):
            read.append(piece)
            yield piece

    with pytest.raises(WrongLanguage):
        next(in_language(watched(), language_of("es")))
    assert len("".join(read)) < SURE + 4


def test_an_english_title_may_open_a_spanish_answer() -> None:
    """At first sight it is English; the sentence as a whole is not."""
    text = "The New York Times and The Wall Street Journal publicaron " + SPANISH.lower()
    assert "".join(in_language(pieces(text), language_of("es"))) == text


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("38.000 millones.", "en", True),
        ("OpenAI, AWS, Microsoft.", "es", True),
        ("OpenAI, Amazon Web Services, Microsoft, Nvidia, Oracle y El País.", "en", True),
        ("Lo publicaron The New York Times, The Guardian y The Washington Post.", "es", True),
        (ENGLISH, "es", False),
        (SPANISH, "es", True),
        (f"Lo dijo así: «{ENGLISH}»", "es", True),
        (f"«{ENGLISH}", "es", True),
        (SPANISH, "eu", True),
        ("这项协议于十一月签署，价值三百八十亿美元，为期七年。", "es", False),
        pytest.param("Por supuesto que el precio del petróleo va a subir.", "es", True, id="words of two languages"),
    ],
)
def test_what_counts_as_a_language(text: str, language: str, spoken: bool) -> None:
    """Short texts, quotations and languages that cannot be told are no fault."""
    assert speaks(text, language_of(language)) is spoken


@pytest.mark.parametrize(
    "opening",
    ['"No sé", dijo. ', "«¿Qué es esto?, ¿y por qué no lo dijo nadie?» ", "OpenAI, Amazon Web Services, Microsoft: "],
)
def test_neither_a_quotation_nor_names_tell_the_language(opening: str) -> None:
    """What stands behind them does, so it is waited for."""
    with pytest.raises(WrongLanguage):
        next(in_language(pieces(opening + ENGLISH), language_of("es")))


def test_a_quotation_that_is_longer_than_a_glance_may_open_an_answer() -> None:
    """In whatever language it is."""
    text = f"«{ENGLISH}» fue lo que dijo el presidente de la empresa cuando se lo preguntaron."
    assert "".join(in_language(pieces(text), language_of("es"))) == text


@given(st.lists(st.text(max_size=60), max_size=8))
def test_nothing_is_lost_or_added(parts: list[str]) -> None:
    """However the text is cut, all of it comes out, or none of it."""
    try:
        out = list(in_language(parts, language_of("es")))
    except WrongLanguage:
        return
    assert "".join(out) == "".join(parts)

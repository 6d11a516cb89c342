"""Which entries of a list a question singles out."""

from __future__ import annotations

from rag.languages import language_of
from rag.retrieval.rows import Entries
from rag.types import Passage
from tests.answering.fakes import passage

SPANISH = language_of("es")
PRICES = "Rape 9,20 euros el kilo\nBesugo 8,10 euros el kilo\nCongrio 4 euros el kilo\n"
LONJA = passage(f"El lunes volverá a haber subasta.\n\n{PRICES}", title="Precios en la lonja de Brenal")
PROGRAMME = passage(
    "Fiestas de Brenal\n\nSábado 8\n18.00 Títeres\n20.30 Baile\n\nDomingo 9\n18.00 Teatro\n21.00 Traca\n"
)


def told(passages: list[Passage]) -> list[str]:
    """The sentences of passages."""
    return [sentence.text for one in passages for sentence in one.sentences]


def singled_out(question: str, found: Passage) -> list[str]:
    """What a question singles out of an article."""
    return told(Entries(question, [found], SPANISH).singled_out(found, found.sentences))


def test_the_row_that_has_the_words_of_the_question_is_singled_out() -> None:
    """Words that all rows have, or that the title has, tell nothing between them."""
    assert singled_out("¿A cuánto está el kilo de besugo en la lonja de Brenal?", LONJA) == [
        "Besugo 8,10 euros el kilo"
    ]


def test_each_row_that_is_asked_for_is_singled_out() -> None:
    """Neither has all that the other has."""
    rows = ["Rape 9,20 euros el kilo", "Congrio 4 euros el kilo"]
    assert singled_out("¿Cuánto cuestan el rape y el congrio?", LONJA) == rows


def test_where_no_row_fits_better_than_another_none_is_singled_out() -> None:
    """The dearest of all can only be found among all."""
    entries = Entries("¿Cuál es el pescado más caro?", [LONJA], SPANISH)
    assert told(entries.fitting) == told([LONJA])
    assert entries.singled_out(LONJA, LONJA.sentences) == []


def test_rows_beside_the_one_that_fits_are_left_out_and_prose_is_not() -> None:
    """Prose may say of what the row is."""
    fitting = told(Entries("¿Cuánto cuesta el besugo?", [LONJA], SPANISH).fitting)
    assert fitting == ["El lunes volverá a haber subasta.", "Besugo 8,10 euros el kilo"]


def test_what_heads_entries_counts_as_their_words_and_is_told_with_them() -> None:
    """An agenda names the day once."""
    assert singled_out("¿Qué hay el domingo 9?", PROGRAMME) == ["Domingo 9", "18.00 Teatro", "21.00 Traca"]
    assert singled_out("¿A qué hora es el baile?", PROGRAMME) == ["Sábado 8", "20.30 Baile"]


def test_prose_that_answers_is_not_put_aside_for_a_row() -> None:
    """Rows are singled out only where one of them is what answers best."""
    prose = LONJA.sentences[:1]
    assert Entries("¿Cuándo habrá subasta de besugo?", [LONJA], SPANISH).singled_out(LONJA, prose) == []


def test_a_row_that_serves_as_a_title_can_be_singled_out() -> None:
    """A list without a headline is called by its first line."""
    bare = passage(PRICES, title="Rape 9,20 euros el kilo")
    assert singled_out("¿A cuánto está el rape?", bare) == ["Rape 9,20 euros el kilo"]

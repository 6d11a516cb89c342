"""Which articles' own sentences answer, where some of their passages are near to the question and others are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.languages.english import ENGLISH
from rag.languages.spanish import SPANISH
from rag.questions.question import read_question
from rag.retrieval.sought import Sought
from rag.types import Passage
from rag.writing.extractive import compose, quotes_of
from tests.answering.fakes import E5, passage

EVENT = "Lumbral firmó con Brandal."
AIMS = "Con ello, Lumbral busca:\n- Gastar menos\n- Crecer más"
QUESTION = "why did Lumbral sign with Brandal"


def passages(event: float, aims: float) -> tuple[Passage, Passage]:
    """Two passages of one Spanish article, with how near their sentences are to an English question."""
    whole = passage(f"{EVENT}\n{AIMS}", title="Lumbral y Brandal")
    start = len(EVENT) + 1
    first = [replace(s, score=event) for s in whole.sentences if s.start < start]
    second = [replace(s, score=aims) for s in whole.sentences if s.start >= start]
    one = replace(whole.chunk, id="one", end=start - 1, text=EVENT)
    other = replace(whole.chunk, id="other", start=start, text=AIMS)
    return (
        replace(whole, chunk=one, sentences=tuple(first), score=0.88),
        replace(whole, chunk=other, sentences=tuple(second), score=0.87, rank=2),
    )


def quoted(*found: Passage) -> list[str]:
    """The sentences that answer."""
    asked = read_question(QUESTION, ENGLISH)
    return quotes_of(compose([Sought(asked, QUESTION, found)], E5.ranking))


def test_a_cause_asked_in_another_language_is_found_in_a_passage_that_is_less_near_than_the_event() -> None:
    """The article bears on the question by its nearest passage, and what explains may stand in another."""
    assert E5.ranking.abroad is not None
    event, aims = passages(E5.ranking.abroad + 0.01, E5.ranking.abroad - 0.01)
    assert {"Gastar menos", "Crecer más"} <= set(quoted(event, aims))


def test_an_article_in_another_language_of_which_nothing_is_near_gives_way_to_one_that_is() -> None:
    """None of its passages is quoted."""
    assert E5.ranking.abroad is not None
    event, aims = passages(E5.ranking.abroad - 0.01, E5.ranking.abroad - 0.02)
    near = passage("Brandal recibió a Lumbral.", 3, title="Brandal y Lumbral")
    near = replace(near, sentences=tuple(replace(s, score=E5.ranking.abroad + 0.01) for s in near.sentences))
    assert quoted(event, aims, near) == ["Brandal recibió a Lumbral."]


@pytest.mark.parametrize(
    "question", ["¿Cómo quedó el Brenal contra el Osma?", "¿Cuántos goles marcó el Brenal contra el Osma?"]
)
def test_a_result_that_is_asked_for_is_told_alone(question: str) -> None:
    """However it is asked for: «cómo quedó» asks for no course of events."""
    results = passage("Lara 0 - Toral 2\nBrenal 3 - Osma 1\nZarza 4 - Alhama 4\n", title="Resultados de la jornada")
    asked = read_question(question, SPANISH)
    assert quotes_of(compose([Sought(asked, question, (results,))], E5.ranking)) == ["Brenal 3 - Osma 1"]

"""What a language model is asked of a part of a question, and whether a sentence could be its answer."""

from __future__ import annotations

import pytest

from rag.deciding import is_of_the_type, posed
from rag.languages.spanish import SPANISH
from rag.questions.question import read_question
from rag.retrieval.evidence import candidates
from rag.retrieval.sought import Sought
from tests.answering.fakes import E5, passage


def sought(question: str, text: str = "", *, context: str = "", language: str = "es") -> Sought:
    """A part with one article."""
    found = (passage(text, language=language),) if text else ()
    return Sought(read_question(question, SPANISH), f"{context} {question}".strip(), found, context)


def test_a_question_that_follows_none_is_put_as_it_was_searched() -> None:
    """And one that does is put behind the other, which is answered already."""
    assert posed(sought("¿Cuánto costó el puente?")) == "¿Cuánto costó el puente?"
    followed = posed(sought("¿Y cuándo?", context="¿Quién lo abrió?"))
    assert "¿Quién lo abrió?" in followed
    assert followed.endswith("¿Y cuándo?")


@pytest.mark.parametrize(
    ("question", "text", "could"),
    [
        ("¿Cuánto costó el puente?", "El puente costó 14 millones.", True),
        ("¿Cuánto costó el puente?", "El puente costó mucho dinero.", False),
        ("¿Cuándo se abrió el puente?", "El puente se abrió el 3 de mayo.", True),
        ("¿Cuándo se abrió el puente?", "El puente se abrió con música.", False),
        ("¿Por qué se cerró el puente?", "El puente se cerró con música.", True),
        ("¿Se cerró el puente?", "El puente se cerró con música.", True),
    ],
)
def test_what_lacks_the_type_that_a_fact_is_asked_of_is_no_answer(question: str, text: str, could: bool) -> None:
    """A cause, and whether a thing is so, have no form that could be lacking."""
    part = sought(question, text)
    assert is_of_the_type(part, candidates(question, part.passages, SPANISH, E5.ranking, 1)) is could


def test_an_entry_of_a_list_may_give_any_type_but_a_figure_that_it_lacks() -> None:
    """A town at the beginning of a row has no other capital than a fruit, and «20.30» is an hour in a programme."""
    sky = passage("El tiempo\n\nArvea: máxima 28, tormentas\nBrenal: máxima 31, despejado\n")
    shows = passage("Programa de fiestas\n\n18.00 Títeres\n20.30 Baile\n")
    for question, found, could in (
        ("¿Dónde habrá tormentas?", sky, True),
        ("¿A qué hora es el baile?", shows, True),
        ("¿Cuántos litros cayeron?", passage("Bases\n\n- Sede: el casino\n- Jurado: la banda\n"), False),
    ):
        part = Sought(read_question(question, SPANISH), question, (found,))
        assert is_of_the_type(part, candidates(question, [found], SPANISH, E5.ranking, 1)) is could


def test_of_another_language_a_type_is_not_told_and_nothing_is_no_answer() -> None:
    """Units and names are written otherwise there."""
    abroad = sought("¿Cuánto costó el puente?", "The bridge cost a lot.", language="en")
    assert is_of_the_type(abroad, candidates("¿Cuánto costó?", abroad.passages, SPANISH, E5.ranking, 1))
    assert not is_of_the_type(sought("¿Cuánto costó el puente?"), ())

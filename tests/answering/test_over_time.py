"""Where articles disagree over time, the newer is told first under its day, where the question is about now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from rag.answering.draft import Clock, Draft
from rag.answering.over_time import Change, changed, told_over_time
from rag.languages import language_of
from rag.proof.verifier import Span
from rag.questions.question import read_question
from rag.retrieval.evidence import Excerpt
from rag.types import Answer, Passage, Support
from tests.answering.fakes import FixedRetriever, ScriptedModel, passage
from tests.answering.test_answerer import final, retracted, run

HURT = "¿Cuántos heridos van en el incendio de Osma?"
MAYOR = "¿Quién es el alcalde de Ribalta?"
MEMBERS = "How many members does the chess club of Norham have now?"


def dated(text: str, day: date | None, *, rank: int = 1, title: str = "Un artículo", language: str = "es") -> Passage:
    """A passage of an article of its own that was published on a day."""
    found = passage(text, rank, title=title, language=language)
    document = replace(found.document, id=f"{text}{day}", published=day)
    return replace(found, document=document, chunk=replace(found.chunk, document_id=document.id))


def told(question: str, passages: Sequence[Passage], language: str = "es") -> tuple[str, str] | None:
    """The newer and the older sentence where the first passage answers."""
    asked = read_question(question, language_of(language))
    spans = [Span(passages[0], sentence) for sentence in passages[0].sentences]
    change = changed(asked, passages, spans)
    return (change.newer.sentence.text, change.older.sentence.text) if change else None


NINE = "Van 9 heridos en el incendio de Osma, según el hospital."
MORE = "El incendio de Osma deja ya 14 heridos, dice el hospital."
FIRST, THEN = date(2025, 5, 2), date(2025, 5, 3)

CHANGES = [
    (HURT, "es", NINE, MORE),
    (MAYOR, "es", "El alcalde de Ribalta, Pedro Gómez, dimitió.", "La alcaldesa de Ribalta, Ana Ruiz, abrió la plaza."),
    (
        MEMBERS,
        "en",
        "The chess club of Norham has 980 members.",
        "The chess club of Norham now counts 1,250 members.",
    ),
    (
        "¿Cuánto cuesta hoy el billete del ferri?",
        "es",
        "El billete del ferri cuesta 4,50 euros.",
        "El billete del ferri cuesta 5 euros desde enero.",
    ),
    ("Who is the mayor of Ribalta now?", "en", "The mayor of Ribalta is Pedro Gomez.", "Ana Ruiz is mayor of Ribalta."),
]


@pytest.mark.parametrize(("question", "language", "older", "newer"), CHANGES, ids=[c[0] for c in CHANGES])
def test_the_newer_value_comes_first_whichever_answers(question: str, language: str, older: str, newer: str) -> None:
    """Figures of what is counted, sums, persons; in both languages."""
    old, new = (dated(text, day, language=language) for text, day in ((older, FIRST), (newer, THEN)))
    assert told(question, [old, new], language) == told(question, [new, old], language) == (newer, older)


@pytest.mark.parametrize(
    ("question", "first", "other", "day"),
    [
        ("¿Cuántos heridos hubo en el incendio de Osma?", NINE, MORE, THEN),
        (HURT, NINE, MORE, None),
        (HURT, NINE, MORE, FIRST),
        (HURT, NINE, NINE.replace("según", "como dice"), THEN),
        (HURT, NINE, "Van 14 heridos en el incendio de Lerma.", THEN),
        (HURT, NINE, "En el incendio de Osma arden 300 hectáreas.", THEN),
        (HURT, NINE, "En el incendio de Osma van 14 heridos, o 16 heridos.", THEN),
        (MAYOR, "El alcalde de Ribalta, Pedro Gómez, dimitió.", "Ana Ruiz visitó Ribalta.", THEN),
        ("¿Por qué arde ahora Osma?", NINE, MORE, THEN),
    ],
    ids=["then", "undated", "one day", "same", "another fire", "another figure", "two", "no mayor", "why"],
)
def test_nothing_is_said_where_it_is_not_so_for_certain(
    question: str, first: str, other: str, day: date | None
) -> None:
    """Not about now, without both days, the same value, of something else, or more than one value."""
    assert told(question, [dated(first, FIRST), dated(other, day)]) is None


def answer(model: ScriptedModel | None, passages: Sequence[Passage]) -> tuple[Answer, list[str]]:
    """The answer to how many are hurt, and what was taken back."""
    events = run(model, HURT, retriever=FixedRetriever(*passages))
    return final(events), retracted(events)


def test_without_a_model_both_are_told_under_their_days() -> None:
    """Each sentence is proven; the days stand outside of them."""
    found, _ = answer(None, [dated(NINE, FIRST), dated(MORE, THEN, rank=2)])
    assert found.text == (f"Según lo publicado el 3 de mayo de 2025:\n{MORE}\nAntes, el 2 de mayo de 2025:\n{NINE}")
    assert [(claim.text, claim.support) for claim in found.claims] == [
        (MORE, Support.SUPPORTED),
        (NINE, Support.SUPPORTED),
    ]
    assert [found.text[claim.start : claim.end] for claim in found.claims] == [MORE, NINE]


def test_a_model_that_tells_the_newer_is_followed_by_the_older() -> None:
    """With the days of both."""
    found, withdrawn = answer(ScriptedModel(MORE), [dated(NINE, FIRST), dated(MORE, THEN, rank=2)])
    assert found.text == f"{MORE}\nAsí se publicó el 3 de mayo de 2025; antes, el 2 de mayo de 2025:\n{NINE}"
    assert withdrawn == []


def test_a_model_that_tells_the_older_gives_way() -> None:
    """A reader sees why."""
    found, withdrawn = answer(ScriptedModel(NINE), [dated(NINE, FIRST), dated(MORE, THEN, rank=2)])
    assert found.text.startswith(f"Según lo publicado el 3 de mayo de 2025:\n{MORE}\n")
    assert withdrawn == ["un artículo posterior dice otra cosa"]


def test_a_day_heads_only_what_came_out_on_it() -> None:
    """The rest of the newer article stands before the older sentence, what came out on other days nowhere."""
    rest, third = "La alcaldesa visita a los heridos.", "Ayer hubo viento."
    new, old, other = dated(f"{MORE} {rest}", THEN), dated(f"{NINE} {third}", FIRST), dated(third, date(2025, 5, 1))
    change = Change(Span(new, new.sentences[0]), Span(old, old.sentences[0]))
    draft = Draft(Clock())
    list(
        told_over_time(
            change, [Excerpt(p, tuple(p.sentences), 1.0) for p in (old, new, other)], language_of("es"), draft
        )
    )
    assert draft.text.splitlines()[1:3] == [MORE, rest]
    assert draft.text.splitlines()[3:] == ["Antes, el 2 de mayo de 2025:", NINE]

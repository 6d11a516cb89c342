"""Questions over real press: what a label takes for right, and that the file of questions can be trusted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from eval.press import Label, PressQuestion, machine_label, read_questions
from rag.types import Answer, Mode, Status, Timings

BRIDGE = PressQuestion("q", "list", "es", "¿Quién pagó?", ("a",), items=(("Osma",), ("El Burgo", "Burgo")))


def answer(text: str, status: Status = Status.ANSWERED) -> Answer:
    """An answer with a text."""
    return Answer("¿?", text, "es", (), (), status, Timings(), Mode.LLM)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Pagaron OSMA y Burgo.", Label.RIGHT),
        ("Pagó Osma.", Label.NOT_WHOLE),
        ("Pagó Soria.", Label.WRONG),
        ("Pagó Cosmática.", Label.WRONG),
    ],
)
def test_an_answer_is_right_that_holds_all_and_not_whole_that_holds_some(text: str, label: Label) -> None:
    """Without accents and case, from the beginning of a word."""
    assert machine_label(BRIDGE, answer(text)) is label


def test_a_refusal_is_one_whatever_it_says() -> None:
    """And every answer to what the archive does not say is wrong."""
    assert machine_label(BRIDGE, answer("Osma y Burgo", Status.INSUFFICIENT)) is Label.REFUSED
    assert machine_label(replace(BRIDGE, kind="unanswerable"), answer("Osma y Burgo")) is Label.WRONG


def test_yes_for_no_is_wrong_though_the_fact_is_there() -> None:
    """Without a yes or no the fact settles it."""
    question = replace(BRIDGE, kind="yesno", items=(("no",), ("Osma",)))
    said = [machine_label(question, answer(text)) for text in ("Pagó Osma.", "No, pagó Osma.", "Sí, pagó Osma.")]
    assert said == [Label.RIGHT, Label.RIGHT, Label.WRONG]


def test_there_are_enough_questions_of_every_kind_and_every_part_has_some() -> None:
    """At least twelve of a kind, forty-eight without an answer, gold for all others, and no text of articles."""
    questions = read_questions()
    kinds = Counter(question.kind for question in questions)
    assert min(kinds.values()) >= 12
    assert kinds["unanswerable"] >= 48
    assert all(bool(q.items) is q.is_answerable and q.articles and q.text for q in questions)
    assert {q.part for q in questions} == {"build", "fit", "report"}
    assert max(len(spelling) for q in questions for item in q.items for spelling in item) < 80
    assert len({q.id for q in questions}) == len(questions)

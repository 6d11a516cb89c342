"""Near-misses made from answerable questions, to fit abstention on: the same question of another name, year or figure.

They are made by rule and seeded, so some are clumsy; the questions that abstention is judged by are written by hand.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from eval.xquad import Question
from rag.languages import language_of
from rag.text.names import find_names
from rag.text.numbers import find_quantities
from rag.text.terms import fold, tokenize

__all__ = ["as_keywords", "changed", "topic"]

_FARTHEST = 9
"""Years by which a year is shifted at most."""


def topic(question: Question) -> str:
    """The article of Wikipedia that a question's paragraph is from; XQuAD has five paragraphs of each."""
    return question.context_id.rsplit("-", 1)[0]


def changed(questions: Sequence[Question], contexts: dict[str, str], seed: int) -> list[Question]:
    """One near-miss of each question that names or states something: a name, year or figure is put in another's place.

    The new one is of the same topic where that has one that the question's paragraph lacks, else of any. Questions
    that name and state nothing are left out.
    """
    draw = random.Random(seed)
    names = [(topic(q), name.text) for q in questions for name in find_names(q.text, language_of(q.language))]
    made = (_changed(q, contexts[q.context_id], names, draw) for q in questions)
    return [q for q in made if q is not None]


def as_keywords(question: Question) -> Question:
    """A question as many type it into a search box: small letters, no accents, no marks."""
    return replace(question, text=" ".join(tokenize(question.text)))


def _changed(question: Question, context: str, names: list[tuple[str, str]], draw: random.Random) -> Question | None:
    figures = find_quantities(question.text, language_of(question.language))
    own = find_names(question.text, language_of(question.language))
    if figures and (not own or draw.random() < 0.5):
        figure = draw.choice(figures)
        written = question.text[figure.start : figure.end]
        return _with(question, figure.start, figure.end, _other_figure(written, context, draw))
    if not own:
        return None
    name = draw.choice(own)
    held = fold(context + question.text)
    absent = [(place, other) for place, other in names if fold(other) not in held]
    near = [other for place, other in absent if place == topic(question)]
    far = [other for _, other in absent]
    pool = near if near and draw.random() < 0.5 else far
    return _with(question, name.start, name.end, draw.choice(pool))


def _other_figure(written: str, context: str, draw: random.Random) -> str | None:
    """A figure of the same shape that the paragraph does not hold; None where it is written in words."""
    digits = "".join(c for c in written if c.isdigit())
    if digits != written:
        return None
    shifts = [n for n in range(-_FARTHEST, _FARTHEST + 1) if n and int(digits) + n > 0]
    others = [str(int(digits) + n) for n in shifts if str(int(digits) + n) not in context]
    return draw.choice(others) if others else None


def _with(question: Question, start: int, end: int, text: str | None) -> Question | None:
    if text is None:
        return None
    return replace(question, text=question.text[:start] + text + question.text[end:], answers=())

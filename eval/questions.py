"""Whether questions over real press are read as what they are: the kind that a person gave each of them.

Only kinds that the words of a question tell are counted: a follow-up, a question in English and one that nothing
answers may be of any. Of a question of several parts it counts that it is divided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.intervals import wilson
from eval.press import PressQuestion
from eval.sources import PARTS
from rag.languages import language_of
from rag.questions.question import Kind, Question, read_question

__all__ = ["KINDS", "Read", "read_all", "table"]

KINDS = {
    "fact": Kind.FACT,
    "why": Kind.WHY,
    "how": Kind.HOW,
    "list": Kind.LIST,
    "overview": Kind.OVERVIEW,
    "keywords": Kind.KEYWORDS,
    "yesno": Kind.YES_NO,
}
SEVERAL = "parts"


@dataclass(frozen=True, slots=True)
class Read:
    """A question as a person and as the rules read it."""

    asked: PressQuestion
    question: Question

    @property
    def right(self) -> bool:
        """Whether both agree."""
        if self.asked.kind == SEVERAL:
            return len(self.question.parts) > 1
        return self.question.kind is KINDS[self.asked.kind]

    def __str__(self) -> str:
        parts = "".join(f"\n    | {part.text}" for part in self.question.divided)
        return (
            f"{self.asked.id} {self.asked.kind}: {self.question.kind}, {self.question.asked}: {self.asked.text}{parts}"
        )


def read_all(questions: Sequence[PressQuestion]) -> list[Read]:
    """The questions whose kind a person told, read."""
    counted = (question for question in questions if question.kind in KINDS or question.kind == SEVERAL)
    return [Read(question, read_question(question.text, language_of(question.language))) for question in counted]


def table(read: Sequence[Read]) -> list[str]:
    """A line for each kind and one for all, with a column for each part of the articles."""
    kinds = dict.fromkeys(one.asked.kind for one in read)
    header = f"{'':10}" + "".join(f"{part:>24}" for part in PARTS)
    return [header, *(_line(kind, [r for r in read if r.asked.kind == kind]) for kind in kinds), _line("all", read)]


def _line(name: str, read: Sequence[Read]) -> str:
    return f"{name:10}" + "".join(f"{cell:>24}" for cell in _cells(read))


def _cells(read: Sequence[Read]) -> Iterator[str]:
    for part in PARTS:
        of_part = [one for one in read if one.asked.part == part]
        right = sum(one.right for one in of_part)
        low, high = wilson(right, len(of_part)) if of_part else (0.0, 1.0)
        yield f"{right}/{len(of_part)} [{low:.0%}, {high:.0%}]"

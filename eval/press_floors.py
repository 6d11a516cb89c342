"""What the questions over real press must reach, so that a check can fail: four shares, of a part and a way to answer.

They stand with the other floors (`eval/examination/floors.toml`), as `[press.PART.MODE]`, and hold for all questions of
that part. What a replay does not hold counts as the worst in each of the four, so that no gap raises a figure; or it is
left out where that is asked for and most is held: on a processor without the instructions of the one that recorded, a
third of the prompts had never been said, by an earlier program too (most likely vectors that differ in a last bit).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from eval.examination.gates import read_toml
from eval.intervals import Rate
from eval.press import Asked, Label
from rag.errors import HemerotecaError

__all__ = ["Floors", "broken", "read_floors"]

MOST = 0.5
"""Share of the answerable questions, and of the others, that a replay must hold to be judged by those alone."""


@dataclass(frozen=True, slots=True)
class Floors:
    """Shares from 0 to 1.

    Attributes:
        right: Of the questions that the archive answers, at least.
        wrong: Of the same, at most.
        refused: Of the same, at most.
        answered: Of those that it does not answer, at most.
    """

    right: float
    wrong: float
    refused: float
    answered: float


def read_floors(path: Path, part: str, mode: str) -> Floors:
    """Read the floors of one part of the articles and one way to answer.

    Raises:
        HemerotecaError: The file is missing or no TOML, has no such floors, or gives anything but the four shares.
    """
    table = read_toml(path)
    for name in ("press", part, mode):
        table = table.get(name, {}) if isinstance(table, dict) else {}
    place, names = f"{path}: [press.{part}.{mode}]", [field.name for field in fields(Floors)]
    if not isinstance(table, dict) or table.keys() != set(names):
        raise HemerotecaError(
            f"{place} must give {', '.join(names)}, and nothing else: write it, or leave --floors out."
        )
    for name, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise HemerotecaError(f"{place} gives {name} the value {value!r}; expected a number from 0 to 1.")
    return Floors(**table)


def broken(asked: Sequence[Asked], floors: Floors, *, recorded: bool = False) -> list[str]:
    """A line for each floor that is missed: which figure, what it is and what it should be.

    With `recorded`, of what is recorded alone; that too little is counts as a floor.
    """
    held = [a for a in asked if a.label is not Label.NOT_RECORDED] if recorded else asked
    if line := _too_little(held, asked):
        return [line]
    found = _found(held)
    return [line for name, floor in asdict(floors).items() if (line := _missed(name, found[name], floor))]


def _too_little(held: Sequence[Asked], asked: Sequence[Asked]) -> str:
    """What is said where too little of either kind of questions is held; empty where most is."""
    for answerable in (True, False):
        counts = [sum(a.question.is_answerable is answerable for a in some) for some in (held, asked)]
        if (share := Rate(*counts)).of and share.value < MOST:
            return f"recorded: {share}, at least {MOST:.1%}"
    return ""


def _missed(name: str, rate: Rate, floor: float) -> str:
    """What is said of a figure that misses its floor; empty of one that keeps it."""
    least = name == "right"
    kept = rate.value >= floor if least else rate.value <= floor
    return "" if kept else f"{name}: {rate}, {'at least' if least else 'at most'} {floor:.1%}"


def _found(asked: Sequence[Asked]) -> dict[str, Rate]:
    answerable = [a.label for a in asked if a.question.is_answerable]
    trapped = [a.label for a in asked if not a.question.is_answerable]

    def at_worst(label: Label) -> Rate:
        return Rate(sum(given in (label, Label.NOT_RECORDED) for given in answerable), len(answerable))

    return {
        "right": Rate(answerable.count(Label.RIGHT), len(answerable)),
        "wrong": at_worst(Label.WRONG),
        "refused": at_worst(Label.REFUSED),
        "answered": Rate(len(trapped) - trapped.count(Label.REFUSED), len(trapped)),
    }

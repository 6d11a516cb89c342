"""Whether the splitter finds the seams of real news again: sentences of FLARES joined in groups, then split.

Only seams with a final mark before them count, since nine in a hundred of these sentences end without any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from eval.claims import FLARES, SEED
from eval.intervals import Rate
from eval.xquad import read_rows
from rag.languages.spanish import SPANISH
from rag.text.sentences import split_sentences

__all__ = ["FLOOR", "Seams", "measure", "run"]

FLOOR = 0.97
"""Least share of the punctuated seams that must be found."""

GROUP = 5
_FINAL = (".", "!", "?", "…", ".»", ".”", '."', ".)", "?»", "!»", "?”", "!”")


@dataclass(frozen=True, slots=True)
class Seams:
    """Seams that there are, that were found, and boundaries that were found where there is none."""

    there: int
    found: int
    false: int

    @property
    def passed(self) -> bool:
        """Whether the recall reaches its floor."""
        return Rate(self.found, self.there).value >= FLOOR

    def __str__(self) -> str:
        """Two lines for a report."""
        verdict = "ok" if self.passed else "BELOW"
        return (
            f"recall    {Rate(self.found, self.there)}  floor {FLOOR:.0%} {verdict}\n"
            f"precision {Rate(self.found, self.found + self.false)}  (inner sentences of the data count as false)"
        )


def measure(groups: Sequence[Sequence[str]]) -> Seams:
    """Join each group with a space and split it again."""
    there = found = false = 0
    for group in groups:
        ends = set(list(accumulate(len(text) + 1 for text in group))[:-1])
        text = " ".join(group)
        starts = {start for start, _ in split_sentences(text, SPANISH)} - {0}
        there += len(ends)
        found += len(ends & starts)
        false += len(starts - ends)
    return Seams(there, found, false)


def run(path: Path = FLARES) -> Seams:
    """The punctuated sentences of FLARES in seeded groups of five."""
    texts = [" ".join(row["text"].split()) for row in read_rows(path)]
    punctuated = [text for text in texts if text.endswith(_FINAL)]
    Random(SEED).shuffle(punctuated)
    return measure([punctuated[i : i + GROUP] for i in range(0, len(punctuated), GROUP)])

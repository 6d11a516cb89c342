"""What filters compare of an article, as numbers: its day, and 64 bits that stand for each of its names.

A number lets through all that a filter does and hardly anything else: two names share one with a chance of 2⁻⁶⁴. What
is let through wrongly the ledger takes out again, which compares the names themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

from rag.text.terms import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["NAMED", "NO_DAY", "Facts", "Wanted", "article_number", "day_number", "name_number", "number", "same_name"]

NAMED = ("outlet", "author", "section", "language")
"""Fields of an article that a filter compares as a whole."""

NO_DAY = 0
"""Stands for a day that is not known; the first day of the calendar is 1."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of a live article; 0 for a name that it does not give.

    Attributes:
        article: Its id.
        day: Of publication.
        dateline: What heads its day, where it names no outlet: «Forbes, 3 de mayo de 2024» may name a place or one.
        stamp: Another where the article was read or cut otherwise, or any of these differs.
    """

    article: int
    day: int
    outlet: int
    author: int
    section: int
    language: int
    dateline: int
    stamp: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a filter lets through.

    Attributes:
        since: First day; None for any.
        until: Last day; None for any.
        names: For each name that is set, the columns of which one must hold its number.
        articles: Numbers of the articles, where only some fit.
    """

    since: int | None = None
    until: int | None = None
    names: tuple[tuple[tuple[str, int], ...], ...] = ()
    articles: NDArray[np.int64] | None = field(default=None, compare=False)

    @property
    def days(self) -> tuple[int, int] | None:
        """The first day and the last, both included; None where any fits, also none."""
        if self.since is None and self.until is None:
            return None
        return self.since or date.min.toordinal(), self.until or date.max.toordinal()


def number(name: str) -> int:
    """A number of 64 bits, with its sign, that stands for a name, also for one of bytes that are no text."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)


def article_number(document_id: str) -> int:
    """Stands for an article."""
    return number(f"article={document_id}")


def name_number(column: str, name: str) -> int:
    """Stands for a name in a column; 0 for none."""
    folded = same_name(name)
    return number(f"{column}={folded}") if folded else 0


def day_number(day: str | None) -> int:
    """Stands for a day as the ledger writes it."""
    return date.fromisoformat(day).toordinal() if day else NO_DAY


def same_name(name: str) -> str:
    """«EL PAÍS», «El País» and «el pais» are one."""
    return " ".join(fold(name).split())

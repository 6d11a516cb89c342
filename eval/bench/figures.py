"""What the bench finds: a value beside its limit, and how far it went from one time to the next."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Figure", "median", "ratios", "seconds"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its unit and, where one was promised, its limit.

    Attributes:
        name: What was measured.
        value: The median, where it was measured several times.
        unit: Of the value; empty for a number of things that the name says.
        limit: What was promised.
        at_least: Whether the limit is the least that is good, and not the most.
        spread: The least and the greatest of several times; None of a single one.
        at: Of what, where the same is measured of several.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    spread: tuple[float, float] | None = None
    at: str = ""

    @classmethod
    def of(
        cls, name: str, values: Sequence[float], unit: str, limit: float | None = None, *, at_least: bool = False
    ) -> Figure:
        """The median of several values, with their spread."""
        spread = (min(values), max(values)) if len(values) > 1 else None
        return cls(name, median(values), unit, limit, at_least, spread)

    @property
    def passed(self) -> bool:
        """Whether the limit was kept; true where there is none."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        """One line for a report."""
        spread = f"{self.spread[0]:.2f} to {self.spread[1]:.2f}" if self.spread else ""
        limit = ""
        if self.limit is not None:
            bound = "at least" if self.at_least else "at most"
            limit = f"({bound} {self.limit:g}: {'ok' if self.passed else 'MISSED'})"
        name = f"{self.at}: {self.name}" if self.at else self.name
        return f"{name:66} {self.value:9.2f} {self.unit:10} {spread:18} {limit}".rstrip()


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def ratios(dividends: Sequence[float], divisors: Sequence[float]) -> list[float]:
    """Each of the first by its own of the second: what was measured side by side is compared so."""
    return [dividend / divisor for dividend, divisor in zip(dividends, divisors, strict=True)]


def seconds(action: Callable[[], object]) -> float:
    """How long something takes, by the clock."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started

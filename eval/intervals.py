"""Intervals for shares of counts."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.stats import binomtest

__all__ = ["Rate", "wilson"]


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of some cases, with the interval that holds the true rate 95 times in 100."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """Share from 0 to 1; 0 of no cases."""
        return self.count / self.of if self.of else 0.0

    def __str__(self) -> str:
        low, high = wilson(self.count, self.of)
        return f"{self.value:6.1%} ({self.count} of {self.of}, 95 % interval {low:.1%} to {high:.1%})"


def wilson(right: int, count: int) -> tuple[float, float]:
    """Wilson score interval of a share (Wilson, 1927) for 95 %; (0, 1) where nothing was counted.

    Raises:
        ValueError: More were right than were counted.
    """
    if not 0 <= right <= count:
        raise ValueError(f"{right} of {count} is no share")
    if count == 0:
        return 0.0, 1.0
    interval = binomtest(right, count).proportion_ci(confidence_level=0.95, method="wilson")
    return float(interval.low), float(interval.high)

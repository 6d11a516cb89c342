"""Intervals for shares of counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

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


def wilson(right: int, count: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson score interval of a share (Wilson, 1927), by default for 95 %; (0, 1) where nothing was counted.

    Raises:
        ValueError: More were right than were counted.
    """
    if not 0 <= right <= count:
        raise ValueError(f"{right} of {count} is no share")
    if count == 0:
        return 0.0, 1.0
    share = right / count
    centre = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)

"""How somebody hears how far it is."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Progress", "silent"]

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number there are; first with those that were done before."""


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""

"""How long the rest takes."""

from __future__ import annotations

from rag.indexing import Pace
from rag.types import Growth


def test_what_was_done_before_tells_nothing_of_the_pace() -> None:
    """Two files in ten seconds leave fifty for ten, however many an earlier run had done."""
    seconds = iter([100.0, 110.0, 120.0])
    pace = Pace(lambda: next(seconds))
    assert pace.growth(500, 512) == Growth(500, 512, None)
    assert pace.growth(502, 512) == Growth(502, 512, 50.0)
    assert pace.growth(512, 512) is None

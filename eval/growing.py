"""What `eval.million` measures, beside what was promised: `python -m eval million`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import numpy as np

from eval.bench import Figure
from eval.million import Growth, grow

__all__ = ["figures", "run"]


def run(passages: int, vectors: Path | None = None, folder: Path | None = None) -> Iterator[Figure]:
    """Grow an archive to some passages, by tens, and measure it at each.

    Args:
        passages: How many.
        vectors: A file of real unit vectors (`.npy`); made up where there is none.
        folder: Where the archive is kept; else it goes at the end.
    """
    sizes = [size for size in (20_000, 100_000, 200_000) if size < passages]
    base = np.load(vectors) if vectors else None
    with nullcontext(folder) if folder else tempfile.TemporaryDirectory() as place:
        for growth in grow(Path(place), [*sizes, passages], base):
            yield from figures(growth)


def figures(growth: Growth) -> Iterator[Figure]:
    """The figures of one size."""
    asked, of = growth.asked, f"{growth.passages:,} passages:"
    yield Figure(f"{of} written a second", growth.rate, "1/s")
    yield Figure(f"{of} disk", growth.disk / growth.passages, "B each")
    yield Figure(f"{of} start to first answer", asked.start, "s", 20)
    yield Figure(f"{of} memory of the asking process", asked.memory / 1e9, "GB", 4)
    yield Figure(f"{of} of it pages of files", asked.mapped / 1e9, "GB")
    yield Figure(f"{of} recall of the nearest ten", asked.recall, "ratio", 0.97, at_least=True)
    yield Figure(f"{of} recall under a filter, least", asked.filtered_recall, "ratio", 0.97, at_least=True)
    for pace in asked.paces:
        limit = (0.2 if " by " in pace.name else 0.1) if pace.name.startswith("both") else None
        yield Figure(f"{of} {pace.name}, {pace.share:g} fit, median", pace.median * 1000, "ms")
        yield Figure(f"{of} {pace.name}, {pace.share:g} fit, p95", pace.p95 * 1000, "ms", limit and limit * 1000)
        yield Figure(f"{of} {pace.name}, {pace.share:g} fit, p95 of the processor", pace.processor * 1000, "ms")

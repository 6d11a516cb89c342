"""What is told of an archive that grows."""

from __future__ import annotations

import numpy as np

from eval.bench.growth import Disguised, tell
from eval.million import Asked, Growth, Pace
from tests.fakes.embedder import FakeEmbedder

PACES = (
    Pace("vectors", 1.0, 0.9, 0.9, 0.0),
    Pace("both", 1.0, 0.02, 0.05, 0.0),
    Pace("words by day", 0.1, 0.9, 0.9, 0.0),
    Pace("both by day", 0.1, 0.01, 0.03, 0.0),
    Pace("both by day", 1.0, 0.02, 0.04, 0.0),
    Pace("both by outlet", 0.5, 0.06, 0.25, 0.0),
)


def test_whole_searches_are_told_by_their_median_and_the_slowest_filter_by_its_p95() -> None:
    """Not the parts of them; all under the size of the archive."""
    asked = Asked(start=1.5, memory=2e9, mapped=0, paces=PACES, recall=0.99, filtered_recall=0.9)
    figures = list(tell(Growth(10_000, 400.0, 3e9, asked)))
    assert {figure.at for figure in figures} == {"10,000 passages"}
    found = {figure.name: (round(figure.value, 6), figure.passed) for figure in figures}
    assert found == {
        "passages written a second, nothing embedded": (400.0, True),
        "start, to the first answer": (1.5, True),
        "search, median": (20.0, True),
        "search, p95": (50.0, True),
        "search with a filter, median": (20.0, True),
        "search with a filter, p95": (250.0, False),
        "recall@10": (0.99, True),
        "recall@10, least of any filter": (0.9, False),
        "memory of the process that answers": (2.0, True),
        "disk": (3.0, True),
    }


def test_a_disguised_embedder_gives_its_own_vectors_under_the_archives_name() -> None:
    """So that a question is embedded for real."""
    embedder = FakeEmbedder()
    disguised = Disguised(embedder)
    assert (disguised.name, disguised.fingerprint, disguised.dimension) == ("noise", "noise", 32)
    assert np.array_equal(disguised.embed_queries(["uno"]), embedder.embed_queries(["uno"]))
    assert np.array_equal(disguised.embed_passages(["uno"]), embedder.embed_passages(["uno"]))

"""What Chroma's graph does not reach is found all the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rag.store import vectors

ROWS = {"a": [1.0, 0.0], "b": [0.6, 0.8], "c": [0.0, 1.0]}


class Collection:
    """Holds the rows, and reaches only some of them through its graph."""

    def __init__(self, *reached: str) -> None:
        self._reached = reached

    def query(self, query_embeddings: Sequence[Any], n_results: int, include: Sequence[str]) -> dict[str, Any]:
        """The reached ones, nearest first, with their distances."""
        near = sorted((1 - float(np.dot(ROWS[i], query_embeddings[0])), i) for i in self._reached)[:n_results]
        return {"ids": [[i for _, i in near]], "distances": [[distance for distance, _ in near]]}

    def count(self) -> int:
        """Of all rows."""
        return len(ROWS)

    def get(self, include: Sequence[str]) -> dict[str, Any]:
        """All rows."""
        return {"ids": list(ROWS), "embeddings": np.asarray(list(ROWS.values()))}


def found(collection: Collection, k: int) -> list[str]:
    """Ids, nearest to the first row first."""
    vector = np.asarray([1.0, 0.0], dtype=np.float32)
    return [i for i, _ in vectors._query(collection, vector, k)]


def test_a_graph_that_reaches_less_than_it_holds_is_made_up_for() -> None:
    """Where more are asked for than it gives; else its answer stands, approximate as it is."""
    assert found(Collection("a", "c"), 3) == ["a", "b", "c"]
    assert found(Collection("c"), 2) == ["a", "b"]
    assert found(Collection("a", "c"), 2) == ["a", "c"]
    assert found(Collection("a", "b", "c"), 10) == ["a", "b", "c"]

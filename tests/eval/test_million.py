"""The archive that grows: what is written is what is asked for, and exact answers are those of all its passages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from eval import million
from eval.million import AT_ONCE, OUTLETS, grow, made_up_vectors
from rag.store import EmbeddingIdentity, Store
from rag.types import Filters

DIMENSION = 16


@pytest.mark.slow
def test_a_small_archive_grows_and_is_measured(tmp_path: Path) -> None:
    """By a process of its own, which finds what is nearest, with a filter and without."""
    base = made_up_vectors(200, DIMENSION)
    first, second = grow(tmp_path, [AT_ONCE, 3 * AT_ONCE - 1], base)
    assert (first.passages, second.passages) == (AT_ONCE, 3 * AT_ONCE)
    assert second.asked.recall > 0.95
    assert second.asked.filtered_recall > 0.95
    assert {pace.name.split(" by ")[0] for pace in second.asked.paces} == {"vectors", "words", "both"}
    assert all(0 < pace.median <= pace.p95 for pace in second.asked.paces)
    with Store.open(tmp_path / "index", EmbeddingIdentity("noise", DIMENSION, "noise")) as store:
        assert store.counts() == (120, 3 * AT_ONCE)
        assert [finding.where for finding in store.verify().findings] == ["folder"]  # there are no files
        assert len(store.search_passages(base[0], 20, Filters(since=date(2021, 5, 15)))) == 20


def test_days_and_outlets_have_the_shares_that_are_asked_for() -> None:
    """Within what so many articles can have."""
    numbers = range(20_000)
    late = np.mean([million._day(n) >= 900 for n in numbers])
    assert late == pytest.approx(0.1, abs=0.005)
    named = [million._outlet(n) for n in numbers]
    for name, share in OUTLETS.items():
        assert named.count(name) / len(named) == pytest.approx(share, abs=0.002)


def test_the_exact_nearest_are_those_of_a_full_comparison() -> None:
    """Found batch by batch, with fewer than ten where fewer fit."""
    base = made_up_vectors(50, DIMENSION)
    every = np.concatenate([million._vectors(base, batch) for batch in range(3)])
    asked = [vector for vector, _ in million._questions(base)]
    nearest = [[million._chunk_id(int(row)) for row in np.argsort(-(every @ vector))[:10]] for vector in asked]
    assert million._recalls(base, 3 * AT_ONCE, {"0": nearest}) == {"0": 1.0}
    halves = [ids[:5] for ids in nearest]
    assert million._recalls(base, 3 * AT_ONCE, {"0": halves}) == {"0": pytest.approx(0.5)}

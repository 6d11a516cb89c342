"""Readers of the bench, who speak the page's own protocol."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eval.bench.crowd import percentile


@given(st.lists(st.floats(0, 100), min_size=1))
def test_a_percentile_is_one_of_the_values(values: list[float]) -> None:
    """No less than the middle, and nineteen of twenty lie at or below it."""
    found = percentile(values)
    assert found in values
    assert sum(value <= found for value in values) >= 0.95 * len(values)

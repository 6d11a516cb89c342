"""The score interval of a share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import wilson


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
        pytest.param(81, 263, 0.2553, 0.3662, id="81 of 263"),
        pytest.param(15, 148, 0.0624, 0.1605, id="15 of 148"),
        pytest.param(0, 20, 0.0, 0.1611, id="none of 20"),
        pytest.param(1, 29, 0.0061, 0.1718, id="1 of 29"),
    ],
)
def test_the_interval_is_the_published_one(hits: int, count: int, low: float, high: float) -> None:
    """Worked examples of the literature."""
    assert wilson(hits, count) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_in_bounds(case: tuple[int, int]) -> None:
    """Whatever the counts."""
    low, high = wilson(*case)
    assert 0 <= low <= case[0] / case[1] + 1e-12
    assert case[0] / case[1] - 1e-12 <= high <= 1


def test_nothing_counted_tells_nothing_and_more_hits_than_cases_are_an_error() -> None:
    """The bounds of what makes sense."""
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="5 hits of 3"):
        wilson(5, 3)

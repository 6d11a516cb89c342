"""Wilson intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from eval.intervals import wilson


def test_wilson_by_hand() -> None:
    """8 of 10: (0.4902, 0.9433), as in the literature."""
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(0, 300), st.integers(1, 300))
def test_wilson_agrees_with_scipy(right: int, count: int) -> None:
    """For every share there is."""
    right = min(right, count)
    low, high = binomtest(right, count).proportion_ci(method="wilson")
    assert wilson(right, count) == pytest.approx((low, high), abs=1e-4)


def test_more_than_all_is_no_share() -> None:
    """An error, not a number above one."""
    with pytest.raises(ValueError, match="no share"):
        wilson(3, 2)

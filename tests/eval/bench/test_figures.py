"""Figures beside their limits, and what is made of several measurements."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.figures import Figure, ratios, seconds

VALUES = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("value", "at_least", "passed"),
    [(2.0, False, True), (2.1, False, False), (2.0, True, True), (1.9, True, False)],
)
def test_a_limit_is_kept_on_its_own_side_and_at_itself(value: float, at_least: bool, passed: bool) -> None:
    """Most that is good, or least that is good."""
    figure = Figure("one", value, "s", 2.0, at_least)
    assert figure.passed is passed
    assert ("MISSED" in str(figure)) is not passed


def test_a_figure_without_a_limit_is_told_and_cannot_fail() -> None:
    """Nothing was promised."""
    figure = Figure("one", 1e9, "s")
    assert figure.passed
    assert str(figure).split() == ["one", "1000000000.00", "s"]


@given(VALUES)
def test_of_several_values_the_median_stands_within_its_spread(values: Sequence[float]) -> None:
    """A single one has no spread."""
    figure = Figure.of("one", values, "s")
    if len(values) == 1:
        assert (figure.value, figure.spread) == (values[0], None)
        return
    assert figure.spread == (min(values), max(values))
    assert figure.spread[0] <= figure.value <= figure.spread[1]


def test_what_was_measured_side_by_side_is_compared_so() -> None:
    """The median of ratios, not the ratio of medians: a slow turn is slow for both."""
    plain, ours = [30.0, 90.0, 20.0], [10.0, 30.0, 10.0]
    assert ratios(plain, ours) == [3.0, 3.0, 2.0]
    assert Figure.of("times as fast", ratios(plain, ours), "ratio").value == 3.0
    with pytest.raises(ValueError, match="shorter"):
        ratios(plain, ours[:2])


def test_seconds_are_those_of_the_action() -> None:
    """It is done once."""
    done: list[int] = []
    assert seconds(lambda: done.append(1)) >= 0
    assert done == [1]

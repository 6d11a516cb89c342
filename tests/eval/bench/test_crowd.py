"""Readers of the bench, who speak the page's own protocol."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eval.bench.crowd import QUESTIONS, is_mixed, percentile
from eval.bench.windows import Seen


@given(st.lists(st.floats(0, 100), min_size=1))
def test_a_percentile_is_one_of_the_values(values: list[float]) -> None:
    """No less than the middle, and nineteen of twenty lie at or below it."""
    found = percentile(values)
    assert found in values
    assert sum(value <= found for value in values) >= 0.95 * len(values)


def test_a_stream_that_shows_anothers_question_or_lacks_its_own_is_noticed() -> None:
    """As the page sends them, with its signs escaped."""
    own, other = QUESTIONS[:2]

    def seen(text: str) -> Seen:
        return Seen(own, 0.0, 0.0, 0, text.replace("?", "&#63;"))

    assert not is_mixed(seen(f"{own} y {own}"))
    assert is_mixed(seen(f"{own} y {other}"))
    assert is_mixed(seen("nada"))
    assert len(set(QUESTIONS)) == len(QUESTIONS) == 20

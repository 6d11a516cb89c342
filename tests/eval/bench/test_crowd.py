"""Readers of the bench, who speak the page's own protocol."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eval.bench.crowd import QUESTIONS, is_mixed, percentile, turns
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


class Growing:
    """A reader who is sent more at every turn, as of a page that sends the whole conversation."""

    def __init__(self, more: int) -> None:
        self._more = more
        self._turns = 0

    def ask(self, question: str) -> Seen:
        """As long as ever, and so much more than before."""
        self._turns += 1
        return Seen(question, 0.1, 0.1, 10_000 + self._turns * self._more, "")


def test_a_page_that_sends_the_whole_conversation_is_found_out() -> None:
    """By the bytes of the last turns, where the time alone would not tell."""
    for more, kept in ((0, True), (3_000, False)):
        figures = {figure.name: figure for figure in turns(Growing(more), ["a", "b", "c"])}
        assert figures["50 in one conversation: bytes sent for the last by the first"].passed is kept
        assert figures["50 in one conversation: time of the last by the first"].passed
        assert figures["turn 50 of one conversation: sent"].value == (10_000 + 50 * more) / 1024

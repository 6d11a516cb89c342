"""The line before the desk."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.serving.line import Line, WaitingForTurn, expected_wait

seconds = st.floats(-100, 1000, allow_nan=False)


def test_they_begin_in_the_order_in_which_they_came() -> None:
    """As many as there are places; the next one when one of them has left."""
    line = Line()
    for who in "abc":
        line.enter(who)
    assert not line.begins("b", 1, 0)
    assert line.begins("a", 1, 0)
    assert not line.begins("b", 1, 0)
    assert line.turn("c", 1) == WaitingForTurn(2)
    assert line.begins("b", 2, 0)
    line.leave("a")
    assert line.begins("c", 2, 0)


def test_a_line_is_clear_once_all_have_gone() -> None:
    """Those of a kind who wait and who have begun; who does not want to wait for ever need not."""
    line = Line()
    started = time.monotonic()
    assert line.clear(str, 10)
    for who in ("a", "b", 3):
        line.enter(who)
    line.begins("a", 1, 0)
    assert not line.clear(str, 0.01)
    assert line.clear(bytes, 10)
    for who in "ab":
        threading.Timer(0.05, line.leave, [who]).start()
    assert line.clear(str, 10)
    assert time.monotonic() - started < 5


def test_one_who_leaves_the_line_makes_room_and_tells_nothing_of_how_long_answers_take() -> None:
    """The others move up; leaving twice is nothing."""
    line = Line()
    for who in "ab":
        line.enter(who)
    line.leave("a")
    line.leave("a")
    assert line.turn("b", 1) == WaitingForTurn(1)


def test_the_wait_is_foretold_from_what_answers_took(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the running answer is left, and one waits before."""
    now = [0.0]
    monkeypatch.setattr("ui.serving.line.time.monotonic", lambda: now[0])
    line = Line()
    for who in "abcd":
        line.enter(who)
    assert line.begins("a", 1, 0)
    now[0] = 10.0
    line.leave("a")
    assert line.begins("b", 1, 0)
    now[0] = 15.0
    assert line.turn("c", 1) == WaitingForTurn(1, 5)
    assert line.turn("d", 1) == WaitingForTurn(2, 15)


@given(st.lists(seconds, max_size=4), st.integers(0, 20), st.floats(0, 1000), st.integers(4, 8))
def test_who_comes_later_never_waits_less(left: list[float], before: int, each: float, at_once: int) -> None:
    """Nobody is told less than nothing, and more places never make anybody wait longer."""
    wait = expected_wait(left, before, each, at_once)
    assert 0 <= wait <= expected_wait(left, before + 1, each, at_once)
    assert expected_wait(left, before, each, at_once + 1) <= wait

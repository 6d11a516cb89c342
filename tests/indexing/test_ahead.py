"""Work that goes on in a thread of its own, and ends with who wanted it."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.indexing.ahead import ahead

T = TypeVar("T")


def each(*items: object, closed: list[bool] | None = None) -> Generator[object, None, None]:
    """Some items, noting when nobody wants more; an exception is raised in its turn."""
    try:
        for item in items:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        if closed is not None:
            closed.append(True)


def again(items: Iterator[T]) -> Generator[T, None, None]:
    """The same items."""
    yield from items


@settings(max_examples=50, deadline=None)
@given(items=st.lists(st.integers(1, 9), max_size=12), most=st.integers(1, 12))
def test_everything_comes_in_its_order_through_two_stages(items: list[int], most: int) -> None:
    """Whatever an item weighs, though it be more than there is room for."""
    with ahead((n for n in items), most, lambda n: n) as numbers, ahead(again(numbers), 1) as found:
        assert list(found) == items


def test_what_is_raised_comes_out_as_itself_behind_what_was_made_before() -> None:
    """Through a second stage too."""
    fault = MemoryError("the model fell over")
    with ahead(each(1, 2, fault), 9) as first, ahead(again(first), 9) as second:
        assert (next(second), next(second)) == (1, 2)
        with pytest.raises(MemoryError) as raised:
            next(second)
    assert raised.value is fault


def test_it_is_ahead_by_no_more_than_there_is_room_for() -> None:
    """So that memory stays small; the item that finds no room is the last that is made."""
    made: list[int] = []
    third = threading.Event()

    def count() -> Generator[int, None, None]:
        for n in range(100):
            made.append(n)
            if n == 3:
                third.set()
            yield n

    with ahead(count(), 5, lambda _: 2) as numbers:
        assert third.wait(60)
        assert made == [0, 1, 2, 3]
        assert next(numbers) == 0


def interrupted_after(taken: int, items: Generator[object, None, None]) -> None:
    """Take some items of two stages, then be interrupted."""
    with ahead(items, 1) as first, ahead(again(first), 1) as second:
        for _ in range(taken):
            next(second)
        raise KeyboardInterrupt


@pytest.mark.parametrize("taken", [0, 1, 3])
def test_the_thread_ends_with_the_block(taken: int) -> None:
    """Whether it waits for room, for the stage before it, or has ended; what it was working off is closed."""
    closed: list[bool] = []
    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        interrupted_after(taken, each(*range(3), closed=closed))
    assert set(threading.enumerate()) <= before
    assert closed == [True]

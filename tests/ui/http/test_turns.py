"""What is asked in a thread and awaited in the loop: what is heard meanwhile, and what becomes of it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import aclosing
from types import SimpleNamespace
from typing import Any

import anyio
import pytest

from tests.patience import PATIENCE
from ui.http import turns as module
from ui.http.turns import stepping


class Errand:
    """Says `first`, and `last` once it is let go on or stopped; then it takes a while to end."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.stopped: list[str] = []
        self.kept = False

    def __call__(self, desk: Any, session: str) -> Iterator[str]:
        """Go through it."""
        try:
            yield "first"
            self.go_on.wait(PATIENCE)
            yield "last"
        finally:
            time.sleep(0.1)
            self.kept = True

    def stop(self, session: str) -> None:
        """As the desk does it."""
        self.stopped.append(session)
        self.go_on.set()

    @property
    def room(self) -> Any:
        """Where it is asked."""
        return SimpleNamespace(serving=SimpleNamespace(desk=self))


def test_something_is_told_while_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Now and then, so that no proxy takes the line for dead."""
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.001)
    errand, told = Errand(), list[Any]()

    async def listening() -> None:
        async with aclosing(stepping(errand.room, errand)) as steps:
            async for step in steps:
                told.append(step)
                if "first" in told and told[-1] is None:
                    errand.go_on.set()

    asyncio.run(asyncio.wait_for(listening(), PATIENCE))
    assert [step for step in told if step] == ["first", "last"]
    assert errand.kept


def test_whoever_is_cancelled_stops_it_and_waits_until_it_has_kept_what_it_keeps() -> None:
    """Else the service could end before."""
    errand = Errand()

    async def cancelled() -> None:
        with anyio.move_on_after(0.05):
            async with aclosing(stepping(errand.room, errand)) as steps:
                async for _ in steps:
                    pass

    asyncio.run(cancelled())
    assert errand.kept
    assert len(set(errand.stopped)) == 1


def test_what_is_raised_is_raised_where_it_is_awaited() -> None:
    """After what was told before."""
    errand, told = Errand(), list[Any]()

    def failing(desk: Any, session: str) -> Iterator[str]:
        yield "first"
        raise ZeroDivisionError

    async def listening() -> None:
        async for step in stepping(errand.room, failing):
            told.append(step)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(listening())
    assert told == ["first"]

"""What waits its turn at the desk, step by step, for as long as whoever asked is there."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, suppress
from contextvars import copy_context
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from anyio import CancelScope
from starlette.requests import Request

from rag.errors import HemerotecaError
from ui.http.faults import BROKEN, Broke
from ui.http.room import NotOpen, Room
from ui.serving.desk import Broken, Desk, Done, Step, Stopped
from ui.serving.turned import STOPPED

__all__ = ["Errand", "computed", "fault_of", "stepping"]

LOOK_SECONDS, BEAT = 1.0, 10
"""How often it is asked whether who waits is still there, and after how many such looks something is sent while nothing
happens, so that no proxy takes the line for dead."""

S = TypeVar("S")
T = TypeVar("T")

Beat: TypeAlias = None
"""In the place of a step, while nothing happens."""
Errand: TypeAlias = Callable[[Desk, str], Iterator[S]]
"""What is asked at a desk, in the name of a session."""


@dataclass(frozen=True, slots=True)
class _End:
    """After which nothing comes of something that was asked, and what was raised, if anything was."""

    error: BaseException | None = None


async def stepping(room: Room, errand: Errand[S], request: Request | None = None) -> AsyncGenerator[S | Beat]:
    """What happens to something that is asked; closing the iterator stops it, and so does whoever has left.

    The errand is gone through in a thread of its own, and to its end before this ends: what it keeps, it has kept.

    Args:
        room: Where it is asked.
        errand: What is asked.
        request: Of who waits for all of it at once: nothing else would tell that they have left.
    """
    loop, session = asyncio.get_running_loop(), f"service {uuid.uuid4().hex}"
    steps: asyncio.Queue[S | _End] = asyncio.Queue()

    def pass_on(step: S | _End) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens
            loop.call_soon_threadsafe(steps.put_nowait, step)

    def work_off() -> None:
        end = _End()
        try:
            for step in errand(room.serving.desk, session):
                pass_on(step)
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is awaited
            end = _End(error)
        pass_on(end)

    threading.Thread(target=copy_context().run, args=(work_off,), name="service", daemon=True).start()
    step: S | _End | Beat = None
    silent, looked = 0, loop.time()
    try:
        while not isinstance(step, _End):
            # Not at each step: to look takes longer than what most of them bring.
            if request is not None and loop.time() - looked > LOOK_SECONDS:
                looked = loop.time()
                if await request.is_disconnected():
                    return
            step = await _next_of(steps)
            silent = silent + 1 if step is None else 0
            if not isinstance(step, _End) and (step is not None or silent % BEAT == 0):
                yield step
        if step.error is not None:
            raise step.error
    finally:
        with CancelScope(shield=True):
            while not isinstance(step, _End):
                room.serving.desk.stop(session)  # again and again: it may not know of the errand yet
                step = await _next_of(steps)


async def _next_of(steps: asyncio.Queue[T]) -> T | None:
    """What comes, if it comes soon."""
    try:
        return await asyncio.wait_for(steps.get(), LOOK_SECONDS)
    except TimeoutError:
        return None


async def computed(room: Room, errand: Errand[Step | Done[T]], request: Request) -> T:
    """What comes of something of which nothing is told on the way.

    Raises:
        HemerotecaError: It could not be done, or was stopped.
    """
    async with aclosing(stepping(room, errand, request)) as steps:
        async for step in steps:
            match step:
                case Done(result):
                    return result
                case Broken() | Stopped():
                    raise fault_of(step)
    raise stopped()


def fault_of(step: Broken | Stopped) -> HemerotecaError:
    """What is raised where nothing will come."""
    if isinstance(step, Stopped):
        return stopped()
    return step.cause or (NotOpen(step.message) if step.message else Broke(BROKEN))


def stopped() -> HemerotecaError:
    """What is raised where something was stopped."""
    return NotOpen(STOPPED)

"""What waits its turn at the desk, step by step, for as long as whoever asked is there."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, suppress
from contextvars import copy_context
from typing import TypeAlias, TypeVar

from starlette.requests import Request

from rag.errors import HemerotecaError
from ui.http.faults import BROKEN, Broke
from ui.http.room import NotOpen, Room
from ui.serving.desk import ENDS, Broken, Desk, Done, Stage, Stopped
from ui.serving.turned import STOPPED

__all__ = ["Beat", "Errand", "computed", "fault_of", "stepping", "stopped"]

LOOK_SECONDS, BEAT = 1.0, 10
"""How often it is asked whether who waits is still there, and after how many such looks something is sent while nothing
happens, so that no proxy takes the line for dead."""

S = TypeVar("S")
T = TypeVar("T")

Beat: TypeAlias = None
"""In the place of a step, while nothing happens."""
Errand: TypeAlias = Callable[[Desk, str], Iterator[S]]
"""What is asked at a desk, in the name of a session."""


async def stepping(
    room: Room, errand: Errand[S], request: Request | None = None, *, whole: bool = False
) -> AsyncGenerator[S | Beat]:
    """What happens to something that is asked; closing the iterator stops it, and so does whoever has left.

    Args:
        room: Where it is asked.
        errand: What is asked.
        request: Of who waits for all of it at once: nothing else would tell that they have left.
        whole: Whether the last step alone is wanted: to hand over each of the others takes from what computes them.
    """
    loop, session, left = asyncio.get_running_loop(), f"service {uuid.uuid4().hex}", threading.Event()
    steps: asyncio.Queue[S | BaseException | Beat] = asyncio.Queue()

    def pass_on(step: S | BaseException | Beat) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens
            loop.call_soon_threadsafe(steps.put_nowait, step)

    def work_off() -> None:
        try:
            for step in errand(room.serving.desk, session):
                if not whole or isinstance(step, ENDS):
                    pass_on(step)
                if left.is_set():  # before the desk knew of the question
                    break
            pass_on(None)
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is awaited
            pass_on(error)

    threading.Thread(target=copy_context().run, args=(work_off,), name="service", daemon=True).start()
    silent, looked = 0, loop.time()
    try:
        while True:
            # Not at each step: to look takes longer than what most of them bring.
            if request is not None and loop.time() - looked > LOOK_SECONDS:
                looked = loop.time()
                if await request.is_disconnected():
                    return
            try:
                step = await asyncio.wait_for(steps.get(), LOOK_SECONDS)
            except TimeoutError:
                silent += 1
                if silent % BEAT == 0:
                    yield None
                continue
            if isinstance(step, BaseException):
                raise step
            if step is None:
                return
            yield step
    finally:
        left.set()
        room.serving.desk.stop(session)


async def computed(room: Room, errand: Errand[Stage | Done[T]], request: Request) -> T:
    """What comes of something that computes and is no question.

    Raises:
        HemerotecaError: It could not be done, or was stopped.
    """
    async with aclosing(stepping(room, errand, request, whole=True)) as steps:
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

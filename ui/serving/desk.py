"""The desk where questions are asked: one is answered at a time, the others wait and are told so, any can be stopped.

The embedded model has one place, so a second question at once would make both slow. The archive's iterator is worked
off in the one thread of the desk; the page reads what it yields from a queue, so that «stop» is heard at once even
while the model is silent. The iterator itself is closed before the next event it would have yielded.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias, cast

from rag.errors import HemerotecaError
from rag.types import Event, Filters, Finished, Turn
from ui.serving.opening import Archive, Loading, Opening, Ready, Unopened

__all__ = ["Asking", "Broken", "Desk", "Step", "Stopped", "WaitingForArchive", "WaitingForTurn"]

POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class WaitingForArchive:
    """The archive is still being opened."""

    progress: str


@dataclass(frozen=True, slots=True)
class WaitingForTurn:
    """Another question is being answered."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The reader stopped the answer, or it ended before its time; nothing follows."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The question could not be answered, and why; nothing follows."""

    message: str


Step: TypeAlias = Event | WaitingForArchive | WaitingForTurn | Stopped | Broken


class Desk:
    """Takes questions, one running for each browser session at most."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._clerk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")
        self._asked: dict[str, Asking] = {}
        self._lock = threading.Lock()

    def ask(
        self, session: str, question: str, history: Sequence[Turn], filters: Filters | None = None
    ) -> Iterator[Step]:
        """Yield what happens to a question; closing the iterator stops it.

        With `filters`, these are all that limits the search, whatever the question says.
        """
        asking = Asking(self._opening, self._clerk, question, tuple(history), filters)
        with self._lock:
            before, self._asked[session] = self._asked.get(session), asking
        if before is not None:
            before.stop()
        try:
            yield from asking.steps()
        finally:
            asking.stop()
            with self._lock:
                if self._asked.get(session) is asking:
                    del self._asked[session]

    def is_asking(self, session: str) -> bool:
        """Whether a question of a session is on its way."""
        with self._lock:
            return session in self._asked

    def is_busy(self) -> bool:
        """Whether anybody's question is on its way."""
        with self._lock:
            return bool(self._asked)

    def stop(self, session: str) -> None:
        """Stop the question of a session, where there is one."""
        with self._lock:
            asking = self._asked.get(session)
        if asking is not None:
            asking.stop()

    def close(self) -> None:
        """Stop every question and take no more."""
        with self._lock:
            asked = tuple(self._asked.values())
        for asking in asked:
            asking.stop()
        self._clerk.shutdown(wait=False, cancel_futures=True)


class Asking:
    """One question on its way."""

    def __init__(
        self,
        opening: Opening,
        clerk: ThreadPoolExecutor,
        question: str,
        history: tuple[Turn, ...],
        filters: Filters | None = None,
    ) -> None:
        self._opening = opening
        self._clerk = clerk
        self._question = question
        self._history = history
        self._filters = filters
        self._stopped = threading.Event()
        self._events: queue.SimpleQueue[Event | Broken] = queue.SimpleQueue()

    def stop(self) -> None:
        """Let it end; the page hears of it within a twentieth of a second."""
        self._stopped.set()

    def steps(self) -> Iterator[Step]:
        """Wait for the archive, then for the desk, then pass on what the archive yields."""
        for state in self._opening.states():
            if self._stopped.is_set():
                yield Stopped()
                return
            match state:
                case Loading(progress):
                    yield WaitingForArchive(progress)
                case Unopened(message):
                    yield Broken(message)
                case Ready(archive):
                    yield from self._answer(archive)

    def _answer(self, archive: Archive) -> Iterator[Step]:
        work = self._clerk.submit(self._work_off, archive)
        try:
            yield from self._passed_on(work)
        finally:
            self.stop()
            work.cancel()

    def _passed_on(self, work: Future[None]) -> Iterator[Step]:
        told = False
        while not self._stopped.is_set():
            try:
                event = self._events.get(timeout=POLL_SECONDS)
            except queue.Empty:
                if work.done() and self._events.empty():
                    work.result()  # a fault of the program comes out here, not in a silent thread
                    break
                if not told and not work.running():
                    told = True
                    yield WaitingForTurn()
                continue
            if self._stopped.is_set():
                break
            yield event
            if isinstance(event, Finished | Broken):
                return
        yield Stopped()

    def _work_off(self, archive: Archive) -> None:
        try:
            filters, asked = self._filters, (self._question, self._history)
            answered = (
                archive.stream(*asked)
                if filters is None
                else archive.stream(*asked, filters=filters, takes_filters=False)
            )
            events = cast("Generator[Event]", answered)
            with closing(events):
                for event in events:
                    if self._stopped.is_set():
                        return
                    self._events.put(event)
        except HemerotecaError as error:
            self._events.put(Broken(str(error)))

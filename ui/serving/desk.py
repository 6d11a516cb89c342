"""The desk where questions are asked: each is searched at once, and answered in its turn; any can be stopped.

A search takes a moment, so whoever asks soon sees what was found. Writing takes long: the embedded model has one place,
since a second answer at once would make both slow; elsewhere answers run side by side. Who waits is told so.

Each question works off the archive's iterator in a thread of its own; the page reads what it yields from a queue, so
that «stop» is heard at once even while the model is silent; what waits for the model looks whether it is still wanted.
The iterator itself is closed before the next event it would have yielded.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Generator, Hashable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from rag.errors import HemerotecaError
from rag.models.stopping import stopped_by
from rag.settings import Settings
from rag.types import Event, Filters, Finished, Mode, Retrieved, Turn
from ui.serving.line import Line, WaitingForTurn
from ui.serving.opening import Archive, Loading, Opening, Ready, Unopened

__all__ = ["Asking", "Broken", "Desk", "Places", "Step", "Stopped", "WaitingForArchive", "WaitingForTurn", "places"]

POLL_SECONDS = 0.05
SIDE_BY_SIDE = 4
"""Questions that are answered at once where the answers are written elsewhere: here they are waited for."""
SEARCHES = 2
"""Questions that are searched at once: more would make all of them later."""
PRECEDENCE_SECONDS = 2.0
"""How long an answer whose turn has come lets others be searched first, which share the processor with it."""

_LOG = logging.getLogger(__name__)

Places: TypeAlias = Callable[[Archive], int]
"""How many questions an archive answers at once."""


@dataclass(frozen=True, slots=True)
class WaitingForArchive:
    """The archive is still being opened."""

    progress: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The reader stopped the answer, or it ended before its time; nothing follows."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The question could not be answered, and why; nothing follows.

    Attributes:
        message: The reason; empty for a fault of the program, of which the log has the trace.
        cause: What was raised, where it was not that.
    """

    message: str
    cause: HemerotecaError | None = field(default=None, compare=False)


Step: TypeAlias = Event | WaitingForArchive | WaitingForTurn | Stopped | Broken


def one_place(_archive: Archive) -> int:
    """As many as the embedded model answers."""
    return 1


def places(settings: Settings, archive: Archive) -> int:
    """As many as the settings say; where they do not, what the model that answers can do side by side."""
    elsewhere = settings.llm_base_url and archive.status().mode is Mode.LLM
    return settings.concurrent_answers or (SIDE_BY_SIDE if elsewhere else 1)


@dataclass(frozen=True, slots=True)
class Lines:
    """Where questions wait: until they are searched, and then until they are answered."""

    searching: Line = field(default_factory=Line)
    answering: Line = field(default_factory=Line)

    def leave(self, who: Hashable) -> None:
        """Go from either."""
        self.searching.leave(who)
        self.answering.leave(who)


class Desk:
    """Takes questions, one running for each browser session at most."""

    def __init__(self, opening: Opening, places: Places = one_place) -> None:
        self._opening = opening
        self._places = places
        self._lines = Lines()
        self._asked: dict[str, Asking] = {}
        self._lock = threading.Lock()

    def ask(
        self,
        session: str,
        question: str,
        history: Sequence[Turn],
        filters: Filters | None = None,
        *,
        takes_filters: bool = False,
    ) -> Iterator[Step]:
        """Yield what happens to a question; closing the iterator stops it.

        With `filters`, these are all that limits the search, whatever the question says; unless it `takes_filters`.
        """
        within = None if filters is None else (filters, takes_filters)
        asking = Asking(self._opening, self._lines, self._places, question, tuple(history), within)
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

    def asked(self) -> int:
        """How many questions are on their way."""
        with self._lock:
            return len(self._asked)

    def is_busy(self) -> bool:
        """Whether anybody's question is on its way."""
        return bool(self.asked())

    def stop(self, session: str) -> None:
        """Stop the question of a session, where there is one."""
        with self._lock:
            asking = self._asked.get(session)
        if asking is not None:
            asking.stop()

    def close(self) -> None:
        """Stop every question."""
        with self._lock:
            asked = tuple(self._asked.values())
        for asking in asked:
            asking.stop()


class Asking:
    """One question on its way."""

    def __init__(
        self,
        opening: Opening,
        lines: Lines,
        places: Places,
        question: str,
        history: tuple[Turn, ...],
        within: tuple[Filters, bool] | None = None,
    ) -> None:
        self._opening = opening
        self._lines = lines
        self._places = places
        self._question = question
        self._history = history
        self._within = within
        self._stopped = threading.Event()
        self._steps: queue.SimpleQueue[Step] = queue.SimpleQueue()

    def stop(self) -> None:
        """Let it end; the page hears of it within a twentieth of a second."""
        self._stopped.set()

    def steps(self) -> Iterator[Step]:
        """Wait for the archive, then pass on what it yields, and where this stands in the line meanwhile."""
        told = None
        for state in self._opening.states():
            if self._stopped.is_set():
                yield Stopped()
                return
            match state:
                case Loading(progress) if progress != told:
                    told = progress
                    yield WaitingForArchive(progress)
                case Unopened(message):
                    yield Broken(message)
                case Ready(archive):
                    yield from self._answer(archive)

    def _answer(self, archive: Archive) -> Iterator[Step]:
        try:
            threading.Thread(target=self._work_off, args=(archive,), name="answer", daemon=True).start()
            yield from self._passed_on()
        finally:
            self.stop()

    def _passed_on(self) -> Iterator[Step]:
        while not self._stopped.is_set():
            try:
                step = self._steps.get(timeout=POLL_SECONDS)
            except queue.Empty:
                continue
            if self._stopped.is_set():
                break
            yield step
            if isinstance(step, Finished | Broken | Stopped):
                return
        yield Stopped()

    def _work_off(self, archive: Archive) -> None:
        try:
            self._lines.searching.enter(self)
            for _ in self._waited(self._lines.searching, SEARCHES):
                pass  # for so short a time that nobody is told
            with stopped_by(self._stopped.is_set), closing(self._events(archive)) as events:
                for step in self._in_turn(events, self._places(archive)):
                    self._steps.put(step)
            self._steps.put(Stopped())  # it has ended without an answer
        except HemerotecaError as error:
            self._steps.put(Broken(str(error), error))
        except Exception:  # noqa: BLE001 - whatever it is, the reader is told that something broke, and the log what
            _LOG.exception("a question could not be answered")
            self._steps.put(Broken(""))
        finally:
            self._lines.leave(self)

    def _in_turn(self, events: Iterator[Event], at_once: int) -> Iterator[Step]:
        """What is found as soon as it is, and the rest of the answer in its turn, until this is stopped."""
        found = False
        while not self._stopped.is_set() and (event := next(events, None)) is not None:
            yield event
            if isinstance(event, Retrieved) and not found:
                found = True
                self._lines.searching.leave(self)
                self._lines.answering.enter(self)
                self._lines.searching.clear(PRECEDENCE_SECONDS)
                if (yield from self._waited(self._lines.answering, at_once)):
                    yield event  # again, in the place of what was said of the line

    def _waited(self, line: Line, at_once: int) -> Generator[WaitingForTurn, None, bool]:
        """Where this stands in a line, whenever that changes, until its turn has come or it is stopped.

        Returns:
            Whether anything was told.
        """
        told = None
        while not (self._stopped.is_set() or line.begins(self, at_once, POLL_SECONDS)):
            turn = line.turn(self, at_once)
            if turn != told:
                told = turn
                yield turn
        return told is not None

    def _events(self, archive: Archive) -> Generator[Event]:
        asked = (self._question, self._history)
        if self._within is None:
            return cast("Generator[Event]", archive.stream(*asked))
        filters, takes_filters = self._within
        return cast("Generator[Event]", archive.stream(*asked, filters=filters, takes_filters=takes_filters))

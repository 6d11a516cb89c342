"""The desk where questions are asked: each is searched at once, and answered in its turn; any can be stopped.

A search takes a moment, so whoever asks soon sees what was found. Writing takes long: the embedded model has one place,
since a second answer at once would make both slow; elsewhere answers run side by side. Who waits is told so. What else
computes stands in a line too: a search by itself in that of the searches, a text that is checked or embedded in one of
its own, since it may take as long as an answer.

Each errand is done in a thread of its own; whoever waits for it reads what it yields from a queue, so that «stop» is
heard at once even while the model is silent; what waits for the model looks whether it is still wanted. The archive's
iterator itself is closed before the next event it would have yielded; what computes in one go is done to its end, for
nobody, and keeps its place until then.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Hashable, Iterator, Sequence
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar, cast

from rag.errors import HemerotecaError
from rag.models.stopping import stopped_by
from rag.settings import Settings
from rag.types import Event, Filters, Finished, Mode, Retrieved, Turn
from ui.serving.line import Line, WaitingForTurn
from ui.serving.opening import Archive, Loading, Opening, Ready, Unopened

__all__ = [
    "ENDS",
    "Asking",
    "Broken",
    "Desk",
    "Done",
    "Errand",
    "Look",
    "Places",
    "Step",
    "Stopped",
    "WaitingForArchive",
    "WaitingForTurn",
    "Working",
    "places",
]

T = TypeVar("T")
S = TypeVar("S")

POLL_SECONDS = 0.25
"""How often who waits looks whether they are still wanted; twenty who look more often take from those who compute."""
TELL_SECONDS = 1.0
"""How often somebody is told where they stand, the first time after so long: most have their turn before that. Told of
each that goes, twenty would hear of it twenty times over, and the page would draw it as often."""
SIDE_BY_SIDE = 4
"""Questions that are answered at once where the answers are written elsewhere: here they are waited for."""
SEARCHES = 2
"""Questions that are searched at once: more would make all of them later."""
TEXTS = 1
"""Texts that are checked or embedded at once: a long one takes half a minute, and is not to have all of the machine."""
PRECEDENCE_SECONDS = 2.0
"""How long an answer whose turn has come lets others be searched first, which share the processor with it."""

_LOG = logging.getLogger(__name__)

Look: TypeAlias = Callable[[], None]
"""Called now and then while whoever asked waits; what it raises stops the errand."""

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


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What came of something that was computed; nothing follows."""

    result: T


ENDS = (Finished, Done, Broken, Stopped)
"""The steps after which nothing follows."""

Step: TypeAlias = Event | WaitingForArchive | WaitingForTurn | Stopped | Broken
Stage: TypeAlias = WaitingForArchive | WaitingForTurn | Stopped | Broken
"""What is told of any errand."""


def nobody_looks() -> None:
    """Whoever asks closes the iterator when they leave."""


def one_place(_archive: Archive) -> int:
    """As many as the embedded model answers."""
    return 1


def places(settings: Settings, archive: Archive) -> int:
    """As many as the settings say; where they do not, what the model that answers can do side by side."""
    elsewhere = settings.llm_base_url and archive.status().mode is Mode.LLM
    return settings.concurrent_answers or (SIDE_BY_SIDE if elsewhere else 1)


@dataclass(frozen=True, slots=True)
class Lines:
    """Where questions wait until they are searched, and then until they are answered; and texts until their turn."""

    searching: Line = field(default_factory=Line)
    answering: Line = field(default_factory=Line)
    texts: Line = field(default_factory=Line)

    def leave(self, who: Hashable) -> None:
        """Go from any."""
        for line in (self.searching, self.answering, self.texts):
            line.leave(who)


class Desk:
    """Takes errands, one running for each session at most: a browser's, or one that is a single request's."""

    def __init__(self, opening: Opening, places: Places = one_place) -> None:
        self._opening = opening
        self._places = places
        self._lines = Lines()
        self._asked: dict[str, Errand[Any]] = {}
        self._lock = threading.Lock()

    def ask(
        self,
        session: str,
        question: str,
        history: Sequence[Turn],
        filters: Filters | None = None,
        *,
        takes_filters: bool = False,
        whole: bool = False,
        look: Look = nobody_looks,
    ) -> Iterator[Step]:
        """Yield what happens to a question; closing the iterator stops it.

        With `filters`, these are all that limits the search, whatever the question says; unless it `takes_filters`.
        Where the `whole` answer is waited for, of the steps of an open archive only the last is told: each takes from
        what computes it.
        """
        within = None if filters is None else (filters, takes_filters)
        asking = Asking(self._opening, self._lines, self._places, question, tuple(history), within, whole=whole)
        yield from self._served(session, asking, look)

    def search(
        self, session: str, work: Callable[[Archive], T], look: Look = nobody_looks
    ) -> Iterator[Stage | Done[T]]:
        """Yield what happens to a search that is no question's, `Done` at the end; closing the iterator stops it."""
        yield from self._served(session, Working(self._opening, self._lines.searching, SEARCHES, work), look)

    def read(self, session: str, work: Callable[[Archive], T], look: Look = nobody_looks) -> Iterator[Stage | Done[T]]:
        """The same of a text that is checked or embedded."""
        yield from self._served(session, Working(self._opening, self._lines.texts, TEXTS, work), look)

    def _served(self, session: str, errand: Errand[S], look: Look) -> Iterator[S | Stage]:
        with self._lock:
            before, self._asked[session] = self._asked.get(session), errand
        if before is not None:
            before.stop()
        try:
            yield from errand.steps(look)
        finally:
            errand.stop()
            with self._lock:
                if self._asked.get(session) is errand:
                    del self._asked[session]

    def is_asking(self, session: str) -> bool:
        """Whether an errand of a session is on its way."""
        with self._lock:
            return session in self._asked

    def asked(self) -> int:
        """How many errands are on their way."""
        with self._lock:
            return len(self._asked)

    def is_busy(self) -> bool:
        """Whether anything of anybody is on its way."""
        return bool(self.asked())

    def stop(self, session: str) -> None:
        """Stop the errand of a session, where there is one."""
        with self._lock:
            asking = self._asked.get(session)
        if asking is not None:
            asking.stop()

    def close(self) -> None:
        """Stop every errand."""
        with self._lock:
            asked = tuple(self._asked.values())
        for asking in asked:
            asking.stop()


class Errand(ABC, Generic[S]):
    """Something that is done for somebody, on its way; `S` is what they are told beside where it stands."""

    def __init__(self, opening: Opening, *, whole: bool = False) -> None:
        self._opening = opening
        self._whole = whole
        self._stopped = threading.Event()
        self._steps: queue.SimpleQueue[S | Stage | None] = queue.SimpleQueue()

    @abstractmethod
    def _done(self, archive: Archive) -> Iterator[S | Stage]:
        """Do it, and tell what is to be told; in a thread of its own."""

    @abstractmethod
    def _leave(self) -> None:
        """Leave whatever line it stands in."""

    def stop(self) -> None:
        """Let it end; who waits hears of it at once."""
        self._stopped.set()
        self._steps.put(None)

    def steps(self, look: Look = nobody_looks) -> Iterator[S | Stage]:
        """Wait for the archive, then pass on what it yields, and where this stands in the line meanwhile."""
        told = None
        for state in self._opening.states():
            look()
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
                    yield from self._begun(archive, look)

    def _begun(self, archive: Archive, look: Look) -> Iterator[S | Stage]:
        working = copy_context().run  # in which it is known whose trace an answer belongs to
        try:
            threading.Thread(target=working, args=(self._work_off, archive), name="answer", daemon=True).start()
            yield from self._passed_on(look)
        finally:
            self.stop()

    def _passed_on(self, look: Look) -> Iterator[S | Stage]:
        while not self._stopped.is_set():
            look()
            try:
                step = self._steps.get(timeout=POLL_SECONDS)
            except queue.Empty:
                continue
            if step is None or self._stopped.is_set():
                break
            yield step
            if isinstance(step, ENDS):
                return
        yield Stopped()

    def _work_off(self, archive: Archive) -> None:
        try:
            with stopped_by(self._stopped.is_set):
                for step in self._done(archive):
                    if not self._whole or isinstance(step, ENDS):
                        self._steps.put(step)
            self._steps.put(Stopped())  # it has ended without an answer
        except HemerotecaError as error:
            self._steps.put(Broken(str(error), error))
        except Exception:  # noqa: BLE001 - whatever it is, the reader is told that something broke, and the log what
            _LOG.exception("a question could not be answered")
            self._steps.put(Broken(""))
        finally:
            self._leave()

    def _waited(self, line: Line, at_once: int) -> Generator[WaitingForTurn, None, bool]:
        """Where this stands in a line, now and then, until its turn has come or it is stopped.

        Returns:
            Whether anything was told.
        """
        told, lately = None, time.monotonic()
        while not (self._stopped.is_set() or line.begins(self, at_once, POLL_SECONDS)):
            if time.monotonic() - lately < TELL_SECONDS:
                continue
            turn, lately = line.turn(self, at_once), time.monotonic()
            if turn != told:
                told = turn
                yield turn
        return told is not None


class Working(Errand[Done[T]]):
    """Something that is computed in one go, once its turn has come."""

    def __init__(self, opening: Opening, line: Line, at_once: int, work: Callable[[Archive], T]) -> None:
        super().__init__(opening)
        self._line = line
        self._at_once = at_once
        self._work = work

    def _done(self, archive: Archive) -> Iterator[Done[T] | Stage]:
        self._line.enter(self)
        yield from self._waited(self._line, self._at_once)
        if not self._stopped.is_set():
            yield Done(self._work(archive))

    def _leave(self) -> None:
        self._line.leave(self)


class Asking(Errand[Event]):
    """One question on its way."""

    def __init__(
        self,
        opening: Opening,
        lines: Lines,
        places: Places,
        question: str,
        history: tuple[Turn, ...],
        within: tuple[Filters, bool] | None = None,
        *,
        whole: bool = False,
    ) -> None:
        super().__init__(opening, whole=whole)
        self._lines = lines
        self._places = places
        self._question = question
        self._history = history
        self._within = within

    def _done(self, archive: Archive) -> Iterator[Step]:
        self._lines.searching.enter(self)
        for _ in self._waited(self._lines.searching, SEARCHES):
            pass  # for so short a time that nobody is told
        with closing(self._events(archive)) as events:
            yield from self._in_turn(events, self._places(archive))

    def _leave(self) -> None:
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
                if (yield from self._waited(self._lines.answering, at_once)):
                    yield event  # again, in the place of what was said of the line
                self._let_others_be_searched()

    def _let_others_be_searched(self) -> None:
        """Wait while other questions are; a search by itself, which nobody reads meanwhile, has no precedence."""
        until = time.monotonic() + PRECEDENCE_SECONDS
        while not self._stopped.is_set() and time.monotonic() < until:
            if self._lines.searching.clear(Asking, POLL_SECONDS):
                return

    def _events(self, archive: Archive) -> Generator[Event]:
        asked = (self._question, self._history)
        if self._within is None:
            return cast("Generator[Event]", archive.stream(*asked))
        filters, takes_filters = self._within
        return cast("Generator[Event]", archive.stream(*asked, filters=filters, takes_filters=takes_filters))

"""An archive whose work waits its turn at the desk, for a face that asks an archive and knows no desk."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from rag.errors import BROKEN, HemerotecaError
from rag.types import Checked, Event, Filters, Found, Version
from ui.serving.desk import Broken, Desk, Done, Look, Stage, Stopped, WaitingForArchive, WaitingForTurn
from ui.serving.opening import NO_FILTERS, Opening, Ready, Unopened

__all__ = ["STOPPED", "Turned"]

STOPPED = "the answer was stopped, since the service is ending: ask again once it is up."

T = TypeVar("T")


class Turned:
    """Reads at once, does the rest in turn; each call waits for an archive that is still being opened.

    Args:
        opening: The archive.
        desk: Where what computes waits.
        look: Called in the thread of a call while it waits; raises where nobody waits for that call any more.
    """

    def __init__(self, opening: Opening, desk: Desk, look: Look) -> None:
        self._opening = opening
        self._desk = desk
        self._look = look

    def find(self, question: str, k: int | None = None, *, filters: Filters = NO_FILTERS) -> Found:
        """The passages that bear on a question.

        Raises:
            HemerotecaError: It could not be searched, or was stopped; as the others.
        """
        work = self._desk.search(_session(), lambda archive: archive.find(question, k, filters=filters), self._look)
        return _result(work)

    def check(self, text: str) -> Checked:
        """A verdict for each sentence of a text."""
        return _result(self._desk.read(_session(), lambda archive: archive.check(text), self._look))

    def versions(self, document_ids: Sequence[str]) -> Mapping[str, Version]:
        """Articles as they were when they were indexed, by id."""
        for state in self._opening.states():
            self._look()
            match state:
                case Ready(archive):
                    return archive.versions(document_ids)
                case Unopened(message):
                    raise HemerotecaError(message)
        raise AssertionError("the states end with a final one")

    def stream(self, question: str, *, filters: Filters = NO_FILTERS) -> Iterator[Event]:
        """Answer a question; closing the iterator stops it."""
        for step in self._desk.ask(_session(), question, (), filters, takes_filters=True, look=self._look):
            match step:
                case WaitingForArchive() | WaitingForTurn():
                    continue
                case Stopped() | Broken():
                    raise _fault(step)
                case _:
                    yield step


def _session() -> str:
    return f"tool {uuid.uuid4().hex}"


def _result(steps: Iterator[Stage | Done[T]]) -> T:
    for step in steps:
        match step:
            case Done(result):
                return result
            case Stopped() | Broken():
                raise _fault(step)
    raise AssertionError("what is done ends in one of those")


def _fault(step: Stopped | Broken) -> HemerotecaError:
    if isinstance(step, Stopped):
        return HemerotecaError(STOPPED)
    return step.cause or HemerotecaError(step.message or BROKEN)

"""An archive whose answers wait their turn at the desk, for a face that asks an archive and knows no desk."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence

from rag.errors import HemerotecaError
from rag.types import Checked, Event, Filters, Found, Version
from ui.serving.desk import Broken, Desk, Stopped, WaitingForArchive, WaitingForTurn
from ui.serving.opening import NO_FILTERS, Archive

__all__ = ["BROKEN", "STOPPED", "Turned"]

BROKEN = "something broke here: the log of the service says what."
STOPPED = "the answer was stopped, since the service is ending: ask again once it is up."


class Turned:
    """Searches and reads at once, answers in turn.

    Args:
        archive: What is asked.
        desk: Where its questions wait.
    """

    def __init__(self, archive: Archive, desk: Desk) -> None:
        self._archive = archive
        self._desk = desk

    def find(self, question: str, k: int | None = None, *, filters: Filters = NO_FILTERS) -> Found:
        """The passages that bear on a question."""
        return self._archive.find(question, k, filters=filters)

    def check(self, text: str) -> Checked:
        """A verdict for each sentence of a text."""
        return self._archive.check(text)

    def versions(self, document_ids: Sequence[str]) -> Mapping[str, Version]:
        """Articles as they were when they were indexed, by id."""
        return self._archive.versions(document_ids)

    def stream(self, question: str, *, filters: Filters = NO_FILTERS) -> Iterator[Event]:
        """Answer a question once its turn has come; closing the iterator stops it.

        Raises:
            HemerotecaError: It could not be answered, or was stopped.
        """
        for step in self._desk.ask(f"tool {uuid.uuid4().hex}", question, (), filters, takes_filters=True):
            match step:
                case WaitingForArchive() | WaitingForTurn():
                    continue
                case Stopped():
                    raise HemerotecaError(STOPPED)
                case Broken(message, cause):
                    raise cause or HemerotecaError(message or BROKEN)
                case _:
                    yield step

"""A page over an empty archive: it can be asked once the first articles are in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from rag.errors import CorpusError
from ui.chat import _fill, _Steps

if TYPE_CHECKING:
    from rag.library import Library


class Growing:
    """A library of three files, each of them indexed when it may be."""

    def __init__(self, fault: Exception | None = None, texts: int = 3) -> None:
        self.asked, self.ended = threading.Event(), threading.Event()
        self._documents, self._fault, self._texts = 0, fault, texts

    def status(self) -> SimpleNamespace:
        """How many articles are in."""
        return SimpleNamespace(documents=self._documents)

    def sync(self, progress: Callable[[int, int], None]) -> None:
        """Index the first at once, and the others when somebody has asked."""
        if self._fault:
            raise self._fault
        progress(0, 3)
        for n in range(3):
            self._documents = min(n + 1, self._texts)
            progress(n + 1, 3)
            if self._documents:
                assert self.asked.wait(60)
        self.ended.set()


def filled(library: Growing) -> list[str]:
    """What is told while the page waits."""
    told: list[str] = []
    _fill(cast("Library", library), _Steps(told.append))
    return told


def test_the_first_articles_open_the_page_and_the_rest_follows() -> None:
    """What is told of the rest is no longer told as opening."""
    library = Growing()
    assert filled(library) == ["Indexando artículos… 0 %", "Indexando artículos… 33 %"]
    library.asked.set()
    assert library.ended.wait(60)


def test_a_folder_without_articles_opens_an_empty_page() -> None:
    """Once all of it has been looked at."""
    assert filled(Growing(texts=0))[-1] == "Indexando artículos… 100 %"


def test_why_nothing_can_be_indexed_is_told() -> None:
    """As it is by the command."""
    with pytest.raises(CorpusError):
        filled(Growing(CorpusError("no folder")))

"""A page over an empty archive: it can be asked once the first articles are in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from rag.errors import CorpusError, DiskFull
from rag.languages.spanish import SPANISH
from rag.settings import load_settings
from rag.text.program import retold
from ui.chat import EMPTY, _fill, _has_nowhere_to_look, _Steps

if TYPE_CHECKING:
    from rag.library import Library


class Growing:
    """A library of three files, each of them indexed when it may be."""

    def __init__(self, fault: Exception | None = None, texts: int = 3, *, late: bool = False) -> None:
        self.asked, self.ended = threading.Event(), threading.Event()
        self.fault = ""
        self._documents, self._fault, self._texts, self._late = 0, fault, texts, late

    def status(self) -> SimpleNamespace:
        """How many articles are in."""
        return SimpleNamespace(documents=self._documents)

    def sync(self, progress: Callable[[int, int], None]) -> None:
        """Index the first at once, and the others when somebody has asked."""
        if self._fault and not self._late:
            raise self._fault
        progress(0, 3)
        for n in range(3):
            self._documents = min(n + 1, self._texts)
            progress(n + 1, 3)
            if self._documents:
                assert self.asked.wait(60)
                if self._fault:
                    self.fault = str(self._fault)
                    self.ended.set()
                    raise self._fault
        self.ended.set()


def filled(library: Growing) -> list[str]:
    """What is told while the page waits."""
    told: list[str] = []
    _fill(cast("Library", library), _Steps(told.append))
    return told


def test_the_first_articles_open_the_page_and_the_rest_follows() -> None:
    """What is told of the rest is no longer told as opening."""
    library = Growing()
    assert filled(library) == ["Indexando artículos…", "Indexando artículos… 0/3", "Indexando artículos… 1/3"]
    library.asked.set()
    assert library.ended.wait(60)


def test_a_folder_without_articles_opens_an_empty_page() -> None:
    """Once all of it has been looked at."""
    assert filled(Growing(texts=0))[-1] == "Indexando artículos… 3/3"


def test_why_nothing_can_be_indexed_is_told() -> None:
    """As it is by the command."""
    with pytest.raises(CorpusError):
        filled(Growing(CorpusError("no folder")))


def test_why_the_rest_cannot_be_indexed_is_told_in_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """The page has been opened by then, and says so by its line of status."""
    library = Growing(DiskFull("no room is left."), late=True)
    filled(library)
    library.asked.set()
    for thread in threading.enumerate():
        if thread.name == "fill":
            thread.join(60)
    assert capfd.readouterr().err == "hemeroteca: no room is left.\n"


def test_an_archive_with_nowhere_to_look_opens_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless somebody has said where articles are, or there are some where they are looked for unasked."""
    monkeypatch.chdir(tmp_path)
    named = load_settings({}, tmp_path, corpus=("missing",))
    unnamed = load_settings({}, tmp_path)
    assert [_has_nowhere_to_look(settings) for settings in (unnamed, named)] == [True, False]
    (tmp_path / "seeds").mkdir()
    assert not _has_nowhere_to_look(unnamed)


def test_that_an_archive_is_empty_is_told_in_spanish() -> None:
    """With what to do."""
    assert retold(EMPTY, SPANISH).startswith("El archivo está vacío: indexa una carpeta")

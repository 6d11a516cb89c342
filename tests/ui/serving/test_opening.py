"""The opening of an archive behind the page."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from rag.errors import BROKEN, IndexMismatch
from tests.patience import PATIENCE
from tests.ui.web.fakes import WHY, FakeArchive, events
from ui.serving.opening import Loading, Opening, Ready, Unopened


def final(opening: Opening) -> object:
    """How the opening ended."""
    return list(opening.states())[-1]


def test_it_tells_what_it_is_doing_until_it_is_open() -> None:
    """Progress sentences, in order, then the archive."""
    archive, told, go_on = FakeArchive(lambda q, h: events(WHY)), threading.Event(), threading.Event()

    def slow(progress: Callable[[str], None]) -> FakeArchive:
        progress("Cargando…")
        told.set()
        assert go_on.wait(PATIENCE)
        return archive

    opening = Opening(slow)
    assert opening.state() == Loading()
    opening.start()
    assert told.wait(PATIENCE)
    states = opening.states()
    assert next(states) == Loading("Cargando…")
    go_on.set()
    assert final(opening) == Ready(archive)
    opening.close()
    assert archive.closed


def test_what_goes_on_behind_an_open_archive_does_not_close_it() -> None:
    """Its language model may still be fetched."""
    told: list[Callable[[str], None]] = []

    def open_archive(progress: Callable[[str], None]) -> FakeArchive:
        told.append(progress)
        return FakeArchive(lambda q, h: events(WHY))

    opening = Opening(open_archive)
    opening.start()
    assert isinstance(final(opening), Ready)
    told[0]("model… 40 %")
    assert isinstance(opening.state(), Ready)
    opening.close()


def test_a_failure_is_told_to_everybody_who_asks() -> None:
    """The error's one line stays."""

    def refuse(progress: Callable[[str], None]) -> FakeArchive:
        raise IndexMismatch("the index was built with another model.")

    opening = Opening(refuse)
    opening.start()
    assert final(opening) == Unopened("the index was built with another model.")
    assert final(opening) == Unopened("the index was built with another model.")


def test_a_fault_of_the_program_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    """Nobody waits for ever for a thread that has died; what it was is in the log alone."""

    def break_down(progress: Callable[[str], None]) -> FakeArchive:
        raise ZeroDivisionError("oh")

    opening = Opening(break_down)
    opening.start()
    assert final(opening) == Unopened(BROKEN)
    assert "ZeroDivisionError: oh" in caplog.text
    opening._thread.join(10)


def test_closing_gives_up_an_opening_at_its_next_sentence() -> None:
    """A reader who closes the page while models load need not wait for them."""
    told, go_on, cleaned = threading.Event(), threading.Event(), threading.Event()

    def slow(progress: Callable[[str], None]) -> FakeArchive:
        try:
            told.set()
            assert go_on.wait(PATIENCE)
            progress("más…")
            raise AssertionError("it went on")
        finally:
            cleaned.set()

    opening = Opening(slow)
    opening.start()
    assert told.wait(PATIENCE)
    closing = threading.Thread(target=opening.close)
    closing.start()
    while not opening._closing:
        pass
    go_on.set()
    closing.join(10)
    assert cleaned.is_set()


def test_an_archive_that_opens_after_closing_is_closed() -> None:
    """No model is left behind."""
    archive, go_on = FakeArchive(lambda q, h: events(WHY)), threading.Event()

    def slow(progress: Callable[[str], None]) -> FakeArchive:
        assert go_on.wait(PATIENCE)
        return archive

    opening = Opening(slow)
    opening.start()
    opening.close(patience=0)
    go_on.set()
    opening._thread.join(10)
    assert archive.closed

"""Folders that are watched: real files, real signals."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ui import watching
from ui.watching import ended_by_signals, watch_folders

SECONDS = 60.0  # far more than it takes, on a machine that is busy


class Watched:
    """A watch in a thread of its own, which notes what it finds at each sync."""

    def __init__(self, *places: Path, outcomes: tuple[bool, ...] = ()) -> None:
        self.end = threading.Event()
        self.seen: list[set[str]] = []
        self._places = places
        self._outcomes = list(outcomes)
        self._turn = threading.Condition()
        self.thread = threading.Thread(target=watch_folders, args=(places, self._sync, self.end))
        self.thread.start()

    def _sync(self) -> bool:
        with self._turn:
            self.seen.append({file.name for place in self._places if place.is_dir() for file in place.iterdir()})
            self._turn.notify_all()
        return self._outcomes.pop(0) if self._outcomes else True

    def until(self, found: Callable[[list[set[str]]], bool]) -> bool:
        """Whether what was found comes to be so."""
        with self._turn:
            return self._turn.wait_for(lambda: found(self.seen), SECONDS)


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watched]]:
    """Starts watches with short pauses, and ends them."""
    monkeypatch.setattr(watching, "QUIET_MS", 50)
    monkeypatch.setattr(watching, "FIRST_WAIT", 0.05)
    started: list[Watched] = []

    def start_(*places: Path, outcomes: tuple[bool, ...] = ()) -> Watched:
        started.append(Watched(*places, outcomes=outcomes))
        return started[-1]

    yield start_
    for watched in started:
        watched.end.set()
        watched.thread.join(SECONDS)


def test_what_changes_is_indexed_as_it_changes(start: Callable[..., Watched], tmp_path: Path) -> None:
    """After a first run: what comes, also in a new folder, and what goes."""
    (tmp_path / "a.txt").touch()
    watched = start(tmp_path)
    assert watched.until(lambda seen: seen[-1:] == [{"a.txt"}])
    (tmp_path / "b.txt").write_text("Dos.", encoding="utf-8")
    assert watched.until(lambda seen: seen[-1] == {"a.txt", "b.txt"})
    (tmp_path / "a.txt").unlink()
    assert watched.until(lambda seen: seen[-1] == {"b.txt"})


def test_a_sync_that_failed_is_tried_again(start: Callable[..., Watched], tmp_path: Path) -> None:
    """Though nothing changes meanwhile; one that went well is not."""
    watched = start(tmp_path, outcomes=(False, False, True))
    assert watched.until(lambda seen: len(seen) == 3)
    (tmp_path / "b.txt").touch()
    assert watched.until(lambda seen: len(seen) > 3)
    assert watched.seen[:4] == [set(), set(), set(), {"b.txt"}]


def test_a_folder_that_comes_later_is_watched_then(start: Callable[..., Watched], tmp_path: Path) -> None:
    """As a disk that is mounted does, whether or not there is another folder."""
    watched = start(tmp_path / "later")
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "a.txt").touch()
    assert watched.until(lambda seen: seen[-1:] == [{"a.txt"}])


def test_a_watch_ends_when_it_is_told_to(start: Callable[..., Watched], tmp_path: Path) -> None:
    """At once, with or without a folder."""
    for place in (tmp_path, tmp_path / "none"):
        watched = start(place)
        watched.end.set()
        watched.thread.join(SECONDS)
        assert not watched.thread.is_alive()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_a_watch_and_nothing_else(number: signal.Signals) -> None:
    """What they did before they do again afterwards."""
    before = signal.getsignal(number)
    with ended_by_signals() as end:
        os.kill(os.getpid(), number)
        assert end.wait(SECONDS)
    assert signal.getsignal(number) is before

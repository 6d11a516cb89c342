"""Work on the archive behind the page, over an archive that keeps and removes as it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from rag.errors import IndexBusy, StoreError
from rag.types import Added, Handed, Removal, SyncReport
from tests.ui.web.fakes import FakeArchive
from ui.serving.chores import CHORES_KEPT, WAITING_LIMIT, Chores, Stage
from ui.serving.opening import Opening

Start = Callable[[FakeArchive], Chores]


@pytest.fixture
def start() -> Iterator[Start]:
    """Begins the work on an archive that is open."""
    begun: list[tuple[Chores, Opening]] = []

    def start_one(archive: FakeArchive) -> Chores:
        opening = Opening(lambda _: archive)
        opening.start()
        begun.append((Chores(opening, patience=0.01), opening))
        return begun[-1][0]

    yield start_one
    for chores, opening in begun:
        chores.close()
        opening.close()


def ended(chores: Chores, owner: str = "") -> Stage:
    """How the newest chore ended."""
    for _ in range(500):
        if (chore := chores.of(owner)[0]).stage.final:
            return chore.stage
        time.sleep(0.01)
    raise AssertionError("it does not end")


def test_files_are_taken_in_and_what_was_sent_is_deleted(start: Start, tmp_path: Path) -> None:
    """Each under the name that it was given."""
    archive, sent = FakeArchive(lambda q, h: iter(())), tmp_path / "d" / "sent"
    sent.parent.mkdir()
    sent.touch()
    chores = start(archive)
    assert chores.add_files("", [Handed("nota.txt", sent)])
    assert ended(chores) is Stage.DONE
    assert archive.handed == ["nota.txt"]
    assert not sent.parent.exists()


def test_a_chore_waits_while_another_writes(start: Start) -> None:
    """And tries again until it may."""
    busy = [IndexBusy("busy"), IndexBusy("busy")]

    class Busy(FakeArchive):
        def sync(self, *, progress: Callable[[int, int], None]) -> SyncReport:
            if busy:
                raise busy.pop()
            return SyncReport(added=3)

    chores = start(Busy(lambda q, h: iter(())))
    chores.reindex("")
    assert ended(chores) is Stage.DONE
    assert (busy, chores.of("")[0].report.added) == ([], 3)


def test_what_fails_is_told_and_the_next_goes_on(start: Start) -> None:
    """In the words of the error."""

    class Failing(FakeArchive):
        def remove(self, document_ids: object) -> Removal:
            raise StoreError("no disk.")

    chores = start(Failing(lambda q, h: iter(())))
    chores.remove("", ["x"])
    assert ended(chores) is Stage.FAILED
    assert chores.of("")[0].message == "no disk."
    chores.reindex("")
    assert ended(chores) is Stage.DONE


def test_each_hears_of_their_own_and_only_of_the_last(start: Start) -> None:
    """Whoever else asked."""
    chores = start(FakeArchive(lambda q, h: iter(())))
    for _ in range(CHORES_KEPT + 2):
        chores.reindex("ana")
        assert ended(chores, "ana") is Stage.DONE
    assert len(chores.of("ana")) == CHORES_KEPT
    assert chores.of("luis") == ()


def test_a_file_that_two_sent_alike_is_there_for_both(start: Start, tmp_path: Path) -> None:
    """What is uploaded lies by its content: the first to be done takes nothing from the second."""
    sent, there = tmp_path / "d" / "sent", list[bool]()
    sent.parent.mkdir()
    sent.touch()
    go_on = threading.Event()

    class Looking(FakeArchive):
        def keep_files(self, handed: Sequence[Handed], *, progress: Callable[[int, int], None]) -> Added:
            assert go_on.wait(10)
            there.append(all(file.path.exists() for file in handed))
            return Added((), ())

    chores = start(Looking(lambda q, h: iter(())))
    for owner in ("ana", "luis"):
        assert chores.add_files(owner, [Handed("nota.txt", sent)])
    go_on.set()
    assert [ended(chores, owner) for owner in ("luis", "ana")] == [Stage.DONE, Stage.DONE]
    assert there == [True, True]
    assert not sent.exists()


def test_what_there_is_no_room_for_is_deleted(start: Start, tmp_path: Path) -> None:
    """Neither too many chores nor too many files leave anything on the disk."""
    go_on = threading.Event()

    class Slow(FakeArchive):
        def sync(self, *, progress: Callable[[int, int], None]) -> SyncReport:
            go_on.wait(10)
            return SyncReport()

    chores = start(Slow(lambda q, h: iter(())))
    for _ in range(WAITING_LIMIT):
        assert chores.reindex("ana")
    sent = [tmp_path / name for name in "ab"]
    for path in sent:
        path.touch()
    assert not chores.add_files("luis", [Handed("a", sent[0])])
    chores.discard([Handed("b", sent[1])])
    go_on.set()
    assert not any(path.exists() for path in sent)

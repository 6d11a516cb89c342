"""Work on the archive behind the page, over an archive that keeps and removes as it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from rag.errors import IndexBusy, StoreError, WebError
from rag.types import Added, Handed, Removal, SyncFailure, SyncReport
from tests.patience import PATIENCE, comes_true
from tests.ui.web.fakes import FakeArchive
from ui.serving.chores import CHORES_KEPT, FETCHES, WAITING_LIMIT, Chores, Stage
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


def all_ended(chores: Chores, owner: str) -> set[Stage]:
    """How every chore of somebody ended."""
    for _ in range(500):
        stages = {chore.stage for chore in chores.of(owner)}
        if all(stage.final for stage in stages):
            return stages
        time.sleep(0.01)
    raise AssertionError("they do not end")


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
            assert go_on.wait(PATIENCE)
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
            go_on.wait(PATIENCE)
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


def test_a_slow_address_holds_up_nobody_but_who_named_it(start: Start) -> None:
    """Others' pages are fetched meanwhile, and the index is written; whoever named it waits for their next page."""
    go_on, writing = threading.Event(), threading.Semaphore(1)
    fetched: list[str] = []

    class Web(FakeArchive):
        def keep_pages(self, addresses: Sequence[str], *, progress: Callable[[int, int], None]) -> Added:
            if addresses[0] == "slow":
                assert go_on.wait(PATIENCE)
            fetched.append(addresses[0])
            return Added((Path(addresses[0]),), ())

        def index_added(self, *, progress: Callable[[int, int], None]) -> SyncReport:
            assert writing.acquire(blocking=False)  # one at a time
            time.sleep(0.02)
            writing.release()
            return SyncReport(added=1)

    chores = start(Web(lambda q, h: iter(())))
    for owner, address in (("ana", "slow"), ("ana", "next"), ("luis", "a"), ("eva", "b"), ("luis", "c")):
        assert chores.add_pages(owner, [address])
    assert chores.reindex("eva")
    for owner in ("luis", "eva"):
        assert all_ended(chores, owner) == {Stage.DONE}
    assert sorted(fetched) == ["a", "b", "c"]
    assert [chore.stage for chore in chores.of("ana")] == [Stage.WAITING, Stage.KEEPING]
    go_on.set()
    assert all_ended(chores, "ana") == {Stage.DONE}
    assert fetched[-2:] == ["slow", "next"]
    assert [chore.report.added for chore in chores.of("ana")] == [1, 1]


def test_pages_of_so_many_are_fetched_at_once_and_what_fails_is_told(start: Start) -> None:
    """Of more than that the others wait; a fault of the fetching or of the index is that of its chore."""
    go_on, under_way = threading.Event(), list[str]()

    class Web(FakeArchive):
        def keep_pages(self, addresses: Sequence[str], *, progress: Callable[[int, int], None]) -> Added:
            under_way.append(addresses[0])
            assert go_on.wait(PATIENCE)
            if addresses[0] == "0":
                raise WebError("no disk.")
            return Added((), (SyncFailure(addresses[0], "gone."),))

    chores = start(Web(lambda q, h: iter(())))
    for n in range(FETCHES + 2):
        assert chores.add_pages(str(n), [str(n)])
    assert comes_true(lambda: len(under_way) >= FETCHES)
    time.sleep(0.1)  # in which one more would begin
    assert len(under_way) == FETCHES
    go_on.set()
    stages = [ended(chores, str(n)) for n in range(FETCHES + 2)]
    assert stages == [Stage.FAILED, *[Stage.DONE] * (FETCHES + 1)]
    assert chores.of("0")[0].message == "no disk."
    assert chores.of("1")[0].failed == (SyncFailure("1", "gone."),)

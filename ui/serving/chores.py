"""Work on the archive that goes on behind every face: articles are added, removed and indexed again.

One chore at a time, in the order in which they are asked for, in a thread of its own; since another process or the
indexing at the start may be writing, a chore waits for its turn at the index and says so. Pages are fetched beside
that, those of one asker one after the other, so that a slow address holds up nobody else. Whoever asked hears how far
it is from `Chores.of`, also after a reload; a restart forgets what is told, never what was kept.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar
from weakref import WeakValueDictionary

from rag.errors import BROKEN, HemerotecaError, IndexBusy
from rag.types import Added, Handed, Removal, SyncFailure, SyncReport
from ui.serving.clerk import Clerk
from ui.serving.opening import Archive, Opening

__all__ = ["CHORES_KEPT", "Chore", "Chores", "Kind", "Stage"]

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

CHORES_KEPT = 5
"""Chores of one asker that are told of once they are done."""

KEPT_IN_ALL = 500
"""The same of all askers, of whom there may be any number."""

WAITING_LIMIT = 20
"""Chores that wait or run at once, of all askers."""

FETCHES = 4
"""Askers whose pages are fetched at once: each page is in memory as a whole."""

PATIENCE = 2.0
"""Seconds between two tries where another process is writing."""


class Kind(StrEnum):
    """What is done."""

    FILES = "files"
    PAGES = "pages"
    REMOVE = "remove"
    READMIT = "readmit"
    REINDEX = "reindex"


class Stage(StrEnum):
    """How far a chore is."""

    WAITING = "waiting"
    KEEPING = "keeping"
    BUSY = "busy"
    INDEXING = "indexing"
    DONE = "done"
    FAILED = "failed"

    @property
    def final(self) -> bool:
        """Whether nothing more will come."""
        return self in (Stage.DONE, Stage.FAILED)


@dataclass(frozen=True, slots=True)
class Chore:
    """A chore as it stands.

    Attributes:
        number: Tells it from the others.
        owner: Who asked for it.
        done: How many files, pages or articles are done, of `total`; 0 where it is not known how many there are.
        report: What the index gained, once it is done.
        removal: What was removed, likewise.
        failed: What could not be added, and why.
        message: Why all of it failed, in one line; of a fault of the program the log has the rest.
    """

    number: int
    owner: str
    kind: Kind
    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 0
    report: SyncReport = field(default_factory=SyncReport)
    removal: Removal = field(default_factory=Removal)
    failed: tuple[SyncFailure, ...] = ()
    message: str = ""


class Chores:
    """Takes chores and does them one after the other.

    Args:
        opening: The archive, which may still be opening.
        patience: Seconds between two tries where another process is writing.
    """

    def __init__(self, opening: Opening, patience: float = PATIENCE) -> None:
        self._opening = opening
        self._patience = patience
        self._clerk = Clerk("chores")
        self._fetchers: WeakValueDictionary[str, Clerk] = WeakValueDictionary()  # one that works keeps itself
        self._fetches = threading.Semaphore(FETCHES)
        self._chores: dict[int, Chore] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._asked = 0
        self._sent: Counter[Path] = Counter()

    def add_files(self, owner: str, handed: Sequence[Handed]) -> bool:
        """Add files, which are deleted where they lie; whether there was room for the chore."""

        def work(archive: Archive, told: _Teller) -> None:
            self._index(archive, told, archive.keep_files(handed, progress=told.at(Stage.KEEPING)))

        return self._take(owner, Kind.FILES, len(handed), work, [file.path for file in handed])

    def discard(self, handed: Sequence[Handed]) -> None:
        """Delete files where they lie that are not added."""
        self._hold([file.path for file in handed])
        self._let_go([file.path for file in handed])

    def add_pages(self, owner: str, addresses: Sequence[str]) -> bool:
        """Add pages of the web; whether there was room for the chore."""

        def work(archive: Archive, told: _Teller) -> None:
            fetched = told.at(Stage.KEEPING)
            with self._fetches:
                fetched(0, len(addresses))
                added = archive.keep_pages(addresses, progress=fetched)
            told.tell(stage=Stage.WAITING, done=0, total=0)
            self._clerk.give(lambda: self._index(archive, told, added)).result()

        return self._take(owner, Kind.PAGES, len(addresses), work, clerk=self._fetcher(owner))

    def remove(self, owner: str, document_ids: Sequence[str]) -> bool:
        """Remove articles; whether there was room for the chore."""

        def work(archive: Archive, told: _Teller) -> None:
            told.tell(removal=self._patiently(told, lambda: archive.remove(document_ids)))

        return self._take(owner, Kind.REMOVE, len(document_ids), work)

    def readmit(self, owner: str, document_ids: Sequence[str]) -> bool:
        """Take articles back; whether there was room for the chore."""

        def work(archive: Archive, told: _Teller) -> None:
            progress = told.at(Stage.INDEXING)
            told.tell(report=self._patiently(told, lambda: archive.readmit(document_ids, progress=progress)))

        return self._take(owner, Kind.READMIT, len(document_ids), work)

    def reindex(self, owner: str) -> bool:
        """Bring the index up to its folders; whether there was room for the chore."""

        def work(archive: Archive, told: _Teller) -> None:
            report = self._patiently(told, lambda: archive.sync(progress=told.at(Stage.INDEXING)))
            told.tell(report=report, failed=report.failed)

        return self._take(owner, Kind.REINDEX, 0, work)

    def of(self, owner: str) -> tuple[Chore, ...]:
        """The chores of somebody, the newest first; of those that are done the last."""
        with self._lock:
            own = [chore for chore in reversed(self._chores.values()) if chore.owner == owner]
        final = [chore for chore in own if chore.stage.final][:CHORES_KEPT]
        return tuple(chore for chore in own if not chore.stage.final or chore in final)

    def close(self) -> None:
        """Take no more, and let go of what waits; what has been kept is indexed by whoever indexes next."""
        self._closing.set()

    def _take(
        self,
        owner: str,
        kind: Kind,
        total: int,
        work: Callable[[Archive, _Teller], None],
        sent: Sequence[Path] = (),
        clerk: Clerk | None = None,
    ) -> bool:
        """Have a chore done, and let go of what was sent for it then, or at once where there is no room for it."""
        self._hold(sent)
        with self._lock:
            under_way = sum(not chore.stage.final for chore in self._chores.values())
            has_room = not self._closing.is_set() and under_way < WAITING_LIMIT
            if has_room:
                self._asked += 1
                chore = Chore(self._asked, owner, kind, total=total)
                self._chores[chore.number] = chore
                self._forget_old(owner)
        if has_room:
            (clerk or self._clerk).give(partial(self._do, _Teller(self._become, chore), work, sent))
        else:
            self._let_go(sent)
        return has_room

    def _fetcher(self, owner: str) -> Clerk:
        """Who fetches the pages of somebody."""
        with self._lock:
            return self._fetchers.setdefault(owner, Clerk("fetching"))

    def _forget_old(self, owner: str) -> None:
        final = [chore for chore in self._chores.values() if chore.stage.final]
        of_owner = [chore for chore in final if chore.owner == owner]
        for number in {chore.number for chore in [*of_owner[:-CHORES_KEPT], *final[:-KEPT_IN_ALL]]}:
            del self._chores[number]

    def _do(self, told: _Teller, work: Callable[[Archive, _Teller], None], sent: Sequence[Path]) -> None:
        try:
            try:
                if not self._closing.is_set():
                    work(self._opening.archive(), told)
            finally:
                self._let_go(sent)
        except HemerotecaError as error:
            told.tell(stage=Stage.FAILED, message=str(error))
        except Exception:  # noqa: BLE001 - whoever waits must hear of any fault, and the log which
            _LOG.exception("a chore has failed")
            told.tell(stage=Stage.FAILED, message=BROKEN)
        else:
            told.tell(stage=Stage.DONE)

    def _hold(self, sent: Sequence[Path]) -> None:
        """Keep files that were sent; one that two readers sent alike lies in one place, and is counted twice."""
        with self._lock:
            self._sent.update(sent)

    def _let_go(self, sent: Sequence[Path]) -> None:
        with self._lock:
            self._sent.subtract(sent)
            for path in set(sent):
                if self._sent[path] <= 0:
                    del self._sent[path]
                    _discard(path)

    def _index(self, archive: Archive, told: _Teller, added: Added) -> None:
        told.tell(failed=added.failed)
        if added.files and not self._closing.is_set():
            progress = told.at(Stage.INDEXING)
            report = self._patiently(told, lambda: archive.index_added(progress=progress))
            told.tell(report=report, failed=(*added.failed, *report.failed))

    def _patiently(self, told: _Teller, work: Callable[[], T]) -> T:
        """Do something again and again until nobody else is writing."""
        told.tell(stage=Stage.INDEXING, done=0, total=0)
        while True:
            try:
                return work()
            except IndexBusy:
                told.tell(stage=Stage.BUSY, done=0, total=0)
                if self._closing.wait(self._patience):
                    raise

    def _become(self, chore: Chore) -> None:
        with self._lock:
            self._chores[chore.number] = chore


class _Teller:
    """Says how far a chore is."""

    def __init__(self, become: Callable[[Chore], None], chore: Chore) -> None:
        self._become = become
        self._chore = chore

    def tell(self, **changed: object) -> None:
        """Change what is known of it."""
        self._chore = replace(self._chore, **changed)  # type: ignore[arg-type]  # named as the fields are
        self._become(self._chore)

    def at(self, stage: Stage) -> Callable[[int, int], None]:
        """Progress within a stage."""
        return lambda done, total: self.tell(stage=stage, done=done, total=total)


def _discard(path: Path) -> None:
    """Delete a file that has been taken in, and its folder where it was alone there."""
    with suppress(OSError):
        path.unlink()
        path.parent.rmdir()

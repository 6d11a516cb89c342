"""The store: the ledger, what is derived from it, and the one way to write both.

Two locks, both files of the data folder. `writer.lock` is held for a whole run of writing, so there is one writer; of
machines that share a ledger at a server, a lock of that server sees to it too.
`derived.lock` is held, briefly, by whoever opens the derived indexes and by the writer while it changes them.

A change goes: the ledger, whose generation grows in the same transaction; a dirty mark; the derived indexes; a clean
mark of that generation. So, holding `derived.lock`, a mark that is dirty means that a writer died in the middle: its
files are never opened, but made anew. A clean mark of an older generation means that one died before it began, or
that another machine wrote to a shared ledger: what differs is written. A reader compares the generation before and
after each search: equal, and nothing was written meanwhile; else it searches again with the lock in its hand.

Up to `MANY` passages are compared one by one, in columns: who searches so few neither imports nor opens Chroma, unless
a server has been set.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import numpy as np
from filelock import FileLock, Timeout

from rag.errors import IndexBusy, IndexMismatch, StoreError
from rag.store.audit import Inventory, compare
from rag.store.database import make_data_folder
from rag.store.derived import FORMAT, Derived, DerivedFolder, Mark, fresh_mark
from rag.store.facts import Wanted
from rag.store.faults import IndexBroken, is_full, no_room
from rag.store.ledger import Change, Ledger, Overview, State
from rag.store.matching import Asked
from rag.store.memory import can_clear
from rag.store.records import EmbeddingIdentity, FileRecord, IndexedDocument, LiveArticle, Place, Reading, StoredChunk
from rag.store.schema import SCHEMA_VERSION
from rag.types import (
    Amendment,
    Document,
    Erasure,
    Filters,
    Listed,
    Listing,
    Order,
    Reprints,
    Timeline,
    Verification,
    Version,
)
from rag.types import Change as Event

if TYPE_CHECKING:
    from rag.store.columns import Numbers
    from rag.types import Vectors

__all__ = ["Store", "Writer"]

T = TypeVar("T")

LOCK_SECONDS = 60.0
"""How long to wait for a writer that is changing the derived indexes: a batch takes less than a second."""


WRITING, CHANGING = "another process is writing this index", "another process is changing this index"

ALL = Filters()
"""Every article fits."""

MANY = 150_000
"""Passages that fit; so many are all compared, of more the graph is asked first where most of the archive fit."""

MOST = 0.1
"""Share that must fit for that: the list that is asked for is longer than what is wanted by as much as less fits."""

LONGER = 1.5
"""And longer by so much, since it is luck how many of it fit."""

SPARE = 50
"""So many more than wanted are compared again with their exact vectors: packed ones may change places."""

COPIES = 10
"""Articles of one story in a list: enough for figures that differ in copies, and never all that a search may find."""

CROWDED = 8
"""By how many times more is asked for where reprints fill a list: long lists cost more than their number."""

MOST_FOUND = 10_000
"""Passages that a list of articles by their words is made from: the best of them."""

LITTLE_ROOM = 8_000_000
"""Bytes; with fewer left, a failure of Chroma is a failure of the disk."""


class Store:
    """An archive on disk. Threads may share one; processes may share the folder."""

    def __init__(self, data_dir: Path, ledger: Ledger, identity: EmbeddingIdentity, chroma_url: str) -> None:
        self._ledger = ledger
        self._identity = identity
        self._folder = DerivedFolder(data_dir, chroma_url)
        # Each thread has its own hold on a file lock, so that two threads of one process exclude each other too.
        self._writer_lock = FileLock(data_dir / "writer.lock", thread_local=True)
        self._derived_lock = FileLock(data_dir / "derived.lock", thread_local=True)
        self._mutex = threading.RLock()
        self._derived: Derived | None = None
        self._seen = -1
        self._overview: tuple[int, Overview] | None = None
        self._matched: tuple[tuple[str, int, Filters], _Fitting] | None = None
        self._by_title: tuple[int, list[str]] | None = None
        self._closed = False

    @classmethod
    def open(
        cls,
        data_dir: Path,
        identity: EmbeddingIdentity,
        *,
        database_url: str = "",
        chroma_url: str = "",
        rebuilding: bool = False,
    ) -> Self:
        """Open the archive of a folder, making it where there is none.

        Args:
            data_dir: The folder; the terms and the locks lie in it whatever the URLs say.
            identity: The model that questions will be embedded with.
            database_url: SQLAlchemy URL of the ledger; empty: SQLite in the folder.
            chroma_url: URL of a Chroma server; empty: embedded.
            rebuilding: Accept an index of another model, which is about to be written anew.

        Raises:
            IndexMismatch: The index was built with another model.
            StoreError: It cannot be opened.
            DiskFull: There is no room for it.
        """
        with _explained():
            make_data_folder(data_dir)
        ledger = Ledger.open(data_dir, database_url)
        try:
            if not rebuilding:
                _require_same(ledger.state(), identity)
        except BaseException:
            ledger.close()
            raise
        return cls(data_dir, ledger, identity, chroma_url)

    @classmethod
    def restore(cls, data_dir: Path, backup: Path, *, database_url: str = "") -> None:
        """Put a backup in the place of the ledger of a folder; what is derived is made anew at the next search.

        Raises:
            IndexBusy: Another process is writing.
            StoreError: The file is no backup, or of a newer version, or damaged, or the ledger is at a server, whose
                own tools restore it. Nothing has been changed.
        """
        if database_url:
            raise StoreError("the ledger is at a server: restore it with the server's tools, such as pg_restore.")
        with _explained():
            make_data_folder(data_dir)
        writer_lock, derived_lock = FileLock(data_dir / "writer.lock"), FileLock(data_dir / "derived.lock")
        with _held(writer_lock, LOCK_SECONDS, WRITING), _held(derived_lock, LOCK_SECONDS, CHANGING), _explained():
            Ledger.restore(data_dir, backup)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything; may be called twice."""
        with self._mutex:
            self._closed = True
            self._close_derived()
            self._ledger.close()

    # Reading

    @property
    def generation(self) -> int:
        """Grows with every change, by whichever process."""
        return self._ledger.generation()

    def search_passages(self, vector: Vectors, k: int, filters: Filters = ALL) -> list[tuple[str, float]]:
        """Chunk ids with the cosine similarity of the chunk, best first; `k` where so many fit."""
        return self._search(lambda derived: self._nearest(derived, vector, k, filters))

    def search_terms(self, terms: Sequence[str], k: int, filters: Filters = ALL) -> list[tuple[str, float]]:
        """Chunk ids with their BM25 score for analysed terms, best first: the score that they have among all."""

        def look(derived: Derived) -> list[tuple[str, float]]:
            fitting = self._fitting(derived, filters) if filters else EVERYTHING
            return self._sifted(lambda n: derived.terms.search(terms, n, fitting.wanted), k, fitting.asked)

        return self._search(look)

    def count(self, filters: Filters) -> int:
        """How many articles fit."""
        return self._ledger.count(filters)

    def newest(self, filters: Filters, most: int) -> tuple[list[str], int]:
        """Ids of the newest articles that fit, newest first, one of each story, and how many stories fit."""
        return self._ledger.newest(filters, most)

    def undated(self, filters: Filters) -> int:
        """How many articles fit but for their day, which is not known."""
        return self._ledger.undated(filters)

    def names(self, field: str) -> dict[str, int]:
        """What live articles give as `outlet`, `author`, `section` or `language`, with their number, most first."""
        return self._ledger.names(field)

    def containing(self, words: Sequence[Collection[str]], filters: Filters = ALL) -> tuple[list[str], bool]:
        """Ids of the articles of which a passage, or its title, holds each of some words, and whether these are all.

        Args:
            words: Each in the forms in which it is searched.
            filters: Which articles are looked for; what fits hardly is not taken out, see `listing`.
        """

        def look(derived: Derived) -> list[str]:
            fitting = self._fitting(derived, filters) if filters else EVERYTHING
            return derived.terms.search_all(words, MOST_FOUND, fitting.wanted)

        found = self._search(look)
        return self._ledger.articles_of_chunks(found), len(found) < MOST_FOUND

    def listing(self, filters: Filters, order: Order, limit: int, offset: int) -> Listing:
        """A part of the articles that fit, and how many do."""
        if order is Order.TITLE:
            ids = self._in_order_of_titles(filters)
            found = self._ledger.listed(page := ids[offset : offset + limit])
            return Listing(tuple(found[i] for i in page if i in found), len(ids))
        total = self._ledger.count(filters) if filters else self.counts()[0]
        return Listing(tuple(self._ledger.listing(filters, order, limit, offset)), total)

    def months(self, filters: Filters) -> Timeline:
        """When the articles that fit were published."""
        return self._ledger.months(filters)

    def changes(self, most: int) -> list[Event]:
        """What happened to articles lately, the last first."""
        return self._ledger.changes(most)

    def listed(self, document_ids: Sequence[str]) -> dict[str, Listed]:
        """Articles by id, without their text, those too that lie nowhere; ids that are unknown are left out."""
        return self._ledger.listed(document_ids)

    def lying(self, document_ids: Sequence[str]) -> list[LiveArticle]:
        """Where some articles lie, by place; one may lie in several."""
        return self._ledger.lying(document_ids)

    def shared_files(self, keys: Sequence[Place]) -> set[Place]:
        """Those of some files, by folder and path, that hold more than one article."""
        return self._ledger.shared_files(keys)

    def excluded(self) -> list[LiveArticle]:
        """What is passed over on purpose, as it lay."""
        return self._ledger.excluded()

    def fetch(self, chunk_ids: Sequence[str]) -> list[StoredChunk]:
        """Chunks with documents, sentences and vectors, in the order asked; ids that are gone are left out."""
        return self._ledger.fetch(chunk_ids, self._identity)

    def reprints(self, document_ids: Sequence[str]) -> dict[str, Reprints]:
        """Who else prints some articles, by id."""
        return self._ledger.reprints(document_ids)

    def stories(self, document_ids: Sequence[str]) -> dict[str, str]:
        """The story that each of some articles is of, by id: see `rag.store.reprints`."""
        return self._ledger.stories(document_ids)

    def amendments(self, document_ids: Sequence[str]) -> dict[str, tuple[Amendment, ...]]:
        """What was published later about some articles, by id, the newest first: corrections and newer versions."""
        return self._ledger.amendments(document_ids)

    def unread(self) -> list[str]:
        """Ids of the live articles of which no `Reading` is known, as those of an older ledger."""
        return self._ledger.unread()

    def chunk_ids(self, document_id: str) -> list[str]:
        """Ids of the chunks of a document, in its order."""
        return self._ledger.chunk_ids(document_id)

    def documents(self) -> dict[Place, str]:
        """Where each live document lies, with its id."""
        return self._ledger.places()

    def live(self) -> list[LiveArticle]:
        """What is searched, by where it lies, with what it was cut by and the file that it came from."""
        return self._ledger.live()

    def files(self) -> dict[Place, FileRecord]:
        """Every file that was read, by folder and path: see `FileRecord` for when it need not be read again."""
        return self._ledger.files()

    def document(self, document_id: str) -> Document:
        """Any version that was ever indexed, so that an old citation finds its words.

        Raises:
            StoreError: None has this id.
        """
        return self._ledger.document(document_id)

    def versions(self, document_ids: Sequence[str]) -> dict[str, Version]:
        """Versions that were ever indexed, by id, with what has become of each; ids that are unknown are left out."""
        return self._ledger.versions(document_ids)

    def counts(self) -> tuple[int, int]:
        """Live documents and chunks."""
        overview = self._current_overview()
        return overview.documents, overview.chunks

    def languages(self) -> set[str]:
        """Languages of the live documents."""
        return set(self._current_overview().languages)

    def main_language(self) -> str:
        """The language of most live documents; Spanish where there is none."""
        return next(iter(self._current_overview().languages), "es")

    def roots(self) -> list[str]:
        """The indexed folders."""
        return self._ledger.roots()

    def inventory(self) -> Inventory:
        """Ids of the chunks that Chroma, tantivy and the columns hold: a check, not a search."""
        with self._current(whole=True) as (derived, _):
            return derived.inventory()

    def verify(self) -> Verification:
        """Whether the ledger, what is derived from it and the folders agree, to the last id: a check, not a search."""
        number, found = self._ledger.examine(self._identity)
        with self._current(whole=True) as (derived, _):
            expected, held = self._ledger.inventory(), derived.inventory()
        articles, chunks = self.counts()
        return Verification(articles, chunks, number, SCHEMA_VERSION, (*found, *compare(expected, held)))

    def backup(self, target: Path) -> None:
        """Copy the ledger as it is now into a new file, while others read and write; all else is made from it.

        Raises:
            StoreError: The file is there already or cannot be written, or the ledger is at a server, whose own tools
                copy it.
        """
        self._ledger.backup(target)

    # Writing

    @contextmanager
    def writing(self, timeout: float = 2.0) -> Iterator[Writer]:
        """The right to write, for as long as the block lasts.

        Raises:
            IndexBusy: Another process or thread has it and did not let go within `timeout` seconds.
        """
        with _held(self._writer_lock, timeout, WRITING), self._ledger.alone(timeout):
            yield Writer(self, self._ledger, self._identity)

    def change(self, put: Sequence[IndexedDocument], remove: Sequence[Place], read: Sequence[FileRecord]) -> None:
        """Write one batch to the ledger and to what is derived from it; for `Writer` alone."""
        with self._current(whole=True) as (derived, mark):
            self._write(derived, mark, self._ledger.put(put, remove, self._identity, read))

    def replace_all(self, documents: Iterable[IndexedDocument]) -> None:
        """Write every document anew under this store's model, and rebuild; for `Writer` alone."""
        with self._locked():
            self._ledger.replace_all(documents, self._identity)
            self._rebuild()

    def rebuild(self) -> None:
        """Make the derived indexes anew from the ledger; for `Writer` alone."""
        with self._locked():
            self._ledger.advance()
            self._rebuild()

    def clear(self, erase: Callable[[], Erasure]) -> Erasure:
        """Take out of all other files what is erased from the ledger; for `Writer` alone."""
        with self._locked():
            erased = erase()
            # Chroma and tantivy only mark what they delete: their files hold it until there are others.
            self._rebuild()
            self._folder.require_no_others()
        out_of_reach = bool(self._folder.chroma_url) or not can_clear()
        return replace(erased, bytes_left=erased.bytes_left or out_of_reach)

    # Inside

    def _fitting(self, derived: Derived, filters: Filters) -> _Fitting:
        """What fits a filter; looked up once for both searches and for every list."""
        key, known = (derived.name, self._seen, filters), self._matched
        if known is None or known[0] != key:
            asked, wanted = self._ledger.wanted(filters)
            known = self._matched = key, _Fitting(asked, wanted, derived.columns.fitting(wanted))
        return known[1]

    def _nearest(self, derived: Derived, vector: Vectors, k: int, filters: Filters) -> list[tuple[str, float]]:
        every = derived.columns.count()
        if not filters and (every > MANY or self._folder.chroma_url):
            return self._sifted(lambda n: derived.vectors.search(vector, n), k, EVERYTHING.asked)
        fitting = self._fitting(derived, filters)
        rows = fitting.rows
        share = len(rows) / max(every, 1)
        if len(rows) > MANY and share > MOST:
            listed = derived.vectors.search(vector, int(LONGER * k / share))
            if len(found := self._without_copies(listed, fitting.asked)) >= k:
                return found[:k]
        nearest = derived.columns.nearest(vector, rows)
        return self._sifted(lambda n: self._exact(derived, vector, nearest.best(n + SPARE))[:n], k, fitting.asked)

    def _exact(self, derived: Derived, vector: Vectors, rows: Numbers) -> list[tuple[str, float]]:
        """Some rows with the similarity of what was packed in them."""
        return self._ledger.nearest_passages(vector, list(derived.columns.chunk_ids(rows)), self._identity.fingerprint)

    def _sifted(
        self, search: Callable[[int], list[tuple[str, float]]], k: int, asked: Asked
    ) -> list[tuple[str, float]]:
        """Ask for more and more until `k` fit that do not repeat one another too often, or there is no more."""
        number = k
        while True:
            found = search(number)
            kept = self._without_copies(found, asked)
            if len(kept) >= k or len(found) < number:
                return kept[:k]
            number *= CROWDED

    def _without_copies(self, found: Sequence[tuple[str, float]], asked: Asked) -> list[tuple[str, float]]:
        """What fits of a list: each text once, and of each story no more than `COPIES` articles."""
        hits = self._ledger.sift([i for i, _ in found], asked)
        articles: dict[str, set[str]] = {}
        kept: dict[str, float] = {}
        for hit, score in ((hits[i], score) for i, score in found if i in hits):
            told = articles.setdefault(hit.story, set())
            if hit.document_id in told or len(told) < COPIES:
                told.add(hit.document_id)
                kept.setdefault(hit.chunk_id, score)
        return list(kept.items())

    def _search(self, look: Callable[[Derived], T]) -> T:
        """Look into the derived indexes as the last writer left them, never into a half-written state."""
        with self._mutex:
            if self._derived is not None and self._ledger.generation() == self._seen:
                with suppress(IndexBroken):  # perhaps only replaced under our eyes: look again below
                    found = look(self._derived)
                    if self._ledger.generation() == self._seen:
                        return found
                self._close_derived()
            with self._current() as (derived, _):
                return look(derived)

    @contextmanager
    def _current(self, *, whole: bool = False) -> Iterator[tuple[Derived, Mark]]:
        """The derived indexes in step with the ledger, with their mark, while nobody else changes them.

        With `whole`, Chroma too is open, which a search of few passages does without.
        """
        with self._locked():
            state = self._ledger.state()
            _require_same(state, self._identity)
            mark = self._folder.mark()
            derived = self._derived
            in_step = mark and derived and mark.name == derived.name and self._seen == state.generation
            if not (in_step and derived and (derived.has_vectors or not whole)):
                self._close_derived()
                if mark is None or not self._reopen(mark, state, whole=whole):
                    self._rebuild()
            mark = self._folder.mark()
            if mark is None or self._derived is None:
                raise StoreError("the data folder changed under the program: is something else clearing it?")
            yield self._derived, mark

    def _reopen(self, mark: Mark, state: State, *, whole: bool) -> bool:
        """Open what a mark names and bring it up to a state of the ledger; whether that could be done."""
        if mark.dirty or mark.format != FORMAT or mark.edition != state.edition:
            return False
        with suppress(IndexBroken):
            self._derived = derived = self._folder.open(mark, self._identity, create=False)
            behind = mark.generation != state.generation
            whole = whole or behind or mark.live > MANY or bool(self._folder.chroma_url)
            if derived.holds(mark.searched, mark.live) and (not whole or derived.vectors.count() == mark.searched):
                self._seen = mark.generation
                if behind:
                    # Another machine may go on writing: what it takes away meanwhile is left out here, and no fault.
                    change = self._ledger.difference(derived.terms.ids(), derived.columns.stamps())
                    self._write(derived, mark, change)
                if whole:
                    derived.vectors.warm()
                if self._folder.others(mark):  # left by an erasure that was killed: they hold what was erased
                    self._folder.remove_others(mark)
                return True
        self._close_derived()
        return False

    def _rebuild(self) -> None:
        """Fill new indexes, switch to them, remove the old: a kill in between leaves one or the other."""
        state = self._ledger.state()
        mark = fresh_mark(state, self._folder.mark())
        fresh = self._folder.open(mark, self._identity, create=True)
        try:
            everything = self._ledger.difference(set(), {})
            fresh.write(everything, self._ledger, self._identity)
            fresh.vectors.warm()  # or made, where there is nothing to write
            mark = fresh.counted(replace(mark, generation=everything.generation))
            self._folder.set_mark(mark)
        except BaseException:
            fresh.close()
            raise
        self._close_derived()
        self._derived, self._seen = fresh, mark.generation
        self._folder.remove_others(mark)

    def _write(self, derived: Derived, mark: Mark, change: Change) -> None:
        self._folder.set_mark(replace(mark, dirty=True))
        derived.write(change, self._ledger, self._identity)
        self._folder.set_mark(derived.counted(replace(mark, generation=change.generation, dirty=False)))
        self._seen = change.generation

    def _in_order_of_titles(self, filters: Filters) -> list[str]:
        """Ids of the articles that fit; all are sorted once a generation, since no index sorts as people do."""
        generation, known = self._ledger.generation(), self._by_title
        if known is None or known[0] != generation:
            known = self._by_title = generation, self._ledger.titles_in_order()
        if not filters:
            return known[1]
        fitting = self._ledger.fitting_ids(filters)
        return [i for i in known[1] if i in fitting]

    def _close_derived(self) -> None:
        derived, self._derived = self._derived, None
        if derived is not None:
            derived.close()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._mutex:
            self._require_open()
            with _held(self._derived_lock, LOCK_SECONDS, CHANGING), _explained(), self._room_explained():
                yield

    def _require_open(self) -> None:
        if self._closed:
            raise StoreError("the archive has been closed: open it again.")

    @contextmanager
    def _room_explained(self) -> Iterator[None]:
        # On a full disk Chroma may say only «Failed to apply logs».
        try:
            yield
        except IndexBroken as error:
            if shutil.disk_usage(self._folder.data_dir).free < LITTLE_ROOM:
                raise no_room(error) from error
            raise

    def _current_overview(self) -> Overview:
        """Counted once a generation: every question asks for it."""
        generation = self._ledger.generation()
        known = self._overview
        if known is None or known[0] != generation:
            known = self._overview = generation, self._ledger.overview()
        return known[1]


@dataclass(frozen=True, slots=True, eq=False)
class _Fitting:
    """What fits a filter: what the ledger is asked, what the indexes are, and the rows of the columns that hold it."""

    asked: Asked
    wanted: Wanted
    rows: Numbers


EVERYTHING = _Fitting(Asked(ALL, {}), Wanted(), np.empty(0, np.int64))
"""What fits no filter: all, which is why no rows are named."""


class Writer:
    """What may be done while the right to write is held."""

    def __init__(self, store: Store, ledger: Ledger, identity: EmbeddingIdentity) -> None:
        self._store = store
        self._ledger = ledger
        self._identity = identity

    def known_vectors(self, keys: Sequence[str]) -> set[str]:
        """Which of the keys need not be embedded."""
        return self._ledger.known_vectors(keys, self._identity.fingerprint)

    def add_vectors(self, keys: Sequence[str], vectors: Vectors, sentences: Collection[str] = frozenset()) -> None:
        """Keep vectors at once: what was embedded is never embedded again, whatever happens next.

        Args:
            keys: See `vector_key`.
            vectors: One row a key, shape `(len(keys), dimension)`.
            sentences: Keys of sentences that are no passages: their vectors are kept in a quarter of the room.
        """
        if len(keys) and vectors.shape != (len(keys), self._identity.dimension):
            raise ValueError(f"vectors of shape {vectors.shape}, expected {(len(keys), self._identity.dimension)}")
        self._ledger.add_vectors(keys, vectors, self._identity.fingerprint, sentences)

    def apply(
        self, put: Sequence[IndexedDocument], remove: Sequence[Place] = (), read: Sequence[FileRecord] = ()
    ) -> None:
        """Write documents, whose vectors have been added, and take places away: readers see all of it or nothing.

        Args:
            put: Documents; one that is there already is cut anew.
            remove: Places whose articles go.
            read: The files that gave the documents. The record of a file goes with any of its articles.
        """
        self._require_vectors(put)
        self._store.change(put, remove, read)

    def put_files(self, read: Sequence[FileRecord], gone: Sequence[Place] = ()) -> None:
        """Note files that changed nothing in what is searched, and drop the records of others, by folder and path."""
        self._ledger.put_files(read, gone)

    def exclude(self, articles: Sequence[LiveArticle]) -> None:
        """Have some articles passed over whenever their folder is indexed: it does not take them out."""
        self._ledger.exclude(articles)

    def readmit(self, document_ids: Sequence[str]) -> list[LiveArticle]:
        """Have some articles passed over no more, and their files read again; returns those that were."""
        return self._ledger.readmit(document_ids)

    def put_readings(self, readings: Mapping[str, Reading]) -> None:
        """Remember what articles that are there already say of others, by id."""
        self._ledger.put_readings(readings)

    def replace_all(self, documents: Iterable[IndexedDocument]) -> None:
        """Make these the only documents, under the model that the store was opened with; their vectors have been added.

        Until this has ended, the index of the other model is whole and serves.
        """
        self._store.replace_all(documents)

    def rebuild(self) -> None:
        """Make Chroma and tantivy anew from the ledger; nothing is embedded."""
        self._store.rebuild()

    def erase(self, paths: Sequence[str]) -> Erasure:
        """Take the articles at or below some paths off the disk for good: every version, live and old.

        Nothing of them is left in any file of the data folder; old citations no longer find their words. The articles'
        own files and copies of the ledger are not touched. Where nothing is found, the files are cleared all the same.

        Args:
            paths: Of files or folders, or sources of articles as they are shown.

        Raises:
            IndexBusy: Another process holds the ledger open in the middle of reading: do it again.
        """
        return self._store.clear(lambda: self._ledger.erase(paths))

    def purge(self) -> Erasure:
        """The same for every version that lies nowhere, and every vector that nothing uses."""
        return self._store.clear(self._ledger.purge)

    def _require_vectors(self, put: Sequence[IndexedDocument]) -> None:
        pieces = [piece for indexed in put for piece in indexed.chunks]
        keys = {piece.key for piece in pieces} | {part.key for piece in pieces for part in piece.sentences}
        missing = len(keys - self.known_vectors(sorted(keys)))
        if missing:
            raise ValueError(f"{missing} of {len(keys)} vectors have not been added: call add_vectors first")


@contextmanager
def _held(lock: FileLock, timeout: float, who: str) -> Iterator[None]:
    try:
        with _explained():
            lock.acquire(timeout=timeout)
    except Timeout:
        raise IndexBusy(f"{who} and has not ended after {timeout:g} s: wait for it, then try again.") from None
    try:
        yield
    finally:
        lock.release()


def _require_same(state: State, identity: EmbeddingIdentity) -> None:
    found = state.identity
    if found is None or (found.dimension, found.fingerprint) == (identity.dimension, identity.fingerprint):
        return
    raise IndexMismatch(
        f"the index was built with the embedding model {_described(found)}, now {_described(identity)} is set: "
        "set it back, or embed everything again with `hemeroteca index --rebuild`."
    )


def _described(identity: EmbeddingIdentity) -> str:
    # The name alone says little: the weights behind it may have changed.
    return f"{identity.name!r} ({identity.dimension} dimensions, fingerprint {identity.fingerprint[:8]})"


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Timeout:  # an OSError, but no fault of the disk
        raise
    except OSError as error:
        if is_full(error):
            raise no_room(error) from error
        raise StoreError(
            f"the data folder cannot be used ({error}): check HEMEROTECA_DATA_DIR, its permissions and its disk."
        ) from error

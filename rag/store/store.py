"""The store: the ledger, what is derived from it, and the one way to write both.

Two locks, both files of the data folder. `writer.lock` is held for a whole run of writing, so there is one writer.
`derived.lock` is held, briefly, by whoever opens the derived indexes and by the writer while it changes them; a dirty
mark is set and cleared inside it. So whoever gets it and finds the mark knows that its writer died in the middle, and
rebuilds. Readers look at the generation before each search and reopen when it has moved.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from chromadb.errors import ChromaError
from filelock import FileLock, Timeout

from rag.errors import DiskFull, IndexBusy, IndexMismatch, StoreError
from rag.store.derived import Derived, DerivedPlace
from rag.store.ledger import Ledger, State
from rag.store.records import EmbeddingIdentity, IndexedDocument, Place, StoredChunk
from rag.types import Document

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["Store", "Writer"]

LOCK_SECONDS = 60.0
"""How long to wait for a writer that is changing the derived indexes: a batch takes less than a second."""

ROWS_A_REBUILD = 500


class Store:
    """An archive on disk. Threads may share one; processes may share the folder."""

    def __init__(self, data_dir: Path, ledger: Ledger, identity: EmbeddingIdentity, chroma_url: str) -> None:
        self._ledger = ledger
        self._identity = identity
        self._place = DerivedPlace(data_dir, chroma_url, ledger.archive()[:12])
        self._writer_lock = FileLock(data_dir / "writer.lock", thread_local=False)
        self._derived_lock = FileLock(data_dir / "derived.lock", thread_local=False)
        self._mutex = threading.RLock()
        self._derived: Derived | None = None
        self._seen = -1
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
            data_dir: The folder; the derived indexes lie in it whatever the URLs say.
            identity: The model that questions will be embedded with.
            database_url: SQLAlchemy URL of the ledger; empty: SQLite in the folder.
            chroma_url: URL of a Chroma server; empty: embedded.
            rebuilding: Accept an index of another model, which is about to be rebuilt.

        Raises:
            IndexMismatch: The index was built with another model.
            StoreError: It cannot be opened.
            DiskFull: There is no room for it.
        """
        _make_folder(data_dir)
        ledger = Ledger(database_url) if database_url else Ledger.in_folder(data_dir)
        try:
            if not rebuilding:
                _require_same(ledger.state(), identity)
            return cls(data_dir, ledger, identity, chroma_url)
        except BaseException:
            ledger.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything; may be called twice."""
        with self._mutex:
            self._closed = True
            if self._derived is not None:
                self._derived.close()
                self._derived = None
            self._ledger.close()

    # Reading

    @property
    def generation(self) -> int:
        """Grows with every write, by whichever process."""
        return self._ledger.state().generation

    def search_passages(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Chunk ids with the cosine similarity of the chunk, best first."""
        with self._fresh() as derived:
            return derived.vectors.search_passages(vector, k)

    def search_sentences(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Chunk ids with the cosine similarity of their best sentence, best first."""
        with self._fresh() as derived:
            return derived.vectors.search_sentences(vector, k)

    def search_terms(self, terms: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Chunk ids with their BM25 score for analysed terms, best first."""
        with self._fresh() as derived:
            return derived.terms.search(terms, k)

    def fetch(self, chunk_ids: Sequence[str]) -> list[StoredChunk]:
        """Chunks with documents, sentences and vectors, in the order asked; ids that are gone are left out."""
        return self._ledger.fetch(chunk_ids, self._identity.fingerprint)

    def documents(self) -> dict[Place, str]:
        """Where each live document lies, with its id."""
        return self._ledger.places()

    def document(self, document_id: str) -> Document:
        """Any version that was ever indexed, so that an old citation finds its words.

        Raises:
            StoreError: None has this id.
        """
        return self._ledger.document(document_id)

    def counts(self) -> tuple[int, int]:
        """Live documents and chunks."""
        return self._ledger.counts()

    def languages(self) -> set[str]:
        """Languages of the live documents."""
        return self._ledger.languages()

    def roots(self) -> list[str]:
        """The indexed folders."""
        return sorted({root for root, _ in self._ledger.places()})

    def derived_ids(self) -> tuple[set[str], set[str], set[str]]:
        """Ids that Chroma holds of passages and sentences, and tantivy of chunks: a check, not a search."""
        with self._fresh() as derived:
            return *derived.vectors.ids(), derived.terms.ids()

    # Writing

    @contextmanager
    def writing(self, timeout: float = 2.0) -> Iterator[Writer]:
        """The right to write, for as long as the block lasts.

        Raises:
            IndexBusy: Another process has it and did not let go within `timeout` seconds.
        """
        try:
            self._writer_lock.acquire(timeout=timeout)
        except Timeout:
            raise IndexBusy(
                "another process is writing this index: wait until it has ended, then run the command again."
            ) from None
        try:
            yield Writer(self, self._ledger, self._identity)
        finally:
            self._writer_lock.release()

    def change(self, put: Sequence[IndexedDocument], remove: Sequence[Place]) -> None:
        """Write one batch to the ledger and to what is derived from it; for `Writer` alone."""
        with self._opened() as derived, _explained():
            gone, written = self._ledger.put(put, remove, self._identity)
            counts = self._ledger.sentence_counts(gone)
            derived.write(counts, self._ledger.derived_rows(written, self._identity.fingerprint))
            self._seen = self._ledger.settle(derived.name)

    def replace_all(self, documents: Iterable[IndexedDocument]) -> None:
        """Write every document anew under this store's model, and rebuild; for `Writer` alone."""
        with self._locked():
            self._ledger.replace_all(documents, self._identity)
            self._rebuild(self._ledger.state())

    def rebuild(self) -> None:
        """Make the derived indexes anew from the ledger; nothing is embedded."""
        with self._locked():
            self._rebuild(self._ledger.state())

    # Inside

    @contextmanager
    def _fresh(self) -> Iterator[Derived]:
        """The derived indexes as the last writer left them."""
        with self._mutex:
            if self._derived is not None and self._ledger.state().generation == self._seen:
                yield self._derived
                return
            with self._opened() as derived:
                yield derived

    @contextmanager
    def _opened(self) -> Iterator[Derived]:
        """The derived indexes, opened anew if need be, while nobody else changes them."""
        with self._locked(), _explained():
            state = self._ledger.state()
            _require_same(state, self._identity)
            if state.dirty or not state.derived or not self._place.folder(state.derived).is_dir():
                self._rebuild(state)
            elif self._derived is None or state.generation != self._seen:
                self._reopen(state)
            assert self._derived is not None
            yield self._derived

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._mutex:
            if self._closed:
                raise StoreError("the archive has been closed: open it again.")
            try:
                self._derived_lock.acquire(timeout=LOCK_SECONDS)
            except Timeout:
                raise IndexBusy(
                    f"another process has been changing this index for {LOCK_SECONDS:.0f} s: wait until it has ended."
                ) from None
            try:
                yield
            finally:
                self._derived_lock.release()

    def _reopen(self, state: State) -> None:
        if self._derived is not None:
            self._derived.close()
        self._derived = self._place.open(state.derived, self._identity)
        self._seen = state.generation

    def _rebuild(self, state: State) -> None:
        """Fill new indexes, switch to them, remove the old: a reader or a kill in between finds one or the other."""
        if self._derived is not None:
            self._derived.close()
            self._derived = None
        derived = self._place.open(self._place.new_name(state.generation), self._identity)
        ids = self._ledger.live_chunk_ids()
        for first in range(0, len(ids), ROWS_A_REBUILD):
            batch = ids[first : first + ROWS_A_REBUILD]
            derived.write({}, self._ledger.derived_rows(batch, self._identity.fingerprint))
        self._seen = self._ledger.settle(derived.name)
        self._derived = derived
        self._place.remove_others(derived.name)


class Writer:
    """What may be done while the right to write is held."""

    def __init__(self, store: Store, ledger: Ledger, identity: EmbeddingIdentity) -> None:
        self._store = store
        self._ledger = ledger
        self._identity = identity

    def known_vectors(self, keys: Sequence[str]) -> set[str]:
        """Which of the keys need not be embedded."""
        return self._ledger.known_vectors(keys, self._identity.fingerprint)

    def add_vectors(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors at once: what was embedded is never embedded again, whatever happens next."""
        self._ledger.add_vectors(keys, vectors, self._identity.fingerprint)

    def apply(self, put: Sequence[IndexedDocument], remove: Sequence[Place] = ()) -> None:
        """Write documents and take places away: readers see all of it or nothing."""
        self._store.change(put, remove)

    def replace_all(self, documents: Iterable[IndexedDocument]) -> None:
        """Write every document anew, whose vectors have been added, under the model that the store was opened with."""
        self._store.replace_all(documents)

    def purge(self) -> None:
        """Remove for good every version that lies nowhere, and every vector that nothing uses."""
        self._ledger.purge()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the data folder {str(folder)!r} cannot be made ({error.strerror}): set HEMEROTECA_DATA_DIR to another."
        ) from error


def _require_same(state: State, identity: EmbeddingIdentity) -> None:
    found = state.identity
    if found is None or (found.dimension, found.fingerprint) == (identity.dimension, identity.fingerprint):
        return
    raise IndexMismatch(
        f"the index was built with the embedding model {found.name!r}, now {identity.name!r} is set: "
        "set it back, or embed everything again with `hemeroteca index --rebuild`."
    )


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno is not None and error.errno in {28, 122}:  # ENOSPC, EDQUOT
            raise DiskFull("no room is left for the index: free some space, then run the command again.") from error
        raise StoreError(f"the index cannot be read or written: {error}.") from error
    except ChromaError as error:
        raise StoreError(f"Chroma failed: {error}. Run `hemeroteca index` to mend the index.") from error

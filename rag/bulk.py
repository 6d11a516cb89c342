"""Folders of articles become an index in many processes at once, of this machine or of many: a Ray Data job.

Readers find and cut the articles, embedders make their vectors, both as actors wherever Ray has room for them, and this
process alone writes. It fills the index with what is new and does no more: the sync that follows finds all of it there,
embeds nothing, takes out what has gone, remembers the files and says what is wrong with them. So whatever stops the
job, what it has written is whole, and is not made again.

It needs the extra `ray`, and imports Ray (a second) only where it is used.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from rag.corpus import find_files, read_articles, source_name
from rag.errors import CorpusError, HemerotecaError, SettingsError
from rag.indexing import Progress, embed_missing, index_document, silent
from rag.indexing.addresses import address as address_of
from rag.settings import at_home
from rag.store import IndexedDocument, Place, Store, Writer
from rag.store.facts import number
from rag.types import Document, Embedder

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["Filled", "fill"]

READERS_FOR = 4
"""Embedders that one reader keeps busy: reading and cutting an article takes a tenth of the time of embedding it."""

FILES_A_BLOCK = 16
"""Most files handed to a reader at once."""

ARTICLES_A_BATCH = 32
"""Articles embedded, and then written, together."""

OBJECT_STORE = 200_000_000
"""Bytes that Ray keeps of what travels between the processes of this machine."""

Batch = dict[str, Any]
"""What Ray Data hands on: arrays by the name of a column. Ours has one, of pickled values."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many articles were written: where none was before, and where another version was."""

    added: int = 0
    updated: int = 0


@dataclass(frozen=True, slots=True)
class _Embedded:
    """Articles with the vectors that they need, on their way to the writer."""

    documents: tuple[IndexedDocument, ...]
    keys: tuple[str, ...]
    vectors: Vectors
    sentences: frozenset[str]


def fill(
    paths: Sequence[Path],
    *,
    store: Store,
    load_embedder: Callable[[], Embedder],
    chunk_chars: int,
    workers: int,
    address: str = "",
    mapping: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Filled:
    """Write what the index does not hold of the articles under `paths`; paths that hold none are left out.

    Args:
        paths: Folders, or files; of a cluster, every machine must find them under the same names.
        store: Where the index is.
        load_embedder: Loads the model that the store was opened with; it is called once in every embedder.
        chunk_chars: Most characters of a chunk.
        workers: Embedders, each on a core of its own.
        address: Of a Ray cluster; empty: Ray is started on this machine, and ended.
        mapping: Which field of a record holds what: see `rag.corpus.read_articles`.
        progress: Told after each batch in how many files articles were found.

    Raises:
        SettingsError: Ray is not installed.
        IndexBusy: Another process is writing.
    """
    files = _files(paths, store.roots())
    if not files:
        return Filled()
    live = store.documents()
    excluded = {address_of(article.place) for article in store.excluded()}
    reader = {"known": _numbers(live.items()), "chunk_chars": chunk_chars, "mapping": dict(mapping or {})}
    added: set[Place] = set()
    updated: set[Place] = set()
    found: set[tuple[str, str]] = set()
    with store.writing() as writer, _started(workers, address) as data:
        for batch in _embedded(data, files, reader, load_embedder, workers):
            new: dict[Place, IndexedDocument] = {}  # of two articles of one name the first: the sync will tell
            for indexed in batch.documents:
                if address_of(indexed.place) in excluded:
                    continue
                if indexed.place not in added and indexed.place not in updated:
                    new.setdefault(indexed.place, indexed)
            writer.add_vectors(batch.keys, batch.vectors, batch.sentences)
            writer.apply(list(new.values()))
            for indexed in new.values():
                (updated if indexed.place in live else added).add(indexed.place)
                found.add((indexed.root, indexed.file))
            progress(len(found), len(files))
    return Filled(len(added), len(updated))


def _files(paths: Sequence[Path], known_roots: Iterable[str]) -> list[tuple[Path, Path]]:
    """The files to read, each with the folder that names it: the outermost that is indexed, as in a sync."""
    places = [Path(at_home(str(path))).resolve() for path in paths]
    homes = {place: place if place.is_dir() else place.parent for place in places}
    roots = {*homes.values(), *map(Path, known_roots)}
    files: dict[Path, Path] = {}
    for place, home in homes.items():
        root = min((root for root in roots if home.is_relative_to(root)), key=lambda root: len(root.parts))
        with suppress(CorpusError):  # which the sync will tell
            files |= dict.fromkeys(find_files(place, root).files, root)
    return sorted(files.items())


def _embedded(
    data: Any,
    files: Sequence[tuple[Path, Path]],
    reader: Mapping[str, Any],
    load_embedder: Callable[[], Embedder],
    workers: int,
) -> Iterator[_Embedded]:
    """The job itself: batches of articles with their vectors, as they are made."""
    named = data.from_items(
        [{"value": pickle.dumps(pair)} for pair in files],
        override_num_blocks=max(-(-len(files) // FILES_A_BLOCK), min(len(files), 2 * workers)),
    )
    readers = data.ActorPoolStrategy(size=_readers(workers))
    embedders = data.ActorPoolStrategy(size=workers)
    read = named.map_batches(_Reader, batch_size=FILES_A_BLOCK, compute=readers, fn_constructor_kwargs=dict(reader))
    made = read.map_batches(
        _Embedder, batch_size=ARTICLES_A_BATCH, compute=embedders, fn_constructor_args=(load_embedder,)
    )
    for row in made.iter_rows():
        batch = _unpickled(row["value"])
        if isinstance(batch, HemerotecaError):
            raise batch
        yield batch


class _Reader:
    """An actor: files become articles, cut; those that the index holds as they are, are left out.

    Args:
        known: See `_numbers`.
        chunk_chars: Most characters of a chunk.
        mapping: See `rag.corpus.read_articles`.
    """

    def __init__(self, known: np.ndarray[Any, Any], chunk_chars: int, mapping: Mapping[str, str]) -> None:
        self._known, self._chunk_chars, self._mapping = known, chunk_chars, mapping

    def __call__(self, batch: Batch) -> Iterator[Batch]:
        for file, root in map(_unpickled, batch["value"]):
            for read in read_articles(file, root, self._mapping):
                if isinstance(read, Document) and not self._holds((str(root), read.source), read.id):
                    name = source_name(file, root)
                    yield _row(index_document(read, root=str(root), chunk_chars=self._chunk_chars, file=name))

    def _holds(self, place: Place, document_id: str) -> bool:
        told = np.int64(_number(place, document_id))
        at = int(np.searchsorted(self._known, told))
        return at < len(self._known) and bool(self._known[at] == told)


class _Embedder:
    """An actor: articles get the vectors that they need. On one thread, since others have the other cores."""

    def __init__(self, load_embedder: Callable[[], Embedder]) -> None:
        self._load = load_embedder

    @cached_property
    def _embedder(self) -> Embedder:
        return self._load()

    def __call__(self, batch: Batch) -> Batch:
        try:
            return _row(self._embedded(tuple(map(_unpickled, batch["value"]))))
        except HemerotecaError as error:  # handed on as it is: Ray would bury it in what it says of the actor
            return _row(error)

    def _embedded(self, documents: tuple[IndexedDocument, ...]) -> _Embedded:
        kept = _Kept()
        embed_missing(documents, cast("Writer", kept), self._embedder)
        vectors = np.concatenate([np.empty((0, self._embedder.dimension), np.float32), *kept.vectors])
        return _Embedded(documents, tuple(kept.keys), vectors, frozenset(kept.sentences))


class _Kept:
    """What an embedder hands its vectors to, as `index` does to the writer of the store; which is not here."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.vectors: list[Vectors] = []
        self.sentences: set[str] = set()

    def known_vectors(self, _keys: Sequence[str]) -> set[str]:
        return set()

    def add_vectors(self, keys: Sequence[str], vectors: Vectors, sentences: Collection[str] = frozenset()) -> None:
        self.keys += keys
        self.vectors.append(vectors)
        self.sentences.update(sentences)


@contextmanager
def _started(workers: int, address: str) -> Iterator[Any]:
    """`ray.data`, connected to a cluster, or to a Ray of this process alone that ends with the block."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers of this machine
    try:
        ray = import_module("ray")
        data = import_module("ray.data")
    except ImportError as error:
        raise SettingsError("Ray is not installed: pip install 'hemeroteca[ray]'.") from error
    here = {"num_cpus": workers + _readers(workers), "object_store_memory": OBJECT_STORE, "include_dashboard": False}
    try:
        ray.init(address or "local", logging_level=logging.ERROR, log_to_driver=False, **({} if address else here))
        data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # it tells of every job, and of faults told here
        yield data
    except (ConnectionError, ray.exceptions.RayError) as error:
        said = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise HemerotecaError(f"the Ray job failed ({said}): what it has written stays; start it again.") from error
    finally:
        ray.shutdown()


def _readers(workers: int) -> int:
    return -(-workers // READERS_FOR)


def _numbers(live: Iterable[tuple[Place, str]]) -> np.ndarray[Any, Any]:
    """What the index holds, as sorted numbers of 64 bits, so that every reader can know of millions of articles.

    Two articles may share one, once in a million archives; the sync that follows finds what was left out for it.
    """
    return np.sort(np.array([_number(place, document_id) for place, document_id in live], np.int64))


def _number(place: Place, document_id: str) -> int:
    return number("\0".join((*place, document_id)))


def _row(value: object) -> Batch:
    return {"value": [pickle.dumps(value, pickle.HIGHEST_PROTOCOL)]}


def _unpickled(value: bytes) -> Any:
    return pickle.loads(value)  # noqa: S301 - from another process of this job

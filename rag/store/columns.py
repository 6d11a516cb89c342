"""Passages as columns in mapped files: whatever a filter lets through is compared, exactly and at once.

One row a live chunk, copies of one text included, so that a filter needs nothing looked up. A column is a file, which
is appended to and never rewritten but for the mark of what has gone. Vectors are packed (`rag.store.packing`), their
length beside them. Like all that is derived, the files of a writer that died are never opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from rag.store.facts import Facts, Wanted, number
from rag.store.faults import IndexBroken, is_full, no_room
from rag.store.ledger import ColumnRow
from rag.store.packing import pack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rag.types import Vectors

    Numbers: TypeAlias = NDArray[np.int64]

__all__ = ["Columns", "Nearest", "best"]

AT_ONCE = 1024
"""Rows that are compared at once: their vectors then stay in the processor's cache (measured, record 26)."""

FEWEST_GONE = 10_000
"""Rows that have gone before the files are written anew without them, where most have."""

_FACTS = tuple(field.name for field in fields(Facts))
_facts_of = attrgetter(*_FACTS)
_GONE, _CODES, _LENGTH, _KEY, _IDS, _END = "gone", "codes", "length", "key", "ids", "end"


class Columns:
    """The columns of one set of derived indexes.

    Args:
        folder: Where their files lie.
        dimension: Of the vectors.
        create: Make them; else they must be there, and whole.

    Raises:
        IndexBroken: They are not.
    """

    def __init__(self, folder: Path, dimension: int, *, create: bool) -> None:
        self._folder = folder
        self._dtypes = _dtypes(dimension)
        with _explained():
            if create:
                folder.mkdir(parents=True)
                for name in self._dtypes:
                    (folder / name).touch()
            self._map()

    def close(self) -> None:
        """Let go of the files."""
        self._columns: dict[str, NDArray[Any]] = {}

    def count(self) -> int:
        """Rows that have not gone."""
        return self._live

    def ids(self) -> set[str]:
        """Every chunk id."""
        return set(self.chunk_ids(np.flatnonzero(self._columns[_GONE] == 0)))

    def stamps(self) -> dict[int, int]:
        """The stamp of every article, by its number."""
        live = self._columns[_GONE] == 0
        articles, first = np.unique(self._columns["article"][live], return_index=True)
        return dict(zip(articles.tolist(), self._columns["stamp"][live][first].tolist(), strict=True))

    def drop(self, articles: Sequence[int]) -> None:
        """Mark the rows of some articles as gone; where most have, write the files anew without them."""
        if not articles or not self._live:
            return
        with _explained():
            found = np.isin(self._columns["article"], np.array(articles, np.int64))
            gone = np.memmap(self._folder / _GONE, self._dtypes[_GONE], "r+")
            gone[found] = 1
            gone.flush()
            if gone.sum() > FEWEST_GONE and 2 * gone.sum() > len(gone):
                self._compact(gone == 0)
            self._map()

    def append(self, rows: Sequence[ColumnRow]) -> None:
        """Write rows behind the others."""
        if not rows:
            return
        with _explained():
            ids = [row.chunk_id.encode() for row in rows]
            codes = np.stack([np.frombuffer(pack(row.vector), np.int8) for row in rows])
            before = (self._folder / _IDS).stat().st_size
            facts = zip(*(_facts_of(row.facts) for row in rows), strict=True)
            written = dict(zip(_FACTS, facts, strict=True)) | {
                _GONE: np.zeros(len(rows)),
                _CODES: codes,
                _LENGTH: np.maximum(np.linalg.norm(codes.astype(np.float32), axis=1), 1),
                _KEY: [number(row.key) for row in rows],
                _IDS: np.frombuffer(b"".join(ids), np.uint8),
                _END: before + np.cumsum([len(i) for i in ids]),
            }
            for name, values in written.items():
                with (self._folder / name).open("ab") as file:
                    file.write(np.asarray(values).astype(self._dtypes[name].base).tobytes())
            self._map()

    def fitting(self, wanted: Wanted) -> Numbers:
        """The rows that a filter lets through."""
        columns = self._columns
        fit = columns[_GONE] == 0
        if wanted.days:
            first, last = wanted.days
            fit &= (columns["day"] >= first) & (columns["day"] <= last)
        for either in wanted.names:
            fit &= np.logical_or.reduce([columns[name] == value for name, value in either])
        if wanted.articles is not None:
            fit &= np.isin(columns["article"], wanted.articles)
        return np.flatnonzero(fit)

    def nearest(self, vector: Vectors, rows: Numbers) -> Nearest:
        """Some rows, all of them compared with a unit vector."""
        return Nearest(rows, self._similarities(vector, rows), self._columns[_KEY][rows])

    def chunk_ids(self, rows: Numbers) -> Iterator[str]:
        """The chunks of some rows, in their order."""
        held, ends = self._columns[_IDS], self._columns[_END]
        starts = np.where(rows > 0, ends[rows - 1], 0) if len(ends) else rows
        return (str(held[a:b].tobytes(), "utf-8") for a, b in zip(starts, ends[rows], strict=True))

    def _similarities(self, vector: Vectors, rows: Numbers) -> Vectors:
        codes, found = self._columns[_CODES], np.empty(len(rows), np.float32)
        taken, numbers = (np.empty((AT_ONCE, codes.shape[1]), kind) for kind in (np.int8, np.float32))
        for first in range(0, len(rows), AT_ONCE):
            part = rows[first : first + AT_ONCE]
            together = part[-1] - part[0] == len(part) - 1
            # `clip`, since numpy takes into a buffer of its own first where it must look for rows that are not there.
            own = codes[part[0] : part[-1] + 1] if together else codes.take(part, 0, taken[: len(part)], "clip")
            np.copyto(numbers[: len(part)], own)
            np.dot(numbers[: len(part)], vector, out=found[first : first + len(part)])
        found /= self._columns[_LENGTH][rows]
        return found

    def _compact(self, kept: NDArray[np.bool_]) -> None:
        """Write what is kept into new files; readers go on with the old ones, which they have mapped."""
        rows = np.flatnonzero(kept)
        ids = [i.encode() for i in self.chunk_ids(rows)]
        for name, dtype in self._dtypes.items():
            beside = self._folder / f"{name}.new"
            with beside.open("wb") as file:
                if name == _IDS:
                    file.write(b"".join(ids))
                elif name == _END:
                    file.write(np.cumsum([len(i) for i in ids], dtype=dtype).tobytes())
                else:
                    for first in range(0, len(rows), AT_ONCE):
                        file.write(self._columns[name][rows[first : first + AT_ONCE]].tobytes())
            beside.replace(self._folder / name)

    def _map(self) -> None:
        self._columns = {name: _mapped(self._folder / name, dtype) for name, dtype in self._dtypes.items()}
        lengths = {len(column) for name, column in self._columns.items() if name != _IDS}
        ends = self._columns[_END]
        if len(lengths) != 1 or len(self._columns[_IDS]) != (ends[-1] if len(ends) else 0):
            raise _broken("they differ in length")
        self._live = len(ends) - int(np.count_nonzero(self._columns[_GONE]))


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """Rows with their cosine to a vector and the number of their text, each of shape `(n,)`."""

    rows: Numbers
    similarities: Vectors
    keys: Numbers

    def best(self, n: int) -> Numbers:
        """The rows of the `n` nearest texts, nearest first, one of each."""
        return self.rows[best(self.similarities, self.keys, n)]


def best(scores: Vectors, keys: Numbers, n: int) -> Numbers:
    """Where the `n` greatest scores stand, the greatest first; of those with one key only the first."""
    asked = n
    while True:
        least = max(0, len(scores) - asked)
        top = np.argpartition(scores, least)[least:] if least else np.arange(len(scores))
        top = top[np.argsort(-scores[top], kind="stable")]
        _, first = np.unique(keys[top], return_index=True)
        if len(first) >= n or not least:
            return top[np.sort(first)][:n]
        asked *= 4


def _dtypes(dimension: int) -> dict[str, np.dtype[Any]]:
    """What a row holds in each file; `ids` are bytes one after the other, of which `end` says where each ends."""
    facts = {name: np.dtype("<i4" if name == "day" else "<i8") for name in _FACTS}
    others = {_GONE: "u1", _CODES: f"({dimension},)i1", _LENGTH: "<f4", _KEY: "<i8", _IDS: "u1", _END: "<i8"}
    return facts | {name: np.dtype(form) for name, form in others.items()}


def _mapped(path: Path, dtype: np.dtype[Any]) -> NDArray[Any]:
    size, width = path.stat().st_size, dtype.itemsize
    if size % width:
        raise _broken(f"{path.name} ends within a row")
    if not size:  # no file of no bytes can be mapped
        return np.empty(0, dtype)
    # As a plain array, of which a part is taken in a third of the time.
    return np.asarray(np.memmap(path, dtype.base, "r", shape=(size // width, *dtype.shape)))


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        if is_full(error):
            raise no_room(error) from error
        raise _broken(error) from error


def _broken(reason: object) -> IndexBroken:
    return IndexBroken(f"the columns of passages failed ({reason}): run `hemeroteca index --rebuild`.")

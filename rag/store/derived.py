"""What is derived from the ledger: vectors, terms and columns, opened, written and thrown away together.

A data folder holds them in a folder of their own, and beside it `derived.json`, the mark that says which folder is
in use and which state of the ledger it holds. The mark lies here and not in the ledger because several machines may
share one ledger, and each has derived indexes of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import StoreError
from rag.store.audit import Inventory
from rag.store.columns import Columns
from rag.store.ledger import Change, Ledger, State
from rag.store.records import EmbeddingIdentity
from rag.store.terms import TermIndex

if TYPE_CHECKING:
    from rag.store.vectors import ChromaVectors

__all__ = ["FORMAT", "Derived", "DerivedFolder", "Mark", "fresh_mark"]

PREFIX = "derived-"

FORMAT = 4
"""Grows with every change of what is held of a chunk: indexes of another format are made anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the derived indexes of a data folder are worth.

    Attributes:
        name: Of the indexes in use; no other indexes ever have it.
        edition: Edition of the ledger that they were made from.
        generation: Generation of the ledger that they hold.
        dirty: A write began and has not ended: if nobody holds the lock, its writer died.
        owner: Of this data folder, for servers that hold the collections of several.
        searched: Chunks that Chroma and tantivy hold.
        live: Rows that the columns hold.
        format: See `FORMAT`; the first had no number.
    """

    name: str
    edition: str
    generation: int
    dirty: bool
    owner: str
    searched: int = 0
    live: int = 0
    format: int = 1


def fresh_mark(state: State, before: Mark | None) -> Mark:
    """A mark for a state of the ledger, with a name that nothing has had and the owner that was before."""
    owner = before.owner if before else uuid.uuid4().hex[:12]
    return Mark(
        f"{PREFIX}{uuid.uuid4().hex[:12]}", state.edition, state.generation, dirty=False, owner=owner, format=FORMAT
    )


class Derived:
    """Terms and columns, open, and vectors, which are opened when they are first needed.

    Chroma takes the most of a second and more memory than all else, and few archives need it to be searched.
    """

    def __init__(
        self, name: str, open_vectors: Callable[[], ChromaVectors], terms: TermIndex, columns: Columns
    ) -> None:
        self.name = name
        self.terms = terms
        self.columns = columns
        self._open_vectors = open_vectors

    @cached_property
    def vectors(self) -> ChromaVectors:
        """Opened here where they were not; whoever may be the first holds the lock of the derived indexes.

        Raises:
            IndexBroken: They are not there, or damaged.
            StoreError: The Chroma server does not answer.
        """
        return self._open_vectors()

    @property
    def has_vectors(self) -> bool:
        """Whether the vectors are open."""
        return "vectors" in vars(self)

    def write(self, change: Change, ledger: Ledger, identity: EmbeddingIdentity) -> None:
        """Make a change that the ledger has made."""
        self.vectors.write(change.drop, [])
        self.columns.drop(change.gone)
        drop = change.drop
        for rows in ledger.derived_rows(change.write, identity):
            self.vectors.write([], rows)
            self.terms.write(drop, rows)
            drop = ()
        for rows in ledger.derived_rows(change.retell, identity):
            self.terms.write(drop, rows)
            drop = ()
        self.terms.write(drop, [])
        for columns in ledger.column_rows(change.come, identity):
            self.columns.append(columns)

    def counted(self, mark: Mark) -> Mark:
        """A mark with what they hold, by which files that were lost or changed by hand are known."""
        # Chroma holds as many, and would count them one by one.
        return replace(mark, searched=self.terms.count(), live=self.columns.count())

    def holds(self, searched: int, live: int) -> bool:
        """Whether terms and columns hold so much."""
        return self.terms.count() == searched and self.columns.count() == live

    def inventory(self) -> Inventory:
        """Every id that they hold."""
        return Inventory(self.vectors.ids(), self.terms.ids(), self.columns.ids())

    def close(self) -> None:
        """Let go of the files."""
        if self.has_vectors:
            self.vectors.close()
        self.columns.close()


@dataclass(frozen=True, slots=True)
class DerivedFolder:
    """Where the derived indexes of a data folder lie; vectors at a Chroma server where one is set."""

    data_dir: Path
    chroma_url: str

    def mark(self) -> Mark | None:
        """The mark; none where there is none that can be read."""
        try:
            return Mark(**json.loads(self._mark_path.read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def set_mark(self, mark: Mark) -> None:
        """Replace the mark as a whole, so that a kill leaves the old one or the new one."""
        beside = self._mark_path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(asdict(mark), file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._mark_path)

    def open(self, mark: Mark, identity: EmbeddingIdentity, *, create: bool) -> Derived:
        """Open the indexes of a mark, or make them, empty.

        Raises:
            IndexBroken: They are not there, or damaged.
        """
        folder = self.data_dir / mark.name
        terms = TermIndex(folder / "terms", create=create)
        columns = Columns(folder / "columns", identity.dimension, create=create)
        return Derived(mark.name, lambda: self._open_vectors(mark, identity, create=create), terms, columns)

    def _open_vectors(self, mark: Mark, identity: EmbeddingIdentity, *, create: bool) -> ChromaVectors:
        from rag.store.vectors import ChromaVectors  # which imports Chroma

        if self.chroma_url:
            return ChromaVectors.at_server(self.chroma_url, _prefix(mark), identity, create=create)
        folder = self.data_dir / mark.name / "chroma"
        folder.mkdir(exist_ok=True)
        return ChromaVectors.in_folder(folder, identity, create=create)

    def remove_others(self, mark: Mark) -> None:
        """Remove what this data folder held before; a reader that still has it open looks again and finds the new."""
        # The server first: while a folder is left, whoever opens the indexes next knows that a kill came in between.
        if self.chroma_url:
            from rag.store.vectors import ChromaVectors  # as above

            ChromaVectors.drop_others(self.chroma_url, f"hemeroteca-{mark.owner}-", _prefix(mark))
        for path in self.others(mark):
            shutil.rmtree(path, ignore_errors=True)

    def others(self, mark: Mark) -> list[Path]:
        """Folders that this data folder held before, and still holds."""
        return [path for path in self.data_dir.glob(f"{PREFIX}*") if path.name != mark.name and path.is_dir()]

    def require_no_others(self) -> None:
        """See to it that no older indexes are left.

        Raises:
            StoreError: A folder of them could not be removed.
        """
        mark = self.mark()
        left = [path.name for path in self.data_dir.glob(f"{PREFIX}*") if mark is None or path.name != mark.name]
        if left:
            raise StoreError(f"{left[0]} of {self.data_dir} could not be removed: remove it, it holds what was erased.")

    @property
    def _mark_path(self) -> Path:
        return self.data_dir / "derived.json"


def _prefix(mark: Mark) -> str:
    return f"hemeroteca-{mark.owner}-{mark.name}"

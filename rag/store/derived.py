"""What is derived from the ledger: vectors and terms, opened together, written together, thrown away together."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.store.ledger import DerivedRow
from rag.store.records import EmbeddingIdentity
from rag.store.terms import TermIndex
from rag.store.vectors import ChromaVectors

__all__ = ["Derived", "DerivedPlace"]

PREFIX = "derived-"


@dataclass(frozen=True, slots=True)
class DerivedPlace:
    """Where derived indexes lie: a folder a generation, and collections of a Chroma server where one is set."""

    data_dir: Path
    chroma_url: str
    archive: str

    def folder(self, name: str) -> Path:
        """Folder of the indexes of this name."""
        return self.data_dir / name

    def open(self, name: str, identity: EmbeddingIdentity) -> Derived:
        """Open the indexes of a name, empty where there are none."""
        folder = self.folder(name)
        folder.mkdir(parents=True, exist_ok=True)
        if self.chroma_url:
            vectors = ChromaVectors.at_server(self.chroma_url, f"hemeroteca-{self.archive}-{name}", identity)
        else:
            vectors = ChromaVectors.in_folder(folder / "chroma", identity)
        return Derived(name, vectors, TermIndex(folder / "terms"))

    def new_name(self, generation: int) -> str:
        """A name that none has had."""
        taken = {path.name for path in self.data_dir.glob(f"{PREFIX}*")}
        return next(name for n in range(generation + 1, generation + len(taken) + 2) if (name := f"{PREFIX}{n}") not in taken)

    def remove_others(self, name: str) -> None:
        """Remove what earlier generations left; a reader that has one open keeps it until it looks again."""
        for path in self.data_dir.glob(f"{PREFIX}*"):
            if path.name != name:
                shutil.rmtree(path, ignore_errors=True)


class Derived:
    """Vectors and terms of one generation."""

    def __init__(self, name: str, vectors: ChromaVectors, terms: TermIndex) -> None:
        self.name = name
        self.vectors = vectors
        self.terms = terms

    def write(self, remove: dict[str, int], add: Sequence[DerivedRow]) -> None:
        """Drop chunks (with their numbers of sentences), then write others."""
        self.vectors.remove(remove)
        self.vectors.add(add)
        self.terms.write(list(remove), add)

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()
        self.terms.close()

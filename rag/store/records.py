"""What goes into the store and what comes out: frozen values, arrays for vectors."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rag.text.corrections import Correction
from rag.text.reprints import Signature
from rag.types import Chunk, Document

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = [
    "EmbeddingIdentity",
    "FileRecord",
    "Hit",
    "IndexedChunk",
    "IndexedDocument",
    "IndexedSentence",
    "LiveArticle",
    "Place",
    "Reading",
    "StoredChunk",
    "file_digest",
    "vector_key",
]

Place = tuple[str, str]
"""Where an article lies: its indexed folder (absolute) and its path in it."""


@dataclass(frozen=True, slots=True)
class EmbeddingIdentity:
    """Which model made the vectors: vectors of different fingerprints are never compared."""

    name: str
    dimension: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """Offsets of a sentence in its document, and the key of its vector."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class IndexedChunk:
    """A chunk with the key of its vector, its analysed terms and its sentences."""

    chunk: Chunk
    key: str
    terms: tuple[str, ...]
    sentences: tuple[IndexedSentence, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of an article say of other articles: by what it is known as a reprint, and what it corrects."""

    signature: Signature
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document under the folder that it was read from, cut and ready to be written.

    Attributes:
        pipeline: What it was read and cut by (reader, splitter, size of chunks, stemmer, language), as one short
            string of at most 64 characters: where another would be made today, it must be cut anew.
        file: Path of its file in the folder, where its source is another: one file may hold many articles.
        reading: What it says of others; without it, it stands alone.
    """

    root: str
    document: Document
    chunks: tuple[IndexedChunk, ...]
    pipeline: str = ""
    file: str = ""
    reading: Reading | None = None

    @property
    def place(self) -> Place:
        """Where the article lies."""
        return self.root, self.document.source


@dataclass(frozen=True, slots=True)
class LiveArticle:
    """What the index holds at a place: the document, what it was cut by, and the file that it came from."""

    place: Place
    document_id: str
    pipeline: str
    file: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when it was last read: while size and time are the same, it need not be read again.

    A record is written with the articles that the file gave, in one transaction, and goes when one of them is taken
    away: so where there is one, everything that the file gave is in the index.

    Attributes:
        root: The indexed folder.
        path: Of the file in it.
        size: In bytes.
        mtime_ns: Time of its last change, in nanoseconds, as `os.stat` tells it.
        digest: Of its bytes, at most 64 characters: a file that was touched but not changed.
        pipeline: What it was read by, at most 64 characters: a newer reader may find more in it.
        reason: Why it gave no article, or not all, in the form in which whoever read it notes it; else empty.
    """

    root: str
    path: str
    size: int
    mtime_ns: int
    digest: str
    pipeline: str
    reason: str = ""

    @property
    def key(self) -> Place:
        """Folder and path: how files are told apart."""
        return self.root, self.path

    def holds(self, size: int, mtime_ns: int, pipeline: str) -> bool:
        """Whether a file that is so now need not be read again."""
        return (self.size, self.mtime_ns, self.pipeline) == (size, mtime_ns, pipeline)


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a search may give, with its article and the story that this is of: see `rag.store.reprints`."""

    chunk_id: str
    document_id: str
    story: str


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk as it was written.

    Attributes:
        vector: Of the chunk, shape `(dimension,)`.
        sentences: Offsets in the document.
        sentence_vectors: One row a sentence, shape `(len(sentences), dimension)`.
        story: The one that its article is of, as are its reprints.
    """

    chunk: Chunk
    document: Document
    vector: Vectors
    sentences: tuple[tuple[int, int], ...]
    sentence_vectors: Vectors
    story: str = ""


def file_digest(file: Path) -> str:
    """A digest of the bytes of a file, by which it is known again whatever its time; empty where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def vector_key(text: str) -> str:
    """The key of a text's vector: equal texts share one, wherever they stand."""
    return hashlib.sha256(text.encode()).hexdigest()

"""What was read becomes batches: what is written together, and then can be asked."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from rag.indexing.cutting import Texts
from rag.store import FileRecord, IndexedDocument, Place

__all__ = ["Cut", "in_batches"]

FIRST_BATCH = 1
"""Articles of the first batch, so that something can be asked within seconds; each has twice as many as the last."""

DOCUMENTS_A_BATCH = 32
"""Most articles written together: each batch is in the index, or not, as one."""

TEXTS_A_BATCH = 1024
"""Texts from which a batch of fewer articles, which are long, waits for no more."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is to be written of a piece of a file, of a file or of several.

    Attributes:
        documents: Articles that are new, or others than they were.
        texts: What of them is embedded.
        moved: Places that they leave.
        outdated: Files of which what is known is no longer true once this is written.
        records: Files that have been read to their end.
        files: How many have been gone through, those too that could not be read.
    """

    documents: tuple[IndexedDocument, ...] = ()
    texts: Texts = field(default_factory=Texts)
    moved: tuple[Place, ...] = ()
    outdated: tuple[Place, ...] = ()
    records: tuple[FileRecord, ...] = ()
    files: int = 0

    @classmethod
    def joined(cls, cuts: Sequence[Cut]) -> Cut:
        """All of some."""
        return cls(
            documents=tuple(document for cut in cuts for document in cut.documents),
            texts=Texts.joined([cut.texts for cut in cuts]),
            moved=tuple(place for cut in cuts for place in cut.moved),
            outdated=tuple(key for cut in cuts for key in cut.outdated),
            records=tuple(record for cut in cuts for record in cut.records),
            files=sum(cut.files for cut in cuts),
        )


def in_batches(cuts: Iterator[Cut]) -> Generator[Cut, None, None]:
    """Join what follows one another into batches: small ones first, then as large as they may be."""
    held: list[Cut] = []
    documents = files = texts = 0
    most = FIRST_BATCH
    for cut in cuts:
        held.append(cut)
        documents, files, texts = documents + len(cut.documents), files + cut.files, texts + len(cut.texts)
        # Of files that gave nothing new a batch holds no more either: that they are done is told too.
        if max(documents, files) >= most or texts >= TEXTS_A_BATCH:
            yield Cut.joined(held)
            held, documents, files, texts = [], 0, 0, 0
            most = min(2 * most, DOCUMENTS_A_BATCH)
    if held:
        yield Cut.joined(held)

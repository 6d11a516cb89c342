"""What was read becomes batches: what is written together, and then can be asked."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from rag.indexing.cutting import Texts
from rag.store import FileRecord, IndexedDocument, Place

__all__ = ["LARGEST_BATCH", "Cut", "in_batches", "size"]

FIRST_BATCH = 32
"""Size of the first batch, so that something can be asked within seconds; each is twice as large as the last."""

LARGEST_BATCH = 512
"""Size from which a batch grows no more: some seconds of the embedder's. Each is in the index, or not, as one."""


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


def size(cut: Cut) -> int:
    """The number of its texts, which is what takes time, and one more, since what has none is work too."""
    return 1 + len(cut.texts)


def in_batches(cuts: Iterator[Cut]) -> Generator[Cut, None, None]:
    """Join what follows one another into batches: small ones first, then as large as they may be."""
    held: list[Cut] = []
    room = most = FIRST_BATCH
    for cut in cuts:
        held.append(cut)
        room -= size(cut)
        if room <= 0:
            yield Cut.joined(held)
            held = []
            room = most = min(2 * most, LARGEST_BATCH)
    if held:
        yield Cut.joined(held)

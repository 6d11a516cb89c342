"""Whether an index is what it should be: what the ledger says of itself, and what the others hold beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, func, or_, select, union_all

from rag.store.packing import sizes
from rag.store.records import EmbeddingIdentity, FileRecord, LiveArticle, Place, file_digest
from rag.store.schema import chunks, documents, places, sentences, vectors
from rag.store.searched import LIES, SEARCHED
from rag.types import Finding, Flaw

__all__ = ["Inventory", "compare", "file_of", "look_at_folders", "old_versions", "take_inventory", "unusable_vectors"]

SHOWN = 5
"""Examples in a finding."""

_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class Inventory:
    """Ids of the chunks that are searched, by their vectors and by their words, and of all that are live."""

    passages: set[str]
    terms: set[str]
    columns: set[str]


def take_inventory(connection: Connection) -> Inventory:
    """What the derived indexes should hold."""
    ids = set(connection.scalars(SEARCHED))
    return Inventory(ids, ids, set(connection.scalars(select(chunks.c.id).where(LIES))))


def compare(expected: Inventory, held: Inventory) -> Iterator[Finding]:
    """What the derived indexes lack, and what they hold that they should not."""
    for where in ("passages", "terms", "columns"):
        wanted, found = getattr(expected, where), getattr(held, where)
        yield from _finding(Flaw.MISSING, where, wanted - found)
        yield from _finding(Flaw.LEFT, where, found - wanted)


def unusable_vectors(connection: Connection, identity: EmbeddingIdentity) -> Iterator[Finding]:
    """Live chunks that have no vector of this model, or one of another length, for themselves or for a sentence."""
    live = chunks.c.document_id.in_(select(places.c.document_id))
    keys = union_all(
        select(chunks.c.id, chunks.c.key).where(live),
        select(sentences.c.chunk_id, sentences.c.key).join(chunks).where(live),
    ).subquery()
    held = (vectors.c.key == keys.c.key) & (vectors.c.model == identity.fingerprint)
    query = select(keys.c.id).distinct().outerjoin(vectors, held)
    wrong = or_(vectors.c.key.is_(None), func.length(vectors.c.vector).not_in(sizes(identity.dimension)))
    yield from _finding(Flaw.VECTORS, "ledger", connection.scalars(query.where(wrong)))


def old_versions(connection: Connection) -> int:
    """Documents that lie nowhere."""
    dead = select(func.count()).where(documents.c.id.not_in(select(places.c.document_id)))
    return connection.scalar(dead) or 0


def look_at_folders(live: Iterable[LiveArticle], files: dict[Place, FileRecord]) -> Iterator[Finding]:
    """Articles whose file has gone, and those whose file is another than was read, by size and time or by its bytes."""
    homes = {article.place: file_of(*article.place, article.file) for article in live}
    gone = ("/".join(place) for place, file in homes.items() if file is None)
    yield from _finding(Flaw.GONE, "folder", gone)
    there = {str(path) for path in homes.values() if path is not None}
    read = {file: record for record in files.values() if str(file := Path(*record.key)) in there}
    yield from _finding(Flaw.CHANGED, "folder", (str(file) for file, record in read.items() if _changed(file, record)))


def _changed(file: Path, record: FileRecord) -> bool:
    stat = file.stat()
    if record.holds(stat.st_size, stat.st_mtime_ns, record.pipeline):
        return False
    return stat.st_size != record.size or not record.digest or file_digest(file) != record.digest


def file_of(root: str, source: str, file: str) -> Path | None:
    """Where an article stands: its file, or, where a file holds many, what stands before a `#`."""
    cuts = [i for i, c in enumerate(source) if c == "#"]
    for name in dict.fromkeys([file, source, *(source[:i] for i in cuts)]):
        for path in (Path(root, name), _unescaped(Path(root, name))):
            if path.is_file():
                return path
    return None


def _unescaped(path: Path) -> Path:
    r"""The file whose name is not UTF-8 and is written with its bytes as `\xe9`."""
    return Path(os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), os.fsencode(path))))


def _finding(flaw: Flaw, where: str, found: Iterable[str]) -> Iterator[Finding]:
    everything = sorted(found)
    if everything:
        yield Finding(flaw, where, len(everything), tuple(islice(everything, SHOWN)))

"""Which rows of the ledger hold the words of an article: every version, wherever it lies or lay."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, and_, delete, func, or_, select, true, union
from sqlalchemy.sql.expression import ColumnElement

from rag.store.audit import file_of
from rag.store.reprints import drop_signatures
from rag.store.schema import chunks, corrections, documents, files, places, sentences, vectors
from rag.store.searched import AT_ONCE
from rag.types import Erasure

__all__ = ["drop_old_versions", "erase"]


@dataclass(frozen=True, slots=True)
class _Target:
    """What a path may mean: a source, or all where it is empty, of one folder, or of any where it is None."""

    root: str | None
    source: str


def erase(connection: Connection, paths: Sequence[str]) -> Erasure:
    """Delete every version of the articles at or below some paths, live or not, and the vectors that only they used.

    A path is that of a file or a folder, or the source of an article as it is shown. An old version with the same text
    under another name goes with them, since files are renamed; a live one stays, and is told, as is a file in a folder
    that still holds the words.
    """
    roots = _roots(connection)
    targets = list(dict.fromkeys(target for path in paths for target in _targets(path, roots)))
    ids = {i for target in targets for i in _documents_of(connection, target)}
    there = _still_there(connection, targets)
    for table in (places, files):
        for target in targets:
            connection.execute(delete(table).where(_below(table, target)))
    ids |= set(_with_text_of(connection, ids))
    live = {row.document_id: row.source for row in connection.execute(select(places)) if row.document_id in ids}
    _drop(connection, sorted(ids - live.keys()))
    return Erasure(len(ids) - len(live), tuple(sorted(set(live.values()))), there)


def drop_old_versions(connection: Connection) -> int:
    """Delete every version that lies nowhere, and the vectors that nothing uses; returns how many versions."""
    dead = select(documents.c.id).where(documents.c.id.not_in(select(places.c.document_id)))
    ids = list(connection.scalars(dead))
    _drop(connection, ids)
    return len(ids)


def _roots(connection: Connection) -> list[str]:
    """Every folder that was ever indexed, as far as the ledger remembers."""
    held = union(select(documents.c.root), select(places.c.root), select(files.c.root))
    return sorted(root for root in connection.scalars(held) if root)


def _targets(path: str, roots: Iterable[str]) -> Iterator[_Target]:
    typed = Path(path).expanduser()
    wholes = {Path(os.path.abspath(typed)), typed.resolve()}  # noqa: PTH100 - a link that is an article is not followed
    inside = [(root, whole) for root in roots for whole in wholes if whole.is_relative_to(root)]
    for root, whole in inside:
        source = _shown(whole.relative_to(root))
        if source == ".":
            yield _Target(root, "")
        else:
            yield _Target(root, source)
            yield _Target("", source)  # of old versions of the first format no folder is known
    below = [root for root in roots for whole in wholes if Path(root).is_relative_to(whole)]
    yield from (_Target(root, "") for root in below)
    if path.strip("/") and not inside and not below:
        yield _Target(None, path.rstrip("/"))


def _still_there(connection: Connection, targets: Iterable[_Target]) -> tuple[str, ...]:
    """What was named and is in a folder, and the files of the articles that were, each by its whole path."""
    named = [path for at in targets if at.root and (path := Path(at.root, at.source)).exists()]
    told = set(named)
    rows = (row for at in targets for row in connection.execute(select(places).where(_below(places, at))))
    homes = [file for row in rows if (file := file_of(row.root, row.source, row.file))]
    more = [file for file in homes if not told & {file, *file.parents}]
    return tuple(dict.fromkeys(_shown(path) for path in [*named, *more]))


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _documents_of(connection: Connection, target: _Target) -> Iterator[str]:
    yield from connection.scalars(select(places.c.document_id).where(_below(places, target)))
    yield from connection.scalars(select(documents.c.id).where(_below(documents, target)))


def _below(table: Table, target: _Target) -> ColumnElement[bool]:
    """Rows of a source, of what lies below it as a folder, and of what it holds as a file of many articles."""
    column = table.c.path if table is files else table.c.source
    begun = func.substr(column, 1, len(target.source) + 1)
    named = or_(column == target.source, begun.in_([f"{target.source}/", f"{target.source}#"]))
    return and_(
        true() if target.root is None else table.c.root == target.root,
        named if target.source else true(),
    )


def _with_text_of(connection: Connection, ids: Iterable[str]) -> Iterator[str]:
    for batch in _batches(sorted(ids)):
        texts = select(documents.c.text).where(documents.c.id.in_(batch))
        yield from connection.scalars(select(documents.c.id).where(documents.c.text.in_(texts)))


def _drop(connection: Connection, ids: Sequence[str]) -> None:
    for batch in _batches(ids):
        drop_signatures(connection, batch)
        connection.execute(delete(corrections).where(corrections.c.document_id.in_(batch)))
        gone = select(chunks.c.id).where(chunks.c.document_id.in_(batch))
        connection.execute(delete(sentences).where(sentences.c.chunk_id.in_(gone)))
        connection.execute(delete(chunks).where(chunks.c.document_id.in_(batch)))
        connection.execute(delete(documents).where(documents.c.id.in_(batch)))
    used = union(select(chunks.c.key), select(sentences.c.key))
    connection.execute(delete(vectors).where(vectors.c.key.not_in(used)))


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]

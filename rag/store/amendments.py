"""What was published later about an article: notes that correct it, and newer versions of it.

A note is kept with what it says of the article that it corrects, and that article is looked up when it is cited: so it
does not matter which of the two was indexed first, and a link never outlives what it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, false, insert, or_, select

from rag.store.reprints import signature_of
from rag.store.schema import corrections, documents, places, signatures
from rag.text.corrections import Correction
from rag.text.reprints import Reprint, Signature, compare, held_in_common
from rag.text.terms import tokenize
from rag.types import Amendment, AmendmentKind, Document

__all__ = ["amendments_of", "write_correction"]

MOSTLY = 0.8
"""Share of the shorter text's runs of words that a newer version under the same title still has."""

SOON = timedelta(7)
"""Within what time the same title stands for the same article: a column may bear it every week."""


def write_correction(connection: Connection, document_id: str, found: Correction | None) -> None:
    """Remember what an article corrects, or that it corrects nothing."""
    connection.execute(delete(corrections).where(corrections.c.document_id == document_id))
    if found is None:
        return
    day = found.published.isoformat() if found.published else None
    row = {"document_id": document_id, "start": found.start, "end": found.end, "itself": int(found.itself)}
    row |= {"published": day, "title": _compared(found.title), "wrong": _compared(found.wrong)}
    connection.execute(insert(corrections).values(row))


def amendments_of(connection: Connection, document: Document) -> tuple[Amendment, ...]:
    """What was published later about an article, of what is live, the newest first."""
    found = [*_notes(connection, document), *_versions(connection, document)]
    return tuple(sorted(found, key=lambda amendment: (amendment.published or date.min, amendment.source), reverse=True))


def _notes(connection: Connection, document: Document) -> Iterator[Amendment]:
    named = and_(corrections.c.title == _compared(document.title), corrections.c.title != "")
    dated = false() if document.published is None else corrections.c.published == document.published.isoformat()
    own = and_(corrections.c.document_id == document.id, corrections.c.itself == 1)
    of_another = and_(corrections.c.document_id != document.id, corrections.c.itself == 0, or_(named, dated))
    said = corrections.c.title.label("of_title"), corrections.c.published.label("of_day"), corrections.c.wrong
    columns = *_ARTICLE, documents.c.text, corrections.c.start, corrections.c.end, *said
    query = select(*columns).select_from(documents).join(corrections).where(or_(own, of_another))
    for row in connection.execute(_live(query)):
        if row.id == document.id or _is_of(connection, row, document):
            yield _amendment(AmendmentKind.CORRECTION, row, row.published, row.text[row.start : row.end])


def _is_of(connection: Connection, note: Any, document: Document) -> bool:
    """Whether all that a note says of the article that it corrects is so of an article."""
    day = document.published.isoformat() if document.published else None
    if note.outlet and document.outlet and _compared(note.outlet) != _compared(document.outlet):
        return False
    if note.of_day and day and note.of_day != day:
        return False
    if note.of_title:
        dated = note.of_day and day
        return bool(note.of_title == _compared(document.title)) and bool(dated or _is_alone(connection, document))
    # A newspaper prints many articles a day: it is the one that has the words.
    return bool(note.wrong) and f" {note.wrong} " in f" {_compared(document.text)} "


def _is_alone(connection: Connection, document: Document) -> bool:
    """Whether no other story of an article's newspaper bears its title, as a column does every week."""
    story = select(documents.c.story).where(documents.c.id == document.id).scalar_subquery()
    others = select(documents.c.id).where(documents.c.title == document.title, documents.c.story != story)
    return connection.execute(_live(others.where(documents.c.outlet == document.outlet)).limit(1)).first() is None


def _versions(connection: Connection, document: Document) -> Iterator[Amendment]:
    own, day = signature_of(connection, document.id), document.updated or document.published
    if own is None or day is None:
        return
    story = select(documents.c.story).where(documents.c.id == document.id).scalar_subquery()
    query = select(*_ARTICLE, signatures.c.digest, signatures.c.runs, signatures.c.minima)
    others = query.select_from(documents).join(signatures).where(documents.c.story == story)
    for row in connection.execute(_live(others.where(documents.c.id != document.id))):
        since = row.updated or row.published
        newer = since is not None and date.fromisoformat(since) > day
        if newer and _is_version(row, date.fromisoformat(since), own, document, day):
            yield _amendment(AmendmentKind.VERSION, row, since)


def _is_version(row: Any, since: date, own: Signature, document: Document, day: date) -> bool:
    other = Signature(row.digest, row.runs, row.minima)
    if compare(own, other) is not Reprint.NEAR:
        return False
    if row.address and document.address:
        return bool(row.address == document.address)
    titled = _compared(row.title) == _compared(document.title) and _compared(row.outlet) == _compared(document.outlet)
    return titled and since - day <= SOON and held_in_common(own, other) >= MOSTLY


_ARTICLE = (
    documents.c.id,
    documents.c.title,
    documents.c.source,
    documents.c.published,
    documents.c.updated,
    documents.c.outlet,
    documents.c.address,
)


def _live(query: Select[Any]) -> Select[Any]:
    return query.where(documents.c.id.in_(select(places.c.document_id)))


def _amendment(kind: AmendmentKind, row: Any, day: str | None, note: str = "") -> Amendment:
    return Amendment(kind, row.id, row.title, row.source, date.fromisoformat(day) if day else None, note)


def _compared(words: str) -> str:
    return " ".join(tokenize(words))

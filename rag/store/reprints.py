"""Which articles print the same, as the ledger remembers it.

A story is an article and its reprints, under the id of the first that was written. An article is compared, once, with
the first of the stories that share most keys with it: what that costs does not grow with the number of reprints, since
only the first of a story has keys. Reprints of a text that is cut and edited again and again may be found in two
stories; what is told of two articles was compared between these two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from rag.store.facts import number
from rag.store.schema import documents, places, reprint_keys, signatures
from rag.text.reprints import Reprint, Signature, compare, compare_all, held_in_common, keys
from rag.types import Printing, Reprints

__all__ = ["drop_signatures", "reprints_of", "signature_of", "unsigned", "write_signature"]

COMPARED = 16
"""Stories that an article is compared with: those that share most keys with it."""

CUT_TO = 3
"""By how many times the longer of two texts may have the runs of words of the other: a page of short notices, which
holds them all, is no story in which each of them is a reprint of the others."""

SHOWN = 5
"""Reprints that are named of those that are exact, and of those that are not; the rest is counted."""


def write_signature(connection: Connection, document_id: str, signature: Signature) -> None:
    """Remember by what an article is compared, and find the story that it is of; nothing where that is known."""
    if connection.scalar(_KNOWN, {"i": document_id}) is not None:
        return
    row = {"document_id": document_id, "number": number(document_id), "digest": signature.digest}
    connection.execute(insert(signatures), [row | {"runs": signature.runs, "minima": signature.minima}])
    story = _story(connection, signature)
    if story is None:
        _write_keys(connection, document_id, signature)
    connection.execute(_IS_OF, {"i": document_id, "of": story or document_id})


def unsigned(connection: Connection) -> list[str]:
    """Ids of the live articles that have not been compared yet, as those of an older ledger."""
    live = documents.c.id.in_(select(places.c.document_id))
    return list(connection.scalars(select(documents.c.id).where(documents.c.story == "", live)))


def reprints_of(connection: Connection, document_id: str) -> Reprints:
    """Who else prints an article now."""
    own = signature_of(connection, document_id)
    if own is None:
        return Reprints()
    story = select(documents.c.story).where(documents.c.id == document_id).scalar_subquery()
    columns = documents.c.id, documents.c.title, documents.c.source, documents.c.outlet, documents.c.published
    query = select(*columns, *_SIGNATURE).select_from(documents).join(signatures).where(documents.c.story == story)
    others = query.where(documents.c.id != document_id, documents.c.id.in_(select(places.c.document_id)))
    in_order = others.order_by(documents.c.published.is_(None), documents.c.published, documents.c.source)
    rows = connection.execute(in_order).all()
    kinds = compare_all(own, [_signature(row) for row in rows])
    found = [_printing(row, how) for row, how in zip(rows, kinds, strict=True) if how]
    exact, near = [p for p in found if p.exact], [p for p in found if not p.exact]
    shown = exact[:SHOWN] + near[:SHOWN]
    return Reprints(len(found), tuple(p for p in found if p in shown), len(near))


def signature_of(connection: Connection, document_id: str) -> Signature | None:
    """By what an article is compared; none where it has not been."""
    row = connection.execute(select(*_SIGNATURE).where(signatures.c.document_id == document_id)).first()
    return _signature(row) if row else None


def drop_signatures(connection: Connection, document_ids: Sequence[str]) -> None:
    """Forget articles that are about to be deleted; of the story of one that was its first, another is the first."""
    numbers = [number(document_id) for document_id in document_ids]
    connection.execute(delete(reprint_keys).where(reprint_keys.c.story.in_(numbers)))
    connection.execute(delete(signatures).where(signatures.c.document_id.in_(document_ids)))
    left = documents.c.story.in_(document_ids) & documents.c.id.not_in(document_ids)
    heirs = select(documents.c.story, func.min(documents.c.id)).where(left).group_by(documents.c.story)
    for story, heir in connection.execute(heirs).all():
        connection.execute(update(documents).where(documents.c.story == story).values(story=heir))
        if signature := signature_of(connection, heir):
            _write_keys(connection, heir, signature)


_SIGNATURE = (signatures.c.digest, signatures.c.runs, signatures.c.minima)


# Said once, since what SQLAlchemy makes of a statement takes longer than what the database does.
_KNOWN = select(signatures.c.number).where(signatures.c.document_id == bindparam("i"))
_IS_OF = update(documents).where(documents.c.id == bindparam("i")).values(story=bindparam("of"))
_SHARES = (
    select(reprint_keys.c.story)
    .where(reprint_keys.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(reprint_keys.c.story)
    .order_by(func.count().desc(), reprint_keys.c.story)
    .limit(COMPARED)
)
_FIRST = select(signatures.c.document_id, *_SIGNATURE).where(
    signatures.c.number.in_(bindparam("numbers", expanding=True))
)


def _story(connection: Connection, signature: Signature) -> str | None:
    """The story of which an article with this signature is, by how much it has in common with the first of it."""
    numbers = list(connection.scalars(_SHARES, {"keys": list(_numbers(signature))})) if signature.runs else []
    rows = connection.execute(_FIRST, {"numbers": numbers}).all() if numbers else []
    alike = [
        (held_in_common(signature, first), i) for i, *parts in rows if _is_of(signature, first := Signature(*parts))
    ]
    return max(alike)[1] if alike else None


def _is_of(signature: Signature, first: Signature) -> bool:
    shorter, longer = sorted((signature.runs, first.runs))
    return longer <= CUT_TO * shorter and compare(signature, first) is not None


def _write_keys(connection: Connection, story: str, signature: Signature) -> None:
    first = number(story)
    rows = [{"key": key, "story": first} for key in dict.fromkeys(_numbers(signature))]
    connection.execute(insert(reprint_keys), rows)


def _numbers(signature: Signature) -> Iterator[int]:
    return map(number, keys(signature))


def _signature(row: Any) -> Signature:
    return Signature(row.digest, row.runs, row.minima)


def _printing(row: Any, how: Reprint) -> Printing:
    published = date.fromisoformat(row.published) if row.published else None
    return Printing(row.id, row.title, row.source, row.outlet, published, exact=how is Reprint.EXACT)

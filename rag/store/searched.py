"""Which chunks the derived indexes hold: of live chunks with one text under one title, only one.

An agency's report that fifty files hold word for word is searched once. Which of them stands for the others is a
function of what the ledger holds, so that another takes its place when it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from rag.store.schema import chunks, documents, places

__all__ = ["DEAD", "LIES", "SEARCHED", "first_by_key", "keys_of", "live_among", "searched_by_key"]


def first_by_key(query: Select[Any]) -> Select[Any]:
    """Of the chunks of a query, by key, the one of the article with the least id: key and id.

    By article and not by chunk, so that all passages of a text that is printed twice are of one article.
    """
    order = func.row_number().over(partition_by=chunks.c.key, order_by=(chunks.c.document_id, chunks.c.id))
    ranked = query.with_only_columns(chunks.c.key, chunks.c.id, order.label("rank")).subquery()
    return select(ranked.c.key, ranked.c.id).where(ranked.c.rank == 1)


LIES = exists().where(places.c.document_id == chunks.c.document_id)
"""Whether a chunk's article lies somewhere; with `IN`, SQLite would look for each key beside each article."""

DEAD = select(documents.c.id).where(~exists().where(places.c.document_id == documents.c.id)).correlate(None)
"""Ids of the versions that lie nowhere."""

SEARCHED = select(first_by_key(select(chunks.c.id).where(LIES)).subquery().c.id)
"""Ids of everything that is searched."""

AT_ONCE = 800
"""Values in one IN list: far below what SQLite (32,766) and PostgreSQL (65,535) take."""


def searched_by_key(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Ids of the chunks that stand for some keys, each with its article."""
    wanted = sorted(set(keys))
    batches = (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE))
    return {row.id: row.document_id for batch in batches for row in connection.execute(_first_of(batch))}


def keys_of(connection: Connection, document_ids: Sequence[str]) -> set[str]:
    """The keys of the chunks of some articles."""
    return set(connection.scalars(select(chunks.c.key).where(chunks.c.document_id.in_(document_ids))))


def live_among(connection: Connection, document_ids: Iterable[str]) -> list[str]:
    """Those of some articles that lie somewhere, sorted."""
    wanted = sorted(set(document_ids))
    at = select(places.c.document_id).distinct()
    batches = (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE))
    return [i for batch in batches for i in connection.scalars(at.where(places.c.document_id.in_(batch)))]


def _first_of(keys: Sequence[str]) -> Select[Any]:
    # Not ranked: the first that is live is found by the index, without looking at the others, which may be thousands.
    wanted, other = select(chunks.c.key).where(chunks.c.key.in_(keys)).distinct().subquery(), chunks.alias()
    lies = exists().where(places.c.document_id == other.c.document_id)
    of_key = select(other.c.id).where(other.c.key == wanted.c.key, lies)
    first = of_key.order_by(other.c.document_id, other.c.id).limit(1).correlate(wanted).scalar_subquery()
    return select(chunks.c.id, chunks.c.document_id).where(chunks.c.id.in_(select(first).select_from(wanted)))

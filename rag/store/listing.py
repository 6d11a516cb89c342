"""Articles as a list shows them: a page of it at a time, how many fall in each month, and what changed lately.

What changed, and what is passed over on purpose, are kept as two values of `meta`: they name articles by their ids
alone, so that nothing of one that is erased is left in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, tuple_, update

from rag.store.matching import live_fitting
from rag.store.records import LiveArticle, Place
from rag.store.schema import chunks, documents, meta, places
from rag.store.searched import AT_ONCE, DEAD, LIES
from rag.text.terms import fold
from rag.types import Change, Filters, Listed, Order, Shift, Timeline

__all__ = [
    "CHANGES_KEPT",
    "articles_of_chunks",
    "changes",
    "count_months",
    "drop_mentions",
    "exclude",
    "excluded",
    "fitting_ids",
    "list_fitting",
    "listed",
    "lying",
    "note_changes",
    "readmit",
    "shared_files",
    "titles_in_order",
]

CHANGES_KEPT = 100
"""Changes that are remembered; of a run that adds more the last."""

_CHANGES, _EXCLUDED = "changes", "excluded"
_COLUMNS = [documents.c[name] for name in Listed.__dataclass_fields__]


def list_fitting(connection: Connection, filters: Filters, order: Order, limit: int, offset: int) -> list[Listed]:
    """A part of the articles that fit, by their day; those that bear none come last."""
    day = documents.c.published
    by_day = day.asc() if order is Order.OLDEST else day.desc()
    query = select(*_COLUMNS).where(*live_fitting(connection, filters)).order_by(by_day.nulls_last(), documents.c.id)
    return [_listed(row) for row in connection.execute(query.limit(limit).offset(offset))]


def listed(connection: Connection, document_ids: Sequence[str]) -> dict[str, Listed]:
    """Articles by id, those too that lie nowhere; ids that are unknown are left out."""
    rows = (row for batch in _batches(document_ids) for row in connection.execute(_those(batch)))
    return {row.id: _listed(row) for row in rows}


def titles_in_order(connection: Connection) -> list[str]:
    """Ids of the live articles in the order of their titles, as people sort: without regard to case and accents."""
    lies = select(places.c.document_id).where(places.c.document_id == documents.c.id).exists()
    rows = connection.execute(select(documents.c.id, documents.c.title).where(lies)).all()
    return [row.id for row in sorted(rows, key=lambda row: (fold(row.title).lstrip("«\"'“¿¡ "), row.id))]


def fitting_ids(connection: Connection, filters: Filters) -> set[str]:
    """Ids of the articles that fit."""
    return set(connection.scalars(select(documents.c.id).where(*live_fitting(connection, filters))))


def count_months(connection: Connection, filters: Filters) -> Timeline:
    """When the articles that fit were published."""
    month = func.substr(documents.c.published, 1, 7)
    counted = select(month, func.count()).group_by(month)
    if filters:
        numbers = _numbers(connection, counted.where(*live_fitting(connection, filters)))
    else:  # all less those that lie nowhere: an index holds the first, and the second are few
        gone = _numbers(connection, counted.where(documents.c.id.in_(DEAD)))
        every = _numbers(connection, counted)
        numbers = {name: left for name, number in every.items() if (left := number - gone.get(name, 0))}
    undated = numbers.pop("", 0)
    months = ((date.fromisoformat(f"{name}-01"), number) for name, number in sorted(numbers.items()))
    return Timeline(tuple(months), undated)


def articles_of_chunks(connection: Connection, chunk_ids: Sequence[str]) -> list[str]:
    """Ids of the live articles that have the text of some chunks, of those too that stand for others."""
    found: dict[str, None] = {}
    for batch in _batches(chunk_ids):
        keys = select(chunks.c.key).where(chunks.c.id.in_(batch))
        query = select(chunks.c.document_id).where(chunks.c.key.in_(keys), LIES).distinct()
        found |= dict.fromkeys(connection.scalars(query))
    return list(found)


def lying(connection: Connection, document_ids: Sequence[str]) -> list[LiveArticle]:
    """Where some articles lie, by place; one may lie in several."""
    rows = (row for batch in _batches(document_ids) for row in connection.execute(_LYING, {"ids": batch}))
    return [LiveArticle((root, source), i, pipeline, file or source) for root, source, i, pipeline, file in rows]


_LYING = (
    select(places.c.root, places.c.source, places.c.document_id, documents.c.pipeline, places.c.file)
    .join(documents)
    .where(places.c.document_id.in_(bindparam("ids", expanding=True)))
    .order_by(places.c.root, places.c.source)
)
"""Made once: each answer asks it, and to make a statement takes longer than to run it."""


def shared_files(connection: Connection, files: Sequence[Place]) -> set[Place]:
    """Those of some files, by folder and path, that hold more than one article."""
    column = tuple_(places.c.root, places.c.file)
    query = select(places.c.root, places.c.file).group_by(places.c.root, places.c.file).having(func.count() > 1)
    rows = (row for batch in _batches(files) for row in connection.execute(query.where(column.in_(batch))))
    return {(row.root, row.file) for row in rows}


def note_changes(connection: Connection, shifts: Iterable[tuple[Shift, str]]) -> None:
    """Remember what happened to some articles now, by id, the last first."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if new := [[now, shift, i] for shift, i in shifts][-CHANGES_KEPT:]:
        _keep(connection, _CHANGES, [*reversed(new), *_kept(connection, _CHANGES)][:CHANGES_KEPT])


def changes(connection: Connection, most: int) -> list[Change]:
    """What happened lately, the last first."""
    kept = _kept(connection, _CHANGES)[:most]
    told = listed(connection, list({i for _, _, i in kept}))
    return [Change(datetime.fromisoformat(at), Shift(shift), told[i]) for at, shift, i in kept if i in told]


def exclude(connection: Connection, articles: Sequence[LiveArticle]) -> None:
    """Have some articles passed over whenever their folder is indexed."""
    held = {tuple(one[:2]): one for one in _kept(connection, _EXCLUDED)}
    held |= {article.place: [*article.place, article.file, article.document_id] for article in articles}
    _keep(connection, _EXCLUDED, list(held.values()))


def excluded(connection: Connection) -> list[LiveArticle]:
    """What is passed over on purpose, as it lay."""
    return [LiveArticle((root, source), i, "", file) for root, source, file, i in _kept(connection, _EXCLUDED)]


def readmit(connection: Connection, document_ids: Sequence[str]) -> list[LiveArticle]:
    """Have some articles passed over no more; returns them."""
    kept = excluded(connection)
    back = [article for article in kept if article.document_id in document_ids]
    left = [[*article.place, article.file, article.document_id] for article in kept if article not in back]
    _keep(connection, _EXCLUDED, left)
    return back


def drop_mentions(connection: Connection) -> None:
    """Forget what is remembered of articles that the ledger holds no more."""
    for key in (_CHANGES, _EXCLUDED):
        if kept := _kept(connection, key):
            there = listed(connection, list({one[-1] for one in kept}))
            _keep(connection, key, [one for one in kept if one[-1] in there])


def _those(document_ids: Sequence[str]) -> Any:
    return select(*_COLUMNS).where(documents.c.id.in_(document_ids))


def _listed(row: Any) -> Listed:
    published = date.fromisoformat(row.published) if row.published else None
    return Listed(row.id, row.title, row.source, published, row.language, row.outlet, row.author, row.section)


def _numbers(connection: Connection, counted: Any) -> dict[str, int]:
    return {month or "": number for month, number in connection.execute(counted)}


def _kept(connection: Connection, key: str) -> list[list[str]]:
    told: list[list[str]] = json.loads(connection.scalar(select(meta.c.value).where(meta.c.key == key)) or "[]")
    return told


def _keep(connection: Connection, key: str, value: Sequence[Sequence[str]]) -> None:
    if not value:
        connection.execute(delete(meta).where(meta.c.key == key))
        return
    said = json.dumps(value, ensure_ascii=False)
    if not connection.execute(update(meta).where(meta.c.key == key).values(value=said)).rowcount:
        connection.execute(insert(meta).values(key=key, value=said))


def _batches(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))

"""Which articles fit a filter: what the ledger says, and in which numbers the derived indexes are asked (`facts`).

Days are compared as they are written. Text is compared folded: what names an outlet, an author, a section or a language
is one of few values, so those that fold to the one wanted are looked up first and then asked for as they stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, Select, and_, false, func, or_, select
from sqlalchemy.sql.expression import ColumnElement

from rag.store.facts import NAMED, Facts, Wanted, article_number, day_number, name_number, number, same_name
from rag.store.packing import unpack
from rag.store.records import Hit
from rag.store.schema import chunks, documents, places, vectors
from rag.store.searched import AT_ONCE, DEAD, first_by_key
from rag.text.terms import fold
from rag.types import Filters

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = [
    "Asked",
    "count_fitting",
    "count_undated",
    "facts_of",
    "folded_path",
    "live_facts",
    "live_fitting",
    "names",
    "newest_fitting",
    "passage_scores",
    "read_filters",
    "sift",
    "wanted_by",
]

LONGER = 8
"""By how many times longer a list is asked for where reprints fill it."""

_ESCAPE = "\\"


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter with what the ledger must be looked through for to understand it.

    Attributes:
        filters: As they were given.
        spellings: Of each name that is set, all that are held: «EL PAÍS», «El País» and «el pais» are one.
        roots: The indexed folders, where a path is set.
    """

    filters: Filters
    spellings: Mapping[str, tuple[str, ...]]
    roots: tuple[str, ...] = ()


def read_filters(connection: Connection, filters: Filters) -> Asked:
    """See `Asked`."""
    named = {field: value for field in NAMED if (value := getattr(filters, field))}
    spellings = {field: tuple(_spellings(connection, field, value)) for field, value in named.items()}
    roots = select(places.c.root).distinct()
    return Asked(filters, spellings, tuple(connection.scalars(roots)) if filters.path else ())


def wanted_by(connection: Connection, asked: Asked) -> Wanted:
    """What the derived indexes are asked for: all that fits, and hardly anything else."""
    filters, articles = asked.filters, None
    if filters.path or filters.ids:
        ids = set(connection.scalars(_places(asked)) if filters.path else filters.ids)
        ids = ids.intersection(filters.ids) if filters.ids else ids
        articles = np.array([article_number(i) for i in sorted(ids)], np.int64)
    return Wanted(
        since=filters.since.toordinal() if filters.since else None,
        until=filters.until.toordinal() if filters.until else None,
        names=tuple(
            _either(field, wanted, spellings)
            for field, spellings in asked.spellings.items()
            if name_number(field, wanted := getattr(filters, field))  # of what folds to nothing there is no number
        ),
        articles=articles,
    )


def _either(field: str, wanted: str, spellings: Sequence[str]) -> tuple[tuple[str, int], ...]:
    named = (field, name_number(field, wanted))
    # A place that heads an article is its outlet where others say that it is one: see `_is_named`.
    placed = ("dateline", name_number("dateline", wanted))
    return (named, placed) if field == "outlet" and spellings else (named,)


def facts_of(connection: Connection, document_ids: Sequence[str]) -> dict[str, Facts]:
    """What the derived indexes hold of some articles, by id."""
    columns = *(documents.c[name] for name in ("id", "published", *NAMED, "pipeline")), documents.c.metadata
    rows = _rows(connection, select(*columns), documents.c.id, sorted(set(document_ids)))
    return {row.id: _facts(row) for batch in rows for row in batch}


def live_facts(connection: Connection) -> dict[str, Facts]:
    """What the derived indexes should hold of every live article, by id."""
    return facts_of(connection, list(connection.scalars(select(places.c.document_id).distinct())))


def _facts(row: Any) -> Facts:
    dateline = "" if row.outlet else json.loads(row.metadata).get("dateline", "")
    stamp = "\0".join((row.id, row.published or "", *(getattr(row, name) for name in NAMED), dateline, row.pipeline))
    return Facts(
        article=article_number(row.id),
        day=day_number(row.published),
        **{name: name_number(name, getattr(row, name)) for name in NAMED},
        dateline=name_number("dateline", dateline),
        stamp=number(stamp),
    )


def count_fitting(connection: Connection, filters: Filters) -> int:
    """How many articles fit."""
    return _count(connection, _live_fitting(read_filters(connection, filters)))


def live_fitting(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """What a filter asks of `documents`, that they lie somewhere among it."""
    return _live_fitting(read_filters(connection, filters))


def newest_fitting(connection: Connection, filters: Filters, most: int) -> tuple[list[str], int]:
    """Ids of the newest articles that fit, one of each story, and how many stories fit; what has no date comes last."""
    told = func.coalesce(func.nullif(documents.c.story, ""), documents.c.id)
    fitting = _live_fitting(read_filters(connection, filters))
    query = select(documents.c.id, told).where(*fitting).order_by(documents.c.published.desc().nulls_last(), "id")
    asked = 2 * most
    while True:  # in the order of an index: only what is read of it is looked at
        rows = connection.execute(query.limit(asked)).all()
        first = {story: i for i, story in reversed(rows)}
        if len(first) >= most or len(rows) < asked:
            break
        asked *= LONGER
    newest = [i for i, story in rows if first[story] == i]
    return newest[:most], connection.scalar(select(func.count(told.distinct())).where(*fitting)) or 0


def count_undated(connection: Connection, filters: Filters) -> int:
    """How many articles fit but for their day, which is not known."""
    fitting = _live_fitting(read_filters(connection, replace(filters, since=None, until=None)))
    return _count(connection, [*fitting, documents.c.published.is_(None)])


def sift(connection: Connection, chunk_ids: Sequence[str], asked: Asked) -> dict[str, Hit]:
    """For each of some chunks the one with its text of the first article that fits."""
    fitting = _copies_that_fit(connection, chunk_ids, asked)
    query = select(chunks.c.id, documents.c.id, documents.c.story).join(documents)
    rows = _rows(connection, query, chunks.c.id, sorted(set(fitting.values())))
    hits = {i: Hit(i, document_id, story or document_id) for batch in rows for i, document_id, story in batch}
    return {i: hits[other] for i, other in fitting.items() if other in hits}


def _copies_that_fit(connection: Connection, chunk_ids: Sequence[str], asked: Asked) -> dict[str, str]:
    keys = _keys(connection, chunk_ids)
    own = select(documents.c.id).where(documents.c.id == chunks.c.document_id, *_live_fitting(asked))
    first = _first_by_key(connection, select(chunks.c.id).where(own.exists()), keys.values())
    return {i: first[key] for i, key in keys.items() if key in first}


def _first_by_key(connection: Connection, query: Select[Any], keys: Iterable[str]) -> dict[str, str]:
    wanted = sorted(set(keys))
    batches = (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE))
    rows = (connection.execute(first_by_key(query.where(chunks.c.key.in_(batch)))).all() for batch in batches)
    return {key: i for batch in rows for key, i in batch}


def _keys(connection: Connection, chunk_ids: Sequence[str]) -> dict[str, str]:
    rows = _rows(connection, select(chunks.c.id, chunks.c.key), chunks.c.id, chunk_ids)
    return {i: key for batch in rows for i, key in batch}


def names(connection: Connection, field: str) -> dict[str, int]:
    """What live articles give in one of the fields `NAMED`, with the number of articles; empty values are left out."""
    column = documents.c[field]
    counted = select(column, func.count()).where(column != "").group_by(column)
    # All less those that lie nowhere: an index holds the first as they are needed, and the second are few.
    lost = documents.c.id.in_(DEAD)
    every, gone = ({row[0]: row[1] for row in connection.execute(query)} for query in (counted, counted.where(lost)))
    left = {name: number - gone.get(name, 0) for name, number in every.items() if number > gone.get(name, 0)}
    return dict(sorted(left.items(), key=lambda item: (-item[1], item[0])))


def passage_scores(
    connection: Connection, chunk_ids: Sequence[str], model: str, vector: Vectors
) -> list[tuple[str, float]]:
    """Cosine of each chunk to a unit vector, best first."""
    query = select(chunks.c.id, vectors.c.vector).join(vectors, vectors.c.key == chunks.c.key)
    found: dict[str, float] = {}
    for rows in _rows(connection, query.where(vectors.c.model == model), chunks.c.id, chunk_ids):  # memory stays small
        similarities = unpack([row.vector for row in rows], len(vector)) @ vector
        found |= zip((row.id for row in rows), similarities.tolist(), strict=True)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def folded_path(root: str, source: str) -> str:
    """The path of an article as a filter compares it."""
    return f"{_folded_root(root)}{fold(source)}"


def _rows(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Sequence[str]
) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), AT_ONCE):
        yield connection.execute(query.where(column.in_(values[first : first + AT_ONCE]))).all()


def _places(asked: Asked) -> Select[Any]:
    """The ids of the articles that lie where a filter says."""
    at = select(places.c.document_id)
    return at.where(_path_condition(asked.filters.path, asked.roots)) if asked.filters.path else at


def _count(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> int:
    return connection.scalar(select(func.count()).select_from(documents).where(*wanted)) or 0


def _lies_at(asked: Asked) -> ColumnElement[bool]:
    # Neither `IN` nor a join: SQLite may look for each key beside each article of the archive, or begin at all of them.
    return _places(asked).where(places.c.document_id == documents.c.id).exists()


def _live_fitting(asked: Asked) -> list[ColumnElement[bool]]:
    """What a filter asks of `documents`, where they lie among it."""
    return [*_fitting(asked), _lies_at(asked)]


def _fitting(asked: Asked) -> list[ColumnElement[bool]]:
    """What the rest of a filter asks of `documents`."""
    wanted: list[ColumnElement[bool]] = []
    filters = asked.filters
    if filters.since:
        wanted.append(documents.c.published >= filters.since.isoformat())
    if filters.until:
        wanted.append(documents.c.published <= filters.until.isoformat())
    if filters.ids:
        wanted.append(documents.c.id.in_(filters.ids))
    return wanted + [_is_named(field, spellings) for field, spellings in asked.spellings.items()]


def _is_named(field: str, spellings: Sequence[str]) -> ColumnElement[bool]:
    """An article of an outlet, an author …; one without an outlet fits where an outlet of others heads its day.

    «Forbes, 3 de mayo de 2024» may name a place or an outlet: what other articles say they are of tells which.
    """
    named = documents.c[field].in_(spellings)
    if field != "outlet":
        return named
    placed = (f"%{_escaped(json.dumps({'dateline': name}, ensure_ascii=False)[1:-1])}%" for name in spellings if name)
    likely = or_(false(), *(documents.c.metadata.like(place, escape=_ESCAPE) for place in placed))
    return or_(named, and_(documents.c.outlet == "", likely))


def _spellings(connection: Connection, field: str, wanted: str) -> list[str]:
    """Every spelling of a name that the ledger holds."""
    held = connection.scalars(select(documents.c[field]).distinct())
    return [name for name in held if same_name(name) == same_name(wanted)]


def _path_condition(wanted: str, roots: Sequence[str]) -> ColumnElement[bool]:
    """On `places`: below an indexed folder, whichever it is, or where the whole path begins with one, in that one."""
    path = fold(wanted).rstrip("/")
    return or_(
        false(),  # where nothing is indexed
        *(_like(_folded_root(root), path) for root in roots),
        *(_like("", path) for root in roots if f"{path}/".startswith(_folded_root(root))),
    )


def _folded_root(root: str) -> str:
    return fold(root).rstrip("/") + "/"


def _like(before: str, glob: str) -> ColumnElement[bool]:
    """A path that begins with some letters and goes on as a glob says, and whatever lies below such a path."""
    pattern = _escaped(before) + _escaped(glob).replace("*", "%").replace("?", "_")
    path = places.c.folded
    return or_(path.like(pattern, escape=_ESCAPE), path.like(f"{pattern}/%", escape=_ESCAPE))


def _escaped(text: str) -> str:
    for sign in (_ESCAPE, "%", "_"):
        text = text.replace(sign, _ESCAPE + sign)
    return text

"""Questions that are asked of every article that comes: kept in the ledger's database, with what was found.

    saved_questions ─▶ question_matches     which article answers which, and where in it
    articles_looked_through                 what has been asked already, whatever came of it

Nothing of an article is kept here but its id and the place of its words: who erases it erases them.
"""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    inspect,
    select,
    update,
)

from rag.arrivals import Article, Told
from rag.errors import HemerotecaError
from rag.questions.filters import NO_FILTERS
from rag.questions.options import filters_as_dict, filters_from_dict
from rag.store.database import Database, make_data_folder
from rag.store.schema import documents
from rag.types import Filters

if TYPE_CHECKING:
    from rag.settings import Settings

__all__ = ["Match", "NoSuchQuestion", "Saved", "SavedQuestion", "open_saved", "place_key"]

SHOWN_OF_ID = 8
"""Characters by which people name a question."""
AT_ONCE = 500
"""Rows that are written, or named, in one statement."""

metadata = MetaData()

# `filters` as `filters_as_dict` has them, in JSON; times are milliseconds since 1970.
saved_questions = Table(
    "saved_questions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("question", Text, nullable=False),
    Column("filters", Text, nullable=False),
    Column("as_words", Integer, nullable=False),
    Column("made", BigInteger, nullable=False),
)

# `place` and `story` are those of the article when it was found, see `Article`; `spans` the offsets of its words, in
# JSON; `found` is 0 of what had been looked through before and answers too, which is no news; `reported` is 1 once
# `questions run` has told it.
question_matches = Table(
    "question_matches",
    metadata,
    Column("question", ForeignKey("saved_questions.id", ondelete="CASCADE"), primary_key=True),
    Column("document", String(64), primary_key=True),
    Column("place", String(64), nullable=False),
    Column("story", String(64), nullable=False),
    Column("spans", Text, nullable=False),
    Column("found", BigInteger, nullable=False),
    Column("reported", Integer, nullable=False),
)

looked_through = Table("articles_looked_through", metadata, Column("document", String(64), primary_key=True))


class NoSuchQuestion(HemerotecaError):
    """A saved question is named by an id that none has, or that more than one begins with."""


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question that is asked of what comes.

    Attributes:
        id: 32 hexadecimal figures, for good.
        question: As it was typed.
        filters: Which articles may answer it.
        as_words: Whether what it says of when, where and by whom is searched as words.
        made: When it was saved, in milliseconds since 1970.
    """

    id: str
    question: str
    filters: Filters = NO_FILTERS
    as_words: bool = False
    made: int = 0

    @property
    def name(self) -> str:
        """What people call it: the beginning of its id."""
        return self.id[:SHOWN_OF_ID]


@dataclass(frozen=True, slots=True)
class Match:
    """An article that answers a saved question.

    Attributes:
        question: Its id.
        article: Which, as it was when it was found.
        spans: Start and end of the words in its text, in characters.
        found: When, in milliseconds since 1970; 0 of an old one.
        old: Whether the article had been looked through before: it is no news, nor are its reprints.
    """

    question: str
    article: Article
    spans: tuple[tuple[int, int], ...]
    found: int = 0
    old: bool = False


class Saved:
    """The saved questions of an archive. Every method raises `HemerotecaError` where the database cannot be used.

    Args:
        database: The ledger's; it is closed with this.
        clock: Tells the time, in seconds of the epoch.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def add(self, question: str, filters: Filters, live: Collection[str], *, as_words: bool = False) -> SavedQuestion:
        """Save a question, to be asked of what comes from now on.

        Args:
            question: In any language.
            filters: Which articles may answer it.
            live: Ids of the articles that are there: where this is the first question, they came before it, as did
                what the ledger holds and lies nowhere at the moment.
            as_words: Whether what it says of when, where and by whom is searched as words.
        """
        new = SavedQuestion(uuid.uuid4().hex, question, filters, as_words, self._now())
        row = {"id": new.id, "question": question, "as_words": int(as_words), "made": new.made}
        with self._database.writing() as connection:
            metadata.create_all(connection)
            if not _questions(connection):
                connection.execute(delete(looked_through))
                _write_looked(connection, _known(connection).union(live))
            said = json.dumps(dict(filters_as_dict(filters)), ensure_ascii=False)
            connection.execute(insert(saved_questions), row | {"filters": said})
        return new

    def listed(self) -> list[SavedQuestion]:
        """All of them, the oldest first."""
        with self._reading() as connection:
            return _questions(connection) if connection is not None else []

    def named(self, name: str) -> SavedQuestion:
        """The question with an id that begins so.

        Raises:
            NoSuchQuestion: There is none, or more than one.
        """
        found = [one for one in self.listed() if name and one.id.startswith(name.lower())]
        if len(found) != 1:
            many = "more than one saved question begins with" if found else "there is no saved question"
            raise NoSuchQuestion(f"{many} {name[:80]!r}: `hemeroteca questions list` says which there are.")
        return found[0]

    def remove(self, question: SavedQuestion) -> None:
        """Forget a question, with what was found."""
        with self._database.writing() as connection:
            connection.execute(delete(saved_questions).where(saved_questions.c.id == question.id))

    def unseen(self, live: Collection[str]) -> set[str]:
        """Which of the articles that are there have not been looked through; those that were erased are forgotten.

        What merely lies nowhere at the moment, as on a disk that is away, is no news when it is back.
        """
        with self._reading() as connection:
            if connection is None:
                return set(live)
            seen = set(connection.scalars(select(looked_through.c.document)))
            gone = seen.difference(live)
            erased = sorted(gone - _known(connection)) if gone else []
        if erased:
            with self._database.writing() as connection:
                for some in _batches(erased):
                    connection.execute(delete(looked_through).where(looked_through.c.document.in_(some)))
        return set(live) - seen

    def told(self, question: SavedQuestion) -> Told:
        """What is not told again of a question."""
        with self._reading() as connection:
            return _told(connection, question.id) if connection is not None else Told()

    def note(self, articles: Iterable[Article], found: Iterable[Match]) -> list[Match]:
        """Remember that some articles have been looked through, and what was found in them, as one.

        Returns:
            What is new of it: another process may have looked through the same.
        """
        now = self._now()
        new: list[Match] = []
        with self._database.writing() as connection:
            there = {one.id: _told(connection, one.id) for one in _questions(connection)}
            for match in found:
                if match.question in there and match.article not in there[match.question]:
                    dated = match if match.old else replace(match, found=now)
                    new += [] if dated.old else [dated]
                    connection.execute(insert(question_matches), _row(dated))
                    there[match.question] = there[match.question].also(match.article)
            ids = {article.id for article in articles}
            known = {i for some in _batches(sorted(ids)) for i in connection.scalars(_looked_among(some))}
            _write_looked(connection, ids - known)
        return new

    def matches(self, question: SavedQuestion | None = None) -> list[Match]:
        """What was found, the last first: for one question, or for all."""
        query = select(question_matches).where(question_matches.c.found > 0)
        query = query.order_by(question_matches.c.found.desc(), question_matches.c.document)
        if question is not None:
            query = query.where(question_matches.c.question == question.id)
        with self._reading() as connection:
            return [_match(row) for row in connection.execute(query)] if connection is not None else []

    def unreported(self) -> list[Match]:
        """What `report` has not been told of, the first first."""
        query = select(question_matches).where(question_matches.c.reported == 0)
        with self._reading() as connection:
            if connection is None:
                return []
            ordered = query.order_by(question_matches.c.found, question_matches.c.document)
            return [_match(row) for row in connection.execute(ordered)]

    def report(self, matches: Iterable[Match]) -> None:
        """Remember that some matches have been told by `questions run`."""
        with self._database.writing() as connection:
            for match in matches:
                one = question_matches.c.question == match.question
                other = question_matches.c.document == match.article.id
                connection.execute(update(question_matches).where(one, other).values(reported=1))

    @contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        """A transaction; None where nothing was ever saved, asked each time, since a ledger may be restored below."""
        with self._database.reading() as connection:
            yield connection if inspect(connection).has_table(looked_through.name) else None

    def _now(self) -> int:
        return int(self._clock() * 1000)


def open_saved(settings: Settings, clock: Callable[[], float] = time.time) -> Saved:
    """The saved questions of an archive.

    Raises:
        StoreError: The database cannot be opened.
    """
    if not settings.database_url:
        make_data_folder(settings.data_dir)
    return Saved(Database.of_archive(settings.data_dir, settings.database_url), clock)


def place_key(folder: str, source: str) -> str:
    """What stands for a place of an article, so that its name is not kept where it may be erased."""
    return hashlib.sha256(f"{folder}\0{source}".encode("utf-8", "replace")).hexdigest()[:32]


def _questions(connection: Connection) -> list[SavedQuestion]:
    rows = connection.execute(select(saved_questions).order_by(saved_questions.c.made, saved_questions.c.id))
    return [SavedQuestion(r.id, r.question, _filters(r.filters), bool(r.as_words), r.made) for r in rows]


def _filters(said: str) -> Filters:
    facts: Mapping[str, Any] = json.loads(said)
    return filters_from_dict(facts)


def _told(connection: Connection, question: str) -> Told:
    columns = question_matches.c.document, question_matches.c.place, question_matches.c.story
    rows = connection.execute(select(*columns).where(question_matches.c.question == question)).all()
    return Told(*(frozenset(row[number] for row in rows) for number in range(3)))


def _row(match: Match) -> dict[str, Any]:
    article = match.article
    return {
        "question": match.question, "document": article.id, "place": article.place, "story": article.story,
        "spans": json.dumps(match.spans), "found": match.found, "reported": int(match.old),
    }  # fmt: skip


def _match(row: Any) -> Match:
    spans = tuple((int(start), int(end)) for start, end in json.loads(row.spans))
    return Match(row.question, Article(row.document, row.place, row.story), spans, row.found)


def _known(connection: Connection) -> set[str]:
    """Ids of all that the ledger holds, old versions too."""
    there = inspect(connection).has_table(documents.name)
    return set(connection.scalars(select(documents.c.id))) if there else set()


def _looked_among(ids: Sequence[str]) -> Any:
    return select(looked_through.c.document).where(looked_through.c.document.in_(ids))


def _write_looked(connection: Connection, ids: Collection[str]) -> None:
    for some in _batches(sorted(ids)):
        connection.execute(insert(looked_through), [{"document": i} for i in some])


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))

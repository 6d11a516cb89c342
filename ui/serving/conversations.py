"""The conversations of every reader, as the server keeps them: listed, searched, renamed, deleted.

A conversation is named by an id that its reader's browser sends, which may be anything: each method asks for the
reader too, and a conversation of somebody else is, to everybody, one that is not there.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, or_, select, update
from sqlalchemy.sql.expression import ColumnElement

from rag.text.terms import fold
from ui.serving.conversation import EXCHANGES_KEPT, Conversation, Exchange, Phase
from ui.serving.database import ReadersDatabase, conversations, exchanges, feedback
from ui.serving.record import encodable, read, referred, write

__all__ = ["LISTED", "NOBODY", "TITLE_LIMIT", "Conversations", "Listed", "is_of", "plain", "title_of"]

LISTED = 100
"""Conversations in a list, the latest first; older ones are found by searching."""

TITLE_LIMIT = 80
"""Longest title, in characters."""

WORDS_SEARCHED = 8
"""Words of a search; more limit it no further."""

NOBODY = ""
"""Whose a conversation is that was left by a removed user, until what was said in it has been exported."""

ERASED = "an article that this answer showed has been erased."
"""What stands in the place of such an answer."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One conversation in a list.

    Attributes:
        id: Its name for a browser.
        title: One line.
        touched: When it was last asked in, by the clock of this machine.
    """

    id: str
    title: str
    touched: datetime


class Conversations:
    """Every method raises `HemerotecaError` where the database cannot be read or written."""

    def __init__(self, database: ReadersDatabase) -> None:
        self._database = database

    def begin(
        self, reader: str, place: str, shown: Conversation, question: str, *, dropped: int = 0
    ) -> tuple[str, Conversation]:
        """Keep a new question at the end of a conversation.

        Args:
            reader: Whose it is.
            place: Its id; where it is none, or none of the reader's, a new one is begun.
            shown: The last exchanges, as the reader sees them.
            question: What is asked.
            dropped: How many of the last exchanges that are shown the question takes the place of.

        Returns:
            The id, and what is to be seen now: the question below what was asked before, in other windows too.
        """
        with self._database.writing() as connection:
            if not is_of(connection, reader, place):
                # What is on the page and was never kept stays there; what has been deleted elsewhere goes.
                shown = () if place else shown
                place = _create(connection, reader, question)
            last = shown[-1].number if shown else 0
            shown, replaced = shown[: len(shown) - dropped], shown[len(shown) - dropped :]
            _drop(connection, place, [exchange.number for exchange in replaced])
            newer = _read(connection, place, exchanges.c.number > last)
            kept = connection.scalar(select(func.max(exchanges.c.number)).where(exchanges.c.conversation == place))
            exchange = Exchange(max(kept or 0, shown[-1].number if shown else 0) + 1, question)
            row = {"conversation": place, "number": exchange.number, **_row(exchange)}
            connection.execute(insert(exchanges), row)
            _touch(connection, place)
        return place, (*shown, *newer, exchange)[-EXCHANGES_KEPT:]

    def write(self, reader: str, place: str, exchange: Exchange) -> None:
        """Keep what has become of an exchange; nothing where its conversation has been deleted meanwhile."""
        at = (exchanges.c.conversation == place) & (exchanges.c.number == exchange.number)
        with self._database.writing() as connection:
            if is_of(connection, reader, place):
                connection.execute(update(exchanges).where(at).values(**_row(exchange)))

    def read(self, reader: str, place: str, before: int | None = None) -> Conversation:
        """The last exchanges, or the last before one, not compared with the archive yet; none of somebody else's."""
        limit = exchanges.c.number > 0 if before is None else exchanges.c.number < before
        with self._database.reading() as connection:
            return _read(connection, place, limit) if is_of(connection, reader, place) else ()

    def listed(self, reader: str, words: str = "") -> list[Listed]:
        """The reader's conversations, the latest first.

        Args:
            reader: Whose.
            words: Only those in whose title, questions or answers each of these is found, without accents and capitals.
        """
        query = select(conversations).where(conversations.c.reader == plain(reader))
        query = query.order_by(conversations.c.touched.desc(), conversations.c.id).limit(LISTED)
        for word in fold(plain(words)).split()[:WORDS_SEARCHED]:
            query = query.where(_holds(word))
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        # By the clock of this machine, as its readers have it.
        return [Listed(row.id, row.title, datetime.fromtimestamp(row.touched / 1000)) for row in rows]

    def title(self, reader: str, place: str) -> str:
        """The title of a conversation; empty where it is not the reader's."""
        with self._database.reading() as connection:
            return connection.scalar(select(conversations.c.title).where(_at(reader, place))) or ""

    def rename(self, reader: str, place: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing."""
        if title := title_of(title):
            with self._database.writing() as connection:
                named = {"title": title, "folded": fold(title)}
                connection.execute(update(conversations).where(_at(reader, place)).values(**named))

    def delete(self, reader: str, place: str) -> None:
        """Delete a conversation, with what was said of its answers."""
        with self._database.writing() as connection:
            connection.execute(delete(conversations).where(_at(reader, place)))

    def forget_reader(self, reader: str) -> tuple[int, int]:
        """Delete all conversations of a reader, but for those in which they judged an answer and nobody knows yet.

        These are nobody's from now on, without a title, until `Feedback.mark_exported` deletes them.

        Returns:
            How many were deleted, and how many are kept.
        """
        theirs = conversations.c.reader == plain(reader)
        judged = conversations.c.id.in_(select(feedback.c.conversation).where(feedback.c.exported == 0))
        nameless = {"reader": NOBODY, "title": "", "folded": ""}
        with self._database.writing() as connection:
            kept = connection.execute(update(conversations).where(theirs, judged).values(**nameless)).rowcount
            return connection.execute(delete(conversations).where(theirs)).rowcount, kept

    def forget_articles(self, known: Callable[[Sequence[str]], Collection[str]]) -> int:
        """Empty every answer that showed an article which has been erased, for its words may be those of the article.

        Args:
            known: Which of some ids of articles the ledger still holds, in any version.

        Returns:
            How many; what readers said in their conversations goes too.
        """
        with self._database.writing() as connection:
            rows = connection.execute(select(exchanges)).all()
            kept = [(row.conversation, found) for row in rows if (found := read(row.number, row.record))]
            shown = referred(tuple(exchange for _, exchange in kept))
            gone = shown - set(known(sorted(shown)))
            emptied = [(place, exchange) for place, exchange in kept if referred((exchange,)) & gone]
            for place, exchange in emptied:
                bare = Exchange(exchange.number, exchange.question, Phase.INSUFFICIENT, note=ERASED)
                at = (exchanges.c.conversation == place) & (exchanges.c.number == exchange.number)
                connection.execute(update(exchanges).where(at).values(**_row(bare)))
                connection.execute(delete(feedback).where(feedback.c.conversation == place))
        if emptied:
            self._database.compact()
        return len(emptied)


def title_of(question: str) -> str:
    """A title of one line from a question, cut where a word ends."""
    line = " ".join(plain(question).split())
    if len(line) <= TITLE_LIMIT:
        return line
    begun = line[:TITLE_LIMIT]
    return f"{begun.rpartition(' ')[0] or begun[:-1]}…"


def plain(text: str) -> str:
    """A text as any database takes it: without the character 0, too."""
    return encodable(text).replace("\0", " ")


def _at(reader: str, place: str) -> ColumnElement[bool]:
    return (conversations.c.id == plain(place)) & (conversations.c.reader == plain(reader))


def is_of(connection: Connection, reader: str, place: str) -> bool:
    """Whether a conversation is there and is the reader's."""
    return bool(place) and connection.scalar(select(conversations.c.id).where(_at(reader, place))) is not None


def _create(connection: Connection, reader: str, question: str) -> str:
    place, title = uuid.uuid4().hex, title_of(question)
    row = {"id": place, "reader": plain(reader), "title": title, "folded": fold(title), "touched": 0}
    connection.execute(insert(conversations), row)
    return place


def _drop(connection: Connection, place: str, numbers: Sequence[int]) -> None:
    """Forget some exchanges, and what was said of them."""
    if not numbers:  # SQLAlchemy makes a statement anew for an empty list
        return
    of_them = (feedback, feedback.c.exchange), (exchanges, exchanges.c.number)
    for table, number in of_them:
        connection.execute(delete(table).where(table.c.conversation == place, number.in_(numbers)))


def _touch(connection: Connection, place: str) -> None:
    now = time.time_ns() // 1_000_000
    connection.execute(update(conversations).where(conversations.c.id == place).values(touched=now))


def _row(exchange: Exchange) -> dict[str, str]:
    said = f"{exchange.question}\n{exchange.text}"
    return {"record": write(exchange), "folded": fold(plain(said))}


def _read(connection: Connection, place: str, limit: ColumnElement[bool]) -> Conversation:
    query = select(exchanges.c.number, exchanges.c.record).where(exchanges.c.conversation == place, limit)
    rows = connection.execute(query.order_by(exchanges.c.number.desc()).limit(EXCHANGES_KEPT)).all()
    found = (read(row.number, row.record) for row in reversed(rows))
    return tuple(exchange for exchange in found if exchange is not None)


def _holds(word: str) -> ColumnElement[bool]:
    said = select(exchanges.c.number).where(
        exchanges.c.conversation == conversations.c.id, exchanges.c.folded.contains(word, autoescape=True)
    )
    return or_(conversations.c.folded.contains(word, autoescape=True), said.exists())

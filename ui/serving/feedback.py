"""What readers say of answers: that one is good or wrong, that a citation does not say it; and a word on why.

Kept beside the conversation with what it takes to make a case of it, so that neither the archive nor `eval` need be
opened for a thumb; `ui.serving.drafting` makes the cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select, update
from sqlalchemy.sql.expression import ColumnElement

from rag.types import Turn
from ui.serving.conversation import Conversation, Exchange, Phase, best_sentences, history
from ui.serving.conversations import NOBODY, is_of, plain
from ui.serving.database import ReadersDatabase, conversations, feedback
from ui.serving.record import encodable

__all__ = ["WORD_LIMIT", "Asked", "Feedback", "Opinion", "Said", "Span", "can_be_judged"]

WORD_LIMIT = 1_000
"""Longest word on why, in characters; what is beyond is cut."""

PASSAGES_NEAREST = 3
"""Passages whose nearest sentence is kept of an answer that cites nothing."""


class Opinion(StrEnum):
    """What a reader says of an answer, or of a citation."""

    GOOD = "good"
    WRONG = "wrong"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an article, by where it lies; `number` is that of the citation, 0 for what is only near."""

    number: int
    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked and answered.

    Attributes:
        question: As it was typed.
        answer: Its text.
        history: The exchanges before it.
        spans: What was cited; what was nearest where nothing was.
    """

    question: str
    answer: str
    history: tuple[Turn, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion of a reader on an answer, or on one of its citations where `citation` is not 0."""

    place: str
    number: int
    citation: int
    asked: Asked
    opinion: Opinion
    word: str
    exported: bool


_ASKED = TypeAdapter(Asked)


def can_be_judged(exchange: Exchange) -> bool:
    """Whether there is an answer that came to its end."""
    return not exchange.restoring and exchange.phase in (Phase.ANSWERED, Phase.INSUFFICIENT)


class Feedback:
    """Every method raises `HemerotecaError` where the database cannot be read or written."""

    def __init__(self, database: ReadersDatabase) -> None:
        self._database = database

    def say(
        self, reader: str, place: str, shown: Conversation, number: int, opinion: Opinion, citation: int = 0
    ) -> bool:
        """Keep what a reader says of an exchange, or of one of its citations, in the place of what was said before.

        Args:
            reader: Who.
            place: The id of the conversation.
            shown: Its exchanges, as the reader sees them.
            number: Of the exchange.
            opinion: What is said.
            citation: The number of the citation; 0: of the whole answer.

        Returns:
            Whether there is such an answer, such a citation, and a conversation of that reader.
        """
        at = next((i for i, exchange in enumerate(shown) if exchange.number == number), None)
        if at is None or not can_be_judged(shown[at]):
            return False
        if citation and citation not in {cited.number for cited in shown[at].citations}:
            return False
        about = _ASKED.dump_json(_asked(shown[at], shown[:at])).decode()
        row = {"conversation": place, "exchange": number, "citation": citation, "opinion": opinion.value}
        with self._database.writing() as connection:
            if not is_of(connection, reader, place):
                return False
            connection.execute(delete(feedback).where(*_at(place, number, citation)))
            connection.execute(insert(feedback), row | {"word": "", "about": about, "exported": 0})
        return True

    def explain(self, reader: str, place: str, number: int, citation: int, word: str) -> None:
        """Keep why; nothing where nothing was said."""
        kept = {"word": plain(word).strip()[:WORD_LIMIT], "exported": 0}
        with self._database.writing() as connection:
            if is_of(connection, reader, place):
                connection.execute(update(feedback).where(*_at(place, number, citation)).values(**kept))

    def take_back(self, reader: str, place: str, number: int, citation: int = 0) -> None:
        """Forget what was said."""
        with self._database.writing() as connection:
            if is_of(connection, reader, place):
                connection.execute(delete(feedback).where(*_at(place, number, citation)))

    def of(self, reader: str, place: str) -> dict[tuple[int, int], Opinion]:
        """What a reader has said in a conversation, by the numbers of exchange and citation (0: the answer)."""
        query = select(feedback.c.exchange, feedback.c.citation, feedback.c.opinion).where(*_of(place))
        with self._database.reading() as connection:
            rows = connection.execute(query).all() if is_of(connection, reader, place) else ()
        return {(row.exchange, row.citation): Opinion(row.opinion) for row in rows if row.opinion in set(Opinion)}

    def said(self) -> list[Said]:
        """All that every reader said, in the order of the conversations."""
        query = select(feedback).order_by(feedback.c.conversation, feedback.c.exchange, feedback.c.citation)
        with self._database.reading() as connection:
            return list(_read(connection.execute(query).all()))

    def mark_exported(self, said: Iterable[Said]) -> None:
        """Remember what stands in a file of cases; what has been said otherwise meanwhile does not.

        The conversations of removed users, which were kept for that alone, go.
        """
        with self._database.writing() as connection:
            for one in said:
                same = feedback.c.opinion == one.opinion.value, feedback.c.word == one.word
                at = _at(one.place, one.number, one.citation)
                connection.execute(update(feedback).where(*at, *same).values(exported=1))
            awaited = select(feedback.c.conversation).where(feedback.c.exported == 0)
            left = conversations.c.reader == NOBODY, conversations.c.id.not_in(awaited)
            connection.execute(delete(conversations).where(*left))


def _of(place: str) -> tuple[ColumnElement[bool], ...]:
    return (feedback.c.conversation == plain(place),)


def _at(place: str, number: int, citation: int) -> tuple[ColumnElement[bool], ...]:
    return (*_of(place), feedback.c.exchange == number, feedback.c.citation == citation)


def _asked(exchange: Exchange, before: Conversation) -> Asked:
    turns = tuple(Turn(encodable(turn.question), encodable(turn.answer)) for turn in history(before))
    cited = (Span(c.number, c.passage.document.source, c.start, c.end, c.quote) for c in exchange.citations)
    return Asked(
        question=encodable(exchange.question),
        answer=encodable(exchange.text),
        history=turns,
        spans=tuple(cited) or tuple(_nearest(exchange)),
    )


def _nearest(exchange: Exchange) -> Iterator[Span]:
    for passage in exchange.passages[:PASSAGES_NEAREST]:
        if sentences := best_sentences(passage):
            best = max(sentences, key=lambda sentence: sentence.score)
            yield Span(0, passage.document.source, best.start, best.end, best.text)


def _read(rows: Sequence[Any]) -> Iterator[Said]:
    for row in rows:
        try:
            asked, opinion = _ASKED.validate_json(row.about), Opinion(row.opinion)
        except ValueError:  # as of another version
            continue
        at = row.conversation, row.exchange, row.citation
        yield Said(*at, asked=asked, opinion=opinion, word=row.word, exported=bool(row.exported))

"""The articles that a question asks for where it asks for nothing but what was published, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rag.languages import Language, language_of
from rag.retrieval.evidence import is_heading
from rag.retrieval.whole import whole_of
from rag.text.facts import Facts, missing_names
from rag.text.instructions import find_orders
from rag.text.numbers import find_dates
from rag.text.terms import fold
from rag.types import Filters, Found, Passage, Query, Sentence

__all__ = ["Published", "Stand", "find_published", "opening_of"]

LISTED = 5
"""Articles that are told; of the others only how many there are."""

MANY = 50
"""Passages among which those articles are looked for that tell of something."""

ABOUT = 0.6
"""Share of the words for what is asked about that an article in their language must have to tell of it."""

HEAD = 400
"""Characters at the head of an article, its first paragraph or two, that say what it tells of."""

OPENING = 5
"""Words beside a date from which on a sentence opens an article: «Diario del Norte, 2 de abril de 2024.» does not."""


class Stand(Protocol):
    """Where articles are searched and laid out: the retriever."""

    def find(self, query: Query, *, whole: bool = False) -> Found:
        """What fits the query, best first."""

    def newest(self, filters: Filters, most: int) -> tuple[tuple[Passage, ...], int]:
        """The first passage of each of the newest articles that fit, and how many fit."""


@dataclass(frozen=True, slots=True)
class Published:
    """Articles that fit what is asked for.

    Attributes:
        passages: The beginning of each, the newest first.
        more: How many others there are.
    """

    passages: tuple[Passage, ...]
    more: int = 0


def find_published(
    stand: Stand, topic: str, filters: Filters, language: Language, abroad: float | None = None
) -> Published | None:
    """The newest articles that pass filters and tell of a topic; None where there are none.

    Args:
        stand: Where they are.
        topic: What they are to tell of; empty for anything.
        filters: What they must pass.
        language: Of the topic.
        abroad: How near a sentence in another language must be to the topic to tell of it where no name shows that.
    """
    if topic:
        told = _telling(stand.find(Query(topic, MANY, filters)).passages, topic, language, abroad)
        if not told:
            return None
        filters = replace(filters, ids=told)
    passages, total = stand.newest(filters, LISTED)
    shown = tuple(passage for passage in passages if opening_of(passage) is not None)
    return Published(shown, total - len(shown)) if shown else None


def _telling(passages: Sequence[Passage], topic: str, language: Language, abroad: float | None) -> tuple[str, ...]:
    """The ids of the articles of some passages that tell of a topic."""
    asked = Facts(topic, language)
    found = {passage.document.id for passage in passages if _tells_of(passage, asked, abroad)}
    return tuple(sorted(found))


def _tells_of(passage: Passage, asked: Facts, abroad: float | None) -> bool:
    """Whether an article has the names of a topic and most of its words; in another language what is near it.

    Where no name is asked about, its words stand where an article says what it tells of: in its title or at its head.
    """
    document = passage.document
    whole = whole_of(document, asked, None if asked.names else document.text[:HEAD])
    if missing_names(asked, [whole], ()):
        return False
    if len(asked.terms & whole.terms) >= ABOUT * len(asked.terms):
        return True
    if whole.language == asked.language:
        return False
    near = max((sentence.score for sentence in passage.sentences), default=0.0)
    named = bool(asked.capitals) and asked.capitals <= whole.words
    return named or (abroad is not None and near >= abroad)


def opening_of(passage: Passage) -> Sentence | None:
    """The sentence with which an article opens, behind its title, headings and the line of its day.

    Where there is none, the one of most words; None where all that it has are orders to whoever reads it.
    """
    orders = find_orders(sentence.text for sentence in passage.sentences)
    fit = [sentence for sentence, order in zip(passage.sentences, orders, strict=True) if not order]
    first = next((sentence for sentence in fit if _opens(sentence, passage)), None)
    return first or max(fit, key=lambda sentence: _words_beside_dates(sentence.text, passage), default=None)


def _opens(sentence: Sentence, passage: Passage) -> bool:
    if is_heading(passage, sentence) or fold(sentence.text) == fold(passage.document.title):
        return False
    return _words_beside_dates(sentence.text, passage) >= OPENING


def _words_beside_dates(text: str, passage: Passage) -> int:
    for mention in reversed(find_dates(text, language_of(passage.document.language))):
        text = text[: mention.start] + text[mention.end :]
    return sum(any(map(str.isalpha, word)) for word in text.split())

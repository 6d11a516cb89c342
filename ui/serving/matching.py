"""Saved questions are asked of the articles that came: which of them answers, by the archive's own decision.

An article matches where the question, asked of the new articles alone, is answered with its words: the same decision,
and the same proof, as for any answer, with no threshold of its own. What answered is laid aside and the rest are asked
again, until they do not answer. No language model is asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from rag.errors import HemerotecaError
from rag.types import Answer, Event, Filters, Finished, Status
from ui.serving.opening import NO_FILTERS
from ui.serving.saved import Article, Match, Saved, SavedQuestion, place_key

__all__ = ["Quoting", "look_through"]

ARTICLES_AT_ONCE = 200
"""Articles that are asked together; what was found in them is kept before the next are."""

_LOG = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with how many articles have been asked and how many there are."""


def _silent(_done: int, _total: int) -> None:
    """Report nothing."""


class Quoting(Protocol):
    """An archive that answers with its own sentences; `rag.Library` is one."""

    def lying(self) -> dict[tuple[str, str], str]:
        """The id of each live article by where it lies."""

    def stories(self, document_ids: Collection[str]) -> dict[str, str]:
        """What some articles share with their reprints, by id."""

    def quote(self, question: str, *, filters: Filters = NO_FILTERS, takes_filters: bool = True) -> Iterator[Event]:
        """Answer a question with the articles' own sentences."""


def look_through(archive: Quoting, saved: Saved, progress: Progress = _silent) -> list[Match]:
    """Ask every saved question of the articles that have not been looked through; returns what is new.

    A run that is killed loses nothing: the next looks through the same articles, and tells nothing twice.

    Raises:
        HemerotecaError: The archive or the database cannot be used.
    """
    questions = saved.listed()
    if not questions:
        return []
    lying = archive.lying()
    new = saved.unseen(set(lying.values()))
    stories = archive.stories(new)
    articles = [Article(i, place_key(*place), stories.get(i, i)) for place, i in sorted(lying.items()) if i in new]
    found: list[Match] = []
    for first in range(0, len(articles), ARTICLES_AT_ONCE):
        progress(first, len(articles))
        some = articles[first : first + ARTICLES_AT_ONCE]
        matches = [match for question in questions for match in _asked(archive, saved, question, some)]
        found += saved.note(some, matches)
    if articles:
        progress(len(articles), len(articles))
    return found


def _asked(archive: Quoting, saved: Saved, question: SavedQuestion, articles: Sequence[Article]) -> list[Match]:
    """Those of some articles that answer a question; one that breaks the program is passed over, and the log has it."""
    try:
        return list(_answering(archive, saved, question, articles))
    except HemerotecaError:
        raise
    except Exception:  # noqa: BLE001 - one article must not keep all others from being told, at every run to come
        if len(articles) == 1:
            _LOG.exception("question %s could not be asked of article %s", question.id, articles[0].id)
            return []
        half = len(articles) // 2
        return [
            found for some in (articles[:half], articles[half:]) for found in _asked(archive, saved, question, some)
        ]


def _answering(archive: Quoting, saved: Saved, question: SavedQuestion, articles: Sequence[Article]) -> Iterator[Match]:
    """Those of some articles that answer a question, one of each story."""
    told = saved.told(question)
    left = {article.id: article for article in articles if article not in told}
    while left:
        spans = _quoted(_answer(archive, question, tuple(left)))
        answering = [left[i] for i in spans if i in left]
        if not answering:
            return
        for article in answering:
            if article.id in left:
                yield Match(question.id, article, spans[article.id])
                left = {i: other for i, other in left.items() if other.story != article.story}


def _answer(archive: Quoting, question: SavedQuestion, ids: tuple[str, ...]) -> Answer:
    filters = replace(question.filters, ids=ids)
    for event in archive.quote(question.question, filters=filters, takes_filters=not question.as_words):
        if isinstance(event, Finished):
            return event.answer
    raise AssertionError("a stream ends with Finished")


def _quoted(answer: Answer) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where in each article an answer quotes it; nowhere where it does not answer."""
    spans: dict[str, list[tuple[int, int]]] = {}
    if answer.status is Status.ANSWERED:
        for citation in answer.citations:
            spans.setdefault(citation.passage.document.id, []).append((citation.start, citation.end))
    return {i: tuple(sorted(set(found))) for i, found in spans.items()}

"""Saved questions are asked of the articles that came: which of them answers, by the archive's own decision.

An article matches where the question, asked of the new articles among those of the archive that are nearest to it, is
answered with its words: the same decision, and the same proof, as for any answer, with no threshold of its own. What
answered is laid aside and the rest are asked again, until they do not answer. No language model is asked.

Among the nearest, and not alone: that decision weighs by how much an article is nearer than others, and how rare the
question's words are in what was found, so that an article without company answers nearly anything. Measured on articles
of the examination that came one by one (8 questions that are answered, 4 near misses, 14 articles that answer): alone
13 of the 14 were told, and 31 others; in company 11, and 2 others. Of 24 that came four at a time to 20 others, for 20
questions: 10 of the 11 that answer, and 7 others, most of them about the same event.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rag.errors import HemerotecaError
from rag.types import Answer, Event, Filters, Finished, Found, Status
from ui.serving.opening import NO_FILTERS
from ui.serving.saved import Article, Match, Saved, SavedQuestion, Told, place_key

__all__ = ["Quoting", "look_through"]

ARTICLES_AT_ONCE = 200
"""Articles that are asked together; what was found in them is kept before the next are."""

NEAREST = (30, 120)
"""Passages whose articles keep the new ones company; more where the nearest are nearly all told, or new themselves."""
COMPANY = 12, 40
"""Articles that are company enough, and the most that are."""

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

    def find(
        self, question: str, k: int | None = None, *, filters: Filters = NO_FILTERS, takes_filters: bool = True
    ) -> Found:
        """The passages that bear on a question, best first."""

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
    places = {i: place_key(*place) for place, i in sorted(archive.lying().items(), reverse=True)}
    unseen = saved.unseen(places)
    coming = _Coming(archive, saved, places, unseen)
    articles = coming.articles([i for i in reversed(places) if i in unseen])
    found: list[Match] = []
    for first in range(0, len(articles), ARTICLES_AT_ONCE):
        progress(first, len(articles))
        some = articles[first : first + ARTICLES_AT_ONCE]
        found += saved.note(some, [match for question in questions for match in coming.asked(question, some)])
    if articles:
        progress(len(articles), len(articles))
    return found


@dataclass(frozen=True, slots=True)
class _Coming:
    """What comes into an archive.

    Attributes:
        places: A digest of where each live article lies, by id.
        unseen: Ids of those that have not been looked through.
    """

    archive: Quoting
    saved: Saved
    places: Mapping[str, str]
    unseen: Collection[str]

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """Live articles by id."""
        stories = self.archive.stories(ids)
        return [Article(i, self.places[i], stories.get(i, i)) for i in ids]

    def asked(self, question: SavedQuestion, articles: Sequence[Article]) -> list[Match]:
        """Those of some articles that answer a question; one that breaks the program is passed over: the log has it."""
        try:
            return list(self._answering(question, articles))
        except HemerotecaError:
            raise
        except Exception:  # noqa: BLE001 - one article must not keep all others from being told, at every run to come
            if len(articles) == 1:
                _LOG.exception("question %s could not be asked of article %s", question.id, articles[0].id)
                return []
            half = len(articles) // 2
            return [found for some in (articles[:half], articles[half:]) for found in self.asked(question, some)]

    def _answering(self, question: SavedQuestion, articles: Sequence[Article]) -> Iterator[Match]:
        """Those of some articles, and of the old ones beside them, that answer a question, one of each story."""
        told = self.saved.told(question)
        alone = tuple(article.id for article in articles if article not in told)
        # Soon asked, and of what does not answer even alone no company need be found.
        if not alone or not _quoted(_answer(self.archive, question, alone)):
            return
        beside = self._beside(question, told)
        old = {article.story for article in beside}
        new = {article.id: article for article in articles if article not in told and article.story not in old}
        left = new | {article.id: article for article in beside}
        while not new.keys().isdisjoint(left):
            spans = _quoted(_answer(self.archive, question, tuple(left)))
            answering = [left[i] for i in spans if i in left]
            if not answering:
                return
            for article in answering:
                if article.id in left:
                    yield Match(question.id, article, spans[article.id], old=article.id not in new)
                    left = {i: other for i, other in left.items() if other.story != article.story}

    def _beside(self, question: SavedQuestion, told: Told) -> list[Article]:
        """The articles that are nearest to a question of those that were there before and have not answered it."""
        enough, most = COMPANY
        beside: list[Article] = []
        filters, takes_filters = question.filters, not question.as_words
        for k in NEAREST:
            found = self.archive.find(question.question, k, filters=filters, takes_filters=takes_filters)
            passages = found.passages
            ids = dict.fromkeys(passage.document.id for passage in passages)
            known = self.articles([i for i in ids if i in self.places and i not in self.unseen])
            beside = [article for article in known if article not in told]
            if len(beside) >= enough or len(passages) < k:
                break
        return beside[:most]


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

"""Which of the articles that come to an archive answer a question, by the archive's own decision.

An article answers where the question, asked of the new articles among those of the archive that are nearest to it, is
answered with its words: the same decision, and the same proof, as for any answer, with no threshold of its own. What
answered is laid aside and the rest are asked again, until they do not answer. No language model is asked.

Among the nearest, and not alone: that decision weighs by how much an article is nearer than others, and how rare the
question's words are in what was found, so that an article without company answers nearly anything.

What it tells is to be read. Measured on real press that nothing was fitted on, half of which came to the other half
(`python -m eval watch --part report`, the first 31 of 247 questions by a digest, looked at once), twelve articles at
once: of 26 that answer 23 were told (88 of 100; 71 to 96), and 11 that do not, as somebody read each: the article that
5 of 6 near misses are about, and 6 for one question in two parts. Four at once: the same, and a seventh for that one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rag.questions.filters import NO_FILTERS
from rag.types import Answer, Event, Filters, Finished, Found, Status

__all__ = ["Answering", "Arrivals", "Article", "Quoting", "Told", "Wanted"]

NEAREST = (30, 120)
"""Passages whose articles keep the new ones company; more where the nearest are nearly all told, or new themselves."""
COMPANY = 12, 40
"""Articles that are company enough, and the most that are. Both chosen on articles of `eval.examination`."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that came.

    Attributes:
        id: Of this version.
        place: A digest of where it lies, which its next version shares.
        story: The id that it shares with its reprints.
    """

    id: str
    place: str
    story: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is not told again of one question: articles, their later versions and their reprints."""

    documents: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()

    def __contains__(self, article: Article) -> bool:
        """Whether an article has been told, or one that prints the same, or one that lay where it lies."""
        return article.id in self.documents or article.place in self.places or article.story in self.stories

    def also(self, article: Article) -> Told:
        """With another article."""
        return Told(self.documents | {article.id}, self.places | {article.place}, self.stories | {article.story})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the articles that come.

    Attributes:
        question: In any language.
        filters: Which articles may answer it.
        takes_filters: Whether what the question says of when, where and by whom is a filter.
    """

    question: str
    filters: Filters = NO_FILTERS
    takes_filters: bool = True


@dataclass(frozen=True, slots=True)
class Answering:
    """An article that answers.

    Attributes:
        article: Which.
        spans: Start and end of the words in its text, in characters.
        old: Whether it was there before: it is no news, nor are its reprints.
    """

    article: Article
    spans: tuple[tuple[int, int], ...]
    old: bool


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


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What comes into an archive.

    Attributes:
        archive: With what came in it.
        places: A digest of where each live article lies, by id.
        unseen: Ids of those that came.
    """

    archive: Quoting
    places: Mapping[str, str]
    unseen: Collection[str]

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """Live articles by id."""
        stories = self.archive.stories(ids)
        return [Article(i, self.places[i], stories.get(i, i)) for i in ids]

    def answering(self, wanted: Wanted, articles: Sequence[Article], told: Told) -> Iterator[Answering]:
        """Those of some articles, and of the old ones beside them, that answer a question, one of each story.

        Args:
            wanted: The question.
            articles: Some of those that came.
            told: What is not told again of it.

        Raises:
            HemerotecaError: The archive cannot be used.
        """
        alone = tuple(article.id for article in articles if article not in told)
        # Soon asked, and of what does not answer even alone no company need be found.
        if not alone or not _quoted(self._answer(wanted, alone)):
            return
        beside = self._beside(wanted, told)
        old = {article.story for article in beside}
        new = {article.id: article for article in articles if article not in told and article.story not in old}
        left = new | {article.id: article for article in beside}
        while not new.keys().isdisjoint(left):
            spans = _quoted(self._answer(wanted, tuple(left)))
            answering = [left[i] for i in spans if i in left]
            if not answering:
                return
            for article in answering:
                if article.id in left:
                    yield Answering(article, spans[article.id], old=article.id not in new)
                    left = {i: other for i, other in left.items() if other.story != article.story}

    def _beside(self, wanted: Wanted, told: Told) -> list[Article]:
        """The articles that are nearest to a question of those that were there before and have not answered it."""
        enough, most = COMPANY
        beside: list[Article] = []
        for k in NEAREST:
            found = self.archive.find(wanted.question, k, filters=wanted.filters, takes_filters=wanted.takes_filters)
            passages = found.passages
            ids = dict.fromkeys(passage.document.id for passage in passages)
            known = self.articles([i for i in ids if i in self.places and i not in self.unseen])
            beside = [article for article in known if article not in told]
            if len(beside) >= enough or len(passages) < k:
                break
        return beside[:most]

    def _answer(self, wanted: Wanted, ids: tuple[str, ...]) -> Answer:
        """What some articles answer."""
        filters = replace(wanted.filters, ids=ids)
        for event in self.archive.quote(wanted.question, filters=filters, takes_filters=wanted.takes_filters):
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

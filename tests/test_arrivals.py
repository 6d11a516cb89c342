"""What comes to an archive and answers a question, over an archive that says itself what answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from rag.arrivals import COMPANY, NEAREST, Arrivals, Article, Told, Wanted
from rag.questions.filters import NO_FILTERS
from rag.types import (
    Answer,
    Chunk,
    Citation,
    Claim,
    Document,
    Event,
    Filters,
    Finished,
    Found,
    Mode,
    Passage,
    Query,
    Status,
    Support,
    Timings,
)

WORDS = "Inés Quiroga es la alcaldesa."
WANTED = Wanted("¿Quién es la alcaldesa?", Filters(outlet="EFE"), takes_filters=False)
NOTHING = Told()


def passage(document: str, rank: int = 1) -> Passage:
    """The one passage of an article."""
    chunk = Chunk(f"{document}-0", document, 0, len(WORDS), WORDS)
    return Passage(chunk, Document(document, "Titular", WORDS, f"{document}.txt"), 0.5, rank)


@dataclass
class SayingArchive:
    """An archive in which an article answers alone that does not in company.

    Attributes:
        old: Ids of what was there, the nearest first.
        answers: Ids of what answers in any company; one answer quotes one article, as a reader's does.
        loners: Ids of what answers only where nothing old is asked beside it.
        reprints: The story of those that share one.
        asked: The articles of each answer that was asked for.
        looked: How many passages each search was for.
    """

    old: list[str]
    answers: list[str] = field(default_factory=list)
    loners: list[str] = field(default_factory=list)
    reprints: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    looked: list[int] = field(default_factory=list)

    def lying(self) -> dict[tuple[str, str], str]:
        """Nothing asks for it here."""
        raise AssertionError

    def stories(self, document_ids: Collection[str]) -> dict[str, str]:
        """Of those that have reprints."""
        return {i: self.reprints[i] for i in document_ids if i in self.reprints}

    def find(
        self,
        question: str,
        k: int | None = None,
        *,
        filters: Filters = NO_FILTERS,
        takes_filters: bool = True,
    ) -> Found:
        """What was there, and nothing that came: as much as is asked for."""
        assert (question, filters, takes_filters) == (WANTED.question, WANTED.filters, WANTED.takes_filters)
        assert k is not None
        self.looked.append(k)
        found = tuple(passage(document, n) for n, document in enumerate(self.old[:k], start=1))
        return Found(Query(question, k, filters), found)

    def quote(
        self,
        question: str,
        *,
        filters: Filters = NO_FILTERS,
        takes_filters: bool = True,
    ) -> Iterator[Event]:
        """The first of those that answer, among the articles that are named."""
        assert (question, filters.outlet, takes_filters) == (WANTED.question, "EFE", WANTED.takes_filters)
        self.asked.append(filters.ids)
        answering = [*self.answers, *([] if set(self.old) & set(filters.ids) else self.loners)]
        quoted = [i for i in answering if i in filters.ids][:1]
        cited = tuple(Citation(1, passage(i), 0, 12, WORDS[:12]) for i in quoted)
        claims = tuple(Claim(one.quote, 0, 12, (one,), Support.SUPPORTED) for one in cited)
        status = Status.ANSWERED if quoted else Status.INSUFFICIENT
        yield Finished(Answer(question, "", "es", claims, (), status, Timings(), Mode.EXTRACTIVE))


def told(archive: SayingArchive, *came: str, before: Told = NOTHING) -> list[tuple[str, bool]]:
    """What answers, and whether it was there before."""
    places = {i: f"{i}.txt" for i in (*archive.old, *came)}
    arrivals = Arrivals(archive, places, set(came))
    found = list(arrivals.answering(WANTED, arrivals.articles(came), before))
    assert all(one.spans == ((0, 12),) for one in found)
    return [(one.article.id, one.old) for one in found]


def test_every_article_that_answers_is_told_though_an_answer_quotes_one() -> None:
    """Each is laid aside and the others are asked again, until they do not answer."""
    archive = SayingArchive(["v1", "v2"], answers=["b", "c"])
    assert told(archive, "a", "b", "c") == [("b", False), ("c", False)]


def test_what_answers_only_alone_is_not_told() -> None:
    """In the company of what is there it does not."""
    archive = SayingArchive(["v1", "v2"], loners=["a"])
    assert told(archive, "a") == []
    assert archive.asked == [("a",), ("a", "v1", "v2")]


def test_no_company_is_looked_for_where_nothing_answers_even_alone() -> None:
    """It is what most articles cost most questions."""
    archive = SayingArchive(["v1", "v2"])
    assert told(archive, "a", "b") == []
    assert (archive.asked, archive.looked) == ([("a", "b")], [])


def test_an_old_article_that_answers_is_no_news_and_hides_no_other() -> None:
    """Nor is its reprint news."""
    archive = SayingArchive(["v1", "v2"], answers=["v1", "copy", "a"], reprints={"copy": "v1"})
    assert told(archive, "copy", "a") == [("v1", True), ("a", False)]


def test_two_reprints_that_come_together_are_told_once() -> None:
    """Whichever is quoted first."""
    archive = SayingArchive(["v1"], answers=["b", "a"], reprints={"a": "s", "b": "s"})
    assert told(archive, "a", "b") == [("b", False)]


def test_what_was_told_is_not_asked_again() -> None:
    """Neither as what comes nor beside it; nor what lies where it lay."""
    archive = SayingArchive(["v1", "v2"], answers=["a", "v1", "b"])
    before = Told().also(Article("v1", "v1.txt", "v1")).also(Article("older", "a.txt", "older"))
    assert told(archive, "a", "b", before=before) == [("b", False)]
    assert archive.asked == [("b",), ("b", "v2")]


def test_company_is_looked_for_further_where_the_nearest_have_answered() -> None:
    """And never more than is needed."""
    near, far = NEAREST
    _enough, most = COMPANY
    archive = SayingArchive([f"v{n}" for n in range(2 * far)], answers=["a"])
    before = NOTHING
    for i in archive.old[:near]:
        before = before.also(Article(i, f"{i}.txt", i))
    assert told(archive, "a", before=before) == [("a", False)]
    assert archive.looked == [near, far]
    assert archive.asked[-1] == ("a", *archive.old[near : near + most])

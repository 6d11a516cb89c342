"""What the archive gives becomes what the tools give: nothing of an article leaves the fields that are named for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from rag.errors import HemerotecaError
from rag.questions.options import filters_from_dict
from rag.types import Amendment, Answer, Checked, Citation, Claim, Document, Filters, Found, Passage, Version
from ui.mcp import shapes
from ui.report import found_line

__all__ = ["LONGEST_READ", "tell_answer", "tell_checked", "tell_found", "tell_read", "tell_whole"]

LONGEST_READ = 10_000
"""Most characters of an article that are given at once."""


def tell_found(found: Found, query: str) -> shapes.Found:
    """What a search found for a query."""
    return shapes.Found(
        passages=[
            shapes.FoundPassage(
                article=passage.document.id,
                start=passage.chunk.start,
                end=passage.chunk.end,
                score=round(passage.ranked_by, 4),
                text_of_article=passage.chunk.text,
            )
            for passage in found.passages
        ],
        articles=_articles(found.passages),
        filters=_limits(found.query.filters),
        notice=found_line(found, query),
    )


def tell_answer(answer: Answer) -> shapes.Answered:
    """An answer, or a refusal."""
    shown = (*answer.citations, *answer.nearest)
    return shapes.Answered(
        status=answer.status,
        answer=answer.text,
        language=answer.language,
        mode=answer.mode,
        sentences=_judged(answer.claims),
        citations=_cited(answer.citations),
        nearest=_cited(answer.nearest),
        articles=_articles(citation.passage for citation in shown),
        filters=_limits(filters_from_dict(cast("Mapping[str, object]", answer.filters.get("applied", {})))),
        notice=answer.notice,
    )


def tell_checked(checked: Checked) -> shapes.Verified:
    """The verdicts on a text."""
    return shapes.Verified(
        sentences=_judged(checked.claims),
        unclaimed=[shapes.Stretch(start=start, end=end) for start, end in checked.unclaimed],
        citations=_cited(checked.citations),
        articles=_articles(citation.passage for citation in checked.citations),
    )


def tell_read(version: Version, start: int = 0, end: int | None = None) -> shapes.Read:
    """A stretch of an article, `LONGEST_READ` characters of it at most.

    Raises:
        HemerotecaError: There is no such stretch.
    """
    length = len(version.document.text)
    last = length if end is None else min(end, length)
    if not 0 <= start < last:
        raise HemerotecaError(
            f"there is nothing from {start} to {last} in an article of {length} characters: "
            "give a start before the end, both within it."
        )
    return _read(version, start, min(last, start + LONGEST_READ))


def tell_whole(version: Version) -> shapes.Read:
    """A whole article."""
    return _read(version, 0, len(version.document.text))


def _read(version: Version, start: int, end: int) -> shapes.Read:
    text = version.document.text
    return shapes.Read(
        article=_article(version.document),
        standing=version.standing,
        start=start,
        end=end,
        length=len(text),
        text_of_article=text[start:end],
    )


def _judged(claims: Iterable[Claim]) -> list[shapes.Judged]:
    return [
        shapes.Judged(
            text=claim.text,
            start=claim.start,
            end=claim.end,
            verdict=claim.support,
            reason=claim.reason,
            citations=[citation.number for citation in claim.citations],
        )
        for claim in claims
    ]


def _cited(citations: Sequence[Citation]) -> list[shapes.Cited]:
    return [
        shapes.Cited(
            number=citation.number,
            article=citation.passage.document.id,
            start=citation.start,
            end=citation.end,
            text_of_article=citation.quote,
        )
        for citation in citations
    ]


def _articles(passages: Iterable[Passage]) -> list[shapes.Article]:
    once = {passage.document.id: passage for passage in passages}
    return [_article(passage.document, passage.amendments) for passage in once.values()]


def _article(document: Document, amendments: Sequence[Amendment] = ()) -> shapes.Article:
    return shapes.Article(
        id=document.id,
        title=document.title,
        outlet=document.outlet,
        author=document.author,
        published=_day(document.published),
        source=document.source,
        amended=[
            shapes.Amended(kind=one.kind, article=one.document_id, published=_day(one.published)) for one in amendments
        ],
    )


def _limits(filters: Filters) -> shapes.Limits:
    return shapes.Limits(
        since=_day(filters.since), until=_day(filters.until), author=filters.author, outlet=filters.outlet
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

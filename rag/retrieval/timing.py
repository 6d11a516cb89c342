"""What the day of publication adds to the score of a passage: pure functions over days and terms.

A question that names a time is mostly answered by what was published then, or soon after: an event is told when it has
happened, and a year is summed up in the next. A question about how things stand is better answered by what is newer.
Both only decide between passages that tell of the same, by the terms that they share with the best, and count nothing
for others; nothing is shut out, and what bears no date gains nothing.

Fitted on `eval/dated`, invented articles that tell the same of several years, by the kind of question, and held against
298 questions of XQuAD whose paragraphs were given days by lot, so that a day says nothing there. The weights are the
least that put the right year first (12 of 12 times of an event, 7 of 7 questions about now). By lot they lost none of
the 286 paragraphs that are first without them; without regard to what is shared, 5 and 18 of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.types import Filters, Period, Query

__all__ = [
    "ALIKE",
    "SOON",
    "WEIGHTS",
    "Dated",
    "TimeWeights",
    "freshness",
    "nearness",
    "soon_after",
    "tells_of",
    "timely",
]

SOON = 60
"""Days after a time within which half of what is told of it has been told."""

ALIKE = 0.25
"""The share of its content terms from which on a passage tells of the same as another, of the shorter of the two."""


@dataclass(frozen=True, slots=True)
class TimeWeights:
    """What a day of publication counts at most, beside similarities from 0 to 1.

    Attributes:
        about: That it lies in the time that the question names, of a passage that tells of the same as the best.
        current: That it is the newest of those that tell of the same, where the question asks of now.
    """

    about: float
    current: float


WEIGHTS = TimeWeights(about=0.03, current=0.04)


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of a passage here: when it was published, and its content terms."""

    published: date | None
    terms: Set[str]

    def tells_the_same_as(self, other: Dated) -> bool:
        """Whether it shares so many terms with another that both tell of one thing, at whatever time."""
        smaller = min(len(self.terms), len(other.terms))
        return smaller > 0 and len(self.terms & other.terms) / smaller >= ALIKE


def tells_of(dated: Dated, period: Period) -> bool:
    """Whether an article names a year that is meant, in it or later: one of February 2026 «en 2025»."""
    since, until = period.since, period.until
    if dated.published is None or since is None or until is None or dated.published < since:
        return False
    is_year = since.year == until.year and until - since >= timedelta(364)
    return is_year and str(since.year) in dated.terms


def nearness(published: date | None, periods: Collection[Period]) -> float:
    """How near a day is to the nearest of some times: 1 within it, less and less behind it, 0 before it."""
    return max((_nearness(published, period) for period in periods), default=0.0) if published else 0.0


def _nearness(published: date, period: Period) -> float:
    if published in period:
        return 1.0
    if period.until is None or published < period.until:
        return 0.0
    return SOON / (SOON + (published - period.until).days)


def freshness(days: Mapping[str, date | None]) -> dict[str, float]:
    """How new each of some days is among them: 1 the newest, 0 the oldest and what has none, by their order.

    Their order and not their distance: an archive of a century and one of a week each have a newest article.
    """
    order = sorted({day for day in days.values() if day is not None})
    place = {day: i / (len(order) - 1) if len(order) > 1 else 0.0 for i, day in enumerate(order)}
    return {key: place[day] if day is not None else 0.0 for key, day in days.items()}


def timely(
    ranked: Sequence[tuple[str, float]], known: Mapping[str, Dated], query: Query, weights: TimeWeights = WEIGHTS
) -> list[tuple[str, float]]:
    """Chunk ids with their score and what their day adds to it for a query, best first.

    Args:
        ranked: Chunk ids with their score, best first.
        known: What is known of each.
        query: Its times, and whether it asks of now.
        weights: What these count.
    """
    if not ranked or not (query.about or query.current):
        return list(ranked)
    best = known[ranked[0][0]]
    alike = {i for i, _ in ranked if known[i].tells_the_same_as(best)}
    fresh = freshness({i: known[i].published for i in alike}) if query.current else {}

    def scored(i: str, score: float) -> float:
        if i not in alike:  # what tells of something else would crowd out what bears on the question
            return score
        told = any(tells_of(known[i], period) for period in query.about)
        near = 1.0 if told else nearness(known[i].published, query.about)
        return score + weights.about * near + weights.current * fresh.get(i, 0.0)

    return sorted(((i, scored(i, score)) for i, score in ranked), key=lambda item: (-item[1], item[0]))


def soon_after(query: Query) -> list[Filters]:
    """The filters of a query narrowed to each time it is about, and soon after: where the right article may lie deep.

    None where it filters by days already, or a time has no end.
    """
    if query.filters.since or query.filters.until:
        return []
    ended = ((period.since, period.until) for period in query.about)
    return [_narrowed(query.filters, since, until) for since, until in ended if since and until]


def _narrowed(filters: Filters, since: date, until: date) -> Filters:
    return replace(filters, since=since, until=min(until, date.max - timedelta(SOON)) + timedelta(SOON))

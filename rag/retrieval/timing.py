"""What the day of publication adds to the score of a passage: pure functions over days.

A question that names a time is mostly answered by what was published then, or soon after: an event is told when it has
happened, and a year is summed up in the next. A question about how things stand is better answered by what is newer.
Both only decide between passages about as near to the question, and shut nothing out; what bears no date gains nothing.

The weights were fitted on invented articles that tell the same of several years and days (`eval/dated`, which says by
kind what they give): the least that put the right year first, so that what is nearer by more keeps its place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.types import Filters, Period, Query

__all__ = ["SOON", "WEIGHTS", "TimeWeights", "freshness", "nearness", "soon_after", "timely"]

SOON = 60
"""Days after a time within which half of what is told of it has been told."""


@dataclass(frozen=True, slots=True)
class TimeWeights:
    """What a day of publication counts at most, beside similarities from 0 to 1.

    `about`: of the time that the question names. `current`: newer than all others, where it asks of now.
    """

    about: float
    current: float


WEIGHTS = TimeWeights(about=0.03, current=0.02)


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
    ranked: Sequence[tuple[str, float]],
    days: Mapping[str, date | None],
    query: Query,
    weights: TimeWeights = WEIGHTS,
) -> list[tuple[str, float]]:
    """Chunk ids with their score and what their day adds to it for a query, best first.

    Args:
        ranked: Chunk ids with their score, best first.
        days: Day of publication of each.
        query: Its times, and whether it asks of now.
        weights: What these count.
    """
    fresh = freshness(days) if query.current else {}
    scored = [
        (i, score + weights.about * nearness(days[i], query.about) + weights.current * fresh.get(i, 0.0))
        for i, score in ranked
    ]
    return sorted(scored, key=lambda item: (-item[1], item[0]))


def soon_after(query: Query) -> list[Filters]:
    """The filters of a query narrowed to each time it is about, and soon after: where the right article may lie deep.

    None where it filters by days already, or a time has no end.
    """
    if query.filters.since or query.filters.until:
        return []
    return [
        _narrowed(query.filters, period.since, period.until) for period in query.about if period.since and period.until
    ]


def _narrowed(filters: Filters, since: date, until: date) -> Filters:
    return replace(filters, since=since, until=min(until, date.max - timedelta(SOON)) + timedelta(SOON))

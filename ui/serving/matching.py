"""Saved questions are asked of the articles that came; which of them answers, `rag.arrivals` says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.arrivals import Arrivals, Article, Quoting, Wanted
from rag.errors import HemerotecaError
from ui.serving.saved import Match, Saved, SavedQuestion, place_key

__all__ = ["look_through"]

ARTICLES_AT_ONCE = 200
"""Articles that are asked together; what was found in them is kept before the next are."""

_LOG = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with how many articles have been asked and how many there are."""


def _silent(_done: int, _total: int) -> None:
    """Report nothing."""


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
    coming = _Coming(saved, Arrivals(archive, places, unseen))
    articles = coming.arrivals.articles([i for i in reversed(places) if i in unseen])
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
    """What comes into an archive, and what is not told again of it."""

    saved: Saved
    arrivals: Arrivals

    def asked(self, question: SavedQuestion, articles: Sequence[Article]) -> list[Match]:
        """Those of some articles that answer a question; one that breaks the program is passed over: the log has it."""
        wanted = Wanted(question.question, question.filters, takes_filters=not question.as_words)
        try:
            answering = self.arrivals.answering(wanted, articles, self.saved.told(question))
            return [Match(question.id, one.article, one.spans, old=one.old) for one in answering]
        except HemerotecaError:
            raise
        except Exception:  # noqa: BLE001 - one article must not keep all others from being told, at every run to come
            if len(articles) == 1:
                _LOG.exception("question %s could not be asked of article %s", question.id, articles[0].id)
                return []
            half = len(articles) // 2
            return [found for some in (articles[:half], articles[half:]) for found in self.asked(question, some)]

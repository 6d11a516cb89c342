"""Saved questions and what was found for them, in SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from rag.arrivals import Article
from rag.settings import Settings
from rag.types import Filters
from ui.serving.saved import Match, NoSuchQuestion, Saved, SavedQuestion, open_saved

FILTERS = Filters(since=date(2024, 5, 1), outlet="EFE", language="es")
ONE, TWO = Article("uno", "p1", "uno"), Article("dos", "p2", "dos")


@pytest.fixture
def saved(ledger: Settings) -> Iterator[Saved]:
    """Where they are kept; each look at the clock is a second later."""
    seconds = iter(range(1, 10_000))
    with closing(open_saved(ledger, lambda: float(next(seconds)))) as opened:
        yield opened


def found(question: SavedQuestion, article: Article) -> Match:
    """A match."""
    return Match(question.id, article, ((0, 5), (7, 9)))


def test_where_nothing_was_saved_there_is_nothing(saved: Saved) -> None:
    """And no table is made to say so."""
    assert saved.listed() == saved.matches() == saved.unreported() == []
    assert saved.unseen({"uno"}) == {"uno"}


def test_a_question_comes_back_as_it_was_saved(saved: Saved, ledger: Settings) -> None:
    """With its filters, after a restart, by the beginning of its id."""
    first = saved.add("¿qué?", FILTERS, (), as_words=True)
    second = saved.add("¿quién?", Filters(), ())
    with closing(open_saved(ledger)) as again:
        assert again.listed() == [first, second]
        assert again.named(first.name.upper()) == first
        for name in ("", "nope", "%"):
            with pytest.raises(NoSuchQuestion, match="questions list"):
                again.named(name)
        again.remove(first)
        assert again.listed() == [second]


def test_what_was_there_before_the_first_question_is_not_asked(saved: Saved) -> None:
    """What comes later is, until it has been looked through."""
    question = saved.add("¿qué?", Filters(), {"uno"})
    assert saved.unseen({"uno", "dos"}) == {"dos"}
    saved.note([TWO], [])
    assert saved.unseen({"uno", "dos"}) == set()
    assert saved.unseen({"dos"}) == set()  # the ledger knows nothing of the other: it was erased
    assert saved.unseen({"uno", "dos"}) == {"uno"}
    saved.remove(question)
    saved.add("¿qué?", Filters(), {"uno", "tres"})
    assert saved.unseen({"uno", "dos", "tres"}) == {"dos"}


def test_an_article_is_told_once_of_a_question(saved: Saved) -> None:
    """Not again as its later version, as a reprint, or by another process that looked through the same."""
    first, second = saved.add("¿qué?", Filters(), ()), saved.add("¿quién?", Filters(), ())
    [match] = saved.note([ONE], [found(first, ONE)])
    edited, reprint = Article("uno bis", ONE.place, "uno bis"), Article("copia", "p9", ONE.story)
    again = [found(first, article) for article in (ONE, edited, reprint)]
    assert saved.note([ONE, edited, reprint], again) == []
    assert len(saved.note([ONE], [found(second, ONE)])) == 1
    assert saved.matches(first) == [match]
    assert (match.spans, match.article) == (((0, 5), (7, 9)), ONE)
    assert all(article in saved.told(first) for article in (ONE, edited, reprint))
    assert TWO not in saved.told(first)


def test_two_reprints_that_come_together_are_one(saved: Saved) -> None:
    """Whichever is first."""
    question = saved.add("¿qué?", Filters(), ())
    both = [ONE, Article("copia", "p9", ONE.story)]
    assert len(saved.note(both, [found(question, article) for article in both])) == 1


def test_what_was_found_for_a_question_that_is_gone_is_not_kept(saved: Saved) -> None:
    """Somebody may remove it while it is being asked; the matches that it had go with it."""
    first, second = saved.add("¿qué?", Filters(), ()), saved.add("¿quién?", Filters(), ())
    saved.note([ONE], [found(first, ONE)])
    saved.remove(first)
    assert saved.matches() == []
    assert saved.note([TWO], [found(first, TWO), found(second, TWO)]) == saved.matches()
    assert [match.question for match in saved.matches()] == [second.id]


def test_each_match_is_reported_once(saved: Saved) -> None:
    """The first first; what comes meanwhile is for the next time."""
    question = saved.add("¿qué?", Filters(), ())
    saved.note([TWO], [found(question, TWO)])
    saved.note([ONE], [found(question, ONE)])
    waiting = saved.unreported()
    assert [match.article for match in waiting] == [TWO, ONE]
    saved.report(waiting[:1])
    assert [match.article for match in saved.unreported()] == [ONE]
    assert [match.article for match in saved.matches()] == [ONE, TWO]


def test_what_answered_before_is_remembered_and_told_to_nobody(saved: Saved) -> None:
    """Its reprint is no news either."""
    question = saved.add("¿qué?", Filters(), {"uno"})
    assert saved.note([TWO], [replace(found(question, ONE), old=True), found(question, TWO)]) == saved.matches()
    assert [match.article for match in saved.unreported()] == [TWO]
    assert ONE in saved.told(question)

"""Questions with a time, an outlet or an author find their article first."""

from __future__ import annotations

import pytest

from eval.cases import read_cases, validate
from eval.dated import FITTED, HELD_OUT, DatedSet, asked, indexed, is_passed, kind_of, summary
from rag.settings import Settings
from rag.types import Embedder


@pytest.mark.parametrize("dated", [FITTED, HELD_OUT], ids=lambda dated: dated.name)
def test_the_cases_are_what_their_articles_say(dated: DatedSet) -> None:
    """Every span is the very words of its article."""
    assert validate([dated.cases], dated.articles, least=0) == []


def test_there_are_enough_of_each_kind() -> None:
    """At least thirty with a time, an outlet or an author; two kinds are there to show what must not filter."""
    kinds = [kind_of(case) for dated in (FITTED, HELD_OUT) for case in read_cases([dated.cases])]
    assert set(kinds) == {"outlet", "author", "published", "relative", "event", "now", "named"}
    assert sum(kind != "named" for kind in kinds) >= 30


@pytest.mark.slow
def test_the_right_article_is_first(cache: Settings, default_embedder: Embedder) -> None:
    """In 95 of 100, and in fewer where only the words are searched: what the questions say decides."""
    with indexed(FITTED, cache, default_embedder) as store:
        answers = asked(FITTED, store, default_embedder, cache)
        plain = summary(asked(FITTED, store, default_embedder, cache, plain=True))["all"]
    wrong = [
        f"{answer.case.id} {answer.case.question}: {answer.found[:2]}" for answer in answers if not answer.is_right
    ]
    assert is_passed(answers), wrong
    assert plain[0] < summary(answers)["all"][0]

"""What the view of the archive shows, as pure functions."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from rag.types import Listed, Listing, SyncFailure, SyncReport, Timeline
from ui.serving.chores import Chore, Kind, Stage
from ui.web.stacks_shown import list_of, page_count, summary, tasks, timeline_of
from ui.web.strings import EN, ES

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> ${alert(3)} \u202ejavascript:"


def test_nothing_that_an_article_or_a_file_says_is_markup() -> None:
    """Titles, sources and reasons are text, whatever they are."""
    shown = list_of([Listed("a1", HOSTILE, HOSTILE, outlet=HOSTILE, language=HOSTILE)], ES)
    chore = Chore(1, "", Kind.FILES, Stage.DONE, failed=(SyncFailure(HOSTILE, HOSTILE),))
    for html in (shown, tasks([chore], ES)):
        assert "<script" not in html
        assert "<img" not in html
        assert "${" not in html
        assert "\u202e" not in html
    assert 'href="#article=a1"' in shown


months = st.dates(date(1900, 1, 1), date(2030, 1, 1)).map(lambda day: day.replace(day=1))


@given(st.dictionaries(months, st.integers(1, 10_000), min_size=1, max_size=40))
def test_a_timeline_shows_every_article_once(counted: dict[date, int]) -> None:
    """Its table adds up to what was counted, in order, and has as many rows as the plot has bars."""
    html = timeline_of(Timeline(tuple(sorted(counted.items()))), EN)
    rows = re.findall(r"<th scope=row>([\d-]+)</th><td>([\d,]+)</td>", html)
    assert sum(int(number.replace(",", "")) for _, number in rows) == sum(counted.values())
    assert [name for name, _ in rows] == sorted({name for name, _ in rows})
    assert html.count("<rect") == len(rows)


def test_nothing_dated_has_no_timeline() -> None:
    """Not even an empty one."""
    assert timeline_of(Timeline((), 3), ES) == ""


def test_a_summary_says_how_many_and_which_part() -> None:
    """In words of each language."""
    listing = Listing((Listed("a", "A", "a"),) * 25, 1234)
    assert "26–50 de 1.234 artículos" in _text(summary(listing, Timeline(), 1, ES))
    assert "26–50 of 1,234 articles" in _text(summary(listing, Timeline(), 1, EN))
    assert "1 sin fecha conocida" in _text(summary(listing, Timeline((), 1), 0, ES))
    assert "Ningún artículo" in _text(summary(Listing(), Timeline(), 0, ES))
    assert [page_count(n) for n in (0, 25, 26)] == [1, 1, 2]


def test_a_task_says_what_came_of_it() -> None:
    """The numbers, and each failure with its reason."""
    done = Chore(1, "", Kind.FILES, Stage.DONE, report=SyncReport(added=2), failed=(SyncFailure("a.png", "no"),))
    assert "Añadir archivos: hecho: añadidos: 2" in _text(tasks([done], ES))
    assert "a.png: no" in _text(tasks([done], ES))
    assert "<progress" in tasks([Chore(2, "", Kind.FILES, Stage.KEEPING, 1, 3)], ES)


def _text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))

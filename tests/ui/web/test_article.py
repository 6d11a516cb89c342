"""The address of an article, and the article at it."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Standing, Version
from tests.ui.web.fakes import DEAL
from ui.web.article import ArticleAddress, address_of, read_address, whole_article
from ui.web.strings import EN, ES


@given(st.text("abcdef0123456789-&=#%é ", min_size=1, max_size=20), st.integers(0, 10**6), st.integers(1, 10**6))
def test_an_address_leads_back_to_its_article(document: str, start: int, end: int) -> None:
    """Whatever the id is made of."""
    assert read_address(address_of(document, start, end)) == ArticleAddress(document, start, end)


@given(st.text(max_size=60))
def test_a_fragment_of_anybody_is_an_address_or_none(fragment: str) -> None:
    """It never fails, and its offsets are never negative."""
    address = read_address(fragment)
    assert address is None or (address.document and address.start >= 0 and address.end >= 0)


@given(st.integers(0, len(DEAL.text)), st.integers(0, len(DEAL.text)))
def test_the_whole_article_is_shown_and_exactly_its_span_is_lit(start: int, end: int) -> None:
    """The text is the article's, to the letter; a span that is none lights nothing."""
    shown = whole_article(Version(DEAL, Standing.CURRENT), ArticleAddress(DEAL.id, start, end), ES)
    text = re.search(r'<div class="texto"[^>]*>(.*)</div>', shown, re.DOTALL)[1]  # type: ignore[index]
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", text)) == DEAL.text
    lit = re.findall(r"<mark[^>]*>(.*?)</mark>", text, re.DOTALL)
    assert [html.unescape(words) for words in lit] == ([DEAL.text[start:end]] if start < end else [])


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (0, 10**8)])
def test_a_span_that_the_article_has_not_is_said(span: tuple[int, int]) -> None:
    """In the reader's language, above the article."""
    for strings in (ES, EN):
        shown = html.unescape(whole_article(Version(DEAL, Standing.CURRENT), ArticleAddress(DEAL.id, *span), strings))
        assert strings.sources.span_unknown in shown
        assert "<mark" not in shown


def test_title_day_and_place_are_told_and_what_became_of_it() -> None:
    """What a reader needs to judge it."""
    shown = html.unescape(whole_article(Version(DEAL, Standing.GONE), ArticleAddress(DEAL.id), ES))
    assert f">{DEAL.title}</h3>" in shown
    assert "3 de noviembre de 2025 · economia/OpenAI-firma-con-AWS.txt" in shown
    assert ES.sources.gone_since in shown


def test_nothing_of_an_article_at_an_address_is_markup() -> None:
    """Title, place, text and id of others are text."""
    nasty = "</mark><script>x()</script>${x()}\"' onload=x()"
    document = replace(DEAL, id=nasty, title=nasty, source=nasty, text=nasty, language='es" onload="x')
    shown = whole_article(Version(document, Standing.CURRENT), ArticleAddress(nasty, 0, 4), ES)
    assert set(re.findall(r"</?(\w+)", shown)) == {"article", "p", "button", "span", "h3", "div", "mark"}
    assert not set("${}`") & set(shown)
    assert "onload=" not in shown

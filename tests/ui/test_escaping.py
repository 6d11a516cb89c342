"""Untrusted text stays text."""

from __future__ import annotations

import html
import string

from hypothesis import given
from hypothesis import strategies as st

from ui.escaping import escape

PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"]))


@given(PRINTABLE)
def test_it_reads_the_same(text: str) -> None:
    """What is shown is what was written."""
    assert html.unescape(escape(text)) == text


@given(st.text())
def test_no_sign_with_a_meaning_is_left(text: str) -> None:
    """Beside its own character references there is no ASCII punctuation left to begin a tag, link or template."""
    signs = set(escape(text)) & set(string.punctuation)
    assert signs <= {"&", "#", ";"}
    assert not {"<", "`", "$", "{", "*", "[", ":", ".", "\\"} & signs


@given(PRINTABLE, PRINTABLE)
def test_more_text_is_appended(before: str, after: str) -> None:
    """A text that grows is escaped to what it was and more, so that a stream sends the difference alone."""
    assert escape(before + after) == escape(before) + escape(after)


def test_signs_that_hide_text_are_shown_as_unknown() -> None:
    """A NUL, a lone surrogate and a mark that turns the reading direction become a visible sign."""
    assert escape("a\x00b\ud800c\u202ed") == "a\ufffdb\ufffdc\ufffdd"


def test_lines_are_kept() -> None:
    """Line ends and tabs are text."""
    assert escape("uno\n\tdos") == "uno\n\tdos"

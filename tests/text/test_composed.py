"""Text without what nobody sees, composed: what questions have in common with articles."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.decoding import decode
from rag.text.composed import composed


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Cua\u0301nto", "Cuánto"),
        ("Valde\u200bmora", "Valdemora"),
        ("Valde\u00admora", "Valdemora"),
        ("\ufeff \ud83d a\x00b \n", "ab"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    ],
)
def test_text_is_what_is_seen_of_it(text: str, seen: str) -> None:
    """Composed, on lines that all end alike, without halves of characters."""
    assert composed(text) == seen


@given(st.text())
def test_composed_text_stays_so_and_can_be_written(text: str) -> None:
    """Twice is as good as once; every encoding of Unicode takes it."""
    once = composed(text)
    assert composed(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


LEADS = "".join(map(chr, range(0xC2, 0xF5)))
"""The letters with which UTF-8 begins that was taken for Latin-1: an article is mended of it, «Â » is a blank."""


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=LEADS)))
def test_a_question_is_spelled_as_an_article_is(text: str) -> None:
    """So that each finds the other."""
    assert composed(text) == decode(text.encode("utf-8"))

"""What an article tells as a whole: its title, its text, and of when it is.

A newspaper seldom names the year that it appears in. What it told then it told of then: an article of August 2024 is
of «agosto de 2024» though only its date says so. Where a question names another time, its day counts for nothing.
"""

from __future__ import annotations

from rag.languages import language_of
from rag.text.facts import Facts
from rag.text.filter_messages import say_day
from rag.types import Document

__all__ = ["day_asked_for", "whole_of"]


def whole_of(document: Document, asked: Facts, text: str | None = None) -> Facts:
    """The facts of an article, or of a part of its text under its title, with its day where that was asked for."""
    told = f"{document.title}\n{document.text if text is None else text}\n{day_asked_for(document, asked)}"
    return Facts(told.rstrip("\n"), language_of(document.language))


def day_asked_for(document: Document, asked: Facts) -> str:
    """The day on which an article appeared, in its language, where a question names that time; else empty."""
    day = document.published
    if day is None or not any(
        date.year == day.year and date.month in (None, day.month) and date.day in (None, day.day) and not date.is_bc
        for date in asked.dates
    ):
        return ""
    return say_day(day, language_of(document.language))

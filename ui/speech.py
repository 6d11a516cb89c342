"""The one language in which the command speaks to whoever runs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from rag.languages import language_of
from rag.settings import reader_language
from rag.text.program import retold

__all__ = ["Say", "speech"]

Say: TypeAlias = Callable[[str], str]
"""Tells an English text of the program in the reader's language."""


def speech() -> Say:
    """How to speak to whoever runs the program, by the setting `language` or the locale."""
    return partial(retold, language=language_of(reader_language()))

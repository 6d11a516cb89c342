"""The one language in which the command speaks to whoever runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TypeAlias

from rag.configured import reader_language
from rag.languages import language_of
from rag.text.program import retold

__all__ = ["Say", "reader", "speaking", "speech"]

Say: TypeAlias = Callable[[str], str]
"""Tells an English text of the program in the reader's language."""

_spoken: ContextVar[str] = ContextVar("spoken", default="")


def reader() -> str:
    """The code of the reader's language, by the setting `language` or the locale."""
    return _spoken.get() or reader_language()


def speech() -> Say:
    """How to speak to whoever runs the program."""
    return partial(retold, language=language_of(reader()))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language than that of this process, in this thread, until the block ends."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)

"""Regular expressions that are compiled when they are first used.

The languages have four hundred, and a command meets a few of them: compiling all took a third of the time in which it
told its help.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["NEVER", "Pattern"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Pattern:
    """A regular expression as `re.compile` makes it, with the methods of `re.Pattern[str]`.

    The first use of any method may raise `re.error`; a test compiles those of every language.

    Args:
        pattern: As `re` has it.
        flags: As `re` has them.
    """

    __slots__ = ("flags", "pattern", *_METHODS)

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str | Any]]
    sub: Callable[..., str]
    subn: Callable[..., tuple[str, int]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, method: str) -> Any:
        """Called for what is not set yet: from then on the methods are those of the compiled one itself."""
        if method not in _METHODS:
            raise AttributeError(method)
        compiled = re.compile(self.pattern, self.flags)
        for name in _METHODS:
            setattr(self, name, getattr(compiled, name))
        return getattr(self, method)

    def __repr__(self) -> str:
        return f"Pattern({self.pattern!r})"


NEVER = Pattern(r"(?!)")
"""The pattern of a rule that a language does not have: it matches nowhere."""

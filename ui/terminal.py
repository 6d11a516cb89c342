"""How untrusted text is made safe for a terminal."""

from __future__ import annotations

import unicodedata

__all__ = ["one_line", "printable"]

_KEPT = frozenset("\n\t")
_LINE_ENDS = frozenset("\n\r\u2028\u2029")


def printable(text: str) -> str:
    """Text without the control and direction characters by which an article could write over a terminal."""
    return "".join(c if c in _KEPT or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"} else "�" for c in text)


def one_line(text: str) -> str:
    r"""The same on one line: the end of a line in a name is written `\n`, so that no name forges a line of a report."""
    return printable("".join(repr(c)[1:-1] if c in _LINE_ENDS else c for c in text))

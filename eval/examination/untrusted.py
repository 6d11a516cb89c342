"""Text of articles, questions and answers as a report may hold it: nothing that a reader could not see."""

from __future__ import annotations

import re

__all__ = ["REPLACEMENT", "shortened", "showable"]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Controls, lone halves of surrogate pairs and non-characters: XML 1.0 has no place for them, and HTML none of use.
_UNSHOWABLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
# Marks that turn the direction of all that follows could make a quotation read as what it does not say.
_DIRECTIONS = r"\u202a-\u202e\u2066-\u2069"
_REPLACED = re.compile(f"[{_UNSHOWABLE}{_DIRECTIONS}]")


def showable(text: str) -> str:
    """The text with a sign for each character that cannot be shown; every other stays where it stands."""
    return _REPLACED.sub(REPLACEMENT, text).replace("\r", " ")


def shortened(text: str, most: int) -> str:
    """The text on one line, and at most so many characters of it."""
    line = " ".join(showable(text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"

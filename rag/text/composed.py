r"""Text as it is held against other text: composed (NFC), with `\n` between lines and no sign that nobody sees.

Articles come so from their files, and questions from wherever they were typed or copied.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["composed", "with_newlines"]

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")

# Controls, soft hyphens, zero-width spaces and marks, direction overrides, byte order marks, lone surrogates
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def with_newlines(text: str) -> str:
    r"""The same text with `\n` wherever a line ends."""
    return _LINE_ENDS.sub("\n", text)


def composed(text: str) -> str:
    """The same text, composed, without what is not seen and without blanks around it."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", with_newlines(text))).strip()

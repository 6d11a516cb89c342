r"""The bytes of a file become the text that every offset refers to.

Whatever the encoding and the line ends, the text comes out as composed Unicode (NFC) with `\n` between lines
and without characters that nobody sees: they would break search, and some hide text from the reader of a
source.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import groupby, pairwise

from rag.text.sentences import LIST_MARK

__all__ = ["decode", "unwrap"]

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")

# Controls, soft hyphens, zero-width spaces and marks, direction overrides, byte order marks, lone surrogates
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
MOST_CONTROLS = 0.01
"""Share of control characters from which a file is no text."""


def decode(data: bytes) -> str:
    """Read text of an unknown encoding: UTF-8, UTF-16 with its mark, or else Windows-1252, common in Spanish.

    Raises:
        ValueError: The bytes are no text; the message says why, as the end of a sentence.
    """
    text = _decode(data)
    if "\x00" in text or len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise ValueError("holds binary data")
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ValueError("begins like UTF-16 but is not") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Every byte means something in Latin-1, which takes the five that Windows-1252 leaves open.
        return "".join(_WINDOWS[byte] for byte in data)


_WINDOWS = [bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)]


# --- Hard-wrapped lines -------------------------------------------------------------------------------------

_ENDED = re.compile(r"[.!?…:;][»”\"')\]]*\s*\Z")
_STARTS_BLOCK = re.compile(rf"{LIST_MARK.pattern}|\s*(?:\||```|~~~|#)|\s{{4}}")
WRAP_WIDTHS = range(40, 121)
"""Lengths, in characters, of a line that an editor may have broken at its margin."""


def unwrap(text: str) -> str:
    """Join the lines that an editor broke in the middle of a sentence; the length of the text stays.

    A line that goes on in lower case is joined with the next; where most lines of a paragraph do, all are.
    """
    blocks = groupby(text.split("\n"), key=lambda line: bool(line.strip()))
    return "\n".join(_unwrap_block(list(lines)) for _, lines in blocks)


def _unwrap_block(lines: list[str]) -> str:
    """Join the broken lines of a paragraph, which holds no blank line."""
    pairs = list(pairwise(lines))
    broken = [_is_broken(line, following) for line, following in pairs]
    wrapped = len(broken) > 1 and 2 * sum(broken) >= len(broken) and all(len(line) in WRAP_WIDTHS for line, _ in pairs)
    joined = [lines[0]]
    for (_, following), is_broken in zip(pairs, broken, strict=True):
        join = is_broken or (wrapped and not _STARTS_BLOCK.match(following))
        joined.append((" " if join else "\n") + following)
    return "".join(joined)


def _is_broken(line: str, following: str) -> bool:
    """Whether a sentence runs over the end of a line."""
    return (
        len(line) in WRAP_WIDTHS
        and following.lstrip()[:1].islower()
        and not _ENDED.search(line)
        and not _STARTS_BLOCK.match(following)
    )

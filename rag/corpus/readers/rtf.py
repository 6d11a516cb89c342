"""RTF: the text by striprtf, title and author from the group of information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from rag.corpus.raw import PARAGRAPH, Raw, RawArticle, RawFile

__all__ = ["read"]

_INFO = re.compile(r"\{\\(title|author)\s((?:[^{}\\]|\\'[0-9a-f]{2}|\\u-?\d+ ?\??)*)\}", re.IGNORECASE)


def read(file: RawFile) -> Iterator[Raw]:
    """Read an RTF; each of its paragraphs is a line."""
    data = file.read().decode("latin-1")  # RTF is ASCII; what is not stands escaped
    lines = (" ".join(line.split()) for line in _plain(data).splitlines())
    facts = {name.lower(): _plain(rf"{{\rtf1\ansi {value}}}") for name, value in _INFO.findall(data[:100_000])}
    yield RawArticle(PARAGRAPH.join(filter(None, lines)), facts=facts, origin="properties")


def _plain(rtf: str) -> str:
    return str(rtf_to_text(rtf, errors="replace")).strip()  # type: ignore[no-untyped-call]

"""An answer as the text of a message: a number behind each proven sentence, a remark behind each other, sources below.

Clients that know nothing of verdicts show this; the same is beside it as data. Offsets are counted in characters of the
text (Unicode code points, as Python counts).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from rag.languages import language_of
from rag.text.program import retold
from rag.types import Answer, Citation, Claim, Status
from ui.citing import details

__all__ = ["Mark", "Marked", "located", "marked"]

_SOURCES = {"es": "Fuentes", "en": "Sources"}
_UNPROVEN = {"es": "sin probar", "en": "unproven"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in a text: `text[start:end]` is `[2]`."""

    start: int
    end: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Marked:
    """A message and the numbers in it."""

    text: str
    marks: tuple[Mark, ...]


def marked(answer: Answer) -> Marked:
    """An answer with what is said of each sentence, and its sources."""
    if answer.status is Status.INSUFFICIENT:
        return Marked(answer.text, ())
    pieces: list[str] = []
    marks: list[Mark] = []
    length = at = 0
    for claim in sorted(answer.claims, key=lambda claim: claim.end):
        piece = answer.text[at : claim.end]
        pieces.append(piece)
        length, at = length + len(piece), claim.end
        for text, citation in _after(claim, answer.language):
            pieces.append(text)
            if citation is not None:
                marks.append(Mark(length + 1, length + len(text), citation))  # without the space before it
            length += len(text)
    pieces.append(answer.text[at:])
    return Marked("".join(pieces) + _sources(answer), tuple(marks))


def _after(claim: Claim, language: str) -> Iterator[tuple[str, Citation | None]]:
    """What stands behind a sentence, each piece with the citation that it marks."""
    if claim.support.cited:
        for citation in claim.citations:
            yield f" [{citation.number}]", citation
    else:
        said = _UNPROVEN.get(language, _UNPROVEN["en"])
        yield f" ({said}: {claim.reason})" if claim.reason else f" ({said})", None


def _sources(answer: Answer) -> str:
    if not answer.citations:
        return ""
    language = language_of(answer.language)
    title = _SOURCES.get(answer.language, _SOURCES["en"])
    lines = [
        f"[{c.number}] {_line(c.passage.document.title)}"
        f"{details(c.passage.document, c.start, lambda text: retold(text, language))}: «{_line(c.quote)}»"
        for c in answer.citations
    ]
    return "\n\n".join(["", f"{title}:", *lines])


def _line(text: str) -> str:
    """Words of an article on one line, with no bracket that could be taken for a number of ours."""
    return " ".join(text.split()).replace("[", "(").replace("]", ")")


def located(mark: Mark, base: str) -> dict[str, Any]:
    """Where a number stands in its text, and where the words that it cites are read, as OpenAI's protocol names them.

    Args:
        mark: The number.
        base: The address of this service.
    """
    return {
        "start_index": mark.start,
        "end_index": mark.end,
        "title": mark.citation.passage.document.title,
        "url": _address(mark.citation, base),
    }


def _address(citation: Citation, base: str) -> str:
    """Where the words of a citation are read: at the article's own address, else at that of this service."""
    document = citation.passage.document
    if urlsplit(document.address).scheme in ("http", "https"):
        return document.address
    return f"{base}api/articles/{document.id}?start={citation.start}&end={citation.end}"

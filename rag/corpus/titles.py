"""The title of an article among the lines above its prose: not its section, its kicker, its byline or its dateline."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from rag.languages import Language
from rag.languages.international import AGENCIES
from rag.text.composed import composed
from rag.text.furniture import is_byline, is_signature, names_section
from rag.text.layout import Line, hidden_spans, is_bare, read_lines, shown
from rag.text.numbers import find_dates
from rag.text.sentences import LIST_MARK
from rag.text.terms import fold

__all__ = ["is_headline", "plain_name", "prose_start", "title_in_text"]

_TOP_LINES = 12
_LONGEST_KICKER = 4
_WORDS_BESIDE_A_DATE = 4
_WORDS_OF_A_PLACE = 6

_HEADING = re.compile(r"#[ \t]+(?P<title>[^\s#].{0,300})")
_CODE = re.compile(r"^[ \t]*(?P<fence>```|~~~)[^\n]*\n.*?(?:^[ \t]*(?P=fence)|\Z)", re.DOTALL | re.MULTILINE)
_PARTS = re.compile(r"\s*[|•·/]\s*|\s+[-–—]\s+")
_BEFORE_A_DATE = ",|·–—.(:-/"
_PLACE = re.compile(r"[^.]{2,60}?\.?\s?[-–—]+|[^.()]{2,60}\((?P<agency>[^()]{2,30})\)[\s.,–—-]*")
_EMPHASIS = "*_ \t"
_NO_NAME = re.compile(r"(?:[^\w'’]|_)+|(?<!\w)['’]+|['’]+(?!\w)")


def title_in_text(text: str, language: Language, *, plain: bool = False) -> str:
    """The title that stands in a text; empty for none.

    Its first Markdown heading, wherever that stands, or a headline above the prose. In `plain` text, where a `#` may
    begin anything, a heading must be what the text opens with.
    """
    lines = _told(text, language)
    # Two at most: whether a line is an aside takes a look at its dates.
    opening = list(islice((told for told in lines[:_TOP_LINES] if not _is_aside(told[1], language)), 2))
    headings = (_HEADING.fullmatch(words) for line, words in (opening[:1] if plain else lines) if line.apart)
    if heading := next(filter(None, headings), None):
        return heading["title"].rstrip(" \t#")
    names = [words for _, words in opening]
    if not names or len(lines) < 2 or not is_headline(names[0]):
        return ""
    if len(names) > 1 and _is_kicker(names[0]) and is_headline(names[1]) and not names[1].isupper():
        return names[1]
    first, *rest = _PARTS.split(names[0], maxsplit=1)
    return rest[0] if rest and names_section(first, language) and is_headline(rest[0]) else names[0]


def prose_start(text: str, language: Language) -> int:
    """Where what an article tells begins, behind its furniture and the lines that say who wrote it and where."""
    told = (line.start for line, words in _told(text, language) if not _is_aside(words, language))
    return next(told, 0)


def is_headline(line: str) -> bool:
    """Whether a line of plain text reads like a headline: short, of words, without the end of a sentence."""
    line = line.strip()
    return is_bare(line) and any(c.isalpha() for c in line) and not LIST_MARK.match(line)


def plain_name(name: str) -> str:
    """The name of a file as words: composed, with blanks for its marks but for apostrophes within words."""
    return " ".join(_NO_NAME.sub(" ", composed(name)).split())


def _told(text: str, language: Language) -> list[tuple[Line, str]]:
    """The lines of the article with their words, without code, comments and emphasis."""
    hidden, code = hidden_spans(text), [match.span() for match in _CODE.finditer(text)]
    return [
        (line, " ".join(shown(text, line.start, line.end, hidden).split()).strip(_EMPHASIS))
        for line in read_lines(text, language)
        if line.told and not _lies_in(line.start, code)
    ]


def _lies_in(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return at >= 0 and offset < spans[at][1]


def _is_aside(words: str, language: Language) -> bool:
    """Whether a line above an article is neither its title nor its prose."""
    return (
        names_section(words, language)
        or is_signature(words, language)
        or is_byline(words, language)
        or _is_dateline(words, language)
        or _is_strip(words)
    )


def _is_kicker(words: str) -> bool:
    """Whether a line is a few words in capitals, as stand above a title."""
    return words.isupper() and len(words.split()) <= _LONGEST_KICKER


def _is_dateline(words: str, language: Language) -> bool:
    """Whether a line says where and when, or from which agency: «Madrid, 3 de mayo de 2025», «OSMA.-»."""
    place = _PLACE.fullmatch(words)
    if place is not None and len(words.split()) <= _WORDS_OF_A_PLACE:
        agency = place["agency"]
        return agency is None or all(fold(word) in AGENCIES for word in re.findall(r"\w+", agency))
    for date in find_dates(words, language):
        before, after = words[: date.start].strip(), words[date.end :]
        leads = not before or before[-1] in _BEFORE_A_DATE or language.headers.date_labels.match(before)
        if date.year and date.month and date.day and leads and len(after.split()) <= _WORDS_BESIDE_A_DATE:
            return True
    return False


def _is_strip(words: str) -> bool:
    """Whether a line is a strip of names: «Ana Ruiz | Osma», «Sucesos • Valdehierro»."""
    parts = re.split(r"\s*[|•]\s*", words)
    return len(parts) > 1 and all(0 < len(part.split()) <= _LONGEST_KICKER for part in parts)

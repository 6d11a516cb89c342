"""What each line of an article is: a heading, an item, a row, prose, or furniture of the page.

A heading heads something: prose stands right below it, or a blank line around it. Short lines without a final mark
that follow each other are rows (prices, results, agendas, verse), and rows are told by the article as prose is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import groupby, pairwise

from rag.languages import Language
from rag.text.datelines import TOP_LINES, read_datelines
from rag.text.furniture import is_credit, is_furniture
from rag.text.numbers import find_dates
from rag.text.sentences import LINE, LIST_MARK
from rag.text.tables import find_tables, row_at

__all__ = ["Line", "LineKind", "hidden_spans", "is_bare", "line_at", "read_lines", "shown"]

LONGEST_HEADING = 120
"""Longest line that can be a heading or one of a run of rows, in characters."""

_LONGEST_ROW = 60
"""Longest line below a title that is a row where it looks like one, and not a subtitle."""

_MOST_TITLES = 4
"""Lines of a title with what stands above and below it: its kicker, a subtitle, who wrote it."""

_MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_ENDED = re.compile(r"[.:;,][»”\"')\]]*\Z")
_MARKS = {
    "opening figure": re.compile(r"\A\d"),
    "figure": re.compile(r"\d"),
    "dash": re.compile(r"\s[-–—=|]\s"),
    "colon": re.compile(r":\s"),
}
_ROW = re.compile("|".join(_MARKS[name].pattern for name in ("figure", "dash", "colon")))
_CAPTION = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]*\s){1,4}[A-ZÀ-Þ][\w'’.-]*,\s[a-zß-ÿ]")
_LAST_BRACKET = re.compile(r"\(([^()]{1,80})\)\W*\Z")
_HIDDEN = re.compile(r"<!--|!\[[^\]\n]{0,200}\]\([^)\n]{0,300}\)")


class LineKind(Enum):
    """What a line is to its article.

    `HEADING`: heads prose, or names the columns of a table. `LIST_HEADING`: heads items or rows, which say little
    without it. `INTRODUCTION`: leads in what follows with a colon. `ITEM`: has the mark of a list. `ROW`: one of
    several lines of the same kind, or a caption. `TEXT`: prose. `SIGNED`: says when and where the article came out and
    who signs it, by which it is found, but which proves nothing. `FURNITURE`: not of the article.
    """

    HEADING = auto()
    LIST_HEADING = auto()
    INTRODUCTION = auto()
    ITEM = auto()
    ROW = auto()
    TEXT = auto()
    SIGNED = auto()
    FURNITURE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something in it: `text[start:end]`, without white space at either end.

    Attributes:
        apart: Whether a blank line, or the beginning of the text, stands before it.
    """

    start: int
    end: int
    kind: LineKind
    apart: bool

    @property
    def told(self) -> bool:
        """Whether it is part of what the article tells."""
        return self.kind not in _UNTOLD


_UNTOLD = (LineKind.SIGNED, LineKind.FURNITURE)


def line_at(text: str, offset: int, language: Language) -> Line | None:
    """The line in which an offset lies; None in white space before the first."""
    lines = read_lines(text, language)
    at = bisect_right(lines, offset, key=lambda line: line.start) - 1
    return lines[at] if at >= 0 else None


@lru_cache(maxsize=16)
def read_lines(text: str, language: Language) -> tuple[Line, ...]:
    """The lines of a text that have words, each with what it is."""
    seen = _without_datelines(text, list(_first_look(text, language)), language)
    told = [line for line in seen if line.kind not in _UNTOLD]
    if told:
        kinds: dict[int, LineKind] = {line.start: LineKind.SIGNED for line in seen if line.kind is LineKind.SIGNED}
        kinds |= {line.start: kind for line, kind in zip(told, _second_look(text, told, language), strict=True)}
    else:  # a text that is nothing else is the article
        hidden = hidden_spans(text)
        visible = [line for line in seen if shown(text, line.start, line.end, hidden)] or seen
        kinds = {line.start: LineKind.TEXT for line in visible}
    return tuple(Line(line.start, line.end, kinds.get(line.start, LineKind.FURNITURE), line.apart) for line in seen)


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Comments and pictures of markup, which a reader of the article does not see as text; in order, apart."""
    spans: list[tuple[int, int]] = []
    for found in _HIDDEN.finditer(text):
        end = text.find("-->", found.end()) + 3 if found[0] == "<!--" else found.end()
        if end < 3:  # no other comment is closed either
            return spans
        if not spans or found.start() >= spans[-1][1]:
            spans.append((found.start(), end))
    return spans


def shown(text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> str:
    """A stretch of a text without what is hidden in it."""
    pieces, here = [], start
    first = bisect_right(hidden, start, key=lambda span: span[1])
    for a, b in hidden[first : bisect_left(hidden, end, lo=first, key=lambda span: span[0])]:
        pieces.append(text[here : max(a, here)])
        here = min(b, end)
    return "".join([*pieces, text[here:end]]).strip()


def is_bare(words: str) -> bool:
    """Whether a line is short and does not end as a sentence does; a headline may ask or exclaim."""
    return len(words) <= LONGEST_HEADING and any(c.isalnum() for c in words) and not _ENDED.search(words)


# --- Each line by itself ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line as it looks by itself: what it is, or None for a bare one, which its neighbours tell."""

    start: int
    end: int
    kind: LineKind | None
    apart: bool


def _first_look(text: str, language: Language) -> Iterator[_Seen]:
    rows = {
        row.start: LineKind.HEADING if row is table.heads else LineKind.ROW
        for table in find_tables(text)
        for row in table.lines
    }
    hidden, last = hidden_spans(text), -1
    for found in LINE.finditer(text):
        words = found[0].strip()
        if not any(c.isalnum() for c in words):  # a blank line, or a rule across the page
            continue
        start = found.start() + found[0].index(words)
        apart = last < 0 or text.count("\n", last, start) > 1
        last = start + len(words)
        kind = rows[start] if start in rows else _kind(shown(text, start, last, hidden), language)
        yield _Seen(start, last, kind, apart)


def _kind(words: str, language: Language) -> LineKind | None:
    if not words or is_furniture(words, language):
        return LineKind.FURNITURE
    if _MARKDOWN_HEADING.match(words):
        return LineKind.HEADING
    if LIST_MARK.match(words):
        return LineKind.ITEM
    if words.endswith(":"):
        return LineKind.INTRODUCTION
    return None if is_bare(words) else LineKind.TEXT


def _without_datelines(text: str, seen: list[_Seen], language: Language) -> list[_Seen]:
    """The lines, those at the top that say who signs the article, where and when, as such."""
    top = seen[:TOP_LINES]
    found = read_datelines([text[line.start : line.end] for line in top], language)
    kinds = (LineKind.SIGNED if n in found else line.kind for n, line in enumerate(top))
    return [*(replace(line, kind=kind) for line, kind in zip(top, kinds, strict=True)), *seen[TOP_LINES:]]


# --- Bare lines by their neighbours -------------------------------------------------------------------------


def _second_look(text: str, lines: Sequence[_Seen], language: Language) -> list[LineKind]:
    """What each line is, in order."""
    kinds: list[LineKind] = []
    titles = 1  # the title, which stands above every passage anyway, and what belongs to it
    for is_run, run in groupby(lines, key=lambda line: line.kind is None):
        if not is_run:
            kinds += [line.kind for line in run if line.kind is not None]
            continue
        short = _Run(text, list(run), language)
        following = lines[len(kinds) + len(short.lines)] if len(kinds) + len(short.lines) < len(lines) else None
        found = short.kinds(following) if kinds else short.titles(following)
        titles = titles if kinds else max(titles, _leading_headings(found) - 1)
        kinds += found
    for n, (one, other) in enumerate(pairwise(kinds)):
        of_list = other in (LineKind.ITEM, LineKind.ROW) and not _is_heads(text, lines[n])
        if one is LineKind.HEADING and of_list and n >= titles:
            kinds[n] = LineKind.LIST_HEADING
    return kinds


def _leading_headings(kinds: Sequence[LineKind]) -> int:
    return next((n for n, kind in enumerate(kinds) if kind is not LineKind.HEADING), len(kinds))


def _is_heads(text: str, line: _Seen) -> bool:
    found = row_at(text, line.start)
    return found is not None and found[1] is found[0].heads


@dataclass(frozen=True)
class _Run:
    """Bare lines that follow each other, blank lines between them or not."""

    text: str
    lines: Sequence[_Seen]
    language: Language

    def titles(self, following: _Seen | None) -> list[LineKind]:
        """What they are where the text begins with them: its title with what belongs to it, and rows."""
        count = len(self.lines)
        alone = following is None and count == 1  # the text is no more than that
        titles = count if following and count <= _MOST_TITLES else 1
        if alone or self._begins_with_rows():
            titles = 0
        rows = [n for n, line in enumerate(self.lines) if n >= titles or (n and self._is_short_row(line))]
        if len(rows) > 1:  # several rows end the titles, one may stand among them
            rows = list(range(rows[0], count))
        held = frozenset(rows)
        kinds = [LineKind.ROW if n in held else LineKind.HEADING for n in range(count)]
        return kinds if len(rows) < 2 else [*kinds[: rows[0]], *self._parted(rows[0], following)]

    def _parted(self, start: int, following: _Seen | None) -> list[LineKind]:
        """The rows from a place on, with the lines that head others among them: the days of an agenda."""
        kinds = _Run(self.text, self.lines[start:], self.language).kinds(following)
        return [
            one if one is LineKind.HEADING and other is LineKind.ROW else LineKind.ROW
            for one, other in zip(kinds, [*kinds[1:], None], strict=True)
        ]

    def _begins_with_rows(self) -> bool:
        """Whether there is no title: all lines stand together, and the first has what all others have."""
        first, *others = self.lines
        if len(others) < 2 or any(line.apart for line in others) or not self._is_short_row(first):
            return False
        shared = frozenset[str].intersection(*(self._marks(line) | self._small_words(line) for line in others))
        return bool(shared) and shared <= self._marks(first) | self._small_words(first)

    def kinds(self, following: _Seen | None) -> list[LineKind]:
        """What they are within a text, before the line that follows them."""
        groups = list(self._groups())
        found: list[LineKind] = []
        for n, group in enumerate(groups):
            after = groups[n + 1][0] if n + 1 < len(groups) else following
            is_last = n + 1 == len(groups)
            found += [self._alone(group[0], after)] if len(group) == 1 else self._rows(group, after, is_last)
        return found

    def _groups(self) -> Iterator[list[_Seen]]:
        """The lines in groups: those without a blank line between them, or each with one."""
        group: list[_Seen] = []
        for line, after in zip(self.lines, [*self.lines[1:], None], strict=True):
            fits = len(group) < 2 or line.apart == group[1].apart
            if group and (not fits or (line.apart and after is not None and not after.apart)):
                yield group
                group = []
            group.append(line)
        yield group

    def _alone(self, line: _Seen, after: _Seen | None) -> LineKind:
        if self._is_caption(line) or after is None or (after.apart and not line.apart):
            return LineKind.ROW
        return LineKind.HEADING

    def _rows(self, group: Sequence[_Seen], after: _Seen | None, is_last: bool) -> list[LineKind]:
        """Rows, but for a first line that heads them and a last one that heads the prose below."""
        plain = [not _ROW.search(self._words(line)) and not self._is_caption(line) for line in group]
        heads = [False] * len(group)
        heads_prose = is_last and after is not None and (not after.apart or group[-1].apart)
        if len(group) == 2:
            heads = [heads_prose and is_plain for is_plain in plain]
        else:
            heads[0] = (plain[0] and 2 * sum(plain[1:]) < len(group) - 1) or self._lacks_a_mark(group)
            heads[-1] = heads_prose and (self._words(group[-1]).isupper() or (plain[-1] and not any(plain[1:-1])))
        return [LineKind.HEADING if is_head else LineKind.ROW for is_head in heads]

    def _lacks_a_mark(self, group: Sequence[_Seen]) -> bool:
        """Whether the first line has not what all others have: «Lunes 3» above «18.00 Cine»."""
        return bool(frozenset[str].intersection(*map(self._marks, group[1:])) - self._marks(group[0]))

    def _marks(self, line: _Seen) -> frozenset[str]:
        """How a line is parted, as a row is."""
        return frozenset(name for name, mark in _MARKS.items() if mark.search(self._words(line)))

    def _small_words(self, line: _Seen) -> frozenset[str]:
        return frozenset(word for word in self._words(line).split() if word.islower() and word.isalpha())

    def _words(self, line: _Seen) -> str:
        return self.text[line.start : line.end]

    def _is_short_row(self, line: _Seen) -> bool:
        """Whether a line below a title is short and looks like a row, and not only because it holds a date."""
        words = self._words(line)
        if len(words) > _LONGEST_ROW or not _ROW.search(words):
            return False
        return not any(date.year and date.month and date.day for date in find_dates(words, self.language))

    def _is_caption(self, line: _Seen) -> bool:
        """Whether a line says who is seen in a picture, or ends with who made it."""
        words = self._words(line)
        bracket = _LAST_BRACKET.search(words)
        return _CAPTION.match(words) is not None or (bracket is not None and is_credit(bracket[1], self.language))

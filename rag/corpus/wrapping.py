"""Lines that were broken to fit a column become paragraphs again, and so do the words broken with them.

A paragraph was broken where its lines go on in the middle of sentences. Rows, verse and lists are lines of their own:
they seldom go on in lower case, and a narrow column is told from them by the little words at its seams.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from rag.languages import Language, language_of
from rag.languages.international import INNER_WORDS
from rag.text.dictionaries import entries
from rag.text.language import detect_language
from rag.text.sentences import LIST_MARK, split_sentences
from rag.text.tables import find_tables
from rag.text.terms import fold

__all__ = ["carry_offsets", "join_soft_hyphens", "unwrap", "word_seams"]

NARROW = 40
"""Width in characters below which lines may well be rows, and more than their first letters must show otherwise."""

_SOFT_HYPHEN = re.compile(r"\u00ad[ \t]*\n[ \t]*(\S+)(?:[ \t]+|(?=\n)|\Z)")
_BROKEN_WORD = re.compile(r"(?P<head>[^\W_]+)(?P<mark>[-\u2010¬])[ \t]*\Z")
_REST = re.compile(r"\s*(?P<tail>[^\W_]+)")
_ENDED = re.compile(r"[.!?…:;][»”\"')\]]*\s*\Z")
_STARTS_BLOCK = re.compile(rf"{LIST_MARK.pattern}|\s*(?:\||```|~~~|#)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_FIRST_WORD = re.compile(r"\W*(\w+)")
_LAST_WORD = re.compile(r"(\w+)\Z")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_INNER_END = re.compile(r"[^\W\d_]{3}[.!?…][»”\"')\]]*[ ]+[^\W\d_]")
_SIGNS = 8
"""Of so many seams of a narrow paragraph of prose, one at least shows that it is prose."""

_TAIL = 80
_CODE_INDENT = 4


def join_soft_hyphens(text: str) -> str:
    """Bring the rest of a word up to the line that a soft hyphen ends; the lines stay lines."""
    return _SOFT_HYPHEN.sub(lambda rest: rest[1] + ("\n" if rest[0][-1:].isspace() else ""), text)


def unwrap(text: str) -> str:
    """Join the lines that an editor or a printer broke in the middle of a sentence, and words broken at a line's end.

    No letter or digit is lost or moved: `carry_offsets` finds a place again. Rows of tables, items of lists, headings
    and code stay lines of their own.
    """
    page = _Page(text)
    lines = text.split("\n")
    return "\n".join(page.joined(list(block)) for block in _blocks(lines, page.rows))


def word_seams(text: str) -> Callable[[str, str], str | None]:
    """How words of a text are put together that were broken at the end of a line.

    Args:
        text: All of it, whose words show how others are written.

    Returns:
        A function of a line that ends with a hyphen and the next: the hyphen of a compound, nothing where one word
        was broken, None where no word was.
    """
    return _Page(text).seam


def carry_offsets(before: str, after: str, offsets: Sequence[int]) -> list[int]:
    """Where places of a text stand after a change that kept its letters and digits and their order."""
    old = [n for n, character in enumerate(before) if character.isalnum()]
    new = [n for n, character in enumerate(after) if character.isalnum()]
    counts = (bisect_left(old, offset) for offset in offsets)
    return [new[count] if count < len(new) else len(after) for count in counts]


def _blocks(lines: Sequence[str], rows: frozenset[int]) -> Iterator[list[str]]:
    """The lines of each paragraph; a row, a rule, a blank line and a line of code by themselves."""
    keys: list[int] = []
    fenced = False
    for n, line in enumerate(lines):
        fence = bool(_FENCE.match(line))
        alone = fenced or fence or n in rows or not any(c.isalnum() for c in line)
        fenced = fenced != fence
        keys.append(-1 - n if alone else (keys[-1] if keys and keys[-1] >= 0 else n))
    return (
        [line for line, _ in block] for _, block in groupby(zip(lines, keys, strict=True), key=lambda pair: pair[1])
    )


@dataclass(frozen=True, eq=False)
class _Page:
    """A text whose lines are joined, and what is known of its words."""

    text: str

    @cached_property
    def language(self) -> Language:
        return language_of(detect_language(self.text))

    @cached_property
    def rows(self) -> frozenset[int]:
        """The numbers of the lines that are rows of tables."""
        starts = {row.start for table in find_tables(self.text) for row in table.lines}
        bounds = [0, *(n + 1 for n, character in enumerate(self.text) if starts and character == "\n")]
        return frozenset(n for n in (bisect_left(bounds, start + 1) - 1 for start in starts))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words and compounds, folded, but for those at the ends of lines with a hyphen."""
        return frozenset(fold(word).replace("\u2010", "-") for word in _WORDS.findall(self.text))

    @cached_property
    def leads(self) -> frozenset[str]:
        """Words that no row ends with, since what they lead in must follow."""
        syntax = self.language.syntax
        return INNER_WORDS | syntax.determiners | syntax.conjunctions | self.language.follow_ups.prepositions

    def joined(self, lines: Sequence[str]) -> str:
        """A paragraph with its broken lines joined."""
        if len(lines) == 1:
            return lines[0]
        whole = _Paragraph(self, lines)
        pieces = [lines[0]]
        for line, following in pairwise(lines):
            seam = self.seam(line, following) if whole.may_break_word(line, following) else None
            if seam is not None:
                pieces[-1] = pieces[-1].rstrip()[:-1]
                pieces.append(seam + following.lstrip())
            elif whole.goes_on(line, following):
                pieces[-1] = pieces[-1].rstrip()
                pieces.append(" " + following.lstrip())
            else:
                pieces.append("\n" + following)
        return "".join(pieces)

    def seam(self, line: str, following: str) -> str | None:
        """What stands in a word broken at the end of a line: nothing, or the hyphen of a compound; None for no word."""
        head, rest = _BROKEN_WORD.search(_tail(line)), _REST.match(following)
        if head is None or rest is None:
            return None
        if head["mark"] == "¬":
            return ""
        before, after = head["head"], rest["tail"]
        if before[-1].isdigit() or after[0].isdigit():  # «1936-» above «1939»
            return "-"
        if fold(after) in self.language.syntax.conjunctions:  # «pre- y posguerra»
            return None
        if after[0].isupper() and not before.isupper():
            return "-"
        return "" if self._is_one_word(fold(before), fold(after)) else "-"

    def _is_one_word(self, head: str, tail: str) -> bool:
        if head + tail in self.words or self._is_known(head + tail):
            return True
        return f"{head}-{tail}" not in self.words and not (self._is_known(head) and self._is_known(tail))

    def _is_known(self, word: str) -> bool:
        return bool(entries(word, self.language.code))


@dataclass(frozen=True, eq=False)
class _Paragraph:
    """Lines without a blank one between them, and which of them go on in the next."""

    page: _Page
    lines: Sequence[str]

    @cached_property
    def width(self) -> int:
        return max(len(line.strip()) for line in self.lines)

    @cached_property
    def indent(self) -> int:
        """That of most lines."""
        counts = Counter(_indent(line) for line in self.lines[1:])
        return min(counts, key=lambda indent: (-counts[indent], indent))

    @cached_property
    def wrapped(self) -> bool:
        """Whether its lines are those of prose that was broken at a margin, rather than lines of their own."""
        pairs = [pair for pair in pairwise(self.lines) if not self._starts_block(pair[1])]
        seams = sum(self._runs_on(*pair) or self._leads_on(*pair) for pair in pairs)
        if len(pairs) < 2 or 2 * len(pairs) < len(self.lines) - 1:
            return False
        if self.width >= NARROW:
            return 2 * seams >= len(pairs) or (3 * seams >= len(pairs) and all(self._is_full(*pair) for pair in pairs))
        full = sum(self._is_full(*pair) or self._breaks_word(*pair) for pair in pairs)
        fills = 2 * full > len(pairs) or all(len(line.split()) == 1 for line in self.lines)
        return fills and 2 * seams >= len(pairs) and self._is_prose(pairs)

    def _is_prose(self, pairs: Sequence[tuple[str, str]]) -> bool:
        """Whether the lines of a narrow paragraph end anywhere: no verse ends behind «de» or past a full stop."""
        signs = sum(self._leads_on(*pair) or _INNER_END.search(pair[0]) is not None for pair in pairs)
        return _SIGNS * signs >= len(pairs)

    def goes_on(self, line: str, following: str) -> bool:
        """Whether a line goes on in the next."""
        if self._starts_block(following):
            return False
        runs_on = self._runs_on(line, following)
        if self.wrapped:
            return runs_on or self._is_full(line, following) or self._leads_on(line, following)
        if len(line.strip()) >= NARROW:
            return runs_on
        return self._leads_on(line, following) or (
            runs_on and len(self.lines) == 2 and self._parts_phrase(line, following)
        )

    def may_break_word(self, line: str, following: str) -> bool:
        """Whether a hyphen at the end of a line may stand in a word: the next goes on in small letters, or all do."""
        after = following.lstrip()
        return (
            _BROKEN_WORD.search(_tail(line)) is not None
            and (after[:1].islower() or line.isupper() or self.wrapped)
            and not self._starts_block(following)
        )

    def _runs_on(self, line: str, following: str) -> bool:
        """Whether a sentence runs over the end of a line, by what stands there."""
        return (
            following.lstrip()[:1].islower()
            and not self._starts_block(following)
            and not _is_ended(line, following, self.page.language)
        )

    def _starts_block(self, line: str) -> bool:
        """Whether a line begins an item, a heading, code, or a paragraph that is set in."""
        indent = _indent(line)
        set_in = indent > self.indent or indent >= _indent(self.lines[0]) + _CODE_INDENT
        return set_in or _STARTS_BLOCK.match(line) is not None

    def _is_full(self, line: str, following: str) -> bool:
        """Whether the first word of the next line had no room any more; wide lines need not be set so exactly."""
        first = following.split(maxsplit=1)[0]
        exactly = self.width < NARROW or _is_ended(line, following, self.page.language)
        room = self.width if exactly else 0.8 * self.width
        return len(line.strip()) + 1 + len(first) > room

    def _parts_phrase(self, line: str, following: str) -> bool:
        """Whether the seam stands beside a word that leads in what follows."""
        first = _FIRST_WORD.match(following)
        return self._leads_on(line, following) or bool(first and fold(first[1]) in self.page.leads)

    def _leads_on(self, line: str, following: str) -> bool:
        """Whether a line ends with what something must follow: a preposition, an abbreviation, half of a word."""
        tail = _tail(line)
        last = _LAST_WORD.search(tail)
        if last is not None:
            return fold(last[1]) in self.page.leads
        if tail.endswith("."):
            return not _is_ended(line, following, self.page.language)
        return self._breaks_word(line, following)

    def _breaks_word(self, line: str, following: str) -> bool:
        """Whether half of a word ends a line, and small letters go on: there was no room for the whole."""
        return _BROKEN_WORD.search(_tail(line)) is not None and following.lstrip()[:1].islower()


def _is_ended(line: str, following: str, language: Language) -> bool:
    """Whether a line ends a sentence or leads in a list; «EE.» before «UU.» and «Excmo.» before «Sr.» do not."""
    tail = _tail(line)
    if not _ENDED.search(tail) or not tail.endswith("."):
        return _ENDED.search(tail) is not None
    after = following.strip()[:_TAIL]
    # The next word as one that could begin a sentence: only an abbreviation goes on then.
    spans = split_sentences(f"{tail} {after[:1].upper()}{after[1:]}", language)
    return any(end == len(tail) for _, end in spans)


def _tail(line: str) -> str:
    """The end of a line, of which alone the patterns are asked: some take the square of the length."""
    return line.rstrip()[-_TAIL:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

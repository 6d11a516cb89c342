"""A stream of pieces becomes a stream of sentences, without holding back more than it must.

Text flows on as it comes; only what follows a possible end of a sentence waits, until the next word shows whether
the sentence has ended («El Sr. …»), so that its marks can stand right behind it. However a text is cut into pieces,
its sentences are those that `split_sentences` finds in the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rag.languages import Language
from rag.text.instructions import visible
from rag.text.sentences import split_sentences

__all__ = ["Ended", "Piece", "plain", "sentences_of"]

# A citation mark, at most five numbers of three digits: «[2025]» is what an editor put in.
_NUMBERS = r"\[[ ]?\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3}){0,4}[ ]?\]"
# The first alternative is whatever may yet become one of the others: it waits for the next piece.
_MARKUP = re.compile(
    rf"""
      (?P<begun> (?: [^\S\n]?\[[ \d,;–-]{{0,30}} | \n[^\S\n]*\#{{0,6}}[^\S\n]* | [^\S\n] | \* ) \Z )
    | (?P<heading> \n[^\S\n]*\#{{1,6}}[^\S\n]+ )
    | [^\S\n]?{_NUMBERS}
    | \*\*
    """,
    re.VERBOSE,
)
_CLOSING = r"[»”’\"'*_\])」』）]*"
_POSSIBLE_END = re.compile(rf"[.!?…。！？]+{_CLOSING}(?:[ ][»”](?!\S))?|\s(?=[•▪●■])")
_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"\w{1,40}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text to append to what came before."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A sentence has ended: `whole_text[start:end] == text`, where `whole_text` is every piece so far, joined."""

    text: str
    start: int
    end: int


def plain(pieces: Iterable[str]) -> Iterator[str]:
    """Take out the marks that a model writes into plain text, and pass on the rest as soon as it can be told.

    These are citation marks such as `[1]` or `[2, 3]`, since ours come from the evidence alone, and the Markdown of
    bold words and headings, which would stand between a claim and the words of its source. Characters that are not
    seen, which could hide something from a reader or steer his terminal, do not pass either.
    """
    held = "\n"  # so that a heading may open the text
    opening = True
    for piece in pieces:
        text, held = _without_markup(held + visible(piece))
        if opening and text:
            text, opening = text.removeprefix("\n"), False
        if text:
            yield text
    held = held.removeprefix("\n") if opening else held
    if held:
        yield held


def _without_markup(text: str) -> tuple[str, str]:
    """What is surely text, and the end of it that may be the beginning of a mark."""
    kept, here = [], 0
    for mark in _MARKUP.finditer(text):
        kept.append(text[here : mark.start()])
        here = mark.end()
        if mark["begun"]:
            return "".join(kept), mark["begun"]
        if mark["heading"]:
            kept.append("\n")
    return "".join([*kept, text[here:]]), ""


def sentences_of(pieces: Iterable[str], language: Language) -> Iterator[Piece | Ended]:
    """Pass the pieces on, and say after the last one of each sentence that it has ended.

    The pieces joined are the pieces given, joined, but for white space at both ends.
    """
    reader = _Reader(language)
    for piece in pieces:
        yield from reader.read(piece)
    yield from reader.finish()


class _Reader:
    """All that has come, how much of it has been passed on, and up to where its sentences have been told.

    Lines are split by themselves, and always from their beginning, so that the rules see what they would see in the
    whole text.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._text = ""
        self._line = 0  # where the open line begins
        self._passed = 0
        self._told = 0

    def read(self, piece: str) -> Iterator[Piece | Ended]:
        self._text += piece if self._text else piece.lstrip()
        while line_end := _LINE_END.search(self._text, self._line):
            yield from self._finish_line(line_end.start())
            self._line = line_end.end()
        yield from self._tell([span for span in self._spans(len(self._text)) if self._is_settled(span[1])])
        yield from self._pass_on(self._sure())

    def finish(self) -> Iterator[Piece | Ended]:
        yield from self._finish_line(len(self._text))

    def _finish_line(self, end: int) -> Iterator[Piece | Ended]:
        yield from self._tell(self._spans(end))
        yield from self._pass_on(end)

    def _spans(self, end: int) -> list[tuple[int, int]]:
        """The sentences of the open line, as if it ended at `end`."""
        spans = split_sentences(self._text[self._line : end], self._language)
        return [(self._line + first, self._line + last) for first, last in spans]

    def _tell(self, spans: Iterable[tuple[int, int]]) -> Iterator[Piece | Ended]:
        for start, end in spans:
            if end > self._told:
                yield from self._pass_on(end)
                yield Ended(self._text[start:end], start, end)
                self._told = end

    def _pass_on(self, end: int) -> Iterator[Piece]:
        """White space waits for what follows it: at the end of all it is not passed on."""
        text = self._text[self._passed : end].rstrip()
        if text:
            self._passed += len(text)
            yield Piece(text)

    def _sure(self) -> int:
        """How far the text goes before it must be known whether a sentence has ended."""
        for possible in _POSSIBLE_END.finditer(self._text, max(self._line, self._told)):
            if not self._is_settled(possible.end()):
                return possible.end()
        return len(self._text)

    def _is_settled(self, end: int) -> bool:
        """Whether the word behind a possible end is whole, which is all that the rules look at."""
        word = _WORD.search(self._text, end)
        return word is not None and word.end() < len(self._text)

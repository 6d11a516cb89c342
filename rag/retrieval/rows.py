"""Which entries of a list a question singles out, so that they answer it by themselves.

Asked for the hake, a list of prices answers with its row: of two entries of an article the one that has all words of
the question that the other has, and more, leaves that one out. What heads them counts as their words: an agenda names
the day once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rag.languages import Language, language_of
from rag.text.entries import is_entry, line_that_heads
from rag.text.terms import content_terms
from rag.types import Passage, Sentence

__all__ = ["Entries"]

_Place = tuple[str, int]


@dataclass(frozen=True, eq=False)
class Entries:
    """The entries of some passages, and how they fit a question."""

    question: str
    passages: Sequence[Passage]
    language: Language

    @cached_property
    def _held(self) -> dict[_Place, frozenset[str]]:
        """The words of the question that each entry has besides the title of its article, by its place."""
        return {
            (passage.document.id, sentence.start): self._asked(passage) & _words(passage, sentence)
            for passage in self.passages
            for sentence in passage.sentences
            if is_entry(passage.document.text, sentence.start, language_of(passage.document.language))
        }

    def _asked(self, passage: Passage) -> frozenset[str]:
        """The words that tell between entries: those of the title hold for all, but where an entry serves as one."""
        asked, title = frozenset(content_terms(self.question, self.language)), passage.document.title
        is_own = any(sentence.text == title for sentence in passage.sentences) and is_entry(
            passage.document.text, passage.document.text.find(title), language_of(passage.document.language)
        )
        return asked if is_own else asked.difference(content_terms(title, self.language))

    @cached_property
    def _left_out(self) -> frozenset[_Place]:
        held = self._held
        return frozenset(
            place
            for place, words in held.items()
            if any(place[0] == other[0] and words < more for other, more in held.items())
        )

    @property
    def fitting(self) -> list[Passage]:
        """The passages without the entries that another one leaves out."""
        return self._only(lambda passage, sentence: (passage.document.id, sentence.start) not in self._left_out)

    def singled_out(self, passage: Passage, sentences: Sequence[Sentence]) -> list[Passage]:
        """The entries of an article that a question singles out, with what heads them.

        None where it singles out none of these sentences.
        """
        article = passage.document.id
        if all(i != article for i, _ in self._left_out):
            return []
        text, language = passage.document.text, language_of(passage.document.language)
        entries = {start for i, start in self._held.keys() - self._left_out if i == article and self._held[i, start]}
        told = entries | {head.start for start in entries if (head := line_that_heads(text, start, language))}
        if told.isdisjoint(sentence.start for sentence in sentences):
            return []
        return [p for p in self._only(lambda p, s: p.document.id == article and s.start in told) if p.sentences]

    def _only(self, keeps: Callable[[Passage, Sentence], bool]) -> list[Passage]:
        return [replace(p, sentences=tuple(s for s in p.sentences if keeps(p, s))) for p in self.passages]


def _words(passage: Passage, sentence: Sentence) -> frozenset[str]:
    """The terms of an entry and of the line that heads it."""
    text, language = passage.document.text, language_of(passage.document.language)
    head = line_that_heads(text, sentence.start, language)
    heading = text[head.start : head.end] if head else ""
    return frozenset(content_terms(f"{heading} {sentence.text}", language))

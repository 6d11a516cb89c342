"""A text from elsewhere is held against the archive: each sentence of it is searched for, and proven as an answer's is.

It knows neither questions nor who wrote the text. A sentence that names nobody is searched for once more behind the
one before it, which may say of whom it tells; that one proves nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rag.errors import TextError
from rag.languages import Language, language_of
from rag.proof import ClaimVerifier, Evidence, Verdict
from rag.proof.claims import Cited, claim_of
from rag.proof.list_items import introduction_behind, within_its_list
from rag.retrieval.evidence import heads
from rag.retrieval.sought import merged
from rag.text.composed import composed
from rag.text.facts import Facts
from rag.text.instructions import is_request
from rag.text.language import detect_language
from rag.text.sentences import split_sentences
from rag.types import Checked, Passage
from rag.writing.streaming import plain

__all__ = ["LONGEST_TEXT", "MOST_SENTENCES", "SearchEach", "check"]

LONGEST_TEXT = 20_000
"""Longest text, in characters: about ten pages."""

MOST_SENTENCES = 200
"""Most sentences of a text: each is a search or two, and a proof."""

SearchEach: TypeAlias = Callable[[Sequence[str]], Sequence[tuple[Passage, ...]]]
"""Finds the passages that bear on each of several texts, best first."""

_ASKS = re.compile(r"\?\W*\Z")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the text: `text[start:end]`.

    Attributes:
        held: What is held against the archive: its words without the marks of citations and of markup.
        language: Of the sentence.
        before: What it goes on about: the line that introduces its list, else the sentence before it; may be empty.
        introduction: The line that introduces its list; empty outside of one.
        states: Whether it says anything that could be proven.
    """

    start: int
    end: int
    held: str
    language: Language
    before: str
    introduction: str
    states: bool

    @property
    def searched(self) -> tuple[str, ...]:
        """What is searched for."""
        if not self.before or Facts(self.held, self.language).names:
            return (self.held,)
        return self.held, f"{self.before} {self.held}"


def check(text: str, search_each: SearchEach, verifier: ClaimVerifier, *, expected: str, language: str = "") -> Checked:
    """Hold every sentence of a text against what the archive holds that is nearest to it.

    Args:
        text: Any text; its questions and headings are no statements.
        search_each: Searches the archive.
        verifier: Proves the sentences.
        expected: Code of the language that the text is taken to be in where its words leave it open.
        language: Code of the language of the text; told of each sentence where not given.

    Raises:
        TextError: The text has no word, more than `LONGEST_TEXT` characters or more than `MOST_SENTENCES` sentences.
    """
    sentences = _read(text, language or detect_language(text, expected), tells=not language)
    stated = [sentence for sentence in sentences if sentence.states]
    found = _found(stated, search_each)
    cited: Cited = {}
    claims = [
        claim_of(text[one.start : one.end], one.start, _verdict(one, passages, verifier), cited)
        for one, passages in zip(stated, found, strict=True)
    ]
    unclaimed = tuple((one.start, one.end) for one in sentences if not one.states)
    return Checked(text, tuple(claims), merged(found), unclaimed)


def _read(text: str, code: str, *, tells: bool) -> list[_Sentence]:
    """The sentences of a text in a language, each in its own where that `tells` from its words."""
    if len(text) > LONGEST_TEXT:
        raise TextError(f"the text has {len(text)} characters and there is room for {LONGEST_TEXT}: check it in parts.")
    spans = split_sentences(text, language_of(code))
    if len(spans) > MOST_SENTENCES:
        raise TextError(
            f"the text has {len(spans)} sentences and there is room for {MOST_SENTENCES}: check it in parts."
        )
    if not spans:
        raise TextError("the text has no word: give at least one sentence.")
    return list(_sentences(text, spans, code, tells=tells))


def _sentences(text: str, spans: Sequence[tuple[int, int]], code: str, *, tells: bool) -> Iterator[_Sentence]:
    last = introduction = ""
    for start, end in spans:
        held = composed("".join(plain([text[start:end]])))
        language = language_of(detect_language(held, code) if tells else code)
        introduction = introduction_behind(held, text[text.rfind("\n", 0, start) + 1 : start], introduction)
        yield _Sentence(
            start,
            end,
            held,
            language,
            before=last if introduction in ("", held) else introduction,
            introduction=introduction,
            states=_states(held) and not heads(text, start, end, language_of(code)),
        )
        last = held


def _states(held: str) -> bool:
    """Whether a sentence has words, and does not only ask; an order is held against the archive like anything else."""
    return any(map(str.isalnum, held)) and not (is_request(held) and _ASKS.search(held))


def _found(stated: Sequence[_Sentence], search_each: SearchEach) -> list[tuple[Passage, ...]]:
    """What is found for each sentence, by its own words and behind those before it; all are searched at once."""
    searched = [sentence.searched for sentence in stated]
    found = iter(search_each([text for texts in searched for text in texts]))
    return [merged([next(found) for _ in texts]) for texts in searched]


def _verdict(sentence: _Sentence, passages: Sequence[Passage], verifier: ClaimVerifier) -> Verdict:
    code = sentence.language.code
    return within_its_list(
        verifier.verify(sentence.held, Evidence(passages), language=code), sentence.introduction, code
    )

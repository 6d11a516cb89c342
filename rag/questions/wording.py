"""The words of a question as people type it, and where in them it asks.

Accents, question marks and capitals may be missing, so «que», «como» and «cuando» are question words where a clause
begins, where they have their accent, or where a second question is joined to a first one; elsewhere they lead in a
clause about the noun before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rag.languages import Language, language_of
from rag.languages.patterns import Pattern
from rag.text.morphology import Reading, has_lemma, typed_readings
from rag.text.terms import fold

__all__ = ["Asker", "Word", "Wording", "first_verb", "is_noun", "is_verb", "may_be_verb", "written_out"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HARD = re.compile(r"[¿?.!:;\n]")
_SOFT = re.compile(r"[,(«»\"“”–—-]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word from `start` to `end`: as it is written, and folded."""

    start: int
    end: int
    written: str
    folded: str


@dataclass(frozen=True, slots=True)
class Asker:
    """A question word: its place among the words, and that of the first word that leads it in («desde», «con»)."""

    word: int
    first: int


def written_out(text: str, language: Language) -> str:
    """A question with the words written out that its writer cut short: «q», «xq», «pa»."""
    for pattern, whole in language.questions.typed:
        text = pattern.sub(whole, text)
    return text


@dataclass(frozen=True)
class Wording:
    """The words of a text in a language, and the places in it that ask."""

    text: str
    language: Language

    @cached_property
    def folded(self) -> str:
        """The text in lower case without accents, letter by letter, so that offsets are those of the text."""
        return "".join((fold(letter) or letter)[0] for letter in self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, in order."""
        return tuple(
            Word(m.start(), m.end(), self.text[m.start() : m.end()], m[0]) for m in _WORD.finditer(self.folded)
        )

    @cached_property
    def begins(self) -> int:
        """The offset behind its courtesies: «hola, quisiera saber»."""
        place = self._skip(0)
        while (match := self.language.questions.preamble.match(self.folded, place)) and match.end() < len(self.folded):
            place = self._skip(match.end())
        return place

    def _skip(self, place: int) -> int:
        word = _WORD.search(self.folded, place)
        return word.start() if word else len(self.folded)

    @cached_property
    def first(self) -> int:
        """The place of the first word behind the courtesies."""
        return next((i for i, word in enumerate(self.words) if word.start >= self.begins), len(self.words))

    @cached_property
    def askers(self) -> tuple[Asker, ...]:
        """The question words by which it asks, in order."""
        found: list[Asker] = []
        for i in range(self.first, len(self.words)):
            if self._is_question_word(i):
                asker = Asker(i, self._led_from(i))
                if self._asks(asker, found):
                    found.append(asker)
        return tuple(self._without_circumstance(found))

    @cached_property
    def has_mark(self) -> bool:
        """Whether it has a question mark."""
        return "?" in self.text or "¿" in self.text

    def gap(self, i: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[i - 1].end if i else 0 : self.words[i].start]

    def is_accented(self, i: int) -> bool:
        """Whether a word is written with an accent, which makes a question word of it."""
        return self.words[i].written.lower() != self.words[i].folded

    def matches(self, pattern: Pattern, i: int) -> bool:
        """Whether a pattern matches from a word on."""
        return i < len(self.words) and pattern.match(self.folded, self.words[i].start) is not None

    def verbs(self, start: int, end: int) -> Iterator[int]:
        """The places of the words from `start` to `end` that are verbs in a person and a tense for certain."""
        return (i for i in range(start, end) if is_verb(self.words[i].written, self.language.code))

    def is_relative(self, i: int) -> bool:
        """Whether a word leads in a clause about the noun before it."""
        word = self.words[i]
        return word.folded in self.language.questions.relatives and not self.is_accented(i)

    def _is_question_word(self, i: int) -> bool:
        asks = self.language.questions
        return bool(asks.words.fullmatch(self.words[i].folded) or asks.why_typed.fullmatch(self.words[i].folded))

    def _led_from(self, i: int) -> int:
        """The first of the prepositions right before a question word."""
        leads = self.language.follow_ups.prepositions or self.language.stop_words
        while i > self.first and not self.gap(i).strip() and self.words[i - 1].folded in leads:
            i -= 1
        before = self.words[i - 2].folded if i - 2 >= self.first else ""
        if before in self.language.syntax.conjunctions and self._is_aside(i - 1) and not self.is_relative(i):
            return i - 1  # «y cada cuánto»
        return i

    def _is_aside(self, i: int) -> bool:
        """Whether a word is a small one that belongs to the next."""
        return not self.gap(i + 1).strip() and self.words[i].folded in self.language.stop_words

    def _asks(self, asker: Asker, before: list[Asker]) -> bool:
        i, first = asker.word, asker.first
        gap = self.gap(first)
        if first == self.first or "¿" in gap:
            return True
        if _HARD.search(gap):
            return self.has_mark or not self._verb_before(first) or not before
        if before and self.words[first - 1].folded in self.language.syntax.conjunctions:
            return self._asks_too(asker, before)
        if _SOFT.search(gap):
            return self.is_accented(i) or not self._verb_before(first)
        if before:
            return False
        if self.is_accented(i):
            return not is_verb(self.words[first - 1].written, self.language.code)
        return self._is_no_relative(asker) and not self._verb_before(first)

    def _asks_too(self, asker: Asker, before: list[Asker]) -> bool:
        """Whether a question word behind a conjunction begins a second question, not a second clause about a noun."""
        joined = self.words[asker.first - 2].folded
        if joined in self.language.follow_ups.prepositions:
            return False  # «¿hacia o desde qué puerto?»
        if self.is_accented(asker.word) or not self.is_relative(asker.word) or asker.first < asker.word:
            return True
        if any(self.is_accented(other.word) for other in before):
            return False
        if self.gap(asker.first - 1).strip() or self._noun_behind_is_sure(asker.word):
            return True
        return not any(
            self.words[k].folded == self.words[asker.word].folded for k in range(before[-1].word + 1, asker.word)
        )

    def _noun_behind_is_sure(self, i: int) -> bool:
        return i + 1 < len(self.words) and is_noun(self.words[i + 1].written, self.language.code)

    def _is_no_relative(self, asker: Asker) -> bool:
        asks, i = self.language.questions, asker.word
        patterns = (asks.cause, asks.figure, asks.why_typed)
        if any(self.matches(pattern, place) for pattern in patterns for place in {i, asker.first}):
            return True
        return asker.first == i and self.matches(asks.name, i)

    def _verb_before(self, i: int) -> bool:
        start = i
        while start > self.first and not _HARD.search(self.gap(start)):
            start -= 1
        return any(True for _ in self.verbs(start, i))

    def _without_circumstance(self, askers: list[Asker]) -> list[Asker]:
        """Without a first clause that only says when or where: «cuando cerró, ¿quién pagó?»."""
        if len(askers) < 2 or not self.is_relative(askers[0].word):
            return askers
        before = self.words[askers[1].first - 1].folded
        joined = before in self.language.syntax.conjunctions or _HARD.search(self.gap(askers[1].first).replace("¿", ""))
        return askers if joined else askers[1:]


def first_verb(wording: Wording) -> Word | None:
    """The first word that may be a verb, behind the courtesies: what is done, or how something is measured."""
    words, code = wording.words[wording.first :], wording.language.code
    return next((word for word in words if word.written.islower() and may_be_verb(word.written, code)), None)


@lru_cache(maxsize=20_000)
def is_verb(word: str, code: str) -> bool:
    """Whether a word is a verb in a person and a tense, and can be nothing else; an auxiliary is one always."""
    language = language_of(code)
    if language.reserves.modal.fullmatch(fold(word)) or has_lemma(word, language.syntax.auxiliaries, code):
        return any(map(_is_finite, typed_readings(word, code))) or bool(language.reserves.modal.fullmatch(fold(word)))
    found = typed_readings(word, code)
    return bool(found) and all(reading.pos == "v" for reading in found) and any(map(_is_finite, found))


@lru_cache(maxsize=20_000)
def may_be_verb(word: str, code: str) -> bool:
    """Whether a word may be a verb in the third person."""
    return any(_is_finite(r) and r.features.person in ("3", "") for r in typed_readings(word, code))


def is_noun(word: str, code: str) -> bool:
    """Whether a word may be a noun, and no verb in the third person: «tiendas», not «compra»."""
    return any(r.pos == "n" for r in typed_readings(word, code)) and not may_be_verb(word, code)


def _is_finite(reading: Reading) -> bool:
    return reading.pos == "v" and reading.features.mood == "indicative"

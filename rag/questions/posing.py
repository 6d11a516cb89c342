"""Questions that an article may answer, made from its names and the grammar around them.

Two kinds, each of which reads well wherever it can be made at all: who somebody is, where an apposition says it («Ana
Ruiz, directora del museo,»), and what is known of a name that the headline and the text share. Cleverer ones were tried
and left: when and how many, by turning a sentence around its date or its figure (four from 141 articles, two of them
with half of their sense cut off), and why, of a headline (eight, in the short Spanish of headlines: «¿Por qué prohíbe
FIFA máscaras en Rusia?»).

Whether an archive answers a question is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from rag.languages import Language, language_of
from rag.questions.nouns import Asked, asked_by
from rag.questions.wording import Word, Wording
from rag.text.facts import Facts
from rag.text.morphology import is_word
from rag.text.names import Name
from rag.text.sentences import split_sentences
from rag.text.terms import fold
from rag.types import Document

__all__ = ["Posed", "PosedKind", "pose", "says", "worded"]

LONGEST_SENTENCE = 400
"""Characters; a longer one is seldom read right."""
READ = 20_000
"""Characters of an article that are read: its beginning says what it is about."""
LONGEST_LEAD = 12
"""Characters before a name in which its article stands."""


class PosedKind(StrEnum):
    """Kinds of questions that are posed."""

    WHO = "who"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Posed:
    """A question.

    Attributes:
        question: As a reader would ask it.
        kind: What it asks for.
        name: Whom or what it asks about.
        language: ISO 639-1 code of the article, and of the question unless it was worded in another.
    """

    question: str
    kind: PosedKind
    name: str
    language: str


_MESSAGES = {PosedKind.WHO: "posed_who", PosedKind.KNOWN: "posed_known"}
"""How a language words each kind, among its messages; one that words none poses none."""


def pose(document: Document) -> tuple[Posed, ...]:
    """The questions that an article gives, each once; none in a language in which none are worded."""
    language = language_of(document.language)
    if not all(message in language.messages for message in _MESSAGES.values()):
        return ()
    whole = Facts(_body(document), language)
    made = [*_known(document, whole), *_who(whole)]
    return tuple({posed.question: posed for posed in made}.values())


def worded(posed: Posed, language: Language) -> Posed:
    """The same question as a reader of another language would ask it, the name as it is; unchanged where none can."""
    message = _MESSAGES[posed.kind]
    if language.code == posed.language or message not in language.messages:
        return posed
    return replace(posed, question=_contracted(language.messages[message].format(name=posed.name), language))


def says(posed: Posed, quote: str) -> bool:
    """Whether words that were quoted for a question say what it asks: they introduce that person, or have that name."""
    said = Facts(quote, language_of(posed.language))
    named = [name for name in said.name_spans if name.text == posed.name]
    return any(posed.kind is PosedKind.KNOWN or _is_introduced(name, said) for name in named)


def _posed(kind: PosedKind, name: str, called: str, language: Language) -> Posed:
    question = _contracted(language.messages[_MESSAGES[kind]].format(name=called), language)
    return Posed(question, kind, name, language.code)


def _body(document: Document) -> str:
    """The text behind its headline."""
    at = document.text.find(document.title)
    start = at + len(document.title) if at >= 0 else 0
    return document.text[start : start + READ]


# --- Who somebody is ----------------------------------------------------------------------------------------------


def _who(whole: Facts) -> Iterator[Posed]:
    """The people whom an apposition says the place of."""
    for start, end in split_sentences(whole.text, whole.language):
        if end - start <= LONGEST_SENTENCE:
            sentence = Facts(whole.text[start:end], whole.language)
            for name in sentence.name_spans:
                if _is_of_person(name.text, whole.language) and _is_introduced(name, sentence):
                    yield _posed(PosedKind.WHO, name.text, name.text, whole.language)


def _is_of_person(name: str, language: Language) -> bool:
    """Whether a name could be a person's: two to four words with a capital, not all of them words of the language."""
    words = name.split()
    formed = 2 <= len(words) <= 4 and all(fold(w).isalpha() and w[0].isupper() and w[1:].islower() for w in words)
    strange = not all(is_word(word.lower(), language.code) for word in words)
    titled = asked_by(words[0].lower(), language.code) is Asked.PERSON  # «Almirante Francisco Soberón»
    return formed and strange and not titled and fold(words[0]) not in language.stop_words


def _is_introduced(name: Name, sentence: Facts) -> bool:
    words = Wording(sentence.text, sentence.language).words
    return _told_behind(name, sentence, words) or _told_before(name, sentence, words)


def _told_behind(name: Name, sentence: Facts, words: Sequence[Word]) -> bool:
    """«Ana Ruiz, directora del museo,»."""
    behind = [word for word in words if word.start >= name.end]
    if not sentence.text.startswith(", ", name.end) or len(behind) < 2:
        return False
    noun = behind[1] if behind[0].folded in sentence.language.syntax.determiners else behind[0]
    return _is_person(noun, sentence.language) and re.match(r"[^,;:.()]*[,.]", sentence.text[noun.end :]) is not None


def _told_before(name: Name, sentence: Facts, words: Sequence[Word]) -> bool:
    """«la directora del museo, Ana Ruiz,»."""
    text, before = sentence.text, name.start - len(", ")
    if text[max(0, before) : name.start] != ", " or text[name.end : name.end + 1] not in (",", "."):
        return False
    start = max(text.rfind(mark, 0, before) for mark in ',;:.(«"') + 1
    phrase = [word for word in words if start <= word.start < before]
    nouns = [noun for lead, noun in pairwise(phrase) if lead.folded in _determiners(sentence)]
    return any(_is_person(noun, sentence.language) for noun in nouns)


def _determiners(sentence: Facts) -> frozenset[str]:
    return sentence.language.syntax.determiners


def _is_person(word: Word, language: Language) -> bool:
    return word.written.islower() and asked_by(word.written, language.code) is Asked.PERSON


# --- What is known of a name --------------------------------------------------------------------------------------


def _known(document: Document, whole: Facts) -> Iterator[Posed]:
    """The first name that the headline and the text share, with the article that the text gives it."""
    for name in Facts(document.title, whole.language).names:
        told = [one for one in whole.name_spans if one.text == name]
        if len(told) < 2 or not _is_whole(name) or _is_place(told, whole):
            continue
        if called := _called(told, whole):
            yield _posed(PosedKind.KNOWN, name, called, whole.language)
            return


def _is_whole(name: str) -> bool:
    """Whether a name says by itself what is meant: it has several words, or is an acronym."""
    return "." not in name and (len(name.split()) > 1 or (name.isupper() and len(name) > 2))


def _is_place(told: Sequence[Name], whole: Facts) -> bool:
    """Whether something is said to be in what a name names, of which an archive of news knows too much."""
    return any(_word_before(name, whole) in whole.language.follow_ups.places for name in told)


def _called(told: Sequence[Name], whole: Facts) -> str:
    """A name with the article before it, where it always has the same one; empty where it has different ones."""
    articles = {_article_before(name, whole) for name in told}
    return f"{articles.pop()} {told[0].text}".strip() if len(articles) == 1 else ""


def _article_before(name: Name, whole: Facts) -> str:
    word = _word_before(name, whole)
    word = whole.language.syntax.contractions.get(word, (word,))[-1]
    return word if word in whole.language.follow_ups.articles else ""


def _word_before(name: Name, whole: Facts) -> str:
    word = re.search(r"(\w+)\s\Z", whole.text[max(0, name.start - LONGEST_LEAD) : name.start])
    return word[1].lower() if word else ""


def _contracted(question: str, language: Language) -> str:
    """«de el PRI» is «del PRI»."""
    for short, apart in language.syntax.contractions.items():
        question = question.replace(f" {' '.join(apart)} ", f" {short} ")
    return question

"""Whether an entry of a list answers by itself, and whether it is of the day that is asked for.

A row of prices, of results or of an agenda has no verb and hardly a word, so no score of words and similarity tells
that it answers. It does where it has all that a question names, under its title and its heads, and something of the
type that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.languages import Language, language_of
from rag.questions.giving import could_give
from rag.questions.nouns import Asked
from rag.questions.question import Kind, Question, read_question
from rag.questions.wording import Word, Wording, first_verb, is_verb
from rag.retrieval.whole import day_asked_for
from rag.text.entries import is_entry, line_that_heads
from rag.text.facts import Facts, missing_quantity
from rag.text.figures import SCORE
from rag.text.morphology import typed_readings
from rag.text.tables import with_heads
from rag.text.terms import fold
from rag.types import Passage, Sentence

__all__ = ["an_entry_answers", "heads_of", "is_of_another_day"]

_BY_FORM = frozenset({Asked.QUANTITY, Asked.PERSON, Asked.PLACE, Asked.ORGANISATION, Asked.DATE})
"""Types that an entry gives by its form, so that it need not say the noun that is asked for."""


def an_entry_answers(question: str, language: Language, passages: Sequence[Passage]) -> bool:
    """Whether an entry, in the question's language, has all that a question names and something of what it asks for."""
    asked = read_question(question, language)
    if asked.kind not in (Kind.FACT, Kind.LIST, Kind.HOW) or asked.asked in (Asked.STATEMENT, Asked.CAUSE):
        return False
    stated = Facts(asked.written, language)
    named = Facts(" ".join(word.written for word in _named(asked)), language)
    at_home = (passage for passage in passages if language_of(passage.document.language) == language)
    return bool(named.terms) and any(
        _has_all(named, stated, passage, entry) and _gives(asked, Facts(entry.text, language))
        for passage in at_home
        for entry in passage.sentences
        if is_entry(passage.document.text, entry.start, language)
    )


def heads_of(passage: Passage, sentence: Sentence) -> list[str]:
    """What an entry of a list is told under, however far above it stands: the article's title, its own heading."""
    document = passage.document
    text, language = document.text, language_of(document.language)
    if not is_entry(text, sentence.start, language):
        return []
    head = line_that_heads(text, sentence.start, language)
    return [document.title, text[head.start : head.end] if head else ""]


def is_of_another_day(asked: Facts, passage: Passage, sentence: Sentence) -> bool:
    """Whether an entry, or the line that heads it, is of a day, and of none of those that a question names."""
    days = {(date.month, date.day) for date in asked.dates if date.day}
    if not days or not (heads := heads_of(passage, sentence)):
        return False
    language = language_of(passage.document.language)
    own = ({(d.month, d.day) for d in Facts(text, language).dates if d.day} for text in (sentence.text, heads[-1]))
    stated = next(filter(None, own), set())
    return bool(stated) and stated.isdisjoint(days)


def _named(question: Question) -> Iterator[Word]:
    """The words of a question that an entry must have: not what asks, nor the verb, nor the type that form tells."""
    wording = Wording(question.written, question.language)
    code, words = question.language.code, wording.words[wording.first :]
    asking = {wording.words[asker.word] for asker in wording.askers}
    told_by_form = fold(question.noun) if question.asked in _BY_FORM and not question.unit else ""
    rest = [word for word in words if word not in asking and word.folded != told_by_form]
    verb = first_verb(wording)
    return (word for word in rest if word != verb and not _is_done(word.written, code))


def _is_done(word: str, code: str) -> bool:
    infinitive = any(reading.features.mood == "infinitive" for reading in typed_readings(word, code))
    return word.islower() and (infinitive or is_verb(word, code))


def _has_all(named: Facts, stated: Facts, passage: Passage, entry: Sentence) -> bool:
    """Whether an entry has some of the words itself and, with what it stands under, all of them, and all figures."""
    document, language = passage.document, named.language
    row = Facts(with_heads(document.text, entry.start, entry.end), language)
    told = Facts(" ".join([*heads_of(passage, entry), row.text, day_asked_for(document, stated)]), language)
    own = Facts(entry.text, language)
    return (
        any(own.tells(term, named) for term in named.terms)
        and all(told.tells(term, named) for term in named.terms)
        and missing_quantity(stated, [told]) is None
    )


def _gives(question: Question, entry: Facts) -> bool:
    """Whether an entry gives the type asked for; the outcome that is asked for by «cómo» is a score."""
    if question.kind is Kind.HOW:
        return any(quantity.unit == SCORE for quantity in entry.quantities)
    return could_give(question, entry)

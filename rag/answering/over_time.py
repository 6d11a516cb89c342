"""Where articles disagree over time: the newer is told first, under its day, and what was printed before behind it.

Only where a question asks how things stand now, both days are known, and two sentences give one value each for what it
asks: a figure of the same kind, or the name of a person. The days are ours to tell, the sentences are the articles'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.answering.draft import Draft
from rag.answering.ending import excerpted, line
from rag.languages import Language, language_of
from rag.proof.verifier import Span, Verdict
from rag.questions.filters import read_limits
from rag.questions.giving import holds, values_given
from rag.questions.question import Kind, Question
from rag.retrieval.evidence import Excerpt, is_heading
from rag.text.facts import Facts
from rag.text.filter_messages import say_day
from rag.text.instructions import find_orders
from rag.text.messages import say
from rag.text.terms import content_terms, fold
from rag.types import Event, Passage, Support

__all__ = ["Change", "changed", "told_before", "told_over_time"]

ABOUT = 0.6
"""Share of the question's terms that a sentence must have, with its title, to give a value for what it asks."""


@dataclass(frozen=True, slots=True)
class Change:
    """Two sentences that give another value for the same, and which of them was published later."""

    newer: Span
    older: Span


@dataclass(frozen=True, slots=True)
class _Given:
    day: date
    span: Span
    value: str


def changed(question: Question, passages: Sequence[Passage], told: Iterable[Span]) -> Change | None:
    """What the first of some sentences gives, beside what another article says of the same; None where none differs.

    Args:
        question: One that is answered by itself.
        passages: What was found for it.
        told: The sentences that answer it.
    """
    if not _asks_of_now(question):
        return None
    own = next((given for span in told if (given := _given(question, span))), None)
    if own is None:
        return None
    other = [given for span in _told_by(passages) if (given := _given(question, span)) and given.value != own.value]
    newer = [given for given in other if given.day > own.day]
    older = [given for given in other if given.day < own.day]
    if newer:
        return Change(max(newer, key=lambda given: given.day).span, own.span)
    return Change(own.span, max(older, key=lambda given: given.day).span) if older else None


def told_over_time(change: Change, excerpts: Sequence[Excerpt], language: Language, draft: Draft) -> Iterator[Event]:
    """The newer sentence under its day, with what else answers and came out that day; the older last, under its own.

    A day heads all that stands below it: what came out on another one is left out.
    """
    yield from _under(say("as_published", language, value=_day(change.newer, language)), change.newer, draft)
    yield from excerpted((_of_its_day(excerpt, change.newer) for excerpt in excerpts), draft)
    yield from _under(say("published_before", language, value=_day(change.older, language)), change.older, draft)


def told_before(change: Change, language: Language, draft: Draft) -> Iterator[Event]:
    """Behind an answer that tells the newer: when that was published, and the older sentence under its day."""
    one, other = _day(change.newer, language), _day(change.older, language)
    yield from _under(say("published_between", language, one=one, other=other), change.older, draft)


def _under(words: str, span: Span, draft: Draft) -> Iterator[Event]:
    draft.pending += ("\n" if draft.text else "") + words
    yield from draft.release()
    yield from line(span.sentence.text, Verdict(Support.SUPPORTED, (span,)), draft)


def _of_its_day(excerpt: Excerpt, told: Span) -> Excerpt:
    """What an excerpt tells beside a sentence; nothing where it came out on another day."""
    document, own = excerpt.passage.document, told.passage.document
    same_day = document.published == own.published
    left = tuple(s for s in excerpt.sentences if same_day and (document.id, s.start) != (own.id, told.sentence.start))
    return Excerpt(excerpt.passage, left, excerpt.score)


def _day(span: Span, language: Language) -> str:
    published = span.passage.document.published
    return say_day(published, language) if published else ""


def _asks_of_now(question: Question) -> bool:
    """Whether a question asks how things stand: by its words, or since it asks who is something."""
    if question.kind is not Kind.FACT:
        return False
    limits = read_limits(question.written, question.language, date.today())
    stands = question.language.when.stands.search(fold(question.written)) is not None
    return limits.current or (stands and not limits.about and not limits.read)


def _told_by(passages: Sequence[Passage]) -> Iterator[Span]:
    """Every sentence of some passages but those that give orders to whoever reads them."""
    for passage in passages:
        orders = find_orders(sentence.text for sentence in passage.sentences)
        yield from (Span(passage, s) for s, order in zip(passage.sentences, orders, strict=True) if not order)


def _given(question: Question, span: Span) -> _Given | None:
    """What a sentence gives for what a question asks; None where it gives nothing, or more than one thing."""
    document, sentence = span.passage.document, span.sentence
    language = question.language
    if document.published is None or language_of(document.language) != language or is_heading(span.passage, sentence):
        return None
    values = values_given(question, Facts(sentence.text, language))
    if len(values) != 1 or not _is_about(question, f"{document.title}\n{sentence.text}"):
        return None
    return _Given(document.published, span, values.pop())


def _is_about(question: Question, text: str) -> bool:
    """Whether a sentence, with its title, has all names of a question and most of its other terms."""
    asked = set(content_terms(question.written, question.language))
    held, folded = set(content_terms(text, question.language)), fold(text)
    shared = sum(holds(held, term) for term in asked)
    return shared >= ABOUT * len(asked) and all(fold(name) in folded for name in question.names)

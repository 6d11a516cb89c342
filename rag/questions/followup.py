"""A follow-up question made to stand alone, without asking a model: evidence must be on screen at once.

«¿Y Google?» behind «¿Qué gana Amazon?» asks the same of another, so it becomes «¿Qué gana Google?». What is more than
a name or a year, «¿y Amazon, qué gana?», is searched together with the question before it. A question that states its
own subject is left alone, so that a change of subject is not dragged back to the old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.languages import Language, language_of
from rag.text.language import detect_language
from rag.text.names import find_names
from rag.text.numbers import find_dates, find_quantities
from rag.text.terms import content_terms, fold
from rag.types import Turn

__all__ = ["Standalone", "is_follow_up", "stand_alone", "standalone_question"]

FEW_TERMS = 1
"""A question with no more content words than this leans on the one before, unless it names its subject."""

ENOUGH_UNITS = 3
"""Names, figures and other content words by which a question says what it is about, even where it opens with «y»."""

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that can be understood alone: `question` itself, or behind its `context`, an earlier question."""

    question: str
    context: str = ""

    @property
    def text(self) -> str:
        """What is searched."""
        return f"{self.context} {self.question}".strip()


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name or a date in a question, `text[start:end]`, with the words that lead it in: «en», «de la»."""

    start: int
    end: int
    preposition: str
    article: str
    is_date: bool


def is_follow_up(question: str, language: Language, earlier: Sequence[str] = ()) -> bool:
    """Whether a question cannot be understood without those before it.

    Args:
        question: As it was asked.
        language: Its language.
        earlier: The questions that it may follow; one that shares their words goes on with their subject.
    """
    if _points_back(question, language):
        return True
    if _opens(question, language):
        return not _states_its_subject(question, language) or _shares_words(question, earlier, language)
    if _bare(question, language):
        return True
    return not find_names(question, language) and len(content_terms(question, language)) <= FEW_TERMS


def standalone_question(question: str, history: Sequence[Turn], language: Language) -> str:
    """The question to search; see `stand_alone`."""
    return stand_alone(question, history, language).text


def stand_alone(question: str, history: Sequence[Turn], language: Language) -> Standalone:
    """The question itself, the earlier one asked of what this one names, or the question behind what it follows up.

    That is the last question that stands alone, so that a chain of follow-ups keeps its subject, and the one just
    asked, unless this one asks the same of another name or year.
    """
    subject, last = "", ""  # the last question that stands alone, and the follow-up just asked that does not
    for turn in history:
        found = _resolve(turn.question.strip(), subject, last, language)
        if found.context:
            last = found.question
        else:
            subject, last = found.question, ""
    return _resolve(question, subject, last, language)


def _resolve(question: str, subject: str, last: str, language: Language) -> Standalone:
    if not subject or not is_follow_up(question, language, (subject, last)):
        return Standalone(question)
    rewritten = _asked_of_another(question, last or subject, language)
    if rewritten:
        return Standalone(rewritten, subject if last else "")
    before = [subject, last] if last and not _replaces(question, last, language) else [subject]
    return Standalone(question.strip(), " ".join(before))


def _opens(question: str, language: Language) -> bool:
    folded = fold(question)
    first = _WORD.search(folded)
    return first is not None and language.follow_ups.openers.match(folded, first.start()) is not None


def _points_back(question: str, language: Language) -> bool:
    if find_names(question, language):
        return False  # «¿le pagó Microsoft a Google?»: what it points at may be its own
    words = _WORD.findall(fold(question))
    points = not language.follow_ups.pointers.isdisjoint(words)
    return points or not language.follow_ups.last_pointers.isdisjoint(words[-1:])


def _states_its_subject(question: str, language: Language) -> bool:
    """Whether it says enough to be searched alone: a name or a figure, and what is asked of it."""
    names = find_names(question, language)
    if not names and not find_quantities(question, language):
        return False
    outside = "".join(" " if any(n.start <= i < n.end for n in names) else c for i, c in enumerate(question))
    return len(names) + len(content_terms(outside, language)) >= ENOUGH_UNITS


def _shares_words(question: str, earlier: Sequence[str], language: Language) -> bool:
    terms = set(content_terms(question, language))
    return any(not terms.isdisjoint(content_terms(other, language)) for other in earlier)


def _asked_of_another(question: str, earlier: str, language: Language) -> str:
    """The earlier question, asked of the one thing that this one names; empty where that would be a guess."""
    asked = _bare(question, language)
    if asked is None or language_of(detect_language(earlier, language.code)) != language:
        return ""
    named = question[asked.start : asked.end]
    mentions = list(_mentions(earlier, language))
    alike = [mention for mention in mentions if mention.is_date == asked.is_date]
    other = _counterpart(asked, alike)
    if other is not None:
        if asked.is_date and _YEAR.search(earlier, other.start, other.end) and not _YEAR.search(named):
            return ""  # «el 4 de junio» behind «el 3 de mayo de 2021»: of that year, perhaps
        preposition = (
            other.preposition if other.preposition in language.follow_ups.of else asked.preposition or other.preposition
        )
        start = other.start - len(_led(other.preposition, other.article))
        return earlier[:start] + _led(preposition, asked.article) + named + earlier[other.end :]
    taken = bool(alike) if asked.is_date else any(m.preposition == asked.preposition for m in mentions)
    if taken or asked.preposition not in language.follow_ups.circumstances:
        return ""
    body = earlier.rstrip(" ?!.")
    return f"{body} {_led(asked.preposition, asked.article)}{named}{earlier[len(body) :]}"


def _led(*words: str) -> str:
    return "".join(f"{word} " for word in words if word)


def _counterpart(asked: _Mention, mentions: Sequence[_Mention]) -> _Mention | None:
    """What a question is asked of, among what it mentions: the only one in the same place of the sentence."""
    if asked.is_date:
        alike = list(mentions)
    elif asked.preposition:
        alike = [m for m in mentions if m.preposition == asked.preposition]
    else:
        alike = [m for m in mentions if not m.preposition] or list(mentions)
    return alike[0] if len(alike) == 1 else None


def _bare(question: str, language: Language) -> _Mention | None:
    """The name or date of a question that says nothing else: «¿y en 2023?», "what about Google?"."""
    mentions = list(_mentions(question, language))
    if len(mentions) != 1:
        return None
    mention = mentions[0]
    start = mention.start - len(_led(mention.preposition, mention.article))
    around = fold(f"{question[:start]} {question[mention.end :]}")
    rest = language.follow_ups.openers.sub("", around, count=1)
    return None if _WORD.search(rest) else mention


def _mentions(text: str, language: Language) -> Iterator[_Mention]:
    for name in find_names(text, language):
        yield _mention(text, name.start, name.end, language, is_date=False)
    for day in find_dates(text, language):
        yield _mention(text, day.start, day.end, language, is_date=True)


def _mention(text: str, start: int, end: int, language: Language, *, is_date: bool) -> _Mention:
    before = re.search(r"(?:(?P<preposition>\w+) )?(?:(?P<article>\w+) )?\Z", text[:start])
    first, second = (before["preposition"] or "", before["article"] or "") if before else ("", "")
    if second.lower() in language.follow_ups.articles:
        preposition, article = first, second
    else:
        preposition, article = second or first, ""
    if preposition.lower() not in language.follow_ups.prepositions:
        preposition = ""
    return _Mention(start, end, preposition, article, is_date)


def _replaces(question: str, earlier: str, language: Language) -> bool:
    """Whether both name something, or both state a figure: then the later one stands for the earlier."""
    if find_names(question, language) and find_names(earlier, language):
        return True
    return bool(find_quantities(question, language) and find_quantities(earlier, language))

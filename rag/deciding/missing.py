"""What the nearest that an archive holds lacks of a question that it does not answer, as one line for the reader.

The first that is missing is told: a name, a figure or a date, something of the type that is asked for, then the words.
Names and figures are looked for in all articles found, words in those of which sentences are shown, the type in these
sentences: the line must be true of what stands below it. What the rules cannot tell is left unsaid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.deciding.answerability import STEM
from rag.languages import Language
from rag.questions.giving import could_give
from rag.questions.nouns import Asked
from rag.questions.question import Question
from rag.questions.wording import Wording
from rag.text.facts import Facts, missing_names, missing_quantity
from rag.text.messages import say
from rag.text.terms import content_terms, fold

__all__ = ["Missing", "find_missing", "say_missing"]

MOST = 3
"""Words that are named at most."""

_TYPES: Mapping[Asked, str] = {
    Asked.PERSON: "lacks_person",
    Asked.PLACE: "lacks_place",
    Asked.ORGANISATION: "lacks_organisation",
    Asked.DATE: "lacks_date",
    Asked.QUANTITY: "lacks_quantity",
    Asked.STATEMENT: "lacks_statement",
}
"""The message for each type of thing whose absence its form tells."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing: words of the question as they were written, or else something of a type.

    Attributes:
        words: Names, a figure or words that the articles do not hold.
        beside: Names of the question that those shown do hold, where names are missing.
        asked: The type of which the sentences give nothing; `ANY` where words are missing.
    """

    words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    asked: Asked = Asked.ANY


def find_missing(
    question: Question, sentences: Sequence[Facts], nearest: Sequence[Facts], found: Sequence[Facts]
) -> Missing | None:
    """The first that is missing, or None where nothing is known to be.

    Args:
        question: As it stands alone.
        sentences: Those that are shown; where none is, nothing is told.
        nearest: The articles that they are from, title and text; in any languages.
        found: All articles found, these among them.
    """
    if not sentences:
        return None
    stated = Facts(question.written, question.language)
    if lacking := _unnamed(stated, found):
        held = set(stated.names) - _unnamed(stated, nearest)
        return Missing(_first(stated.names, lacking), _first(stated.names, held))
    if figure := missing_quantity(stated, found):
        return Missing((figure,))
    if question.asked in _TYPES and not any(could_give(question, sentence) for sentence in sentences):
        return Missing(asked=question.asked)
    words = _missing_words(question, nearest)
    return Missing(words) if words else None


def say_missing(missing: Missing, language: Language) -> str:
    """One line that says it; what the asker wrote stands in quotation marks."""
    if missing.asked in _TYPES:
        return say(_TYPES[missing.asked], language)
    value = _listed(missing.words, "and" if missing.beside else "nor", language)
    if missing.beside:
        return say("lacks_beside", language, held=_listed(missing.beside, "and", language), value=value)
    return say("lacks", language, value=value)


def _unnamed(stated: Facts, articles: Sequence[Facts]) -> set[str]:
    """The names that none of some articles holds, of which there must be one."""
    return set.intersection(*(set(missing_names(stated, [article], ())) for article in articles))


def _missing_words(question: Question, articles: Sequence[Facts]) -> tuple[str, ...]:
    """The content words that none of some articles holds, but for those that say what is asked for.

    None where an article is in another language, which may say them in its own words.
    """
    if any(article.language != question.language for article in articles):
        return ()
    wording = Wording(question.written, question.language)
    asking = {wording.words[asker.word].folded for asker in wording.askers} | {fold(question.noun)}
    words = (word for word in wording.words[wording.first :] if word.folded not in asking)
    written = [word.written for word in words]
    return _first(written, {word for word in written if not any(_holds(article, word) for article in articles)})


def _first(words: Iterable[str], wanted: Collection[str]) -> tuple[str, ...]:
    """The words that are wanted, in their order, each once, as many as are named at most."""
    return tuple(dict.fromkeys(word for word in words if word in wanted))[:MOST]


def _holds(article: Facts, word: str) -> bool:
    """Whether an article has a word, or another of its family; function words stand everywhere."""
    terms = content_terms(word, article.language)
    return all(term in article.terms or _has_kin(article, term) for term in terms)


def _has_kin(article: Facts, term: str) -> bool:
    alike = len(term) >= STEM and not term[0].isdigit()
    return alike and any(other.startswith(term[:STEM]) for other in article.terms)


def _listed(words: Sequence[str], joint: str, language: Language) -> str:
    *others, last = (say("quoted", language, value=word) for word in words)
    return say(joint, language, one=", ".join(others), other=last) if others else last

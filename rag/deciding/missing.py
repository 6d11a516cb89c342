"""What the nearest that an archive holds lacks of a question that it does not answer, as one line for the reader.

The first that is missing is told: a name, a figure or a date, something of the type that is asked for, a thing, what is
done. Names and figures are looked for in all articles found, the type in the sentences that are shown, the rest in the
articles of these: the line must be true of what stands below it. What the rules cannot tell is left unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.languages import Language
from rag.questions.giving import could_give, has_kin, mentions
from rag.questions.nouns import Asked
from rag.questions.question import Kind, Question
from rag.questions.wording import Wording, is_noun, is_verb
from rag.text.facts import Facts, missing_names, missing_quantity
from rag.text.messages import say
from rag.text.morphology import has_lemma, typed_readings
from rag.text.terms import content_terms, fold

__all__ = ["Missing", "find_missing", "say_missing"]

MOST = 3
"""Words that are named at most."""

UNTOLD = (Kind.OVERVIEW, Kind.KEYWORDS, Kind.LIST)
"""Kinds whose verbs ask rather than tell: «qué se sabe de»."""

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
        words: Names, a figure or things that the articles do not hold.
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
        named = tuple(dict.fromkeys(stated.names))
        return Missing(
            tuple(name for name in named if name in lacking)[:MOST],
            tuple(name for name in named if name in held)[:MOST],
        )
    if figure := missing_quantity(stated, found):
        return Missing((figure,))
    if question.asked in _TYPES and not any(could_give(question, sentence) for sentence in sentences):
        return Missing(asked=question.asked)
    words = _missing_words(question, nearest, found)
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
    """The names of which none of some articles, of which there must be one, holds a word.

    One that it holds in part may be the same: «Barack Obama», «Obama»; "Mexico City", «Ciudad de México».
    """
    return set.intersection(*(set(_unnamed_in(stated, article)) for article in articles))


def _unnamed_in(stated: Facts, article: Facts) -> Iterator[str]:
    for name in missing_names(stated, [article], ()):
        if article.words.isdisjoint(Facts(name, stated.language).capitals):
            yield name


def _missing_words(question: Question, articles: Sequence[Facts], found: Sequence[Facts]) -> tuple[str, ...]:
    """The things that a question speaks of and none of some articles mentions; else what is done, where all lack that.

    A verb that another of the articles found has is too common to tell anything: «decir», «volver». What the question
    asks for is no such thing. An article in another language has its own words for all, so nothing is told.
    """
    if any(article.language != question.language for article in articles):
        return ()
    wording = Wording(question.written, question.language)
    words = [word for word in wording.words[wording.first :] if not any(_holds(a, word.written) for a in articles)]
    asking = {wording.words[asker.word] for asker in wording.askers}
    works = question.language.press.works  # «noticias» asks for articles, which need not call themselves so
    asked_for = [w for w in words if w in asking or w.folded == fold(question.noun) or works.fullmatch(w.folded)]
    lacking = [word.written for word in words if word not in asked_for]
    named = {word for name in question.names for word in name.split()}
    things = [word for word in lacking if word in named or _is_thing(word, question.language)]
    told = [] if question.kind in UNTOLD else [word for word in lacking if _is_done(word, question.language)]
    done = [word for word in told if not any(_holds(article, word) for article in found)]
    return tuple(dict.fromkeys(things))[:MOST] or tuple(done[:1])


def _is_thing(word: str, language: Language) -> bool:
    """Whether a word is a noun, and neither something that is done nor how something is."""
    adjective = any(reading.pos == "a" for reading in typed_readings(word, language.code))
    return is_noun(word, language.code) and not adjective


def _is_done(word: str, language: Language) -> bool:
    """Whether a word is a verb that says something by itself."""
    helps = has_lemma(word, language.syntax.auxiliaries, language.code) or language.reserves.modal.fullmatch(fold(word))
    return is_verb(word, language.code) and not helps


def _holds(article: Facts, word: str) -> bool:
    """Whether an article has a word in any form, another of its family or of its meaning; function words stand there.

    «Soler» is no form of «suele»: of a name only what begins alike.
    """
    if word.islower():
        return not Facts(word, article.language).terms or mentions(article, word)
    return all(term in article.terms or has_kin(article, term) for term in content_terms(word, article.language))


def _listed(words: Sequence[str], joint: str, language: Language) -> str:
    *others, last = (say("quoted", language, value=word) for word in words)
    return say(joint, language, one=", ".join(others), other=last) if others else last

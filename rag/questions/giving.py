"""Whether a sentence could give what a question asks for: a person's name, a place, a figure of that kind, a date.

What a sentence lacks for certain is told: it has no figure, or only names that the question states itself. Where rules
cannot tell, as of a cause or a manner, a sentence could give it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from rag.languages import Language
from rag.languages.international import CURRENCIES
from rag.questions.nouns import Asked, asked_by, is_plural, time_unit
from rag.questions.question import Question
from rag.questions.wording import Wording, first_verb, is_noun
from rag.text.dictionaries import kinds, senses
from rag.text.facts import Facts
from rag.text.figures import CODE, SCORE, TIME, Quantity
from rag.text.measures import in_base
from rag.text.morphology import forms_of, has_lemma, readings
from rag.text.names import Name
from rag.text.terms import content_terms, fold

__all__ = ["could_give", "counts_things", "gives", "has_kin", "holds", "measured_by_verb", "mentions", "values_given"]

_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 5
"""Letters of a stem that tells by itself which word it is of."""

_SHARES = frozenset({"%", "pp", "permille", "bp"})
_DIMENSIONS = {"second": "time", "month": "time", "m": "length", "kg": "weight", "%": "share", "pp": "share"}


def could_give(question: Question, sentence: Facts) -> bool:
    """Whether a sentence could give an answer of the type that a question asks for, besides what that states itself."""
    return gives(question.asked, question.unit, sentence, Facts(question.written, question.language))


def gives(asked: Asked, unit: str, sentence: Facts, stated: Facts) -> bool:
    """Whether a sentence could give something of a type.

    Args:
        asked: The type.
        unit: Of a quantity, what is counted or measured; empty where that is not said.
        sentence: The sentence, in any language; the unit is compared only where it is in that of the question.
        stated: The question: its names, figures and dates answer nothing.
    """
    if asked is Asked.QUANTITY:
        return _gives_figure(unit, sentence, stated)
    if asked is Asked.STATEMENT:
        return _gives_statement(sentence)
    rule = _RULES.get(asked)
    return rule is None or rule(sentence, stated)


def values_given(question: Question, sentence: Facts) -> set[str]:
    """The values in a sentence, in the question's language, of a figure or a person that is asked for, to compare.

    Stricter than `could_give`: a figure stands before what is counted, or bears a unit where the question names none; a
    person has a name, and what the person is stands in the same sentence.
    """
    stated = Facts(question.written, question.language)
    if question.asked is Asked.PERSON:
        offices = stated.terms - {t for name in stated.names for t in content_terms(name, stated.language)}
        is_that = any(holds(sentence.words, office) for office in offices)
        named = (n for n in _fresh_names(sentence, stated) if not _is_place(n, sentence))
        return {fold(name.text) for name in named} if is_that else set()
    if question.asked is not Asked.QUANTITY:
        return set()
    figures = [q for q in _fresh(sentence, stated) if not (q.is_year or q.is_ordinal or q.unit in (TIME, CODE))]
    counted = _stems(question.unit, question.language)
    return {
        f"{figure.value} {figure.unit or ''}"
        for figure in figures
        if (_stems(_behind(figure, sentence), sentence.language) & counted if counted else figure.unit)
    }


def counts_things(question: Question) -> bool:
    """Whether it is asked how many there are of something: «goles», neither «metros» nor «gente»."""
    language, unit = question.language, question.unit
    counted = question.asked is Asked.QUANTITY and bool(unit) and is_plural(unit, language.code)
    return counted and not _wanted(fold(unit), language)


def mentions(text: Facts, word: str) -> bool:
    """Whether a text has a word, one of its family or one that may mean the same: «muertos», «un fallecido»."""
    wanted, code = Facts(word, text.language), text.language.code
    if any(text.tells(term, wanted) or has_kin(text, term) for term in wanted.terms):
        return True
    meanings = frozenset().union(*(senses(lemma, pos, code) for forms in wanted.forms.values() for lemma, pos in forms))
    return any(not meanings.isdisjoint(senses(lemma, pos, code)) for lemma, pos in text.lemmas)


def has_kin(text: Facts, term: str) -> bool:
    """Whether a text has another word of the family of a long term: «fundador», «fundó»."""
    alike = len(term) >= _TELLING and not term[0].isdigit()
    return alike and any(other.startswith(term[:_TELLING]) for other in text.terms)


def holds(words: Iterable[str], term: str) -> bool:
    """Whether some words have a term, or a long one begins one of them: «alcaldesa» is «alcalde» too."""
    return any(word == term or (len(term) >= _TELLING and word.startswith(term)) for word in words)


def _behind(figure: Quantity, sentence: Facts) -> str:
    """The two words behind a figure: «14 nuevos heridos»."""
    return " ".join(_WORD.findall(sentence.text[figure.end :])[:2])


def _stems(words: str, language: Language) -> set[str]:
    return set(content_terms(words, language))


def _gives_person(sentence: Facts, stated: Facts) -> bool:
    """A name that does not follow a preposition of place, or a noun for people: «lo mató su marido»."""
    named = (name for name in _fresh_names(sentence, stated) if not _is_place(name, sentence))
    return any(True for _ in named) or _has_fresh_noun(Asked.PERSON, sentence, stated)


def _gives_place(sentence: Facts, stated: Facts) -> bool:
    """A name that no noun for a person stands before, or a noun for a place."""
    named = (name for name in _fresh_names(sentence, stated) if not _is_person(name, sentence))
    return any(True for _ in named) or _has_fresh_noun(Asked.PLACE, sentence, stated)


def _gives_organisation(sentence: Facts, stated: Facts) -> bool:
    named = (name for name in _fresh_names(sentence, stated) if not _is_person(name, sentence))
    return any(True for _ in named) or _has_fresh_noun(Asked.ORGANISATION, sentence, stated)


def _gives_date(sentence: Facts, stated: Facts) -> bool:
    """A date, a time of day or span, a day of the week, a word for a time: «en verano»."""
    known = {(d.year, d.month, d.day) for d in stated.dates}
    if any((d.year, d.month, d.day) not in known for d in sentence.dates):
        return True
    if any(q.unit == TIME or _dimension(q.unit) == "time" for q in _fresh(sentence, stated)):
        return True
    fresh_days = sentence.words & sentence.language.weekdays - stated.words
    return bool(fresh_days) or _has_fresh_noun(Asked.DATE, sentence, stated)


def _gives_statement(sentence: Facts) -> bool:
    """Words in quotation marks, or a verb of saying or thinking; of a language without a list of those, anything."""
    speech, code = sentence.language.speech, sentence.language.code
    if not speech.verbs or '"' in sentence.text or "«" in sentence.text or "“" in sentence.text:
        return True
    said = any(has_lemma(word, speech.verbs, code) for word in _WORD.findall(sentence.text))
    return said or speech.marks.search(sentence.folded) is not None


_RULES: Mapping[Asked, Callable[[Facts, Facts], bool]] = {
    Asked.PERSON: _gives_person,
    Asked.PLACE: _gives_place,
    Asked.ORGANISATION: _gives_organisation,
    Asked.DATE: _gives_date,
}


# --- Names ------------------------------------------------------------------------------------------------------


def _fresh_names(sentence: Facts, stated: Facts) -> list[Name]:
    """The names of a sentence that the question does not hold."""
    return [name for name in sentence.name_spans if not Facts(name.text, sentence.language).words <= stated.words]


def _before(name: Name, sentence: Facts) -> str:
    """The word before a name, past an article; as it is written."""
    words = _WORD.findall(sentence.text[: name.start])
    while words and fold(words[-1]) in sentence.language.syntax.determiners:
        words.pop()
    return words[-1] if words else ""


def _is_place(name: Name, sentence: Facts) -> bool:
    """Whether a preposition says that something is there."""
    return fold(_before(name, sentence)) in sentence.language.questions.at


def _is_person(name: Name, sentence: Facts) -> bool:
    """Whether a noun for a person stands right before a name: «el alcalde Ruiz»."""
    before = _before(name, sentence)
    return bool(before) and asked_by(before, sentence.language.code) is Asked.PERSON


def _has_fresh_noun(kind: Asked, sentence: Facts, stated: Facts) -> bool:
    """Whether a sentence has a noun that may be of a kind, and that the question does not hold."""
    words = {word for word in _WORD.findall(sentence.text) if fold(word) not in stated.words}
    small = (word for word in words if fold(word) not in sentence.language.stop_words)
    return any(_may_be(kind, word, sentence.language) for word in small)


def _may_be(kind: Asked, word: str, language: Language) -> bool:
    nouns = {reading.lemma for reading in readings(word, language.code) if reading.pos == "n"}
    meanings = [sense for noun in nouns for sense in senses(noun, "n", language.code)]
    alike = sum(str(kind) in kinds(sense, language.code) for sense in meanings)
    return alike > 0 and alike * 3 >= len(meanings)


# --- Figures ----------------------------------------------------------------------------------------------------


def _fresh(sentence: Facts, stated: Facts) -> list[Quantity]:
    known = {(q.value, q.unit) for q in stated.quantities}
    return [q for q in sentence.quantities if (q.value, q.unit) not in known]


def _gives_figure(unit: str, sentence: Facts, stated: Facts) -> bool:
    """A figure that may be of a unit: a sum of money for «dinero», no percentage for «goles»; years count nothing."""
    figures = [q for q in _fresh(sentence, stated) if not (q.is_year or q.is_ordinal or q.unit in (TIME, CODE))]
    if not unit:
        measured = measured_by_verb(stated)
        return any(not measured or _measures(measured, figure, sentence) for figure in figures)
    wanted = _wanted(fold(unit), stated.language)
    return any(_may_count(figure, wanted, sentence.language) for figure in figures)


def measured_by_verb(stated: Facts) -> str:
    """What the verb of a question measures, where it is asked how much: money of «cuesta», weight of «pesa»."""
    verb, language = first_verb(Wording(stated.text, stated.language)), stated.language
    lemmas = [lemma for lemma, pos in forms_of(verb.written, language.code) if pos == "v"] if verb else []
    return next(filter(None, (language.questions.kinds_of_figure.get(fold(lemma), "") for lemma in lemmas)), "")


def _measures(wanted: str, figure: Quantity, sentence: Facts) -> bool:
    """Whether a figure may be a measure: it has a unit of that kind, or neither that nor a noun that it counts."""
    if figure.unit is not None:
        return _may_count(figure, wanted, sentence.language)
    behind = _WORD.match(sentence.text[figure.end :].lstrip())
    counts = behind is not None and is_noun(behind[0], sentence.language.code)
    return behind is None or not counts or fold(behind[0]) in sentence.language.stop_words


def _wanted(folded: str, language: Language) -> str:
    """What a noun measures: money, time and so on; empty where it is counted."""
    if folded in language.numbers.currencies:
        return "money"
    if time_unit(folded, language):
        return "time"
    code = language.numbers.measures.get(folded)
    return (_dimension(code) or code or "") if code else language.questions.kinds_of_figure.get(folded, "")


def _may_count(figure: Quantity, wanted: str, language: Language) -> bool:
    """Whether a figure may be of what is wanted; one without a unit may be of anything."""
    if figure.unit is None:
        return True
    if not wanted:
        return figure.unit == SCORE
    if figure.unit in language.numbers.currencies.values():  # «peso», of whichever country
        return wanted == "money"
    return wanted in (_dimension(figure.unit), figure.unit)


def _dimension(unit: str | None) -> str:
    """Money, time, length, weight or share, by the code of a unit; empty for another, or none."""
    if unit is None:
        return ""
    if unit in _SHARES:
        return "share"
    if unit in CURRENCIES.values():
        return "money"
    return _DIMENSIONS.get(in_base(Decimal(1), unit)[1], "")

"""What a question is: its kind, what it asks for, whom and what it names, its limits of time, and its parts.

It is read by rules, from the question alone: neither the archive nor the conversation is known here, so a follow-up is
made to stand alone first (`rag.questions.followup`). A kind says how an answer is best given, so it is told by what
the reader waits for rather than by a word: «¿por qué tiendas anduvo?» waits for a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from rag.languages import Language
from rag.questions.naming import find_named
from rag.questions.nouns import Asked, asked_by, is_plural
from rag.questions.parts import Part, divide
from rag.questions.wording import Asker, Wording, is_noun, is_verb, may_be_verb, written_out
from rag.text.figures import DateMention
from rag.text.morphology import has_lemma, readings, typed_readings
from rag.text.numbers import find_dates

__all__ = ["Asked", "Kind", "Question", "read_question"]

SHORT = 5
"""Words behind «quién es» from which on it is told what somebody did, so that a name is asked for."""

REACH = 4
"""Words behind «qué» among which the verb stands that says whether something said, or a cause, is asked for."""


class Kind(StrEnum):
    """Kinds of questions, by how each is best answered."""

    FACT = "fact"
    YES_NO = "yes_no"
    WHY = "why"
    HOW = "how"
    LIST = "list"
    OVERVIEW = "overview"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a value.

    Attributes:
        text: As it was asked; of a part, so that it stands alone.
        written: The same with the words written out that were cut short: «q», «xq».
        language: Of the question.
        kind: How it is best answered.
        asked: The type of the thing asked for.
        noun: The noun that is asked for, as it is written: «ciudad» of «en qué ciudad»; empty where there is none.
        unit: What is counted or measured: «goles», «porcentaje»; empty where nothing is, or a verb alone says it.
        names: Whom and what it names, in order.
        guessed: Whether the names are guessed, in a question without capitals: words that no dictionary knows.
        limits: The years and days that it names.
        divided: The questions of one that asks several things or of several subjects; empty where it is one.
        own: Of a part, the words by which it asks, without what it is asked of; empty for a whole question.
    """

    text: str
    written: str
    language: Language
    kind: Kind
    asked: Asked = Asked.ANY
    noun: str = ""
    unit: str = ""
    names: tuple[str, ...] = ()
    guessed: bool = False
    limits: tuple[DateMention, ...] = ()
    divided: tuple[Question, ...] = ()
    own: str = ""

    @property
    def parts(self) -> tuple[Question, ...]:
        """The questions to answer, each able to stand alone: itself where it is one."""
        return self.divided or (self,)

    def as_dict(self) -> Mapping[str, object]:
        """What is known of it, for JSON: text, numbers, lists and objects; what it has nothing of is left out."""
        facts = {
            "text": self.text,
            "language": self.language.code,
            "kind": str(self.kind),
            "asked": str(self.asked),
            "noun": self.noun,
            "unit": self.unit,
            "names": list(self.names),
            "limits": [_written_date(limit) for limit in self.limits],
            "parts": [part.as_dict() for part in self.divided],
        }
        return {name: value for name, value in facts.items() if value}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the words that ask say: the kind, the type, and the noun asked for."""

    kind: Kind
    asked: Asked = Asked.ANY
    noun: str = ""
    unit: str = ""


def read_question(text: str, language: Language) -> Question:
    """The question that a text asks, with its parts.

    Args:
        text: As it was typed: accents, capitals and question marks may be missing, words may be cut short.
        language: Of the text; one that lacks a rule gets the kind of those that it has.
    """
    whole = _read(text, language)
    joint = whole.kind in (Kind.OVERVIEW, Kind.YES_NO, Kind.KEYWORDS)
    parts = divide(Wording(whole.written, language), compares=whole.kind is Kind.COMPARISON, joint=joint)
    return replace(whole, divided=tuple(_read_part(part, language) for part in parts)) if len(parts) > 1 else whole


def _read_part(part: Part, language: Language) -> Question:
    """A part, read by its own words, though what it is asked of stands before them."""
    own = _read(part.own, language)
    text = part.text
    names = find_named(text, language)
    return replace(
        own,
        text=text,
        written=text,
        names=names.names,
        guessed=names.guessed,
        limits=tuple(find_dates(text, language)),
        own=part.own,
    )


def _read(text: str, language: Language) -> Question:
    written = written_out(text.strip(), language)
    found, named = _reading(Wording(written, language)), find_named(written, language)
    return Question(
        text=text.strip(),
        written=written,
        language=language,
        kind=found.kind,
        asked=found.asked,
        noun=found.noun,
        unit=found.unit,
        names=named.names,
        guessed=named.guessed,
        limits=tuple(find_dates(written, language)),
    )


def _written_date(date: DateMention) -> str:
    """As ISO 8601 has it, as far as it is stated: `1936-05-07`, `1936`, `--05-07`; a year before Christ is negative."""
    year = "-" if date.year is None else f"{-date.year if date.is_bc else date.year:04}"
    return "-".join([year, *(f"{value:02}" for value in (date.month, date.day) if value is not None)])


# --- The kind ---------------------------------------------------------------------------------------------------


def _reading(wording: Wording) -> _Reading:
    asks = wording.language.questions
    places = _clause_starts(wording)
    if any(wording.matches(asks.listing, i) for i in places):
        return _listed(wording)
    if any(wording.matches(asks.overview, i) for i in places):
        return _Reading(Kind.OVERVIEW)
    if any(wording.matches(asks.comparison, i) for i in places):
        return _Reading(Kind.COMPARISON)
    if any(wording.matches(asks.definition, i) and _ends_soon(wording, i) for i in places):
        return _Reading(Kind.DEFINITION)
    if wording.askers:
        return _by_question_word(wording, wording.askers[0])
    return _without_question_word(wording)


def _clause_starts(wording: Wording) -> list[int]:
    """The places where what asks for a kind of answer as a whole may stand: behind courtesies, or where it asks."""
    starts = {0, wording.first, *(asker.first for asker in wording.askers[:1]), *(a.word for a in wording.askers[:1])}
    sentences = (i for i in range(wording.first + 1, len(wording.words)) if set(wording.gap(i)) & set(".?!;:"))
    return sorted(i for i in {*starts, *sentences} if i < len(wording.words))


def _ends_soon(wording: Wording, i: int) -> bool:
    """Whether little follows «quién es»: no verb but its own, and no noun with an article that tells what he did."""
    behind = wording.words[i + 2 :]
    if not behind or len(behind) > SHORT or len(wording.askers) > 1:
        return False
    is_who = bool(wording.language.questions.name.fullmatch(wording.words[i].folded))
    if is_who and behind[0].folded in wording.language.syntax.determiners:
        return False
    return not any(True for _ in wording.verbs(i + 2, len(wording.words)))


def _listed(wording: Wording) -> _Reading:
    """A list that is asked for in so many words; its noun is the first of several behind the article."""
    asks, code = wording.language.questions, wording.language.code
    start = next(i for i in _clause_starts(wording) if wording.matches(asks.listing, i))
    nouns = (w.written for w in wording.words[start + 1 :] if w.folded not in wording.language.stop_words)
    noun = next((noun for noun in nouns if is_noun(noun, code) and is_plural(noun, code)), "")
    return _Reading(Kind.LIST, asked_by(noun, code) if noun else Asked.ANY, noun)


def _by_question_word(wording: Wording, asker: Asker) -> _Reading:
    asks, i, first = wording.language.questions, asker.word, asker.first
    if wording.matches(asks.why_typed, i) or wording.matches(asks.cause, first) or wording.matches(asks.cause, i):
        return _why(wording, asker)
    if called := asks.called.match(wording.folded, wording.words[i].start):
        return _named(wording, called.end())
    if wording.matches(asks.figure, i):
        return _counted(wording, i)
    if wording.matches(asks.manner, first):
        return _Reading(Kind.HOW, Asked.MANNER)
    if wording.matches(asks.date, first) or wording.matches(asks.date, i):
        noun = _noun_behind(wording, i)
        return _Reading(_one_or_several(noun, wording), Asked.DATE, noun)
    if wording.matches(asks.place, i):
        return _Reading(Kind.FACT, Asked.PLACE)
    if wording.matches(asks.name, i):
        return _Reading(Kind.LIST if wording.matches(asks.several, i) else Kind.FACT, Asked.PERSON)
    return _which(wording, i)


def _why(wording: Wording, asker: Asker) -> _Reading:
    """A cause, unless «por» leads in what is asked for: «por qué tiendas anduvo», «por qué delito fue condenado»."""
    why = _Reading(Kind.WHY, Asked.CAUSE)
    code, behind = wording.language.code, asker.word + 1
    if asker.first == asker.word or behind + 1 >= len(wording.words):
        return why
    noun = wording.words[behind].written
    asked = asked_by(noun, code)
    if (
        not is_noun(noun, code)
        or noun[0].isupper()
        or asked is Asked.CAUSE
        or wording.words[behind].folded in wording.language.stop_words
    ):
        return why
    several = is_plural(noun, code)
    if not several and (asked in (Asked.PERSON, Asked.PLACE) or not _verb_follows(wording, behind + 1)):
        return why  # «¿por qué Chile rompió…?»: a name without its capital
    return _Reading(Kind.LIST if several else Kind.FACT, asked, noun)


def _verb_follows(wording: Wording, i: int) -> bool:
    """Whether a verb stands at a place, or behind the pronoun there."""
    code, words = wording.language.code, wording.words
    clitics = wording.language.syntax.clitics | wording.language.questions.reciprocal
    while i < len(words) and words[i].folded in clitics:
        i += 1
    return i < len(words) and may_be_verb(words[i].written, code)


def _named(wording: Wording, end: int) -> _Reading:
    """What something is called, by the noun behind an offset: «cómo se llama el perro»."""
    noun = _next_noun(wording, sum(word.start < end for word in wording.words))
    return _Reading(_one_or_several(noun, wording), asked_by(noun, wording.language.code) if noun else Asked.ANY, noun)


def _counted(wording: Wording, i: int) -> _Reading:
    """A figure, with the noun that is counted: «cuántos goles»."""
    match = wording.language.questions.figure.match(wording.folded, wording.words[i].start)
    end = match.end() if match else 0
    behind = next((word for word in wording.words if word.start >= end), None)
    unit = ""
    if behind is not None and behind.folded not in wording.language.stop_words:
        certain = may_be_verb(behind.written, wording.language.code) and not _is_counted(behind.written, wording)
        unit = "" if certain else behind.written
    return _Reading(Kind.FACT, Asked.QUANTITY, unit, unit)


def _is_counted(word: str, wording: Wording) -> bool:
    found = typed_readings(word, wording.language.code)
    return any(r.pos == "n" and r.features.number == "plural" for r in found)


def _which(wording: Wording, i: int) -> _Reading:
    """What «qué», «cuál» ask for: what the noun behind them names, or else something said or done."""
    code = wording.language.code
    noun = _noun_behind(wording, i)
    if not noun:
        if _has_lemma_near(wording, i, wording.language.questions.cause_verbs):
            return _Reading(Kind.WHY, Asked.CAUSE)
        kind = Kind.LIST if wording.matches(wording.language.questions.several, i) else Kind.FACT
        return _Reading(
            kind, Asked.STATEMENT if _has_lemma_near(wording, i, wording.language.speech.verbs) else Asked.ANY
        )
    asked = asked_by(noun, code)
    kind = _one_or_several(noun, wording)
    if wording.matches(wording.language.questions.several, i):
        kind = Kind.LIST
    if asked is Asked.CAUSE and kind is Kind.FACT:
        return _Reading(Kind.WHY, asked, noun)
    return _Reading(kind, asked, noun, noun if asked is Asked.QUANTITY else "")


def _one_or_several(noun: str, wording: Wording) -> Kind:
    return Kind.LIST if noun and is_plural(noun, wording.language.code) else Kind.FACT


def _has_lemma_near(wording: Wording, i: int, verbs: frozenset[str]) -> bool:
    """Whether one of some verbs stands soon behind a question word."""
    code = wording.language.code
    near = wording.words[i + 1 : i + 1 + REACH]
    return any(may_be_verb(w.written, code) and has_lemma(w.written, verbs, code) for w in near)


# --- The noun ---------------------------------------------------------------------------------------------------


def _noun_behind(wording: Wording, i: int) -> str:
    """The noun behind a question word, past a copula and an article: «cuál es el hongo»; empty where a verb follows."""
    words, language = wording.words, wording.language
    if not wording.matches(language.questions.which, i) and not wording.matches(language.questions.several, i):
        return ""
    place = i + 1
    if place + 1 < len(words) and _is_copula(words[place].written, language):
        return _next_noun(wording, place + 2) if words[place + 1].folded in language.syntax.determiners else ""
    if place < len(words) and words[place].folded in language.syntax.clitics | language.questions.reciprocal:
        return ""
    return _next_noun(wording, place)


def _is_copula(word: str, language: Language) -> bool:
    """Whether a word says what something is; «hay» and "has" are auxiliaries that do not."""
    return has_lemma(word, _lemmas_of_copulas(language), language.code)


@cache
def _lemmas_of_copulas(language: Language) -> frozenset[str]:
    forms = (reading for form in language.syntax.copulas for reading in readings(form, language.code))
    return frozenset(form.lemma for form in forms if form.pos == "v")


def _next_noun(wording: Wording, i: int) -> str:
    """The noun that begins at a place, behind numbers and small words; of a language that has it last, the last."""
    words, language = wording.words, wording.language
    while i < len(words) and (words[i].folded in language.numbers.cardinals or _is_small(words[i].folded, language)):
        i += 1
    found = ""
    while i < len(words) and not wording.gap(i).strip(" ¿\"“«'") and not _ends_noun(wording, i):
        found = words[i].written
        i += 1
        if not language.questions.noun_last:
            break
    return found


def _is_small(folded: str, language: Language) -> bool:
    small = folded in language.stop_words and not has_lemma(folded, language.syntax.auxiliaries, language.code)
    return (
        small and folded not in language.follow_ups.prepositions | language.syntax.clitics - language.syntax.determiners
    )


def _ends_noun(wording: Wording, i: int) -> bool:
    """Whether a word is none of the words of a noun: a function word, or a verb."""
    word, language = wording.words[i], wording.language
    if i and wording.words[i - 1].folded in language.syntax.determiners:
        return word.folded in language.stop_words
    if word.folded in language.stop_words or is_verb(word.written, language.code):
        return True
    if not may_be_verb(word.written, language.code):
        return False
    if language.questions.noun_last:  # "which rounds did": a noun that may be a verb, before a verb
        return not any(True for _ in wording.verbs(i + 1, len(wording.words)))
    return not any(r.pos == "n" for r in typed_readings(word.written, language.code)) or not any(
        may_be_verb(w.written, language.code) for w in wording.words[i + 1 :]
    )


# --- Without a question word ------------------------------------------------------------------------------------


def _without_question_word(wording: Wording) -> _Reading:
    if wording.matches(wording.language.questions.whether, wording.first):
        return _Reading(Kind.YES_NO)
    relative = next((i for i in range(wording.first + 1, len(wording.words)) if _leads_in_clause(wording, i)), None)
    if relative is not None and not wording.has_mark and not _states(wording, wording.first, relative):
        return _headed(wording, relative)
    if wording.has_mark or _states(wording, wording.first, len(wording.words)):
        return _Reading(Kind.YES_NO)
    return _Reading(Kind.KEYWORDS)


def _leads_in_clause(wording: Wording, i: int) -> bool:
    return wording.is_relative(i) and bool(wording.language.questions.words.fullmatch(wording.words[i].folded))


def _headed(wording: Wording, relative: int) -> _Reading:
    """A noun with a clause about it and no more: «municipios donde tiene casas» asks for those."""
    code = wording.language.code
    noun = wording.words[wording.first].written
    if not any(may_be_verb(word.written, code) for word in wording.words[relative:]):
        return _Reading(Kind.KEYWORDS)
    return _Reading(Kind.LIST if is_plural(noun, code) else Kind.FACT, asked_by(noun, code), noun)


def _states(wording: Wording, start: int, end: int) -> bool:
    """Whether some words hold a verb in a person and a tense: for certain, or by the word before it."""
    language = wording.language
    if any(True for _ in wording.verbs(start, end)):
        return True
    before = language.questions.reciprocal | language.negation.cues
    words = wording.words[start:end]
    return any(
        (one.folded in before and may_be_verb(other.written, language.code))
        or (other.folded in language.follow_ups.prepositions and _may_help(one.written, language))
        for one, other in pairwise(words)
    )


def _may_help(word: str, language: Language) -> bool:
    """Whether a word may be an auxiliary without its accent: «esta de acuerdo»."""
    return any(r.lemma in language.syntax.auxiliaries for r in typed_readings(word, language.code) if r.pos == "v")

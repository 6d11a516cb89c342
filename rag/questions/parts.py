"""A question that asks several things, or of several subjects, divided into questions that stand alone.

«¿Cuándo nació X y quién lo descubrió?» asks two things, of which the second needs the name in the first; «¿cuánto
costaron A y B?» asks one thing of two. Two that do something with each other are one subject: «entre A y B».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from rag.languages import Language
from rag.languages.language import alternation
from rag.questions.naming import find_named
from rag.questions.wording import Asker, Wording, is_verb, may_be_verb
from rag.text.names import Name
from rag.text.terms import content_terms, fold

__all__ = ["Part", "divide"]

ENOUGH_TERMS = 2
"""Content words besides its names with which a question says what it asks; with fewer it leans on the one before."""

_ENDS = " ,;.¿"


@dataclass(frozen=True, slots=True)
class Part:
    """A question of several: its `own` words, and what it is asked `of`, where those do not say it."""

    own: str
    of: str = ""

    @property
    def text(self) -> str:
        """The question, behind what it is asked of."""
        return f"{self.of}: {self.own}" if self.of else self.own


def divide(wording: Wording, *, compares: bool = False, joint: bool = False) -> list[Part]:
    """The questions of a question; one where there is nothing to divide.

    Args:
        wording: The whole.
        compares: Whether it holds subjects against each other: «X o Y».
        joint: Whether what it asks of several subjects is asked of them together.
    """
    language = wording.language
    segments = list(_segments(wording))
    opening = wording.text[wording.begins : segments[0].start].strip(_ENDS + ":") if segments else ""
    owns = _with_shared_words([wording.text[s.start : s.end].strip(_ENDS) for s in segments], wording)
    if len(owns) < 2 or (joint and opening):
        own = wording.text
        subjects = [] if joint else _by_subject(own, language, compares=compares)
        return [Part(subject) for subject in subjects] if len(subjects) > 1 else [Part(own)]
    parts: list[Part] = []
    for number, own in enumerate(owns):
        of = opening or (_topic(owns[0], own, language) if number else "")
        parts += [Part(one, of) for one in _by_subject(own, language, compares=False) or [own]]
    return parts


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    end: int
    body: int


def _segments(wording: Wording) -> Iterator[_Segment]:
    """The questions of a text, from where each is led in to the conjunction before the next."""
    askers = wording.askers
    for asker, following in zip_longest(askers, askers[1:]):
        end = _end_before(wording, following) if following else len(wording.text)
        body = wording.words[asker.word].end
        yield _Segment(wording.words[asker.first].start, end, body)


def _end_before(wording: Wording, following: Asker) -> int:
    last = following.first - 1
    if wording.words[last].folded in wording.language.syntax.conjunctions:
        last -= 1
    return wording.words[last].end


def _with_shared_words(owns: Sequence[str], wording: Wording) -> list[str]:
    """«Cuándo y dónde nació X»: what stands behind the last question word belongs to each."""
    found: list[str] = []
    for own in reversed(owns):
        alone = found and not content_terms(own, wording.language)
        found.append(f"{own} {_body(found[-1], wording.language)}" if alone else own)
    return found[::-1]


def _body(own: str, language: Language) -> str:
    """A question without the words by which it asks."""
    wording = Wording(own, language)
    start = wording.words[wording.askers[0].word].end if wording.askers else 0
    return own[start:].strip(_ENDS + "?")


def _topic(first: str, own: str, language: Language) -> str:
    """What a later question is asked of, where it does not say so: a name of the first, or all that it asks about."""
    named, of = find_named(own, language), find_named(first, language)
    points, terms = _points_back(own, language), set(content_terms(own, language))
    if terms.issuperset(content_terms(_body(first, language), language)):
        return ""  # «dónde nació X» behind «cuándo nació X»
    if named.spans and not named.guessed and not points and _says_what(own, named.spans, language):
        return ""
    if points and len(of.spans) == 1 and not of.guessed:
        return of.spans[0].text
    return _body(first, language)


def _says_what(own: str, names: Sequence[Name], language: Language) -> bool:
    rest = "".join(" " if any(n.start <= i < n.end for n in names) else c for i, c in enumerate(own))
    return len(content_terms(rest, language)) >= ENOUGH_TERMS


def _points_back(own: str, language: Language) -> bool:
    """Whether it has a pronoun for what was named before: «su», «lo» before a verb."""
    words = Wording(own, language).words
    if any(word.folded in language.follow_ups.pointers for word in words):
        return True
    return any(
        one.folded in language.syntax.clitics and may_be_verb(other.written, language.code)
        for one, other in pairwise(words)
    )


# --- Subjects ---------------------------------------------------------------------------------------------------


def _by_subject(own: str, language: Language, *, compares: bool) -> list[str]:
    """The question asked of each of its subjects; none where there is one, or they are asked of together."""
    text = _without_pairs(own, language)
    named = find_named(text, language)
    spans = [name for name in named.spans if not named.guessed or _ends_there(text, name.end, language)]
    if not compares and (elided := _elided(text, spans, language)):
        return elided
    joints = language.questions.either if compares else language.syntax.conjunctions - language.questions.either
    for run in _runs(text, spans, joints, language):
        if compares or _is_asked_of_each(text, run, language):
            return [_asked_of(text, run, name, language) for name in run]
    return []


def _ends_there(text: str, end: int, language: Language) -> bool:
    """Whether a guessed name has no word behind it that may be more of it: «lopez obrador»."""
    behind = Wording(text[end:], language).words
    if not behind or text[end : end + 1] != " ":
        return True
    return behind[0].folded in language.stop_words or is_verb(behind[0].written, language.code)


def _without_pairs(own: str, language: Language) -> str:
    """«Tanto X como Y» is «X y Y»."""
    joint = next(iter(sorted(language.syntax.conjunctions - language.questions.either)), "")
    for first, second in language.questions.pairs_of:
        pattern = re.compile(rf"\b{first} (?P<one>[^,?]{{1,60}}?) {second} ", re.IGNORECASE)
        own = pattern.sub(lambda match: f"{match['one']} {joint} ", own, count=1)
    return own


def _elided(text: str, spans: Sequence[Name], language: Language) -> list[str]:
    """«La reforma de X y la de Y»: the second subject put in the place of the first."""
    of, articles = (
        alternation(_of(language)),
        alternation(language.follow_ups.articles | language.follow_ups.last_pointers),
    )
    led = re.compile(rf"\b(?:{of}) (?:(?:{articles}) )?\Z")
    again = re.compile(
        rf",? (?:{alternation(language.syntax.conjunctions)}) (?:{articles}) (?:{of}) (?:(?:{articles}) )?\Z"
    )
    for one, other in pairwise(spans):
        gap = again.fullmatch(fold(text[one.end : other.start]))
        if gap and led.search(fold(text[: one.start])):
            tail = text[other.end :]
            return [text[: one.end] + tail, text[: one.start] + other.text + tail]
    return []


def _of(language: Language) -> set[str]:
    """Words that bind a name to a noun, with an article written onto them or not: «de», «del»."""
    contracted = {word for word, parts in language.syntax.contractions.items() if parts[0] in language.follow_ups.of}
    return set(language.follow_ups.of) | contracted


def _runs(text: str, spans: Sequence[Name], joints: frozenset[str], language: Language) -> Iterator[list[Name]]:
    """Names that stand in a list whose last two a conjunction joins: «A, B y C»."""
    led = _led(language)
    joint = re.compile(rf",? (?:{alternation(joints)}) {led}\Z")
    listed = re.compile(rf", {led}\Z")
    run: list[Name] = []
    for one, other in pairwise(spans):
        gap = fold(text[one.end : other.start])
        run = run or [one]
        if joint.fullmatch(gap):
            yield [*run, other]
            run = []
        elif listed.fullmatch(gap):
            run.append(other)
        else:
            run = []


def _led(language: Language) -> str:
    """The small words that may lead in a name, as a regular expression."""
    small = language.follow_ups.prepositions | language.follow_ups.articles | language.syntax.contractions.keys()
    return rf"(?:(?:{alternation(small)}) ){{0,2}}"


def _is_asked_of_each(text: str, run: Sequence[Name], language: Language) -> bool:
    """Whether something is asked of each of some names, not of what they do or are together, nor in a clause aside."""
    before = Wording(text[: run[0].start], language)
    words = before.words
    if not before.askers or not words:
        return False
    last = words[-1].folded if words[-1].folded not in language.follow_ups.articles else words[-2].folded
    if last in language.ranges.between | _of(language):
        return False
    behind = range(before.askers[0].word + 1, len(words))
    aside = any(before.is_relative(i) and language.questions.words.fullmatch(words[i].folded) for i in behind)
    together = any(words[i].folded in language.questions.reciprocal for i in behind)
    return not aside and not together


def _asked_of(text: str, run: Sequence[Name], name: Name, language: Language) -> str:
    """A question with one of its subjects in the place of all."""
    led = re.search(rf"{_led(language)}\Z", fold(text[run[0].end : name.start]) if name is not run[0] else "")
    start = run[0].start
    if led and led[0] and name is not run[0]:
        own = re.search(rf"{_led(language)}\Z", fold(text[:start]))
        start -= len(own[0]) if own else 0
    return f"{text[:start]}{led[0] if led else ''}{name.text}{text[run[-1].end :]}"

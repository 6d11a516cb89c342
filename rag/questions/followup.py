"""A follow-up question made to stand alone, without asking a model: evidence must be on screen at once.

«¿Y Google?» behind «¿Qué gana Amazon?» asks the same of another, so it becomes «¿Qué gana Google?»; so does «¿Y el de
Soria?» behind «¿Cuánto costó el puente de Osma?». What is more than a name or a year, «¿y Amazon, qué gana?», is
searched together with the questions that it goes on with. A question that states its own subject is left alone, so that
a change of subject is not dragged back to the old one.

Each question is read in its own language. Of the answers only the name is taken with which one says who somebody is:
«¿y cuándo nació ella?» asks of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rag.languages import Language, language_of
from rag.questions.courtesy import is_courtesy, without_courtesy
from rag.questions.expected_answer import Expected, expected_answer
from rag.text.language import detect_language
from rag.text.messages import is_abstention
from rag.text.names import Name, find_names
from rag.text.numbers import find_dates, find_quantities
from rag.text.terms import content_terms, fold
from rag.types import Turn

__all__ = ["Standalone", "is_follow_up", "spoken_language", "stand_alone", "standalone_question", "turns_asked"]

FEW_TERMS = 1
"""A question with no more content words than this leans on the one before, unless it names its subject."""

ENOUGH_UNITS = 3
"""Names, figures and other content words by which a question says what it is about, even where it opens with «y»."""

POINTING_TERMS = 3
"""Content words beside which a pronoun points back; among more it points at one of them: «¿qué dijo X de su tren?»."""

STEPS_KEPT = 1024
"""Steps of conversations that are kept: each question goes through all that were asked before it."""

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b\d{4}\b")
_BEFORE = re.compile(r"(?:\b(\w+) )?\b(\w+) \Z")
_NOUNS = (re.compile(r"\b(\w+) (\w+) \Z"), re.compile(r"\b(\w+) (\w+ \w+) \Z"))

LONGEST_SMALL = 3
"""Words of a name that is written without capitals."""


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that can be understood alone.

    Attributes:
        question: What is asked.
        context: The questions that it goes on with, in order, and the name that one was answered with; may be empty.
        adds: Whether its words are searched too; those of «explícalo mejor» stand in no article.
        language: Code of its language, where that is an earlier question's and not that of the one asked; else empty.
    """

    question: str
    context: str = ""
    adds: bool = True
    language: str = ""

    @property
    def text(self) -> str:
        """What is searched."""
        return f"{self.context} {self.question}".strip() if self.adds else self.context


@dataclass(frozen=True, slots=True)
class _Said:
    """A question of a conversation, as it is understood, or the name that was the answer to one."""

    text: str
    language: Language
    is_answer: bool = False

    @property
    def role(self) -> tuple[bool, bool]:
        """Whether it is an answer, and whether it names something: of each role a thread keeps the last."""
        return self.is_answer, bool(find_names(self.text, self.language))


_Thread: TypeAlias = tuple[_Said, ...]
"""A question that stands alone and what goes on with it, the newest last."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name or a date in a question, `text[start:end]`, and the words that lead it in from `led` on: «en», «de la»."""

    led: int
    start: int
    end: int
    preposition: str
    article: str
    is_date: bool


def turns_asked(history: Sequence[Turn], language: Language) -> tuple[Turn, ...]:
    """The turns in which something was asked: all but courtesies and what has no word."""
    return tuple(turn for turn in history if _WORD.search(turn.question) and not is_courtesy(turn.question, language))


def spoken_language(question: str, history: Sequence[Turn], expected: str) -> str:
    """The code of the language of a question; where its words leave it open, that of the one before it."""
    for turn in history:
        expected = detect_language(turn.question, expected)
    return detect_language(question, expected)


def is_follow_up(question: str, language: Language, earlier: Sequence[str] = ()) -> bool:
    """Whether a question cannot be understood without those before it.

    Args:
        question: As it was asked.
        language: Its language.
        earlier: The questions that it may follow; one that shares their words goes on with their subject.
    """
    if _points_back(question, language) or _is_request(question, language):
        return True
    if _opens(question, language):
        return not _states_its_subject(question, language) or _shares_words(question, earlier, language)
    if any(_bare(question, language, before) for before in (earlier or [""])):
        return True
    return not find_names(question, language) and len(content_terms(question, language)) <= FEW_TERMS


def standalone_question(question: str, history: Sequence[Turn], language: Language) -> str:
    """The question to search; see `stand_alone`."""
    return stand_alone(question, history, language).text


def stand_alone(question: str, history: Sequence[Turn], language: Language) -> Standalone:
    """The question itself, an earlier one asked of what this one names, or the question behind what it goes on with.

    That is the last question that stands alone, the last follow-up that named something, and the one just asked.

    Args:
        question: As it was asked.
        history: The whole conversation: a follow-up is resolved before anything is cut.
        language: Of the question; each of the history is read in its own.
    """
    threads: list[_Thread] = []
    spoken = language.code
    for turn in turns_asked(history, language):
        spoken = detect_language(turn.question, spoken)
        threads.append(_answered(_continued(threads, _Said(turn.question.strip(), language_of(spoken))), turn.answer))
    thread = _continued(threads, _Said(question, language))
    other = "" if thread[-1].language == language else thread[-1].language.code
    if threads and _is_request(question, language):
        return Standalone(question.strip(), _joined(thread), adds=False, language=other)
    return Standalone(thread[-1].text, _joined(thread[:-1]), language=other)


# --- Threads --------------------------------------------------------------------------------------------------


def _joined(thread: _Thread) -> str:
    return " ".join(said.text for said in thread)


def _continued(threads: Sequence[_Thread], asked: _Said) -> _Thread:
    """The thread of a question: the last one with it at its end, an earlier one that it comes back to, or its own."""
    if not threads:
        return (asked,)
    asked = _Said(without_courtesy(asked.text, asked.language), asked.language)
    return _returned(threads, asked) or _gone_on(threads[-1], asked)


@lru_cache(maxsize=STEPS_KEPT)
def _gone_on(thread: _Thread, asked: _Said) -> _Thread:
    """The last thread with a question at its end, or the question's own."""
    filled = _filled(thread, asked)
    if not filled and not is_follow_up(asked.text, asked.language, [said.text for said in thread]):
        return (asked,)
    if _is_request(asked.text, asked.language):
        return thread
    return _asked_of_another(thread, asked) or filled or _personal(thread, asked) or _added(thread, asked)


def _added(thread: _Thread, asked: _Said) -> _Thread:
    """A thread with a follow-up; what this names or states a figure of takes the place of what did before."""
    first, *others = thread
    kept = {said.role: said for said in others if not _replaces(asked, said)}
    return (first, *kept.values(), _Said(asked.text.strip(), asked.language))


def _replaces(asked: _Said, said: _Said) -> bool:
    """Whether both name something, or both state a figure: then the later one stands for the earlier."""
    if all(find_names(one.text, one.language) for one in (asked, said)):
        return True
    return all(find_quantities(one.text, one.language) for one in (asked, said))


def _returned(threads: Sequence[_Thread], asked: _Said) -> _Thread:
    """The question behind the earlier one that «volviendo a …» leads back to; empty where nothing leads back."""
    folded = _folded(asked.text)
    marker = asked.language.follow_ups.returns.search(folded)
    if not marker or _WORD.search(_unopened(folded[: marker.start()], asked.language)):
        return ()
    rest = _Said(asked.text[marker.end() :].strip(" ,.:;"), asked.language)
    terms = set(content_terms(rest.text, rest.language))
    if not terms:
        return tuple(said for said in threads[-1] if not said.is_answer)
    shared = [len(terms.intersection(content_terms(_joined(thread), rest.language))) for thread in threads]
    found = max(range(len(threads)), key=lambda n: (shared[n], n))
    return (threads[found][0], rest) if shared[found] else (rest,)


def _answered(thread: _Thread, answer: str) -> _Thread:
    """A thread with the name behind its last question that was the answer to it."""
    name = _person(thread, answer)
    return (*thread, _Said(name, thread[-1].language, is_answer=True)) if name else thread


def _person(thread: _Thread, answer: str) -> str:
    """The one name that an answer gives where it was asked who; empty where it gives several."""
    asked, language = thread[-1], thread[-1].language
    if not _asks_who(asked.text, language) or is_abstention(answer):
        return ""
    named = find_names(asked.text, language)
    if named and not content_terms(_without(asked.text, named), language):
        return ""  # «¿quién es Sam Altman?»: what follows asks of him
    known = set(content_terms(_joined(thread), language))
    spoken = language_of(detect_language(answer, language.code))
    names = [name for name in find_names(answer, spoken) if known.isdisjoint(content_terms(name.text, language))]
    leads = bool(names) and not content_terms(answer[: names[0].start], spoken) and not _goes_on(answer, names, spoken)
    return names[0].text if leads or len({name.text for name in names}) == 1 else ""


@lru_cache(maxsize=STEPS_KEPT)
def _asks_who(question: str, language: Language) -> bool:
    return expected_answer(question, language) is Expected.NAME


def _goes_on(answer: str, names: Sequence[Name], language: Language) -> bool:
    """Whether a second name stands right behind the first: «A y B», «A, B»."""
    if len(names) < 2:
        return False
    between = _WORD.findall(fold(answer[names[0].end : names[1].start]))
    return language.syntax.conjunctions.issuperset(between)


# --- What a question says ---------------------------------------------------------------------------------------


def _folded(text: str) -> str:
    """The text folded where its offsets stay, else as it is."""
    folded = fold(text)
    return folded if len(folded) == len(text) else text


def _without(text: str, names: Sequence[Name]) -> str:
    return "".join(" " if any(n.start <= i < n.end for n in names) else c for i, c in enumerate(text))


def _unopened(folded: str, language: Language) -> str:
    """A text without the words that it opens with as a follow-up."""
    while (first := _WORD.search(folded)) and (opener := language.follow_ups.openers.match(folded, first.start())):
        folded = folded[opener.end() :]
    return folded


def _opens(question: str, language: Language) -> bool:
    folded = fold(question)
    return _unopened(folded, language) != folded


def _is_request(question: str, language: Language) -> bool:
    """Whether it only asks to be told the same otherwise."""
    words = _WORD.findall(_unopened(fold(without_courtesy(question, language)), language))
    return language.follow_ups.requests.fullmatch(" ".join(words)) is not None


def _points_back(question: str, language: Language) -> bool:
    if find_names(question, language) or len(content_terms(question, language)) > POINTING_TERMS:
        return False  # «¿le pagó Microsoft a Google?»: what it points at may be its own
    words, follow_ups = _WORD.findall(fold(question)), language.follow_ups
    if follow_ups.more.search(" ".join(words)) or follow_ups.people.search(question.lower()):
        return True
    return not follow_ups.pointers.isdisjoint(words) or not follow_ups.last_pointers.isdisjoint(words[-1:])


def _states_its_subject(question: str, language: Language) -> bool:
    """Whether it says enough to be searched alone: a name or a figure, and what is asked of it."""
    names = find_names(question, language)
    if not names and not find_quantities(question, language):
        return False
    return len(names) + len(content_terms(_without(question, names), language)) >= ENOUGH_UNITS


def _shares_words(question: str, earlier: Sequence[str], language: Language) -> bool:
    terms = set(content_terms(question, language))
    return any(not terms.isdisjoint(content_terms(other, language)) for other in earlier)


# --- The same, asked of another ---------------------------------------------------------------------------------


def _asked_of_another(thread: _Thread, asked: _Said) -> _Thread:
    """The questions of a thread, asked of the one thing that this one names; empty where that would be a guess."""
    questions = tuple(said for said in thread if not said.is_answer)
    for n, earlier in reversed(list(enumerate(questions))):
        mention = _bare(asked.text, asked.language, earlier.text)
        if mention is None:
            return ()
        alike = [m for m in _mentions(earlier.text, earlier.language) if m.is_date == mention.is_date]
        if alike:
            other = _counterpart(asked, mention, alike, earlier.language)
            rewritten = _put_for(asked, mention, earlier, other) if other else None
            if rewritten:
                return (*questions[:n], rewritten, *questions[n + 1 :])
            break  # it has some that this could stand for or beside
    added = _put_behind(asked, questions[-1])
    return (*questions[:-1], added) if added else ()


def _put_for(asked: _Said, mention: _Mention, earlier: _Said, other: _Mention) -> _Said | None:
    """The earlier question with what this one names in the place of another, each with its own words before it."""
    named, before = asked.text[mention.start : mention.end], earlier.text
    if mention.is_date and _YEAR.search(before, other.start, other.end) and not _YEAR.search(named):
        return None  # «el 4 de junio» behind «el 3 de mayo de 2021»: of that year, perhaps
    gap = _left_out(asked, mention)
    if earlier.language != asked.language or (gap and not other.preposition):  # "the one in Soria", "the Osma bridge"
        return _Said(before[: other.start] + named + before[other.end :], earlier.language)
    bound = gap or other.preposition in asked.language.follow_ups.of
    preposition = other.preposition if bound else mention.preposition or other.preposition
    led = _led(preposition, mention.article, asked.language)
    return _Said(before[: other.led] + led + named + before[other.end :], asked.language)


def _put_behind(asked: _Said, earlier: _Said) -> _Said | None:
    """The earlier question with a circumstance that it does not have: «¿… en 2023?»."""
    language = asked.language
    mention = _bare(asked.text, language, earlier.text)
    if mention is None or earlier.language != language:
        return None
    present = _mentions(earlier.text, language)
    taken = any(m.is_date if mention.is_date else m.preposition == mention.preposition for m in present)
    if taken or mention.preposition not in language.follow_ups.circumstances:
        return None
    body = earlier.text.rstrip(" ?!.")
    return _Said(f"{body} {asked.text[mention.led : mention.end]}{earlier.text[len(body) :]}", language)


def _counterpart(asked: _Said, mention: _Mention, alike: Sequence[_Mention], language: Language) -> _Mention | None:
    """What a question is asked of, among what it mentions: the only one in the same place of the sentence.

    Where that question is in another `language`, places cannot be compared: then the only one of all.
    """
    follow_ups = asked.language.follow_ups
    bound = [m for m in alike if m.preposition in follow_ups.of]
    if mention.is_date or language != asked.language:
        found = list(alike)
    elif _left_out(asked, mention):
        found = bound or list(alike)
    elif mention.preposition:
        found = [m for m in alike if m.preposition == mention.preposition]
        if not found and mention.preposition in follow_ups.places and len(alike) == 1:
            found = bound  # «¿y en Soria?» of «el puente de Burgos»
    else:
        found = [m for m in alike if not m.preposition] or list(alike)
    return found[0] if len(found) == 1 else None


def _left_out(asked: _Said, mention: _Mention) -> re.Match[str] | None:
    """What stands for a noun left out right before a mention: «el» of «el de Soria»."""
    places = asked.language.follow_ups.left_out.finditer(_folded(asked.text))
    return next((match for match in places if match.end() == mention.led), None)


def _filled(thread: _Thread, asked: _Said) -> _Thread:
    """A question with the noun that it leaves out: «¿cuánto costó el de Soria?», of bridges; empty where none is."""
    language = asked.language
    for mention in _mentions(asked.text, language):
        gap = _left_out(asked, mention)
        noun = _noun(thread, gap["article"], language) if gap else ""
        if gap and noun:
            whole = _Said(f"{asked.text[: gap.end('article')]} {noun} {asked.text[mention.led :]}", language)
            return _added(thread, whole) if mention.is_date else (whole,)
    return ()


def _noun(thread: _Thread, article: str, language: Language) -> str:
    """The noun behind such an article that the thread tells apart by a name, the newest: «el puente de Osma»."""
    for said in reversed(thread):
        if said.language == language and not said.is_answer:
            for mention in _mentions(said.text, language):
                for found in (pattern.search(said.text[: mention.led]) for pattern in _NOUNS):
                    if found and mention.preposition and fold(found[1]) == article:
                        return found[2]
    return ""


def _personal(thread: _Thread, asked: _Said) -> _Thread:
    """A question of the person whose name was the last answer, where it has a pronoun for that; else empty."""
    names = [said for said in thread if said.is_answer]
    pronoun = asked.language.follow_ups.people.search(asked.text.lower())
    if not names or not pronoun or not content_terms(asked.text, asked.language):
        return ()
    return (_Said(asked.text[: pronoun.start()] + names[-1].text + asked.text[pronoun.end() :], asked.language),)


def _led(preposition: str, article: str, language: Language) -> str:
    """The words that lead in a name, contracted as the language does: «del »."""
    for short, whole in language.syntax.contractions.items():
        if whole == (preposition.lower(), article.lower()):
            return f"{short} "
    return "".join(f"{word} " for word in (preposition, article) if word)


def _bare(question: str, language: Language, earlier: str = "") -> _Mention | None:
    """The name or date of a question that says nothing else, or only words of the one before.

    «¿Y en 2023?», "what about Google?", «¿y el de Soria?»; «¿y el puente de Soria?» behind «… el puente de Osma».
    """
    mentions = list(_mentions(question, language))
    if len(mentions) != 1:
        return None
    mention = mentions[0]
    gap = _left_out(_Said(question, language), mention)
    around = f"{question[: gap.start() if gap else mention.led]} {question[mention.end :]}"
    rest = _unopened(fold(around), language)
    words = set(_WORD.findall(rest)) - language.follow_ups.articles
    if not words or (gap and words <= language.follow_ups.prepositions):
        return mention
    terms = content_terms(rest, language)
    told = bool(terms) and set(terms) <= set(content_terms(earlier, language))
    return mention if told and words.isdisjoint(language.stop_words) else None


def _mentions(text: str, language: Language) -> Iterator[_Mention]:
    for name in find_names(text, language):
        yield _mention(text, name.start, name.end, language, is_date=False)
    for day in find_dates(text, language):
        yield _mention(text, day.start, day.end, language, is_date=True)
    if text == text.lower():
        yield from _small_mentions(text, language)


def _small_mentions(text: str, language: Language) -> Iterator[_Mention]:
    """What prepositions lead in where nothing has its capital: «en puerto velarde», «en agosto»."""
    folded = _folded(text)
    dates = find_dates(text, language)
    words = list(_WORD.finditer(folded))
    for n, word in enumerate(words):
        run: list[re.Match[str]] = []
        for other in words[n : n + LONGEST_SMALL]:
            tells = other[0] not in language.stop_words and not any(d.start <= other.start() < d.end for d in dates)
            if not tells or (run and folded[run[-1].end() : other.start()] != " "):
                break
            run.append(other)
        if run and not (n and words[n - 1][0] not in language.stop_words):
            is_date = word[0] in language.calendar.months
            mention = _mention(text, word.start(), run[-1].end(), language, is_date=is_date)
            if mention.preposition:
                yield mention


def _mention(text: str, start: int, end: int, language: Language, *, is_date: bool) -> _Mention:
    preposition, article, led = "", "", start
    if before := _BEFORE.search(text[:start]):
        far, near = (before[1] or "").lower(), before[2].lower()
        prepositions, contractions = language.follow_ups.prepositions, language.syntax.contractions
        if near in contractions:
            (preposition, article), led = contractions[near], before.start(2)
        elif near in prepositions:
            preposition, led = before[2], before.start(2)
        elif near in language.follow_ups.articles:
            article, led = before[2], before.start(2)
            if far in prepositions:
                preposition, led = before[1], before.start(1)
    return _Mention(led, start, end, preposition, article, is_date)

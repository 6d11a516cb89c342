"""The filters that a question says itself: when what it asks for was published, where, and by whom.

A time in a question is mostly that of the event: «¿qué pasó en la guerra de 1936?» may be answered by an article of
today. So a time is a filter only where the question says that it means publication: it stands with a noun for what
newspapers publish («noticias de octubre»), with a verb of publishing that is said of one («los artículos publicados en
mayo», «lo publicado desde 2023»), or with the outlet («según La Gaceta del 3 de mayo»). Any other time is what the
question is about, and only makes articles of then, and of soon after, come first.

Outlets and authors are read where a known one is named as such («según La Gaceta», «firmado por Ana Ruiz»), and never
guessed: «¿quién compró La Gaceta?» asks about it. Where two are named, each would shut the other out: neither is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise

from rag.languages import LANGUAGES, Language
from rag.questions.published import topic_of
from rag.questions.times import Lead, SaidTime, find_said_times, one_of
from rag.questions.wording import Wording
from rag.text.morphology import Reading, is_word, readings, typed_readings
from rag.text.terms import fold, tokenize
from rag.types import Filters, Period, Query

__all__ = ["Known", "Limits", "ReadFilter", "merged_filters", "read_limits"]

NO_FILTERS = Filters()

AHEAD = timedelta(31)
"""How far ahead a day is still the one that a question in the present means, rather than the last of its name."""

_PAST = frozenset({"past", "imperfect"})

LONGEST_NAME = 8
"""Words of the longest name of an outlet or an author that is looked for."""

_ARTICLES = frozenset[str]().union(*(language.ranges.articles for language in LANGUAGES))
_OF = frozenset[str]().union(*(language.when.of for language in LANGUAGES))


@dataclass(frozen=True, eq=False)
class Known:
    """The outlets and authors of an archive, by which a name in a question is known to be one."""

    outlets: Collection[str] = ()
    authors: Collection[str] = ()

    @cached_property
    def outlets_by_words(self) -> dict[tuple[str, ...], str]:
        """Outlets by the words of their name, and by its beginning where that is how such a name is cut short.

        «La Gaceta del Aldraz» is called «La Gaceta» where no other outlet could be; one without an article is not cut,
        since «el Gobierno» is not the «Gobierno de Aldraz».
        """
        whole = _by_words(self.outlets)
        shorts = [(short, name) for words, name in whole.items() for short in _cut_short(words)]
        counted = Counter(short for short, _ in shorts)
        return {short: name for short, name in shorts if counted[short] == 1} | whole

    @cached_property
    def authors_by_words(self) -> dict[tuple[str, ...], str]:
        """Authors by the words of their name."""
        return _by_words(self.authors)


def _by_words(names: Iterable[str]) -> dict[tuple[str, ...], str]:
    return {words: name for name in names if (words := tuple(tokenize(name)))}


def _cut_short(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name that has an article without it, «del Faro de Velarde», and up to what tells it from others of its kind."""
    if len(words) > 1 and words[0] in _ARTICLES:
        yield words[1:]
        yield from (words[:place] for place in range(2, len(words)) if words[place] in _OF)


@dataclass(frozen=True, slots=True)
class ReadFilter:
    """A filter, and where the question says it, so that it can be shown there and taken off.

    Attributes:
        published: Whether it asks for what an outlet or an author published, and not for what they said.
    """

    start: int
    end: int
    filters: Filters
    published: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question says about when, where and by whom.

    Attributes:
        text: The question.
        read: Its filters, in order.
        about: The times that it is about, which shut nothing out.
        current: Whether it asks how things stand now.
        topic: What the articles are to be about, where it asks for nothing but articles: empty for any.
    """

    text: str
    read: tuple[ReadFilter, ...] = ()
    about: tuple[SaidTime, ...] = ()
    current: bool = False
    topic: str | None = None

    @property
    def filters(self) -> Filters:
        """All filters that it says, as one."""
        return merged_filters(*(read.filters for read in self.read))

    @property
    def searched(self) -> str:
        """The question without the words of its filters, which say nothing of what is sought."""
        text = self.text
        for read in reversed(self.read):
            text = f"{text[: read.start]} {text[read.end :]}"
        tidy = re.sub(r"([¿¡(«])\s+", r"\1", re.sub(r"\s+([,.;:?!)»])", r"\1", re.sub(r"\s+", " ", text)))
        tidy = re.sub(r"([¿¡])[\s,;:]+", r"\1", re.sub(r"[,;:](?=[,.;:?!])", "", tidy)).strip(" ,;:")
        return tidy if re.search(r"\w", tidy) else self.text

    def without(self, taken: ReadFilter) -> Limits:
        """The same where the reader has taken a filter off."""
        return replace(self, read=tuple(read for read in self.read if read != taken), topic=None)

    def query(self, k: int, given: Filters = NO_FILTERS) -> Query:
        """What to search for: `given` are filters set elsewhere, which win over what the question says."""
        about = tuple(said.period for said in self.about)
        return Query(self.searched, k, merged_filters(self.filters, given), about, self.current)


def merged_filters(*filters: Filters) -> Filters:
    """Several filters as one; what a later one sets is taken from it, the days of publication as a whole."""
    merged = Filters()
    for one in filters:
        dated = one if one.since or one.until else merged
        merged = Filters(
            since=dated.since,
            until=dated.until,
            outlet=one.outlet or merged.outlet,
            author=one.author or merged.author,
            section=one.section or merged.section,
            language=one.language or merged.language,
            path=one.path or merged.path,
            ids=one.ids or merged.ids,
        )
    return merged


def read_limits(text: str, language: Language, today: date, known: Known | None = None) -> Limits:
    """What a question says about when, where and by whom.

    Args:
        text: The question, so that it stands alone.
        language: Of the question; what its profile has no words for is not read.
        today: The day from which «ayer» is reckoned.
        known: The outlets and authors of the archive; none is read where none is given.
    """
    known = known or Known()
    wording = Wording(text, language)
    times = [_when_told(said, wording) for said in find_said_times(text, language, today)]
    outlet = _only(_outlets(wording, known, times))
    author = _only(_authors(wording, known, times, outlet))
    names = [read for read in (outlet, author) if read is not None]
    published = [(said, start) for said in times if (start := _publication(said, wording, names)) is not None]
    dates = _dated(published)
    told = [said for said, _ in published] if dates else []
    event = (said for said in times if said not in told and not _is_today(said, today))
    about = tuple(_as_asked(said, wording, today) for said in event)
    read = sorted([*names, *dates], key=lambda read: read.start)
    topic = topic_of(text, [(found.start, found.end) for found in read], language)
    return Limits(text, tuple(read), about, _asks_of_now(wording, [*told, *about]), topic)


# --- Outlets and authors ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cues:
    """How a language names an outlet or an author as such: by words before the name or behind it.

    The group `span` of `before` holds those that go with the name: «de» of «noticias de La Gaceta».
    """

    before: tuple[re.Pattern[str], ...]
    behind: re.Pattern[str]
    verb: re.Pattern[str]


@cache
def _cues(by: re.Pattern[str], verbs: re.Pattern[str], language: Language) -> _Cues:
    press = language.press
    small = rf"(?:[\s'’](?:{one_of(press.small)}))*[\s'’]\Z"
    works = rf"(?:{press.works.pattern})(?:\s(?:{press.published.pattern}))?"
    before = (
        rf"(?P<span>{by.pattern}){small}",
        rf"{works}\s(?P<span>{one_of(press.bound)}){small}",
        rf"(?:{verbs.pattern})(?P<span>{small})",
    )
    behind, verb = rf"\s(?:{verbs.pattern})", rf"(?:{verbs.pattern})\s\Z"
    return _Cues(tuple(map(re.compile, before)), re.compile(behind), re.compile(verb))


def _outlets(wording: Wording, known: Known, times: Sequence[SaidTime]) -> Iterator[ReadFilter]:
    press = wording.language.press
    cues = _cues(press.by_outlet, press.says, wording.language)
    return _named(wording, known.outlets_by_words, cues, times, lambda name: Filters(outlet=name))


def _authors(
    wording: Wording, known: Known, times: Sequence[SaidTime], outlet: ReadFilter | None
) -> Iterator[ReadFilter]:
    press = wording.language.press
    cues = _cues(press.by_author, press.writes, wording.language)
    for read in _named(wording, known.authors_by_words, cues, times, lambda name: Filters(author=name)):
        if outlet is None or read.end <= outlet.start or outlet.end <= read.start:
            yield read


def _named(
    wording: Wording,
    known: Mapping[tuple[str, ...], str],
    cues: _Cues,
    times: Sequence[SaidTime],
    filters: Callable[[str], Filters],
) -> Iterator[ReadFilter]:
    """Each known name that is named as an outlet, or as an author."""
    place = 0
    while known and place < len(wording.words):
        length, name = _longest(wording, place, known)
        if length and (cue := _cued(wording, place, length, cues, times)) is not None:
            start, words = cue
            published = _publishes(wording.language).search(words) is not None
            yield ReadFilter(start, wording.words[place + length - 1].end, filters(name), published)
        place += length or 1


def _longest(wording: Wording, place: int, known: Mapping[tuple[str, ...], str]) -> tuple[int, str]:
    """How many words from a place on are the longest known name, and which; 0 where none is."""
    for length in range(LONGEST_NAME, 0, -1):
        words = wording.words[place : place + length]
        name = known.get(tuple(token for word in words for token in tokenize(word.folded)))
        if name and len(words) == length and _is_whole_name(wording, place, length):
            return length, name
    return 0, ""


def _is_whole_name(wording: Wording, place: int, length: int) -> bool:
    """Whether words are written as a name, and as no part of a longer one: «La Gaceta de Soria»."""
    words = [word.written for word in wording.words[place : place + length] if word.folded not in _ARTICLES | _OF]
    dictionary = wording.language.lexicon.dictionary
    unusual = bool(dictionary) and not all(is_word(word.lower(), wording.language.code) for word in words)
    if not any(word[0].isupper() for word in words) and not unusual:
        return False
    goes_on = _GOES_ON.match(wording.text, wording.words[place + length - 1].end)
    return goes_on is None or fold(goes_on["word"]) in wording.language.calendar.months  # "El País from October"


_GOES_ON = re.compile(rf"\s(?:(?:{one_of(_OF)})\s)?(?:(?:{one_of(_ARTICLES)})\s)?(?P<word>[^\W\d_a-z\u00df-\u00ff]\w*)")


def _cued(wording: Wording, place: int, length: int, cues: _Cues, times: Sequence[SaidTime]) -> tuple[int, str] | None:
    """Where the words begin that name an outlet or an author as such, and those; None where nothing says so.

    A time may stand between the verb and the name: «¿qué publicó ayer El Faro?».
    """
    start, end = wording.words[place].start, wording.words[place + length - 1].end
    between = next((s for s in times if s.end <= start and not wording.text[s.end : start].strip()), None)
    if between is not None and (verb := cues.verb.search(wording.folded, 0, between.start)):
        return start, verb[0]
    for pattern in cues.before:
        if match := pattern.search(wording.folded, 0, start):
            return match.start("span") + (len(match["span"]) - len(match["span"].lstrip())), match[0]
    behind = cues.behind.match(wording.folded, end)
    return (start, behind[0]) if behind else None


@cache
def _publishes(language: Language) -> re.Pattern[str]:
    """What only who prints something does with it, or it is."""
    press = language.press
    return re.compile(rf"(?:{press.works.pattern})|(?:{press.published.pattern})")


def _only(found: Iterable[ReadFilter]) -> ReadFilter | None:
    """The one that is named, be it more than once; None where several are."""
    listed = list(found)
    return listed[0] if len({read.filters for read in listed}) == 1 else None


# --- Days of publication ------------------------------------------------------------------------------------


def _publication(said: SaidTime, wording: Wording, names: Sequence[ReadFilter]) -> int | None:
    """Where the words begin that make a time one of publication; None where it is that of the event."""
    rules = _rules(wording.language)
    if match := rules.works.search(wording.folded, 0, said.start):
        return match.start("published") if match["published"] else said.start
    if _is_asked_for(said, wording) or _is_of_names(said, wording, names) or _is_of_news(said, wording):
        return said.start
    return None


def _is_of_news(said: SaidTime, wording: Wording) -> bool:
    """Whether a time from today is that of what happened, whatever it was: newspapers told it then."""
    return said.from_today and wording.language.press.happened.search(wording.folded) is not None


def _when_told(said: SaidTime, wording: Wording) -> SaidTime:
    """A time in which whatever happened is asked for, and the day behind it, on which the last of it was told."""
    until = said.period.until
    if until is None or until == date.max or not _is_of_news(said, wording):
        return said
    return replace(said, period=Period(said.period.since, until + timedelta(1)))


@dataclass(frozen=True, slots=True)
class _Rules:
    """What stands before a time of publication; each ends there."""

    works: re.Pattern[str]
    asked: re.Pattern[str]
    listed: re.Pattern[str]
    about: re.Pattern[str]
    tells: re.Pattern[str]
    tells_first: re.Pattern[str]


@cache
def _rules(language: Language) -> _Rules:
    press = language.press
    leads = one_of(press.about | press.bound)
    tells = rf"(?:{press.published.pattern}|{press.says.pattern}|{press.writes.pattern})"
    return _Rules(
        works=re.compile(rf"(?:{press.works.pattern})\s(?:(?P<published>{press.published.pattern})\s)?\Z"),
        asked=re.compile(rf"(?:{press.asked.pattern})(?P<then>.*)\Z"),
        listed=re.compile(
            rf"(?:{press.works.pattern})(?P<then>(?:\s\w+){{0,2}}\s(?:{leads})\s.*|(?:\s\w+){{1,2}}\s)\Z"
        ),
        about=re.compile(rf"\b(?:{one_of(press.about)})\b"),
        tells_first=re.compile(rf"{tells}\s"),
        tells=re.compile(rf"{tells}\s\Z"),
    )


def _is_asked_for(said: SaidTime, wording: Wording) -> bool:
    """Whether a time is that of what is asked for, where that is what was published, or the news.

    Behind what that is about a time is of the event, «noticias sobre la guerra de 1936», unless it has no other end
    than today's: «noticias sobre el tren desde 2023», «noticias sobre el tren de esta semana». Which article was
    published in 1937 asks for an event too.
    """
    rules = _rules(wording.language)
    now = said.from_today or said.lead is Lead.BOUND
    if match := rules.asked.search(wording.folded, 0, said.start):
        return now or said.lead is not Lead.OF or not rules.about.search(match["then"])
    if match := rules.listed.search(wording.folded, 0, said.start):
        first, last = (bisect_left([w.start for w in wording.words], place) for place in match.span("then"))
        tells = len(list(wording.verbs(first, last))) == last - first
        return now or (tells and not wording.language.press.published.search(match["then"]))
    return False


def _is_of_names(said: SaidTime, wording: Wording, names: Sequence[ReadFilter]) -> bool:
    """Whether a time is that of what an outlet or an author says: «La Gaceta del 3 de mayo», «publicó EFE en mayo»."""
    return any(
        _is_of_name(said, wording, name) if name.end <= said.start else _stands_before_name(said, wording, name)
        for name in names
    )


def _stands_before_name(said: SaidTime, wording: Wording, name: ReadFilter) -> bool:
    """«publicó ayer El Faro»."""
    beside = not wording.text[said.end : name.start].strip()
    return beside and _rules(wording.language).tells.search(wording.folded, 0, said.start) is not None


def _is_of_name(said: SaidTime, wording: Wording, name: ReadFilter) -> bool:
    """A time behind a name: at once, behind the verb by which it tells, or behind what that is about.

    There a time binds to the noun before it, «sobre la guerra de 1936», or to a verb: «sobre quien murió en 2020».
    """
    rules, press = _rules(wording.language), wording.language.press
    between, own = wording.folded[name.end : said.start].lstrip(" ,"), wording.folded[name.start : name.end]
    tells = rules.tells.search(wording.folded, 0, name.start) is not None
    told = tells or any(pattern.match(own) for pattern in (press.published, press.by_author))
    if not between:
        return said.lead is Lead.OF or told
    if verb := rules.tells_first.match(between):
        between, tells = between[verb.end() :], True
    if not between:
        return True
    of_event = said.lead is Lead.OF and not said.from_today
    return tells and not of_event and rules.about.match(between) is not None and not _has_verb(wording, name, said)


def _has_verb(wording: Wording, name: ReadFilter, said: SaidTime) -> bool:
    """Whether a verb other than of telling stands between a name and a time."""
    tells = _rules(wording.language).tells
    between = [i for i, word in enumerate(wording.words) if name.end <= word.start and word.end <= said.start]
    verbs = wording.verbs(between[0], between[-1] + 1) if between else ()
    return any(not tells.fullmatch(f"{wording.words[i].folded} ") for i in verbs)


def _dated(published: Sequence[tuple[SaidTime, int]]) -> list[ReadFilter]:
    """The filters of times of publication: within one of those that have both ends, and within all that have one.

    None where no day is left.
    """
    periods = [said.period for said, _ in published]
    closed = [period for period in periods if period.since and period.until]
    sinces = [period.since for period in periods if period.since and not period.until]
    untils = [period.until for period in periods if period.until and not period.since]
    sinces += [min(period.since for period in closed if period.since)] if closed else []
    untils += [max(period.until for period in closed if period.until)] if closed else []
    since, until = max(sinces, default=None), min(untils, default=None)
    if not periods or (since and until and until < since):
        return []
    spans = [(start, said.end) for said, start in published]
    whole = Filters(since=since, until=until)
    return [ReadFilter(start, end, whole) for start, end in spans]


def _is_today(said: SaidTime, today: date) -> bool:
    """Whether a time is today, which as that of an event means nowadays: «¿qué es hoy la fábrica?»."""
    return said.from_today and said.period == Period(today, today)


def _as_asked(said: SaidTime, wording: Wording, today: date) -> SaidTime:
    """A time of the event as the tense of a question means it: «¿qué habrá el sábado?» is of the coming one.

    In the present it is the coming one where that is soon: «¿qué farmacia está de guardia el 28 de noviembre?».
    """
    if said.coming is None or (begins := said.coming.since or said.coming.until) is None:
        return said
    tenses = _tenses(wording, said)
    ahead = "future" in tenses or ("present" in tenses and begins - today <= AHEAD)
    return replace(said, period=said.coming, coming=None) if ahead and not tenses & _PAST else said


def _tenses(wording: Wording, said: SaidTime) -> set[str]:
    """The tenses of the verbs of a question, but for the words of a time; of «ha ganado» the past."""
    code, having = wording.language.code, wording.language.when.having
    found = [
        (readings if wording.is_accented(i) else typed_readings)(word.written, code)
        for i, word in enumerate(wording.words)
        if word.end <= said.start or said.end <= word.start  # «mayo» may be a verb
    ]
    perfect = any(
        reading.lemma in having and any(r.features.mood == "participle" for r in behind)
        for before, behind in pairwise(found)
        for reading in before
    )
    tenses = {"past"} if perfect else set()
    return tenses.union(*map(_tenses_of, found))


def _tenses_of(word: Sequence[Reading]) -> set[str]:
    """The tenses of a word that may be a verb; a noun is no past, and «paso» without its accent is one."""
    tenses = {reading.features.tense for reading in word if reading.features.mood == "indicative"}
    if not tenses & _PAST:
        return tenses
    return {"past"} if tenses - _PAST or all(reading.pos == "v" for reading in word) else set()


def _asks_of_now(wording: Wording, times: Sequence[SaidTime]) -> bool:
    """Whether a question asks how things stand now, by words that are no part of a time: «el último mes» is one."""
    cues = wording.language.when.now.finditer(wording.folded)
    return any(all(cue.end() <= said.start or said.end <= cue.start() for said in times) for cue in cues)

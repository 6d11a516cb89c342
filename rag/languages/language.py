"""What is known of a language, as data: words and patterns over folded text (lower case, no accents).

A field is empty where nothing is known, and an empty field makes its rule find nothing: no language is read by the
words of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from rag.languages.patterns import NEVER, Pattern

__all__ = [
    "Abbreviations",
    "Calendar",
    "Clock",
    "Corrections",
    "Courtesies",
    "Example",
    "FollowUps",
    "Furniture",
    "Headers",
    "Language",
    "Lexicon",
    "Names",
    "Negation",
    "Numbers",
    "Orders",
    "Press",
    "Prompt",
    "Questions",
    "Ranges",
    "Reserves",
    "Speech",
    "Syntax",
    "When",
    "alternation",
    "any_of",
    "coded",
    "groups",
    "month_numbers",
    "numbered",
    "pairs",
    "words",
]

_ONLY_SOME = {"only some languages have it": True}
"""Marks a field that may be empty without anything being unknown: few languages have contractions."""


def words(text: str) -> frozenset[str]:
    """The words of a list, which are parted by white space."""
    return frozenset(text.split())


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a list: «subir/bajar ganar/perder»."""
    return tuple((one, other) for one, other in (pair.split("/") for pair in text.split()))


def groups(text: str) -> tuple[frozenset[str], ...]:
    """The groups of a list: «arrestar/detener comenzar/empezar/iniciar»."""
    return tuple(frozenset(group.split("/")) for group in text.split())


def any_of(*alternatives: str) -> Pattern:
    """A pattern of whole words: any of some alternatives, each a regular expression in which `|` parts others."""
    return Pattern(rf"\b(?:{'|'.join(alternatives)})\b")


def alternation(listed: Iterable[str]) -> str:
    """A regular expression for one of some words; for none of them where there are none."""
    return "|".join(map(re.escape, sorted(listed))) or NEVER.pattern


def numbered(text: str) -> dict[str, int]:
    """The values of a list of words each followed by its number: «dos 2 tres 3»."""
    listed = text.split()
    return {word: int(number) for word, number in zip(listed[::2], listed[1::2], strict=True)}


def in_order(ordinals: str, words: str) -> dict[str, tuple[int, int]]:
    """Which share of how many is meant by each ordinal with each word: «segundo semestre» is the share 1 of 2."""
    listed = ordinals.split()
    return {f"{one} {word}": (n, len(listed)) for word in words.split() for n, one in enumerate(listed)}


def coded(text: str) -> dict[str, str]:
    """The codes of a list, one a line, of a code and its words; a word may hold spaces, written `_`."""
    lines = (line.split() for line in text.strip().splitlines())
    return {word.replace("_", " "): code for code, *listed in lines for word in listed}


def month_numbers(text: str) -> dict[str, int]:
    """The number of each month by its names, which `/` parts from those of the next month."""
    return {word: number for number, listed in enumerate(text.split("/"), start=1) for word in listed.split()}


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words with a full stop that may not end a sentence.

    Attributes:
        titles: Those that a sentence never ends with.
        before_numbers: Those that it does not end with where a number follows.
        doubtful: Those that it may end with.
        ordinal_point: Whether a full stop makes a number an ordinal: «am 3. November».
    """

    titles: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    ordinal_point: bool = field(default=False, metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class Names:
    """How proper names are told from other capitals, and known again in other forms and spellings.

    Attributes:
        common: What has a capital and is no name, besides months, days and words that begin sentences: «Sr.».
        verbs: How words end, as they are written, that are no names though another name follows: «Habló Ana Ruiz».
        possessive: What is written onto a name and is no part of it: "'s".
        demonyms: How the words end that what is of a place is called by: «coreano».
        abroad: Words of names in English, each with the beginning of what this language has for it.
    """

    common: frozenset[str] = frozenset()
    verbs: Pattern = NEVER
    possessive: Pattern = field(default=NEVER, metadata=_ONLY_SOME)
    demonyms: Pattern = NEVER
    abroad: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a language writes numbers.

    Attributes:
        cardinals: Their values below a thousand.
        ordinals: Those in one word, up to a hundredth.
        scales: The power of ten of each: «millón» is 6, «billón» 12, "billion" 9.
        groups: What counts by the group behind a number: «dos docenas» is 24, «docenas» alone is vague.
        joint: What stands within a number: «treinta y dos».
        half: A half before a scale, as a regular expression: «medio millón».
        and_half: A half behind a number, likewise: «dos y medio».
        hundred: A word that multiplies what stands before it: "two hundred".
        alone: Scales that are a number by themselves: «mil».
        weak: Cardinals that are a number in a score and hardly one elsewhere: «tres a uno», «uno de ellos».
        ordinal_suffixes: What is written onto digits: «3ro», "3rd".
        thousands_mark: The mark of thousands where the digits leave it open; the other one is that of decimals.
        percent: «por ciento».
        points: «puntos porcentuales».
        currencies: The code of each by its names; signs and codes are international.
        measures: The code of each by its names; symbols are international.
        of: What stands between a number and what it counts, with the space, as a regular expression: «millones de».
        below_zero: What makes degrees negative: «bajo cero».
        century: A century before its number, as it is written: «siglo».
        century_behind: The same behind it: "century".
        numbered: Nouns behind which one Roman digit is a number: «acto V».
        year_cues: What makes four digits a year, though not of our time, as it is written: «en 1492».
        the_year: What makes even fewer digits a year, as it is written: «en el año 79».
        before_christ: What says behind a year or a century that it is before Christ, as it is written.
        after_christ: The same of those after.
        parts: A part of a whole with its `count` and its `part`, as it is written: «dos tercios».
        one_part: Words that count one part where no number does: «la cuarta parte».
        part_names: Parts that are no ordinals: «tercio» is 3.
        decade: What stands before the number of a decade, as it is written: «los años 90».
        decade_suffix: What is written onto it: "the 1990s".
    """

    cardinals: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    joint: str = ""
    half: str = ""
    and_half: str = ""
    hundred: str = field(default="", metadata=_ONLY_SOME)
    alone: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    weak: frozenset[str] = frozenset()
    ordinal_suffixes: frozenset[str] = frozenset()
    thousands_mark: str = field(default=".", metadata=_ONLY_SOME)
    percent: frozenset[str] = frozenset()
    points: frozenset[str] = frozenset()
    currencies: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    of: str = field(default="", metadata=_ONLY_SOME)
    below_zero: frozenset[str] = frozenset()
    century: str = ""
    century_behind: Pattern = field(default=NEVER, metadata=_ONLY_SOME)
    numbered: frozenset[str] = frozenset()
    year_cues: frozenset[str] = frozenset()
    the_year: Pattern = NEVER
    before_christ: str = ""
    after_christ: str = ""
    parts: Pattern = NEVER
    one_part: frozenset[str] = frozenset()
    part_names: Mapping[str, int] = field(default_factory=dict)
    decade: Pattern = NEVER
    decade_suffix: str = field(default="", metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class Ranges:
    """How a language joins two numbers, in words as they are written.

    Attributes:
        to: Words between the ends of a range: «de 3 a 5».
        score: Those of them that stand in a score too: «tres a uno».
        both: Words between two that stand for themselves: «entre 3 y 5».
        since: Words before a range: «de», «desde».
        between: Words before two ends in any order: «entre».
        by: Words before a score: «por tres a uno».
        articles: Words that may stand between these and a number.
    """

    to: frozenset[str] = frozenset()
    score: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language writes dates.

    Attributes:
        months: Their numbers, by name and by abbreviation.
        full_months: The names that tell a month without a day or a year beside them.
        of: What stands between day, month and year, with the space, as a regular expression: «de».
        days: Days in words: «primero».
        day_before: A day in words before a month, as it is written; its first group is the word.
        day_joints: Words between days that share a month: «3 y 4 de mayo».
        month_first: Whether the month stands before the day.
        capitals: Whether months have a capital, so that a word without one is none ("may").
    """

    months: Mapping[str, int] = field(default_factory=dict)
    full_months: frozenset[str] = frozenset()
    of: str = field(default="", metadata=_ONLY_SOME)
    days: Mapping[str, int] = field(default_factory=dict)
    day_before: Pattern = NEVER
    day_joints: frozenset[str] = frozenset()
    month_first: bool = field(default=False, metadata=_ONLY_SOME)
    capitals: bool = field(default=False, metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class When:
    """How a language says when, besides dates: by what is before or behind today, and by what leads a time in.

    Words, and phrases of several.

    Attributes:
        days: Days from today: «ayer» is -1.
        weekdays: Their numbers, from Monday, which is 0.
        units: `day`, `week`, `month` or `year` by its words.
        seasons: The month in which each begins, north of the equator.
        parts: Which third of a time is meant by words before it: «principios» 0, «mediados» 1, «finales» 2.
        shares: The same for other shares, and of how many each is one: «segunda quincena» is the share 1 of 2.
        this: What makes a unit the one that today lies in: «esta semana».
        previous: What makes it the one before that, before it or behind: «la semana pasada», "last week".
        latest: What makes it the time that ends today: «los últimos tres meses».
        ago: What stands before a number of units that have passed: «hace dos años».
        ago_behind: The same behind it: "two years ago".
        one: Words that count one unit: «hace un año».
        few: Words that count some units: "the last few months".
        at: What leads in a time at which something is: «en», «durante».
        of: What binds a time to the noun before it: «de», "from".
        since: «desde».
        until: «hasta».
        before: «antes».
        after: «después».
        small: Words between these and a time, which add nothing: «antes del año 2020».
        now: What asks how things stand now: «ahora», «último», «cuántos van».
        having: Verbs, as a dictionary lists them, that make a past of a participle: «ha ganado», not «está abierto».
        stands: What asks who is something, which is asked of now where no other time is named: «quién es».
    """

    days: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    seasons: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)
    shares: Mapping[str, tuple[int, int]] = field(default_factory=dict, metadata=_ONLY_SOME)
    this: frozenset[str] = frozenset()
    previous: frozenset[str] = frozenset()
    latest: frozenset[str] = frozenset()
    ago: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    ago_behind: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    one: frozenset[str] = frozenset()
    few: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    at: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    now: Pattern = NEVER
    having: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    stands: Pattern = NEVER


@dataclass(frozen=True, slots=True)
class Press:
    """How a question says that it means what was published, by whom or when, and not what happened.

    Attributes:
        works: Nouns for what newspapers publish, by which nothing else is called in a question: «noticias».
        published: What says of them that they were: «publicadas», "published".
        asked: What asks for what was published, whatever it is: «lo publicado», «qué se ha publicado».
        happened: What asks for what happened, whatever it is, which with a time from today asks for news: «qué pasó».
        bound: What binds an outlet or an author to them: «noticias de La Gaceta».
        about: What leads in what they are about, behind which a time is that of the event: «sobre».
        by_outlet: What leads in the outlet that says something: «según», «publicado en».
        by_author: What leads in who wrote it: «firmado por».
        says: Verbs, with their forms, by which a newspaper says something: «publica», «cuenta».
        writes: The same of an author: «escribe», «firma».
        small: Words that may stand between these and a name: «según el diario El País».
        kinds: Nouns by which newspapers are called, and few other things with a capital: «La Gaceta de …».
    """

    works: Pattern = NEVER
    published: Pattern = NEVER
    asked: Pattern = NEVER
    happened: Pattern = NEVER
    bound: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    by_outlet: Pattern = NEVER
    by_author: Pattern = NEVER
    says: Pattern = NEVER
    writes: Pattern = NEVER
    small: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Clock:
    """How a language tells the time; regular expressions, over folded text but for `article`.

    Attributes:
        article: What stands before an hour: «las», "at".
        points: What stands before that, where the article alone does not tell: «a las 9», but «en las 9 provincias».
        hours: What stands behind an hour: «horas».
        surely: Those that leave no doubt that it is one: "o'clock".
        sharp: What stands behind that: «en punto».
        to: What leads on to another time, behind which the hours are named for both: «de 9 a 11 h».
        halves: Half of the day by the words for it: `am`, `pm`, `night`, which has both, and
            `morning`, whose twelve is noon.
        parts: Minutes that words add to the hour: «y media».
        point_between: Whether hours and minutes may have a point between them: «18.30 h».
    """

    article: str = ""
    points: str = field(default="", metadata=_ONLY_SOME)
    hours: str = ""
    surely: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    sharp: str = field(default="", metadata=_ONLY_SOME)
    to: str = field(default="", metadata=_ONLY_SOME)
    halves: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)
    point_between: bool = field(default=True, metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class Negation:
    """How a language denies.

    Attributes:
        cues: Words that deny what follows them.
        idioms: What looks like a denial and is none: «no solo», «sin embargo».
        listing: Words behind which stands a list of who does not, not what is not done: «ni», "nor".
        adversatives: Words that end what is denied and begin what is affirmed: «sino», «pero».
        suffix: A cue that is written onto the verb: "n't".
        trailing: Whether a cue may stand behind all that it denies: «öffnet am Sonntag nicht».
    """

    cues: frozenset[str] = frozenset()
    idioms: Pattern = NEVER
    listing: frozenset[str] = frozenset()
    adversatives: frozenset[str] = frozenset()
    suffix: str = field(default="", metadata=_ONLY_SOME)
    trailing: bool = field(default=False, metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class Syntax:
    """The little of a language's grammar that the places of facts are told by.

    Attributes:
        determiners: Words behind which a noun stands.
        conjunctions: Words between the members of a list.
        contractions: What one word stands for: «del» is «de el».
        passive: A verb in the passive with the one who acts.
        free: Words that say nothing by themselves, so that a claim may put them in or leave them out.
        leads: Words that lead in a phrase which has no fixed place in its sentence.
        pronouns: Subjects that stand for another.
        auxiliaries: Verbs that help another, as a dictionary lists them.
        clitics: Pronouns before a verb that are its object.
        copulas: Verbs that say no more than an apposition does.
        that: Words that lead in what somebody says.
        year: Words that say no more than the year behind them: «en el año 2014».
        elisions: What an apostrophe cuts short, with the whole word: «n'» is «ne».
        accented: Words that only their accent tells from a word of these lists: «è» beside «e». They alone keep it
            there and in the patterns of `reserves`.
    """

    determiners: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict, metadata=_ONLY_SOME)
    passive: Pattern = NEVER
    free: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    clitics: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    copulas: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()
    elisions: Mapping[str, str] = field(default_factory=dict, metadata=_ONLY_SOME)
    accented: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language says whose words something is.

    Attributes:
        marks: Words such as «según», and verbs of saying where the language has no dictionary.
        verbs: Verbs of saying and of thinking, as a dictionary lists them, which is not folded.
        auxiliary: The verb that makes a perfect: «ha dicho».
        unsaid: Endings of a verb of saying by which nobody says anything: «considerado», «anunciar».
    """

    marks: Pattern = NEVER
    verbs: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    auxiliary: str = field(default="", metadata=_ONLY_SOME)
    unsaid: Pattern = NEVER


@dataclass(frozen=True, slots=True)
class Reserves:
    """The words with which a language holds back what it says.

    Attributes:
        doubt_of_noun: Adjectives that doubt the noun beside them: «presunto».
        doubt: What doubts a whole clause: «al parecer», «quizá».
        modal: Verbs that make the next a possibility or a duty: «podría».
        intent: Verbs that make the next a plan or an attempt: «intentó», «prevé».
        refusal: Verbs that make the next undone: «se negó a», «evitó».
        condition: What leads in a condition: «si», «siempre que».
        bound: What stands before a figure and bounds it: «más de», «casi».
        quantifier: What says how much of a thing is meant: «algunos», «la mayoría».
        focus: What singles one thing out: «solo».
        unconfirmed: What says that nothing is certain yet: «no se ha confirmado».
    """

    doubt_of_noun: Pattern = NEVER
    doubt: Pattern = NEVER
    modal: Pattern = NEVER
    intent: Pattern = NEVER
    refusal: Pattern = NEVER
    condition: Pattern = NEVER
    bound: Pattern = NEVER
    quantifier: Pattern = NEVER
    focus: Pattern = NEVER
    unconfirmed: Pattern = NEVER


@dataclass(frozen=True, slots=True)
class Questions:
    """How a language asks, and how it states a cause.

    What it may open with and what asks for a kind of answer as a whole stand where a question begins; question words
    and their nouns anywhere.

    Attributes:
        cause: Question words that wait for a cause.
        figure: Those that wait for a figure.
        date: Those that wait for a date.
        name: Those that wait for a name.
        words: Any question word.
        cause_nouns: Nouns for which a question waits for a cause, where its question word waits for nothing.
        cause_verbs: Verbs that ask for a cause or an aim behind "what", as a dictionary lists them: «qué busca con».
        figure_nouns: As `cause_nouns`, for a figure.
        reasons: Words that state a cause or an aim; «para» and "to" are everywhere and tell nothing.
        place: Question words that wait for a place.
        at: Prepositions behind which a name is that of a place, or of what is taken for one.
        manner: Those that wait for the way something is done, where no other rule takes them: «cómo se llama».
        which: Those behind which the noun stands that is asked for: «qué ciudad».
        called: Words that ask what the next noun is called: «cómo se llama».
        several: Question words that wait for more than one thing: «cuáles».
        kinds_of_figure: What a noun or verb measures, by its words: money, time, length, weight, share.
        preamble: Courtesy and what asks to be told: «hola, quisiera saber».
        overview: What asks for all that is known: «qué se sabe de».
        definition: What asks what something or somebody is: «qué es», «quién es».
        comparison: What asks two things to be held against each other: «cuál de los dos», «más … o».
        listing: What asks for a list: «dime los».
        whether: What leads in a question of yes or no that has question words behind it: «es verdad que».
        either: Words between what is compared: «o».
        relatives: Question words that lead in a clause about the noun before them, unless they begin a clause.
        pairs_of: Pairs of words that join two subjects, each before one of them: «tanto X como Y».
        reciprocal: Words before a verb that two do with each other: «se casaron».
        why_typed: A question word for a cause as it is often typed, which elsewhere states one: «porque».
        typed: How words are cut short by those who type fast, with what they stand for.
        noun_last: Whether the noun stands behind what says more of it: "which big town".
    """

    cause: Pattern = NEVER
    figure: Pattern = NEVER
    date: Pattern = NEVER
    name: Pattern = NEVER
    words: Pattern = NEVER
    cause_nouns: Pattern = NEVER
    cause_verbs: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    figure_nouns: Pattern = NEVER
    reasons: Pattern = NEVER
    place: Pattern = NEVER
    at: frozenset[str] = frozenset()
    manner: Pattern = NEVER
    which: Pattern = NEVER
    called: Pattern = NEVER
    several: Pattern = NEVER
    kinds_of_figure: Mapping[str, str] = field(default_factory=dict)
    preamble: Pattern = NEVER
    overview: Pattern = NEVER
    definition: Pattern = NEVER
    comparison: Pattern = NEVER
    listing: Pattern = NEVER
    whether: Pattern = NEVER
    either: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    pairs_of: tuple[tuple[str, str], ...] = ()
    reciprocal: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    why_typed: Pattern = field(default=NEVER, metadata=_ONLY_SOME)
    typed: tuple[tuple[Pattern, str], ...] = field(default=(), metadata=_ONLY_SOME)
    noun_last: bool = field(default=False, metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How a question goes on with the one before it.

    Attributes:
        openers: What it may open with: «y», "what about".
        pointers: Words that point back.
        last_pointers: Words that point back only where nothing follows them: «el» is mostly an article.
        articles: Words that may stand between a preposition and a name.
        prepositions: Words that lead in a name or a date.
        of: Those that bind what follows to a noun: «el mundial de 1998» asked of 2002 is «el mundial de 2002».
        circumstances: Those with what can be added to a question that has nothing of the kind.
        places: Those that lead in a place: «¿y en Soria?» may ask of what was said «de Burgos».
        left_out: What stands for a noun left out before what tells it apart, which is looked ahead at: «el» of «el de
            Soria», "the one" of "the one in Soria"; its group `article` is what stays before the noun.
        more: What asks for others than those told: «quién más».
        requests: What asks to be told the last answer otherwise, as a whole: «explícalo mejor».
        returns: What leads back to an earlier subject: «volviendo a», of which the rest of a contraction may be left.
        people: Pronouns, in lower case with their accents, in whose place the name of a person can stand.
    """

    openers: Pattern = NEVER
    pointers: frozenset[str] = frozenset()
    last_pointers: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    left_out: Pattern = NEVER
    more: Pattern = NEVER
    requests: Pattern = NEVER
    returns: Pattern = NEVER
    people: Pattern = NEVER


@dataclass(frozen=True, slots=True)
class Courtesies:
    """What is said and asks nothing, whole phrases of it.

    Attributes:
        thanks: «muchas gracias».
        greeting: «buenos días».
        farewell: «hasta luego».
        assent: «vale».
    """

    thanks: Pattern = NEVER
    greeting: Pattern = NEVER
    farewell: Pattern = NEVER
    assent: Pattern = NEVER


@dataclass(frozen=True, slots=True)
class Headers:
    """What articles and their files say about themselves.

    Attributes:
        fillers: Words of the name of a file that name nothing.
        date_labels: How the words of a date line begin.
        times: Words that stand behind its date, with the time of day.
    """

    fillers: frozenset[str] = frozenset()
    date_labels: Pattern = NEVER
    times: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Furniture:
    """What newspapers print around an article and is not of it; patterns of how a folded line begins.

    Attributes:
        more: What leads to another article, alone or before a mark and its headline: «lee también».
        advertising: The label of an advertisement, the whole line.
        subscription: What asks to subscribe, to register or to sign in.
        sharing: Words of the bar by which a page is shared.
        notices: Notices about cookies, rights and windows.
        credit: What stands before whoever made a picture: «foto».
        byline: What stands before whoever wrote the article: «por».
        desks: Who is named where nobody signs: «redacción».
        sections: Words that parts of a newspaper are called by.
    """

    more: Pattern = NEVER
    advertising: Pattern = NEVER
    subscription: Pattern = NEVER
    sharing: frozenset[str] = frozenset()
    notices: Pattern = NEVER
    credit: Pattern = NEVER
    byline: Pattern = NEVER
    desks: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Corrections:
    """How a newspaper corrects what it printed; patterns over folded text.

    Attributes:
        labels: What a correction is headed by: «fe de errores».
        itself: What says that it corrects the article it stands in: «una versión anterior de este artículo».
        titled: What stands before the quoted title of the article that it corrects: «con el título», «la noticia».
        says: What stands before the words that were wrong, where they are quoted: «donde dice», «se decía».
        reports: What stands before them where they are not: «se decía que».
        should_say: What stands before those that are right: «debe decir».
    """

    labels: Pattern = NEVER
    itself: Pattern = NEVER
    titled: Pattern = NEVER
    says: Pattern = NEVER
    reports: Pattern = NEVER
    should_say: Pattern = NEVER


@dataclass(frozen=True, slots=True)
class Example:
    """An exchange that a model is shown before the question; an empty answer is an abstention."""

    excerpts: tuple[str, ...]
    question: str
    answer: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a language model is told; a language without it is asked for in English, by its name.

    Attributes:
        system: The task.
        excerpts: The heading of the evidence.
        earlier: The question before.
        question: The question, and how to answer it.
        doubtful: The same where the excerpts may not say.
        examples: Exchanges that show how.
        correction: What is asked of a sentence that cannot be published.
        insistence: The language, once more.
        judgement: Whether a text answers a question.
        reading: The task of saying so of one sentence after the other …
        fragment: … and one of them: the question first, so that a model reads it once.
        settling: Whether a text says yes or no to a question.
        yes: What an answer to that begins with …
        no: … and what with otherwise.
        translation: The task of putting sentences of one language into another.
    """

    system: str = ""
    excerpts: str = ""
    earlier: str = ""
    question: str = ""
    doubtful: str = ""
    examples: tuple[Example, ...] = ()
    correction: str = ""
    insistence: str = ""
    judgement: str = ""
    reading: str = ""
    fragment: str = ""
    settling: str = ""
    yes: str = ""
    no: str = ""
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Orders:
    """The form of orders to a language model, or to whoever reads a text to it; each a regular expression.

    Attributes:
        begins: What a clause may begin behind, besides a mark; with the space.
        do: Orders to write or to change something.
        say: Words for answering, in every form.
        machines: What a language model is called.
        your_answer: What is spoken of its answer as.
        instructions: What is spoken of its instructions as.
        tongues: The names of languages.
        works: What it may be told to write.
        forms: By the name of an `Instruction` the forms that it has; `%(do)s` and the like stand for the words of every
            language, `%(clause)s` for where a clause begins and `%(opening)s` for where a sentence does.
    """

    begins: str = ""
    do: str = ""
    say: str = ""
    machines: str = ""
    your_answer: str = ""
    instructions: str = ""
    tongues: str = ""
    works: str = ""
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Where a language's words are listed, and what is known of them besides.

    Attributes:
        dictionary: The package whose data list the forms of its words.
        thesaurus: What the thesaurus calls the language.
        forms: Forms that the dictionary lacks, as it would have them: «am be VMIP1S0».
        enclitic: A verb with pronouns written onto it; its first group is the verb.
        adverb: An adverb that is made of an adjective; its first group is the adjective.
        respellings: How a word was spelled and how it is: patterns and what they become.
        denying: Beginnings that make of an adjective or adverb its opposite: «in», "un".
        undoing: Beginnings that make of a verb or noun its opposite: «des», "dis".
        equivalents: Groups of words, as the dictionary has them, that the press uses one for the other.
        distinct: Groups of words that a thesaurus takes for one, and between which stands a status in law or a degree.
    """

    dictionary: str = ""
    thesaurus: str = ""
    forms: tuple[str, ...] = field(default=(), metadata=_ONLY_SOME)
    enclitic: Pattern = field(default=NEVER, metadata=_ONLY_SOME)
    adverb: Pattern = NEVER
    respellings: tuple[tuple[Pattern, str], ...] = field(default=(), metadata=_ONLY_SOME)
    denying: tuple[str, ...] = ()
    undoing: tuple[str, ...] = field(default=(), metadata=_ONLY_SOME)
    equivalents: tuple[frozenset[str], ...] = ()
    distinct: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """How a language looks beside others: its most frequent words, its endings, its letters.

    Written for this project and rounded to tiers; `rag.text.language` alone reads it. The words are closed classes
    (articles, pronouns, prepositions, auxiliaries, what asks, small numbers, days and months), as they are spelt.

    Attributes:
        words: Frequent words, space-separated, in four tiers: about 20, 7, 2 and 0.5 in a thousand. An elided word
            keeps its apostrophe («l'»).
        endings: Endings of its other words, space-separated, in four tiers: about 100, 30, 10 and 3 in a thousand of
            those. An ending that one language names is rare in every other that does not.
        letters: Letters and groups of letters that are usual in it and not in all others, space-separated.
        opening_marks: The share of questions and exclamations that open with «¿» or «¡».
        met: How much more rarely than the others a reader meets it, as a logarithm of odds.
    """

    words: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    letters: str = ""
    opening_marks: float = field(default=0.0003, metadata=_ONLY_SOME)
    met: float = field(default=0.0, metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class Script:
    """A script other than the Latin one.

    Attributes:
        code: The commonest language that is written in it.
        characters: As the ranges of a regular expression's class.
        telling: Another language that is written in it, and letters that only that one has.
        dense: Whether one character stands for about three letters.
    """

    code: str
    characters: str
    telling: tuple[str, str] = ("", "")
    dense: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that is known of one language. There is one object of each, so `is` and `==` tell the same.

    Attributes:
        code: ISO 639-1.
        name: What the language calls itself.
        also_read: Code of another language that its readers know better than English; empty where there is none.
        stop_words: Function words, which carry no topic and give a language away in a short question.
        stemmer: Its algorithm in Snowball, which makes the forms of a word one term.
        weekdays: Their names.
        openers: Words that begin sentences, besides function words.
        abbreviations: Words that end in a full stop.
        names: How names are told.
        numbers: How numbers are written.
        ranges: How two numbers are joined.
        calendar: How dates are written.
        when: How it says when, besides dates.
        press: How a question says that it means what was published.
        clock: How the time is told.
        negation: How it denies.
        opposites: Pairs of words that say the opposite of each other, as they are written.
        syntax: Determiners, conjunctions, contractions, the passive.
        speech: How it says whose words something is.
        reserves: How it holds back what it says.
        questions: How it asks.
        follow_ups: How a question goes on with another.
        courtesies: What is said and asks nothing.
        fields: Names of fields of front matter and of records, by what they hold: `title`, `published`, `updated`,
            `outlet`, `author`, `section`, `address`, `text`, `key`, `other`; letters and digits only, without blanks.
        headers: What articles say about themselves.
        furniture: What is printed around them.
        corrections: How what was printed is corrected.
        prompt: What a language model is told.
        orders: The form of orders to a language model.
        messages: What the program says to a reader, by the names in `rag.text.messages`.
        program: What the program says to whoever runs it, by the English sentence: see `rag.text.program`.
        lexicon: Its words: their forms, which mean the same, which the opposite.
    """

    code: str
    name: str = ""
    also_read: str = field(default="", metadata=_ONLY_SOME)
    stop_words: frozenset[str] = frozenset()
    stemmer: str = ""
    weekdays: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    abbreviations: Abbreviations = Abbreviations()
    names: Names = Names()
    numbers: Numbers = field(default_factory=Numbers)
    ranges: Ranges = Ranges()
    calendar: Calendar = field(default_factory=Calendar)
    when: When = field(default_factory=When)
    press: Press = Press()
    clock: Clock = field(default_factory=Clock)
    negation: Negation = Negation()
    opposites: tuple[tuple[str, str], ...] = ()
    syntax: Syntax = field(default_factory=Syntax)
    speech: Speech = Speech()
    reserves: Reserves = Reserves()
    questions: Questions = field(default_factory=Questions)
    follow_ups: FollowUps = FollowUps()
    courtesies: Courtesies = Courtesies()
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    headers: Headers = Headers()
    furniture: Furniture = Furniture()
    corrections: Corrections = Corrections()
    prompt: Prompt = Prompt()
    orders: Orders = field(default_factory=Orders)
    lexicon: Lexicon = Lexicon()
    profile: Profile = Profile()
    messages: Mapping[str, str] = field(default_factory=dict)
    program: Mapping[str, str] = field(default_factory=dict, metadata=_ONLY_SOME)

    @property
    def can_prove(self) -> bool:
        """Whether there are rules to hold a claim against a sentence by more than its very words."""
        return bool(self.negation.cues and self.syntax.free) and self.reserves != Reserves()

    @property
    def lacks(self) -> tuple[str, ...]:
        """The names of the fields that should not be empty and are, those of a part as `negation.idioms`."""
        return tuple(_empty(self))

    def __repr__(self) -> str:
        return f"Language({self.code!r})"


def _empty(record: Any, prefix: str = "") -> Iterator[str]:
    """The fields of a record that lack; a part that lacks all of its own is named as one."""
    for name in _wanted(record):
        value = getattr(record, name)
        if is_dataclass(value):
            inner = list(_empty(value, f"{prefix}{name}."))
            yield from [prefix + name] if len(inner) == len(_wanted(value)) else inner
        elif value is NEVER or not value:
            yield prefix + name


def _wanted(record: Any) -> list[str]:
    return [f.name for f in fields(record) if not f.metadata]

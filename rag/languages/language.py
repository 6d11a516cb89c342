"""What is known of a language, as data: words and patterns over folded text (lower case, no accents).

A field is empty where nothing is known, and an empty field makes its rule find nothing: no language is read by the
words of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

__all__ = [
    "NEVER",
    "Abbreviations",
    "Example",
    "FollowUps",
    "Headers",
    "Language",
    "Lexicon",
    "Names",
    "Negation",
    "Numbers",
    "Orders",
    "Prompt",
    "Questions",
    "Reserves",
    "Speech",
    "Syntax",
    "alternation",
    "any_of",
    "groups",
    "pairs",
    "words",
]

NEVER = re.compile(r"(?!)")
"""The pattern of a rule that a language does not have: it matches nowhere."""

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


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words: any of some alternatives, each a regular expression in which `|` parts others."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


def alternation(listed: Iterable[str]) -> str:
    """A regular expression for one of some words; for none of them where there are none."""
    return "|".join(map(re.escape, sorted(listed))) or NEVER.pattern


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
    verbs: re.Pattern[str] = NEVER
    possessive: re.Pattern[str] = field(default=NEVER, metadata=_ONLY_SOME)
    demonyms: re.Pattern[str] = NEVER
    abroad: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a language writes numbers.

    Attributes:
        decade: What stands before the number of a decade, as it is written: «los años 90».
        decade_suffix: What is written onto it: "the 1990s".
    """

    decade: re.Pattern[str] = NEVER
    decade_suffix: str = field(default="", metadata=_ONLY_SOME)


@dataclass(frozen=True, slots=True)
class Negation:
    """How a language denies.

    Attributes:
        cues: Words that deny what follows them.
        idioms: What looks like a denial and is none: «no solo», «sin embargo».
        listing: Words behind which stands a list of who does not, not what is not done: «ni», "nor".
        adversatives: Words that end what is denied and begin what is affirmed: «sino», «pero».
        suffix: A cue that is written onto the verb: "n't".
    """

    cues: frozenset[str] = frozenset()
    idioms: re.Pattern[str] = NEVER
    listing: frozenset[str] = frozenset()
    adversatives: frozenset[str] = frozenset()
    suffix: str = field(default="", metadata=_ONLY_SOME)


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
        clitics: Pronouns before a verb that are its object.
        copulas: Verbs that say no more than an apposition does.
        that: Words that lead in what somebody says.
        year: Words that say no more than the year behind them: «en el año 2014».
    """

    determiners: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict, metadata=_ONLY_SOME)
    passive: re.Pattern[str] = NEVER
    free: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language says whose words something is.

    Attributes:
        marks: Words such as «según», and verbs of saying where the language has no dictionary.
        verbs: Verbs of saying and of thinking, as a dictionary lists them.
        auxiliary: The verb that makes a perfect: «ha dicho».
        unsaid: Endings of a verb of saying by which nobody says anything: «considerado», «anunciar».
    """

    marks: re.Pattern[str] = NEVER
    verbs: frozenset[str] = field(default=frozenset(), metadata=_ONLY_SOME)
    auxiliary: str = field(default="", metadata=_ONLY_SOME)
    unsaid: re.Pattern[str] = NEVER


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

    doubt_of_noun: re.Pattern[str] = NEVER
    doubt: re.Pattern[str] = NEVER
    modal: re.Pattern[str] = NEVER
    intent: re.Pattern[str] = NEVER
    refusal: re.Pattern[str] = NEVER
    condition: re.Pattern[str] = NEVER
    bound: re.Pattern[str] = NEVER
    quantifier: re.Pattern[str] = NEVER
    focus: re.Pattern[str] = NEVER
    unconfirmed: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class Questions:
    """How a language asks, and how it states a cause.

    Attributes:
        cause: Question words that wait for a cause.
        figure: Those that wait for a figure.
        date: Those that wait for a date.
        name: Those that wait for a name.
        words: Any question word.
        cause_nouns: Nouns for which a question waits for a cause, where its question word waits for nothing.
        figure_nouns: The same for a figure.
        reasons: Words that state a cause or an aim; «para» and "to" are everywhere and tell nothing.
    """

    cause: re.Pattern[str] = NEVER
    figure: re.Pattern[str] = NEVER
    date: re.Pattern[str] = NEVER
    name: re.Pattern[str] = NEVER
    words: re.Pattern[str] = NEVER
    cause_nouns: re.Pattern[str] = NEVER
    figure_nouns: re.Pattern[str] = NEVER
    reasons: re.Pattern[str] = NEVER


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
    """

    openers: re.Pattern[str] = NEVER
    pointers: frozenset[str] = frozenset()
    last_pointers: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Headers:
    """What articles and their files say about themselves.

    Attributes:
        title_fields: Names of the field of the front matter that holds the title.
        date_fields: Names of the field that holds the day of publication.
        fillers: Words of the name of a file that name nothing.
        date_labels: How the words of a date line begin.
        times: Words that stand behind its date, with the time of day.
    """

    title_fields: frozenset[str] = frozenset()
    date_fields: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    date_labels: re.Pattern[str] = NEVER
    times: frozenset[str] = frozenset()


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
        yes: What an answer to that begins with …
        no: … and what with otherwise.
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
    yes: str = ""
    no: str = ""


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
    forms: tuple[str, ...] = ()
    enclitic: re.Pattern[str] = NEVER
    adverb: re.Pattern[str] = NEVER
    respellings: tuple[tuple[re.Pattern[str], str], ...] = ()
    denying: tuple[str, ...] = ()
    undoing: tuple[str, ...] = ()
    equivalents: tuple[frozenset[str], ...] = ()
    distinct: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that is known of one language. There is one object of each, so `is` and `==` tell the same.

    Attributes:
        code: ISO 639-1.
        name: What the language calls itself.
        stop_words: Function words, which carry no topic and give a language away in a short question.
        stemmer: Its algorithm in Snowball, which makes the forms of a word one term.
        weekdays: Their names.
        openers: Words that begin sentences, besides function words.
        abbreviations: Words that end in a full stop.
        names: How names are told.
        numbers: How numbers are written.
        negation: How it denies.
        opposites: Pairs of words that say the opposite of each other, as they are written.
        syntax: Determiners, conjunctions, contractions, the passive.
        speech: How it says whose words something is.
        reserves: How it holds back what it says.
        questions: How it asks.
        follow_ups: How a question goes on with another.
        headers: What articles say about themselves.
        prompt: What a language model is told.
        orders: The form of orders to a language model.
        messages: What the program says to a reader, by the names in `rag.text.messages`.
        lexicon: Its words: their forms, which mean the same, which the opposite.
    """

    code: str
    name: str = ""
    stop_words: frozenset[str] = frozenset()
    stemmer: str = ""
    weekdays: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    abbreviations: Abbreviations = Abbreviations()
    names: Names = Names()
    numbers: Numbers = Numbers()
    negation: Negation = Negation()
    opposites: tuple[tuple[str, str], ...] = ()
    syntax: Syntax = field(default_factory=Syntax)
    speech: Speech = Speech()
    reserves: Reserves = Reserves()
    questions: Questions = Questions()
    follow_ups: FollowUps = FollowUps()
    headers: Headers = Headers()
    prompt: Prompt = Prompt()
    orders: Orders = field(default_factory=Orders)
    lexicon: Lexicon = Lexicon()
    messages: Mapping[str, str] = field(default_factory=dict)

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

"""What is known of a language, as data: words and patterns over folded text (lower case, no accents).

A field is empty where nothing is known, and an empty field makes its rule find nothing: no language is read by the
words of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

__all__ = ["NEVER", "Language", "Lexicon", "Negation", "Speech", "Syntax", "any_of", "groups", "pairs", "words"]

NEVER = re.compile(r"(?!)")
"""The pattern of a rule that a language does not have: it matches nowhere."""


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
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Syntax:
    """The little of a language's grammar that the places of facts are told by.

    Attributes:
        determiners: Words behind which a noun stands.
        conjunctions: Words between the members of a list.
        contractions: What one word stands for: «del» is «de el».
        passive: A verb in the passive with the one who acts.
    """

    determiners: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passive: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language says whose words something is.

    Attributes:
        marks: Verbs of saying and words such as «según».
    """

    marks: re.Pattern[str] = NEVER


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
        negation: How it denies.
        opposites: Pairs of words that say the opposite of each other, as they are written.
        syntax: Determiners, conjunctions, contractions, the passive.
        speech: How it says whose words something is.
        lexicon: Its words: their forms, which mean the same, which the opposite.
    """

    code: str
    name: str = ""
    stop_words: frozenset[str] = frozenset()
    negation: Negation = Negation()
    opposites: tuple[tuple[str, str], ...] = ()
    syntax: Syntax = field(default_factory=Syntax)
    speech: Speech = Speech()
    lexicon: Lexicon = Lexicon()

    @property
    def lacks(self) -> tuple[str, ...]:
        """The names of the fields that are empty, those of a part behind its name: `negation.idioms`."""
        return tuple(_empty(self))

    def __repr__(self) -> str:
        return f"Language({self.code!r})"


def _empty(record: Language | Lexicon | Negation | Syntax | Speech, prefix: str = "") -> Iterator[str]:
    for name in (f.name for f in fields(record)):
        value = getattr(record, name)
        if is_dataclass(value) and not isinstance(value, type):
            inner = list(_empty(value, f"{prefix}{name}."))  # type: ignore[arg-type]  # a part of a language
            yield from [prefix + name] if len(inner) == len(fields(value)) else inner
        elif value is NEVER or not value:
            yield prefix + name

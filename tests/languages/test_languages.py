"""Languages as data: what each knows, what each says that it lacks, and that another is a file in this room."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import rag
from rag.languages import LANGUAGES, Language, language_of
from rag.languages.patterns import Pattern
from rag.text.terms import fold

PARTLY = {
    *(
        "names.verbs",
        "names.abroad",
        "opposites",
        "syntax.determiners",
        "syntax.passive",
        "headers",
        "prompt",
        "orders",
    ),
    *(
        f"follow_ups.{part}"
        for part in (
            *("pointers", "last_pointers", "articles", "prepositions", "of", "circumstances", "places"),
            *("left_out", "more", "requests", "returns", "people"),
        )
    ),
    *(f"numbers.{part}" for part in ("ordinals", "joint", "weak", "below_zero", "parts", "one_part", "part_names")),
    *("calendar.days", "calendar.day_before", "clock.parts", "lexicon"),
    *("questions.kinds_of_figure", "questions.pairs_of"),
}
UNASKED = {
    f"questions.{part}"
    for part in (
        *("place", "at", "manner", "which", "called", "several", "preamble", "overview", "definition", "comparison"),
        *("listing", "whether", "either", "relatives"),
    )
}
UNPROVEN = {
    *(f"syntax.{part}" for part in ("free", "leads", "pronouns", "copulas", "that", "year")),
    *("speech.unsaid", "reserves"),
}
SUFFIXES, GROUPS, HALVES = "numbers.ordinal_suffixes", "numbers.groups", "clock.halves"
LACKING = {
    "es": set(),
    # Names need no translation into English, through which they are compared.
    "en": {"names.abroad", "numbers.century", "clock.parts"},
    "pt": PARTLY | {SUFFIXES, GROUPS, "numbers.numbered"},
    "fr": PARTLY | {HALVES},
    "it": PARTLY | {SUFFIXES, GROUPS, HALVES},
    "de": PARTLY
    | {SUFFIXES, GROUPS, HALVES, "numbers.half", "numbers.and_half", "numbers.century", "numbers.decade", "ranges.by"},
    "ca": PARTLY - {"clock.parts"} | {SUFFIXES, GROUPS},
    "gl": PARTLY
    | UNPROVEN
    | UNASKED
    | {SUFFIXES, GROUPS, "courtesies", "stemmer", "numbers.cardinals", "numbers.numbered"},
    # Of a language that adds its endings to names and numbers, what is read by words alone would be misread.
    "eu": {lack for lack in PARTLY if not lack.startswith(("names.", "numbers.", "calendar.", "clock."))}
    | UNPROVEN
    | UNASKED
    | {"names", "numbers", "ranges", "calendar", "clock", "courtesies", "when", "press", "corrections.reports"},
}
AS_WRITTEN = {"year_cues", "ranges"}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_language_says_what_it_lacks(language: Language) -> None:
    """Every field that is empty, so that nobody takes silence for a rule."""
    assert set(language.lacks) == LACKING[language.code]


def test_an_unknown_language_lacks_everything() -> None:
    """It has no rules, least of all those of another language."""
    unknown = language_of("xx")
    assert unknown.code == "xx"
    assert set(unknown.lacks) == {field.name for field in fields(Language) if not field.metadata} - {"code"}


def test_there_is_one_object_of_each_language() -> None:
    """Known or not, so that languages are compared by what they are; Spanish comes first."""
    assert [language_of(language.code) for language in LANGUAGES] == list(LANGUAGES)
    assert language_of("xx") is language_of("xx")
    assert LANGUAGES[0] is language_of("es")


def _words(record: Any) -> set[str]:
    """The words of every set of a language, and of its parts."""
    values = [getattr(record, field.name) for field in fields(record) if field.name not in AS_WRITTEN]
    found = {word for value in values if isinstance(value, frozenset) for word in value}
    return found.union(*(_words(value) for value in values if is_dataclass(value)))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_words_are_folded(language: Language) -> None:
    """They are compared with folded words, but for what stands as dictionaries list it or its accent alone tells."""
    as_written = language.speech.verbs | language.syntax.accented
    assert all(word == fold(word) for word in _words(language) - as_written)


def _patterns(value: Any) -> Iterator[Pattern]:
    """The patterns of a language, of its parts, and of tuples among them."""
    if isinstance(value, Pattern):
        yield value
    elif is_dataclass(value):
        yield from _patterns(tuple(getattr(value, field.name) for field in fields(value)))
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_patterns, value))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_pattern_compiles(language: Language) -> None:
    """Which a program would find out at its first use alone."""
    found = list(_patterns(language))
    assert len(found) > len(set(map(id, found))) > 10  # and among them the one that matches nowhere
    for pattern in found:
        assert pattern.search("") is None or pattern.pattern


TOKI = '''
"""A language that nobody speaks."""

from rag.languages.language import *

TOKI = Language(
    code="qt",
    name="toki",
    stop_words=words("ta te"),
    openers=words("lon"),
    abbreviations=Abbreviations(titles=words("jn")),
    names=Names(common=words("jan")),
    numbers=Numbers(cardinals=numbered("tu 2 luka 5"), scales=numbered("ale 3"), measures=coded("km linja")),
    ranges=Ranges(to=words("tawa")),
    calendar=Calendar(months=month_numbers("wan / walo"), full_months=words("wan walo")),
    negation=Negation(cues=words("blu"), listing=words("vel"), adversatives=words("zed")),
    questions=Questions(name=any_of("wer"), reasons=any_of("tan")),
    messages={"nothing": "lipu ala"},
)
'''
REGISTERED = """
from rag.languages.toki import TOKI

LANGUAGES += (TOKI,)
"""
USED = """
from rag.languages import language_of
from rag.questions.expected_answer import Expected, expected_answer, gives
from rag.text.facts import Facts
from rag.text.messages import say
from rag.text.names import find_names
from rag.text.numbers import find_dates, find_quantities
from rag.text.sentences import split_sentences
from rag.text.terms import content_terms

toki, text = language_of("qt"), "Kasa jn. Mun li pona. Lon Mun li suli."
assert toki.name == "toki"
assert content_terms("ta kasa te mun", toki) == ["kasa", "mun"]
assert Facts("mun blu kasa zed lipu", toki).denied == {"kasa"}
assert [text[a:b] for a, b in split_sentences(text, toki)] == ["Kasa jn. Mun li pona.", "Lon Mun li suli."]
assert [name.text for name in find_names("li pona Jan Sonja", toki)] == ["Sonja"]
assert expected_answer("wer li pona?", toki) is Expected.NAME
assert [(q.value, q.unit) for q in find_quantities("luka ale linja", toki)] == [(5000, "km")]
assert [q.pair for q in find_quantities("5 tawa 9 linja", toki)] == [(5, 9), (5, 9)]
assert [(d.month, d.day) for d in find_dates("3 walo", toki)] == [(2, 3)]
assert gives(Expected.CAUSE, Facts("pona tan mun", toki))
assert say("nothing", toki) == "lipu ala"
"""
# A table by language outside of the room: «"es": …».
KEYED = re.compile(rf'"(?:{"|".join(language.code for language in LANGUAGES)})":')


def test_no_table_of_language_lies_elsewhere() -> None:
    """What a language knows stands in its file, so that another language is another file."""
    modules = (path for path in Path(rag.__file__).parent.rglob("*.py") if path.parent.name != "languages")
    keyed = {path.name for path in modules if KEYED.search(path.read_text(encoding="utf-8"))}
    assert not keyed


def test_another_language_touches_this_room_alone(tmp_path: Path) -> None:
    """A file and its registration, in a copy of the package; every rule then reads it."""
    copy = shutil.copytree(Path(rag.__file__).parent, tmp_path / "rag", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "languages" / "toki.py").write_text(TOKI, encoding="utf-8")
    with (copy / "languages" / "__init__.py").open("a", encoding="utf-8") as room:
        room.write(REGISTERED)
    subprocess.run([sys.executable, "-c", USED], cwd=tmp_path, check=True)

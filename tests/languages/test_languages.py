"""Languages as data: what each knows, what each says that it lacks, and that another is a file in this room."""

import shutil
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import rag
from rag.languages import LANGUAGES, Language, language_of
from rag.text.terms import fold

LACKING = {
    "es": ["lexicon.forms", "negation.suffix"],
    "en": ["lexicon.enclitic", "lexicon.respellings", "syntax.contractions"],
    "pt": ["lexicon", "negation.suffix", "opposites", "syntax"],
    "fr": ["lexicon", "negation.suffix", "opposites", "syntax"],
    "it": ["lexicon", "negation.suffix", "opposites", "syntax"],
    "de": ["lexicon", "negation.suffix", "opposites", "syntax"],
    "ca": ["lexicon", "negation.suffix", "opposites", "syntax"],
}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_language_says_what_it_lacks(language: Language) -> None:
    """Every field that is empty, so that nobody takes silence for a rule."""
    assert sorted(language.lacks) == sorted(LACKING[language.code])


def test_an_unknown_language_lacks_everything() -> None:
    """It has no rules, least of all those of another language."""
    unknown = language_of("xx")
    assert unknown.code == "xx"
    assert set(unknown.lacks) == {field.name for field in fields(Language)} - {"code"}


def test_there_is_one_object_of_each_language() -> None:
    """Known or not, so that languages are compared by what they are; Spanish comes first."""
    assert [language_of(language.code) for language in LANGUAGES] == list(LANGUAGES)
    assert language_of("xx") is language_of("xx")
    assert LANGUAGES[0] is language_of("es")


def _words(record: Any) -> set[str]:
    """The words of every set of a language, and of its parts."""
    values = [getattr(record, field.name) for field in fields(record)]
    found = {word for value in values if isinstance(value, frozenset) for word in value}
    return found.union(*(_words(value) for value in values if is_dataclass(value)))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_words_are_folded(language: Language) -> None:
    """They are compared with folded words."""
    assert all(word == fold(word) for word in _words(language))


TOKI = '''
"""A language that nobody speaks."""

from rag.languages.language import Language, Negation, words

TOKI = Language(
    code="qt",
    name="toki",
    stop_words=words("ta te"),
    negation=Negation(cues=words("blu"), listing=words("vel"), adversatives=words("zed")),
)
'''
REGISTERED = """
from rag.languages.toki import TOKI

LANGUAGES += (TOKI,)
"""
USED = """
from rag.text.facts import Facts
from rag.text.terms import content_terms

assert content_terms("ta kasa te mun", "qt") == ["kasa", "mun"]
assert Facts("mun blu kasa zed lipu", "qt").denied == {"kasa"}
"""


def test_another_language_touches_this_room_alone(tmp_path: Path) -> None:
    """A file and its registration, in a copy of the package; every rule then reads it."""
    copy = shutil.copytree(Path(rag.__file__).parent, tmp_path / "rag", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "languages" / "toki.py").write_text(TOKI, encoding="utf-8")
    with (copy / "languages" / "__init__.py").open("a", encoding="utf-8") as room:
        room.write(REGISTERED)
    subprocess.run([sys.executable, "-c", USED], cwd=tmp_path, check=True)

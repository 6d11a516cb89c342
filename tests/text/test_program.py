"""What the program says, told anew in the reader's language."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from rag import indexing
from rag.errors import HemerotecaError
from rag.languages import LANGUAGES, Language, language_of
from rag.languages.spanish import SPANISH
from rag.settings import load_settings
from rag.store import EmbeddingIdentity, Store
from rag.text.program import retold
from tests.fakes.embedder import FakeEmbedder
from ui.serving.listening import bind

HOLE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", [known for known in LANGUAGES if known.program], ids=lambda known: known.code)
def test_no_value_of_a_sentence_is_lost(language: Language) -> None:
    """Each language's sentence has all that the English one has, and nothing else."""
    values = {text: set(HOLE.findall(words)) for text, words in language.program.items()}
    assert values == {text: set(HOLE.findall(text)) for text in language.program}


@pytest.mark.parametrize("text", SPANISH.program)
def test_each_sentence_is_told_by_its_own(text: str) -> None:
    """Whatever its values: no other sentence of the table takes it for itself."""
    number = iter(range(100))
    values = {name: f"<{next(number)}>" for name in HOLE.findall(text)}
    said = HOLE.sub(lambda hole: values[hole[1]], text)
    assert retold(said, SPANISH) == HOLE.sub(lambda hole: values[hole[1]], SPANISH.program[text])


def test_values_are_told_too_and_what_is_unknown_stays_as_it_is() -> None:
    """A fault inside a fault; the words of a file name that looks like a place for a value; any other text."""
    said = "settings: port = 'x': Input should be a valid integer; there is no setting '{name}'"
    assert retold(f"{said}. The table in the README lists them all.", SPANISH) == (
        "ajustes: port = 'x': ha de ser un número entero; no hay ningún ajuste '{name}'. "
        "La tabla del README los recoge todos."
    )
    assert retold("what nobody has told; ever", SPANISH) == "what nobody has told; ever"


@pytest.mark.parametrize("name", ["empty", "hidden", "Ready.", "link; Ready."])
def test_what_others_have_named_is_no_sentence_of_the_program(name: str) -> None:
    """A file that is called as a reason is keeps its name; the reason beside it is told."""
    assert retold(f"passed over: {name}: empty", SPANISH) == f"pasado por alto: {name}: vacío"
    assert retold(f"{name} holds the same text and stays", SPANISH) == f"{name} tiene el mismo texto y se queda"


@pytest.mark.parametrize("part", ["; ", ", line ", ": "])
def test_a_text_that_is_made_to_take_long_stays_as_it_is(part: str) -> None:
    """Its pieces are not compared one by one."""
    text = f"note: {part * 100_000}: empty"
    begun = process_time()
    assert retold(text, SPANISH) == text
    assert process_time() - begun < 0.5


def test_who_has_no_words_is_told_in_a_language_that_is_known_there() -> None:
    """Galician readers know Spanish; others are told in English."""
    assert retold("Ready.", language_of("gl")) == "Lista."
    assert retold("Ready.", language_of("zh")) == "Ready."


def no_folder(place: Path) -> object:
    """Index what is not there."""
    with store_in(place) as store:
        return indexing.sync([place / "none"], store=store, embedder=FakeEmbedder(), chunk_chars=200)


def nothing_to_forget(place: Path) -> object:
    """Forget what is not there."""
    with store_in(place) as store:
        return indexing.forget([place / "none"], store=store)


def busy(place: Path) -> object:
    """Write where somebody writes."""
    with store_in(place) as store, store_in(place) as other, store.writing(), other.writing(timeout=0.01):
        raise AssertionError("two write at once")


def other_model(place: Path) -> object:
    """Open what another model has made."""
    (place / "a.txt").write_text("El puente se abrió.", encoding="utf-8")
    with store_in(place) as store:
        indexing.sync([place], store=store, embedder=FakeEmbedder(), chunk_chars=200)
    return store_in(place, seed=1)


def bad_settings(place: Path) -> object:
    """Set what is not there."""
    return load_settings({"HEMEROTECA_DATA_DRI": "x"}, place)


def busy_port(place: Path) -> object:
    """Take a port that is taken."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        return bind("127.0.0.1", held.getsockname()[1])


def store_in(place: Path, seed: int = 0) -> Store:
    """An archive of the fake embedder."""
    embedder = FakeEmbedder(seed=seed)
    return Store.open(place / "data", EmbeddingIdentity(embedder.name, embedder.dimension, embedder.fingerprint))


@pytest.mark.parametrize("fail", [no_folder, nothing_to_forget, busy, other_model, bad_settings, busy_port])
def test_what_users_meet_most_is_told_in_spanish(fail: Callable[[Path], object], tmp_path: Path) -> None:
    """As it is raised today: a sentence that is changed where it is said must be changed in the table."""
    with pytest.raises(HemerotecaError) as caught:
        fail(tmp_path)
    told = retold(str(caught.value), SPANISH)
    assert told != str(caught.value)
    assert not re.search(r"\b(the|is|and|with|not|no setting)\b", told)

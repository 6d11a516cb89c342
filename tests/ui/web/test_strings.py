"""The words of the page."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date

import pytest

from rag.types import CalibrationOrigin, Coming, Growth, LibraryStatus, Mode
from ui.web.status import inventory
from ui.web.strings import EN, ES, Strings, strings_for
from ui.web.translations import catalogue


@pytest.mark.parametrize(
    ("header", "code"),
    [
        pytest.param("es-PE,es;q=0.9,en;q=0.8", "es", id="spanish"),
        pytest.param("es", "es", id="bare"),
        pytest.param("en-GB,en;q=0.9,es;q=0.5", "en", id="english first"),
        pytest.param("fr-FR", "en", id="another language"),
        pytest.param("est", "en", id="estonian is not spanish"),
        pytest.param("*", "es", id="any"),
        pytest.param("", "es", id="empty"),
        pytest.param(None, "es", id="none"),
    ],
)
def test_a_reader_is_addressed_in_the_first_language_of_the_browser(header: str | None, code: str) -> None:
    """Spanish to those who ask for it first, English to speakers of other languages."""
    assert strings_for(header).code == code


@pytest.mark.parametrize("name", sorted(catalogue(ES) | catalogue(EN)))
def test_both_languages_say_the_same_things(name: str) -> None:
    """Each sentence exists in both, with the same places for values."""
    spanish, english = catalogue(ES)[name], catalogue(EN)[name]
    assert spanish
    assert english
    assert _places(spanish) == _places(english)


def test_days_are_written_as_people_write_them() -> None:
    """A month has its name."""
    assert ES.date(date(2025, 11, 3)) == "3 de noviembre de 2025"
    assert EN.date(date(2025, 11, 3)) == "3 November 2025"


def test_one_is_singular() -> None:
    """One article, two articles."""
    assert (ES.status.articles(1), ES.status.articles(2)) == ("1 artículo", "2 artículos")


@pytest.mark.parametrize(
    ("seconds", "spanish", "english"),
    [
        (None, "Indexando: 120 de 330 archivos", "Indexing: 120 of 330 files"),
        (
            20,
            "Indexando: 120 de 330 archivos, queda un minuto o menos",
            "Indexing: 120 of 330 files, a minute or less left",
        ),
        (115, "Indexando: 120 de 330 archivos, quedan unos 2 min", "Indexing: 120 of 330 files, about 2 min left"),
        (
            7500,
            "Indexando: 120 de 330 archivos, quedan unas 2 h 5 min",
            "Indexing: 120 of 330 files, about 2 h 5 min left",
        ),
    ],
)
def test_how_far_an_index_is_that_grows(seconds: float | None, spanish: str, english: str) -> None:
    """In both languages, with how long the rest takes where that is known, before all else that is said."""
    growth = Growth(120, 330, seconds)
    assert (ES.status.growth(growth), EN.status.growth(growth)) == (spanish, english)
    assert inventory(LibraryStatus(120, 300, Mode.LLM, "m", "e", growth=growth), ES).startswith(spanish)


def test_before_files_are_counted_none_are_named() -> None:
    """As at every start, when the folders are looked through."""
    assert (ES.status.growth(Growth(0, 0)), EN.status.growth(Growth(0, 0))) == ("Indexando…", "Indexing…")


def test_why_indexing_broke_off_is_said_first_and_in_the_language_of_the_reader() -> None:
    """What is in can still be asked, so the rest is said behind it."""
    fault = "the index is not whole: Chroma has more."
    status = LibraryStatus(120, 300, Mode.LLM, "m", "e", fault=fault)
    assert inventory(status, ES).startswith("✕ La indexación se ha interrumpido: ")
    assert inventory(status, EN).startswith("✕ Indexing has broken off: the index is not whole: Chroma has more · ")


@pytest.mark.parametrize(
    ("coming", "spanish", "english"),
    [
        (Coming(), "cargando el modelo de lenguaje; mientras tanto,", "loading the language model; meanwhile,"),
        (
            Coming(1, 3),
            "cargando el modelo de lenguaje (33 %); mientras",
            "loading the language model (33 %); meanwhile",
        ),
    ],
)
def test_how_far_a_language_model_is_that_is_fetched(coming: Coming, spanish: str, english: str) -> None:
    """And how it is answered until it is there."""
    status = LibraryStatus(120, 300, Mode.EXTRACTIVE, "", "e", coming=coming)
    assert inventory(status, ES).startswith(spanish)
    assert inventory(status, EN).startswith(english)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("told", "english"),
    [
        ("Cargando los programas…", "Loading the programs…"),
        ("Indexando artículos… 40 %", "Indexing articles… 40 %"),
        ("modelo.gguf… 7 %", "modelo.gguf… 7 %"),
        ("", ""),
    ],
)
def test_what_is_being_opened_is_told_in_both_languages(told: str, english: str) -> None:
    """The step is translated; numbers and names of files stay."""
    assert (ES.status.step(told), EN.status.step(told)) == (told, english)


@pytest.mark.parametrize("strings", [ES, EN])
def test_the_page_tells_where_nothing_is_known_of_the_embedding_model(strings: Strings) -> None:
    """Then fewer questions are answered, and the reader may know why."""
    known = LibraryStatus(1, 3, Mode.EXTRACTIVE, "", "e", calibration=CalibrationOrigin.FITTED)
    unknown = LibraryStatus(1, 3, Mode.EXTRACTIVE, "", "e", calibration=CalibrationOrigin.NONE)
    assert strings.status.uncalibrated not in inventory(known, strings)
    assert inventory(unknown, strings).endswith(strings.status.uncalibrated)


@pytest.mark.parametrize("strings", [ES, EN])
def test_an_empty_archive_says_how_articles_come_in(strings: Strings) -> None:
    """Unless they are coming in just now, or it is said why they do not."""
    empty = LibraryStatus(0, 0, Mode.EXTRACTIVE, "", "e", calibration=CalibrationOrigin.DELIVERED)
    assert inventory(empty, strings).endswith(strings.status.empty)
    assert strings.status.empty not in inventory(replace(empty, growth=Growth(0, 3)), strings)
    assert strings.status.empty not in inventory(replace(empty, fault="no room is left."), strings)
    assert strings.status.empty not in inventory(replace(empty, documents=1), strings)

"""Which new articles answer a saved question: over the real chain, with the default embedder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rag.library import Library
from rag.settings import Settings
from rag.types import Event, Filters
from tests.conftest import SEEDS
from ui.serving import matching
from ui.serving.feed import shown, words_of
from ui.serving.matching import look_through
from ui.serving.saved import Saved, open_saved

ASKED = "¿Quién es la alcaldesa de Valdemora?"
MAYOR = "La alcaldesa de Valdemora, Inés Quiroga, inauguró el puente. Costó 14,5 millones de euros."
OTHER_MAYOR = "La alcaldesa de Valdemora es Marta Soto desde el lunes. Juró el cargo ante cien vecinos."
WOLVES = "Los guardas contaron 23 lobos en la sierra de Arcedo. El censo se hará cada año desde ahora."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The indexed folder, with an article about something else."""
    place = tmp_path / "articles"
    place.mkdir()
    for seed in SEEDS.glob("*.txt"):
        (place / seed.name).write_bytes(seed.read_bytes())
    return place


@pytest.fixture
def library(open_library: Callable[..., Library], folder: Path) -> Library:
    """The archive of that folder."""
    opened = open_library()
    opened.sync([folder])
    return opened


@pytest.fixture
def saved(library: Library) -> Iterator[Saved]:
    """Its saved questions."""
    with closing(open_saved(library.settings)) as opened:
        yield opened


def add(saved: Saved, library: Library, question: str = ASKED, filters: Filters = Filters()) -> None:  # noqa: B008
    """Save a question about what comes."""
    saved.add(question, filters, set(library.lying().values()))


def come(library: Library, folder: Path, **articles: str) -> None:
    """Articles come, by the names of their files; one without a text goes."""
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8") if text else (folder / f"{name}.txt").unlink()
    library.sync([folder])


def told(library: Library, saved: Saved) -> list[tuple[str, str]]:
    """What is new: the article and its first words that answer."""
    return [
        (one.document.source, words_of(one)[0])
        for one in shown(saved.listed(), look_through(library, saved), library.versions)
    ]


def test_an_article_that_answers_is_told_with_its_words_and_once(library: Library, saved: Saved, folder: Path) -> None:
    """What does not answer is not, however near; nor is anything told again."""
    add(saved, library)
    assert told(library, saved) == []
    come(library, folder, puente=MAYOR, lobos=WOLVES)
    assert told(library, saved) == [("puente.txt", MAYOR.partition(". ")[0] + ".")]
    assert told(library, saved) == []
    library.sync([folder], check=True)
    assert told(library, saved) == []


def test_every_new_article_that_answers_is_told(library: Library, saved: Saved, folder: Path) -> None:
    """Not only the best of them, which an answer to a reader would quote alone."""
    add(saved, library)
    come(library, folder, puente=MAYOR, relevo=OTHER_MAYOR, lobos=WOLVES)
    assert sorted(source for source, _ in told(library, saved)) == ["puente.txt", "relevo.txt"]


def test_a_reprint_and_a_later_version_are_the_same_article(library: Library, saved: Saved, folder: Path) -> None:
    """Also where the first has gone since."""
    add(saved, library)
    come(library, folder, puente=MAYOR)
    assert len(told(library, saved)) == 1
    come(library, folder, copia=MAYOR, puente=f"{MAYOR} Lo dijo el lunes.")
    assert told(library, saved) == []
    come(library, folder, puente="", copia="", nueva=MAYOR)
    assert told(library, saved) == []


def test_an_article_that_is_changed_and_now_answers_is_told(library: Library, saved: Saved, folder: Path) -> None:
    """It is new to the question."""
    add(saved, library)
    come(library, folder, nota=WOLVES)
    assert told(library, saved) == []
    come(library, folder, nota=f"{WOLVES} {MAYOR}")
    assert [source for source, _ in told(library, saved)] == ["nota.txt"]


def test_the_filters_of_a_question_hold(library: Library, saved: Saved, folder: Path) -> None:
    """Those that it was saved with, beside what it says itself."""
    add(saved, library, filters=Filters(outlet="El Faro"))
    faro = f"---\noutlet: El Faro\ndate: 2024-05-03\n---\n{OTHER_MAYOR}"
    come(library, folder, puente=MAYOR)
    (folder / "faro.md").write_text(faro, encoding="utf-8")
    library.sync([folder])
    assert [source for source, _ in told(library, saved)] == ["faro.md"]


def test_each_question_is_told_what_answers_it(library: Library, saved: Saved, folder: Path) -> None:
    """A courtesy is answered by no article."""
    add(saved, library)
    add(saved, library, "¿Cuántos lobos hay en la sierra de Arcedo?")
    add(saved, library, "gracias")
    come(library, folder, puente=MAYOR, lobos=WOLVES)
    assert sorted(source for source, _ in told(library, saved)) == ["lobos.txt", "puente.txt"]


def test_what_comes_is_asked_in_the_company_of_what_is_there(library: Library, saved: Saved, folder: Path) -> None:
    """Alone an article answers nearly anything; an old one that answers is no news, nor is its reprint."""
    come(library, folder, vieja=MAYOR, lobos=WOLVES)
    add(saved, library)
    come(library, folder, copia=MAYOR, plaza="La plaza de Valdemora se abrió ayer. La alcaldesa no asistió al acto.")
    assert told(library, saved) == []
    come(library, folder, relevo=OTHER_MAYOR)
    assert [source for source, _ in told(library, saved)] == ["relevo.txt"]
    assert len(saved.matches()) == 1


def test_an_article_that_was_taken_out_is_shown_no_more(library: Library, saved: Saved, folder: Path) -> None:
    """One that was changed is, as such; an erased one leaves no word."""
    add(saved, library)
    come(library, folder, puente=MAYOR, relevo=OTHER_MAYOR)
    assert len(told(library, saved)) == 2
    come(library, folder, puente="", relevo=WOLVES)
    left = shown(saved.listed(), saved.matches(), library.versions)
    assert [(one.document.source, one.changed) for one in left] == [("relevo.txt", True)]
    library.erase([folder / "relevo.txt"])
    assert shown(saved.listed(), saved.matches(), library.versions) == []


def test_a_run_that_breaks_off_loses_and_repeats_nothing(
    library: Library, saved: Saved, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was looked through before is kept; the rest is for the next run."""
    monkeypatch.setattr(matching, "ARTICLES_AT_ONCE", 1)
    add(saved, library)
    come(library, folder, a=MAYOR, b=WOLVES, c=OTHER_MAYOR)
    seen: list[int] = []

    def break_off(done: int, _total: int) -> None:
        seen.append(done)
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_through(library, saved, break_off)
    assert seen == [0, 1, 2]
    assert [match.spans[0][0] for match in saved.matches()] == [0]
    assert [source for source, _ in told(library, saved)] == ["c.txt"]


def test_an_article_that_breaks_the_program_keeps_no_other_from_being_told(
    library: Library, saved: Saved, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is passed over, once, and the log says which."""
    add(saved, library)
    come(library, folder, a=MAYOR, b=WOLVES, c=OTHER_MAYOR)
    poison = next(i for (_, source), i in library.lying().items() if source == "b.txt")
    quote = library.quote

    def breaking(question: str, *, filters: Filters, takes_filters: bool = True) -> Iterator[Event]:
        if poison in filters.ids:
            raise ZeroDivisionError
        return quote(question, filters=filters, takes_filters=takes_filters)

    monkeypatch.setattr(library, "quote", breaking)
    assert sorted(source for source, _ in told(library, saved)) == ["a.txt", "c.txt"]
    assert poison in caplog.text
    assert told(library, saved) == []


def test_settings_say_where_they_are_kept(library: Library, saved: Saved, tmp_path: Path) -> None:
    """In the file of the ledger, so that a backup holds them."""
    add(saved, library)
    library.backup(tmp_path / "copy")
    other = Settings.model_validate({"data_dir": tmp_path / "other"})
    Library.restore(other, tmp_path / "copy")
    with closing(open_saved(other)) as restored:
        assert restored.listed() == saved.listed()

"""Articles that are handed over, listed, and taken out again, on a small archive."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.adding import HANDED, safe_name
from rag.library import Library
from rag.removing import BIN
from rag.settings import Settings
from rag.types import Fate, Filters, Handed, Order, Shift
from tests.fakes.embedder import FakeEmbedder

OWN = {
    "puente.txt": "El puente\n12 de mayo de 2019\n\nEl puente de Valdemora se abrió el 12 de mayo de 2019.",
    "acidos.md": "---\ntitle: Ácidos\ndate: 2020-03-01\noutlet: El País\n---\nLos guardas contaron lobos en la sierra.",
    "zorro.md": "---\ntitle: zorro\ndate: 2020-03-09\n---\nLos guardas contaron zorros en la sierra.",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three articles of a folder of the reader's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name, text in OWN.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "data", llm="off", hub=False, upload_bytes=2000)
    with Library.open(settings, embedder=FakeEmbedder()) as opened:
        opened.sync([folder])
        yield opened


def titles(library: Library, text: str = "", filters: Filters | None = None, order: Order = Order.NEWEST) -> list[str]:
    """Those of a list, in its order."""
    return [one.title for one in library.listing(text, filters or Filters(), order=order).articles]


def hand(library: Library, place: Path, name: str, text: str) -> list[str]:
    """Hand a file over; returns why it was not taken."""
    (place / "sent").write_text(text, encoding="utf-8")
    added = library.keep_files([Handed(name, place / "sent")])
    if added.files:
        library.index_added()
    return [failure.error for failure in added.failed]


def test_articles_are_listed_by_words_and_filters_in_an_order(library: Library) -> None:
    """In any form of a word, without regard to accents; titles sort as people sort them."""
    assert titles(library) == ["zorro", "Ácidos", "El puente"]
    assert titles(library, order=Order.OLDEST) == ["El puente", "Ácidos", "zorro"]
    assert titles(library, order=Order.TITLE) == ["Ácidos", "El puente", "zorro"]
    assert titles(library, "guarda sierra", order=Order.TITLE) == ["Ácidos", "zorro"]
    assert titles(library, "guarda puente") == []
    assert titles(library, "ACIDOS", order=Order.TITLE) == ["Ácidos"]
    assert titles(library, "sierra", Filters(outlet="el pais")) == ["Ácidos"]
    assert titles(library, filters=Filters(until=date(2019, 12, 31)), order=Order.TITLE) == ["El puente"]


@pytest.mark.parametrize("order", list(Order))
def test_pages_of_a_list_joined_are_the_list(library: Library, order: Order) -> None:
    """Each article once, and the same total on every page."""
    parts = [library.listing(order=order, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [one.title for part in parts for one in part.articles] == titles(library, order=order)
    assert {part.total for part in parts} == {3}


def test_a_timeline_counts_months_of_what_is_listed(library: Library, tmp_path: Path) -> None:
    """What lies nowhere any more is not counted; what bears no day is counted apart."""
    assert library.timeline().months == ((date(2019, 5, 1), 1), (date(2020, 3, 1), 2))
    assert library.timeline("zorros").months == ((date(2020, 3, 1), 1),)
    hand(library, tmp_path, "sin fecha.txt", "Sin fecha\n\nUn texto sin fecha alguna, pero con palabras.")
    library.remove([library.listing("zorros").articles[0].id])
    assert library.timeline().months == ((date(2019, 5, 1), 1), (date(2020, 3, 1), 1))
    assert library.timeline().undated == 1


def test_a_file_of_the_readers_own_folder_stays_and_is_passed_over_until_it_is_taken_back(
    library: Library, tmp_path: Path
) -> None:
    """Indexing its folder again, whole or by name, brings nothing back."""
    fox = library.listing("zorros").articles[0]
    assert library.fates([fox.id, "none"]) == {fox.id: Fate.EXCLUDED}
    assert library.remove([fox.id, "none"]).excluded == 1
    assert (tmp_path / "own/zorro.md").exists()
    for paths in (None, [tmp_path / "own/zorro.md", tmp_path / "own/puente.txt"]):
        library.sync(paths, check=True)
        assert "zorro" not in titles(library)
    assert [one.title for one in library.excluded()] == ["zorro"]
    library.readmit([fox.id])
    assert "zorro" in titles(library)
    assert library.excluded() == []


def test_an_added_file_goes_into_the_bin(library: Library, tmp_path: Path) -> None:
    """Where no index finds it, and it may be added again."""
    for _ in range(2):
        assert hand(library, tmp_path, "tren.txt", "El tren\n\nEl tren de Arcedo costó 90 millones.") == []
        train = library.listing("tren").articles[0]
        assert library.fates([train.id]) == {train.id: Fate.BINNED}
        assert library.remove([train.id]).binned == 1
        library.sync()
        assert "El tren" not in titles(library)
    kept = {path.name for path in (tmp_path / "data/added" / BIN / HANDED).iterdir()}
    assert kept == {"tren.txt", "2-tren.txt"}
    assert [change.shift for change in library.changes(3)] == [Shift.REMOVED, Shift.ADDED, Shift.REMOVED]


def test_what_is_remembered_of_changes_goes_with_what_is_erased(library: Library, tmp_path: Path) -> None:
    """Neither a change nor an exclusion names it any more."""
    fox = library.listing("zorros").articles[0]
    library.remove([fox.id])
    library.erase([tmp_path / "own/zorro.md"])
    assert library.excluded() == []
    assert fox.id not in {change.article.id for change in library.changes()}


def test_each_file_that_is_not_taken_has_its_reason(library: Library, tmp_path: Path) -> None:
    """And nothing of it is left."""
    assert "GIF picture" in hand(library, tmp_path, "foto.png", "GIF89a")[0]
    assert "no more than 2000" in hand(library, tmp_path, "largo.txt", "palabra " * 400)[0]
    assert "empty" in hand(library, tmp_path, "nada.txt", "")[0]
    assert hand(library, tmp_path, "uno.txt", "Uno\n\nUn texto con palabras.") == []
    assert "added before" in hand(library, tmp_path, "uno.txt", "Uno\n\nUn texto con palabras.")[0]
    assert hand(library, tmp_path, "uno.txt", "Dos\n\nOtro texto con otras palabras.") == []
    left = {path.name for path in (tmp_path / "data/added").rglob("*") if path.is_file()}
    assert left == {"uno.txt", "uno-2.txt"}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        pytest.param("../../etc/passwd.txt", "passwd.txt", id="path"),
        pytest.param("..\\..\\boot.md", "boot.md", id="path of windows"),
        pytest.param(".hidden.txt", "hidden.txt", id="hidden"),
        pytest.param("nota\u202etxt.exe.txt", "notatxt.exe.txt", id="right to left"),
        pytest.param("con.txt", "_con.txt", id="device"),
        pytest.param("An\u0303o.txt", "Año.txt", id="composed"),
        pytest.param("<img src=x>.html", "img src=x.html", id="markup"),
        pytest.param("página.warc.gz", "página.warc.gz", id="double suffix"),
        pytest.param("", "article", id="empty"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    """And stays as it was where that is harmless."""
    assert safe_name(name) == safe


@given(st.text())
def test_no_name_leads_anywhere_or_hides(name: str) -> None:
    """Whatever somebody calls a file."""
    safe = safe_name(name)
    assert safe == unicodedata.normalize("NFC", safe) == Path(safe).name
    assert not safe.startswith((".", "-", " "))
    assert 0 < len(safe.encode()) <= 200
    assert not any(unicodedata.category(c)[0] == "C" or c in '/\\<>:"|?*' for c in safe)

"""The view of the archive as a reader meets it, over a real archive, in a headless Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import library as library_module
from rag.library import Library
from rag.settings import Settings
from tests.corpus.formats import ARTICLES, make_pdf, page
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.web_server import Page, near_web, serve
from tests.ui.web.conftest import Visit, Visitor, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = "<img src=x onerror=alert(1)> ${alert(2)} [x](javascript:alert(3))"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Library]:
    """Thirty dated articles and a hostile one."""
    folder = tmp_path / "own"
    folder.mkdir()
    for n in range(30):
        outlet = "El País" if n % 2 else "La Gaceta"
        (folder / f"{n:02}.md").write_text(
            f"---\ntitle: Nota {n:02}\ndate: {2019 + n % 4}-05-{n % 28 + 1:02}\noutlet: {outlet}\n---\n"
            f"El puente número {n} se abrió en la sierra{' con lobos' if n == 7 else ''}.\n",
            encoding="utf-8",
        )
    (folder / "hostil.md").write_text(f"# {HOSTILE}\n\nTexto <script>alert(4)</script> hostil.\n", encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "data", llm="off", hub=False, upload_bytes=100_000)
    opened = Library.open(settings, embedder=FakeEmbedder())
    opened.sync([folder])
    yield opened
    opened.close()


def enter(reader: Visitor, name: str = "Archivo") -> None:
    """Choose the tab."""
    reader.page.get_by_role("tab", name=name).click()
    reader.wait("#fondo-lista .fichas li")


def shown(reader: Visitor, text: str) -> None:
    """Wait until the summary says something, or ends with it."""
    reader.page.locator("#fondo-resumen p", has_text=re.compile(rf"(^|\s){re.escape(text)}(\W|$)")).wait_for()


def test_articles_are_found_paged_and_filtered(archive: Library, visit: Visit, tmp_path: Path) -> None:
    """Words, days, an outlet; the timeline follows; a hostile title is text and leads to its article."""
    with serving(lambda _: archive, tmp_path / "data") as url:
        reader = visit(url)
        enter(reader)
        shown(reader, "1–25 de 31 artículos · 1 sin fecha conocida")
        assert reader.page.locator("#fondo-cronologia rect").count() == 4
        reader.page.click("#fondo-siguiente")
        shown(reader, "26–31 de 31 artículos")
        assert HOSTILE in reader.text("#fondo-lista")
        assert reader.page.locator("#fondo-lista a").last.get_attribute("href").startswith("#article=")  # type: ignore[union-attr]
        reader.page.fill("#fondo-palabras textarea", "lobo")
        reader.page.press("#fondo-palabras textarea", "Enter")
        shown(reader, "1 artículo")
        assert "Nota 07" in reader.text("#fondo-lista")
        reader.page.click("#fondo-limpiar")
        shown(reader, "1–25 de 31")
        reader.page.fill("#fondo-desde textarea", "2022")
        reader.page.press("#fondo-desde textarea", "Enter")
        shown(reader, "1–7 de 7 artículos")
        reader.page.fill("#fondo-desde textarea", "ayer")
        reader.page.press("#fondo-desde textarea", "Enter")
        reader.wait("#fondo-aviso [role=alert]")


def test_files_and_an_address_are_added_and_removed(
    archive: Library, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three formats, a bad file and a hostile name, a page; what was added goes to the bin after it is asked back."""
    monkeypatch.setattr(library_module, "_open_web", lambda _settings: near_web())
    files = {
        "<b>tren.txt": b"El tren\n\nEl tren de Arcedo cost\xc3\xb3 90 millones.",
        "hoja.pdf": make_pdf(ARTICLES[0]),
        "nota.html": page(ARTICLES[1]).encode(),
        "foto.png": b"\x89PNG....",
    }
    sent = [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()]
    with serve({"/nota": Page(page(ARTICLES[2]).encode())}) as site, serving(lambda _: archive, tmp_path) as url:
        reader = visit(url)
        enter(reader)
        reader.page.set_input_files("#fondo-archivos input[type=file]", sent)  # type: ignore[arg-type]  # as it is typed
        reader.wait("#fondo-tareas li.hecho")
        shown(reader, "de 34 artículos")
        assert "foto.png" in reader.text("#fondo-tareas")
        assert "imagen PNG" in reader.text("#fondo-tareas")
        reader.page.fill("#fondo-direccion textarea", site.address("/nota"))
        reader.page.click("#fondo-traer")
        shown(reader, "de 35 artículos")
        reader.page.fill("#fondo-palabras textarea", "tren arcedo")
        reader.page.press("#fondo-palabras textarea", "Enter")
        shown(reader, "1 artículo")
        reader.page.check("#fondo-lista input")
        reader.page.click("#fondo-quitar")
        reader.wait("#fondo-confirmar [role=alert]")
        assert "papelera" in reader.text("#fondo-confirmar")
        reader.page.click("#fondo-si")
        shown(reader, "Ningún artículo")
    assert [path.name for path in (tmp_path / "data/added/.removed").rglob("*.txt")] != []


def test_an_article_of_a_folder_is_set_aside_in_english_on_a_phone(
    archive: Library, visit: Visit, tmp_path: Path
) -> None:
    """Its file stays; it is taken back; nothing is wider than the screen."""
    with serving(lambda _: archive, tmp_path) as url:
        reader = visit(url, locale="en-GB", viewport={"width": 390, "height": 844})
        enter(reader, "Archive")
        shown(reader, "1–25 of 31 articles")
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
        reader.page.locator("#fondo-lista input").first.check()
        reader.page.click("#fondo-quitar")
        reader.wait("#fondo-confirmar [role=alert]")
        assert "its file stays where it is" in reader.text("#fondo-confirmar")
        reader.page.click("#fondo-si")
        reader.wait("#fondo-apartados li")
        shown(reader, "of 30 articles")
        assert reader.page.locator("#fondo-lista input:checked").count() == 0
        reader.page.check("#fondo-apartados input")
        reader.page.click("#fondo-recuperar")
        shown(reader, "of 31 articles")
    assert len(list((tmp_path / "own").iterdir())) == 31

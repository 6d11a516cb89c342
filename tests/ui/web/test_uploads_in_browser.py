"""Files of hostile names and contents, dropped on the real page over a real archive, in a headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.library import Library
from rag.settings import Settings
from tests.fakes.embedder import FakeEmbedder
from tests.ui.web.conftest import Visit, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUN = "document.title='RAN'"
ARTICLES = {
    f'<img src=x onerror="{RUN}">.txt': "Uno de la imagen",
    "\u202egpj.esrever.txt": "Dos del revés",
    "../../../fuera.txt": "Tres de fuera",
    "..\\..\\ventana.txt": "Cuatro de la ventana",
    f"{'larguísimo ' * 30}.txt": "Cinco del nombre largo",
    f"${{{RUN}}} {{{{{RUN}}}}} [x](javascript:{RUN}).md": "Seis de las plantillas",
    "con.txt": "Siete del aparato",
    ".hidden.txt": "Ocho del escondido",
}
"""The title of the article in each file."""
REFUSED = {
    f"<script>{RUN}</script>.svg": f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"></svg>',
    "\u2066nada\u2069<b>.txt": "",
    "bomba.exe": "MZ\0\0",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Library]:
    """An archive of one article."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.md").write_text("# La primera\n\nEl puente se abrió ayer.\n", encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "data", llm="off", hub=False)
    opened = Library.open(settings, embedder=FakeEmbedder())
    opened.sync([folder])
    yield opened
    opened.close()


def test_nothing_of_a_file_runs_or_gets_out_of_its_folder(archive: Library, visit: Visit, tmp_path: Path) -> None:
    """Articles are taken whatever their files are called; what is refused is told by its name, as text, with why."""
    texts = {name: f"# {title}\n\nHoy se dijo que {title.lower()} {RUN} <script>{RUN}</script>.\n"
             for name, title in ARTICLES.items()} | REFUSED  # fmt: skip
    sent = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in texts.items()]
    with serving(lambda _: archive, tmp_path / "data", upload_bytes=5_000) as url:
        reader = visit(url)
        reader.page.get_by_role("tab", name="Archivo").click()
        reader.wait("#fondo-lista .fichas li")
        large = [{"name": f"<b>\u202e{sent[0]['name']}", "mimeType": "text/plain", "buffer": b"x" * 5_001}]
        reader.page.set_input_files("#fondo-archivos input[type=file]", large)  # type: ignore[arg-type]  # as it is typed
        reader.wait("#fondo-limites [role=alert]:not(:empty)")
        told = reader.text("#fondo-limites [role=alert]")
        assert told.startswith("No se ha enviado nada, porque pasan de 0,005 MB: «<b>�<img src=x onerror=")
        assert not any("upload" in asked for asked in reader.requests)
        reader.page.set_input_files("#fondo-archivos input[type=file]", sent)  # type: ignore[arg-type]  # as it is typed
        reader.wait("#fondo-tareas li.hecho")
        reader.page.locator("#fondo-resumen", has_text=f"de {1 + len(ARTICLES)} artículos").wait_for()
        listed, told = reader.text("#fondo-lista"), reader.text("#fondo-tareas")
        for title in ARTICLES.values():
            assert title in listed
        assert told.count("bomba.exe") == 1
        assert reader.text("#fondo-limites [role=alert]") == ""
        assert "<script>" in told or ".svg" in told
        shown = reader.page.locator("#fondo")
        assert not any(turn in shown.inner_text() for turn in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
        assert shown.locator("script, img[src=x], [onerror], [onload], a[href^=javascript]").count() == 0
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        reader.page.locator("#fondo-lista a", has_text="Uno de la imagen").click()
        reader.page.get_by_role("tab", name="Sala de lectura").click()
        reader.wait("#articulo .entero")
        assert f"<script>{RUN}</script>" in reader.text("#articulo")
        assert reader.page.title() == "Hemeroteca"
        reader.leave()
        assert list((tmp_path / "data" / "uploads").glob("*/*/*/*")) == []
    names = sorted(path.name for path in (tmp_path / "data" / "added" / "handed").iterdir())
    assert len(names) == len(ARTICLES)
    assert all(len(name.encode()) <= 120 and not set(name) & set('<>"/\\\u202e{}$:') for name in names)
    assert not list(tmp_path.rglob("fuera*")) or all(path.parent.name == "handed" for path in tmp_path.rglob("fuera*"))

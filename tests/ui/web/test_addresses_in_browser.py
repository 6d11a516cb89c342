"""Addresses that do not lead to an article, as they are told to a reader of the page in a headless Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest

from rag import library as library_module
from rag.library import Library
from rag.settings import Settings
from rag.web import Limits, Web, is_public
from rag.web.addresses import addresses_of
from tests.corpus.formats import ARTICLES, page
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.web_server import Page, serve
from tests.patience import PATIENCE
from tests.ui.web.conftest import COOKIE, Visit, Visitor, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOST = "diario.example"
OWN = ip_address("127.0.0.1")
"""The one machine on loopback that stands for the open web here."""


def web(seconds: float) -> Web:
    """The web on which that machine is one of many; so long is waited for a page, and 100 kB of it are taken."""
    return Web(
        Limits(seconds=seconds, most_bytes=100_000, pause=0.0),
        allowed=lambda address: address == OWN or is_public(address),
        resolve=lambda host, port: [OWN] if host == HOST else addresses_of(host, port),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Library]:
    """An archive of one article."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "nota.txt").write_text("Una nota\n\nEl puente se abrió en mayo.", encoding="utf-8")
    with Library.open(Settings(data_dir=tmp_path / "data", llm="off", hub=False), embedder=FakeEmbedder()) as opened:
        opened.sync([tmp_path / "own"])
        yield opened


def leads_to(place: str) -> Page:
    """A page that leads somewhere else."""
    return Page(status=302, headers={"Location": place})


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Send bytes for as long as somebody takes them."""
    with suppress(OSError):
        while True:
            handler.wfile.write(b"<p>x</p>" * 1000)


def enter(reader: Visitor) -> None:
    """Choose the view of the archive."""
    reader.page.get_by_role("tab", name="Archivo").click()
    reader.wait("#fondo-lista li")


def add(reader: Visitor, address: str) -> None:
    """Paste an address and press Enter."""
    reader.page.fill("#fondo-direccion textarea", address)
    reader.page.press("#fondo-direccion textarea", "Enter")
    reader.page.wait_for_function("document.querySelector('#fondo-direccion textarea').value === ''")


FAULTS = {
    "/lenta": "no llegó en 1 s",
    "/a-esta-maquina": "'127.0.0.2' lleva a 127.0.0.2, que no está en la web abierta",
    "/a-la-red": "'169.254.169.254' lleva a 169.254.169.254, que no está en la web abierta",
    "/a-un-fichero": "no es una dirección que se pueda traer",
    "/vuelta": "más de 5 redirecciones",
    "/sin-fin": "tiene más de 100,000 bytes",
}


def test_each_address_that_leads_nowhere_is_told_with_its_reason(
    archive: Library, visit: Visit, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slow, to this machine, to its network, to a file, round and round, without end; and the next one goes in."""
    monkeypatch.setattr(library_module, "_open_web", lambda _settings: web(seconds=1.0))
    pages = {
        "/lenta": Page(send=lambda _: gate.wait(PATIENCE) and None),
        "/a-esta-maquina": leads_to("http://127.0.0.2/secreto"),
        "/a-la-red": leads_to("http://169.254.169.254/latest/meta-data"),
        "/a-un-fichero": leads_to("file:///etc/passwd"),
        "/vuelta": leads_to("/vuelta"),
        "/sin-fin": Page(send=endless),
        "/nota": Page(page(ARTICLES[2]).encode()),
    }
    with serve(pages) as site, serving(lambda _: archive, archive.settings.data_dir) as url:
        reader = visit(url)
        enter(reader)
        for path, reason in FAULTS.items():
            add(reader, site.address(path))
            told = reader.page.locator("#fondo-tareas section > ul > li").first
            told.locator("ul li", has_text=reason).wait_for(timeout=15_000)
            assert "nada nuevo" in told.inner_text()
        add(reader, site.address("/nota"))
        reader.page.get_by_text("añadidos: 1").wait_for()
        assert "/etc/passwd" not in site.asked


def test_a_slow_address_holds_up_nobody_else(
    archive: Library, visit: Visit, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one reader's is waited for, another's goes in, and an article is removed."""
    monkeypatch.setattr(library_module, "_open_web", lambda _settings: web(seconds=30.0))
    pages = {"/lenta": Page(send=lambda _: gate.wait(PATIENCE) and None), "/nota": Page(page(ARTICLES[2]).encode())}
    with serve(pages) as site, serving(lambda _: archive, archive.settings.data_dir) as url:
        one, other = visit(url), visit(url, storage_state=COOKIE)
        enter(one)
        add(one, site.address("/lenta"))
        one.page.locator("#fondo-tareas li.marcha").wait_for()
        enter(other)
        add(other, site.address("/nota"))
        other.page.get_by_text("añadidos: 1").wait_for()
        other.page.get_by_role("checkbox", name="Marcar «Una nota»").check()
        other.page.click("#fondo-quitar")
        other.page.click("#fondo-si")
        other.page.get_by_text("apartados: 1").wait_for()
        assert one.page.locator("#fondo-tareas li.marcha").count() == 1
        gate.set()
        one.page.locator("#fondo-tareas li.hecho").wait_for()

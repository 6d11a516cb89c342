"""What is served while the page is being built."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
import pytest
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from rag.settings import Settings
from tests.patience import PATIENCE
from tests.ui.web.conftest import QUESTION
from tests.ui.web.fakes import WHY, FakeArchive, events
from ui.serving.listening import Server, bind
from ui.web import server
from ui.web.vestibule import Vestibule


class Site:
    """An application that is built when it is let, and what became of it."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.gate = threading.Event()
        self.lived: list[str] = []
        self.built = threading.Event()
        self._fault = fault

    def build(self) -> Starlette:
        """What the vestibule becomes."""
        assert self.gate.wait(PATIENCE)
        if self._fault:
            raise self._fault

        @asynccontextmanager
        async def lifespan(_: Starlette) -> Iterator[None]:  # type: ignore[misc]
            self.lived.append("began")
            yield
            self.lived.append("ended")

        return Starlette(routes=[Route("/", lambda _: PlainTextResponse("the page"))], lifespan=lifespan)


@contextmanager
def standing(site: Site) -> Iterator[tuple[str, Vestibule, threading.Thread]]:
    """A vestibule on a free port: its address, itself, and the thread that serves it."""
    ready = threading.Event()
    with bind("127.0.0.1", 0) as listening:
        vestibule = Vestibule(site.build, built=site.built.set, failed=lambda: setattr(served, "should_exit", True))
        served = Server(vestibule, listening, lambda _: ready.set())
        thread = threading.Thread(target=served.run)
        thread.start()
        assert ready.wait(PATIENCE)
        try:
            yield served.url, vestibule, thread
        finally:
            served.should_exit = True
            thread.join(PATIENCE)


def test_it_becomes_the_page_that_is_built_behind_it() -> None:
    """Until then a page says so and takes questions, and whatever else asks is told to come again; the page lives."""
    site = Site()
    with standing(site) as (url, _, _):
        early = httpx.get(url, headers={"accept-language": "en"}, trust_env=False)
        assert (early.status_code, early.headers["retry-after"]) == (503, "1")
        assert "Opening the archive" in early.text
        assert "<textarea" in early.text
        assert httpx.get(f"{url}gradio_api/app_id", trust_env=False).status_code == 503
        site.gate.set()
        assert site.built.wait(PATIENCE)
        assert httpx.get(url, trust_env=False).text == "the page"
        assert site.lived == ["began"]
    assert site.lived == ["began", "ended"]


def test_a_page_that_cannot_be_built_ends_the_server() -> None:
    """The fault is kept for whoever serves."""
    site = Site(fault=ImportError("no gradio"))
    with standing(site) as (_, vestibule, thread):
        site.gate.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert str(vestibule.fault) == "no gradio"


def test_it_can_be_left_before_the_page_is_built() -> None:
    """Nobody waits for what is still being imported."""
    site = Site()
    with standing(site):
        started = time.monotonic()
    assert time.monotonic() - started < PATIENCE / 2
    site.gate.set()
    assert site.lived == []


@pytest.mark.browser
@pytest.mark.slow
def test_what_is_typed_in_the_vestibule_is_asked_of_the_page(
    chromium: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """A question that was sent is answered, and what is half typed stands in the box; nothing met a fault."""
    gate, build = threading.Event(), server._build_page

    def held(*given: object, **named: object) -> Starlette:
        assert gate.wait(PATIENCE)
        return build(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(server, "_build_page", held)
    archive = FakeArchive(lambda question, history: events(WHY))
    faults: list[str] = []
    with served_whole(archive, str(tmp_path)) as url:
        page = chromium.new_page(locale="es-ES")
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        page.fill("#pregunta", "¿por qué?")
        page.press("#pregunta", "Enter")
        assert page.locator("#esperan li").all_inner_texts() == ["¿por qué?"]
        page.fill("#pregunta", "¿y quién?")
        page.reload()
        assert page.input_value("#pregunta") == "¿y quién?"
        page.press("#pregunta", "Enter")
        page.fill("#pregunta", "¿y cuán")
        assert page.locator("#esperan li").all_inner_texts() == ["¿por qué?", "¿y quién?"]
        gate.set()
        page.locator("#conversacion .bot-row").first.wait_for(timeout=90_000)
        page.wait_for_function("document.querySelector('#pregunta textarea').value === '¿y cuán'")
        page.wait_for_function("document.querySelectorAll('.pie').length === 2")
        assert page.locator(".user-row").all_inner_texts() == ["¿por qué?", "¿y quién?"]
        assert page.locator(QUESTION).input_value() == "¿y cuán"
        page.close()
    assert [question for question, _ in archive.asked] == ["¿por qué?", "¿y quién?"]
    assert faults == []


@contextmanager
def served_whole(archive: FakeArchive, folder: str) -> Iterator[str]:
    """`serve` in a thread, which a reader of its own ends."""
    said: list[str] = []
    ready = threading.Event()
    servers: list[Server] = []

    def announced(url: str) -> None:
        said.append(url)
        ready.set()

    made = Server.__init__

    def noted(self: Server, *given: object, **named: object) -> None:
        servers.append(self)
        made(self, *given, **named)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Server, "__init__", noted)
        thread = threading.Thread(
            target=lambda: server.serve(
                lambda _: archive,
                settings=Settings.model_validate({"port": 0, "data_dir": folder}),
                open_browser=False,
                on_ready=announced,
            )
        )
        thread.start()
        assert ready.wait(PATIENCE)
        try:
            yield said[0]
        finally:
            servers[0].should_exit = True
            thread.join(PATIENCE)

"""A page served to a real browser, and a loud word where there is no browser.

`HEMEROTECA_REQUIRE_BROWSER=1` turns the skip into a failure.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from rag.settings import Settings
from tests.patience import PATIENCE
from ui.serving.database import ReadersDatabase
from ui.serving.desk import Desk
from ui.serving.listening import Server, bind
from ui.serving.opening import Archive, OpenArchive, Opening
from ui.serving.people import People
from ui.web.server import build_app

if TYPE_CHECKING:  # it brings Gradio, which the tests that need none of it need not wait for
    from ui.web.frugal import FrugalBlocks

# Taken out of the environment: it is not a setting, and the command refuses names that it does not know.
BROWSER_REQUIRED = os.environ.pop("HEMEROTECA_REQUIRE_BROWSER", "") not in ("", "0")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync""".split()

READER = "anonymous:" + "a" * 22
"""The name of a reader whose browser has `COOKIE` as its storage state."""
COOKIE: Any = {
    "cookies": [
        {
            "name": "lector",
            "value": "a" * 22,
            "domain": "127.0.0.1",
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Strict",
        }
    ],
    "origins": [],
}

_without_browser: list[str] = []

Result = TypeVar("Result")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that the page was not tested: a skip among hundreds of dots is not seen."""
    if _without_browser:
        terminalreporter.section("THE PAGE WAS NOT TESTED", red=True, bold=True)
        terminalreporter.line(f"{len(_without_browser)} browser tests were skipped: no Chromium was found.")
        terminalreporter.line("Install one (`apt install chromium` or `playwright install chromium`) and try again.")


@pytest.fixture(scope="module")  # its loop runs as long as it does, and beside it nobody can run another
def _chromium() -> Iterator[Browser | None]:
    with sync_playwright() as playwright:
        installed = next((path for name in BROWSERS if (path := shutil.which(name))), None)
        own = playwright.chromium.executable_path
        path = installed or (own if Path(own).exists() else None)
        if path is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def chromium(_chromium: Browser | None, request: pytest.FixtureRequest) -> Browser:
    """A headless Chromium; without one the test is skipped, or fails where a browser is required."""
    if _chromium is None:
        if BROWSER_REQUIRED:
            pytest.fail("HEMEROTECA_REQUIRE_BROWSER is set and no Chromium was found.")
        _without_browser.append(request.node.nodeid)
        pytest.skip("no Chromium was found")
    return _chromium


@contextmanager
def serving(
    open_archive: OpenArchive, data_dir: Path | None = None, people: People | None = None, **settings: Any
) -> Iterator[str]:
    """Serve the page on a free port from a thread; yields its address. Without a folder it has one of its own.

    Windows that are open on it are closed before it stops: one that stays open rightly reports that.
    """
    opening = Opening(open_archive)
    desk = Desk(opening)
    ready = threading.Event()
    with (
        bind("127.0.0.1", 0) as listening,
        TemporaryDirectory() as folder,
        closing(ReadersDatabase(data_dir or Path(folder))) as readers,
    ):
        app = build_app(opening, desk, Settings(data_dir=data_dir or Path(folder), **settings), readers, people)
        server = Server(app, listening, lambda url: ready.set())
        thread = threading.Thread(target=server.run)
        thread.start()
        assert ready.wait(PATIENCE)
        opening.start()
        try:
            with closing_windows(server.url):
                yield server.url
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            desk.close()
            opening.close()


QUESTION = "#pregunta textarea"

IS_HEARD = """question => document.querySelector('#pregunta textarea').value !== question
    || document.querySelector('#aviso').textContent.trim()"""

_windows: list[Visitor] = []


@contextmanager
def closing_windows(url: str) -> Iterator[None]:
    """Close the windows that are open on a page at the end."""
    try:
        yield
    finally:
        for window in [one for one in _windows if one.url.startswith(url)]:
            window.leave()


@dataclass
class Visitor:
    """A reader's browser window on the page, and what it asked of the network."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        _windows.append(self)

    def leave(self) -> None:
        """Close the window; one that is closed stays so."""
        self.page.close()
        with suppress(ValueError):
            _windows.remove(self)

    def ask(self, question: str) -> None:
        """Type a question and press Enter, again where that is lost, as until Gradio has ended its last event."""
        self.page.fill(QUESTION, question)
        for _ in range(3 if question.strip() else 1):
            self.page.press(QUESTION, "Enter")
            with suppress(TooLate):
                self.page.wait_for_function(IS_HEARD, arg=question, timeout=1_000)
                return

    def wait(self, selector: str) -> None:
        """Wait until something is in the page."""
        self.page.wait_for_selector(selector, timeout=1000 * PATIENCE)

    def text(self, selector: str) -> str:
        """The visible text of the last match."""
        return self.page.locator(selector).last.inner_text()

    @property
    def answer(self) -> str:
        """The visible text of the last answer."""
        return self.text("#conversacion .bot-row")


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine in a thread of its own: in this one a loop may be running, that of the browser."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


Visit = Callable[..., Visitor]
ServeArchive = Callable[[Archive], str]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Opens windows on a page; at the end none of them has asked anything of another origin, nor met a fault."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def open_window(url: str, **options: Any) -> Visitor:
        context = chromium.new_context(**{"locale": "es-ES", "viewport": {"width": 1280, "height": 860}} | options)
        contexts.append(context)
        visitor = Visitor(context.new_page(), url)
        visitor.page.on("request", lambda request: visitor.requests.append(request.url))
        visitor.page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        visitor.page.on("dialog", lambda dialog: (visitor.faults.append(dialog.message), dialog.dismiss()))
        visitor.page.on("console", lambda m: visitor.faults.append(m.text) if m.type == "error" else None)
        visitor.page.set_default_timeout(1000 * PATIENCE)
        visitors.append(visitor)
        visitor.page.goto(url)
        visitor.wait("#pregunta textarea")
        visitor.wait("p.estado")
        return visitor

    yield open_window
    for visitor in visitors:
        visitor.leave()
    for context in contexts:
        try:
            context.close()
        except Error as error:  # a test may have closed it
            assert "closed" in str(error)  # noqa: PT017 - anything else is a fault of the test
    for visitor in visitors:
        strangers = [url for url in visitor.requests if urlsplit(url)[:2] != urlsplit(visitor.url)[:2]]
        assert strangers == []
        assert visitor.faults == []


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[FrugalBlocks]:
    """The pages that are built from now on, on which to see what is kept for their windows."""
    from ui.web import page as page_module  # here, since it brings Gradio

    pages: list[FrugalBlocks] = []
    build = page_module.build_page

    def building(*given: Any, **named: Any) -> FrugalBlocks:
        pages.append(build(*given, **named))
        return pages[-1]

    monkeypatch.setattr(page_module, "build_page", building)
    return pages


@pytest.fixture
def serve_archive() -> Iterator[ServeArchive]:
    """Serves an archive that is open at once; returns the page's address."""
    stack: list[Any] = []

    def serve_one(archive: Archive) -> str:
        server = serving(lambda progress: archive)
        url = server.__enter__()
        stack.append(server)
        return url

    yield serve_one
    for server in reversed(stack):
        server.__exit__(None, None, None)

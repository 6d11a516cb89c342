"""The page after its command: a box that takes a question, the whole page, ready, and the first question answered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from eval.bench.figures import Figure
from eval.bench.program import ADDRESS, READY, Page, Program
from eval.bench.room import GIGABYTE, resident
from rag.errors import HemerotecaError
from rag.library import Library
from rag.settings import Settings

__all__ = ["page"]

SOCKET = "commands.sock"
"""In the data folder, once the page takes commands."""

BOX = "pregunta"
"""The name of the box, in either page."""

QUESTION = "¿cuánto vale el acuerdo?"
PATIENCE, PAUSE = 120.0, 0.02


def page(settings: Settings) -> Iterator[Figure]:
    """The command that users type, over `seeds/`, with the model that is set; started anew for the question."""
    with Library.open(settings.model_copy(update={"llm": "off"})) as library:
        library.sync(["seeds"])
    program = Program(settings)
    with program.page() as started:
        drawn, whole = _drawn(started)
        ready, _ = started.says(READY)
        yield Figure("a page that takes a question, after the command", drawn, "s", 2)
        yield Figure("the whole page after the command", whole, "s")
        yield Figure("page ready to answer after the command", ready, "s", 25)
        yield Figure("memory of the page and the model", resident(started.pid) / GIGABYTE, "GB", 3.5)
    with program.page() as started:
        again, whole = _drawn(started)
        _wait_for(settings.data_dir / SOCKET)
        program.seconds("ask", QUESTION)
        answered = started.now()
        yield Figure("a page that takes a question, second start", again, "s", 2)
        yield Figure("the whole page, second start", whole, "s")
        yield Figure("first question answered after the command", answered, "s", 15)


def _drawn(started: Page) -> tuple[float, float]:
    """When there is a page with a box for a question, which may be that of `ui.web.vestibule`, and when the whole."""
    _, address = started.says(ADDRESS)
    with httpx.Client(base_url=address, timeout=60) as client:
        if BOX not in client.get("/").text:
            raise HemerotecaError(f"the page at {address} has no {BOX!r}.")
        drawn = started.now()
        while client.head("/").status_code == httpx.codes.SERVICE_UNAVAILABLE:
            time.sleep(PAUSE)
        client.get("/").raise_for_status()
        return drawn, started.now()


def _wait_for(socket: Path) -> None:
    """Until the page takes commands: a command that is started before would do its work by itself."""
    until = time.monotonic() + PATIENCE
    while not socket.exists():
        if time.monotonic() > until:
            raise HemerotecaError(f"the page has taken no commands in {PATIENCE:.0f} s: {SOCKET!r} is not there.")
        time.sleep(PAUSE)

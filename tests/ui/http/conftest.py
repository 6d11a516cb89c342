"""The service on a real port, in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest

from rag.settings import Settings
from rag.types import Event, Retrieved, Token, Turn
from tests.patience import PATIENCE, comes_true
from tests.ui.web.fakes import WHY, FakeArchive, Script, why
from ui import serve as module
from ui.serving.listening import Server
from ui.serving.opening import Archive

Come = Callable[..., httpx.Client]
"""Opens a client on a service over an archive, by script or one that is there, with some settings."""


@contextmanager
def serving(archive: Archive, **settings: Any) -> Iterator[str]:
    """Serve an archive on a free port from a thread; yields its address, which ends in `/`."""
    said: list[str] = []
    ready = threading.Event()
    servers: list[Server] = []

    class Noted(Server):
        """One that is remembered, to be ended."""

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            servers.append(self)

    def announced(url: str) -> None:
        said.append(url)
        ready.set()

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "Server", Noted)
        whole = Settings.model_validate({"port": 0, "data_dir": folder} | settings)
        serve = partial(module.serve, lambda _: archive, whole, announced)
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            assert ready.wait(PATIENCE)
            yield said[0]
        finally:
            servers[0].should_exit = True
            thread.join(30)
            assert not thread.is_alive()


@pytest.fixture
def come() -> Iterator[Come]:
    """Opens clients; each has a service of its own."""
    with ExitStack() as opened:

        def open_one(archive: Archive | Script = why, **settings: Any) -> httpx.Client:
            held = FakeArchive(archive) if callable(archive) else archive
            address = opened.enter_context(serving(held, **settings))
            client = opened.enter_context(httpx.Client(base_url=address, trust_env=False, timeout=30))
            assert comes_true(lambda: client.get("readyz").status_code == 200), "the archive did not open"
            return client

        yield open_one


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a service over a scripted archive, for tests that change nothing."""
    with serving(FakeArchive(why)) as address:
        with httpx.Client(base_url=address, trust_env=False) as client:
            assert comes_true(lambda: client.get("readyz").status_code == 200), "the archive did not open"
        yield address


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    """A client of it."""
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as opened:
        yield opened


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder that outlives a service."""
    return tmp_path / "data"


def silent_until(gate: threading.Event) -> Script:
    """A model that says nothing until a gate is open."""

    def silent(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, WHY.passages)
        gate.wait(PATIENCE)
        yield Token("tarde")

    return silent


def noticed(client: httpx.Client) -> bool:
    """Whether no question is on its way any more, after a while."""
    return comes_true(lambda: under_way(client, 0))


def under_way(client: httpx.Client, number: int) -> bool:
    """Whether just so many questions are on their way."""
    return f"\nhemeroteca_questions {number}.0" in client.get("metrics").text


def leave_once(
    holds: Callable[[], object],
    client: httpx.Client,
    path: str,
    told: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> None:
    """Ask for something, and hang up once something holds, whatever has been answered by then."""
    request = client.build_request("POST", path, json=told, headers=headers)
    lines = [f"POST {request.url.raw_path.decode('ascii')} HTTP/1.1", *map(": ".join, request.headers.items())]
    with socket.create_connection((request.url.host, request.url.port or 80)) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode("ascii") + request.content)
        assert comes_true(holds)

"""What was read of a prompt: kept by one process, taken up by the next."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from rag.models.read_prompts import KEPT, ReadPrompts
from rag.types import Message

PROMPT = [Message("system", "Responde."), Message("user", "")]
KEY = "clave"


class Server(HTTPServer):
    """Keeps and takes up as llama.cpp's server does: one state, files of a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Slots)
        self.folder = folder
        self.state = b""

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Slots(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        """Save or restore."""
        action = parse_qs(urlsplit(self.path).query)["action"][0]
        name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["filename"]
        status = 200 if self.headers["Authorization"] == f"Bearer {KEY}" else 401
        path = self.server.folder / name
        if status == 200 and action == "save":
            path.write_bytes(self.server.state)
        elif status == 200 and path.read_bytes().startswith(b"read"):
            self.server.state = path.read_bytes()
        elif status == 200:
            status = 400
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files are kept."""
    kept = tmp_path / "prompts"
    kept.mkdir()
    return kept


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    """One that listens."""
    with Server(folder) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def prompts(server: Server, weights: Path, *, messages: list[Message] = PROMPT, context: int = 4096) -> ReadPrompts:
    """Those of a server with some weights."""
    if not weights.exists():
        weights.touch()
    return ReadPrompts(server.folder, {"path": str(weights), "context": context}, messages, server.url, KEY)


def test_the_next_process_goes_on_where_the_last_one_was(server: Server, tmp_path: Path) -> None:
    """What was saved is restored, byte for byte; nothing is there before."""
    kept = prompts(server, tmp_path / "weights")
    assert not kept.take_up()
    server.state = b"read so far"
    kept.keep()
    server.state = b""
    assert prompts(server, tmp_path / "weights").take_up()
    assert server.state == b"read so far"


def test_another_prompt_model_or_context_takes_nothing_up(server: Server, tmp_path: Path) -> None:
    """A state is of use to the same prompt read by the same weights alone."""
    server.state = b"read so far"
    prompts(server, tmp_path / "weights").keep()
    other = [Message("system", "Reply."), Message("user", "")]
    assert not prompts(server, tmp_path / "weights", messages=other).take_up()
    assert not prompts(server, tmp_path / "weights", context=8192).take_up()
    (tmp_path / "weights").write_text("others")
    assert not prompts(server, tmp_path / "weights").take_up()


def test_a_damaged_file_is_read_anew(server: Server, tmp_path: Path) -> None:
    """The server refuses it, and the next `keep` puts a whole one in its place."""
    kept = prompts(server, tmp_path / "weights")
    server.state = b"read so far"
    kept.keep()
    (file,) = server.folder.iterdir()
    file.write_bytes(b"\0\0")
    assert not kept.take_up()
    kept.keep()
    assert kept.take_up()


def test_few_files_are_kept(server: Server, tmp_path: Path) -> None:
    """The oldest go, so that the cache does not grow with every change of the prompt."""
    server.state = b"read so far"
    for context in range(KEPT + 3):
        prompts(server, tmp_path / "weights", context=context).keep()
    assert len([*server.folder.iterdir()]) == KEPT
    assert prompts(server, tmp_path / "weights", context=KEPT + 2).take_up()


def test_a_server_that_is_gone_or_refuses_is_no_fault(server: Server, folder: Path, tmp_path: Path) -> None:
    """Nothing is kept, and nothing is raised: reading anew costs seconds only."""
    weights = tmp_path / "weights"
    weights.touch()
    told: dict[str, str | int] = {"path": str(weights)}
    for stranger in (
        ReadPrompts(folder, told, PROMPT, "http://127.0.0.1:9", KEY),
        ReadPrompts(folder, told, PROMPT, server.url, "otra"),
    ):
        stranger.keep()
        assert not stranger.take_up()
    assert not [*folder.iterdir()]

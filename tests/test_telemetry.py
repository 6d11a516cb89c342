"""Nothing tells others of this machine, or needs them once the models are here, as the README promises."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from rag.settings import Settings
from rag.types import Embedder
from tests.fakes.cut_network import cutting, tried

ROOT = Path(__file__).parent.parent
TEXT = "El puente de Valdemora costó cuatro millones de euros. Lo inauguró la alcaldesa Rosa Pardo en mayo."
QUESTION = "¿cuánto costó el puente de Valdemora?"


@pytest.mark.parametrize(
    "script",
    ["import rag.models.onnx_model", "from rag import Library"],
    ids=["what runs the embedding model", "the archive"],
)
def test_no_library_keeps_a_number_of_this_machine(tmp_path: Path, script: str) -> None:
    """Below the home folder, as onnxruntime did with a file of events to be sent."""
    told = {key: value for key, value in os.environ.items() if not key.startswith("ORT_")}
    folders = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", f"{script}\nimport onnxruntime"]
    subprocess.run(command, env=told | folders, cwd=tmp_path, check=True, timeout=240)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("urllib.request.urlopen('http://archivo.example/')", ["socket.getaddrinfo 'archivo.example'"]),
        ("socket.create_connection(('192.0.2.1', 80))", ["socket.getaddrinfo '192.0.2.1'"]),
        ("socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))", ["socket.sendto '192.0.2.1'"]),
        ("socket.socket().connect(('127.0.0.1', 9))", []),
    ],
    ids=["by name", "by address", "a datagram", "this machine"],
)  # fmt: skip
def test_what_is_tried_while_the_network_is_cut_is_known(tmp_path: Path, script: str, wanted: list[str]) -> None:
    """It fails at once and is written down, in processes that are started too; this machine can be reached."""
    inner = f"import socket, urllib.request; {script}"
    command = [
        sys.executable,
        "-c",
        f"import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', {inner!r}]))",
    ]
    done = subprocess.run(
        command, env=os.environ | cutting(tmp_path), capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, tried(tmp_path)) == (1, wanted), done.stderr
    assert ("the network is cut" in done.stderr) is bool(wanted)


class Offline:
    """The program where its models are and nothing else can be reached.

    Args:
        folder: Where its processes run, with the archive.
        cache: Where the models lie.
    """

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        own = {"HEMEROTECA_DATA_DIR": str(folder / "data"), "HEMEROTECA_CACHE_DIR": str(cache), "HEMEROTECA_LLM": "off"}
        kept = {key: value for key, value in os.environ.items() if not key.startswith("HEMEROTECA_")}
        self.environ = kept | own | {"HOME": str(folder), "USERPROFILE": str(folder)} | cutting(folder)

    def run(self, *arguments: str) -> Any:
        """What a command prints as JSON."""
        done = subprocess.run(
            self._command(*arguments), env=self.environ, cwd=self.folder, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The service, once it can answer; yields its address."""
        command = self._command("serve", "--port", "0")
        with subprocess.Popen(command, env=self.environ, cwd=self.folder, stdout=subprocess.PIPE) as process:
            try:
                assert process.stdout is not None
                found = re.search(rb"http://\S+", process.stdout.readline())
                assert found is not None
                address = found[0].decode()
                while httpx.get(f"{address}readyz", trust_env=False, timeout=60).status_code != 200:
                    time.sleep(0.1)
                yield address
            finally:
                process.terminate()

    async def call(self, tool: str, **arguments: str) -> Any:
        """What a tool gives an assistant that has started `hemeroteca mcp`."""
        mcp = pytest.importorskip("mcp")
        command, *rest = self._command("mcp")
        server = mcp.StdioServerParameters(command=command, args=rest, env=self.environ, cwd=self.folder)
        with anyio.fail_after(120):
            async with mcp.Client(server) as client:
                result = await client.call_tool(tool, arguments)
        assert not result.is_error, result.content
        return result.structured_content

    @staticmethod
    def _command(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "ui.cli", *arguments]


@pytest.mark.slow
def test_all_works_without_a_network_and_none_is_tried(
    tmp_path: Path, cache: Settings, default_embedder: Embedder
) -> None:
    """Once the embedding model is here: commands, the service, the tools of an assistant."""
    assert default_embedder  # which is fetched where it is not here
    place = tmp_path / "prensa" / "puente.txt"
    place.parent.mkdir()
    place.write_text(f"Un puente nuevo\n\n{TEXT}", encoding="utf-8")
    offline = Offline(tmp_path, cache.cache_dir)
    assert offline.run("index", "prensa", "--json")["added"] == 1
    assert offline.run("search", QUESTION, "--json")[0]["document"] == "puente.txt"
    answers = [offline.run("ask", QUESTION, "--json")]
    with offline.serving() as address:
        asked = httpx.post(f"{address}api/ask", json={"question": QUESTION}, trust_env=False, timeout=60)
        answers.append(asked.json())
    answers.append(anyio.run(lambda: offline.call("answer", question=QUESTION)))
    assert [(one["status"], "cuatro millones" in one["answer"]) for one in answers] == [("answered", True)] * 3
    assert tried(tmp_path) == []

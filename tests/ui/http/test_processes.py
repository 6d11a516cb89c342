"""The service as its owner starts it: a process of its own, ended politely or killed while it answers."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fakes.command import run_command, start_command
from tests.fakes.openai_endpoint import FakeEndpoint, Reply
from tests.patience import comes_true
from tests.ui.http.conftest import under_way

pytestmark = pytest.mark.slow

TEXT = "El puente de Valdemora costó cuatro millones de euros. Lo inauguró la alcaldesa Rosa Pardo en mayo."
QUESTION = "¿cuánto costó el puente de Valdemora?"
STREAMS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article, indexed."""
    (tmp_path / "prensa").mkdir()
    (tmp_path / "prensa" / "puente.txt").write_text(f"Un puente nuevo\n\n{TEXT}", encoding="utf-8")
    assert run_command("index", "prensa", folder=tmp_path)[0] == 0
    return tmp_path


@contextmanager
def started(folder: Path, model: FakeEndpoint | None = None) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The service in a process, ready; it is killed at the end where it has not ended."""
    endpoint = {"LLM_BASE_URL": model.url, "LLM_MODEL": "fake", "LLM": "auto"} if model else {}
    environ = {f"HEMEROTECA_{name}": value for name, value in endpoint.items()}
    with start_command("serve", "--port", "0", folder=folder, environ=environ) as process:
        try:
            assert process.stdout is not None
            found = re.search(rb"http://\S+", process.stdout.readline())
            assert found is not None
            address = found[0].decode()
            wait_for(address)
            yield process, address
        finally:
            if process.poll() is None:
                process.kill()


def wait_for(address: str) -> None:
    """Until the archive is open."""
    for _ in range(600):
        if httpx.get(f"{address}readyz", trust_env=False).status_code == 200:
            return
        time.sleep(0.1)
    raise AssertionError("the service is not ready after a minute")


def events(address: str, heard: threading.Event | None = None) -> list[tuple[str, Any]]:
    """What is told of a question, to the end or until the line is lost; `heard` is set at the first of it."""
    told, name = [], ""
    asked = {"question": QUESTION, "stream": True, "conversation": "new"}
    try:
        with httpx.stream("POST", f"{address}api/ask", json=asked, timeout=60, trust_env=False) as stream:
            for line in stream.iter_lines():
                if heard is not None:
                    heard.set()
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    told.append((name, json.loads(line.removeprefix("data: "))))
    except httpx.HTTPError:
        told.append(("lost", None))
    return told


def test_a_service_that_is_killed_while_it_answers_many_starts_clean(folder: Path) -> None:
    """What was asked is there, as stopped; what is asked then is answered."""
    with FakeEndpoint(Reply("El puente costó cuatro millones de euros. " * 40, delay=0.2)) as model:
        with started(folder, model) as (process, address), ThreadPoolExecutor(STREAMS) as readers:
            heard = [threading.Event() for _ in range(STREAMS)]
            asked = [readers.submit(events, address, one) for one in heard]
            assert all(one.wait(30) for one in heard)
            os.kill(process.pid, signal.SIGKILL)
            assert {one.result()[-1][0] for one in asked} == {"lost"}
        model.script = "El puente costó cuatro millones de euros."
        with started(folder, model) as (_, address):
            kept = httpx.get(f"{address}api/conversations", trust_env=False).json()["conversations"]
            assert len(kept) == STREAMS
            [exchange] = httpx.get(f"{address}api/conversations/{kept[0]['id']}", trust_env=False).json()["exchanges"]
            assert exchange["phase"] == "stopped"
            assert events(address)[-1][0] == "finished"
    assert run_command("index", "--verify", folder=folder)[0] == 0


def test_a_service_that_is_told_to_end_lets_an_answer_end(folder: Path) -> None:
    """And takes nothing new meanwhile."""
    heard = threading.Event()
    with (
        FakeEndpoint(Reply("El puente costó cuatro millones de euros.", delay=0.4)) as model,
        started(folder, model) as (process, address),
        ThreadPoolExecutor(1) as readers,
    ):
        asked = readers.submit(events, address, heard)
        assert heard.wait(30)
        process.terminate()
        assert asked.result()[-1][0] == "finished"
        process.wait(30)
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"{address}healthz", trust_env=False)


def test_what_is_no_question_of_a_stream_ends_too(folder: Path) -> None:
    """A text that is checked, and a tool of MCP in the protocol that answers as a stream of events."""
    pytest.importorskip("mcp")
    headers = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-06-18"}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
    call["params"] = {"name": "answer", "arguments": {"question": QUESTION}}  # type: ignore[assignment]
    with (
        FakeEndpoint(Reply("El puente costó cuatro millones de euros.", delay=0.6)) as model,
        started(folder, model) as (process, address),
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
        ThreadPoolExecutor(2) as readers,
    ):
        told = readers.submit(client.post, "mcp", json=call, headers=headers)
        checked = readers.submit(client.post, "api/verify", json={"text": TEXT * 60})
        assert comes_true(lambda: under_way(client, 2))
        process.terminate()
        assert '"status":"answered"' in told.result().text.replace(" ", "").replace("\\", "")
        assert len(checked.result().json()["claims"]) == 120
        process.wait(30)


def test_told_twice_it_hands_back_what_it_cannot_end(folder: Path) -> None:
    """As an event that says so, and not as a line that is lost."""
    heard = threading.Event()
    with (
        FakeEndpoint(Reply("El puente costó cuatro millones.", hang_after=2)) as model,
        started(folder, model) as (process, address),
        ThreadPoolExecutor(1) as readers,
    ):
        asked = readers.submit(events, address, heard)
        assert heard.wait(30)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        time.sleep(1)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        name, said = asked.result()[-1]
        assert (name, said["error"]["code"]) == ("error", "not_open")
        process.wait(30)


def test_nothing_that_the_documents_allow_or_forbid_breaks_it(folder: Path) -> None:
    """Requests made from the OpenAPI document, right and wrong ones: no fault of the program, and an end to each."""
    command = Path(sys.executable).with_name("schemathesis")
    with started(folder) as (_, address):
        # Both runs are bounded by time, not by number, so that a slow machine makes fewer.
        done = subprocess.run(
            [command, "run", f"{address}api/openapi.json", "--checks", "not_a_server_error", "--request-timeout", "30",
             "--max-time", "120", "--seed", "1"],
            capture_output=True, text=True, cwd=folder, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:]
        assert events(address)[-1][0] == "finished"


def test_keys_are_made_used_and_revoked_by_commands(folder: Path) -> None:
    """A key is printed by itself on its line, so that a script can take it."""
    status, out, _ = run_command("keys", "add", "archivo", folder=folder)
    key = out.decode().splitlines()[-1]
    assert (status, key.startswith("hem_")) == (0, True)
    environ = {"HEMEROTECA_LOGIN": "true"}
    with start_command("serve", "--port", "0", folder=folder, environ=environ) as process:
        try:
            assert process.stdout is not None
            address = re.search(rb"http://\S+", process.stdout.readline())[0].decode()  # type: ignore[index]
            wait_for(address)
            with httpx.Client(base_url=address, headers={"authorization": f"Bearer {key}"}, trust_env=False) as client:
                assert client.post("api/search", json={"query": "puente"}).json()["passages"]
                assert run_command("keys", "revoke", key[:12], folder=folder)[0] == 0
                assert client.post("api/search", json={"query": "puente"}).status_code == 401
        finally:
            process.terminate()
    status, out, err = run_command("keys", "revoke", "archivo", folder=folder)
    assert (status, "keys list" in err) == (1, True)

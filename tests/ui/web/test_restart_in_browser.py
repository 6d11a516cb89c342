"""A server that ends in the middle of an answer, as a process of its own, and the next one on the same port."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from urllib.request import urlopen

import pytest

from tests.fakes.command import start_command
from tests.fakes.openai_endpoint import FakeEndpoint, Reply
from tests.fakes.ports import free_port
from tests.ui.web.conftest import QUESTION, Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANSWER = "El puente de Soria costó 38.000 euros. " * 20


@contextmanager
def page_of(folder: Path, port: int, endpoint: FakeEndpoint) -> Iterator[Popen[bytes]]:
    """`hemeroteca chat` with a model elsewhere, from the moment on in which the page can be loaded."""
    told = {
        "HEMEROTECA_LLM": "auto",
        "HEMEROTECA_LLM_BASE_URL": endpoint.url,
        "HEMEROTECA_LLM_MODEL": "fake",
        "HEMEROTECA_HUB": "false",
        "LC_ALL": "es_ES.UTF-8",
    }
    with start_command("chat", "--no-browser", "--port", str(port), folder=folder, environ=told) as process:
        try:
            _wait_until_it_answers(process, port)
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


def _wait_until_it_answers(process: Popen[bytes], port: int) -> None:
    for _ in range(600):
        assert process.poll() is None, process.communicate()
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                if b"gradio" in answer.read():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("the page does not come")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One article, where the command looks for it."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "puente.txt").write_text("El puente de Soria costó 38.000 euros.", encoding="utf-8")
    return tmp_path


def send(reader: Visitor, question: str) -> None:
    """Type a question and press Enter, once."""
    reader.page.fill(QUESTION, question)
    reader.page.press(QUESTION, "Enter")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_ends_while_it_answers_loses_nothing(end: int, folder: Path, visit: Visit) -> None:
    """The page says that the line is lost, comes back to the next server, and what was sent is asked there."""
    port = free_port()
    with FakeEndpoint("El puente de Soria costó 38.000 euros.") as endpoint:
        with page_of(folder, port, endpoint) as process:
            reader = visit(f"http://127.0.0.1:{port}/")
            reader.page.wait_for_selector("p.estado.listo", timeout=60_000)
            send(reader, "¿Qué costó 38.000 euros?")  # the first answer of a model is shown once it is whole
            reader.wait(".bot-row .pie")
            endpoint.script = Reply(ANSWER, delay=0.2)
            send(reader, "¿Cuánto costó el puente de Soria?")
            reader.page.locator("#conversacion .bot-row >> nth=1").get_by_text("El puente de Soria costó").wait_for()
            send(reader, "¿Y quién lo pagó?")
            reader.wait("#enviadas li")
            process.send_signal(end)
            process.wait(30)
        reader.page.get_by_text("Se ha perdido la conexión con el servidor").wait_for(timeout=30_000)
        send(reader, "¿Cuándo se abrió el puente de Soria?")
        reader.page.fill(QUESTION, "sin acabar")
        endpoint.script = "El puente de Soria costó 38.000 euros."
        with page_of(folder, port, endpoint):
            reader.page.wait_for_function("document.querySelectorAll('.bot-row .pie').length === 4", timeout=60_000)
            asked = [said.strip() for said in reader.page.locator(".user-row").all_inner_texts()]
            assert asked == [
                "¿Qué costó 38.000 euros?",
                "¿Cuánto costó el puente de Soria?",
                "¿Y quién lo pagó?",
                "¿Cuándo se abrió el puente de Soria?",
            ]
            assert reader.page.input_value(QUESTION) == "sin acabar"
            assert not reader.page.get_by_text("Se ha perdido la conexión con el servidor").is_visible()
            reader.faults.clear()  # the browser tells of every request that found nobody
            reader.leave()

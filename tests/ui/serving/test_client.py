"""The command's side of the socket: real processes where it matters."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from rag.library import Library
from rag.settings import load_settings
from tests.fakes.command import ROOT, run_command
from tests.fakes.embedder import FakeEmbedder
from tests.patience import PATIENCE
from tests.ui.serving.conftest import archive_of
from ui import cli
from ui.commands import run as run_here
from ui.output import echo
from ui.serving import client
from ui.serving.client import PageEnded, answer_of_page
from ui.serving.server import answering_commands
from ui.serving.wire import SOCKET_NAME, TAKEN, packed

PLACE = Path("data") / SOCKET_NAME
QUESTION = "¿Cuánto costó el puente?"
ARTICLE = "El puente\n\nEl puente de Soria costó 38.000 euros."


def command(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own; without a page it would load the embedding model."""
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("status", [0, 1, 3])
def test_a_command_writes_what_the_page_writes_and_ends_with_its_status(status: int) -> None:
    """Standard output and error apart."""

    def run(arguments: Sequence[str], _library: Library) -> int:
        echo(f"out {arguments[1]}")
        echo("err", err=True)
        return status

    with answering_commands(archive_of(1), load_settings(), run):
        done = command("ask", QUESTION)
    assert (done.returncode, done.stdout, done.stderr) == (status, f"out {QUESTION}\n", "err\n")


@pytest.mark.usefixtures("folder")
def test_a_page_answers_as_the_command_would_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real archive, asked with every kind of end: found, not said, an option that cannot be read."""
    Path("seeds").mkdir()
    Path("seeds/puente.txt").write_text(ARTICLE, encoding="utf-8")
    settings = load_settings(llm="off")
    monkeypatch.setenv("HEMEROTECA_LLM", "off")
    with Library.open(settings, embedder=FakeEmbedder()) as library:
        library.sync(["seeds"])
        with answering_commands(library, settings, run_here):
            found = command("search", QUESTION, "--json")
            told = command("ask", "¿Quién es el alcalde de Lugo?", LC_ALL="es_ES.UTF-8")
            wrong = command("search", QUESTION, "-k", "0", LC_ALL="es_ES.UTF-8")
    assert (found.returncode, json.loads(found.stdout)[0]["document"]) == (0, "puente.txt"), found.stderr
    assert (told.returncode, told.stdout.startswith("El archivo no lo dice.")) == (3, True), told.stderr
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("hemeroteca: ")


def test_a_command_of_other_settings_does_its_work_itself(folder: Path) -> None:
    """Silently: the page had taken it for one of its own."""
    (folder / "seeds").mkdir()
    (folder / "seeds" / "puente.txt").write_text(ARTICLE, encoding="utf-8")

    def run(_arguments: Sequence[str], _library: Library) -> int:
        raise AssertionError("it was asked for what it cannot do")

    with answering_commands(archive_of(1), load_settings(), run):
        status, out, err = run_command("search", QUESTION, folder=folder, environ={"HEMEROTECA_PASSAGES": "1"})
    assert status == 0, err
    assert "puente" in out.decode()


@contextmanager
def page_that(serve: Callable[[socket.socket], object]) -> Iterator[None]:
    """A socket in the data folder, whose only client is served by a function."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(PLACE))
        listening.listen()

        def answer() -> None:
            with listening.accept()[0] as connection, connection.makefile("rb") as asked:
                asked.readline()  # closed with something unread, a socket takes back what was sent
                serve(connection)

        thread = threading.Thread(target=answer)
        thread.start()
        yield
        thread.join(PATIENCE)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("pieces", [[], [{"taken": False}], [TAKEN], [TAKEN, {"unknown": 1}], ["nonsense"]], ids=str)
def test_a_page_that_does_not_answer_is_done_without(pieces: list[object]) -> None:
    """Nothing has been written then, and the command does its work itself."""
    with page_that(lambda page: [page.sendall(packed(piece)) for piece in pieces]):
        assert answer_of_page(["search", QUESTION]) is None


@pytest.mark.usefixtures("folder")
def test_a_page_that_hangs_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has some seconds to say whether it takes a command."""
    monkeypatch.setattr(client, "PATIENCE", 0.05)
    given_up = threading.Event()
    with page_that(lambda _: given_up.wait(PATIENCE)):
        assert answer_of_page(["search", QUESTION]) is None
        given_up.set()


@pytest.mark.usefixtures("folder")
def test_a_page_that_ends_in_the_middle_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it has written cannot be taken back, so the command fails."""
    half = packed(TAKEN) + packed({"out": "half"})
    with page_that(lambda page: page.sendall(half)), pytest.raises(PageEnded):
        answer_of_page(["ask", QUESTION])
    PLACE.unlink()
    monkeypatch.setattr(sys, "argv", ["hemeroteca", "ask", QUESTION])
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    with page_that(lambda page: page.sendall(half)), pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == "hemeroteca: la página que respondía ha terminado: pregunta otra vez.\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("left", ["nothing", "socket", "file"])
def test_what_lies_in_the_place_of_the_socket_blocks_nothing(left: str) -> None:
    """No socket, one of a page that was killed, or a file."""
    if left == "socket":
        with socket.socket(socket.AF_UNIX) as killed:
            killed.bind(str(PLACE))
    elif left == "file":
        PLACE.write_text("notes")
    assert answer_of_page(["search", QUESTION]) is None


@pytest.mark.usefixtures("folder")
def test_a_socket_of_another_user_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings hold keys."""
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(PLACE))
        listening.listen()
        assert answer_of_page(["search", QUESTION]) is None
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody has called
            listening.accept()


def test_settings_that_cannot_be_read_are_left_to_the_command(folder: Path) -> None:
    """Which says what is wrong with them."""
    (folder / "hemeroteca.toml").write_text("no toml")
    assert answer_of_page(["search", QUESTION]) is None


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [[], ["index"], ["search", "--help"]])
def test_no_page_is_asked_for_what_it_does_not_run(arguments: list[str]) -> None:
    """The socket is not even looked at."""

    def run(_arguments: Sequence[str], _library: Library) -> int:
        raise AssertionError

    with answering_commands(archive_of(1), load_settings(), run):
        assert answer_of_page(arguments) is None

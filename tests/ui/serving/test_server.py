"""The page's side of the socket, asked by a client that may say anything."""

from __future__ import annotations

import os
import socket
import stat
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pytest

from rag.errors import SettingsError
from rag.library import Library
from rag.settings import load_settings
from tests.patience import PATIENCE
from tests.ui.serving.conftest import archive_of
from ui.output import echo, print_json
from ui.serving import server
from ui.serving.server import answering_commands
from ui.serving.wire import LINE_LIMIT, SOCKET_NAME, TAKEN, Request, code_stamp, messages, packed, request_line
from ui.speech import reader

PLACE = Path("data") / SOCKET_NAME
REFUSED = [{"taken": False}]


def run(arguments: Sequence[str], _library: Library) -> int:
    """A command that says what it was asked."""
    echo(arguments[1])
    echo(reader(), err=True)
    return 3


def request(question: str = "¿Qué?", **changed: Any) -> Request:
    """A request that a page over the data folder `data` takes."""
    told = {"HEMEROTECA_DATA_DIR": "data", "LANG": "es_ES.UTF-8"}
    return Request(code_stamp(), ("search", question), str(Path.cwd()), told, "utf-8")._replace(**changed)


def ask(line: bytes) -> list[Any]:
    """All that the page answers to a line; nothing where it has hung up."""
    with connected() as page, suppress(BrokenPipeError, ConnectionResetError):
        page.sendall(line)
        return list(messages(page.makefile("rb")))
    return []


def connected() -> socket.socket:
    """A connection to the page."""
    page = socket.socket(socket.AF_UNIX)
    page.settimeout(20)
    page.connect(str(PLACE))
    return page


def answered_soon() -> bool:
    """Whether the page answers now; a moment is waited first, in which it may let go of another client."""
    time.sleep(0.05)
    return ask(request_line(request())) == ANSWERED


ANSWERED = [TAKEN, {"out": "¿Qué?\n"}, {"err": "es\n"}, {"status": 3}]


@pytest.mark.usefixtures("folder")
def test_a_command_is_run_with_the_archive_that_is_open() -> None:
    """What it writes comes in pieces, then its exit status; its language is that of who asks."""
    lent = archive_of(1)
    given = []

    def noting(arguments: Sequence[str], library: Library) -> int:
        given.append(library)
        return run(arguments, library)

    with answering_commands(lent, load_settings(), noting):
        assert ask(request_line(request())) == ANSWERED
    assert given == [lent]


@pytest.mark.usefixtures("folder")
def test_the_socket_is_its_owners_alone_and_gone_when_the_page_ends() -> None:
    """Nobody else can read what is asked."""
    with answering_commands(archive_of(1), load_settings(), run):
        assert stat.S_IMODE(PLACE.stat().st_mode) == 0o600
    assert not PLACE.exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "changed",
    [
        {"code": "other code"},
        {"arguments": ("index", "seeds")},
        {"arguments": ("ask", "--help")},
        {"arguments": ()},
        {"environ": {"HEMEROTECA_DATA_DIR": "data", "HEMEROTECA_PASSAGES": "3"}},
        {"environ": {"HEMEROTECA_DATA_DIR": "elsewhere"}},
        {"environ": {"HEMEROTECA_DATA_DIR": "data", "HEMEROTECA_LLM_API_KEY": "k"}},
        {"environ": {"HEMEROTECA_NO_SUCH": "setting"}},
        {"folder": "/"},
        {"folder": "\0"},
        {"encoding": "no such encoding"},
    ],
    ids=str,
)
def test_a_command_that_would_do_otherwise_itself_is_not_taken(changed: dict[str, Any]) -> None:
    """Of other code, other settings or another folder, or that no page runs."""
    with answering_commands(archive_of(1), load_settings(), run):
        assert ask(request_line(request(**changed))) == REFUSED


@pytest.mark.usefixtures("folder")
def test_an_archive_without_articles_takes_nothing() -> None:
    """The command fills it from the folders of its own settings."""
    with answering_commands(archive_of(0), load_settings(), run):
        assert ask(request_line(request())) == REFUSED


def test_settings_that_change_no_answer_may_differ(folder: Path) -> None:
    """The port of the page, and the same data folder seen from another working folder."""
    (folder / "below").mkdir()
    told = {"HEMEROTECA_DATA_DIR": "../data", "HEMEROTECA_PORT": "1", "HEMEROTECA_CORPUS": "x", "LANG": "es"}
    with answering_commands(archive_of(1), load_settings(port=0), run):
        assert ask(request_line(request(environ=told, folder=str(folder / "below")))) == ANSWERED


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("line", [b"\n", b"{}\n", b"\xff\xfe\n", b"[" * LINE_LIMIT + b"\n", b"x" * 3 * LINE_LIMIT])
def test_garbage_is_refused_and_harms_nothing(line: bytes) -> None:
    """Who comes next is answered."""
    with answering_commands(archive_of(1), load_settings(), run):
        assert ask(line) in (REFUSED, [])  # of a long one the page has hung up before its end
        assert ask(request_line(request())) == ANSWERED


@pytest.mark.usefixtures("folder")
def test_who_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """After some seconds."""
    monkeypatch.setattr(server._Exchange, "timeout", 0.05)
    with answering_commands(archive_of(1), load_settings(), run), connected() as page:
        assert page.recv(1) == b""


@pytest.mark.usefixtures("folder")
def test_pieces_are_sent_as_they_are_written() -> None:
    """The first is here before the second is thought of."""
    read_first = threading.Event()

    def slow(_arguments: Sequence[str], _library: Library) -> int:
        echo("first")
        assert read_first.wait(PATIENCE)
        echo("second")
        return 0

    with answering_commands(archive_of(1), load_settings(), slow), connected() as page:
        page.sendall(request_line(request()))
        answer = messages(page.makefile("rb"))
        assert [next(answer), next(answer)] == [TAKEN, {"out": "first\n"}]
        read_first.set()
        assert list(answer) == [{"out": "second\n"}, {"status": 0}]


@pytest.mark.usefixtures("folder")
def test_a_client_that_leaves_in_the_middle_ends_its_command() -> None:
    """The model need not write on for nobody."""
    left, ended = threading.Event(), threading.Event()

    def long(_arguments: Sequence[str], _library: Library) -> int:
        try:
            assert left.wait(PATIENCE)
            while True:
                echo("more")
        finally:
            ended.set()

    with answering_commands(archive_of(1), load_settings(), long):
        with connected() as page:
            page.sendall(request_line(request()))
            first: IO[bytes] = page.makefile("rb")
            assert first.readline() == packed(TAKEN)
            first.close()
        left.set()
        assert ended.wait(PATIENCE)


@pytest.mark.usefixtures("folder")
def test_no_more_clients_than_a_few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one does its work itself, and one that comes later is answered."""
    monkeypatch.setattr(server, "CLIENTS", 1)
    with answering_commands(archive_of(1), load_settings(), run):
        with connected(), connected() as second:
            assert second.recv(1) == b""
        assert any(answered_soon() for _ in range(200))


@pytest.mark.usefixtures("folder")
def test_json_is_written_with_escapes_where_who_asks_cannot_take_its_signs() -> None:
    """The encoding is that of the command, not of the page."""

    def telling(_arguments: Sequence[str], _library: Library) -> int:
        print_json("é")
        return 0

    with answering_commands(archive_of(1), load_settings(), telling):
        assert {"out": '"é"\n'} in ask(request_line(request()))
        assert {"out": '"\\u00e9"\n'} in ask(request_line(request(encoding="ascii")))


@pytest.mark.usefixtures("folder")
def test_the_socket_of_a_page_that_was_killed_is_taken_over() -> None:
    """Nobody has to remove it."""
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(str(PLACE))
    with answering_commands(archive_of(1), load_settings(), run):
        assert ask(request_line(request())) == ANSWERED


@pytest.mark.usefixtures("folder")
def test_a_second_page_leaves_the_first_its_socket() -> None:
    """The first one goes on answering, also when the second has ended."""
    with answering_commands(archive_of(1), load_settings(), run):
        with answering_commands(archive_of(0), load_settings(), run):
            assert ask(request_line(request())) == ANSWERED
        assert ask(request_line(request())) == ANSWERED


@pytest.mark.usefixtures("folder")
def test_a_file_of_that_name_is_left_alone() -> None:
    """Only a socket is removed."""
    PLACE.write_text("notes")
    with answering_commands(archive_of(1), load_settings(), run):
        assert PLACE.read_text() == "notes"
    assert PLACE.read_text() == "notes"


def test_a_path_that_is_too_long_for_a_socket_is_done_without(folder: Path) -> None:
    """The page is served all the same."""
    deep = folder / ("d" * 120)
    deep.mkdir()
    with answering_commands(archive_of(1), load_settings(data_dir=deep), run):
        assert [*deep.iterdir()] == []


@pytest.mark.usefixtures("folder")
def test_another_user_is_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though he may be allowed to open anything."""
    own = os.getuid()
    with answering_commands(archive_of(1), load_settings(), run):
        monkeypatch.setattr(os, "getuid", lambda: own + 1)
        assert ask(request_line(request())) == []


@pytest.mark.usefixtures("folder")
def test_a_fault_of_the_command_says_nothing_to_who_asked(capfd: pytest.CaptureFixture[str]) -> None:
    """He does the work himself then; the page's terminal has the trace."""

    def faulty(_arguments: Sequence[str], _library: Library) -> int:
        raise SettingsError("a fault")

    with answering_commands(archive_of(1), load_settings(), faulty):
        assert ask(request_line(request())) == [TAKEN]
    assert "a fault" in capfd.readouterr().err

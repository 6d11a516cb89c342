"""`hemeroteca users`."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rag.settings import Settings
from tests.ui.web.fakes import WHY, events
from ui import accounts, commands
from ui.serving import people as people_module
from ui.serving.conversation import Exchange, advance
from ui.serving.conversations import Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.feedback import Feedback, Opinion
from ui.serving.people import open_people

PASSWORD = "la sala de lectura"
Run = Callable[..., tuple[int, str, str]]


class Terminal(io.StringIO):
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command over an archive that has not been indexed, with a standard input; hashes cost nothing."""
    monkeypatch.setattr(people_module, "_COST", (2, 8, 1))
    monkeypatch.setenv("HEMEROTECA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C")

    def run_(*arguments: str, typed: io.StringIO | str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed) if isinstance(typed, str) else typed)
        status = commands.run(["users", *arguments])
        written = capsys.readouterr()
        return status, written.out, written.err

    return run_


def may_log_in(folder: Path, name: str, password: str) -> bool:
    """Whether the page would let somebody in."""
    with closing(open_people(Settings(data_dir=folder / "data"))) as people:
        return people.log_in(name, password) is not None


def test_users_are_added_listed_changed_and_removed(run: Run, tmp_path: Path) -> None:
    """With the password from standard input, where that is no terminal."""
    assert run("list")[:2] == (0, "There is no user yet, so nobody can log in: `hemeroteca users add NAME` adds one.\n")
    assert run("add", "Ana Ruiz", typed=f"{PASSWORD}\n") == (0, "Ana Ruiz may log in now.\n", "")
    assert run("list")[1].endswith("  Ana Ruiz\n")
    assert may_log_in(tmp_path, "Ana Ruiz", PASSWORD)
    assert run("password", "ana ruiz", typed="otra muy distinta")[0] == 0
    assert [may_log_in(tmp_path, "Ana Ruiz", word) for word in (PASSWORD, "otra muy distinta")] == [False, True]
    with closing(ReadersDatabase(tmp_path / "data")) as database:
        kept = Conversations(database)
        kept.begin("Ana Ruiz", "", (), "¿por qué OpenAI eligió AWS?")
        assert run("remove", "ana ruiz")[:2] == (
            0, "Ana Ruiz can log in no more, and is out wherever that was; conversations deleted: 1.\n"
        )  # fmt: skip
        assert kept.listed("Ana Ruiz") == []
        kept.begin("Ana Ruiz", "", (), "asked while she was being removed")
        run("add", "Ana Ruiz", typed=PASSWORD)
        assert kept.listed("Ana Ruiz") == []
        run("remove", "Ana Ruiz")
    assert not may_log_in(tmp_path, "Ana Ruiz", "otra muy distinta")


def test_at_a_terminal_the_password_is_typed_twice_and_unseen(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And asked again where the two differ."""
    typed = iter([PASSWORD, "otra cosa", PASSWORD, PASSWORD])
    monkeypatch.setattr(accounts, "getpass", lambda prompt: next(typed))
    status, _, said = run("add", "Ana", typed=Terminal())
    assert (status, "the two passwords are not the same" in said) == (1, True)
    assert run("add", "Ana", typed=Terminal())[0] == 0
    assert may_log_in(tmp_path, "Ana", PASSWORD)


def test_what_a_removed_user_said_of_answers_is_not_lost(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept, and said, until it has been exported; the user is out all the same."""
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    run("add", "Ana", typed=PASSWORD)
    with closing(ReadersDatabase(tmp_path / "data")) as database:
        place, _ = Conversations(database).begin("Ana", "", (), WHY.question)
        exchange = Exchange(1, WHY.question)
        for event in events(WHY):
            exchange = advance(exchange, event)
        assert Feedback(database).say("Ana", place, (exchange,), 1, Opinion.WRONG)
        said = run("remove", "ana")[1]
        assert "conversaciones borradas: 0." in said
        assert "conversaciones guardadas sin nombre, porque en ellas se juzgaron respuestas: 1;" in said
        assert len(Feedback(database).said()) == 1
    assert commands.run(["feedback"]) == 0
    with closing(ReadersDatabase(tmp_path / "data")) as database:
        assert Feedback(database).said() == []


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("add", "anonymous:x"), 1, "cannot be the name of a user"),
        (("add", "\x1b[2J"), 1, "cannot be the name of a user"),
        (("add", "Ana"), 1, "the password has 0 characters"),
        (("remove", "Eva"), 1, "there is no user 'Eva'"),
        (("add",), 2, "takes the name of a user"),
        (("list", "Ana"), 2, "takes no name"),
        (("show", "Ana"), 2, "there is no action 'show'"),
    ],
)
def test_a_fault_is_one_line(run: Run, arguments: tuple[str, ...], status: int, told: str) -> None:
    """With what to do about it, and nothing that would steer the terminal."""
    ended, out, err = run(*arguments)
    assert (ended, out, err.count("\n")) == (status, "", 1)
    assert told in err
    assert "\x1b" not in err


def test_it_speaks_spanish(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports and faults."""
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert run("add", "Ana", typed=PASSWORD)[1] == "Ana ya puede entrar.\n"
    for arguments in [("add", "a:b"), ("add", "Eva"), ("remove", "Eva"), ("add",), ("list", "x"), ("show",)]:
        said = run(*arguments)[2]
        assert not any(english in said for english in ("cannot", "there is", "the password has", "takes"))
    assert "ya hay un usuario 'ana'" in run("add", "ana", typed=PASSWORD)[2]


def test_what_a_program_asked_stays_for_its_next_key_until_it_is_forgotten(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Revoking says so; a user of the same name has their own keys and conversations."""

    def keyed(*arguments: str) -> tuple[int, str]:
        status, (out, err) = commands.run(["keys", *arguments]), capsys.readouterr()
        return status, out + err

    assert keyed("add", "archivo")[0] == 0
    run("add", "Archivo", typed=PASSWORD)
    assert keyed("add", "archivo")[0] == 0
    with closing(ReadersDatabase(tmp_path / "data")) as database:
        kept = Conversations(database)
        for reader in ("program:archivo", "Archivo"):
            kept.begin(reader, "", (), WHY.question)
        assert "What archivo has asked is kept" in keyed("revoke", "archivo")[1]
        assert len(kept.listed("program:archivo")) == 1
        assert keyed("add", "archivo")[0] == 0
        status, said = keyed("forget", "archivo")
        assert (status, "conversations deleted: 1." in said, "Revoked" in said) == (0, True, False)
        assert (kept.listed("program:archivo"), len(kept.listed("Archivo"))) == ([], 1)
        assert len(keyed("list")[1].splitlines()) == 1
    status, said = keyed("forget", "archivo")
    assert (status, "there is no program 'archivo'" in said) == (1, True)

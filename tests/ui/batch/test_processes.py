"""A batch as a process that is killed: nothing is asked twice, nothing is lost."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest

from tests.fakes.command import run_command, start_command

QUESTIONS = 60
PATIENCE = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of one article, and a file of questions."""
    (tmp_path / "articles").mkdir()
    text = "El puente de Valdemora se abrió en mayo. Costó 14,5 millones de euros."
    (tmp_path / "articles" / "puente.txt").write_text(text, encoding="utf-8")
    rows = "".join(f"{n};¿Cuánto costó el puente {n}?\r\n" for n in range(1, QUESTIONS + 1))
    (tmp_path / "in.csv").write_bytes(f"id;pregunta\r\n{rows}".encode("cp1252"))
    assert run_command("index", "articles", folder=tmp_path)[0] == 0
    return tmp_path


def stop_in_the_middle(folder: Path, target: Path, number: signal.Signals) -> int:
    """Start a run, and stop it once it has written more than is there; returns its status."""
    before = target.stat().st_size if target.exists() else 0
    with start_command("ask", "--batch", "in.csv", target.name, folder=folder) as process:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not (target.exists() and target.stat().st_size > before + 2_000):
            assert process.poll() is None, "it ended before it could be stopped"
            time.sleep(0.005)
        process.send_signal(number)
        process.communicate(timeout=PATIENCE)
    return process.returncode


@pytest.mark.slow
@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_a_killed_batch_goes_on_where_it_was(folder: Path, name: str) -> None:
    """Killed twice and interrupted once, each row is there once, in order, as the first process wrote it."""
    target = folder / name
    assert stop_in_the_middle(folder, target, signal.SIGKILL) == -signal.SIGKILL
    first = target.read_bytes().rpartition(b"\n")[0]
    assert stop_in_the_middle(folder, target, signal.SIGKILL) == -signal.SIGKILL
    assert stop_in_the_middle(folder, target, signal.SIGINT) == 130
    interrupted = target.read_bytes()
    assert interrupted.endswith(b"\n")
    status, _, said = run_command("ask", "--batch", "in.csv", name, folder=folder)
    assert (status, f"{QUESTIONS} questions:" in said) == (0, True)
    whole = target.read_bytes()
    assert whole.startswith(interrupted)
    assert whole.startswith(first[: first.rfind(b"\n") + 1])
    if name == "out.jsonl":
        lines = [json.loads(line) for line in whole.splitlines()]
        assert [line["row"] for line in lines] == [*range(1, QUESTIONS + 1)]
        assert [line["id"] for line in lines] == [str(n) for n in range(1, QUESTIONS + 1)]
    assert run_command("ask", "--batch", "in.csv", name, folder=folder)[0] == 0
    assert target.read_bytes() == whole

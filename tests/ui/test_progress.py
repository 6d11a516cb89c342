"""What is said of long work where there is no terminal: a line now and then, with the time that is left."""

from __future__ import annotations

import re

import pytest

from tests.fakes.screen import on_screen
from ui import progress
from ui.output import echo
from ui.progress import TerminalReport


def test_a_log_is_told_how_many_questions_are_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once there is something to tell, and not at each question."""
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    with TerminalReport() as terminal:
        for done in range(5):
            terminal.questions(done, 1000)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(progress, "PAUSE", 0.0)
        terminal.questions(5, 1000)
    said = capsys.readouterr().err
    assert said.startswith("5 de 1000 preguntas")
    assert said.endswith("min\n") == ("el resto tarda unos" in said)


def test_nothing_is_told_of_what_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """As where JSON is wanted."""
    monkeypatch.setattr(progress, "PAUSE", 0.0)
    with TerminalReport(quiet=True) as terminal:
        terminal.questions(1, 2)
        terminal.looked_through(1, 2)
    assert capsys.readouterr().err == ""


def test_bars_leave_standard_output_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """It stays whole where only standard error is a terminal; what is said there meanwhile is not lost in a bar."""
    line = "palabra " * 40
    with on_screen() as screen:
        with TerminalReport() as terminal:
            terminal.report("Leyendo", 1, 2)
            echo(line)
            echo("aviso", err=True)
            terminal.end()
            terminal.report("Buscando", 1, 2)
        shown = screen()
    assert capsys.readouterr().out == f"{line}\n"
    assert "Leyendo" in shown
    assert "\naviso" in re.sub(r"\x1b\[[\d?]*\w|\r", "\n", shown)
    assert "palabra" not in shown
    assert "Buscando" not in shown

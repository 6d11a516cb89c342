"""Floors of the questions over press: read, kept, missed, and what the command makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import eval.press
from eval.__main__ import main
from eval.examination.gates import FLOORS
from eval.press import Asked, Label, PressQuestion
from eval.press_floors import Floors, broken, read_floors
from rag.errors import HemerotecaError

ANSWERABLE = PressQuestion("q", "fact", "es", "¿Quién pagó?", ("a",), items=(("Osma",),))
UNANSWERABLE = replace(ANSWERABLE, kind="unanswerable", items=())
KEPT = Floors(right=0.5, wrong=0.25, refused=0.25, answered=0.5)

WRITTEN = "[press.report.{mode}]\nright = {right}\nwrong = 0.25\nrefused = 0.25\nanswered = 0.5\n"


def asked(answerable: Sequence[Label], unanswerable: Sequence[Label]) -> list[Asked]:
    """Questions with these labels."""
    return [
        *(Asked(ANSWERABLE, None, label) for label in answerable),
        *(Asked(UNANSWERABLE, None, label) for label in unanswerable),
    ]


MET = asked([Label.RIGHT, Label.RIGHT, Label.WRONG, Label.REFUSED], [Label.WRONG, Label.REFUSED])


def test_figures_that_just_reach_their_floors_keep_them() -> None:
    """Half right, a quarter wrong, a quarter refused, half of the unanswerable answered."""
    assert broken(MET, KEPT) == []


@pytest.mark.parametrize(
    ("floors", "line"),
    [
        (replace(KEPT, right=0.51), "right:  50.0% (2 of 4,"),
        (replace(KEPT, wrong=0.24), "wrong:  25.0% (1 of 4,"),
        (replace(KEPT, refused=0.24), "refused:  25.0% (1 of 4,"),
        (replace(KEPT, answered=0.49), "answered:  50.0% (1 of 2,"),
    ],
)
def test_each_figure_that_misses_its_floor_is_named_with_both_values(floors: Floors, line: str) -> None:
    """And it alone."""
    [missed] = broken(MET, floors)
    assert missed.startswith(line)
    assert ("at least 51.0%" if line.startswith("right") else "at most") in missed


def test_a_gap_of_a_replay_is_the_worst_in_every_figure() -> None:
    """Not right, and as if it were wrong, refused and answered at once: nothing is gained by not recording."""
    gaps = asked([Label.RIGHT, Label.RIGHT, Label.NOT_RECORDED, Label.WRONG], [Label.REFUSED, Label.NOT_RECORDED])
    assert [line.partition(":")[0] for line in broken(gaps, KEPT)] == ["wrong"]
    strict = Floors(right=0.51, wrong=0.49, refused=0.24, answered=0.49)
    assert [line.partition(":")[0] for line in broken(gaps, strict)] == ["right", "wrong", "refused", "answered"]


def test_a_replay_may_be_judged_by_what_it_holds_where_that_is_most() -> None:
    """Too little held is a floor that is missed, of either kind of questions."""
    gap = Label.NOT_RECORDED
    most = asked([Label.RIGHT, Label.RIGHT, gap, gap], [Label.REFUSED, gap])
    assert broken(most, KEPT, recorded=True) == []
    worse = asked([Label.WRONG, Label.RIGHT, gap, gap], [Label.REFUSED, gap])
    assert [line.partition(":")[0] for line in broken(worse, KEPT, recorded=True)] == ["wrong"]
    for few in (asked([Label.RIGHT, gap, gap], [Label.REFUSED]), asked([Label.RIGHT], [Label.REFUSED, gap, gap])):
        [line] = broken(few, KEPT, recorded=True)
        assert line.startswith("recorded: ")


@pytest.mark.parametrize("mode", ["extractive", "llm"])
def test_the_reported_part_has_floors_with_and_without_the_model(mode: str) -> None:
    """Shares that some answers can keep and others cannot."""
    floors = read_floors(FLOORS, "report", mode)
    assert 0 < floors.wrong < floors.right < 1
    assert broken(asked([Label.RIGHT], [Label.REFUSED]), floors) == []
    assert len(broken(asked([Label.WRONG], [Label.WRONG]), floors)) == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("", "must give right, wrong, refused, answered", id="none"),
        pytest.param("[press.report]\nllm = 1", "must give", id="no table"),
        pytest.param(WRITTEN.format(mode="extractive", right=0.5), "must give", id="another mode"),
        pytest.param(WRITTEN.format(mode="llm", right=0.5) + "whole = 1", "nothing else", id="unknown"),
        pytest.param(WRITTEN.format(mode="llm", right=50), "number from 0 to 1", id="percent"),
        pytest.param(WRITTEN.format(mode="llm", right="true"), "number from 0 to 1", id="truth"),
        pytest.param("[press", "no TOML", id="no TOML"),
    ],
)
def test_floors_that_cannot_be_read_say_so(tmp_path: Path, content: str, told: str) -> None:
    """No floor is passed over in silence."""
    file = tmp_path / "floors.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(HemerotecaError, match=told):
        read_floors(file, "report", "llm")


@pytest.mark.parametrize(("right", "code"), [(0.5, 0), (0.51, 1)])
def test_the_command_ends_with_one_where_a_floor_is_missed_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], right: float, code: int
) -> None:
    """Beside the table of what was found."""
    monkeypatch.setattr(eval.press, "ask_all", lambda *_, **__: MET)
    file = tmp_path / "floors.toml"
    file.write_text(WRITTEN.format(mode="extractive", right=right), encoding="utf-8")
    assert main(["press", "--part", "report", "--floors", str(file)]) == code
    printed = capsys.readouterr()
    assert "all answerable" in printed.out
    assert ("floor missed: right" in printed.err) is bool(code)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--floors", "--part", "report", "--every", "2"], "all questions of a part", id="some questions"),
        pytest.param(["--floors", "--part", "build"], "press.build.extractive", id="a part without floors"),
        pytest.param(["--replay", "said.jsonl"], "--mode llm", id="no model"),
        pytest.param(["--mode", "llm", "--seal", "said.jsonl"], "--cassettes", id="no recordings"),
        pytest.param(["--mode", "llm", "--replay", "nothing.jsonl"], "nothing.jsonl", id="no file"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """The run would take long."""

    def ask_all(*_: object, **__: object) -> list[Asked]:
        raise AssertionError("asked")

    monkeypatch.setattr(eval.press, "ask_all", ask_all)
    assert main(["press", *arguments]) == 3
    assert told in capsys.readouterr().err

"""What the proof makes of a scripted model, on a small part: nothing false passes, and what is true does."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from eval.alterations import Origin
from eval.cases import CORPUS, case_line, read_cases
from eval.scripted import FALSE_PROVEN, WRITERS, Tally, run
from rag.settings import Settings
from rag.types import Support

ORIGIN = Origin(
    "a#0",
    "a",
    "Aceros Lumbral compró el 54 % de Metalúrgica Brandal en marzo de 2024 por 38 millones de euros.",
    "es",
    siblings=("Hierros Salcedal vendió la planta de Villaceniza en enero de 2023.",),
)
CASES = ("answerable-001", "answerable-002", "temporal-002", "follow-up-001")


def test_a_writer_says_of_each_sentence_whether_it_is_true() -> None:
    """A perfect one repeats, a mediocre one does so half, a hostile one never; each the same every time."""
    said = {name: tuple(writer([ORIGIN], Random(1))) for name, writer in WRITERS.items()}
    assert said == {name: tuple(writer([ORIGIN], Random(1))) for name, writer in WRITERS.items()}
    assert [(one.text, one.true) for one in said["perfect"]] == [(ORIGIN.text, True)]
    assert [one.true for one in said["mediocre"]] == [True, False]
    assert len(said["hostile"]) > 3
    assert not any(one.true or one.text == ORIGIN.text for one in said["hostile"])


@pytest.mark.parametrize(
    ("true_proven", "false_proven", "passed"),
    [(100, 0, True), (100, 1, True), (100, 2, False), (0, 0, True)],
)
def test_a_hostile_model_must_not_be_believed(true_proven: int, false_proven: int, passed: bool) -> None:
    """One false sentence in a hundred at most."""
    verdicts = {
        (True, Support.SUPPORTED): true_proven,
        (False, Support.PARAPHRASE): false_proven,
        (False, Support.PARTIAL): 100 - false_proven,
    }
    assert Tally("hostile", 10, verdicts, 0).passed is passed


@pytest.mark.parametrize(("proven", "passed"), [(95, True), (94, False), (0, False)])
def test_a_perfect_model_must_be(proven: int, passed: bool) -> None:
    """And one that was never asked proves nothing."""
    verdicts = {(True, Support.SUPPORTED): proven, (True, Support.UNSUPPORTED): 100 - proven}
    assert Tally("perfect", 10, verdicts, 0).passed is passed
    assert not Tally("perfect", 0, {}, 0).passed


@pytest.mark.slow
def test_no_false_sentence_of_some_cases_is_shown_as_proven(cache: Settings, tmp_path: Path) -> None:
    """The whole way from a question to the verdicts, over the articles of a few cases."""
    chosen = [case for case in read_cases() if case.id in CASES]
    (tmp_path / "cases.jsonl").write_text("".join(f"{case_line(case)}\n" for case in chosen), encoding="utf-8")
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in sorted({name for case in chosen for name in case.relevant}):
        source = next(folder / name for folder in CORPUS if (folder / name).exists())
        shutil.copy(source, articles / name)
    shown: list[str] = []
    tallies = {
        tally.writer: tally
        for tally in run(cache, cases=tmp_path / "cases.jsonl", folders=[articles], show=shown.append)
    }
    assert tallies.keys() == WRITERS.keys() == FALSE_PROVEN.keys()
    assert all(tally.passed for tally in tallies.values())
    assert tallies["perfect"].count(true=True, cited=True) >= len(CASES) - 1
    assert tallies["mediocre"].count(true=False) > 0
    assert tallies["hostile"].count(true=False) > 8
    assert tallies["hostile"].count(true=True) == 0
    assert shown == []

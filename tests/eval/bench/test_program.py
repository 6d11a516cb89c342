"""The program as a process of its own: what is told of it, and when it has failed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eval.bench.program import READY, Program
from eval.bench.room import resident, size
from eval.bench.stages import STAGES, chosen, run
from eval.bench.starts import of_program
from rag.errors import HemerotecaError
from rag.settings import Settings

COMMAND = (sys.executable, "-m", "tests.fakes.command")
"""The real command with the fake embedder."""


def program(folder: Path, *lines: str) -> Program:
    """A program of a few lines, which sees its arguments and its environment."""
    script = "\n".join(("import os, sys, time", *lines))
    return Program(Settings(data_dir=folder / "data"), command=(sys.executable, "-c", script), llm="off")


def test_a_command_is_told_its_archive_and_a_failure_is_told(tmp_path: Path) -> None:
    """That the archive does not say is none."""
    told = program(
        tmp_path,
        f"assert os.environ['HEMEROTECA_DATA_DIR'] == {str(tmp_path / 'data')!r}",
        "assert (os.environ['HEMEROTECA_LLM'], os.environ['HEMEROTECA_PORT']) == ('off', '0')",
        "print('mal', file=sys.stderr)",
        "sys.exit(int(sys.argv[1]))",
    )
    assert told.seconds("0") > 0
    assert told.seconds("3") > 0
    with pytest.raises(HemerotecaError, match=r"`1` ended with 1: mal"):
        told.seconds("1")


def test_a_page_is_heard_line_by_line(tmp_path: Path) -> None:
    """What it said before is passed over; its end is told where it never says what is waited for."""
    with program(tmp_path, "print('uno'); print('dos http://x'); print('tres')").page() as page:
        assert page.says(r"http://\w")[1] == "http://x"
        with pytest.raises(HemerotecaError, match="ended before it said 'uno'"):
            page.says("uno")


def test_a_page_ends_with_its_block(tmp_path: Path) -> None:
    """It would wait for ever."""
    with program(tmp_path, f"print({READY!r}, flush=True)", "time.sleep(600)").page() as page:
        came, _ = page.says(READY)
        assert 0 < came <= page.now()
        assert resident(page.pid) > 0
    assert resident(page.pid) == 0


@pytest.mark.slow
def test_commands_are_measured_by_themselves_and_through_the_page(tmp_path: Path) -> None:
    """The real program over an archive of one article, with an embedder that costs nothing."""
    (tmp_path / "puente.txt").write_text("El puente de Soria costó 38.000 euros.", encoding="utf-8")
    started = Program(
        Settings(data_dir=tmp_path / "data"), command=COMMAND, llm="off", corpus=str(tmp_path / "puente.txt")
    )
    started.seconds("index")
    figures = list(of_program(started, ["¿Cuánto costó el puente?"] * 2, times=1))
    assert [figure.limit for figure in figures] == [0.5, 3, 150]
    assert all(figure.value > 0 for figure in figures)


def test_stages_are_run_in_their_order_whatever_the_order_of_their_names() -> None:
    """All where none is named; the page can be left out then."""
    assert chosen(["starts", "indexing"]) == ["indexing", "starts"]
    assert chosen([]) == list(STAGES)
    assert "page" not in chosen([], page=False)
    assert chosen(["page"], page=False) == ["page"]
    with pytest.raises(HemerotecaError, match="'paging' is no stage"):
        chosen(["paging"])


def test_a_stage_has_a_process_and_an_archive_of_its_own(tmp_path: Path, cache: Settings) -> None:
    """The figures come back from it; the data folder of the settings is not touched."""
    found = dict(run(cache.over(tmp_path / "kept"), ["extracting"]))
    assert [figure.limit for figure in found["extracting"]] == [0.7]
    assert list(tmp_path.iterdir()) == []


def test_room_on_disk_counts_a_linked_file_once(tmp_path: Path) -> None:
    """As the disk does."""
    (tmp_path / "a").write_bytes(b"x" * 100_000)
    alone = size(tmp_path)
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert size(tmp_path) == alone >= 100_000

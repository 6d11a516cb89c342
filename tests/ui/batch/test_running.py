"""Runs over a scripted archive: in order, several at once, and on from wherever one was killed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import HemerotecaError, IndexEmpty
from rag.models.stopping import is_stopped
from rag.types import Event, Filters, Finished, Mode, Retrieved
from tests.fakes.screen import on_screen
from tests.ui.test_cli import ANSWER, NOTHING
from ui import commands
from ui.batch.asking import ask_each, asker
from ui.batch.reading import BatchError, Row
from ui.batch.running import run_batch
from ui.batch.writing import Outcome

QUESTIONS = ("¿Uno?", '¿"Dos", o tres;\ncuatro?', "=5", "¿Seis?")


class Archive:
    """Answers each question with itself; one that holds «falla» fails, one with «nada» is not answered."""

    def __init__(self, documents: int = 1, at_once: int = 1, meeting: threading.Barrier | None = None) -> None:
        self.asked: list[str] = []
        self.filters: list[Filters] = []
        self.settings = SimpleNamespace(llm_base_url="", concurrent_answers=at_once)
        self.before: Callable[[str], object] = lambda _: None
        self._documents = documents
        self._meeting = meeting

    def status(self) -> Any:
        """How many articles it has."""
        return SimpleNamespace(documents=self._documents, mode=Mode.EXTRACTIVE)

    def wait_for_model(self) -> None:
        """There is none."""

    def languages(self) -> list[str]:
        """Those of its articles."""
        return ["es"]

    def folders(self, document_ids: Collection[str]) -> dict[str, str]:
        """One folder for all."""
        return dict.fromkeys(document_ids, "/prensa")

    def stream(self, question: str, *, filters: Filters, takes_filters: bool) -> Iterator[Event]:
        """An answer."""
        self.asked.append(question)
        self.filters.append(filters)
        self.before(question)
        if self._meeting is not None:
            self._meeting.wait(20)
        yield Retrieved(question, ())
        if "falla" in question:
            raise HemerotecaError("the question '' has no word: ask with at least one.")
        if "rompe" in question:
            raise ZeroDivisionError
        answer = NOTHING if "nada" in question else ANSWER
        yield Finished(replace(answer, question=question, text=question, claims=()))


@pytest.fixture(autouse=True)
def _in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")


def write(folder: Path, questions: Sequence[str]) -> Path:
    """A file of questions."""
    place = folder / "in.jsonl"
    place.write_text("".join(json.dumps({"question": q, "nota": q}) + "\n" for q in questions), encoding="utf-8")
    return place


def run(source: Path, target: Path, archive: Archive, **options: str) -> bool:
    """A run."""
    return run_batch(source, target, archive, options, as_words=False)  # type: ignore[arg-type]


def lines(target: Path) -> list[dict[str, Any]]:
    """What a file of answers holds."""
    return [json.loads(line) for line in target.read_bytes().splitlines()]


def test_each_question_has_its_line_and_a_fault_is_one_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """In the reader's language; the run goes on, and says how it ended."""
    source, target = write(tmp_path, ["uno", "falla", "nada", "rompe", "x" * 3000, "dos"]), tmp_path / "out.jsonl"
    assert not run(source, target, Archive())
    said = lines(target)
    assert [one["status"] for one in said] == ["answered", "failed", "insufficient", "failed", "failed", "answered"]
    assert [one["row"] for one in said] == [1, 2, 3, 4, 5, 6]
    assert said[1]["error"] == "la pregunta '' no tiene ninguna palabra: pregunta con una al menos."
    assert said[3]["error"] == "algo se ha roto aquí: el registro dice qué."
    assert "caben 2000" in said[4]["error"]
    assert "6 preguntas: 2 con respuesta, 1 que el archivo no contesta, 3 fallidas." in capsys.readouterr().err
    assert "ZeroDivisionError" in caplog.text


def test_a_run_over_a_whole_file_asks_nothing_and_still_says_what_failed(tmp_path: Path) -> None:
    """A line that is taken out is asked again."""
    source, target = write(tmp_path, ["uno", "falla", "dos"]), tmp_path / "out.jsonl"
    assert not run(source, target, Archive())
    again = Archive()
    assert not run(source, target, again)
    assert again.asked == []
    first, _, third = target.read_bytes().splitlines(keepends=True)
    target.write_bytes(first + third)
    assert not run(source, target, again)
    assert again.asked == ["falla"]
    assert [one["row"] for one in lines(target)] == [1, 3, 2]


def test_filters_of_a_row_win_over_those_of_the_command(tmp_path: Path) -> None:
    """And one that cannot be read is a fault of its row."""
    source, target = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text("pregunta,desde,medio\nuno,,\ndos,2024-05,EFE\ntres,ayer,\n", encoding="utf-8")
    archive = Archive()
    assert not run(source, target, archive, since="2020", author="Ana")
    assert [(f.since.isoformat(), f.author, f.outlet) for f in archive.filters if f.since] == [
        ("2020-01-01", "Ana", ""),
        ("2024-05-01", "Ana", "EFE"),
    ]
    assert "'ayer' no es una fecha" in lines(target)[2]["error"]


def test_several_are_asked_at_once_and_written_in_order(tmp_path: Path) -> None:
    """Where the settings allow it: each waits here for another."""
    questions = [str(n) for n in range(6)]
    source, target = write(tmp_path, questions), tmp_path / "out.jsonl"
    assert run(source, target, Archive(at_once=2, meeting=threading.Barrier(2)))
    assert [one["question"] for one in lines(target)] == questions


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
@settings(max_examples=60)
@given(data=st.data())
def test_a_run_that_was_killed_at_any_byte_goes_on_as_if_it_had_not_been(name: str, data: st.DataObject) -> None:
    """The file is the same in the end, and nothing whole is asked again."""
    with TemporaryDirectory() as place:
        source, target = write(Path(place), QUESTIONS), Path(place) / name
        assert run(source, target, Archive())
        whole = target.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        target.write_bytes(whole[:cut])
        archive = Archive()
        assert run(source, target, archive)
        assert target.read_bytes() == whole
        asked = len(archive.asked)
        assert asked == 0 if cut == len(whole) else 1 <= asked <= len(QUESTIONS)
        target.write_bytes(whole[:cut])
        again = Archive()
        assert run(source, target, again)
        assert len(again.asked) == asked
        assert sorted(path.name for path in Path(place).iterdir()) == ["in.jsonl", name]


@pytest.mark.parametrize(
    "held",
    [
        pytest.param("mis notas", id="text without an end"),
        pytest.param("mis notas\n", id="text"),
        pytest.param('{"row": 9, "id": ""}\n', id="a row that is not asked"),
        pytest.param('{"row": 1, "id": "", "input": {"question": "otra"', id="another question, broken off"),
    ],
)
@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_a_file_of_something_else_is_left_as_it_is(name: str, held: str, tmp_path: Path) -> None:
    """Whatever it is, it may be somebody's work."""
    source, target = write(tmp_path, QUESTIONS), tmp_path / name
    target.write_text(held, encoding="utf-8")
    archive = Archive()
    with pytest.raises(BatchError, match="name another file, or remove it"):
        run(source, target, archive)
    assert target.read_text(encoding="utf-8") == held
    assert archive.asked == []


def test_answers_within_other_filters_are_something_else(tmp_path: Path) -> None:
    """Two runs in one file would look like one."""
    source, target = write(tmp_path, QUESTIONS), tmp_path / "out.csv"
    assert run(source, target, Archive())
    with pytest.raises(BatchError, match="line 2"):
        run(source, target, Archive(), since="2024")


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    """The second says so."""
    source, target = write(tmp_path, QUESTIONS), tmp_path / "out.csv"
    with FileLock(tmp_path / ".out.csv.lock"), pytest.raises(BatchError, match="another run is writing"):
        run(source, target, Archive())


def test_an_interrupted_run_leaves_whole_lines_and_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is being asked meanwhile is stopped."""
    source, target = write(tmp_path, ["uno", "dos", "tres"]), tmp_path / "out.jsonl"
    archive = Archive()

    def interrupt(question: str) -> None:
        if question == "tres":
            raise KeyboardInterrupt

    archive.before = interrupt
    with pytest.raises(KeyboardInterrupt):
        run(source, target, archive)
    assert target.read_bytes().endswith(b"\n")
    assert [one["question"] for one in lines(target)] == ["uno", "dos"]
    assert "tiene 2 de 3 respuestas" in capsys.readouterr().err


def test_closing_stops_what_is_being_asked() -> None:
    """And what waits is not begun."""
    begun: list[int] = []
    stopped: list[bool] = []

    def ask(row: Row, stop: threading.Event) -> Outcome:
        begun.append(row.number)
        if row.number > 1:
            stopped.append(stop.wait(20))
        return Outcome(error="x")

    asked = ask_each([Row(number, "x") for number in range(1, 100)], ask, 2)
    assert next(asked)[0].number == 1
    asked.close()
    assert stopped
    assert all(stopped)
    assert len(begun) <= 4


def test_an_empty_archive_is_told_before_any_row(tmp_path: Path) -> None:
    """Not as so many faults."""
    source, target = write(tmp_path, QUESTIONS), tmp_path / "out.csv"
    with pytest.raises(IndexEmpty):
        run(source, target, Archive(documents=0))
    assert not target.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With what to look at."""
    with pytest.raises(BatchError, match="cannot be written"):
        run(write(tmp_path, QUESTIONS), tmp_path / "none" / "out.csv", Archive())


def test_standard_output_is_json_lines_in_any_encoding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an output of old encoding cannot take is escaped, and the same to whoever reads it."""
    source = write(tmp_path, ["¿«Año» 😀?"])
    for takes in (True, False):
        monkeypatch.setattr("ui.batch.running.encodable", lambda _, takes=takes: takes)
        assert run(source, Path("-"), Archive())
        out = capsys.readouterr().out
        assert json.loads(out)["answer"] == "¿«Año» 😀?"
        assert out.isascii() is not takes


def test_the_command_takes_files_or_dashes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its status says whether each row has its answer."""
    good, bad = write(tmp_path, ["uno", "nada"]), tmp_path / "bad.txt"
    bad.write_text("uno\nfalla\n", encoding="utf-8")

    def run_command(*words: str) -> int:
        return commands.run(["ask", *words], Archive())  # type: ignore[arg-type]

    assert run_command("--batch", str(good), "-") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run_command("--since", "2024", "--batch", str(bad), str(tmp_path / "out.csv")) == 1
    assert run_command("--batch", str(good), "-", "¿qué?") == 2
    assert run_command("--batch", str(good), "-", "--json") == 2
    assert run_command("--batch", str(good), "-", "--trace") == 2
    assert "--batch y --trace se excluyen" in capsys.readouterr().err
    assert run_command("--batch", str(tmp_path / "none.csv"), "-") == 1
    assert "none.csv' no se puede leer" in capsys.readouterr().err
    assert run_command() == 2


def test_answers_go_to_standard_output_where_standard_error_is_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each a line, however long; how far the run is, is shown beside."""
    questions = ["¿" + "palabra " * 40 + "?", "dos"]
    with on_screen() as screen:
        assert run(write(tmp_path, questions), Path("-"), Archive())
        shown = screen()
    said = [json.loads(line)["question"] for line in capsys.readouterr().out.splitlines()]
    assert said == [" ".join(question.split()) for question in questions]
    assert "Respondiendo preguntas" in shown
    assert "2 preguntas" in shown
    assert "palabra" not in shown


def test_a_silent_model_is_not_waited_for_once_a_run_is_closed() -> None:
    """What waits for it asks whether anybody still wants to know."""
    archive, waiting, given_up = Archive(), threading.Event(), []

    def wait(question: str) -> None:
        if question == "dos":
            waiting.set()
            until = time.monotonic() + 20
            while not is_stopped() and time.monotonic() < until:
                time.sleep(0.01)
            given_up.append(is_stopped())

    archive.before = wait
    ask = asker(archive, {}, str, as_words=False)  # type: ignore[arg-type]
    asked = ask_each([Row(1, "uno"), Row(2, "dos")], ask, 1)
    assert next(asked)[1].status == "answered"
    assert waiting.wait(20)
    asked.close()
    assert given_up == [True]


def test_whatever_breaks_with_a_row_is_a_fault_of_the_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Also once it is answered."""
    archive, target = Archive(), tmp_path / "out.jsonl"
    monkeypatch.setattr(archive, "folders", lambda _: 1 / 0)
    assert not run(write(tmp_path, ["uno", "dos"]), target, archive)
    assert [one["status"] for one in lines(target)] == ["failed", "failed"]
    assert "ZeroDivisionError" in caplog.text


def test_only_what_cannot_be_written_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another fault of the machine is not one of the file."""
    archive, source = Archive(), write(tmp_path, ["uno"])
    with monkeypatch.context() as patched:
        patched.setattr(archive, "wait_for_model", lambda: (tmp_path / "model").read_bytes())
        with pytest.raises(FileNotFoundError, match="model"):
            run(source, tmp_path / "out.jsonl", archive)

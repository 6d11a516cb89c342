"""What is written, whatever the encoding of the output and whatever becomes of it: real processes."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.command import run_command, start_command
from ui import output
from ui.output import echo, encodable, prepare_output

STOCK = "La cotización de Metalsur subió un 4 % → «récord» histórico en 中国, según la Bolsa de Osma."
QUESTION = "¿Cuánto subió la cotización de Metalsur?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of one article, indexed by the command."""
    home = tmp_path_factory.mktemp("archive")
    (home / "articles").mkdir()
    (home / "articles" / "bolsa.txt").write_text(STOCK, encoding="utf-8")
    status, _, err = run_command("index", "articles", folder=home)
    assert status == 0, err
    return home


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", STOCK),
        ("latin-1", "La cotización de Metalsur subió un 4 % -> «récord» histórico en \\u4e2d\\u56fd, según la Bolsa"),
        ("cp1252", "La cotización de Metalsur subió un 4 % -> «récord» histórico en \\u4e2d\\u56fd, según la Bolsa"),
        ("ascii", 'La cotizacion de Metalsur subio un 4 % -> "record" historico en \\u4e2d\\u56fd, segun la Bolsa'),
    ],
)
def test_what_an_encoding_cannot_take_is_written_as_near_as_it_can(
    monkeypatch: pytest.MonkeyPatch, encoding: str, said: str
) -> None:
    """Or as an escape, where nothing is near."""
    assert said in written(STOCK, monkeypatch, encoding=encoding)


def test_what_its_user_has_said_to_do_with_such_signs_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """As by PYTHONIOENCODING=ascii:ignore."""
    assert written("récord →", monkeypatch, encoding="ascii", errors="ignore") == "rcord \n"


def written(text: str, monkeypatch: pytest.MonkeyPatch, **kind: str) -> str:
    """What arrives of a text at an output of some kind."""
    sink = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(sink, **kind))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    fault = prepare_output()
    echo(text)
    assert fault() is None
    return sink.getvalue().decode(kind["encoding"])


@pytest.mark.slow
def test_an_answer_reaches_a_terminal_of_another_encoding(folder: Path) -> None:
    """Exit status 0, in the JSON without any loss."""
    environ = {"PYTHONIOENCODING": "latin-1"}
    status, out, err = run_command("search", QUESTION, folder=folder, environ=environ)
    assert (status, err) == (0, "")
    assert "subió un 4 % -> «récord»" in out.decode("latin-1")
    _, out, _ = run_command("search", QUESTION, "--json", folder=folder, environ=environ)
    assert json.loads(out.decode("latin-1"))[0]["text"] == STOCK


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_the_output_is_one_line(tmp_path: Path, unbuffered: str) -> None:
    """And exit status 1."""
    with Path("/dev/full").open("wb") as full:
        status, _, err = run_command("--help", folder=tmp_path, stdout=full, environ={"PYTHONUNBUFFERED": unbuffered})
    assert status == 1
    assert err.count("\n") == 1
    assert "No space left" in err


@pytest.mark.parametrize("arguments", [("--help",), ("eval", "--help")])
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGPIPE there")
def test_who_reads_no_further_is_told_nothing(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """The status is that of a program which a closed pipe has ended."""
    with start_command(*arguments, folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.skipif(sys.platform == "win32", reason="a process there has its standard streams by other means")
def test_no_output_at_all_is_no_fault(tmp_path: Path) -> None:
    """As under a service that closes it."""
    status, _, err = run_command("models", folder=tmp_path, stdout=None, preexec_fn=lambda: os.close(1))
    assert (status, err) == (0, "")


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "iso8859-15", "cp850", "koi8-r", "utf-8"]))
def test_any_text_can_be_written_in_any_encoding(text: str, encoding: str) -> None:
    """And what the encoding can take stays as it is."""
    prepare_output()
    written = text.encode(encoding, output._NEAREST).decode(encoding)
    if all(codecs.encode(c, encoding, "ignore") for c in text):
        assert written == text
    assert [c for c in text if codecs.encode(c, encoding, "ignore")] == [
        c for c in text if c in written and codecs.encode(c, encoding, "ignore")
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Łódź, Øresund, Æsir", "Lodz, Oresund, AEsir"), ("“a” ‘b’ „c“ – —", '"a" \'b\' "c" - -'), ("½ ²…", "1/2 2...")],
)
def test_the_nearest_is_what_a_reader_would_write(text: str, plain: str) -> None:
    """Letters without their marks, straight quotation marks, hyphens."""
    prepare_output()
    assert text.encode("ascii", output._NEAREST).decode() == plain


def test_what_an_output_can_take_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its encoding; a stream without one takes anything but half a character."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    assert encodable("récord")
    assert not encodable("→")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert encodable("→")
    assert not encodable("\ud83d")

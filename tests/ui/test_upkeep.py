"""The commands that look after an archive, from the command line to its files, with a fake embedder."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag.library import Library
from rag.settings import Settings
from rag.types import Chunk, Erasure, Finding, Flaw, Passage, Verification
from tests.fakes.embedder import FakeEmbedder
from ui import upkeep
from ui.commands import app
from ui.serving.conversation import Phase
from ui.serving.conversations import ERASED, Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.feedback import Feedback, Opinion
from ui.upkeep import AGREED, print_erasure, print_verification, told, verification_json

SECRET = "Zurbarandia"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive of two articles, one of which has been deleted since."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "uno.txt").write_text("El puente se abrió en mayo. Costó catorce millones.")
    (folder / "dos.txt").write_text(f"{SECRET} vivió en la calle del Puente.")
    chosen = Settings.model_validate({"data_dir": tmp_path / "index", "llm": "off", "corpus": (folder,)})
    monkeypatch.setattr("ui.upkeep.load_settings", lambda: chosen)
    monkeypatch.setattr("rag.models.load_embedder", lambda *_: FakeEmbedder())
    with Library.open(chosen) as library:
        library.sync([folder])
        (folder / "dos.txt").unlink()
        library.sync([folder])
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    """Exit status and output of a command."""
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def traces(folder: Path) -> list[Path]:
    """Files in which the word stands."""
    return [path for path in folder.rglob("*") if path.is_file() and SECRET.lower() in str(path.read_bytes()).lower()]


def test_a_deleted_article_is_erased_to_the_last_byte(home: Path) -> None:
    """It is kept for old citations until then; what is left agrees."""
    assert traces(home)
    assert run("erase", str(home / "articles" / "dos.txt")) == (0, "1 version of an article erased\n")
    assert traces(home) == []
    status, said = run("index", "--verify")
    assert (status, said) == (0, f"1 article, 1 passage, 0 old versions{AGREED}\n")
    (home / "articles" / "tres.txt").write_text("Nadie lo ha indexado.")
    assert "not indexed yet were not looked for" in run("index", "--verify")[1]


def test_an_answer_that_quoted_an_erased_article_is_emptied(home: Path) -> None:
    """Its words go from the conversation and from what readers said of it, to the last byte; the question stays."""
    settings = upkeep.load_settings()
    with Library.open(settings) as library, closing(ReadersDatabase(settings.data_dir)) as readers:
        (document,) = library.documents()
        passage = Passage(Chunk("c", document.id, 0, 5, document.text[:5]), document, 1.0, 1)
        for question, passages in (("¿el puente?", (passage,)), ("gracias", ())):
            place, (exchange,) = Conversations(readers).begin("ana", "", (), question)
            exchange = replace(exchange, text=SECRET * len(passages), passages=passages, phase=Phase.ANSWERED)
            Conversations(readers).write("ana", place, exchange)
            Feedback(readers).say("ana", place, (exchange,), 1, Opinion.WRONG)
    (home / "articles" / "uno.txt").unlink()
    assert run("erase", str(home / "articles"))[0] == 0
    assert traces(home) == []
    with closing(ReadersDatabase(settings.data_dir)) as readers:
        kept = Conversations(readers)
        answers = {one.title: kept.read("ana", one.id)[0] for one in kept.listed("ana")}
        assert [said.asked.question for said in Feedback(readers).said()] == ["gracias"]
    assert (answers["¿el puente?"].text, answers["¿el puente?"].note) == ("", ERASED)
    assert answers["gracias"].phase is Phase.ANSWERED


def test_what_readers_said_becomes_drafts_by_a_command(home: Path) -> None:
    """How many and where is said; then there is nothing new."""
    settings = upkeep.load_settings()
    with closing(ReadersDatabase(settings.data_dir)) as readers:
        place, (exchange,) = Conversations(readers).begin("ana", "", (), "¿el puente?")
        assert Feedback(readers).say("ana", place, (replace(exchange, phase=Phase.ANSWERED),), 1, Opinion.GOOD)
    status, said = run("feedback")
    assert status == 0
    assert str(settings.data_dir / "drafts.jsonl") in said
    assert run("feedback") == (0, "no reader has judged an answer since the last time.\n")


def test_where_nothing_is_erased_it_is_said_why(home: Path) -> None:
    """Not that no version was: a name that is mistyped looks like one that is not there."""
    status, said = run("erase", "noexiste.txt")
    assert status == 1
    assert (
        said
        == "no article of the index lies under 'noexiste.txt': name a file, a folder, or an article as it is cited.\n"
    )


def test_old_versions_are_erased_where_no_path_is_named(home: Path) -> None:
    """Erasing them a second time is no failure."""
    assert run("erase", "--old-versions") == (0, "1 version of an article erased\n")
    assert traces(home) == []
    assert run("erase", "--old-versions")[0] == 0


def test_what_is_not_there_is_a_failure(home: Path) -> None:
    """Whoever erases must know that nothing was; nor does a command without a path erase anything."""
    status, said = run("erase", "--json", "nada.txt")
    assert (status, json.loads(said)["versions"]) == (1, 0)
    assert run("erase")[0] == 2
    assert run("erase", "uno.txt", "--old-versions")[0] == 2


def test_a_file_that_is_missing_is_found_by_verifying(home: Path) -> None:
    """Exit status 1, and the file is named, for people and for programs."""
    (home / "articles" / "uno.txt").unlink()
    status, said = run("index", "--verify")
    assert status == 1
    assert "run `hemeroteca index`" in said
    assert "uno.txt" in said
    status, said = run("index", "--verify", "--json")
    assert status == 1
    (found,) = json.loads(said)["findings"]
    assert (found["flaw"], found["where"], found["number"]) == ("gone", "folder", 1)


def test_a_backup_brings_back_what_was_erased(home: Path) -> None:
    """A copy is the owner's own affair."""
    copy = home / "copy.sqlite"
    status, said = run("backup", str(copy))
    assert status == 0
    assert str(copy.stat().st_size // 1000) in said
    run("erase", "--old-versions")
    assert [path for path in traces(home) if path != copy] == []
    assert run("restore", str(copy))[0] == 0
    assert traces(home / "index") != []
    assert run("index", "--verify")[0] == 0


def test_every_flaw_has_words_and_a_remedy() -> None:
    """And no name that only the program knows."""
    for flaw in Flaw:
        for where in ("passages", "terms"):
            said = told(Finding(flaw, where, 7, ()))
            assert "`hemeroteca " in said
            assert "{" not in said
            assert "terms" not in said


def test_what_an_article_is_called_cannot_write_over_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Names are untrusted."""
    hostile = "a\x1b[2J.txt"
    print_erasure(Erasure(1, (hostile,), (hostile,), bytes_left=True))
    print_verification(Verification(1, 1, 0, 2, (Finding(Flaw.GONE, "folder", 1, (hostile,)),)))
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert said.count("a�[2J.txt") == 3


def test_the_json_of_a_verification_has_its_verdict() -> None:
    """So that a program need not know the flaws."""
    assert verification_json(Verification(1, 2, 3, 4)) == {
        "articles": 1,
        "chunks": 2,
        "old_versions": 3,
        "format": 4,
        "findings": (),
        "clean": True,
    }

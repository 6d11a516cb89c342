"""`hemeroteca questions`, and what `index` tells of what comes."""

from __future__ import annotations

import json
import re
import threading
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree

from rag.library import Library
from rag.settings import load_settings
from rag.types import Embedder
from ui import commands, watching
from ui.serving.saved import open_saved

ASKED = "¿Quién es la alcaldesa de Valdemora?"
MAYOR = "La alcaldesa de Valdemora, Inés Quiroga, inauguró el puente. Costó 14,5 millones de euros."
WOLVES = "Los guardas contaron 23 lobos en la sierra de Arcedo. El censo se hará cada año desde ahora."
TOLD = (
    f"nuevo para «{ASKED}»: Puente (puente.txt): «La alcaldesa de Valdemora, Inés Quiroga, inauguró el puente.» "
    "«Costó 14,5 millones de euros.»"
)


class Program:
    """The command, in Spanish, over an archive of its own with the default embedder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        status = commands.run(words)
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def come(self, name: str, text: str) -> None:
        """An article comes into the folder."""
        (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")

    def index(self) -> tuple[int, str, str]:
        """Index the folder."""
        return self("index", str(self.folder))


@pytest.fixture
def program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, default_embedder: Embedder, capsys: pytest.CaptureFixture[str]
) -> Program:
    """An archive of one article on something else, and a question that is saved."""
    settings = {"DATA_DIR": str(tmp_path / "data"), "LLM": "off", "HUB": "false", "LANGUAGE": "es"}
    for name, value in settings.items():
        monkeypatch.setenv(f"HEMEROTECA_{name}", value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rag.models.load_embedder", lambda *_: default_embedder)
    folder = tmp_path / "articles"
    folder.mkdir()
    made = Program(folder, capsys)
    made.come("lobos", WOLVES)
    assert made.index()[0] == 0
    return made


def save(program: Program, *words: str) -> str:
    """Save a question; its id."""
    status, out, _ = program("questions", "add", *words)
    found = re.search(r"guardada como ([0-9a-f]{8}):", out)
    assert status == 0
    assert found
    return found[1]


def test_index_tells_what_answers_on_standard_error_and_once(program: Program) -> None:
    """So that its JSON stays one document; `run` tells it once more, to whoever waits for its status."""
    assert program("questions", "run") == (1, "", "")
    save(program, ASKED)
    assert program("questions", "run") == (1, "", "")
    program.come("puente", MAYOR)
    status, out, err = program("index", "--json", str(program.folder))
    assert (status, json.loads(out)["added"]) == (0, 1)
    assert TOLD in err
    assert TOLD not in program.index()[2]
    status, out, _ = program("questions", "run")
    assert (status, out) == (0, f"{TOLD}\n")
    assert program("questions", "run") == (1, "", "")


def test_run_tells_matches_as_json_too(program: Program) -> None:
    """As JSON with the places of the words."""
    name = save(program, ASKED)
    program.come("puente", MAYOR)
    assert TOLD in program.index()[2]
    status, out, _ = program("questions", "run", "--json")
    [match] = json.loads(out)
    assert (status, match["question_id"][:8], match["document"]) == (0, name, "puente.txt")
    assert [MAYOR[one["start"] : one["end"]] for one in match["quotes"]] == [one["quote"] for one in match["quotes"]]


def test_questions_are_listed_with_their_filters_and_removed(program: Program) -> None:
    """By the id that the list shows."""
    assert "Todavía no hay ninguna pregunta guardada" in program("questions", "list")[1]
    one = save(program, "--since", "2024-05", "--source", "EFE", ASKED)
    two = save(program, "- ¿Cuántos lobos hay?")
    _, out, _ = program("questions", "list")
    first, second = out.splitlines()
    assert first.startswith(one)
    assert "EFE" in first
    assert ASKED in first
    assert second.startswith(two)
    listed = json.loads(program("questions", "list", "--json")[1])
    assert [(entry["filters"], entry["matches"]) for entry in listed] == [
        ({"since": "2024-05-01", "source": "EFE"}, 0), ({}, 0),
    ]  # fmt: skip
    assert program("questions", "remove", one)[0] == 0
    assert [entry["id"][:8] for entry in json.loads(program("questions", "list", "--json")[1])] == [two]
    status, _, err = program("questions", "remove", one)
    assert (status, f"no hay ninguna pregunta guardada '{one}'" in err) == (1, True)


def test_the_feed_is_written_whole_or_not_at_all(program: Program, tmp_path: Path) -> None:
    """Of one question or of all, to a file or to standard output."""
    name = save(program, ASKED)
    save(program, "¿Cuántos lobos hay en la sierra de Arcedo?")
    program.come("puente", MAYOR)
    program.index()
    place = tmp_path / "feed.xml"
    assert program("questions", "feed", name, "--out", str(place)) == (0, "", "")
    feed = etree.fromstring(place.read_bytes())
    assert [entry.findtext("{*}title") for entry in feed.iterfind("{*}entry")] == ["Puente"]
    assert feed.findtext("{*}title") == ASKED
    out = program("questions", "feed")[1]
    assert etree.fromstring(out.encode()).findtext("{*}title") == "Preguntas guardadas"
    status, _, err = program("questions", "feed", "--out", str(tmp_path / "none" / "feed.xml"))
    assert (status, "no se puede escribir" in err) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "data", "feed.xml"]


@pytest.mark.parametrize(
    "words",
    [
        ("mend",),
        ("add",),
        ("add", "¿?"),
        ("remove",),
        ("list", ASKED),
        ("run", "--since", "2024"),
        ("list", "--out", "feed.xml"),
        ("add", ASKED, "--json"),
        ("add", ASKED, "--language", "xx"),
        ("add", ASKED, "--since", "ayer"),
        ("add", "x" * 3000),
    ],
)
def test_wrong_use_is_told_in_one_line(program: Program, words: tuple[str, ...]) -> None:
    """With status 2, and nothing is saved."""
    status, out, err = program("questions", *words)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"hemeroteca: .+\n", err)
    assert json.loads(program("questions", "list", "--json")[1]) == []


def test_run_ends_as_grep_does_where_it_fails(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 1 would say that there is nothing new."""
    monkeypatch.setenv("HEMEROTECA_PORT", "many")
    assert program("questions", "run")[0] == 2


def test_a_watch_tells_what_comes(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `index` does, once."""
    save(program, ASKED)
    syncs = threading.Semaphore(0)

    def watch(places: object, sync: object, end: threading.Event) -> None:
        assert sync()  # type: ignore[operator]
        program.come("puente", MAYOR)
        assert sync()  # type: ignore[operator]
        assert sync()  # type: ignore[operator]
        syncs.release()

    monkeypatch.setattr(watching, "watch_folders", watch)
    status, _, err = program("index", "--watch", str(program.folder))
    assert syncs.acquire(blocking=False)
    assert (status, err.count(TOLD)) == (0, 1)


def test_erasing_leaves_no_word_of_an_article(program: Program) -> None:
    """Neither in the feed nor beside it: only the place of the words was kept."""
    save(program, ASKED)
    program.come("puente", MAYOR)
    program.index()
    assert program("erase", str(program.folder / "puente.txt"))[0] == 0
    assert "Quiroga" not in program("questions", "feed")[1]
    with closing(open_saved(load_settings())) as saved:
        assert "Quiroga" not in repr(saved.matches())
        assert "puente" not in repr(saved.matches())


def test_what_was_there_before_is_no_news_when_it_is_back(program: Program) -> None:
    """Where its folder was taken out, or was away, also when the question was added."""
    program.come("puente", MAYOR)
    program.index()
    save(program, ASKED)
    assert program("index", "--forget", str(program.folder))[0] == 0
    assert program("questions", "run")[0] == 1
    assert "nuevo" not in program.index()[2]
    assert program("index", "--forget", str(program.folder))[0] == 0
    for listed in json.loads(program("questions", "list", "--json")[1]):
        program("questions", "remove", listed["id"])
    save(program, ASKED)
    assert "nuevo" not in program.index()[2]
    assert program("questions", "run") == (1, "", "")


def test_a_question_is_not_asked_of_what_was_there_when_it_was_added(program: Program) -> None:
    """Also where what came before it waits still to be looked through for others; they are told it then."""
    save(program, ASKED)
    program.come("puente", MAYOR)
    with Library.open(load_settings()) as library:
        library.sync([program.folder])  # as the page does it
    status, _, err = program("questions", "add", "¿Cuánto costó el puente de Valdemora?")
    assert (status, err) == (0, f"{TOLD}\n")
    assert "nuevo" not in program.index()[2]
    assert program("questions", "run") == (0, f"{TOLD}\n", "")


def test_run_tells_what_was_away_once_it_is_back(program: Program) -> None:
    """It has not been told of what it could not show."""
    save(program, ASKED)
    program.come("puente", MAYOR)
    assert TOLD in program.index()[2]
    (program.folder / "puente.txt").unlink()
    program.index()
    assert program("questions", "run") == (1, "", "")
    program.come("puente", MAYOR)
    assert TOLD not in program.index()[2]
    assert program("questions", "run") == (0, f"{TOLD}\n", "")
    assert program("questions", "run") == (1, "", "")

"""The whole of it: the default models, the real command, the question that the project began with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eval.mission import AIMS
from rag.text.language import detect_language
from tests.conftest import SEEDS


def hemeroteca(*arguments: str, data: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, in a folder that is not the checkout."""
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        capture_output=True,
        text=True,
        timeout=280,
        cwd=data.parent,
        env=os.environ | {"HEMEROTECA_DATA_DIR": str(data), "PYTHONPATH": str(SEEDS.parent), **environ},
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the seed article indexed by the command."""
    folder = tmp_path_factory.mktemp("archive") / "data"
    done = hemeroteca("index", str(SEEDS), "--json", data=folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["added"] == 1
    return folder


@pytest.mark.llm
def test_the_first_question(data: Path) -> None:
    """All four aims, each cited to the very words, in the article's own, which the model affirms."""
    done = hemeroteca("ask", "¿por qué OpenAI eligió AWS?", "--json", data=data)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    quotes = {citation["n"]: citation["quote"] for citation in answer["citations"]}
    cited = {quotes[n] for claim in answer["claims"] if claim["support"] == "supported" for n in claim["citations"]}
    text = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    assert (answer["mode"], answer["status"]) == ("extractive", "answered")
    assert answer["asked"]["kind"] == "why"
    assert detect_language(answer["answer"]) == "es"
    assert sum(any(aim in quote for quote in cited) for aim in AIMS) == len(AIMS)
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in answer["citations"])


@pytest.mark.llm
def test_a_fact_is_told_by_the_article_once_the_model_has_read_it(data: Path) -> None:
    """In its words, and cited."""
    done = hemeroteca("ask", "¿cuánto vale el acuerdo?", "--json", data=data)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["mode"], answer["status"]) == ("extractive", "answered")
    assert "38.000 millones" in answer["answer"]
    assert any("38.000 millones" in citation["quote"] for citation in answer["citations"])


def test_a_question_that_the_archive_cannot_answer(data: Path) -> None:
    """Exit status 3, and the archive says so in the reader's language."""
    done = hemeroteca("ask", "¿quién ganó el mundial de 1998?", "--json", data=data, HEMEROTECA_LLM="off")
    answer = json.loads(done.stdout)
    assert done.returncode == 3
    assert (answer["status"], answer["claims"], answer["citations"]) == ("insufficient", [], [])
    assert answer["answer"].startswith("El archivo no lo dice.")


def test_an_answer_for_people(data: Path) -> None:
    """Without --json: the answer with its marks, and the words behind each."""
    done = hemeroteca("ask", "¿cuánto vale el acuerdo?", data=data, HEMEROTECA_LLM="off")
    assert done.returncode == 0, done.stderr
    assert "[1]" in done.stdout
    assert "38.000 millones de dólares" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("index", "no-such-folder"), "no-such-folder"),
        pytest.param(("index", "--forget", "no-such-folder"), "no-such-folder", marks=pytest.mark.slow),
    ],
    ids=["missing folder", "nothing to forget"],
)
def test_bad_input_is_one_line(arguments: tuple[str, ...], says: str, data: Path) -> None:
    """Exit status 1, one line that names what was given, no traceback."""
    done = hemeroteca(*arguments, data=data)
    assert done.returncode == 1
    assert done.stdout == ""
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.slow
def test_another_embedding_model_is_refused(data: Path, tmp_path: Path) -> None:
    """A missing model is one line too, and the index stays as it was."""
    done = hemeroteca("search", "acuerdo", data=data, HEMEROTECA_EMBEDDING_MODEL=str(tmp_path), HEMEROTECA_HUB="false")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert hemeroteca("search", "acuerdo", "--json", data=data).returncode == 0

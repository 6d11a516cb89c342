"""The steps of the Dockerfile, run in a folder: what no container engine is needed for, and what no root.

    FROM, USER          read
    ARG, ENV, WORKDIR   hold for the steps that follow
    COPY                is done, into the folder
    RUN                 is run by a shell, but for accounts and owners; pip finds all that is pinned installed already
    HEALTHCHECK, CMD    are run, as a container does

A path of the image is one in the folder: `/data` is `<folder>/data`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pytest

from rag.settings import Settings
from rag.types import Embedder
from tests.fakes.ports import free_port
from tests.fakes.wheel import ROOT, Installed, environment_without_it

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
OF_ROOT = ("useradd", "install")
"""Commands that make accounts, or folders that are theirs."""
SECONDS = 240


@dataclass(frozen=True)
class Step:
    """An instruction of the Dockerfile and what it says."""

    name: str
    said: str

    @property
    def listed(self) -> list[str]:
        """What is said as a list in JSON, after the options."""
        return [str(word) for word in json.loads(self.said[self.said.index("[") :])]


def steps() -> list[Step]:
    """The instructions, each with its continued lines."""
    lines = [line for line in TEXT.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return [Step(*line.split(maxsplit=1)) for line in joined.splitlines() if line]


STEPS = steps()


def said(name: str) -> list[str]:
    """What each instruction of a name says."""
    return [step.said for step in STEPS if step.name == name]


def test_the_image_is_small_and_runs_as_nobody_in_particular() -> None:
    """A slim image, an account by its number, which an orchestrator can see not to be root, and one volume."""
    assert [re.fullmatch(r"python:3\.\d+-slim-\w+", image) is not None for image in said("FROM")] == [True]
    assert [int(user) > 1000 for user in said("USER")] == [True]
    assert [step.listed for step in STEPS if step.name == "VOLUME"] == [["/data"]]
    names = [step.name for step in STEPS]
    assert names.index("USER") < names.index("VOLUME") < names.index("CMD")


def test_all_that_is_written_lies_in_the_volume() -> None:
    """So that everything else can be read-only: index, models, and the home of the account."""
    (volume,) = next(step.listed for step in STEPS if step.name == "VOLUME")
    places = re.findall(r"HEMEROTECA_\w+_DIR=(\S+)", " ".join(said("ENV")))
    homes = re.findall(r"--home-dir (\S+)", " ".join(said("RUN")))
    assert (len(places), len(homes)) == (2, 1)
    assert all(Path(place).is_relative_to(volume) for place in (*places, *homes))


@dataclass
class Image:
    """A folder in the place of an image.

    Attributes:
        folder: Its root.
        place: The environment of the programs that are installed in it.
        environ: What its steps have set.
        left_out: Commands that only root of a container can run.
    """

    folder: Path
    place: Path
    environ: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    left_out: list[str] = field(default_factory=list)

    def inside(self, text: str) -> str:
        """A text with the paths of the image as those of the folder."""
        paths = [*said("WORKDIR"), *next(step.listed for step in STEPS if step.name == "VOLUME")]
        named = "|".join(re.escape(path) for path in paths)
        return re.sub(rf"(?<![\w.])(?:{named})(?![\w.])", lambda path: f"{self.folder}{path[0]}", text)

    def do(self, step: Step) -> None:
        """Do what an instruction says; those that say only how a container is run do nothing."""
        match step.name:
            case "ARG" | "ENV":
                self.environ |= dict(pair.split("=", 1) for pair in self.inside(step.said).split())
            case "WORKDIR":
                self.workdir = self.inside(step.said)
                Path(self.workdir).mkdir(parents=True)
            case "COPY":
                *copied, target = step.said.split()
                for name in copied:
                    _copy(ROOT / name, Path(self.workdir, target))
            case "RUN":
                self._run(step.said)
            case other:
                assert other in {"FROM", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}, f"what does {other} do?"

    def _run(self, script: str) -> None:
        commands = [part.strip() for part in script.split("&&")]
        self.left_out += [command for command in commands if command.split()[0] in OF_ROOT]
        kept = [command for command in commands if command.split()[0] not in OF_ROOT]
        if kept:
            done = self.start("sh", "-ec", self.inside(" && ".join(kept)))
            out, err = done.communicate(timeout=SECONDS)
            assert done.returncode == 0, f"{script}\n{out}\n{err}"

    def start(self, *command: str, **environ: str) -> subprocess.Popen[str]:
        """Start a command in it, with nothing of ours set but what is found in `PATH`, and without a package index."""
        path = f"{Installed(self.place).programs}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "HOME": str(self.folder / "data"), "TMPDIR": str(self.folder / "tmp"), "PIP_NO_INDEX": "1"}
        theirs = {key: value for key, value in os.environ.items() if key.startswith("OPENBLAS")}
        return subprocess.Popen(
            command,
            cwd=self.workdir,
            env=theirs | {"LC_ALL": "C.UTF-8"} | own | self.environ | environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def files(self) -> dict[str, int]:
        """When each file that the steps copied or made was changed."""
        outside = (path for path in Path(self.workdir).rglob("*") if path.is_file())
        return {str(path): path.stat().st_mtime_ns for path in outside}


Container: TypeAlias = tuple[Image, dict[str, str], subprocess.Popen[str]]
"""The image, what the page that runs in it was given, and the page."""


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Built by the steps."""
    folder = tmp_path_factory.mktemp("image")
    for name in ("data", "tmp"):
        (folder / name).mkdir()
    place = environment_without_it(tmp_path_factory.mktemp("environment") / "venv")
    pip = Installed(place).programs / "pip"
    pip.write_text(f'#!/bin/sh\nexec "{pip.parent / "python"}" -m pip --disable-pip-version-check "$@"\n')
    pip.chmod(0o755)
    built = Image(folder, place)
    for step in STEPS:
        built.do(step)
    return built


@pytest.fixture
def container(image: Image, cache: Settings, default_embedder: Embedder) -> Iterator[Container]:
    """The page of the image, open to whoever reaches it, with the models mounted."""
    mounted = {"HEMEROTECA_CACHE_DIR": str(cache.cache_dir.absolute())}
    alone = {"HEMEROTECA_LLM": "off", "HEMEROTECA_HUB": "false"}
    given = {"HEMEROTECA_PORT": str(free_port()), "HEMEROTECA_OPEN_TO_ALL": "true", **mounted, **alone}
    command = next(step.listed for step in STEPS if step.name == "CMD")
    with image.start(*command, **given) as page:
        try:
            yield image, given, page
        finally:
            page.send_signal(signal.SIGTERM)
            page.communicate(timeout=60)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform != "linux", reason="the image is Linux")
def test_the_steps_give_a_page_that_is_healthy_and_writes_nowhere_else(
    container: Container,
) -> None:
    """Built, started, found healthy by its own check, and asked by a command; only accounts were left out."""
    image, given, page = container
    before = image.files()
    check = next(step.listed for step in STEPS if step.name == "HEALTHCHECK")
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and _status(image.start(*check, **given))[0] != 0:
        time.sleep(0.5)
    assert _status(image.start(*check, **given))[0] == 0
    assert page.stdout is not None
    assert "Ready.\n" in page.stdout  # from then on it answers commands
    status, out = _status(image.start("hemeroteca", "search", "¿Por qué OpenAI eligió AWS?", "--json", **given))
    assert (status, json.loads(out)[0]["document"]) == (0, "OpenAI-firma-con-AWS.txt")
    assert image.files() == before
    assert {command.split()[0] for command in image.left_out} == set(OF_ROOT)


def _status(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How a command ended, and what it wrote."""
    try:
        out, _ = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
    return process.returncode, out

"""The wheel, and an environment in which nothing but it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["PACKAGES", "ROOT", "Installed", "build_wheel", "environment_without_it", "install"]

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("rag", "eval", "ui")
BESIDE = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
OFFLINE = ("--no-deps", "--no-index")


@dataclass(frozen=True)
class Installed:
    """An environment with the program, and what is set where it runs.

    Attributes:
        place: The folder of the environment.
        environ: Added to what is set here, of which nothing is the program's own.
    """

    place: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def packages(self) -> Path:
        """Where its packages lie."""
        return _packages(self.place)

    @property
    def programs(self) -> Path:
        """Where its programs lie."""
        return Path(sysconfig.get_path("scripts", scheme="venv", vars=_at(self.place)))

    def start(self, program: str, *arguments: str, folder: Path) -> subprocess.Popen[str]:
        """Start one of its programs in a folder."""
        theirs = {key: value for key, value in os.environ.items() if not key.startswith(("HEMEROTECA_", "PYTHON"))}
        return subprocess.Popen(
            [str(self.programs / program), *arguments],
            cwd=folder,
            env=theirs | {"LC_ALL": "C.UTF-8"} | self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, program: str, *arguments: str, folder: Path, seconds: float = 240) -> tuple[int, str, str]:
        """Run one to its end: its exit status, standard output and standard error."""
        with self.start(program, *arguments, folder=folder) as process:
            out, err = process.communicate(timeout=seconds)
        return process.returncode, out, err


def build_wheel(place: Path) -> Path:
    """The wheel of a copy of what it is made of, so that nothing is in it that an earlier build has left."""
    source = place / "source"
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in BESIDE:
        shutil.copy(ROOT / name, source)
    made = place / "wheel"
    building = (*PIP, "wheel", *OFFLINE, "--no-build-isolation", f"--wheel-dir={made}", str(source))
    subprocess.run(building, check=True, timeout=240)
    (wheel,) = made.glob("*.whl")
    return wheel


def environment_without_it(place: Path) -> Path:
    """A new environment that sees what is installed here, but not our own code.

    Files `*.pth` of a folder that is named in one are not read: that of an editable installation has no effect.
    """
    venv.create(place, symlinks=os.name != "nt")
    here = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (_packages(place) / "seen.pth").write_text("\n".join(here), encoding="utf-8")
    return place


def install(wheel: Path, place: Path) -> None:
    """Install a wheel into an environment, and nothing that it depends on."""
    python = Path(sysconfig.get_path("scripts", scheme="venv", vars=_at(place))) / "python"
    subprocess.run(
        (*PIP, f"--python={python}", "install", *OFFLINE, "--ignore-installed", str(wheel)), check=True, timeout=240
    )


def _packages(place: Path) -> Path:
    return Path(sysconfig.get_path("purelib", scheme="venv", vars=_at(place)))


def _at(place: Path) -> dict[str, str]:
    return {"base": str(place), "platbase": str(place)}

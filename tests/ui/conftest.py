"""What tests of more than one face share."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rag.settings import Settings
from ui.serving.database import ReadersDatabase


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a script waits at; opened at the end, so that no thread is left."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Where an archive has its ledger: in its data folder, or in a database of a PostgreSQL server."""
    url = request.getfixturevalue("postgres").database() if request.param == "postgres" else ""
    return Settings(data_dir=tmp_path / "data", database_url=url)


@pytest.fixture
def readers(ledger: Settings) -> Iterator[ReadersDatabase]:
    """Where conversations and what is said of them are kept."""
    with closing(ReadersDatabase(ledger.data_dir, ledger.database_url)) as database:
        yield database

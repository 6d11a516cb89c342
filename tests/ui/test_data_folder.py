"""Who may read what lies in the data folder: questions, hashes of passwords, articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.settings import Settings
from rag.store import EmbeddingIdentity, Store
from ui.serving.database import ReadersDatabase
from ui.serving.people import open_people
from ui.serving.uploads import Uploads

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders have no such rights there")


@pytest.fixture(autouse=True)
def _open_handed() -> Iterator[None]:
    """A user who lets others read what they make."""
    before = os.umask(0)
    yield
    os.umask(before)


def by_readers(folder: Path) -> None:
    """The page keeps a conversation."""
    ReadersDatabase(folder).close()


def by_people(folder: Path) -> None:
    """A user is added."""
    open_people(Settings(data_dir=folder)).close()


def by_store(folder: Path) -> None:
    """An archive is opened."""
    Store.open(folder, EmbeddingIdentity("m", 4, "f")).close()


def by_uploads(folder: Path) -> None:
    """A file is sent."""
    assert Uploads(folder / "uploads", 1000).begin("ana", 10)


@pytest.mark.parametrize("make", [by_readers, by_people, by_store, by_uploads])
def test_a_data_folder_is_made_for_its_owner_alone_and_one_that_is_there_stays(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    """Whoever makes it; what lies above it is made as ever, and whoever shared theirs goes on sharing it."""
    made, shared = tmp_path / "above" / "made", tmp_path / "shared"
    shared.mkdir(0o755)
    for folder in (made, shared):
        make(folder)
    rights = [place.stat().st_mode & 0o777 for place in (made, made.parent, shared)]
    assert rights == [0o700, 0o777, 0o755]

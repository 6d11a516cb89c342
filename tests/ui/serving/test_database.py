"""The readers' database: whoever writes waits for others, and not for ever."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest

from rag.errors import IndexBusy
from rag.languages.spanish import SPANISH
from rag.text.program import retold
from tests.patience import PATIENCE
from ui.serving import database as module
from ui.serving.database import ReadersDatabase


def test_a_thread_that_finds_the_file_being_written_waits_and_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the reader's language; once it is free again it can be written."""
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    writing, go_on = threading.Event(), threading.Event()

    def holding(database: ReadersDatabase) -> None:
        with database.writing():
            writing.set()
            go_on.wait(PATIENCE)

    with closing(ReadersDatabase(tmp_path)) as database:
        other = threading.Thread(target=holding, args=(database,))
        other.start()
        assert writing.wait(PATIENCE)
        with pytest.raises(IndexBusy) as told, database.writing():
            pass
        go_on.set()
        other.join(PATIENCE)
        with database.writing():
            pass
    assert "prueba otra vez" in retold(str(told.value), SPANISH)

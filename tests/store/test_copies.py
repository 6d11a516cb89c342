"""A copy is whole and of one moment, and putting it back brings back that moment and nothing else."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from rag.errors import DiskFull, HemerotecaError, IndexBusy, StoreError
from rag.store import Store
from tests.store.conftest import IDENTITY, ROOT, agreed_ids, article, index, unit_vector
from tests.store.test_migrations import FIRST
from tests.store.test_migrations import IDENTITY as FIRST_IDENTITY


def sources(store: Store) -> set[str]:
    """Of the live articles; ledger, Chroma and tantivy agree."""
    agreed_ids(store)
    return {source for _, source in store.documents()}


def test_a_copy_brings_back_its_moment(tmp_path: Path) -> None:
    """What was deleted and edited since is as it was; what came since is gone; an open store sees it."""
    data, copy = tmp_path / "data", tmp_path / "copy"
    with Store.open(data, IDENTITY) as store:
        index(store, [article("a.txt", ["one", "two"]), article("b.txt", ["three"])])
        store.backup(copy)
        index(store, [article("a.txt", ["other"], version=2), article("c.txt", ["new"])], [(ROOT, "b.txt")])
        Store.restore(data, copy)
        assert sources(store) == {"a.txt", "b.txt"}
        assert store.search_terms(["three"], 5) != []
        assert store.search_terms(["new"], 5) == []
        assert store.search_passages(unit_vector("one two"), 1)[0][1] == pytest.approx(1.0, abs=1e-5)
    assert list(tmp_path.glob("data/ledger.*")) == [data / "ledger.sqlite"]


def test_a_copy_of_the_same_generation_is_not_taken_for_what_was_there(tmp_path: Path) -> None:
    """As many changes and chunks on both sides: only what is derived would tell, and it is made anew."""
    with Store.open(tmp_path / "other", IDENTITY) as other:
        index(other, [article("b.txt", ["two"])])
        other.backup(tmp_path / "copy")
    with Store.open(tmp_path / "data", IDENTITY) as store:
        index(store, [article("a.txt", ["one"])])
        assert store.search_terms(["one"], 5) != []
        Store.restore(tmp_path / "data", tmp_path / "copy")
        assert (store.search_terms(["one"], 5), sources(store)) == ([], {"b.txt"})


def test_a_copy_is_one_file_and_can_be_restored_into_a_new_folder(tmp_path: Path) -> None:
    """As on another machine: nothing else is needed."""
    with Store.open(tmp_path / "data", IDENTITY) as store:
        index(store, [article("a.txt", ["one"])])
        store.backup(tmp_path / "copy")
    assert {path.name for path in tmp_path.iterdir()} == {"data", "copy"}
    Store.restore(tmp_path / "new", tmp_path / "copy")
    with Store.open(tmp_path / "new", IDENTITY) as store:
        assert sources(store) == {"a.txt"}
    assert {path.name for path in tmp_path.iterdir()} == {"data", "copy", "new"}


def test_copies_are_whole_while_others_write(tmp_path: Path) -> None:
    """Each is of one generation: its articles are all of one edition."""
    copies = [tmp_path / f"copy{n}" for n in range(4)]
    with Store.open(tmp_path / "data", IDENTITY) as store:
        index(store, [article(f"{n}.txt", ["edition 0"]) for n in range(20)])
        taken = threading.Thread(target=lambda: [store.backup(copy) for copy in copies])
        taken.start()
        edition = 0
        while taken.is_alive() or not edition:
            edition += 1
            index(store, [article(f"{n}.txt", [f"edition {edition}"], version=edition) for n in range(20)])
        taken.join()
    for copy in copies:
        with closing(sqlite3.connect(copy)) as raw:
            found = raw.execute("SELECT DISTINCT text FROM documents JOIN places ON document_id = id").fetchall()
            assert len(found) == 1


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    """Perhaps it is the last good copy."""
    (tmp_path / "copy").write_text("mine")
    with Store.open(tmp_path / "data", IDENTITY) as store, pytest.raises(StoreError, match="already"):
        store.backup(tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "mine"


def test_a_copy_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """The folder is named."""
    with Store.open(tmp_path / "data", IDENTITY) as store, pytest.raises(HemerotecaError, match="nowhere"):
        store.backup(tmp_path / "nowhere" / "copy")
    assert not (tmp_path / "nowhere").exists()


def _garbage(file: Path) -> None:
    file.write_bytes(b"no database " * 1000)


def _another_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE mine (x)")


def _cut_short(file: Path) -> None:
    shutil.copy(FIRST, file)
    with file.open("r+b") as raw:
        raw.truncate(20_000)


def _newer(file: Path) -> None:
    shutil.copy(FIRST, file)
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")


@pytest.mark.parametrize("make", [_garbage, _another_database, _cut_short, _newer, lambda file: None])
def test_what_is_no_copy_changes_nothing(tmp_path: Path, make: object) -> None:
    """Garbage, another program's database, half a copy, a newer version's, or no file at all."""
    assert callable(make)
    make(tmp_path / "copy")
    with Store.open(tmp_path / "data", IDENTITY) as store:
        index(store, [article("a.txt", ["one"])])
        with pytest.raises(StoreError) as caught:
            Store.restore(tmp_path / "data", tmp_path / "copy")
        assert "\n" not in str(caught.value)
        assert not isinstance(caught.value, DiskFull)
        assert sources(store) == {"a.txt"}
    assert list(tmp_path.glob("data/ledger.*")) == [tmp_path / "data" / "ledger.sqlite"]


def test_a_copy_of_an_older_version_is_migrated(tmp_path: Path) -> None:
    """A backup is worth something after an update, too."""
    Store.restore(tmp_path / "data", FIRST)
    with Store.open(tmp_path / "data", FIRST_IDENTITY) as store:
        assert sources(store) == {"2023/puente.md", "lobos.txt", "harbour.txt"}


def test_a_damaged_ledger_is_replaced(tmp_path: Path) -> None:
    """That is what copies are for."""
    with Store.open(tmp_path / "data", IDENTITY) as store:
        index(store, [article("a.txt", ["one"])])
        store.backup(tmp_path / "copy")
    (tmp_path / "data" / "ledger.sqlite").write_bytes(b"not a database at all " * 500)
    with pytest.raises(StoreError, match="restore it"):
        Store.open(tmp_path / "data", IDENTITY)
    Store.restore(tmp_path / "data", tmp_path / "copy")
    with Store.open(tmp_path / "data", IDENTITY) as store:
        assert sources(store) == {"a.txt"}


def test_nothing_is_restored_under_a_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would write on as if nothing had happened."""
    monkeypatch.setattr("rag.store.store.LOCK_SECONDS", 0.05)
    with Store.open(tmp_path / "data", IDENTITY) as store:
        index(store, [article("a.txt", ["one"])])
        store.backup(tmp_path / "copy")
        with store.writing(), pytest.raises(IndexBusy):
            Store.restore(tmp_path / "data", tmp_path / "copy")


def test_a_ledger_at_a_server_is_left_to_its_tools(tmp_path: Path) -> None:
    """Said before anything is tried."""
    with pytest.raises(StoreError, match="pg_restore"):
        Store.restore(tmp_path, tmp_path / "copy", database_url="postgresql+psycopg://user@host/name")

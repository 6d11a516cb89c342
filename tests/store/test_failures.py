"""What can go wrong around the store: each is one line that says what to do, and nothing is lost."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import chromadb
import pytest
from chromadb.errors import InternalError
from sqlalchemy import Connection, event

from rag.errors import DiskFull, StoreError
from rag.store import EmbeddingIdentity, Store
from rag.store.derived import FORMAT, Derived, DerivedFolder, Mark
from rag.store.faults import IndexBroken, is_full
from rag.store.ledger import Change, Ledger
from tests.store.conftest import IDENTITY, agreed_ids, article, index, unit_vector

LINES = [f"line {n} of the paper" for n in range(12)]


def one_line(error: BaseException) -> str:
    """The message, which must be one line."""
    assert "\n" not in str(error)
    return str(error)


def a_written_archive(folder: Path) -> None:
    """Three articles."""
    with Store.open(folder, IDENTITY) as store:
        index(store, [article(f"{n}.txt", LINES[4 * n : 4 * n + 4]) for n in range(3)])


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    """The file is named and left alone."""
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StoreError, match="HEMEROTECA_DATA_DIR") as caught:
            Store.open(path, IDENTITY)
        assert "file" in one_line(caught.value)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_ledger_that_is_no_database(tmp_path: Path) -> None:
    """Garbage in place of the ledger is not overwritten."""
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database at all " * 100)
    with pytest.raises(StoreError, match=r"damaged.*restore it") as caught:
        Store.open(tmp_path, IDENTITY)
    one_line(caught.value)
    assert (tmp_path / "ledger.sqlite").read_bytes().startswith(b"not a database")


def test_a_ledger_that_is_a_folder(tmp_path: Path) -> None:
    """SQLite cannot open it, and says so."""
    (tmp_path / "ledger.sqlite").mkdir()
    with pytest.raises(StoreError, match="check HEMEROTECA_DATA_DIR"):
        Store.open(tmp_path, IDENTITY)


def test_a_ledger_of_another_format(tmp_path: Path) -> None:
    """A newer version wrote it: this one does not touch it."""
    a_written_archive(tmp_path)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as raw, raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match=r"format 99.*reads formats 1 to"):
        Store.open(tmp_path, IDENTITY)


@pytest.mark.parametrize("url", ["nonsense", "nosuchdatabase://host/name"])
def test_a_database_url_that_is_none(tmp_path: Path, url: str) -> None:
    """The setting is named."""
    with pytest.raises(StoreError, match="database_url"):
        Store.open(tmp_path, IDENTITY, database_url=url)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "http://"])
def test_a_chroma_url_that_is_none(tmp_path: Path, url: str) -> None:
    """The setting is named, at the first search."""
    with Store.open(tmp_path, IDENTITY, chroma_url=url) as store, pytest.raises(StoreError, match="chroma_url"):
        store.search_passages(unit_vector("x"), 1)


def test_a_chroma_server_that_is_away(tmp_path: Path) -> None:
    """Nobody listens on port 9 of this machine."""
    away = pytest.raises(StoreError, match=r"no Chroma server answers at 127\.0\.0\.1:9")
    with Store.open(tmp_path, IDENTITY, chroma_url="http://127.0.0.1:9") as store, away as caught:
        store.search_passages(unit_vector("x"), 1)
    one_line(caught.value)


def test_a_full_disk_in_the_ledger(tmp_path: Path) -> None:
    """What does not fit is not written; what was written stays, and the store goes on."""
    a_written_archive(tmp_path)
    with Store.open(tmp_path, IDENTITY) as store:
        before = agreed_ids(store)
        event.listen(store._ledger._database._engine, "begin", _shrink)
        with pytest.raises(DiskFull, match="free some space") as caught:
            index(store, [article("long.txt", ["x" * 200_000])])
        one_line(caught.value)
        event.remove(store._ledger._database._engine, "begin", _shrink)
        assert agreed_ids(store) == before


def _shrink(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA max_page_count = 1")


def test_a_full_disk_is_told_by_what_the_libraries_say() -> None:
    """Chroma and tantivy have no error of their own for it."""
    assert is_full(OSError(errno.ENOSPC, "No space left on device"))
    assert is_full(InternalError("error returned from database: (code: 13) database or disk is full"))
    assert is_full(ValueError("An IO error occurred: 'No space left on device (os error 28)'"))
    assert not is_full(ValueError("a full sentence about disks"))


@pytest.mark.parametrize("raised", [InternalError("database or disk is full"), OSError(errno.ENOSPC, "No space left")])
def test_a_full_disk_in_chroma(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception) -> None:
    """The error is of the disk; once there is room, the next search mends the indexes."""

    def refuse(*_: object) -> None:
        raise raised

    a_written_archive(tmp_path)
    with Store.open(tmp_path, IDENTITY) as store:
        with monkeypatch.context() as patch:
            patch.setattr("rag.store.vectors._upsert", refuse)
            with pytest.raises(DiskFull):
                index(store, [article("new.txt", ["new words"])])
        assert any(i.startswith("new.txt") for i in agreed_ids(store))


def _indexes(folder: Path) -> Path:
    return next(folder.glob("derived-*"))


def _mark_dirty(folder: Path) -> None:
    mark = json.loads((folder / "derived.json").read_text())
    (folder / "derived.json").write_text(json.dumps({**mark, "dirty": True}))


def _mark_format(folder: Path) -> None:
    mark = json.loads((folder / "derived.json").read_text())
    (folder / "derived.json").write_text(json.dumps({**mark, "format": FORMAT + 1}))


def _lose_a_vector(folder: Path) -> None:
    client = chromadb.PersistentClient(path=str(_indexes(folder) / "chroma"))
    passages = client.get_collection("hemeroteca-passages", embedding_function=None)
    passages.delete(ids=passages.get(limit=1)["ids"])
    client.close()


def _lose_rows(folder: Path) -> None:
    """The same number of whole rows from every column but one."""
    for path in (_indexes(folder) / "columns").iterdir():
        if path.name == "codes":
            path.write_bytes(path.read_bytes()[: -2 * IDENTITY.dimension])


def _lose_columns(folder: Path) -> None:
    """Whole rows, from every column alike: only their number tells."""
    for path in (_indexes(folder) / "columns").iterdir():
        path.write_bytes(b"")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no indexes": lambda folder: shutil.rmtree(_indexes(folder)),
    "no mark": lambda folder: (folder / "derived.json").unlink(),
    "half a mark": lambda folder: (folder / "derived.json").write_bytes(b'{"name": '),
    "a mark of other keys": lambda folder: (folder / "derived.json").write_bytes(b'{"nombre": 1}'),
    "a dirty mark": _mark_dirty,
    "indexes of another format": _mark_format,
    "no terms": lambda folder: shutil.rmtree(_indexes(folder) / "terms"),
    "garbled terms": lambda folder: (_indexes(folder) / "terms" / "meta.json").write_bytes(b"{}"),
    "no vectors": lambda folder: shutil.rmtree(_indexes(folder) / "chroma"),
    "a lost vector": _lose_a_vector,
    "no columns": lambda folder: shutil.rmtree(_indexes(folder) / "columns"),
    "a column that is too short": _lose_rows,
    "a column that ends within a row": lambda folder: (_indexes(folder) / "columns" / "day").write_bytes(b"123"),
    "empty columns": _lose_columns,
    "garbled vectors": lambda folder: (_indexes(folder) / "chroma" / "chroma.sqlite3").write_bytes(b"garbage " * 500),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_indexes_are_made_anew_from_the_ledger(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    """Nothing derived is precious."""
    a_written_archive(tmp_path)
    damage(tmp_path)
    with Store.open(tmp_path, IDENTITY) as store:
        assert len(store.search_passages(unit_vector("x"), 50)) == 6
        assert len(agreed_ids(store)) == 6
    assert len(list(tmp_path.glob("derived-*"))) == 1


def test_a_ledger_that_went_back_in_time_is_followed(tmp_path: Path) -> None:
    """A copy of the ledger put back, as after a power cut: the indexes are brought to its state."""
    a_written_archive(tmp_path)
    shutil.copy(tmp_path / "ledger.sqlite", tmp_path / "copy")
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, [article("new.txt", ["new words"])], [article("0.txt", LINES[:4]).place])
    for path in tmp_path.glob("ledger.sqlite*"):
        path.unlink()
    shutil.move(tmp_path / "copy", tmp_path / "ledger.sqlite")
    with Store.open(tmp_path, IDENTITY) as store:
        assert {i.split("@")[0] for i in agreed_ids(store)} == {"0.txt", "1.txt", "2.txt"}


def test_a_shared_ledger_is_caught_up_with_by_another_folder(tmp_path: Path) -> None:
    """Two machines on one database: each has indexes of its own, and neither undoes the other's."""
    url = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    first, second = article("a.txt", LINES[:4]), article("b.txt", LINES[4:8])
    with (
        Store.open(tmp_path / "here", IDENTITY, database_url=url) as here,
        Store.open(tmp_path / "there", IDENTITY, database_url=url) as there,
    ):
        index(here, [first])
        assert agreed_ids(there) == {piece.chunk.id for piece in first.chunks}
        folders = {path.name for path in tmp_path.glob("*/derived-*")}
        index(there, [second], [first.place])
        assert agreed_ids(here) == agreed_ids(there) == {piece.chunk.id for piece in second.chunks}
        assert {path.name for path in tmp_path.glob("*/derived-*")} == folders


def test_indexes_of_another_format_are_made_anew(tmp_path: Path) -> None:
    """They hold what the ledger does, but not as this version reads it; the owner of the folder stays."""
    a_written_archive(tmp_path)
    before, indexes = DerivedFolder(tmp_path, "").mark(), _indexes(tmp_path)
    _mark_format(tmp_path)
    with Store.open(tmp_path, IDENTITY) as store:
        assert len(agreed_ids(store)) == 6
    after = DerivedFolder(tmp_path, "").mark()
    assert _indexes(tmp_path) != indexes
    assert before is not None
    assert after is not None
    assert (after.owner, after.format) == (before.owner, FORMAT)


def test_a_mark_without_a_number_is_of_the_first_format(tmp_path: Path) -> None:
    """Indexes made before formats were numbered are not made anew for nothing."""
    a_written_archive(tmp_path)
    indexes = _indexes(tmp_path)
    mark = json.loads((tmp_path / "derived.json").read_text())
    del mark["format"]
    (tmp_path / "derived.json").write_text(json.dumps(mark))
    found = DerivedFolder(tmp_path, "").mark()
    assert found is not None
    assert found.format == 1
    with Store.open(tmp_path, IDENTITY) as store:
        assert len(agreed_ids(store)) == 6
    assert (_indexes(tmp_path) == indexes) == (FORMAT == 1)


def test_a_dirty_folder_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chroma has crashed the whole process on what a killed writer left, so its files are not even looked at."""
    a_written_archive(tmp_path)
    _mark_dirty(tmp_path)
    opened: list[bool] = []
    open_indexes = DerivedFolder.open

    def record(folder: DerivedFolder, mark: Mark, identity: EmbeddingIdentity, *, create: bool) -> Derived:
        opened.append(create)
        return open_indexes(folder, mark, identity, create=create)

    monkeypatch.setattr(DerivedFolder, "open", record)
    with Store.open(tmp_path, IDENTITY) as store:
        assert len(agreed_ids(store)) == 6
    assert opened == [True]


def test_the_folder_is_marked_dirty_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first byte of a change, and until after the last."""
    marks: list[Mark | None] = []
    write = Derived.write

    def record(derived: Derived, change: Change, ledger: Ledger, identity: EmbeddingIdentity) -> None:
        marks.append(DerivedFolder(tmp_path, "").mark())
        write(derived, change, ledger, identity)

    with Store.open(tmp_path, IDENTITY) as store:
        index(store, [article("a.txt", ["one"])])
        monkeypatch.setattr(Derived, "write", record)
        index(store, [article("a.txt", ["two"], version=2)])
        after = DerivedFolder(tmp_path, "").mark()
    assert [mark is not None and mark.dirty for mark in marks] == [True]
    assert after is not None
    assert not after.dirty


def test_a_kill_between_ledger_and_mark_is_caught_up_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger has moved and nothing else was touched: only what differs is written, nothing is made anew."""
    a_written_archive(tmp_path)
    folder = _indexes(tmp_path)
    with Store.open(tmp_path, IDENTITY) as store, monkeypatch.context() as patch:
        patch.setattr(Store, "_write", lambda *_: None)
        index(store, [article("new.txt", ["new words"])], [article("0.txt", LINES[:4]).place])
    with Store.open(tmp_path, IDENTITY) as store:
        assert {i.split("@")[0] for i in agreed_ids(store)} == {"1.txt", "2.txt", "new.txt"}
    assert _indexes(tmp_path) == folder


def test_a_shared_ledger_written_anew_is_followed_by_another_folder(tmp_path: Path) -> None:
    """The same chunks with other terms: comparing ids would not see it, the edition does."""
    url = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    first = article("a.txt", ["one"])
    again = replace(first, chunks=(replace(first.chunks[0], terms=("otherwise",)),))
    with (
        Store.open(tmp_path / "here", IDENTITY, database_url=url) as here,
        Store.open(tmp_path / "there", IDENTITY, database_url=url) as there,
    ):
        index(here, [first])
        assert len(there.search_terms(["one"], 5)) == 1
        with here.writing() as writer:
            writer.replace_all([again])
        assert there.search_terms(["one"], 5) == []
        assert len(there.search_terms(["otherwise"], 5)) == 1


@pytest.mark.parametrize(("free", "expected"), [(1000, DiskFull), (10**9, IndexBroken)])
def test_a_failure_without_a_cause_on_a_full_disk_is_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, expected: type[Exception]
) -> None:
    """Chroma's words for a full disk are at times «Failed to apply logs»."""

    def refuse(*_: object) -> None:
        raise InternalError("Error in compaction: Failed to apply logs to the metadata segment")

    with Store.open(tmp_path, IDENTITY) as store:
        store.search_terms(["x"], 1)
        monkeypatch.setattr("rag.store.vectors._upsert", refuse)
        monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
        with pytest.raises(expected) as caught:
            index(store, [article("a.txt", ["one"])])
    one_line(caught.value)

"""Verifying finds what is wrong, wherever it is, and nothing where all is well."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import chromadb
import pytest

from rag.store import FileRecord, IndexedDocument, Store, file_digest
from rag.types import Finding, Flaw
from tests.store.conftest import IDENTITY, article, index, unit_vector, write


def found(store: Store) -> dict[tuple[Flaw, str], int]:
    """What is wrong, with how often, but for the folder: the articles of these tests have no files."""
    return {(f.flaw, f.where): f.number for f in store.verify().findings if f.where != "folder"}


def two_articles() -> list[IndexedDocument]:
    """Of two chunks of two sentences each."""
    return [article(f"{name}.txt", [f"{name} {n}" for n in range(4)]) for name in ("a", "b")]


def test_an_index_that_agrees_is_clean(store: Store) -> None:
    """After adding, editing and deleting; the versions that are kept are counted."""
    index(store, two_articles())
    index(store, [article("a.txt", ["other words"], version=2)], [two_articles()[1].place])
    verified = store.verify()
    assert (verified.articles, verified.chunks, verified.old_versions) == (1, 1, 2)
    assert found(store) == {}


def _forge_in_chroma(folder: Path) -> None:
    """Put another row in the place of one without the store knowing, which looks at their number itself."""
    path = next(folder.glob("derived-*")) / "chroma"
    client = chromadb.PersistentClient(path=str(path))
    held = client.get_collection("hemeroteca-passages", embedding_function=None)
    held.delete(ids=held.get(limit=1)["ids"])
    held.add(ids=["foreign"], embeddings=[unit_vector("foreign")])
    client.close()


def test_a_deleted_article_that_is_left_in_chroma_is_found(tmp_path: Path) -> None:
    """As many rows as there should be, but not the same."""
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, two_articles())
    _forge_in_chroma(tmp_path)
    with Store.open(tmp_path, IDENTITY) as store:
        assert found(store) == {(Flaw.MISSING, "passages"): 1, (Flaw.LEFT, "passages"): 1}
        assert Finding(Flaw.LEFT, "passages", 1, ("foreign",)) in store.verify().findings
        with store.writing() as writer:
            writer.rebuild()
        assert found(store) == {}


def test_a_chunk_that_is_left_in_tantivy_is_found(tmp_path: Path) -> None:
    """A word of a deleted article must not be found."""
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, two_articles())
        store.search_terms(["a"], 1)
        row = next(store._ledger.derived_rows(store._ledger.searched_chunk_ids()[:1], IDENTITY))[0]
        assert store._derived is not None
        store._derived.terms.write([row.chunk_id], [replace(row, chunk_id="foreign")])
        assert found(store) == {(Flaw.MISSING, "terms"): 1, (Flaw.LEFT, "terms"): 1}


def test_a_row_that_is_left_in_the_columns_is_found(tmp_path: Path) -> None:
    """A deleted article must not be compared, nor one be left out."""
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, two_articles())
        store.search_terms(["a"], 1)
        row = next(store._ledger.column_rows(["a.txt@1"], IDENTITY))[0]
        assert store._derived is not None
        store._derived.columns.drop([row.facts.article])
        store._derived.columns.append([replace(row, chunk_id="foreign")])
        assert found(store) == {(Flaw.MISSING, "columns"): 2, (Flaw.LEFT, "columns"): 1}


@pytest.mark.in_a_file
def test_a_vector_that_is_gone_or_cut_short_is_found(tmp_path: Path) -> None:
    """Of a passage and of a sentence."""
    with Store.open(tmp_path, IDENTITY) as store:
        library = two_articles()
        index(store, library)
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as raw, raw:
            raw.execute("DELETE FROM vectors WHERE key = ?", [library[0].chunks[0].key])
            raw.execute("UPDATE vectors SET vector = x'00' WHERE key = ?", [library[1].chunks[0].sentences[0].key])
        assert found(store) == {(Flaw.VECTORS, "ledger"): 2}


@pytest.mark.in_a_file
def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    """SQLite itself says that a page of an index is not what it should be."""
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, two_articles())
        store._ledger._database.compact()
        file = tmp_path / "ledger.sqlite"
        with closing(sqlite3.connect(file)) as raw:
            (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_documents_outlet'").fetchone()
            (size,) = raw.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as raw_file:
        raw_file.seek((page - 1) * size)
        raw_file.write(b"\xff" * size)
    with Store.open(tmp_path, IDENTITY) as store:
        assert (Flaw.DAMAGED, "ledger") in found(store)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files."""
    home = tmp_path / "articles"
    home.mkdir()
    for name in ("a.txt", "feed#1.xml"):
        (home / name).write_text("words")
    return home


def of_folder(home: Path) -> tuple[list[IndexedDocument], list[FileRecord]]:
    """An article of one file, two of the other, and both files as they are."""
    root = str(home)
    stats = {name: (home / name).stat() for name in ("a.txt", "feed#1.xml")}
    read = [FileRecord(root, name, s.st_size, s.st_mtime_ns, "d", "p") for name, s in stats.items()]
    many = [article(f"feed#1.xml#{n}", [f"entry {n}"], root=root) for n in range(2)]
    return [article("a.txt", ["one"], root=root), *many], read


def put(store: Store, documents: list[IndexedDocument], read: list[FileRecord]) -> None:
    """Write them together."""
    with store.writing() as writer:
        write(writer, documents)
        writer.put_files(read)


def test_a_file_that_was_touched_and_holds_the_same_agrees(store: Store, folder: Path) -> None:
    """Its bytes count, not its time."""
    documents, read = of_folder(folder)
    put(store, documents, [replace(record, digest=file_digest(folder / record.path)) for record in read])
    os.utime(folder / "a.txt", ns=(10**18, 10**18))
    assert store.verify().clean
    (folder / "a.txt").write_text("sword")
    assert [finding.flaw for finding in store.verify().findings] == [Flaw.CHANGED]


def test_a_folder_that_agrees_is_clean(store: Store, folder: Path) -> None:
    """Files of one article and of many, whether or not an article names its file."""
    put(store, *of_folder(folder))
    assert store.verify().clean
    (plain, *many), read = of_folder(folder)
    put(store, [plain, *(replace(one, file="feed#1.xml") for one in many)], read)
    assert store.verify().clean


def test_a_file_that_has_gone_or_changed_is_found(store: Store, folder: Path) -> None:
    """Both articles of the file that has gone, and the file that is not as it was."""
    put(store, *of_folder(folder))
    (folder / "feed#1.xml").unlink()
    os.utime(folder / "a.txt", ns=(1, 1))
    gone = tuple(f"{folder}/feed#1.xml#{n}" for n in range(2))
    assert store.verify().findings == (
        Finding(Flaw.GONE, "folder", 2, gone),
        Finding(Flaw.CHANGED, "folder", 1, (str(folder / "a.txt"),)),
    )


def test_a_file_whose_name_is_not_utf_8_is_found_in_its_folder(store: Store, tmp_path: Path) -> None:
    """Its source writes the byte out."""
    name = os.fsdecode(b"a\xf1o.txt")
    try:
        (tmp_path / name).write_text("words")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    index(store, [article(r"a\xf1o.txt", ["one"], root=str(tmp_path))])
    assert store.verify().clean

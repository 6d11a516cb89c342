"""What the index knows of files: enough to leave alone those that have not changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rag.store import FileRecord, IndexedDocument, LiveArticle, Store
from tests.store.conftest import IDENTITY, ROOT, agreed_ids, article, embedded_texts, index, unit_vectors


def record(path: str, *, size: int = 10, reason: str = "") -> FileRecord:
    """A file of the folder."""
    return FileRecord(ROOT, path, size, mtime_ns=1_700_000_000_123_456_789, digest="d", pipeline="p1", reason=reason)


def of_file(indexed: IndexedDocument, file: str) -> IndexedDocument:
    """An article that came from a file that may hold others."""
    return replace(indexed, file=file, pipeline="p1")


def put(store: Store, documents: list[IndexedDocument], read: list[FileRecord]) -> None:
    """Write documents with the files that gave them."""
    texts = embedded_texts(documents)
    with store.writing() as writer:
        writer.add_vectors(list(texts), unit_vectors(list(texts.values())))
        writer.apply(documents, [], read)


def test_a_file_is_known_as_it_was_read(store: Store) -> None:
    """Size, time to the nanosecond, digest, pipeline and reason come back, for files of more than 2 GB too."""
    good, bad = record("a.txt", size=5_000_000_000), record("b.pdf", reason="holds no text")
    put(store, [article("a.txt", ["one"])], [good])
    with store.writing() as writer:
        writer.put_files([bad])
    assert store.files() == {(ROOT, "a.txt"): good, (ROOT, "b.pdf"): bad}


def test_a_file_that_is_read_again_has_one_record(store: Store) -> None:
    """The newer takes the place of the older, with its articles or without."""
    put(store, [article("a.txt", ["one"])], [record("a.txt")])
    put(store, [article("a.txt", ["two"], version=2)], [record("a.txt", size=11)])
    assert store.files() == {(ROOT, "a.txt"): record("a.txt", size=11)}
    with store.writing() as writer:
        writer.put_files([record("a.txt", size=12)])
    assert store.files() == {(ROOT, "a.txt"): record("a.txt", size=12)}


def test_a_file_may_give_many_articles(store: Store) -> None:
    """Each knows its file and what it was cut by; an article that names no file is its own."""
    many = [of_file(article(f"feed.xml#{n}", [f"entry {n}"]), "feed.xml") for n in range(3)]
    put(store, [*many, article("a.txt", ["one"])], [record("feed.xml")])
    assert store.live() == [
        LiveArticle((ROOT, "a.txt"), "a.txt@1", "", "a.txt"),
        *(LiveArticle((ROOT, f"feed.xml#{n}"), f"feed.xml#{n}@1", "p1", "feed.xml") for n in range(3)),
    ]


def test_the_record_of_a_file_goes_with_any_of_its_articles(store: Store) -> None:
    """Else a file that is put back would be taken for indexed."""
    many = [of_file(article(f"feed.xml#{n}", [f"entry {n}"]), "feed.xml") for n in range(3)]
    put(store, [*many, article("a.txt", ["one"])], [record("feed.xml"), record("a.txt")])
    index(store, [], [many[1].place])
    assert store.files().keys() == {(ROOT, "a.txt")}
    assert len(agreed_ids(store)) == 3


def test_records_of_files_that_are_gone_can_be_dropped(store: Store) -> None:
    """A file without articles has no place that could be taken away."""
    with store.writing() as writer:
        writer.put_files([record("a.pdf"), record("b.pdf")])
        writer.put_files([], [(ROOT, "a.pdf")])
    assert store.files().keys() == {(ROOT, "b.pdf")}


def test_noting_files_changes_nothing_that_is_searched(store: Store) -> None:
    """Readers are not made to look again."""
    index(store, [article("a.txt", ["one"])])
    generation = store.generation
    with store.writing() as writer:
        writer.put_files([record("b.pdf")])
    assert store.generation == generation


def test_a_refused_write_notes_no_file(tmp_path: Path) -> None:
    """Articles without vectors are refused, and the file is read again next time."""
    with Store.open(tmp_path, IDENTITY) as store:
        with store.writing() as writer, pytest.raises(ValueError, match="vectors"):
            writer.apply([article("a.txt", ["one"])], [], [record("a.txt")])
        assert store.files() == {}

"""A ledger of an older version opens, keeps what it holds, and becomes one of this."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, create_engine, inspect

from rag.indexing import read_again, read_others
from rag.store import EmbeddingIdentity, IndexedDocument, Store, ledger
from rag.store.migrations import MIGRATIONS
from rag.store.packing import pack
from rag.store.schema import SCHEMA_VERSION, metadata
from rag.types import Document
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import identity
from tests.store.conftest import agreed_ids

DATA = Path(__file__).parent / "data"
FIRST, THIRD = DATA / "ledger-1.sqlite", DATA / "ledger-3.sqlite"
"""Written by the versions of formats 1 and 3 from five and four small articles of two folders, of which one was then
edited and one was deleted; the embedder is the fake one, of eight dimensions."""

EMBEDDER = FakeEmbedder(dimension=8)
IDENTITY: EmbeddingIdentity = identity(EMBEDDER)


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    """What SQLite itself says."""
    with closing(sqlite3.connect(file)) as raw:
        return raw.execute(query).fetchall()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder with a ledger of format 1 and nothing derived from it."""
    shutil.copy(FIRST, tmp_path / "ledger.sqlite")
    return tmp_path


@pytest.mark.parametrize("before", [FIRST, THIRD], ids=["1", "3"])
def test_an_old_ledger_opens_and_is_searched_without_embedding(before: Path, tmp_path: Path) -> None:
    """Every article is where it was, and both searches find it by the vectors that were kept."""
    shutil.copy(before, tmp_path / "ledger.sqlite")
    with Store.open(tmp_path, IDENTITY) as store:
        assert store.documents().keys() == {
            ("/articles", "2023/puente.md"),
            ("/articles", "lobos.txt"),
            ("/magazine", "harbour.txt"),
        }
        assert len(agreed_ids(store)) == store.counts()[1] == 3
        asked = EMBEDDER.embed_queries(["Costó catorce millones de euros."])[0]
        found = max(store.fetch(sorted(agreed_ids(store))), key=lambda stored: (stored.sentence_vectors @ asked).max())
        assert found.document.source == "2023/puente.md"
        assert (found.sentence_vectors @ asked).max() == pytest.approx(1.0, abs=1e-3)
        assert store.search_terms(["harbour"], 5)


def test_an_old_ledger_keeps_every_version_and_every_vector_of_a_passage(old: Path) -> None:
    """Migrating writes to neither: not a row is missing, old versions and their vectors included."""
    queries = [
        "SELECT key, model FROM vectors ORDER BY key",
        "SELECT key, vector FROM vectors WHERE key IN (SELECT key FROM chunks) ORDER BY key",
        "SELECT id, title, text, source, published, language, metadata FROM documents ORDER BY id",
        'SELECT id, document_id, start, "end", key, terms FROM chunks ORDER BY id',
        'SELECT chunk_id, position, start, "end", key FROM sentences ORDER BY chunk_id, position',
        "SELECT root, source, document_id FROM places ORDER BY root, source",
        "SELECT key, value FROM meta WHERE key <> 'schema' ORDER BY key",
    ]
    Store.open(old, IDENTITY).close()
    for query in queries:
        assert rows(old / "ledger.sqlite", query) == rows(FIRST, query) != []
    assert rows(old / "ledger.sqlite", "SELECT value FROM meta WHERE key = 'schema'") == [(str(SCHEMA_VERSION),)]


@pytest.mark.parametrize("before", [FIRST, THIRD], ids=["1", "3"])
def test_vectors_that_only_sentences_have_are_packed(before: Path, tmp_path: Path) -> None:
    """Those of old versions too, each as it would be packed today; the file gives back what they took."""
    shutil.copy(before, tmp_path / "ledger.sqlite")
    query = "SELECT key, vector FROM vectors WHERE key NOT IN (SELECT key FROM chunks) ORDER BY key"
    expected = [(key, pack(np.frombuffer(vector, "<f4"))) for key, vector in rows(before, query)]
    assert len(expected) > 6
    Store.open(tmp_path, IDENTITY).close()
    assert rows(tmp_path / "ledger.sqlite", query) == expected
    assert rows(tmp_path / "ledger.sqlite", "PRAGMA freelist_count") == [(0,)]


def test_more_vectors_than_are_packed_at_once_are_packed_once(tmp_path: Path) -> None:
    """In batches, and of each key both models while an archive moves to another one."""
    shutil.copy(THIRD, tmp_path / "ledger.sqlite")
    ones = np.ones(8, "<f4").tobytes()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as raw, raw:
        many = [(f"{n:04}", model, ones) for n in range(1001) for model in ("8-0", "8-1")]
        raw.executemany("INSERT INTO vectors VALUES (?, ?, ?)", many)
    Store.open(tmp_path, IDENTITY).close()
    query = "SELECT vector, count(*) FROM vectors WHERE length(key) = 4 GROUP BY vector"
    assert rows(tmp_path / "ledger.sqlite", query) == [(b"\x7f" * 8, 2002)]


def test_what_an_old_ledger_did_not_know_is_empty(old: Path) -> None:
    """The fields that came later say nothing, and no pipeline is known, so that the next sync cuts anew."""
    with Store.open(old, IDENTITY) as store:
        held = {article.place[1]: article for article in store.live()}
        document = store.document(held["2023/puente.md"].document_id)
        assert document == Document(
            id=document.id,
            title="El puente de Valdemora, abierto",
            text=document.text,
            source="2023/puente.md",
            published=date(2023, 5, 14),
            metadata=document.metadata,
        )
        assert document.metadata["author"] == "Inés Arcedo"
        assert {article.pipeline for article in held.values()} == {""}
        assert {article.file for article in held.values()} == held.keys()
        assert store.files() == {}


def test_a_migrated_ledger_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    """Columns, types, defaults, keys and indexes are the same, however a ledger came about."""
    Store.open(old, IDENTITY).close()
    Store.open(tmp_path / "new", IDENTITY).close()
    assert tables(old / "ledger.sqlite") == tables(tmp_path / "new" / "ledger.sqlite")


def tables(file: Path) -> dict[str, object]:
    """What SQLAlchemy sees of each table."""
    engine = create_engine(f"sqlite:///{file}")
    found = inspect(engine)
    seen: dict[str, object] = {
        name: (
            {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)},
            found.get_pk_constraint(name)["constrained_columns"],
            sorted((index["name"], index["column_names"]) for index in found.get_indexes(name)),
        )
        for name in found.get_table_names()
    }
    engine.dispose()
    assert seen.keys() == metadata.tables.keys()
    return seen


def test_every_older_format_has_a_step() -> None:
    """No gap between the oldest format that is read and this one."""
    assert list(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("step", MIGRATIONS)
def test_a_migration_that_is_broken_off_leaves_the_old_ledger_whole(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Whatever stops it behind a step but before the end: the tables are as they were, and it can begin again."""

    def stop(connection: Connection) -> None:
        MIGRATIONS[step](connection)
        raise KeyboardInterrupt

    queries = "SELECT * FROM sqlite_master ORDER BY name", "SELECT key, vector FROM vectors ORDER BY key"
    before = [rows(old / "ledger.sqlite", query) for query in queries]
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "MIGRATIONS", MIGRATIONS | {step: stop})
        with pytest.raises(KeyboardInterrupt):
            Store.open(old, IDENTITY)
    assert [rows(old / "ledger.sqlite", query) for query in queries] == before
    with Store.open(old, IDENTITY) as store:
        assert len(agreed_ids(store)) == 3


def test_what_an_old_ledger_holds_is_compared_at_the_next_index(old: Path) -> None:
    """From the texts that are there; no vector is touched."""
    Store.open(old, IDENTITY).close()
    vectors = rows(old / "ledger.sqlite", "SELECT key, model, vector FROM vectors ORDER BY key")
    with Store.open(old, IDENTITY) as store, store.writing() as writer:
        assert set(store.unread()) == {article.document_id for article in store.live()}
        read_again(store, writer)
        assert store.unread() == []
        (held,) = (article for article in store.live() if article.place[1] == "lobos.txt")
        again = replace(store.document(held.document_id), id="again", source="again.txt")
        writer.apply([IndexedDocument("/articles", again, (), reading=read_others(again))])
        (printing,) = store.reprints([held.document_id])[held.document_id].first
        assert (printing.source, printing.exact) == ("again.txt", True)
    assert rows(old / "ledger.sqlite", "SELECT key, model, vector FROM vectors ORDER BY key") == vectors


def test_an_archive_of_an_older_version_goes_on(old: Path) -> None:
    """An article is put back under the id that it had, with what is now known of it; the others stay."""
    with Store.open(old, IDENTITY) as store, store.writing() as writer:
        (held,) = (article for article in store.live() if article.place[1] == "lobos.txt")
        document = replace(store.document(held.document_id), outlet="La Gaceta")
        writer.apply([IndexedDocument("/articles", document, (), pipeline="p2")])
        assert store.document(held.document_id) == document
        assert {article.pipeline for article in store.live()} == {"", "p2"}
        assert len(agreed_ids(store)) == 2

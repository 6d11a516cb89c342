"""The ledger in a real PostgreSQL, and machines that share it.

What a ledger must do on either database is in the other modules, which `conftest.py` runs over PostgreSQL too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, text

from rag.errors import IndexBusy, StoreError
from rag.indexing import read_again
from rag.store import EmbeddingIdentity, Store, ledger
from rag.store.database import WRITER
from rag.store.migrations import MIGRATIONS
from rag.store.schema import SCHEMA_VERSION, metadata
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import identity
from tests.fakes.ports import free_port
from tests.fakes.postgres import PostgresServer
from tests.store.conftest import IDENTITY, agreed_ids, article, index, unit_vector, write
from tests.store.test_migrations import FIRST, THIRD

OLD = pytest.mark.parametrize("before", [FIRST, THIRD], ids=["1", "3"])
OLD_IDENTITY: EmbeddingIdentity = identity(FakeEmbedder(dimension=8))


@pytest.fixture
def url(postgres: PostgresServer) -> str:
    """An empty database."""
    return postgres.database()


@contextmanager
def engine_at(url: str) -> Iterator[Engine]:
    """SQLAlchemy's own connection."""
    engine = create_engine(url)
    yield engine
    engine.dispose()


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    """What the server itself says."""
    with engine_at(url) as engine, engine.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def copy_to(url: str, file: Path) -> None:
    """The tables of an SQLite ledger, with their keys and indexes, as that version would have made them here."""
    tables = MetaData()

    @event.listens_for(tables, "column_reflect")
    def _general(_inspector: object, _table: object, column: Any) -> None:
        column["type"] = column["type"].as_generic()

    with engine_at(f"sqlite:///{file}") as before, engine_at(url) as engine:
        tables.reflect(before)
        tables.create_all(engine)
        with before.begin() as old, engine.begin() as new:
            for table in tables.sorted_tables:
                if held := [dict(row) for row in old.execute(table.select()).mappings()]:
                    new.execute(table.insert(), held)


@OLD
def test_an_old_ledger_opens_and_is_searched_without_embedding(before: Path, tmp_path: Path, url: str) -> None:
    """Every step has run; both searches find by what was kept, and its articles are compared at the next index."""
    copy_to(url, before)
    with Store.open(tmp_path, OLD_IDENTITY, database_url=url) as store:
        assert {source for _, source in store.documents()} == {"2023/puente.md", "lobos.txt", "harbour.txt"}
        assert len(agreed_ids(store)) == store.counts()[1] == 3
        assert store.search_terms(["harbour"], 5)
        with store.writing() as writer:
            read_again(store, writer)
        assert store.unread() == []
        assert {finding.where for finding in store.verify().findings} == {"folder"}  # which is not here
    assert rows(url, "SELECT value FROM meta WHERE key = 'schema'") == [(str(SCHEMA_VERSION),)]


@OLD
def test_a_migrated_ledger_has_the_tables_of_a_new_one(before: Path, postgres: PostgresServer, tmp_path: Path) -> None:
    """Columns, types, keys and indexes are the same, however a ledger came about."""
    old, new = postgres.database(), postgres.database()
    copy_to(old, before)
    for url in (old, new):
        Store.open(tmp_path / url.rpartition("/")[2], OLD_IDENTITY, database_url=url).close()
    assert tables(old) == tables(new)


def tables(url: str) -> dict[str, object]:
    """What SQLAlchemy sees of each table."""
    with engine_at(url) as engine:
        found = inspect(engine)
        assert set(found.get_table_names()) == metadata.tables.keys()
        return {
            name: (
                {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)},
                found.get_pk_constraint(name)["constrained_columns"],
                sorted((i["name"], i["column_names"], str(i["dialect_options"])) for i in found.get_indexes(name)),
            )
            for name in found.get_table_names()
        }


@pytest.mark.parametrize("step", MIGRATIONS)
def test_a_migration_that_is_broken_off_leaves_the_old_ledger_whole(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The server takes back tables and rows alike, and the next start begins again."""

    def stop(connection: Connection) -> None:
        MIGRATIONS[step](connection)
        raise KeyboardInterrupt

    copy_to(url, FIRST)
    queries = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
        "SELECT key, vector FROM vectors ORDER BY key",
    )
    before = [rows(url, query) for query in queries]
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "MIGRATIONS", MIGRATIONS | {step: stop})
        with pytest.raises(KeyboardInterrupt):
            Store.open(tmp_path, OLD_IDENTITY, database_url=url)
    assert [rows(url, query) for query in queries] == before
    with Store.open(tmp_path, OLD_IDENTITY, database_url=url) as store:
        assert len(agreed_ids(store)) == 3


def test_machines_that_open_an_empty_ledger_at_once_make_it_once(url: str, tmp_path: Path) -> None:
    """Whoever comes second waits, and finds that all is done."""
    editions: list[str] = []

    def open_(name: str) -> None:
        with Store.open(tmp_path / name, IDENTITY, database_url=url) as store:
            editions.append(store._ledger.state().edition)

    threads = [threading.Thread(target=open_, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(editions) == 4
    assert len(set(editions)) == 1


def test_two_machines_do_not_write_together(url: str, tmp_path: Path) -> None:
    """Each has a folder with a lock of its own; that of the server holds for both, and ends with the block."""
    with (
        Store.open(tmp_path / "one", IDENTITY, database_url=url) as one,
        Store.open(tmp_path / "other", IDENTITY, database_url=url) as other,
    ):
        with one.writing() as writer:
            with pytest.raises(IndexBusy, match="another machine is writing"), other.writing(timeout=0.1):
                pytest.fail("two writers")
            write(writer, [article("a.txt", ["one"])])
        with pytest.raises(ZeroDivisionError), one.writing():
            1 / 0  # noqa: B018 - as when a writer fails
        index(other, [article("b.txt", ["two"])])
        assert agreed_ids(one) == agreed_ids(other) == {"a.txt@1:0-3", "b.txt@1:0-3"}


def test_archives_of_one_server_do_not_wait_for_each_other(postgres: PostgresServer, tmp_path: Path) -> None:
    """The right to write is that of a database."""
    with (
        Store.open(tmp_path / "one", IDENTITY, database_url=postgres.database()) as one,
        Store.open(tmp_path / "other", IDENTITY, database_url=postgres.database()) as other,
        one.writing(),
        other.writing(timeout=0.1),
    ):
        pass


def test_a_machine_that_others_write_for_finds_every_change(url: str, tmp_path: Path) -> None:
    """Its own indexes catch up with what was put, edited and removed elsewhere, without being made anew."""
    with (
        Store.open(tmp_path / "one", IDENTITY, database_url=url) as one,
        Store.open(tmp_path / "other", IDENTITY, database_url=url) as other,
    ):
        index(one, [article("a.txt", ["one", "two"]), article("b.txt", ["three"])])
        assert len(other.search_passages(unit_vector("x"), 9)) == 2
        folders = set((tmp_path / "other").glob("derived-*"))
        index(one, [article("a.txt", ["four"], version=2)], [article("b.txt", ["three"]).place])
        assert [i for i, _ in other.search_terms(["four"], 9)] == ["a.txt@2:0-4"]
        assert agreed_ids(one) == agreed_ids(other) == {"a.txt@2:0-4"}
        assert set((tmp_path / "other").glob("derived-*")) == folders


@pytest.mark.slow
def test_a_machine_that_reads_while_another_writes_never_starts_over(url: str, tmp_path: Path) -> None:
    """What is written while it catches up is no sign of damage: indexes of millions are not made anew for it."""
    with (
        Store.open(tmp_path / "one", IDENTITY, database_url=url) as one,
        Store.open(tmp_path / "other", IDENTITY, database_url=url) as other,
    ):
        index(one, [article("0.txt", ["common 0"])])
        assert len(other.search_terms(["common"], 99)) == 1
        folders = set((tmp_path / "other").glob("derived-*"))
        done = threading.Event()

        def write_on() -> None:
            with one.writing() as writer:
                for n in range(1, 40):
                    write(writer, [article(f"{n}.txt", [f"common {n}"])])
            done.set()

        thread = threading.Thread(target=write_on)
        thread.start()
        seen = [1]
        while not done.is_set():
            seen.append(len(other.search_terms(["common"], 99)))
        thread.join()
        assert seen == sorted(seen)
        assert len(other.search_terms(["common"], 99)) == 40
        assert set((tmp_path / "other").glob("derived-*")) == folders


def test_a_transaction_that_reads_sees_one_state(url: str, tmp_path: Path) -> None:
    """What another machine writes between two of its statements is not seen by the second."""
    with Store.open(tmp_path, IDENTITY, database_url=url) as store:
        index(store, [article("a.txt", ["one"])])
        with store._ledger._database.reading() as connection:
            counted = text("SELECT count(*) FROM documents")
            before = connection.scalar(counted)
            index(store, [article("b.txt", ["two"])])
            assert connection.scalar(counted) == before == 1
        assert store.counts() == (2, 2)


def test_a_writer_whose_connection_was_lost_writes_nothing_more(url: str, tmp_path: Path) -> None:
    """Another may have the right to write by then."""
    with Store.open(tmp_path, IDENTITY, database_url=url) as store:
        with store.writing() as writer:
            query = f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE objid = {WRITER}"  # noqa: S608 - a number
            assert rows(url, query) == [(True,)]
            with pytest.raises(IndexBusy, match="was lost"):
                write(writer, [article("a.txt", ["one"])])
        index(store, [article("b.txt", ["two"])])
        assert agreed_ids(store) == {"b.txt@1:0-3"}


def test_an_open_archive_outlives_a_restart_of_the_server(tmp_path: Path, postgres: PostgresServer) -> None:
    """While it is away, that is told in one line; then the same store goes on."""
    with Store.open(tmp_path, IDENTITY, database_url=postgres.database()) as store:
        index(store, [article("a.txt", ["one"])])
        postgres.stop()
        with pytest.raises(StoreError, match="HEMEROTECA_DATABASE_URL and the server") as caught:
            store.counts()
        assert "\n" not in str(caught.value)
        postgres.start()
        index(store, [article("b.txt", ["two"])])
        postgres.stop()
        postgres.start()  # unnoticed: every connection that is kept leads nowhere
        assert store.counts() == (2, 2)
        index(store, [article("c.txt", ["three"])])
        assert len(agreed_ids(store)) == 3


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    """The message names the setting, and no more of the address than one may see."""
    url = f"postgresql+psycopg://me:secret@127.0.0.1:{free_port()}/archive"
    with pytest.raises(StoreError, match="HEMEROTECA_DATABASE_URL") as caught:
        Store.open(tmp_path, IDENTITY, database_url=url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_server_s_own_tools_copy_a_ledger(url: str, tmp_path: Path) -> None:
    """Neither a backup nor a restore is tried, and both say what to use."""
    with Store.open(tmp_path, IDENTITY, database_url=url) as store, pytest.raises(StoreError, match="pg_dump"):
        store.backup(tmp_path / "copy")
    with pytest.raises(StoreError, match="pg_restore"):
        Store.restore(tmp_path, tmp_path / "copy", database_url=url)
    assert not (tmp_path / "copy").exists()


def test_what_is_erased_is_gone_from_every_table(url: str, tmp_path: Path) -> None:
    """That its bytes may still lie in the files of the server is said."""
    with Store.open(tmp_path, IDENTITY, database_url=url) as store:
        index(store, [article("a.txt", ["secret words"]), article("b.txt", ["two"])])
        with store.writing() as writer:
            erased = writer.erase(["a.txt"])
        assert (erased.versions, erased.bytes_left) == (1, True)
        assert agreed_ids(store) == {"b.txt@1:0-3"}
    for table in metadata.tables:
        assert "secret" not in str(rows(url, f"SELECT * FROM {table}"))  # noqa: S608 - our own tables


def test_facts_of_any_length_are_kept(url: str, tmp_path: Path) -> None:
    """Three hundred authors do not fit into an entry of an ordinary index, whose limit is a third of a page."""
    authors = ", ".join(f"{n * 7919 % 100003:x} {n * 104729 % 999983:x}" for n in range(1, 600))
    one = article("a.txt", ["one"])
    named = replace(one.document, author=authors, section=authors, outlet=authors, title=authors)
    with Store.open(tmp_path, IDENTITY, database_url=url) as store:
        index(store, [replace(one, document=named)])
        assert store.names("author") == {authors: 1}

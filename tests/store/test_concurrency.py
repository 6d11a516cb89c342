"""Reading while others write: a search sees one state of the archive, never half of two."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from rag.errors import IndexBusy
from rag.store import Store
from rag.store.terms import TermIndex
from tests.store.churn import COMMON, edition, write_editions
from tests.store.conftest import IDENTITY, agreed_ids, index, unit_vector, write
from tests.store.test_crash import processes

VERSIONS = 12

Search = Callable[[Store], list[tuple[str, float]]]
SEARCHES: dict[str, Search] = {
    "passages": lambda store: store.search_passages(unit_vector("x"), 100),
    "terms": lambda store: store.search_terms([COMMON], 100),
}


def version_of(found: list[tuple[str, float]]) -> int:
    """The version that a whole search is of; twelve chunks, all of one version."""
    (version,) = {chunk_id.split("@")[1].split(":")[0] for chunk_id, _ in found}
    assert len(found) == 12
    return int(version)


@pytest.mark.in_a_file
def test_a_reader_of_another_process_sees_whole_batches(tmp_path: Path) -> None:
    """Two stores of this process read while a child writes; versions only grow, and the last is seen."""
    with Store.open(tmp_path, IDENTITY) as one, Store.open(tmp_path, IDENTITY) as other:
        index(one, edition(1))
        child = processes.Process(target=write_editions, args=(tmp_path, VERSIONS))
        child.start()
        seen = {(reader, kind): 1 for reader in (one, other) for kind in SEARCHES}
        while child.is_alive():
            for reader, kind in seen:
                version = version_of(SEARCHES[kind](reader))
                assert version >= seen[reader, kind]
                seen[reader, kind] = version
        child.join()
        assert child.exitcode == 0
        assert {version_of(SEARCHES[kind](reader)) for reader, kind in seen} == {VERSIONS + 1}
        assert agreed_ids(one) == agreed_ids(other)


def test_threads_read_while_one_writes(store: Store) -> None:
    """One store, shared: searches of other threads see whole batches and raise nothing."""
    index(store, edition(1))
    done = threading.Event()
    faults: list[BaseException] = []

    def read(search: Search) -> None:
        try:
            while not done.is_set():
                found = search(store)
                version_of(found)
                store.fetch([chunk_id for chunk_id, _ in found])
                assert store.counts() == (4, 12)
        except BaseException as fault:
            faults.append(fault)
            raise

    threads = [threading.Thread(target=read, args=(search,)) for search in SEARCHES.values()]
    for thread in threads:
        thread.start()
    try:
        with store.writing() as writer:
            for version in range(2, VERSIONS):
                write(writer, edition(version))
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert version_of(store.search_terms([COMMON], 100)) == VERSIONS - 1


def test_two_threads_of_one_store_do_not_write_together(store: Store) -> None:
    """The right to write is one thread's, not the process's."""
    refused: list[bool] = []

    def try_to_write() -> None:
        try:
            with store.writing(timeout=0.05):
                refused.append(False)
        except IndexBusy:
            refused.append(True)

    with store.writing():
        thread = threading.Thread(target=try_to_write)
        thread.start()
        thread.join()
    assert refused == [True]


@pytest.mark.parametrize("kind", SEARCHES)
def test_a_change_of_another_store_is_seen_at_the_next_search(tmp_path: Path, kind: str) -> None:
    """No store has to be opened again."""
    with Store.open(tmp_path, IDENTITY) as one, Store.open(tmp_path, IDENTITY) as other:
        index(one, edition(1))
        assert version_of(SEARCHES[kind](other)) == 1
        index(one, edition(2))
        assert version_of(SEARCHES[kind](other)) == 2
        with one.writing() as writer:
            writer.rebuild()
        assert version_of(SEARCHES[kind](other)) == 2
        index(other, [], [indexed.place for indexed in edition(2)])
        assert SEARCHES[kind](one) == []


def test_a_change_in_the_middle_of_a_search_makes_it_search_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found before the change is thrown away: its chunks may be half gone."""
    with Store.open(tmp_path, IDENTITY) as one, Store.open(tmp_path, IDENTITY) as other:
        index(one, edition(1))
        assert version_of(one.search_terms([COMMON], 100)) == 1
        search, interrupted = TermIndex.search, []

        def interrupt(terms: TermIndex, words: Sequence[str], k: int, among: None) -> list[tuple[str, float]]:
            found = search(terms, words, k, among)
            if not interrupted:
                interrupted.append(version_of(found))
                index(other, edition(2))
            return found

        monkeypatch.setattr(TermIndex, "search", interrupt)
        assert version_of(one.search_terms([COMMON], 100)) == 2
        assert interrupted == [1]

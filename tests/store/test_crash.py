"""SIGKILL at any moment of a write: the archive opens, its three parts agree, and no vector is lost."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from rag.errors import IndexBusy
from rag.store import Store
from tests.store.churn import COMMON, hold, write_for_ever
from tests.store.conftest import IDENTITY, agreed_ids, unit_vector

# A server that has imported Chroma once and forks: a child then starts in milliseconds, with no thread of ours in it.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.store.churn"])


def killed_after(seconds: float, folder: Path, seed: int, articles: int) -> set[str]:
    """Let a child write for some time, kill it, and return the keys of the vectors that it said were added."""
    here, there = processes.Pipe()
    child = processes.Process(target=write_for_ever, args=(folder, seed, articles, there))
    child.start()
    there.close()
    added = set(_receive(here))
    time.sleep(seconds)
    child.kill()
    child.join()
    assert child.exitcode == -9
    try:
        while True:
            added.update(_receive(here))
    except EOFError:
        here.close()
        return added


def _receive(connection: Connection) -> list[str]:
    said: list[str] = connection.recv()
    return said


def survives(folder: Path, kills: int, articles: int, seed: int) -> None:
    """Kill a writer again and again on one archive, looking at everything after each."""
    moments = random.Random(seed)
    added: set[str] = set()
    for kill in range(kills):
        added |= killed_after(moments.uniform(0.0, 0.6), folder, seed + kill, articles)
        with Store.open(folder, IDENTITY) as store:
            live = agreed_ids(store)
            found = {i for i, _ in store.search_terms([COMMON], 10_000)}
            assert found == live == {i for i, _ in store.search_passages(unit_vector("x"), 10_000)}
            with store.writing() as writer:
                assert writer.known_vectors(sorted(added)) == added
    assert len(list(folder.glob("derived-*"))) == 1


def test_an_archive_survives_kills(tmp_path: Path) -> None:
    """Four kills in small batches."""
    survives(tmp_path, kills=4, articles=10, seed=1)


@pytest.mark.slow
def test_an_archive_survives_many_kills_in_large_batches(tmp_path: Path) -> None:
    """Twenty kills in batches of about a thousand vectors, where embedded Chroma alone would break."""
    survives(tmp_path, kills=20, articles=70, seed=2)


def test_the_right_to_write_ends_with_its_holder(tmp_path: Path) -> None:
    """Another process's writer is waited for; a killed one blocks nobody."""
    here, there = processes.Pipe()
    child = processes.Process(target=hold, args=(tmp_path, there))
    child.start()
    assert here.recv() == "held"
    with Store.open(tmp_path, IDENTITY) as store:
        with pytest.raises(IndexBusy, match="another process is writing"), store.writing(timeout=0.05):
            pytest.fail("two writers")
        child.kill()
        child.join()
        with store.writing(timeout=5):
            pass
    here.close()
    there.close()

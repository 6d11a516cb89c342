"""SIGKILL at any moment of a sync: nothing is lost, and next to nothing is embedded again."""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from rag import indexing
from rag.store import Store
from rag.store.derived import DerivedFolder
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import CHUNK_CHARS, TEXTS_A_COMMIT, identity, sync_until_killed
from tests.store.conftest import agreed_ids
from tests.store.test_crash import processes

ARTICLES = 60
LONGEST = 0.9  # seconds until a kill; a whole sync takes about so long on two cores


def edit(folder: Path, version: int, chance: random.Random) -> dict[str, str]:
    """Rewrite every article, remove some and add some; returns the texts by source."""
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    texts = {
        f"n{n}.txt": f"Nota número {n}, edición {version}. El puente {n} costó {version} millones. Abrió en mayo."
        for n in sorted(chance.sample(range(ARTICLES + 10), ARTICLES))
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return texts


def killed_after(seconds: float, data: Path, folder: Path, log: Path) -> str:
    """Let a child sync for some time, kill it, and return where it was."""
    here, there = processes.Pipe()
    child = processes.Process(target=sync_until_killed, args=(data, folder, log, 0.004, there))
    child.start()
    there.close()
    assert here.recv() == "begun"
    time.sleep(seconds)
    child.kill()
    child.join()
    assert child.exitcode == -9
    if _has_ended(here):
        return "after the end"
    mark = DerivedFolder(data, "").mark()
    return "while Chroma or tantivy was written" if mark and mark.dirty else "elsewhere"


def _has_ended(connection: Connection) -> bool:
    with connection:
        try:
            return bool(connection.recv() == "ended")
        except EOFError:
            return False


def live_texts(store: Store) -> dict[str, str]:
    """The text of each live article by source, having checked that the three parts of the store agree."""
    live = agreed_ids(store)
    found = store.search_passages(FakeEmbedder().embed_queries(["puente"])[0], 1000)
    assert {i for i, _ in found} == live
    return {source: store.document(i).text for (_, source), i in store.documents().items()}


def embedded_again(log: Path) -> list[str]:
    """Texts that were begun a second time; fails where one of them was not in flight when a child was killed."""
    calls = [json.loads(line) for line in log.read_text().splitlines()]
    in_flight = set().union(*{pid: set(texts) for pid, *texts in calls if pid != os.getpid()}.values())
    times = Counter(text for _, *texts in calls for text in texts)
    again = [text for text, n in times.items() for _ in range(n - 1)]
    assert set(again) <= in_flight
    return again


def survives(home: Path, kills: int, seed: int) -> Counter[str]:
    """Kill a sync again and again, each time of an edited folder; returns where the kills fell."""
    data, folder, log = home / "data", home / "articles", home / "log"
    log.touch()
    chance = random.Random(seed)
    fell: Counter[str] = Counter()
    old: dict[str, str] = {}
    for kill in range(kills):
        new = edit(folder, kill, chance)
        fell[killed_after(chance.uniform(0.0, LONGEST), data, folder, log)] += 1
        embedder = FakeEmbedder(log=log)
        with Store.open(data, identity(embedder)) as store:
            held = live_texts(store)
            assert all(text in {old.get(source), new.get(source)} for source, text in held.items())
            assert held.keys() >= old.keys() & new.keys()
            assert indexing.sync([folder], store=store, embedder=embedder, chunk_chars=CHUNK_CHARS).failed == ()
            assert live_texts(store) == new
        assert len(embedded_again(log)) <= TEXTS_A_COMMIT * (kill + 1)
        old = new
    assert len(list(data.glob("derived-*"))) == 1
    return fell


def test_a_sync_survives_kills(tmp_path: Path) -> None:
    """Four kills of a sync of sixty articles."""
    survives(tmp_path, kills=4, seed=3)


@pytest.mark.slow
def test_a_sync_survives_many_kills(tmp_path: Path) -> None:
    """Twenty kills, some of which fall while Chroma or tantivy is written."""
    fell = survives(tmp_path, kills=20, seed=4)
    assert fell["after the end"] < 20

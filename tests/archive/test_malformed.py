"""A folder of broken and hostile files: each is told with its reason, none ends the run, and memory stays bounded."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from rag import indexing
from rag.corpus import source_name
from rag.store import Store
from rag.types import SyncReport, Verification
from tests.archive.malformed import damaged, made, write_places, write_sparse
from tests.corpus.formats import ARTICLES, MAKERS
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import CHUNK_CHARS, identity
from tests.store.test_crash import processes

MOST_MEGABYTES = 900
"""Of a process that indexes, with the store's libraries in it, which take some 250."""

ODD_NAMES = ("dos\nlíneas.txt", "\u202etxt.oña\u202c.txt", "\x1b[31mrojo.txt", "ñ" * 120 + ".txt", "#uno#dos.txt")


@dataclass(frozen=True)
class Outcome:
    """What a run said and took.

    Attributes:
        sources: Of the articles that are in the index then.
    """

    report: SyncReport
    sources: frozenset[str]
    verified: Verification
    seconds: float
    megabytes: float


def run(folder: Path, data: Path) -> Outcome:
    """Index a folder in a process of its own, whose memory is measured."""
    here, there = processes.Pipe()
    child = processes.Process(target=_index, args=(folder, data, there))
    child.start()
    there.close()
    try:
        outcome: Outcome = here.recv()
    finally:
        child.kill()
        child.join()
        here.close()
    files = sum(len(names) for _, _, names in os.walk(folder))
    print(f"{files} files, {outcome.seconds:.1f} s, {outcome.megabytes:.0f} MB at the peak")  # noqa: T201 - to be seen
    return outcome


def _index(folder: Path, data: Path, said: Connection) -> None:
    embedder, started = FakeEmbedder(), time.perf_counter()
    with Store.open(data, identity(embedder)) as store:
        report = indexing.sync([folder], store=store, embedder=embedder, chunk_chars=CHUNK_CHARS)
        sources = frozenset(source for _, source in store.documents())
        verified = store.verify()
    seconds, peak = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said.send(Outcome(report, sources, verified, seconds, peak))


def test_whatever_is_done_to_files_each_is_told_and_the_index_is_whole(tmp_path: Path) -> None:
    """Two hundred good files cut, stirred, emptied in part, doubled or renamed; and what is no ordinary file."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, data in damaged(200):
        (folder / name).write_bytes(data)
    reasons = write_places(folder)
    oddly = [_oddly(folder, name) for name in (*ODD_NAMES, os.fsdecode(b"mal\xff.txt"))]
    outcome = run(folder, tmp_path / "data")
    require_all_told(folder, outcome)
    passed_over = {entry.source: entry.reason for entry in outcome.report.skipped}
    assert {name: reason for name, reason in reasons.items() if reason not in passed_over.get(name, "")} == {}
    assert outcome.sources >= {source_name(file, folder) for file in oddly}


@pytest.mark.slow
def test_files_made_to_harm_neither_end_the_run_nor_fill_the_memory(tmp_path: Path) -> None:
    """Bombs, loops, depths, lengths and holes of every format; one good file among them is indexed."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, data in made():
        (folder / name).write_bytes(data)
    sparse = write_sparse(folder)
    (folder / "bueno.txt").write_bytes(MAKERS[".txt"](ARTICLES[0]))
    outcome = run(folder, tmp_path / "data")
    require_all_told(folder, outcome)
    assert "bueno.txt" in outcome.sources
    assert _files(outcome.sources).isdisjoint(sparse)


def require_all_told(folder: Path, outcome: Outcome) -> None:
    """Every file has given an article or is told with a reason in one line; the index agrees with itself."""
    told = [(entry.source, entry.error) for entry in outcome.report.failed]
    told += [(entry.source, entry.reason) for entry in outcome.report.skipped]
    assert all(reason and "\n" not in reason for _, reason in told)
    names = {source_name(file, folder) for file in folder.iterdir()}
    assert _files(names) == _files(outcome.sources) | _files(source for source, _ in told)
    assert outcome.verified.findings == ()
    assert outcome.megabytes < MOST_MEGABYTES


def _files(sources: Iterable[str]) -> set[str]:
    """The files of articles; a name that begins with `#` is the name of one."""
    return {source[:1] + source[1:].partition("#")[0] for source in sources}


def _oddly(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_text(f"Una nota de nombre raro, número {len(name)}, se publicó ayer.", encoding="utf-8")
    return file

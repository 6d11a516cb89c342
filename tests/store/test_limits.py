"""The store against a full comparison, and what it holds on to when it is opened again and again."""

from __future__ import annotations

import math
import os
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from rag.errors import StoreError
from rag.store import IndexedDocument, Store
from tests.patience import comes_true
from tests.store.conftest import IDENTITY, agreed_ids, article, index, unit_vector

K1, B = 1.2, 0.75  # tantivy's, and BM25's usual


def random_library(chance: random.Random) -> list[IndexedDocument]:
    """200 chunks of 1 to 4 sentences of 1 to 8 words, some of them rare."""
    words = [f"word{n}" for n in range(60)]
    weights = [1 / (n + 1) for n in range(60)]
    return [
        article(
            f"{n}.txt",
            [
                " ".join(chance.choices(words, weights, k=chance.randint(1, 8))) + f" s{n}x{part}."
                for part in range(chance.randint(1, 4))
            ],
            per_chunk=4,
        )
        for n in range(200)
    ]


def bm25(terms: list[str], chunks: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """Robertson and Zaragoza 2009, over every chunk that holds a term."""
    mean = np.mean([len(held) for held in chunks.values()])
    scores: Counter[str] = Counter()
    for term in terms:
        having = {i: held.count(term) for i, held in chunks.items() if term in held}
        weight = math.log(1 + (len(chunks) - len(having) + 0.5) / (len(having) + 0.5))
        for i, n in having.items():
            scores[i] += weight * n * (K1 + 1) / (n + K1 * (1 - B + B * len(chunks[i]) / mean))
    return dict(scores)


@pytest.mark.parametrize("seed", range(3))
def test_every_search_equals_a_full_comparison(store: Store, seed: int) -> None:
    """Scores of 200 random chunks by vectors and by words are those computed by hand."""
    chance = random.Random(seed)
    library = random_library(chance)
    index(store, library)
    pieces = {piece.chunk.id: piece for indexed in library for piece in indexed.chunks}
    asked = unit_vector(f"question {seed}")
    passages = {i: float(unit_vector(piece.chunk.text) @ asked) for i, piece in pieces.items()}
    terms = ["word0", "word3", "word17", "word59", "absent"]
    assert len(pieces) == 200
    assert dict(store.search_passages(asked, 200)) == pytest.approx(passages, abs=1e-5)
    expected = bm25(terms, {i: piece.terms for i, piece in pieces.items()})
    assert dict(store.search_terms(terms, 200)) == pytest.approx(expected, rel=1e-4)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_opening_again_and_again_leaks_no_file(tmp_path: Path) -> None:
    """Thirty changes make a reader close and open its indexes thirty times; one file left each time would be 27."""
    held: list[int] = []
    with Store.open(tmp_path, IDENTITY) as reader:
        for n in range(30):
            with Store.open(tmp_path, IDENTITY) as writer:
                index(writer, [article("a.txt", [f"edition {n}"], version=n)])
            assert len(reader.search_passages(unit_vector("x"), 5)) == 1
            held.append(len(list(Path("/proc/self/fd").iterdir())))
    # Chroma's pool of connections to SQLite breathes by a few.
    assert held[-1] < held[2] + 12


def held_files(folder: Path) -> list[str]:
    """The files below a folder that this process holds open."""
    targets = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return [target for target in targets if str(folder) in target]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_closed_store_holds_no_file_of_its_folder(tmp_path: Path) -> None:
    """Ten stores, opened, written, read and closed: nothing below the data folder is open."""
    for n in range(10):
        with Store.open(tmp_path, IDENTITY) as store:
            index(store, [article("a.txt", [f"edition {n}"], version=n)])
            agreed_ids(store)
    # Chroma's pool lets its connections to SQLite go on threads of its own, a moment after it is closed.
    assert comes_true(lambda: not held_files(tmp_path)), held_files(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The folder is named, with what to check."""
    (tmp_path / "data").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="HEMEROTECA_DATA_DIR") as caught:
        Store.open(tmp_path / "data", IDENTITY)
    assert "\n" not in str(caught.value)


def test_a_data_folder_on_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the folder may not be made, which root never sees."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "data"))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StoreError, match=r"Permission denied.*HEMEROTECA_DATA_DIR") as caught:
        Store.open(tmp_path / "data", IDENTITY)
    assert "\n" not in str(caught.value)


def test_a_data_folder_that_turned_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark cannot be written: the error is of the folder, and the archive goes on once it can be."""
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, [article("a.txt", ["one"])])
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", _read_only)
            with pytest.raises(StoreError, match="check HEMEROTECA_DATA_DIR"):
                index(store, [article("b.txt", ["two"])])
        assert {i.split("@")[0] for i in agreed_ids(store)} == {"a.txt", "b.txt"}


def _read_only(_: int) -> None:
    raise OSError(30, "Read-only file system")

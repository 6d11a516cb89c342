"""A Ray job fills an index as `index` would, on two workers of this machine: real processes, a fake model."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from rag import bulk
from rag.errors import EndpointError, SettingsError
from rag.indexing import sync
from rag.store import Store
from rag.types import Embedder
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import identity

pytestmark = [
    pytest.mark.ray,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),  # of its own settings, by itself
    pytest.mark.filterwarnings("ignore:The minimum number of concurrent actors:UserWarning"),  # the articles are few
]

RAY = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: `make setup-ray`")

CHARS = 200
EMBEDDER = FakeEmbedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty articles, some of them with a sentence in common, a file of two records, and one that is no article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(40):
        text = f"Título {n}\n\nEl puente número {n} costó {n} euros. Lo pagó la alcaldesa de Valdemora."
        (folder / f"{n:02}.txt").write_text(text, encoding="utf-8")
    records = '{"title": "Uno", "text": "Primera frase."}\n{"title": "Dos", "text": "Segunda frase."}\n'
    (folder / "records.jsonl").write_text(records, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder


def opened(data: Path) -> Store:
    """An archive of the fake embedder."""
    return Store.open(data, identity(EMBEDDER))


def fill(store: Store, *paths: Path, before: object = None) -> bulk.Filled:
    """The job, on two workers."""
    load = partial(FakeEmbedder, before=before) if before else FakeEmbedder
    return bulk.fill(paths, store=store, load_embedder=load, chunk_chars=CHARS, workers=2)


def held(store: Store) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """By where each article lies, its id and those of its chunks."""
    return {place: (i, tuple(store.chunk_ids(i))) for place, i in store.documents().items()}


def refuse(_texts: Sequence[str]) -> None:
    """As an endpoint that is down, but for the samples by which a model is known."""
    raise EndpointError("the endpoint is down: start it.")


@pytest.mark.slow
@RAY
def test_the_job_writes_what_an_index_would(folder: Path, tmp_path: Path) -> None:
    """The same articles, chunks and vectors; the sync that follows embeds nothing and tells what could not be read.

    A second job reads all and writes nothing; then only what is new, what has changed, and what has gone is touched.
    """
    with opened(tmp_path / "one") as one, opened(tmp_path / "other") as other:
        assert fill(one, folder) == bulk.Filled(added=42)
        sync([folder], store=other, embedder=FakeEmbedder(), chunk_chars=CHARS)
        assert held(one) == held(other)
        embedder = FakeEmbedder()
        report = sync([folder], store=one, embedder=embedder, chunk_chars=CHARS)
        assert (report.unchanged, report.added, len(report.failed)) == (42, 0, 1)
        assert embedder.passages == []
        assert one.verify().findings == ()
        ids = sorted(i for _, chunks in held(one).values() for i in chunks)
        for mine, theirs in zip(one.fetch(ids), other.fetch(ids), strict=True):
            assert mine.vector == pytest.approx(theirs.vector)
            assert mine.sentence_vectors == pytest.approx(theirs.sentence_vectors)

        generation = one.generation
        assert fill(one, folder) == bulk.Filled()
        assert one.generation == generation

        (folder / "00.txt").write_text("Título 0\n\nEl puente se cayó.", encoding="utf-8")
        (folder / "01.txt").unlink()
        (folder / "new.txt").write_text("Nuevo\n\nSe abre otro puente.", encoding="utf-8")
        assert fill(one, folder, folder / "missing") == bulk.Filled(added=1, updated=1)
        assert sync([folder], store=one, embedder=embedder, chunk_chars=CHARS).deleted == 1
        assert embedder.passages == []


def test_of_two_articles_of_one_name_one_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one batch or in two: the job goes on, and the sync that follows tells of them."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "r.jsonl").write_text('{"id": "a.txt", "title": "Uno", "text": "Primera frase."}\n', encoding="utf-8")
    (folder / "r.jsonl#a.txt").write_text("Dos\n\nSegunda frase.", encoding="utf-8")

    def read(_data: object, files: Sequence[tuple[Path, Path]], reader: dict[str, Any], *_: object) -> Iterator[Any]:
        rows = bulk._Reader(**reader)({"value": [pickle.dumps(pair) for pair in files]})
        batch = {"value": [value for row in rows for value in row["value"]]}
        yield from [bulk._unpickled(value) for _ in "12" for value in bulk._Embedder(FakeEmbedder)(batch)["value"]]

    monkeypatch.setattr(bulk, "_started", lambda *_: nullcontext())
    monkeypatch.setattr(bulk, "_embedded", read)
    with opened(tmp_path / "data") as store:
        assert fill(store, folder) == bulk.Filled(added=1)
        report = sync([folder], store=store, embedder=FakeEmbedder(), chunk_chars=CHARS)
        assert ["two articles" in failure.error for failure in report.failed] == [True]


@pytest.mark.slow
@RAY
def test_what_stops_an_embedder_is_told_as_it_was_raised(folder: Path, tmp_path: Path) -> None:
    """Not as Ray tells that an actor has died; the right to write is free again."""
    with opened(tmp_path / "data") as store:
        with pytest.raises(EndpointError, match=r"^the endpoint is down: start it\.$"):
            fill(store, folder, before=refuse)
        assert store.documents() == {}
        with store.writing(timeout=0.1):
            pass


def test_paths_without_articles_start_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with them, the sync tells."""
    monkeypatch.setattr(bulk, "_started", None)
    with opened(tmp_path / "data") as store:
        assert fill(store, tmp_path / "missing") == bulk.Filled()


def test_that_ray_is_not_installed_is_told_with_what_installs_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an extra."""

    def missing(name: str) -> object:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(bulk, "import_module", missing)
    with opened(tmp_path / "data") as store, pytest.raises(SettingsError, match=r"hemeroteca\[ray\]"):
        fill(store, folder)


def test_an_article_is_known_by_where_it_lies_and_what_it_says() -> None:
    """A reader leaves out what the index holds, and nothing else; an empty index holds nothing."""
    live = {("/a", f"{n}.txt"): f"id{n}" for n in range(100)}
    reader = bulk._Reader(bulk._numbers(live.items()), CHARS, {})
    assert all(reader._holds(place, i) for place, i in live.items())
    assert not reader._holds(("/a", "0.txt"), "id1")
    assert not reader._holds(("/b", "0.txt"), "id0")
    assert not bulk._Reader(bulk._numbers({}.items()), CHARS, {})._holds(("/a", "0.txt"), "id0")


def test_an_embedder_is_loaded_once_and_only_where_it_is_used() -> None:
    """Every batch of an actor has the same."""
    loaded: list[Embedder] = []

    def load() -> Embedder:
        loaded.append(FakeEmbedder())
        return loaded[-1]

    actor = bulk._Embedder(load)
    assert loaded == []
    for _ in range(2):
        actor({"value": []})
    assert len(loaded) == 1

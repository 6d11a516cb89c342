"""The same store with its vectors at a Chroma server, a real one on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from chromadb.api import ClientAPI

from rag.errors import StoreError
from rag.store import Store, vectors
from tests.fakes.chroma_server import ChromaServer
from tests.store.conftest import IDENTITY, agreed_ids, article, index, unit_vector


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    """A server with nothing in it."""
    with ChromaServer(tmp_path / "server") as running:
        yield running


@contextmanager
def raw_client(url: str) -> Iterator[ClientAPI]:
    """Chroma's own client."""
    client = vectors._connect(url)
    try:
        yield client
    finally:
        vectors._close(client)


def test_a_server_holds_several_archives_that_do_not_mix(tmp_path: Path, server: ChromaServer) -> None:
    """Each archive has its own collection, finds its own articles, and clears up its own only."""
    url = server.url
    with (
        Store.open(tmp_path / "one", IDENTITY, chroma_url=url) as one,
        Store.open(tmp_path / "other", IDENTITY, chroma_url=url) as other,
    ):
        index(one, [article("a.txt", ["one", "two"])])
        index(other, [article("b.txt", ["three"])])
        assert [i.split("@")[0] for i, _ in one.search_passages(unit_vector("x"), 9)] == ["a.txt"]
        assert [i.split("@")[0] for i, _ in other.search_passages(unit_vector("x"), 9)] == ["b.txt"]
        with one.writing() as writer:
            writer.rebuild()
        assert len(agreed_ids(one)) == len(agreed_ids(other)) == 1
        with raw_client(url) as client:
            assert len(client.list_collections()) == 2


def test_collections_that_a_server_lost_are_made_anew(tmp_path: Path, server: ChromaServer) -> None:
    """A missing collection is not an empty one: the ledger fills it again."""
    url = server.url
    with Store.open(tmp_path / "data", IDENTITY, chroma_url=url) as store:
        index(store, [article("a.txt", ["one", "two"])])
        with raw_client(url) as client:
            for collection in client.list_collections():
                client.delete_collection(collection.name)
        assert len(store.search_passages(unit_vector("x"), 9)) == 1
        assert len(agreed_ids(store)) == 1


def test_a_server_that_went_away_is_told_in_one_line(tmp_path: Path, server: ChromaServer) -> None:
    """The address stands in the message; nothing is rebuilt because of it."""
    url = server.url
    with Store.open(tmp_path / "data", IDENTITY, chroma_url=url) as store:
        index(store, [article("a.txt", ["one"])])
        folders = set((tmp_path / "data").glob("derived-*"))
        server.kill()
        with pytest.raises(StoreError, match=url.removeprefix("http://")) as caught:
            store.search_passages(unit_vector("x"), 9)
        assert "\n" not in str(caught.value)
        assert set((tmp_path / "data").glob("derived-*")) == folders

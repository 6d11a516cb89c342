"""A query finds what its filters let through, by every search, and says what lies outside where that is nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rag.indexing import embed_missing, index_document
from rag.retrieval import Retriever, Weights
from rag.store import EmbeddingIdentity, Store
from rag.types import Document, Filters, Period, Query
from tests.fakes.embedder import FakeEmbedder

BUDGET = "El pleno de Ribalta aprobó el presupuesto municipal de {} millones de euros. La oposición votó en contra {}."
ARTICLES = (
    ("2024.txt", BUDGET.format("61", "sin decir nada"), date(2024, 1, 18), "El Faro"),
    ("2025.txt", BUDGET.format("63", "por las basuras y por el puerto"), date(2025, 1, 23), "El Faro"),
    ("2026.txt", BUDGET.format("66", "tras un debate de seis horas largas"), date(2026, 1, 22), "La Gaceta"),
    ("undated.txt", "El ferri de Tarrelo pierde dos viajes al día. La conservera cierra.", None, "La Gaceta"),
)
QUESTION = "¿De cuántos millones es el presupuesto municipal de Ribalta?"


@pytest.fixture
def retriever(tmp_path: Path) -> Iterator[Retriever]:
    """Over four articles: three tell the same of different years, one bears no date."""
    embedder = FakeEmbedder(dimension=256)
    identity = EmbeddingIdentity(embedder.name, embedder.dimension, embedder.fingerprint)
    with Store.open(tmp_path, identity) as store:
        documents = [
            Document(id=name, title=name, text=text, source=name, published=day, outlet=outlet)
            for name, text, day, outlet in ARTICLES
        ]
        indexed = [index_document(document, root="articles", chunk_chars=900) for document in documents]
        with store.writing() as writer:
            embed_missing(indexed, writer, embedder)
            writer.apply(indexed)
        yield Retriever(store, embedder, Weights(0.5, 0.5, 0.06, 0.02))


def sources(retriever: Retriever, query: Query) -> list[str]:
    """The articles that a query finds, best first."""
    return [passage.document.source for passage in retriever.find(query).passages]


def test_only_what_fits_is_found(retriever: Retriever) -> None:
    """By days, by outlet, by both; an article without a date lies outside of any days."""
    assert set(sources(retriever, Query(QUESTION, 9))) == {name for name, *_ in ARTICLES}
    since = Filters(since=date(2025, 1, 1))
    assert set(sources(retriever, Query(QUESTION, 9, since))) == {"2025.txt", "2026.txt"}
    assert set(sources(retriever, Query(QUESTION, 9, Filters(outlet="la gaceta")))) == {"2026.txt", "undated.txt"}
    assert sources(retriever, Query(QUESTION, 9, Filters(since=date(2025, 1, 1), outlet="El Faro"))) == ["2025.txt"]


def test_a_time_that_a_question_is_about_only_comes_first(retriever: Retriever) -> None:
    """Every article is found still; without the time another one is first."""
    plain = Query(QUESTION, 9)
    firsts = set()
    for year in (2024, 2025, 2026):
        about = (Period(date(year, 1, 1), date(year, 12, 31)),)
        found = sources(retriever, Query(QUESTION, 9, about=about))
        assert set(found) == set(sources(retriever, plain))
        firsts.add(found[0])
    assert len(firsts) > 1


def test_what_the_day_has_added_is_told_of_each_passage(retriever: Retriever) -> None:
    """So that sentences can be weighed by it too; nothing where no time is meant."""
    plain = {passage.chunk.id: passage.score for passage in retriever.retrieve(QUESTION, 9)}
    found = retriever.find(Query(QUESTION, 9, current=True)).passages
    assert max(found, key=lambda passage: passage.timeliness).document.source == "2026.txt"
    assert all(passage.score - passage.timeliness == pytest.approx(plain[passage.chunk.id]) for passage in found)
    assert not any(passage.timeliness for passage in retriever.retrieve(QUESTION, 9))


def test_what_lies_outside_is_told_where_nothing_fits(retriever: Retriever) -> None:
    """How many articles there are, and what bears on the question, with its days."""
    found = retriever.find(Query(QUESTION, 3, Filters(since=date(2025, 6, 1), until=date(2025, 8, 31))))
    assert found.passages == ()
    assert found.outside is not None
    assert found.outside.articles == len(ARTICLES)
    assert found.outside.nearest == (date(2025, 1, 23), date(2026, 1, 22))
    assert {passage.document.source for passage in found.outside.passages} >= {"2025.txt", "2026.txt"}


def test_where_something_fits_nothing_is_told_of_the_rest(retriever: Retriever) -> None:
    """Nor without filters."""
    assert retriever.find(Query(QUESTION, 3, Filters(outlet="El Faro"))).outside is None
    assert retriever.find(Query(QUESTION, 3)).outside is None


def test_a_question_alone_is_a_query_without_filters(retriever: Retriever) -> None:
    """So that nothing that searches by text needs to know of them."""
    assert retriever.retrieve(QUESTION, 2) == retriever.find(Query(QUESTION, 2)).passages
    assert len(retriever.retrieve(QUESTION, 1, whole=True)) == 1


def test_several_queries_find_what_each_would(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are embedded together, and only searched one by one."""
    queries = [Query(QUESTION, 2), Query("El ferri de Tarrelo", 3, Filters(outlet="La Gaceta"))]
    alone = [retriever.find(query).passages for query in queries]
    embed, calls = retriever._embedder.embed_queries, []
    monkeypatch.setattr(retriever._embedder, "embed_queries", lambda texts: calls.append(texts) or embed(texts))
    assert retriever.find_each(queries) == alone
    assert calls == [[query.text for query in queries]]
    assert retriever.find_each([]) == []


def test_how_passages_were_found_is_told_with_them(retriever: Retriever) -> None:
    """The words looked for, how much was looked at, and the place of each passage by each of the three scores."""
    found = retriever.find(Query(QUESTION, 2))
    search = found.search
    assert search is not None
    assert (search.text, search.language, search.looked_at) == (QUESTION, "es", len(ARTICLES))
    assert "ribalt" in search.terms
    assert [(hit.document, hit.start) for hit in search.hits] == [
        (passage.document.id, passage.chunk.start) for passage in found.passages
    ]
    everything = retriever.find(Query(QUESTION, 9)).search
    assert everything is not None
    places = range(1, len(ARTICLES) + 1)
    assert sorted(hit.by_meaning for hit in everything.hits) == [*places]
    assert sorted(hit.by_sentence for hit in everything.hits) == [*places]
    words = retriever.find(Query("presupuesto municipal", 9)).search
    assert words is not None
    assert {hit.document: bool(hit.by_words) for hit in words.hits}["undated.txt"] is False
    assert sum(bool(hit.by_words) for hit in words.hits) == 3
    nothing = retriever.find(Query(QUESTION, 3, Filters(since=date(2025, 6, 1), until=date(2025, 8, 31)))).search
    assert nothing is not None
    assert nothing.hits == ()

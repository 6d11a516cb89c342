"""Reprints in the ledger: one stands for those with the same text, and each is known to be printed elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rag.indexing import embed_missing, index_document
from rag.languages import language_of
from rag.store import EmbeddingIdentity, Place, Store
from rag.store.store import COPIES
from rag.text.terms import analyse
from rag.types import Document, Filters
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import identity
from tests.store.conftest import agreed_ids

EMBEDDER = FakeEmbedder(dimension=32)
IDENTITY: EmbeddingIdentity = identity(EMBEDDER)
REPORT = (
    "La cofradía de Puntamar subastó ayer doscientas cajas de sardina, el doble que hace un año. "
    "El patrón mayor, Anselmo Rivas, atribuyó la subida a la corriente fría que entró por el cabo. "
    "Las conserveras de Luzena compraron tres de cada cuatro cajas y el resto se vendió en la plaza."
)
NO_FILTERS = Filters()
OTHER = (
    "El teatro de Luzena abre el curso con una comedia de enredo que estrena la compañía de Irene Pascual. "
    "Habrá once funciones hasta diciembre, con entradas a ocho euros para los menores de treinta años."
)


def printed(source: str, text: str = REPORT, *, title: str = "La sardina vuelve", **facts: object) -> Document:
    """An article; its id is its source."""
    return replace(Document(source, title, text, source), **facts)


def write(store: Store, documents: Sequence[Document], remove: Sequence[Place] = ()) -> None:
    """Index some articles and take others out, after which everything agrees."""
    indexed = [index_document(document, root="/a", chunk_chars=900) for document in documents]
    with store.writing() as writer:
        embed_missing(indexed, writer, EMBEDDER)
        writer.apply(indexed, remove)
    agreed_ids(store)


def articles(store: Store, ids: Sequence[tuple[str, float]]) -> list[str]:
    """The sources of what a search gave."""
    return [found.document.source for found in store.fetch([i for i, _ in ids])]


def searched(store: Store, words: str, k: int = 50, filters: Filters = NO_FILTERS) -> list[list[str]]:
    """What either search finds."""
    vector = EMBEDDER.embed_queries([words])[0]
    return [
        articles(store, store.search_passages(vector, k, filters)),
        articles(store, store.search_terms(analyse(words, language_of("es")), k, filters)),
    ]


@pytest.fixture
def store(tmp_path: Path):
    """An empty archive."""
    with Store.open(tmp_path, IDENTITY) as opened:
        yield opened


def test_the_same_text_is_searched_once_however_often_it_is_printed(store: Store) -> None:
    """Each search gives one of the copies, which knows of the others."""
    copies = [printed(f"{n:02}.txt") for n in range(30)]
    write(store, [*copies, printed("teatro.txt", OTHER, title="El teatro")])
    assert len(agreed_ids(store)) == 2
    for found in searched(store, "sardina en la plaza"):
        assert sum(source != "teatro.txt" for source in found) == 1
    reprints = store.reprints(["07.txt"])["07.txt"]
    assert reprints.number == 29
    assert [printing.source for printing in reprints.first] == ["00.txt", "01.txt", "02.txt", "03.txt", "04.txt"]
    assert store.verify().findings[0].where == "folder"  # there is no such folder; all else is in order


def test_when_the_one_that_stands_for_others_goes_another_takes_its_place(store: Store) -> None:
    """As long as there is one, the text is found; then no more."""
    write(store, [printed(name) for name in ("a.txt", "b.txt", "c.txt")])
    left = ["a.txt", "b.txt", "c.txt"]
    while left:
        (first,) = set().union(*searched(store, "sardina"))
        assert first in left
        left.remove(first)
        write(store, [], [("/a", first)])
    assert searched(store, "sardina") == [[], []]


@pytest.mark.parametrize("many", [10**6, 1], ids=["all compared", "asked of the graph"])
def test_a_filter_that_only_a_copy_passes_finds_that_copy(
    store: Store, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By outlet and by day, whichever copy stands for it in the indexes."""
    monkeypatch.setattr("rag.store.store.MANY", many)
    others = [printed(f"{n}.txt", outlet="El Faro", published=date(2024, 5, n + 1)) for n in range(9)]
    gazette = [printed(f"gaceta-{n}.txt", f"{OTHER} Sala {n}.", outlet="La Gaceta") for n in range(3)]
    write(store, [*others, printed("zz.txt", outlet="La Gaceta", published=date(2024, 5, 30)), *gazette])
    for filters in (Filters(outlet="la gaceta", since=date(2024, 5, 1)), Filters(since=date(2024, 5, 20))):
        assert searched(store, "sardina", 5, filters) == [["zz.txt"]] * 2
    (found,) = {tuple(sources) for sources in searched(store, "sardina", 9, Filters(outlet="el faro"))}
    assert len(found) == 1
    assert found[0] in {document.source for document in others}


def test_the_newest_are_one_of_each_story_however_often_it_is_printed(store: Store) -> None:
    """The newest copy stands for it; what has no day comes last; all stories that fit are counted."""
    copies = [printed(f"{n:02}.txt", published=date(2024, 5, n + 1)) for n in range(30)]
    older = printed("teatro.txt", OTHER, title="El teatro", published=date(2024, 1, 1))
    undated = printed("sala.txt", "La biblioteca abre los sábados por la tarde.", title="La sala")
    write(store, [*copies, older, undated])
    assert store.newest(NO_FILTERS, 5) == (["29.txt", "teatro.txt", "sala.txt"], 3)
    assert store.newest(NO_FILTERS, 1) == (["29.txt"], 3)
    assert store.newest(Filters(until=date(2024, 5, 20)), 2) == (["19.txt", "teatro.txt"], 2)
    write(store, [], [("/a", "29.txt"), ("/a", "teatro.txt")])
    assert store.newest(NO_FILTERS, 5) == (["28.txt", "sala.txt"], 2)


def test_all_passages_of_a_text_that_is_printed_again_are_of_one_article(store: Store) -> None:
    """Else what belongs together would be cited from many."""
    long = "\n\n".join(f"{REPORT} Párrafo {n} de la crónica." for n in range(12))
    write(store, [printed(f"{n}.txt", long) for n in range(4)])
    searched_ids = sorted(agreed_ids(store))
    assert len(searched_ids) > 3
    assert {found.document.source for found in store.fetch(searched_ids)} == {"0.txt"}


def test_near_copies_leave_room_for_others(store: Store) -> None:
    """Of those that are searched each, a list holds no more than some, and then what else there is."""
    copies = [printed(f"{n:02}.txt", REPORT.replace("doscientas", f"{n + 200}")) for n in range(3 * COPIES)]
    write(store, [*copies, printed("teatro.txt", OTHER, title="El teatro")])
    for found in searched(store, "cuántas cajas de sardina hasta diciembre", COPIES + 1):
        assert len(found) == COPIES + 1
        assert found.count("teatro.txt") == 1


def test_a_reprint_under_another_title_cut_or_edited_is_known(store: Store) -> None:
    """And told as such, with where it stands; another article is none."""
    cut = REPORT[: REPORT.index("Las conserveras")]
    write(
        store,
        [
            printed("agencia.txt", outlet="EFE", published=date(2024, 5, 1)),
            printed("faro.txt", title="Récord en la lonja", outlet="El Faro", published=date(2024, 5, 2)),
            printed("cut.txt", cut, title="Breves"),
            printed("teatro.txt", OTHER, title="El teatro"),
        ],
    )
    told = store.reprints(["agencia.txt", "teatro.txt"])
    assert [(p.source, p.outlet, p.exact) for p in told["agencia.txt"].first] == [
        ("faro.txt", "El Faro", True),
        ("cut.txt", "", False),
    ]
    assert (told["agencia.txt"].number, told["agencia.txt"].near) == (2, 1)
    assert told["teatro.txt"].number == 0
    write(store, [], [("/a", "faro.txt")])
    assert store.reprints(["agencia.txt"])["agencia.txt"].number == 1


def test_a_page_of_notices_does_not_make_reprints_of_them(store: Store) -> None:
    """Each is held by the page, and they have nothing in common."""
    page = "\n\n".join([REPORT, OTHER, REPORT[::-1], OTHER[::-1], OTHER.upper()[::-1]])
    write(store, [printed("page.txt", page), printed("one.txt"), printed("other.txt", OTHER)])
    told = store.reprints(["one.txt", "other.txt"])
    assert {printing.source for reprints in told.values() for printing in reprints.first} <= {"page.txt"}


def test_erasing_the_first_of_a_story_leaves_the_others_one(store: Store) -> None:
    """They know of each other still, as does one that comes later; nothing of the erased one is kept."""
    write(store, [printed("1.txt")])
    write(store, [printed("2.txt", f"{REPORT} Hoy no."), printed("3.txt", f"{REPORT} Mañana sí.")])
    with store.writing() as writer:
        writer.erase(["1.txt"])
    write(store, [printed("4.txt", f"{REPORT} Tampoco el lunes.")])
    assert {p.source for p in store.reprints(["2.txt"])["2.txt"].first} == {"3.txt", "4.txt"}
    agreed_ids(store)

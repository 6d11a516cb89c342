"""Reprints crowd nothing out: what is found are different texts, however often one of them is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from rag.indexing import embed_missing, index_document
from rag.retrieval import Retriever, Weights
from rag.store import Store
from rag.types import Document, Filters, Query
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import identity

FAIR = (
    "La feria de Osma abre sus puertas el sábado. La feria de Osma contará con treinta casetas y un concurso de "
    "tortillas. La entrada a la feria de Osma se hará por la puerta norte."
)
PRICE = (
    "El consistorio fijó en 4,50 euros el billete de acceso al recinto ferial, informó la concejala de festejos.",
    "El pleno de Lerma aprobó ayer el nuevo reglamento del mercado, con los votos en contra de la oposición.",
    "La biblioteca de Roa cierra por obras hasta la primavera y presta sus libros desde la casa de cultura.",
)
QUESTION = "¿Cuánto cuesta la entrada a la feria de Osma?"

Copy = Callable[[int], Document]


def same(n: int) -> Document:
    """To the letter."""
    return Document(f"{n}", "La feria de Osma", FAIR, f"{n}.txt")


def titled(n: int) -> Document:
    """Under a title of its own, by a newspaper of its own."""
    return Document(f"{n}", f"Feria {n} de Osma", FAIR, f"{n}.txt", outlet=f"Diario {n}", published=date(2024, 5, 1))


def edited(n: int) -> Document:
    """With a word of its own, so that its vectors are its own too."""
    return Document(f"{n}", "La feria de Osma", FAIR.replace("treinta", f"{n}"), f"{n}.txt", outlet=f"Diario {n}")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Sequence[Document]], Retriever]]:
    """Indexes some articles and searches them."""
    embedder = FakeEmbedder(dimension=64)
    with Store.open(tmp_path, identity(embedder)) as store:

        def index(documents: Sequence[Document]) -> Retriever:
            indexed = [index_document(document, root="/a", chunk_chars=900) for document in documents]
            with store.writing() as writer:
                embed_missing(indexed, writer, embedder)
                writer.apply(indexed)
            return Retriever(store, embedder, Weights(0.5, 0.5, 0.06, 0.02))

        yield index


OTHERS = [Document(f"o{n}", f"Otro {n}", text, f"otro{n}.txt") for n, text in enumerate(PRICE)]


@pytest.mark.parametrize("copy", [same, titled, edited])
def test_however_many_copies_there_are_the_rest_is_found(
    opened: Callable[[Sequence[Document]], Retriever], copy: Copy
) -> None:
    """More of them than a search asks for; each passage is another text, and says how often its is printed."""
    found = opened([*map(copy, range(160)), *OTHERS]).find(Query(QUESTION, 4)).passages
    assert {"otro0.txt", "otro1.txt", "otro2.txt"} < {passage.document.source for passage in found}
    (fair,) = (passage for passage in found if not passage.document.source.startswith("otro"))
    assert fair.reprints.number == 159


@pytest.mark.parametrize("copy", [titled, edited])
def test_a_filter_finds_the_copy_that_passes_it(opened: Callable[[Sequence[Document]], Retriever], copy: Copy) -> None:
    """Though another stands for it where nothing is filtered."""
    retriever = opened([*map(copy, range(60)), *OTHERS])
    (found,) = retriever.find(Query(QUESTION, 4, Filters(outlet="diario 41"))).passages
    assert (found.document.source, found.reprints.number) == ("41.txt", 59)


def test_what_is_printed_anew_with_other_words_stays_apart(
    opened: Callable[[Sequence[Document]], Retriever],
) -> None:
    """A report of every month is none of its others' copies: all are found, some of them behind what is different."""
    report = (
        "El embalse de Arlanza está al {0} por ciento, {1} puntos que en {2}, y llueve {3} según {4}, dice la junta."
    )
    words = (
        "mayo nada Burgos",
        "junio algo León",
        "julio poco Soria",
        "agosto mucho Palencia",
        "enero bastante Zamora",
    )
    monthly = [
        Document(f"{n}", "El embalse", report.format(40 + 7 * n, f"{n} más", *said.split()), f"embalse{n}.txt")
        for n, said in enumerate(words)
    ]
    found = opened([*monthly, *OTHERS]).find(Query("¿Cómo está el embalse de Arlanza?", 8)).passages
    assert len(found) == 8


def test_a_routine_report_with_other_figures_is_none_of_its_others(
    opened: Callable[[Sequence[Document]], Retriever],
) -> None:
    """The weather of each day is found, behind what is another text; a reprint with the same figures is not."""
    report = (
        "La estación de Osma midió ayer una máxima de {0} grados y una mínima de nueve, con viento flojo del norte, "
        "cielos despejados por la tarde y algunas nubes altas al caer la noche en toda la comarca del río."
    )
    daily = [Document(f"{n}", "El tiempo", report.format(20 + n), f"tiempo{n}.txt") for n in range(4)]
    again = Document("again", "El tiempo ayer", report.format(20).replace("flojo", "suave"), "again.txt")
    found = opened([*daily, again, *OTHERS]).find(Query("¿Qué máxima midió la estación de Osma?", 8)).passages
    sources = [passage.document.source for passage in found]
    assert len(sources) == len(daily) + len(OTHERS)
    assert {f"tiempo{n}.txt" for n in range(1, 4)} < set(sources)

"""What corrects an article or is newer than it is found from it, whichever was indexed first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rag.indexing import embed_missing, index_document
from rag.store import Store
from rag.types import Amendment, AmendmentKind, Document
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import identity

EMBEDDER = FakeEmbedder(dimension=16)
STORY = (
    "La noria de Valdehierro volvió a girar ayer, después de treinta años parada y dos de obras que pagó la villa. "
    "Subieron a ella seiscientos vecinos, que hicieron cola desde el alba hasta el cierre de la feria."
)
NOTE = (
    "Fe de errores\n\nEn la información publicada el 4 de marzo de 2021 con el título «La noria vuelve a girar», "
    "donde dice «treinta años» debe decir «trece años»."
)
NORIA = Document("noria", "La noria vuelve a girar", STORY, "noria.txt", published=date(2021, 3, 4), outlet="El Faro")
CORRECTION = Document("fe", "Fe de errores", NOTE, "fe.txt", published=date(2021, 3, 6), outlet="El Faro")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty archive."""
    with Store.open(tmp_path, identity(EMBEDDER)) as opened:
        yield opened


def amended(store: Store, documents: Sequence[Document], document: Document = NORIA) -> tuple[Amendment, ...]:
    """What is known of one once some are indexed."""
    indexed = [index_document(one, root="/a", chunk_chars=900) for one in documents]
    with store.writing() as writer:
        embed_missing(indexed, writer, EMBEDDER)
        writer.apply(indexed)
    return store.amendments([document.id])[document.id]


@pytest.mark.parametrize("turned", [False, True], ids=["before", "behind"])
def test_a_correction_is_found_from_what_it_corrects(store: Store, turned: bool) -> None:
    """With its words and its day, in whichever order they were indexed; no more once it is gone."""
    both = [NORIA, CORRECTION]
    (found,) = amended(store, both[::-1] if turned else both)
    assert (found.kind, found.source, found.published) == (AmendmentKind.CORRECTION, "fe.txt", date(2021, 3, 6))
    assert found.note.startswith("En la información publicada")
    assert store.amendments(["fe"]) == {"fe": ()}
    with store.writing() as writer:
        writer.apply([], [("/a", "fe.txt")])
    assert store.amendments(["noria"]) == {"noria": ()}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "La noria se para"},
        {"published": date(2021, 3, 5)},
        {"outlet": "La Gaceta"},
    ],
    ids=["title", "day", "outlet"],
)
def test_another_article_is_not_corrected(store: Store, changes: dict[str, object]) -> None:
    """All that the note says of it must be so."""
    other = replace(NORIA, id="other", source="other.txt", **changes)
    assert amended(store, [other, CORRECTION], other) == ()


def test_a_note_that_names_only_the_day_corrects_what_has_the_words(store: Store) -> None:
    """Of all that came out that day."""
    note = replace(CORRECTION, text=NOTE.replace(" con el título «La noria vuelve a girar»", ""))
    same_day = replace(
        NORIA, id="other", title="El pleno", source="pleno.txt", text="El pleno fue largo. No hubo acuerdo."
    )
    assert len(amended(store, [NORIA, same_day, note])) == 1
    assert store.amendments(["other"]) == {"other": ()}


@pytest.mark.parametrize("day", [", publicada el 4 de marzo de 2021,", ""], ids=["day", "no day"])
@pytest.mark.parametrize("column", [False, True], ids=["unique", "column"])
def test_a_title_alone_is_enough_where_one_article_bears_it(store: Store, day: str, column: bool) -> None:
    """With the day it is enough in any case; the words are not looked for."""
    note = replace(CORRECTION, text=f"Fe de errores\n\nEn la noticia «{NORIA.title}»{day} se decía que pagó el rey.")
    weekly = replace(NORIA, id="w", source="w.txt", text="Hoy no hay nada que contar.", published=date(2021, 2, 4))
    found = amended(store, [NORIA, note, *([weekly] if column else [])])
    assert len(found) == int(bool(day) or not column)


def test_an_article_that_says_so_is_corrected_itself(store: Store) -> None:
    """The note stands in it."""
    own = replace(NORIA, text=f"{STORY}\n\nUna versión anterior de este artículo daba otra fecha de la avería.")
    (found,) = amended(store, [own])
    assert (found.document_id, found.note[:11]) == ("noria", "Una versión")


LONGER = f"{STORY} Hoy se han sumado otros cien."


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        ({}, True),
        ({"published": date(2021, 3, 20)}, False),
        ({"title": "Otro título"}, False),
        ({"title": "Otro título", "address": "https://faro.example/noria", "published": date(2021, 5, 1)}, True),
        ({"published": date(2021, 3, 3)}, False),
        ({"text": STORY}, False),
        ({"outlet": "La Gaceta"}, False),
    ],
    ids=["next day", "weeks later", "title", "address", "older", "the same text", "outlet"],
)
def test_a_newer_version_has_most_of_the_text_and_the_same_address_or_title(
    store: Store, changes: dict[str, object], is_one: bool
) -> None:
    """A column that bears its title every week is none, nor is the reprint of another newspaper."""
    first = replace(NORIA, address="https://faro.example/noria") if "address" in changes else NORIA
    newer = replace(NORIA, id="newer", source="newer.txt", text=LONGER, published=date(2021, 3, 5))
    found = amended(store, [first, replace(newer, **changes)])
    assert [amendment.kind for amendment in found] == [AmendmentKind.VERSION] * is_one

"""True sentences in other shapes: they say the same, or less, in the words that were asked for."""

from random import Random

import pytest

from eval.alterations import Origin
from eval.claims import headline_claims, true_claims
from eval.restatements import SHAPES
from eval.sources import PRESS, Source, read_sources


def all_shapes(shape: str, text: str, after: str = "") -> set[str]:
    """Everything that forty seeds make of a sentence."""
    origin = Origin("a#0", "a", text, "es", after=after)
    return {made for seed in range(40) if (made := SHAPES[shape](origin, Random(seed))) is not None}


SHAPED = [
    (
        "dropped",
        "La feria, que abrió en mayo, reunió a noventa productores.",
        {"La feria reunió a noventa productores."},
    ),
    (
        "dropped",
        "La feria de Osma reunió ayer a noventa productores, con un presupuesto de dos millones.",
        {"La feria de Osma reunió ayer a noventa productores."},
    ),
    ("dropped", "La feria, que según dijo la alcaldesa abrió en mayo, reunió a noventa productores.", set()),
    ("dropped", "La feria, que no abrió en mayo, reunió a noventa productores.", set()),
    ("moved", "En 2019, la feria reunió a noventa productores.", {"La feria reunió a noventa productores en 2019."}),
    ("other-form", "La obra costó 38.000 millones de euros.", {"La obra costó 38 mil millones de euros."}),
    ("other-form", "El paro bajó un 12,5 %.", {"El paro bajó un 12,5 por ciento."}),
    (
        "other-form",
        "La obra acabó el 3 de mayo de 2019.",
        {"La obra acabó el 3/5/2019.", "La obra acabó el 3 de Mayo del 2019."},
    ),
    ("synonym", "La empresa vendió la fábrica.", {"La compañía vendió la fábrica."}),
    ("synonyms", "La empresa vendió la fábrica.", set()),
    ("periphrasis", "El pleno aprobó el plan.", {"El pleno dio el visto bueno al plan."}),
]


@pytest.mark.parametrize(("shape", "text", "wanted"), SHAPED)
def test_a_sentence_takes_its_shape(shape: str, text: str, wanted: set[str]) -> None:
    """Or none, where what would go holds something back or too little is there."""
    assert all_shapes(shape, text) == wanted


def test_a_quotation_keeps_its_words() -> None:
    """Neither figures nor synonyms touch what stands between marks."""
    quoted = "La alcaldesa dijo: «La empresa perdió dos barcos»."
    assert all_shapes("other-form", quoted) == set()
    assert all_shapes("synonym", quoted) == set()


def test_two_sentences_are_joined_without_a_cause() -> None:
    """With «y» or a semicolon, and both are needed to prove it."""
    after = "El museo de Osma abrió otra sala."
    made = all_shapes("joined", "La feria cerró el lunes.", after)
    assert made == {
        "La feria cerró el lunes; el museo de Osma abrió otra sala.",
        "La feria cerró el lunes, y el museo de Osma abrió otra sala.",
        "La feria cerró el lunes y el museo de Osma abrió otra sala.",
    }
    origin = Origin("a#0", "a", "La feria cerró el lunes.", "es", after=after)
    assert true_claims([origin], ["joined"])[0].beside == (after,)


def test_a_headline_is_held_against_the_sentence_nearest_to_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Only those of the list, and none that the text repeats."""
    listed = tmp_path / "headlines.txt"
    listed.write_text("a\nb\n", encoding="utf-8")
    text = "Llueve en Osma. La feria de Osma reunió a noventa productores."
    sources = [
        Source("a", text, "es", "La feria reúne a productores"),
        Source("b", f"Llueve en Osma\n{text}", "es", "Llueve en Osma"),
        Source("c", text, "es", "La feria reúne a productores"),
    ]
    found = headline_claims(sources, listed)
    assert [(s.claim, s.origin.text) for s in found] == [
        ("La feria reúne a productores", "La feria de Osma reunió a noventa productores.")
    ]


@pytest.mark.skipif(not PRESS.exists(), reason="the shared test data is not here")
def test_there_are_enough_headlines() -> None:
    """Sixty and more were read and chosen."""
    assert len(headline_claims(read_sources("es"))) >= 60

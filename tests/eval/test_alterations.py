"""True sentences made false: each kind changes one fact, and the same seed changes the same."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.alterations import ALTERATIONS, Origin, capitalised, clause
from eval.claims import FLARES, XQUAD, altered_samples, read_origins, true_samples

ORIGIN = Origin(
    id="a-1#0",
    article="a",
    text=(
        "El 3 de mayo de 2019 la empresa que dirige Ana Ruiz compró en Toledo 250 kilómetros de vía, y su rival "
        "Luis Vega dijo en Soria: «Es una mala noticia para nuestra ciudad»."
    ),
    language="es",
    siblings=("La fábrica de Marta Gil vendió 480 vagones en 2021.",),
    strangers=("El museo abrirá sus puertas el próximo domingo por la mañana.",),
)

needs_data = pytest.mark.skipif(not (XQUAD.exists() and FLARES.exists()), reason="the shared test data is not here")


@pytest.mark.parametrize("kind", [kind for kind in ALTERATIONS if kind != "article"])
def test_every_kind_changes_the_sentence(kind: str) -> None:
    """Where it offers something to change."""
    altered = [ALTERATIONS[kind](ORIGIN, Random(seed)) for seed in range(12)]
    changed = {text for text in altered if text is not None}
    assert changed
    assert ORIGIN.text not in changed


def test_a_number_leaves_dates_alone_and_a_date_leaves_numbers_alone() -> None:
    """250 kilometres are no date, the third of May no number."""
    assert all("3 de mayo de 2019" in str(ALTERATIONS["number"](ORIGIN, Random(seed))) for seed in range(20))
    assert all("250 kilómetros" in str(ALTERATIONS["date"](ORIGIN, Random(seed))) for seed in range(20))


def test_roles_exchange_two_names() -> None:
    """Both stay in the sentence, each in the other's place."""
    texts = {ALTERATIONS["roles"](ORIGIN, Random(seed)) for seed in range(20)} - {None}
    assert texts
    for text in texts:
        assert sorted(re.findall(r"\w+", str(text))) == sorted(re.findall(r"\w+", ORIGIN.text))


def test_a_sentence_without_facts_offers_nothing() -> None:
    """None, not the sentence itself."""
    plain = Origin("b#0", "b", "la casa amarilla del jardín", "es")
    assert all(ALTERATIONS[kind](plain, Random(1)) is None for kind in ALTERATIONS if kind != "article")


@given(st.integers(), st.sampled_from(sorted(ALTERATIONS)))
def test_the_same_seed_alters_the_same(seed: int, kind: str) -> None:
    """Nothing but the source of chance decides."""
    assert ALTERATIONS[kind](ORIGIN, Random(seed)) == ALTERATIONS[kind](ORIGIN, Random(seed))


def test_names_are_told_by_capitals_amid_a_sentence() -> None:
    """Neither the first word nor a month."""
    text = "Toledo recibió a Ana Ruiz en Mayo."
    assert [text[a:b] for a, b in capitalised(text)] == ["Ana Ruiz"]


def test_a_clause_keeps_its_verb() -> None:
    """Cut at a comma, where enough stands before it."""
    cut = clause(ORIGIN, Random(1))
    assert cut is not None
    assert ORIGIN.text.startswith(cut.rstrip("."))
    assert "compró" in cut


@needs_data
def test_there_are_enough_claims_of_each_kind() -> None:
    """At least 200 in the two languages together, and 200 true ones; samples never repeat a sentence."""
    origins = {language: read_origins(language) for language in ("es", "en")}
    for kind in ALTERATIONS:
        samples = [s for found in origins.values() for s in altered_samples(found, kind, 200)]
        assert len(samples) >= 200, kind
        assert len({(s.origin.language, s.origin.id) for s in samples}) == len(samples)
    assert len(true_samples(origins["es"], 200)) == 200

"""True sentences made false: each kind changes one fact, and the same seed changes the same."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.alterations import ALTERATIONS, BUILD, HELD_OUT, KINDS, Origin, capitalised, clause
from eval.alterations.conjugation import form_of, forms
from eval.claims import FLARES, XQUAD, altered, altered_samples, read_origins, true_samples
from eval.sources import PRESS, read_origins_of, read_sources

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
needs_press = pytest.mark.skipif(not PRESS.exists(), reason="the shared test data is not here")


def all_ways(
    kind: str, text: str, *, siblings: tuple[str, ...] = (), after: str = "", language: str = "es"
) -> set[str]:
    """Everything that forty seeds make of a sentence."""
    origin = Origin("a#0", "a", text, language, siblings, ORIGIN.strangers, after)
    return {made for seed in range(40) if (made := KINDS[kind].alter(origin, Random(seed))) is not None}


ALTERED = [
    ("number", "La feria reunió a 120 productores.", r"\b(?!120\b)\d+ productores"),
    ("number-words", "La feria reunió a doce productores.", r"reunió a (?!doce)\w+ productores"),
    ("unit", "El túnel mide 12 kilómetros.", r"12 (?!kilómetros)\w+"),
    ("scale", "La obra cuesta 12 millones de euros.", r"12 (?:miles|billones) de euros"),
    ("percentage", "El paro bajó un 4,2 % en el norte.", r"puntos porcentuales|(?!4,2 %)\d,\d"),
    ("score-or-era", "El Quirce ganó 3-1 en el campo del Velarde.", r"1-3"),
    ("score-or-era", "El templo es del año 120 a. C. según dicen.", r"120 d\. C\."),
    ("bound", "Más de 300 personas acudieron al acto.", r"Casi|Menos de|Como máximo|^300 personas"),
    ("quantifier", "La mayoría de los vecinos aprobó el plan.", r"Una minoría de"),
    (
        "swapped-figures",
        "La venta de pan subió hasta 310 piezas y la de leche bajó hasta 120 litros.",
        r"120 piezas .*310",
    ),
    ("date", "La obra empezó el 3 de mayo de 2019.", r"(?!.*3 de mayo de 2019)"),
    ("century", "La torre es del siglo XII.", r"siglo (?!XII\b)[IVX]+"),
    ("hour", "El pleno empezó a las 10:30 horas.", r"(?!.*10:30)"),
    ("weekday", "El pleno se reunió este martes.", r"(?!.*martes)"),
    ("relative-day", "El pleno se reunió ayer.", r"hoy|mañana"),
    ("before-after", "Habló antes de la votación.", r"después de"),
    ("order", "Trabajó allí hasta que cerró la fábrica.", r"desde que"),
    ("tense", "El museo abrirá otra sala.", r"abrió"),
    ("tense", "La empresa vendió la fábrica.", r"venderá"),
    ("first-name", "El acto lo abrió ayer Ana Ruiz.", r"(?!Ana)\w+ Ruiz"),
    ("surname", "El acto lo abrió ayer Ana Ruiz.", r"Ana (?!Ruiz)\w+"),
    ("place", "La fábrica está en Toledo.", r"en (?!Toledo)\w+"),
    ("organisation", "El informe es de la OMS.", r"de la (?!OMS)\w+"),
    ("roles-passive", "La red contrató al arquitecto en mayo.", r"La red fue contratada por el arquitecto en mayo\."),
    ("negation-in", "La empresa vendió la fábrica.", r"\b(?:no|nunca|tampoco) vendió"),
    ("negation-out", "La empresa no vendió la fábrica.", r"empresa vendió"),
    ("refusal", "La empresa vendió la fábrica.", r"(?:se negó a|dejó de|evitó|renunció a|rehusó) vender"),
    ("opposite-verb", "La empresa contrató a tres personas.", r"despidió"),
    ("opposite-word", "La casa es grande.", r"pequeño"),
    ("noun", "El médico llegó tarde.", r"El (?!médico)\w+ llegó"),
    ("verb", "La empresa compró la fábrica.", r"empresa (?:alquiló|heredó|vendió|donó|robó|cerró|fundó) la"),
    ("evaluative", "El pleno aprobó el proyecto.", r"el \w+ proyecto"),
    ("detail", "El pleno aprobó el proyecto.", r"proyecto .+\."),
    ("only", "La norma afecta a los coches.", r"(?:solo|también|únicamente) afecta"),
    ("only", "La norma solo afecta a los coches.", r"norma afecta"),
    ("quoted-speech", "La norma afecta a los coches.", r"[«\"]La norma afecta a los coches[»\"]"),
    (
        "attribution-dropped",
        "Según la Policía, el robo fue de noche en el centro.",
        r"El robo fue de noche en el centro\.",
    ),
    (
        "attribution-dropped",
        "La alcaldesa dijo que el puente está roto desde mayo.",
        r"El puente está roto desde mayo\.",
    ),
    ("attribution-invented", "El puente está roto desde mayo.", r"(?:[Ss]egún|dijo que|dijeron que)"),
    ("attribution-other", "Según la Policía, el robo fue de noche.", r"(?!.*Policía, el)"),
    ("reserve", "La Policía detuvo al presunto ladrón.", r"detuvo al ladrón"),
    ("reserve", "Al parecer, el robo fue de noche.", r"^El robo"),
    ("conditional", "El precio podría subir en mayo.", r"precio subirá"),
    ("conditional", "El ladrón habría huido a Portugal.", r"ha huido"),
    ("condition", "Si llueve mañana, el partido se jugará en el pabellón.", r"^El partido se jugará"),
    ("achieved", "El hombre intentó robar un coche.", r"robó un coche"),
    ("achieved", "La empresa prevé abrir otra tienda.", r"abre|ha abierto"),
    ("connective", "Cerró debido a la lluvia.", r"a pesar de la lluvia"),
]
"""A sentence of each kind, and what every way to alter it must look like."""


@pytest.mark.parametrize(("kind", "text", "wanted"), ALTERED)
def test_a_kind_alters_what_it_is_named_for(kind: str, text: str, wanted: str) -> None:
    """Every way, and never nothing."""
    made = all_ways(kind, text)
    assert made
    assert text not in made
    assert [one for one in made if not re.search(wanted, one)] == []


def test_figures_of_parallel_sentences_are_exchanged() -> None:
    """The price of the octopus for that of the hake."""
    made = all_ways(
        "swapped-figures", "El pulpo se vendió a 15,75 euros.", siblings=("La merluza se vendió a 12,40 euros.",)
    )
    assert made == {"El pulpo se vendió a 12,40 euros."}


def test_a_subject_is_taken_from_a_parallel_sentence() -> None:
    """With the same number of person."""
    made = all_ways(
        "neighbour-subject", "El pulpo se vendió a 15 euros.", siblings=("La merluza se vendió a 12 euros.",)
    )
    assert made == {"La merluza se vendió a 15 euros."}


def test_two_sentences_are_joined_by_a_cause() -> None:
    """The next one of the article."""
    after = "La feria reunió ayer a doce productores."
    made = all_ways("cause", "El puente está roto.", siblings=(after,), after=after)
    assert all(re.search(r"roto,? [\w ]+ la feria reunió ayer", one) for one in made)
    assert made


def test_a_bound_that_follows_from_the_other_is_no_alteration() -> None:
    """More than 300 are at least 300."""
    assert not any("Al menos" in made for made in all_ways("bound", "Más de 300 personas acudieron al acto."))


def test_nothing_false_comes_of_a_word_that_the_sentence_has() -> None:
    """Putting in a word that stands there already might leave it true."""
    assert all_ways("place", "De Madrid a Toledo.", language="es") == all_ways("place", "De Madrid a Toledo.") - {
        "De Toledo a Toledo.",
        "De Madrid a Madrid.",
    }


def test_two_thirds_of_the_kinds_are_for_building() -> None:
    """The rest is held out, some of it in every larger family."""
    apart = [kind for kind in KINDS.values() if kind.part == HELD_OUT]
    assert len(apart) == len(KINDS) // 3
    assert {kind.part for kind in KINDS.values()} == {BUILD, HELD_OUT}
    sizes = {kind.family: sum(k.family == kind.family for k in KINDS.values()) for kind in KINDS.values()}
    assert {family for family, size in sizes.items() if size > 3} <= {kind.family for kind in apart}


def test_forms_of_irregular_verbs() -> None:
    """Those that a news sentence is likely to hold."""
    assert [forms("decir")[tense, False] for tense in ("preterite", "future", "participle")] == [
        "dijo",
        "dirá",
        "dicho",
    ]
    assert forms("construir")["preterite", True] == "construyeron"
    assert forms("pedir")["present", False] == "pide"
    assert forms("traducir")["preterite", True] == "tradujeron"
    found = form_of("abrieron", ("abrir",))
    assert found is not None
    assert (found.infinitive, found.tense, found.plural) == ("abrir", "preterite", True)


@pytest.mark.parametrize("kind", [kind for kind in ALTERATIONS if kind != "article"])
def test_every_kind_of_the_examination_changes_the_sentence(kind: str) -> None:
    """Where it offers something to change."""
    made = [ALTERATIONS[kind](ORIGIN, Random(seed)) for seed in range(12)]
    changed = {text for text in made if text is not None}
    assert changed
    assert ORIGIN.text not in changed


def test_a_number_leaves_dates_alone_and_a_date_leaves_numbers_alone() -> None:
    """250 kilometres are no date, the third of May no number."""
    for table in (ALTERATIONS, {name: kind.alter for name, kind in KINDS.items()}):
        assert all("3 de mayo de 2019" in str(table["number"](ORIGIN, Random(seed))) for seed in range(20))
        assert all("250 kilómetros" in str(table["date"](ORIGIN, Random(seed))) for seed in range(20))


@pytest.mark.parametrize("alter", [ALTERATIONS["roles"], KINDS["roles"].alter], ids=["examination", "kind"])
def test_roles_exchange_two_names(alter) -> None:  # type: ignore[no-untyped-def]
    """Both stay in the sentence, each in the other's place."""
    texts = {alter(ORIGIN, Random(seed)) for seed in range(20)} - {None}
    assert texts
    for text in texts:
        assert sorted(re.findall(r"\w+", str(text))) == sorted(re.findall(r"\w+", ORIGIN.text))


def test_a_sentence_without_facts_offers_nothing() -> None:
    """None, not the sentence itself."""
    plain = Origin("b#0", "b", "la casa amarilla del jardín", "es")
    assert all(ALTERATIONS[kind](plain, Random(1)) is None for kind in ALTERATIONS if kind != "article")
    adding = {"article", "quoted-speech", "attribution-invented", "detail"}
    assert [name for name, kind in KINDS.items() if name not in adding and kind.alter(plain, Random(1))] == []


ENGLISH = [
    ("number", "The fair drew 120 farmers.", r"drew (?!120 )\d+ farmers"),
    ("unit", "The tunnel is 12 miles long.", r"12 (?!miles)\w+ long"),
    ("date", "The work began on May 3, 2019.", r"(?!.*May 3, 2019)"),
    ("tense", "The museum will be closed.", r"was closed"),
    ("negation-in", "The museum is closed.", r"is (?:not|never) closed"),
    ("negation-out", "The museum is not closed.", r"is closed"),
    (
        "roles-passive",
        "The king was arrested by the general in 1540.",
        r"The general was arrested by the king in 1540\.",
    ),
    (
        "attribution-dropped",
        "According to the police, the bank was robbed at night.",
        r"^The bank was robbed at night\.",
    ),
    ("reserve", "The police arrested the alleged thief.", r"arrested the thief"),
    ("conditional", "The price could rise in May.", r"will rise"),
    ("condition", "If it rains, the match will be played in the hall.", r"^The match will be played"),
    ("achieved", "He tried to build a bridge.", r"He built a bridge"),
    ("connective", "It closed because of the rain.", r"despite the rain"),
    ("opposite-verb", "The firm hired three people.", r"fired"),
    ("noun", "The doctor came late.", r"The (?!doctor)\w+ came"),
]


@pytest.mark.parametrize(("kind", "text", "wanted"), ENGLISH)
def test_english_is_altered_too(kind: str, text: str, wanted: str) -> None:
    """Where that is natural."""
    made = all_ways(kind, text, language="en")
    assert made
    assert [one for one in made if not re.search(wanted, one)] == []


@given(st.integers(), st.sampled_from(sorted(KINDS)))
def test_the_same_seed_alters_the_same(seed: int, kind: str) -> None:
    """Nothing but the source of chance decides."""
    assert KINDS[kind].alter(ORIGIN, Random(seed)) == KINDS[kind].alter(ORIGIN, Random(seed))


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
def test_there_are_enough_claims_of_each_kind_of_the_examination() -> None:
    """At least 200 in the two languages together, and 200 true ones; samples never repeat a sentence."""
    origins = {language: read_origins(language) for language in ("es", "en")}
    for kind in ALTERATIONS:
        samples = [s for found in origins.values() for s in altered_samples(found, kind, 200)]
        assert len(samples) >= 200, kind
        assert len({(s.origin.language, s.origin.id) for s in samples}) == len(samples)
    assert len(true_samples(origins["es"], 200)) == 200


SCARCE = {
    "century",
    "conditional",
    "roles-passive",
    "hour",
    "score-or-era",
    "reserve",
    "condition",
    "achieved",
    "swapped-figures",
}
"""Kinds of which the text does not allow a hundred in one part."""


@pytest.mark.slow
@needs_press
def test_there_are_a_hundred_claims_of_each_kind_to_report_on() -> None:
    """In the part of the articles that reports, where the text allows; no claim is its sentence."""
    origins = read_origins_of([source for source in read_sources("es") if source.part == "report"])
    samples = altered(origins, KINDS)
    counts = {kind: sum(s.kind == kind for s in samples) for kind in KINDS}
    assert [kind for kind, count in counts.items() if count < (15 if kind in SCARCE else 100)] == []
    assert [s.claim for s in samples if s.claim == s.origin.text and s.kind != "article"] == []

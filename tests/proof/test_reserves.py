"""What a sentence holds back, and of what."""

from __future__ import annotations

import pytest

from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.languages.spanish import SPANISH
from rag.proof.reserves import Holding, find_holds
from rag.proof.words import read_words
from rag.text.facts import Facts


def held(text: str, language: Language = SPANISH) -> list[tuple[Holding, str, list[str]]]:
    """Kind, words and scope of each hold."""
    words = read_words(Facts(text, language))
    return [
        (hold.kind, " ".join(words[i].text for i in hold.words), [words[i].text for i in hold.scope])
        for hold in find_holds(words, language)
    ]


@pytest.mark.parametrize(
    ("text", "hold"),
    [
        pytest.param("Detienen al presunto autor del robo.", (Holding.DOUBTFUL, "presunto", ["autor"]), id="noun"),
        pytest.param(
            "El fuego, al parecer, empezó en la cocina.",
            (Holding.DOUBT, "al parecer", ["empezó", "cocina"]),
            id="clause",
        ),
        pytest.param("El puente podría cerrar hoy.", (Holding.MODAL, "podría", ["cerrar", "hoy"]), id="modal"),
        pytest.param(
            "La empresa intentó comprar su rival.", (Holding.INTENT, "intentó", ["comprar", "rival"]), id="plan"
        ),
        pytest.param("El juez se negó a declarar.", (Holding.REFUSAL, "se negó a", ["declarar"]), id="refusal"),
        pytest.param(
            "La feria abrirá el sábado si deja de llover.",
            (Holding.CONDITION, "si", ["feria", "abrirá", "sábado"]),
            id="condition",
        ),
        pytest.param("Acudieron más de 300 vecinos.", (Holding.BOUND, "más de", ["300"]), id="bound"),
        pytest.param(
            "Votaron algunos vecinos de Osma.", (Holding.QUANTIFIER, "algunos", ["vecinos", "Osma"]), id="some"
        ),
        pytest.param("El alcalde no dimitió ayer.", (Holding.DENIAL, "no", ["dimitió", "ayer"]), id="denial"),
        pytest.param(
            "La alcaldesa dijo que el puente es seguro.",
            (Holding.SPEECH, "dijo", ["puente", "es", "seguro"]),
            id="speech behind «que»",
        ),
        pytest.param(
            "El puente es seguro, según la alcaldesa.",
            (Holding.SPEECH, "según", ["puente", "es", "seguro"]),
            id="speech before «según»",
        ),
    ],
)
def test_what_is_held_back_has_its_scope(text: str, hold: tuple[Holding, str, list[str]]) -> None:
    """The words that may not be taken without it."""
    assert hold in held(text)


def test_english_holds_back_too() -> None:
    """By its own words."""
    assert (Holding.MODAL, "might", ["close", "today"]) in held("The bridge might close today.", ENGLISH)
    assert (Holding.BOUND, "at least", ["300"]) in held("It drew at least 300 people.", ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("El acuerdo no solo es caro, sino también largo.", id="no solo"),
        pytest.param("Es un autor considerado por todos.", id="a participle says nothing"),
        pytest.param("Dijo que sí.", id="yes is no condition"),
    ],
)
def test_what_only_looks_like_it_holds_nothing_back(text: str) -> None:
    """No denial, no speech, no condition."""
    kinds = {kind for kind, _, _ in held(text)}
    assert kinds.isdisjoint(
        {Holding.DENIAL, Holding.CONDITION} | ({Holding.SPEECH} if "considerado" in text else set())
    )

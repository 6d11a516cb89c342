"""The questions that this project began with, asked of the article in `seeds/` through the real chain.

An answer passes by what its cited words say, not by how it is put. The first of them is asked in ten ways besides, as
people type it, with a language model and without.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rag.library import Library
from rag.settings import Settings
from rag.text.language import detect_language
from rag.types import Answer, Mode, Status

__all__ = ["AIMS", "WAYS", "Check", "ask_ways", "cited_aims", "run"]

AIMS = (
    "Reducir la dependencia de un solo proveedor de nube",
    "Garantizar estabilidad ante la creciente demanda global",
    "Asegurar recursos para el entrenamiento de modelos más grandes",
    "Expandirse más rápido en mercados empresariales",
)
"""What the article says that OpenAI seeks, word for word."""

WAYS = (
    "¿por qué OpenAI eligió AWS?",
    "por que openai eligio aws",
    "porq openai elijio a amazon web services",
    "xq openai se fue con aws",
    "openai aws motivo",
    "cual fue la razon de que openai firmara con amazon",
    "¿Qué busca OpenAI con el acuerdo con Amazon?",
    "why did OpenAI choose AWS?",
    "why did openai pick aws",
    "reasons openai amazon deal",
)
"""The first question as people type it: each must be answered with all of the aims."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question, what was wanted of its answer, and what came."""

    question: str
    wanted: str
    got: str
    passed: bool
    answer: Answer

    def __str__(self) -> str:
        """A line for the verdict and one for the answer."""
        timings = self.answer.timings
        return (
            f"{'ok  ' if self.passed else 'FAIL'} {self.question}  wanted: {self.wanted}; got: {self.got}  "
            f"[{self.answer.mode}, first token {timings.first_token_ms / 1000:.1f} s, "
            f"whole {timings.total_ms / 1000:.1f} s]\n     {' '.join(self.answer.text.split())}"
        )


def cited_aims(answer: Answer) -> int:
    """How many of the aims the answer cites to the very words."""
    quotes = [citation.quote for claim in answer.claims for citation in claim.citations]
    return sum(any(aim in quote for quote in quotes) for aim in AIMS)


def run(settings: Settings) -> list[Check]:
    """Index `seeds/` in a fresh archive and ask; the first question in all of its ways, then so without a model."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = settings.over(Path(folder), language="")
        with Library.open(fresh, start_model=True) as library:
            library.sync(["seeds"])
            checks = [*ask_ways(library), *(_check(library, *case) for case in _CASES)]
        with Library.open(fresh.model_copy(update={"llm": "off"})) as library:
            return [*checks, *ask_ways(library)]


def ask_ways(library: Library) -> list[Check]:
    """The first question in all of its ways, asked of an archive that holds the article.

    All aims must be cited, and with a language model told in the language of the question; without one the article
    speaks its own.
    """
    wanted = f"all {len(AIMS)} aims cited"
    return [_check(library, way, wanted, _cites_all_aims(detect_language(way, "es"))) for way in WAYS]


def _check(library: Library, question: str, wanted: str, look: Callable[[Answer], tuple[str, bool]]) -> Check:
    answer = library.ask(question)
    got, passed = look(answer)
    return Check(question, wanted, got, passed, answer)


def _cites_all_aims(language: str) -> Callable[[Answer], tuple[str, bool]]:
    def look(answer: Answer) -> tuple[str, bool]:
        aims, spoken = cited_aims(answer), detect_language(answer.text)
        told = spoken == language or answer.mode is Mode.EXTRACTIVE
        return f"{aims} of {len(AIMS)}, in {spoken}", aims == len(AIMS) and told

    return look


def _says_price(answer: Answer) -> tuple[str, bool]:
    claims = [c for c in answer.claims if c.support.cited and "38.000 millones" in c.text]
    cited = any("38.000 millones de dólares" in citation.quote for c in claims for citation in c.citations)
    return ("said and cited" if cited else f"{len(claims)} claims with the figure"), cited


def _abstains(answer: Answer) -> tuple[str, bool]:
    return str(answer.status), answer.status is Status.INSUFFICIENT


_CASES: tuple[tuple[str, str, Callable[[Answer], tuple[str, bool]]], ...] = (
    ("¿cuánto vale el acuerdo?", "38.000 millones de dólares, cited", _says_price),
    ("¿quién ganó el mundial de 1998?", "insufficient", _abstains),
)

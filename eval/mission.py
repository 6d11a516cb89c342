"""The questions that this project began with, asked of the article in `seeds/` through the real chain.

An answer passes by what its cited words say, not by how it is put. The first of them is asked in ten ways besides, as
people type it, of the articles' own sentences: a language model has no part in whether what was asked is understood.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rag.library import Library
from rag.settings import Settings
from rag.text.language import detect_language
from rag.types import Answer, Status

__all__ = ["AIMS", "WANTED_AIMS", "WAYS", "Check", "ask_ways", "cited_aims", "run"]

AIMS = (
    "Reducir la dependencia de un solo proveedor de nube",
    "Garantizar estabilidad ante la creciente demanda global",
    "Asegurar recursos para el entrenamiento de modelos más grandes",
    "Expandirse más rápido en mercados empresariales",
)
"""What the article says that OpenAI seeks, word for word."""

WANTED_AIMS = 3
"""Those that an answer by the configured model must cite."""

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
    """Index `seeds/` in a fresh archive and ask; the first question in all of its ways without a language model."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = settings.over(Path(folder), language="")
        with Library.open(fresh, start_model=True) as library:
            library.sync(["seeds"])
            checks = [_check(library, *case) for case in _CASES]
        with Library.open(fresh.model_copy(update={"llm": "off"})) as library:
            return [*checks, *ask_ways(library)]


def ask_ways(library: Library) -> list[Check]:
    """The first question in all of its ways, asked of an archive that holds the article."""
    return [_check(library, way, f"all {len(AIMS)} aims cited", _cites_all_aims) for way in WAYS]


def _check(library: Library, question: str, wanted: str, look: Callable[[Answer], tuple[str, bool]]) -> Check:
    answer = library.ask(question)
    got, passed = look(answer)
    return Check(question, wanted, got, passed, answer)


def _names_aims(language: str) -> Callable[[Answer], tuple[str, bool]]:
    def look(answer: Answer) -> tuple[str, bool]:
        aims, spoken = cited_aims(answer), detect_language(answer.text)
        return f"{aims} of {len(AIMS)}, in {spoken}", aims >= WANTED_AIMS and spoken == language

    return look


def _cites_all_aims(answer: Answer) -> tuple[str, bool]:
    aims = cited_aims(answer)
    return f"{aims} of {len(AIMS)}", aims == len(AIMS)


def _says_price(answer: Answer) -> tuple[str, bool]:
    claims = [c for c in answer.claims if c.support.cited and "38.000 millones" in c.text]
    cited = any("38.000 millones de dólares" in citation.quote for c in claims for citation in c.citations)
    return ("said and cited" if cited else f"{len(claims)} claims with the figure"), cited


def _abstains(answer: Answer) -> tuple[str, bool]:
    return str(answer.status), answer.status is Status.INSUFFICIENT


_AIMS_WANTED = f"at least {WANTED_AIMS} of {len(AIMS)} aims cited"
_CASES: tuple[tuple[str, str, Callable[[Answer], tuple[str, bool]]], ...] = (
    ("¿por qué OpenAI eligió AWS?", _AIMS_WANTED, _names_aims("es")),
    ("por que openai eligio aws", _AIMS_WANTED, _names_aims("es")),
    ("¿cuánto vale el acuerdo?", "38.000 millones de dólares, cited", _says_price),
    (
        "why did OpenAI choose AWS?",
        "answered in English, cited",
        lambda a: (
            f"{a.status} in {detect_language(a.text)}, {len(a.citations)} citations",
            a.status is Status.ANSWERED and detect_language(a.text) == "en" and bool(a.citations),
        ),
    ),
    ("¿quién ganó el mundial de 1998?", "insufficient", _abstains),
)

"""The second opinion of an entailment model on a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rag.proof.entailment import EntailmentVerifier
from rag.proof.verifier import Evidence, Verdict, Verifier
from rag.types import Passage, Support, Tier
from tests.answering.fakes import WordEmbedder, passage

if TYPE_CHECKING:
    from rag.types import Vectors

FIRM = "La empresa Brandal cerró su fábrica de Velarde en 2019."
WHY = "La falta de pedidos la dejó sin dinero."
ARTICLE = passage(f"{FIRM} {WHY} El alcalde lo lamentó.")
FREE = "Brandal echó el cierre de la planta velardeña."


class Opinion:
    """An entailment model that entails and contradicts the given pairs, and keeps what it was asked."""

    name = "opinión"

    def __init__(self, entailed: str = "", contradicted: str = "", sure: float = 0.97) -> None:
        self._marks = (entailed, contradicted)
        self._sure = sure
        self.asked: list[tuple[str, str]] = []

    def entail(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Sure of a pair whose premise is the marked one; else neutral."""
        self.asked += pairs
        rows = np.zeros((len(pairs), 3), dtype=np.float32)
        for row, (premise, _) in zip(rows, pairs, strict=True):
            row[[0, 2]] = [self._sure * (premise == mark) for mark in self._marks]
            row[1] = 1 - row.sum()
        return rows


def verify(claim: str, model: Opinion, *passages: Passage) -> Verdict:
    """The verdict with a model's opinion."""
    embedder = WordEmbedder()
    verifier = EntailmentVerifier(Verifier(embedder), embedder, model)
    return verifier.verify(claim, Evidence(passages or (ARTICLE,)), language="es")


def test_a_free_paraphrase_is_saved_by_the_sentence_that_entails_it() -> None:
    """That sentence is cited, and the verdict says who gave it."""
    verdict = verify(FREE, Opinion(entailed=FIRM))
    assert (verdict.support, verdict.tier) == (Support.PARAPHRASE, Tier.ENTAILMENT)
    assert verdict.reason.startswith("en otras palabras: ")
    assert [span.sentence.text for span in verdict.spans] == [FIRM]


def test_sentences_may_entail_a_claim_together() -> None:
    """The nearest ones, in the order of the article."""
    verdict = verify("Sin encargos, echó el cierre.", Opinion(entailed=ARTICLE.document.text))
    assert verdict.support is Support.PARAPHRASE
    assert len(verdict.spans) == 3


@pytest.mark.parametrize("model", [Opinion(), Opinion(entailed=FIRM, sure=0.7)], ids=["neutral", "unsure"])
def test_without_a_sure_opinion_the_first_verdict_stands(model: Opinion) -> None:
    """With its reason and its tier."""
    verdict = verify(FREE, model)
    assert verdict.support is Support.UNSUPPORTED
    assert verdict.tier is not Tier.ENTAILMENT
    assert verdict.reason


@pytest.mark.parametrize(
    "claim",
    [
        "La empresa Brandal cerró su fábrica de Velarde en 2021.",
        "La empresa Lumbral cerró su fábrica de Velarde en 2019.",
        "La empresa Brandal no cerró su fábrica de Velarde en 2019.",
        "La empresa Brandal cerró «su fábrica de Velarde» de Velarde en 2019.",
    ],
    ids=["number", "name", "negation", "quotation"],
)
def test_the_hard_checks_are_never_outvoted(claim: str) -> None:
    """However sure the model is; it is not even asked."""
    model = Opinion(entailed=FIRM)
    verdict = verify(claim, model)
    assert verdict.support is not Support.SUPPORTED
    assert verdict.tier is Tier.FACTS
    assert not model.asked


@pytest.mark.parametrize("claim", ["Echó el cierre la planta de Lumbral.", "Echó el cierre con 47 despidos."])
def test_what_is_far_from_every_sentence_must_pass_the_hard_checks_too(claim: str) -> None:
    """Nearness failed first, so nothing had been checked."""
    assert verify(claim, Opinion(entailed=FIRM)).support is not Support.SUPPORTED


def test_what_its_own_evidence_contradicts_is_contradicted() -> None:
    """A synonym by the thesaurus; the model knows better."""
    claim = "La compañía Brandal cerró su fábrica de Velarde en 2019."
    before = Verifier(WordEmbedder()).verify(claim, Evidence([ARTICLE]), language="es")
    assert before.support is Support.PARAPHRASE
    verdict = verify(claim, Opinion(contradicted=FIRM))
    assert (verdict.support, verdict.tier, verdict.spans) == (Support.CONTRADICTED, Tier.ENTAILMENT, ())
    assert verdict.reason == "la fuente dice lo contrario"


def test_a_verbatim_sentence_needs_no_second_opinion() -> None:
    """It costs no time either."""
    model = Opinion(contradicted=FIRM)
    verdict = verify(FIRM, model)
    assert (verdict.support, verdict.tier) == (Support.SUPPORTED, Tier.WORDS)
    assert not model.asked


def test_without_evidence_the_model_is_not_asked() -> None:
    """There is no premise."""
    model = Opinion()
    embedder = WordEmbedder()
    verdict = EntailmentVerifier(Verifier(embedder), embedder, model).verify(FREE, Evidence([]), language="es")
    assert verdict.support is Support.UNSUPPORTED
    assert not model.asked

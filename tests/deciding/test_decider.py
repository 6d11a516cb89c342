"""One decision from the passages' probability and the model's yes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.calibration import Judge
from rag.deciding import Decider
from rag.languages.english import ENGLISH
from rag.languages.spanish import SPANISH
from rag.questions.question import read_question
from rag.retrieval.sought import Sought
from rag.types import Message
from tests.answering.fakes import ScriptedModel, calibration, passage

QUESTION, SENTENCE = "¿Cuánto costó el puente de Soria?", "El puente de Soria costó 14 millones."
JUDGE = Judge("guion", 0.05, {"bias": 0.0, "prior": 0.0, "affirmed": 1.0}, 0.5)


class Affirming(ScriptedModel):
    """Says yes with one probability to everything."""

    def __init__(self, affirmed: float | None) -> None:
        super().__init__("")
        self._affirmed = affirmed

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """That probability."""
        return self._affirmed


def part(question: str = QUESTION, language: str = "es") -> Sought:
    """A question over one Spanish article."""
    spoken = SPANISH if language == "es" else ENGLISH
    return Sought(read_question(question, spoken), question, (passage(SENTENCE),))


@pytest.mark.parametrize(("affirmed", "stands"), [(0.9, True), (0.1, False)])
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_model_s_yes_decides_in_any_language(affirmed: float, stands: bool, language: str) -> None:
    """Where it was measured and there are words to be asked about."""
    decider = Decider(calibration(JUDGE), Affirming(affirmed))
    assert decider.answers(part(language=language), [SENTENCE]) is stands
    assert not decider.answers(part(language=language), [])


@pytest.mark.parametrize("bias", [-50.0, 50.0])
@pytest.mark.parametrize("model", [None, ScriptedModel("x"), Affirming(None)])
def test_without_a_yes_the_passages_decide(bias: float, model: ScriptedModel | None) -> None:
    """No model, one that says neither yes nor no, or says nothing this time."""
    decider = Decider(calibration(JUDGE, bias=bias), model)
    assert decider.answers(part(), [SENTENCE]) is (bias > 0)


def test_a_model_that_was_not_measured_reads_nothing() -> None:
    """Its yes has no weight."""
    assert Decider(calibration(), Affirming(1.0)).reader is None
    assert Decider(calibration(JUDGE), Affirming(1.0)).reader is not None

"""One decision from the passages' probability and the model's yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from rag.calibration import Judge
from rag.deciding import Decider, is_of_the_type
from rag.languages.english import ENGLISH
from rag.languages.spanish import SPANISH
from rag.questions.question import read_question
from rag.retrieval.evidence import Excerpt
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
    assert decider.weigh(part(language=language), [SENTENCE]).stands is stands
    assert not decider.weigh(part(language=language), []).stands


@pytest.mark.parametrize("bias", [-50.0, 50.0])
@pytest.mark.parametrize("model", [None, ScriptedModel("x"), Affirming(None)])
def test_without_a_yes_the_passages_decide(bias: float, model: ScriptedModel | None) -> None:
    """No model, one that says neither yes nor no, or says nothing this time."""
    decider = Decider(calibration(JUDGE, bias=bias), model)
    assert decider.weigh(part(), [SENTENCE]).stands is (bias > 0)


def test_a_model_that_was_not_measured_reads_nothing() -> None:
    """Its yes has no weight."""
    assert Decider(calibration(), Affirming(1.0)).reader is None
    assert Decider(calibration(JUDGE), Affirming(1.0)).reader is not None


def of_the_type(question: str, text: str, published: date | None = None) -> bool:
    """Whether the sentences of an article could be an answer."""
    found = passage(text)
    found = replace(found, document=replace(found.document, published=published))
    asked = Sought(read_question(question, SPANISH), question, (found,))
    return is_of_the_type(asked, [Excerpt(found, found.sentences, 1.0)])


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        pytest.param("¿Cuánto cobra Rita Soler?", "Cobra 900 euros.", True, id="its verb"),
        pytest.param("¿Cuánto cobra Rita Soler?", "Habló Rita Soler. Son 900 euros.", True, id="behind its name"),
        pytest.param("¿Cuánto cobra Rita Soler?", "El faro costó 900 euros. Lo abrió Rita Soler.", False, id="another"),
        pytest.param("¿Cuántos muertos hubo en Osma?", "En Osma hubo 7 heridos.", False, id="others are counted"),
        pytest.param("¿Cuántos muertos hubo en Osma?", "En Osma hubo 7 fallecidos.", True, id="in another word"),
        pytest.param("¿Cuánta gente vive en Osma?", "En Osma viven 7 personas.", True, id="a crowd"),
        pytest.param("¿Cuándo murió Rita Soler?", "Osma, 3 de mayo. Nadie la vio.", False, id="the dateline"),
    ],
)
def test_a_figure_or_a_date_must_be_of_what_is_asked(question: str, text: str, answers: bool) -> None:
    """Nearly every article has some of each."""
    assert of_the_type(question, text) is answers


@pytest.mark.parametrize(
    ("published", "answers"),
    [(None, True), (date(2026, 1, 5), False), (date(2024, 1, 5), True), (date(2023, 6, 1), True)],
)
def test_a_year_that_an_article_neither_names_nor_is_near_is_none_of_its(published: date | None, answers: bool) -> None:
    """What it tells of last year it need not date."""
    assert of_the_type("¿Cuántos barcos recibió Osma en 2023?", "Osma recibió 90 barcos.", published) is answers
    assert of_the_type("¿Cuántos barcos recibió Osma en 2023?", "En 2023 Osma recibió 90 barcos.", published)


def test_entries_of_other_days_answer_neither_a_fact_nor_a_list() -> None:
    """A day that no row has is not told."""
    duty = "3 de mayo: farmacia Olmo\n4 de mayo: farmacia Soler\n5 de mayo: farmacia Ruiz\n"
    assert of_the_type("¿Qué farmacia está de guardia el 4 de mayo?", duty)
    assert not of_the_type("¿Qué farmacia está de guardia el 9 de mayo?", duty)
    assert not of_the_type("¿Qué farmacias están de guardia el 9 de mayo?", duty)


def test_a_follow_up_is_of_what_was_asked_before() -> None:
    """Its own words need not stand in the answer."""
    found = passage("El faro de Osma: 900 euros.")
    asked = Sought(read_question("¿Y cuánto costó?", SPANISH), "¿Quién abrió el faro? ¿Y cuánto costó?", (found,))
    assert is_of_the_type(asked, [Excerpt(found, found.sentences, 1.0)])

"""Abstention: what the signals see, and what a calibration does with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rag.answering import Answerer, ModelChoice
from rag.deciding.answerability import FEATURES, Calibration, asks_several, calibration_for, features, load_calibration
from rag.languages import language_of
from rag.proof import Verifier
from rag.settings import Settings
from rag.types import Finished, Mode, Status
from tests.answering.fakes import FixedRetriever, ScriptedModel, WordEmbedder, passage

FOUND = (
    passage("El puente de Arvea costó 12 millones. Lo diseñó Clara Montes en 1924.", 1),
    passage("La feria de Valdelana reunió a noventa productores.", 2),
)


def signals(question: str, language: str = "es") -> dict[str, float]:
    """The signals by name."""
    return dict(zip(FEATURES, features(question, language_of(language), FOUND).tolist(), strict=True))


def calibration(bias: float) -> Calibration:
    """A calibration that goes by its bias alone."""
    weights = dict.fromkeys(FEATURES, 0.0) | {"bias": bias}
    thresholds = {"extractive": 0.5, "llm": 0.5}
    return Calibration("words", {"same": weights, "foreign": weights}, {"same": thresholds, "foreign": thresholds})


def test_a_question_of_another_name_holds_less_of_its_words_and_names():
    """The near-miss with another name shows in its words and in its names."""
    right, wrong = signals("¿Quién diseñó el puente de Arvea?"), signals("¿Quién diseñó el puente de Ordunte?")
    assert right["window_terms"] > wrong["window_terms"]
    assert (right["article_names"], wrong["article_names"]) == (1, 0)


def test_a_question_of_another_year_misses_its_figure():
    """The near-miss with another year shows in its figures."""
    assert signals("¿Qué diseñó Clara Montes en 1924?")["window_figures"] == 1
    assert signals("¿Qué diseñó Clara Montes en 1931?")["article_figures"] == 0


def test_keywords_without_accents_hold_the_same_words():
    """Typed as keywords, a question holds what it held."""
    assert signals("quien diseno puente arvea")["window_terms"] == pytest.approx(1.0)


@pytest.mark.parametrize("question", ["", "¿?", "¿Y 1924?", "¿Qué?", "A" * 5000])
def test_signals_are_finite_whatever_is_asked(question):
    """No question and no passage makes a signal that is no number."""
    assert np.isfinite(features(question, language_of("es"), FOUND)).all()
    assert np.isfinite(features(question, language_of("en"), [replace(FOUND[0], sentences=())])).all()


def test_a_figure_counts_only_beside_the_names_of_the_question():
    """What one paid does not answer what another paid."""
    known = calibration(5.0)
    assert known.answerable("¿Cuánto costó el puente de Arvea?", language_of("es"), FOUND, Mode.EXTRACTIVE)
    assert not known.answerable("¿Cuánto pagó Oriñán por la feria?", language_of("es"), FOUND, Mode.EXTRACTIVE)


def test_nothing_found_is_not_answerable():
    """Without passages there is nothing to weigh."""
    assert not calibration(5.0).answerable("¿Quién?", language_of("es"), [], Mode.LLM)


def test_the_delivered_calibration_knows_every_signal_and_mode():
    """The file that travels with the package is whole."""
    delivered = load_calibration()
    for relation in ("same", "foreign"):
        assert set(delivered.weights[relation]) == {"bias", *FEATURES}
        assert all(0 < delivered.thresholds[relation][mode.value] < 1 for mode in Mode)


def test_another_embedding_model_has_no_calibration():
    """Thresholds of one embedding model are never applied to another's cosines."""
    assert calibration_for(WordEmbedder()) is None


@pytest.mark.parametrize(("bias", "status"), [(5.0, Status.ANSWERED), (-5.0, Status.INSUFFICIENT)])
@pytest.mark.parametrize("with_model", [True, False])
def test_below_the_threshold_no_model_is_asked(bias, status, with_model):
    """Both ways of answering obey the calibration, and a model is not even asked."""
    model = ScriptedModel("Clara Montes diseñó el puente de Arvea en 1924.")
    answerer = Answerer(
        FixedRetriever(*FOUND),
        Verifier(WordEmbedder()),
        lambda: ModelChoice(model if with_model else None),
        Settings(),
        calibration(bias),
    )
    *_, last = answerer.stream("¿Quién diseñó el puente de Arvea?")
    assert isinstance(last, Finished)
    assert last.answer.status is status
    assert model.written == (1 if with_model and status is Status.ANSWERED else 0)


@pytest.mark.parametrize(
    ("question", "language", "several"),
    [
        ("¿cuánto costó el puente y cuántos lobos contaron?", "es", True),
        ("¿Quién lo fundó y en qué año?", "es", True),
        ("How much did it cost and who paid for it?", "en", True),
        ("¿Qué hizo Amazon y Google en 2020?", "es", False),
        ("¿Cuántos años tenía Manning cuando jugó?", "es", False),
        ("¿Qué gana Amazon con el acuerdo?", "es", False),
        ("¿Hacia o desde qué puerto navegan?", "es", False),
        ("When was it built and was it restored?", "en", False),
        ("Wann wurde es gebaut und was kostete es?", "de", True),
    ],
)
def test_a_question_that_joins_two_is_told(question: str, language: str, several: bool) -> None:
    """By a second question word behind a conjunction, not by «cuando» alone or two names."""
    assert asks_several(question, language_of(language)) is several

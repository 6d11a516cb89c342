"""Abstention: what the signals see, and what a calibration does with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rag.answering import Answerer, ModelChoice
from rag.calibration import SAME, SIGNALS
from rag.deciding.answerability import asks_several, features, holds_in_words, weigh_passages
from rag.languages import language_of
from rag.proof import Verifier
from rag.settings import Settings
from rag.types import Finished, Mode, Status
from tests.answering.fakes import FixedRetriever, ScriptedModel, WordEmbedder, calibration, passage

SPANISH = language_of("es")
FOUND = (
    passage("El puente de Arvea costó 12 millones. Lo diseñó Clara Montes en 1924.", 1),
    passage("La feria de Valdelana reunió a noventa productores.", 2),
)


def signals(question: str, language: str = "es") -> dict[str, float]:
    """The signals by name."""
    return dict(zip(SIGNALS, features(question, language_of(language), FOUND, words=0.1).tolist(), strict=True))


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


def test_a_verb_is_held_in_another_tense_and_a_name_is_no_verb():
    """Stems change within a verb: «costó», «cuesta». «Cuesta» may be somebody."""
    assert signals("¿Cuánto cuesta el puente de Arvea?")["window_terms"] == pytest.approx(1.0)
    assert signals("¿Quién diseña el puente de Cuesta?")["window_terms"] < 1


@pytest.mark.parametrize("question", ["", "¿?", "¿Y 1924?", "¿Qué?", "A" * 5000])
def test_signals_are_finite_whatever_is_asked(question):
    """No question and no passage makes a signal that is no number."""
    assert np.isfinite(features(question, language_of("es"), FOUND, words=0.1)).all()
    assert np.isfinite(features(question, language_of("en"), [replace(FOUND[0], sentences=())], words=0.1)).all()


def test_a_figure_counts_only_beside_the_names_of_the_question():
    """What one paid does not answer what another paid."""
    abstention = calibration(bias=5.0).abstention
    paid = "¿Cuánto pagó Oriñán por la feria?"
    assert weigh_passages("¿Cuánto costó el puente de Arvea?", SPANISH, FOUND, Mode.EXTRACTIVE, abstention).stands
    assert not weigh_passages(paid, SPANISH, FOUND, Mode.EXTRACTIVE, abstention).stands


def test_nothing_found_is_not_answerable():
    """Without passages there is nothing to weigh."""
    assert not weigh_passages("¿Quién?", SPANISH, [], Mode.LLM, calibration().abstention).stands
    assert not weigh_passages("¿Quién?", SPANISH, [], Mode.LLM, None).stands


@pytest.mark.parametrize(
    ("question", "held"),
    [
        pytest.param("¿Quién diseñó el puente de Arvea?", True, id="all of it"),
        pytest.param("¿Quién pintó el puente de Arvea?", True, id="most of it"),
        pytest.param("¿Quién diseñó el puente de Ordunte?", False, id="another name"),
        pytest.param("¿Qué diseñó Clara Montes en 1931?", False, id="another year"),
        pytest.param("¿Cuándo cerró la fábrica de harinas?", False, id="another thing"),
        pytest.param("¿Qué feria diseñó Clara Montes?", True, id="its words in one article"),
    ],
)
def test_without_a_calibration_words_figures_and_names_decide(question: str, held: bool) -> None:
    """Whatever the cosines are: the same where they are turned round."""
    turned = [replace(p, similarity=-1.0, sentences=tuple(replace(s, score=-0.9) for s in p.sentences)) for p in FOUND]
    for passages in (FOUND, turned):
        assert holds_in_words(question, SPANISH, passages) is held
        assert weigh_passages(question, SPANISH, passages, Mode.LLM, None).stands is held


def test_in_another_language_only_what_is_written_alike_can_decide() -> None:
    """All the names and figures stand together, or nothing is known."""
    english = language_of("en")
    assert holds_in_words("What did Clara Montes design in 1924?", english, FOUND)
    assert not holds_in_words("What did Clara Montes design in 1931?", english, FOUND)
    assert not holds_in_words("who designed the bridge?", english, FOUND)


def test_where_one_relation_of_languages_was_not_fitted_words_decide_there() -> None:
    """As over few questions across languages."""
    abstention = calibration(bias=-50.0).abstention
    assert abstention is not None
    same = replace(abstention, weights={SAME: abstention.weights[SAME]}, thresholds={SAME: abstention.thresholds[SAME]})
    question = "What did Clara Montes design in 1924?"
    assert weigh_passages(question, language_of("en"), FOUND, Mode.LLM, same).stands
    assert not weigh_passages(question, language_of("en"), FOUND, Mode.LLM, abstention).stands
    assert not weigh_passages("¿Qué diseñó Clara Montes en 1924?", SPANISH, FOUND, Mode.LLM, same).stands


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
        calibration(bias=bias),
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


def test_an_entry_far_below_its_title_is_read_under_it() -> None:
    """The town of a list of prices is named once, at its top: a figure of the list stands beside it."""
    names = "azul gris rojo verde negro".split()
    rows = "".join(f"Pez {name} {n},50 euros\n" for n, name in enumerate(names, start=2))
    found = passage(f"Abrió la lonja.\n\n{rows}", title="Precios en la lonja de Brenal")
    seen = features("¿Cuánto cuesta el pez negro en Brenal?", language_of("es"), [found], words=0.1)
    assert dict(zip(SIGNALS, seen.tolist(), strict=True))["given_with_names"] == 1.0


def test_what_a_day_adds_to_a_score_says_nothing_of_whether_passages_answer() -> None:
    """Signals are similarities and words; newer articles would be answered from more readily otherwise."""
    timely = tuple(replace(one, score=one.score + 0.04, timeliness=0.04) for one in FOUND)
    asked = "¿Cuánto costó el puente de Arvea?"
    plain, dated = (features(asked, SPANISH, found, words=0.1) for found in (FOUND, timely))
    assert plain.tolist() == dated.tolist()

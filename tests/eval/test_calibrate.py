"""The one command that fits a calibration, over small sets and an embedder without a model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from eval import abstention_fit, calibrate, quoting_fit, translation_fit
from eval.abstention_fit import LEAST_CASES, Seen
from eval.calibrate import Plan
from eval.quoting_fit import Paraphrase
from eval.xquad import Question
from rag.calibration import CONSERVATIVE, SAME, SIGNALS, calibration_for
from rag.deciding import weigh_passages
from rag.errors import HemerotecaError
from rag.languages.spanish import SPANISH
from rag.settings import Settings
from rag.types import CalibrationOrigin, Mode
from tests.answering.fakes import passage
from tests.fakes.embedder import FakeEmbedder

TOWNS = "Arvea Ordunte Valdelana Brañaseca Sotomer Orcázar Lindares Quirce Tarrelo Cendrero".split()
THINGS = {"puente": "bridge", "faro": "lighthouse", "molino": "mill", "teatro": "theatre"}
PLACES = [(town, thing) for town in TOWNS for thing in THINGS]


def rows(path: Path, found: Iterable[dict[str, object]]) -> None:
    """Write one object a line."""
    path.write_text("\n".join(json.dumps(row) for row in found), encoding="utf-8")


@pytest.fixture
def xquad(tmp_path: Path) -> Path:
    """A set in the manner of XQuAD: forty paragraphs in two languages, with a question each."""
    folder = tmp_path / "xquad"
    folder.mkdir()
    spanish, english, asked = [], [], []
    for n, (town, thing) in enumerate(PLACES):
        name = f"tiny-{n // 4:03}-{n % 4:02}"
        text = f"El {thing} de {town} costó {n + 20} millones. Lo diseñó Clara Montes en {1900 + n}."
        spanish.append({"context_id": name, "text": text})
        other = f"The {THINGS[thing]} of {town} cost {n + 20} millions. Clara Montes drew it in {1900 + n}."
        english.append({"context_id": name, "text": other})
        question = {"context_id": name, "answers": [f"El {thing}"], "answerable": True}
        asked.append(question | {"id": f"q:{n}:es", "lang": "es", "question": f"¿Cuánto costó el {thing} de {town}?"})
    rows(folder / "contexts.es.jsonl", spanish)
    rows(folder / "contexts.en.jsonl", english)
    rows(folder / "qa.es.jsonl", asked)
    abroad = [
        row
        | {
            "id": str(row["id"])[:-2] + "en",
            "lang": "en",
            "question": f"How much did the {THINGS[thing]} of {town} cost?",
            "answers": [f"The {THINGS[thing]}"],
        }
        for row, (town, thing) in zip(asked, PLACES, strict=True)
    ]
    rows(folder / "qa.en.jsonl", abroad)
    rows(folder / "qa.en_question-es_context.jsonl", abroad)
    return folder


@pytest.mark.slow
def test_what_is_fitted_is_written_for_its_model_and_holds_from_then_on(xquad: Path, tmp_path: Path) -> None:
    """What was fitted on what is told with both errors, and twice the same is found."""
    settings, told = Settings(data_dir=tmp_path / "index"), list[str]()
    embedder = FakeEmbedder(seed=7)
    made = calibrate.calibrate(Plan(xquad), settings, told.append, embedder)
    path = calibrate.write(made, settings)
    assert path == tmp_path / "index" / "calibration.json"
    found = calibration_for(embedder.fingerprint, settings.calibration_file)
    assert (found.calibration, found.origin) == (made, CalibrationOrigin.FITTED)
    assert made == calibrate.calibrate(Plan(xquad), settings, lambda _: None, FakeEmbedder(seed=7))
    report = "\n".join(told)
    for said in ("fake-7", "XQuAD", "refused", "answered", "translation refused", "another one taken", "press --fit"):
        assert said in report
    assert made.abstention is not None
    assert made.nearness is not None
    assert made.judges == ()
    # None of the paraphrases by hand is of this set; the ranking is not fitted at all.
    assert (made.quoting, made.ranking) == (CONSERVATIVE.quoting, CONSERVATIVE.ranking)


def seen(count: int, answerable: bool) -> list[Seen]:
    """Questions of one signal each: the passage is near, or it is not."""
    chance = np.random.default_rng(int(answerable))
    near = SIGNALS.index("passage_similarity")
    made = []
    for n in range(count):
        signals = np.zeros(len(SIGNALS), dtype=np.float32)
        signals[near] = chance.normal(0.4 if answerable else 0.1, 0.05)
        made.append(Seen("a kind", Question(f"q{n}", "¿?", f"t{n}-0", (), "es"), SAME, signals, answerable))
    return made


def test_abstention_learns_where_a_model_sets_what_answers() -> None:
    """Its limit lies between the two, and where nothing was asked across languages words decide there."""
    fitted, report = abstention_fit.fitted([*seen(60, True), *seen(60, False)], words=0.1)
    assert set(fitted.weights) == {SAME}
    assert fitted.weights[SAME]["passage_similarity"] > 0
    assert "foreign language: too few questions" in report
    question, article = "¿Quién diseñó el puente?", passage("Lo diseñó Clara Montes.")
    assert isinstance(weigh_passages(question, SPANISH, [article], Mode.LLM, fitted).stands, bool)


def test_too_few_questions_fit_nothing() -> None:
    """An error that says how many are needed."""
    with pytest.raises(HemerotecaError, match=str(LEAST_CASES)):
        abstention_fit.fitted([*seen(60, True), *seen(LEAST_CASES - 1, False)], words=0.1)


def test_the_examination_s_own_cases_serve_where_nothing_else_is_at_hand() -> None:
    """Every question knows the articles that answer it; those that none answers are near misses."""
    material = abstention_fit.house_material()
    assert len(material.questions) > 200
    assert all(material.holding[question.id] for question in material.questions)
    written = [q for q in material.near_misses if q.id.startswith(("near-miss", "off-topic"))]
    assert len(written) > 50


class Scaled(FakeEmbedder):
    """A model for which all is nearer: a part of every vector is the same."""

    def _vector(self, text: str):
        own = super()._vector(text)
        own[0] += 2
        return own / np.linalg.norm(own)


def test_limits_of_nearness_go_with_the_model() -> None:
    """A model that sets everything near needs more."""
    pairs = [translation_fit.Pair(f"{t} has its {THINGS[i]}", f"{t} tiene su {i}", t) for t, i in PLACES]
    names = [translation_fit.Pair(f"{t} {THINGS[i]}", f"{t} {i}", t) for t, i in PLACES]
    plain, _ = translation_fit.fitted(FakeEmbedder(), pairs, names)
    near, report = translation_fit.fitted(Scaled(), pairs, names)
    assert near.similarity > plain.similarity
    assert near.translation > plain.translation
    assert near.similarity_figure <= near.similarity
    assert report.count("another one taken") == 2


def test_quoting_takes_the_weight_of_words_that_lets_fewest_others_through() -> None:
    """Own sentences pass, others do not."""
    text = "El puente de Arvea costó doce millones. La feria reunió a noventa productores. Llovió toda la tarde."
    claims = [
        Paraphrase("El puente de Arvea ha costado doce millones.", "es", text, 0),
        Paraphrase("La feria juntó a noventa productores.", "es", text, text.index("La feria")),
    ]
    quoting, report = quoting_fit.fitted(FakeEmbedder(), claims)
    assert quoting.words in quoting_fit.WORDS
    assert "another one taken" in report
    assert " 0.0% (0 of 2" in report.splitlines()[-1]
    assert replace(quoting, enough=0.0).similarity == 1.0

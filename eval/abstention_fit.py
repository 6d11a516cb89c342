"""Weights and thresholds of abstention, fitted on answerable questions and near-misses made from them.

Fitted on XQuAD in Spanish and, apart, on its English questions to the Spanish paragraphs. Near-misses are the same
questions over an archive without their paragraph, over a sister paragraph alone, and with another name, year or figure.
Questions typed as keywords, and archives of one article, are among them, so that neither looks strange to the weights.
What is printed was predicted for questions whose topic the weights had not seen.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

import rag.deciding
from eval.intervals import Rate
from eval.unanswerable import as_keywords, changed, topic
from eval.xquad import Question, read_contexts, read_questions, write_archive
from rag.deciding import FEATURES, Calibration, features
from rag.languages import language_of
from rag.library import Library
from rag.models import load_embedder
from rag.settings import Settings
from rag.types import Mode, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DELIVERED", "Case", "fitted", "run"]

DELIVERED = Path(rag.deciding.__file__).parent / "calibration.json"
"""The calibration that travels with the package."""

SEED = 20
FOLDS = 8
DEEP = 16
"""Passages retrieved, so that enough are left when those of one article are taken out."""

SHOWN = 8
"""Passages of a question, as by default."""

FALSE_REFUSALS = {
    "same": {Mode.EXTRACTIVE: 0.115, Mode.LLM: 0.07},
    "foreign": {Mode.EXTRACTIVE: 0.08, Mode.LLM: 0.05},
}
"""Share of answerable questions that each threshold refuses, by the relation of question and article in language.

A language model refuses some more by itself. Across languages near-misses are told less well, so fewer are refused.
"""

FAMILIES = {
    "words in common": ("terms", "missing", "other_words"),
    "similarity": ("similarity", "margin", "lead"),
    "figures and names": ("figures", "names", "name_words"),
    "kind of answer": ("expects", "gives"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what was found for it, and whether that answers it."""

    kind: str
    question: Question
    signals: NDArray[np.float32]
    answerable: bool


def run(folder: Path, settings: Settings, *, every: int = 1) -> tuple[Calibration, str]:
    """The calibration, and a report of what it does to topics that it was not fitted on."""
    contexts = read_contexts(folder)
    embedder = load_embedder(settings)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_archive(contexts, place / "articles")
        opened = Library.open(settings.model_copy(update={"data_dir": place / "index"}), embedder=embedder)
        with opened as library:
            library.sync([place / "articles"])
            spanish = read_questions(folder)[::every]
            foreign = read_questions(folder, "qa.en_question-es_context")[:: 2 * every]
            own = list(_cases(library, spanish, changed(spanish, contexts, SEED), random.Random(SEED)))
            abroad = list(_cases(library, foreign, changed(foreign, contexts, SEED), random.Random(SEED)))
    return fitted(embedder.fingerprint, {"same": own, "foreign": abroad})


def fitted(fingerprint: str, cases: Mapping[str, Sequence[Case]]) -> tuple[Calibration, str]:
    """The calibration for cases by the relation of the languages, and its report."""
    predicted = {relation: _predicted(some) for relation, some in cases.items()}
    thresholds = {relation: _thresholds(relation, some, predicted[relation]) for relation, some in cases.items()}
    calibration = Calibration(fingerprint, {relation: _weights(some) for relation, some in cases.items()}, thresholds)
    lines = [
        line
        for relation, some in cases.items()
        for line in (*_report(relation, some, predicted[relation], thresholds[relation]), *_by_family(some))
    ]
    return calibration, "\n".join(lines)


def _thresholds(relation: str, cases: Sequence[Case], predicted: NDArray[np.float64]) -> dict[str, float]:
    answerable = [p for c, p in zip(cases, predicted, strict=True) if c.answerable]
    shares = FALSE_REFUSALS[relation].items()
    return {mode.value: round(float(np.quantile(answerable, share)), 4) for mode, share in shares}


def _cases(
    library: Library, questions: Sequence[Question], near_misses: Sequence[Question], draw: random.Random
) -> Iterator[Case]:
    for question in questions:
        found = library.search(question.text, DEEP)
        own = [p for p in found if _paragraph(p) == question.context_id]
        without = [p for p in found if _paragraph(p) != question.context_id]
        sisters = [p for p in without if _paragraph(p).startswith(topic(question))]
        if own:
            yield _case("answerable", question, found, True)
        yield _case("paragraph removed", question, without, False)
        if own and draw.random() < 0.25:
            yield _case("answerable, one article", question, own, True)
        if sisters and draw.random() < 0.25:
            alone = [p for p in sisters if p.document.id == sisters[0].document.id]
            yield _case("sister paragraph alone", question, alone, False)
        if draw.random() < 0.25:
            typed = as_keywords(question)
            yield _case("answerable, keywords", typed, library.search(typed.text, DEEP), True)
    for question in near_misses:
        yield _case("name or figure changed", question, library.search(question.text, DEEP), False)
        if draw.random() < 0.25:
            typed = as_keywords(question)
            yield _case("changed, keywords", typed, library.search(typed.text, DEEP), False)


def _case(kind: str, question: Question, found: Sequence[Passage], answerable: bool) -> Case:
    passages = [replace(p, rank=rank) for rank, p in enumerate(found[:SHOWN], start=1)]
    return Case(kind, question, features(question.text, language_of(question.language), passages), answerable)


def _paragraph(passage: Passage) -> str:
    return Path(passage.document.source).stem


def _arrays(cases: Sequence[Case]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    return np.stack([c.signals for c in cases]), np.asarray([c.answerable for c in cases])


def _model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))


def _predicted(cases: Sequence[Case], columns: Sequence[int] | None = None) -> NDArray[np.float64]:
    """The probability of each case, by weights that were fitted on other topics."""
    signals, answerable = _arrays(cases)
    signals = signals if columns is None else signals[:, columns]
    found = np.zeros(len(cases))
    for known, unseen in GroupKFold(FOLDS).split(signals, answerable, [topic(c.question) for c in cases]):
        model = _model().fit(signals[known], answerable[known])
        found[unseen] = model.predict_proba(signals[unseen])[:, 1]
    return found


def _weights(cases: Sequence[Case]) -> dict[str, float]:
    """Weights for signals as they are: what the scaler does is folded in."""
    scaler, logistic = (step for _, step in _model().fit(*_arrays(cases)).steps)
    weights = logistic.coef_[0] / scaler.scale_
    bias = float(logistic.intercept_[0] - weights @ scaler.mean_)
    return {"bias": round(bias, 4)} | {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)}


def _report(
    title: str, cases: Sequence[Case], predicted: NDArray[np.float64], thresholds: dict[str, float]
) -> Iterator[str]:
    kinds = dict.fromkeys(c.kind for c in cases)
    for mode, threshold in thresholds.items():
        yield f"{title} language, {mode}: answered from {threshold:.3f}"
        for kind in kinds:
            mine = [(c.answerable, p >= threshold) for c, p in zip(cases, predicted, strict=True) if c.kind == kind]
            wrong = Rate(sum(truth != answered for truth, answered in mine), len(mine))
            yield f"  {kind:26s} {'refused' if mine[0][0] else 'answered'} {wrong}"


def _by_family(cases: Sequence[Case]) -> Iterator[str]:
    """How well each family of signals tells the two near-misses from answerable questions by itself."""
    for family, parts in {**FAMILIES, "all": ("",)}.items():
        columns = [i for i, name in enumerate(FEATURES) if any(part in name for part in parts)]
        predicted = _predicted(cases, columns)
        told = [
            f"{kind} {_auroc(cases, predicted, kind):.3f}" for kind in ("paragraph removed", "name or figure changed")
        ]
        yield f"AUROC of {family}: {', '.join(told)}"


def _auroc(cases: Sequence[Case], predicted: NDArray[np.float64], kind: str) -> float:
    chosen = [(c.answerable, p) for c, p in zip(cases, predicted, strict=True) if c.kind in ("answerable", kind)]
    return float(roc_auc_score([truth for truth, _ in chosen], [p for _, p in chosen]))

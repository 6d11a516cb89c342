"""Weights and thresholds of abstention, fitted on answerable questions and near-misses made from them.

Fitted on XQuAD in Spanish and, apart, on its English questions to the Spanish paragraphs; where that is not at hand, on
the cases of the examination. Near-misses are the same questions over an archive without the articles that answer them,
over a sister article alone, and with another name, year or figure. Questions typed as keywords, and archives of one
article, are among them, so that neither looks strange to the weights. What is printed was predicted for questions whose
topic the weights had not seen.
"""

from __future__ import annotations

import random
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

from eval.cases import CORPUS, Case, read_cases, read_corpus
from eval.intervals import Rate
from eval.unanswerable import as_keywords, changed, topic
from eval.xquad import Question, read_contexts, read_questions, write_archive
from rag.calibration import FOREIGN, SAME, SIGNALS, Abstention
from rag.deciding import features
from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.library import Library
from rag.types import Mode, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LEAST_CASES", "Material", "Seen", "fitted", "house_material", "run", "xquad_material"]

SEED = 20
FOLDS = 8
DEEP = 16
"""Passages retrieved, so that enough are left when those of one article are taken out."""

SHOWN = 8
"""Passages of a question, as by default."""

WORDS_SPREADS = 3.5
"""What the words of a window count in choosing the best, in standard deviations of the sentences' cosines."""

SPREAD_OVER = 50
"""Questions over whose passages that deviation is taken."""

LEAST_CASES = 30
"""Questions that are answered, and as many that are not, below which nothing is fitted."""

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
class Material:
    """Questions over an archive.

    Attributes:
        name: For reports.
        folders: The articles.
        questions: Those that are answered.
        near_misses: Those that are not.
        holding: The names of the articles that answer, without their ending, by the id of a question.
    """

    name: str
    folders: tuple[Path, ...]
    questions: Sequence[Question]
    near_misses: Sequence[Question]
    holding: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A question with what was found for it, and whether that answers it."""

    kind: str
    question: Question
    relation: str
    signals: NDArray[np.float32]
    answerable: bool


def xquad_material(folder: Path, place: Path, *, every: int = 1) -> Material:
    """XQuAD, its paragraphs written to a place; English questions are half as many."""
    contexts = read_contexts(folder)
    write_archive(contexts, place)
    spanish = read_questions(folder)[::every]
    foreign = read_questions(folder, "qa.en_question-es_context")[:: 2 * every]
    near_misses = [near for asked in (spanish, foreign) for near in changed(asked, contexts, SEED)]
    holding = {q.id: frozenset([q.context_id]) for q in (*spanish, *foreign)}
    return Material("XQuAD", (place,), (*spanish, *foreign), near_misses, holding)


def house_material(cases: Sequence[Case] | None = None, folders: Sequence[Path] = CORPUS) -> Material:
    """The cases of the examination that need no conversation, over their articles."""
    chosen = [case for case in (read_cases() if cases is None else cases) if not case.history]
    texts = {Path(source).stem: document.text for source, document in read_corpus(folders).items()}
    questions = [_question(case, Path(case.articles[0]).stem) for case in chosen if not case.abstain]
    # Nothing of the archive answers them, so each is a topic of its own.
    written = [_question(case, f"{case.id}-0") for case in chosen if case.abstain]
    holding = {case.id: frozenset(Path(article).stem for article in case.relevant) for case in chosen}
    near_misses = [*written, *changed(questions, texts, SEED)]
    return Material("the cases of the examination", tuple(folders), questions, near_misses, holding)


def run(library: Library, material: Material) -> tuple[Abstention, str]:
    """Weights and thresholds, and a report of what they do to topics that they were not fitted on.

    Raises:
        HemerotecaError: There are too few questions of one kind.
    """
    words = round(WORDS_SPREADS * _spread(library, material.questions), 3)
    return fitted(list(_cases(library, material, words, random.Random(SEED))), words)


def fitted(seen: Sequence[Seen], words: float) -> tuple[Abstention, str]:
    """Weights and thresholds for what was seen, by the relation of the languages, and the report.

    Raises:
        HemerotecaError: There are too few questions of one kind.
    """
    every = {relation: [case for case in seen if case.relation == relation] for relation in (SAME, FOREIGN)}
    cases = {relation: some for relation, some in every.items() if _enough(some)}
    if SAME not in cases:
        raise HemerotecaError(
            f"there are too few questions for abstention: {LEAST_CASES} with an answer are needed, "
            f"and as many without one."
        )
    predicted = {relation: _predicted(some) for relation, some in cases.items()}
    thresholds = {relation: _thresholds(relation, some, predicted[relation]) for relation, some in cases.items()}
    lines = [
        line
        for relation, some in cases.items()
        for line in (*_report(relation, some, predicted[relation], thresholds[relation]), *_by_family(some))
    ]
    lines += [f"{relation} language: too few questions, so words decide" for relation in every if relation not in cases]
    weights = {relation: _weights(some) for relation, some in cases.items()}
    return Abstention(words, weights, thresholds), "\n".join(lines)


def _enough(seen: Sequence[Seen]) -> bool:
    answered = sum(case.answerable for case in seen)
    return min(answered, len(seen) - answered) >= LEAST_CASES


def _question(case: Case, context_id: str) -> Question:
    return Question(case.id, case.question, context_id, case.accepted, case.language)


def _spread(library: Library, questions: Sequence[Question]) -> float:
    """The standard deviation of the cosines of the sentences that are found for a question."""
    cosines = [
        [sentence.score for passage in library.search(question.text, SHOWN) for sentence in passage.sentences]
        for question in questions[:SPREAD_OVER]
    ]
    return float(np.mean([np.std(found) for found in cosines]))


def _thresholds(relation: str, cases: Sequence[Seen], predicted: NDArray[np.float64]) -> dict[str, float]:
    answerable = [p for c, p in zip(cases, predicted, strict=True) if c.answerable]
    shares = FALSE_REFUSALS[relation].items()
    return {mode.value: round(float(np.quantile(answerable, share)), 4) for mode, share in shares}


def _cases(library: Library, material: Material, words: float, draw: random.Random) -> Iterator[Seen]:
    for question in material.questions:
        holding = material.holding[question.id]
        found = library.search(question.text, DEEP)
        own = [p for p in found if _paragraph(p) in holding]
        without = [p for p in found if _paragraph(p) not in holding]
        sisters = [p for p in without if _paragraph(p).startswith(topic(question))]
        if own:
            yield _seen("answerable", question, found, True, words)
        if without:
            yield _seen("paragraph removed", question, without, False, words)
        if own and draw.random() < 0.25:
            yield _seen("answerable, one article", question, own, True, words)
        if sisters and draw.random() < 0.25:
            alone = [p for p in sisters if p.document.id == sisters[0].document.id]
            yield _seen("sister paragraph alone", question, alone, False, words)
        if draw.random() < 0.25:
            typed = as_keywords(question)
            yield _seen("answerable, keywords", typed, library.search(typed.text, DEEP), True, words)
    for question in material.near_misses:
        yield _seen("near miss", question, library.search(question.text, DEEP), False, words)
        if draw.random() < 0.25:
            typed = as_keywords(question)
            yield _seen("near miss, keywords", typed, library.search(typed.text, DEEP), False, words)


def _seen(kind: str, question: Question, found: Sequence[Passage], answerable: bool, words: float) -> Seen:
    passages = [replace(p, rank=rank) for rank, p in enumerate(found[:SHOWN], start=1)]
    language = language_of(question.language)
    relation = SAME if language_of(passages[0].document.language) == language else FOREIGN
    return Seen(kind, question, relation, features(question.text, language, passages, words=words), answerable)


def _paragraph(passage: Passage) -> str:
    return Path(passage.document.source).stem


def _arrays(cases: Sequence[Seen]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    return np.stack([c.signals for c in cases]), np.asarray([c.answerable for c in cases])


def _model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))


def _predicted(cases: Sequence[Seen], columns: Sequence[int] | None = None) -> NDArray[np.float64]:
    """The probability of each case, by weights that were fitted on other topics."""
    signals, answerable = _arrays(cases)
    signals = signals if columns is None else signals[:, columns]
    found = np.zeros(len(cases))
    topics = [topic(c.question) for c in cases]
    folds = GroupKFold(min(FOLDS, len(set(topics))))
    for known, unseen in folds.split(signals, answerable, topics):
        model = _model().fit(signals[known], answerable[known])
        found[unseen] = model.predict_proba(signals[unseen])[:, 1]
    return found


def _weights(cases: Sequence[Seen]) -> dict[str, float]:
    """Weights for signals as they are: what the scaler does is folded in."""
    scaler, logistic = (step for _, step in _model().fit(*_arrays(cases)).steps)
    weights = logistic.coef_[0] / scaler.scale_
    bias = float(logistic.intercept_[0] - weights @ scaler.mean_)
    return {"bias": round(bias, 4)} | {n: round(float(w), 4) for n, w in zip(SIGNALS, weights, strict=True)}


def _report(
    title: str, cases: Sequence[Seen], predicted: NDArray[np.float64], thresholds: dict[str, float]
) -> Iterator[str]:
    kinds = dict.fromkeys(c.kind for c in cases)
    for mode, threshold in thresholds.items():
        yield f"{title} language, {mode}: answered from {threshold:.3f}"
        for kind in kinds:
            mine = [(c.answerable, p >= threshold) for c, p in zip(cases, predicted, strict=True) if c.kind == kind]
            wrong = Rate(sum(truth != answered for truth, answered in mine), len(mine))
            yield f"  {kind:26s} {'refused' if mine[0][0] else 'answered'} {wrong}"


def _by_family(cases: Sequence[Seen]) -> Iterator[str]:
    """How well each family of signals tells each kind of near-miss from answerable questions by itself."""
    unanswered = dict.fromkeys(case.kind for case in cases if not case.answerable)
    for family, parts in {**FAMILIES, "all": ("",)}.items():
        columns = [i for i, name in enumerate(SIGNALS) if any(part in name for part in parts)]
        predicted = _predicted(cases, columns)
        told = [f"{kind} {_auroc(cases, predicted, kind):.3f}" for kind in unanswered]
        yield f"AUROC of {family}: {', '.join(told)}"


def _auroc(cases: Sequence[Seen], predicted: NDArray[np.float64], kind: str) -> float:
    chosen = [(c.answerable, p) for c, p in zip(cases, predicted, strict=True) if c.answerable or c.kind == kind]
    return float(roc_auc_score([truth for truth, _ in chosen], [p for _, p in chosen]))

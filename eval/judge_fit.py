"""Weights and threshold of the judge of answers: what its yes is worth beside what was known before the answer.

The language model answers questions that have an answer and near-misses that have none (`eval.abstention`), and is then
asked of every answer whether the words that it cites say what was asked. What is printed was predicted for questions
whose topic the weights had not seen.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from eval.abstention import Kind, Without, kinds, last_answer
from eval.cassette import recorded
from eval.intervals import Rate
from eval.unanswerable import topic
from eval.xquad import Question, read_contexts, write_archive
from rag.answering import Answerer, ModelChoice
from rag.calibration import Abstention, Calibration, Judge
from rag.deciding import YesNoModel, judgement_messages, probability
from rag.deciding.judgement import log_odds
from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.library import Library
from rag.proof import Verifier
from rag.questions.question import read_question
from rag.retrieval.sought import Sought
from rag.settings import Settings
from rag.types import Embedder, Passage, Status
from rag.writing.extractive import extract, quotes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Judged", "fitted", "run"]

LEAST = 0.05
"""Probability before the answer from which the model is asked at all; 0.05 loses one answerable question in twenty."""

FALSE_REFUSALS = 0.10
"""Share of answerable questions that may be refused in all: before the answer, by the model itself and by the judge."""

SEED = 11
FOLDS = 8


@dataclass(frozen=True, slots=True)
class Judged:
    """A question as far as it came.

    Attributes:
        kind: Name of its kind.
        topic: What the article is about, by which questions are held together.
        answerable: Whether the archive answers it.
        prior: Probability before the answer.
        affirmed: Probability with which the model affirmed its answer; None where there was none to affirm.
    """

    kind: str
    topic: str
    answerable: bool
    prior: float
    affirmed: float | None = None


def run(
    folder: Path,
    settings: Settings,
    calibration: Calibration,
    embedder: Embedder,
    *,
    sample: int,
    cassettes: Path | None,
) -> tuple[Judge, str]:
    """The judge, and a report of what it does to topics that it was not fitted on.

    Args:
        folder: Of XQuAD.
        settings: Their language model is the one that the judge is for.
        calibration: Its abstention gives the probability before the answer.
        embedder: The embedding model that it is of.
        sample: Questions of each kind; 0 for all.
        cassettes: Where the model's words are recorded and replayed; none: in a folder that is gone afterwards.

    Raises:
        HemerotecaError: There is no abstention.
    """
    abstention = calibration.abstention
    if abstention is None:
        raise HemerotecaError("a judge weighs the probability before the answer, and there is none: fit abstention.")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_archive(read_contexts(folder), place / "articles")
        opened = Library.open(
            settings.model_copy(update={"data_dir": place / "index", "calibration": ""}), embedder=embedder
        )
        model = recorded(settings, cassettes or place / "cassettes")
        try:
            with opened as library:
                library.sync([place / "articles"])
                trial = _Trial(library, embedder, calibration, abstention, model, settings)
                draw = random.Random(SEED)
                some = [_sampled(kind, sample, draw) for kind in kinds(folder, 0)]
                judged = [trial.judge(kind, question) for kind in some for question in kind.questions]
        finally:
            model.close()
    return fitted(model.name, judged)


def fitted(model: str, judged: Sequence[Judged]) -> tuple[Judge, str]:
    """The judge for what was judged, and its report."""
    answered = [j for j in judged if j.affirmed is not None]
    signals = np.asarray([[log_odds(j.prior), log_odds(j.affirmed or 0.0)] for j in answered])
    truth = np.asarray([j.answerable for j in answered])
    predicted = np.zeros(len(answered))
    for known, unseen in GroupKFold(FOLDS).split(signals, truth, [j.topic for j in answered]):
        predicted[unseen] = LogisticRegression().fit(signals[known], truth[known]).predict_proba(signals[unseen])[:, 1]
    threshold = _threshold(judged, [p for p, true in zip(predicted, truth, strict=True) if true])
    logistic = LogisticRegression().fit(signals, truth)
    prior, affirmed = (round(float(weight), 4) for weight in logistic.coef_[0])
    weights = {"bias": round(float(logistic.intercept_[0]), 4), "prior": prior, "affirmed": affirmed}
    judge = Judge(model, LEAST, weights, threshold)
    return judge, "\n".join(_report(judged, answered, predicted, threshold))


def _threshold(judged: Sequence[Judged], predicted: Sequence[float]) -> float:
    """Where as many answerable questions are refused in all as may be; what is refused before counts first."""
    count = sum(j.answerable for j in judged)
    spare = int(FALSE_REFUSALS * count) - (count - len(predicted))
    return round(float(sorted(predicted)[max(0, spare)]), 4)


def _report(
    judged: Sequence[Judged], answered: Sequence[Judged], predicted: NDArray[np.float64], threshold: float
) -> Iterator[str]:
    yield f"an answer stands from {threshold:.3f}; the model is asked from {LEAST:.2f}"
    for kind in dict.fromkeys(j.kind for j in judged):
        of_kind = [j for j in judged if j.kind == kind]
        stood = sum(j.kind == kind and p >= threshold for j, p in zip(answered, predicted, strict=True))
        before = sum(j.prior < LEAST for j in of_kind)
        wrong = len(of_kind) - stood if of_kind[0].answerable else stood
        yield f"  {kind:42} {Rate(wrong, len(of_kind))}; {before} refused before the answer"


def _sampled(kind: Kind, count: int, draw: random.Random) -> Kind:
    questions = list(kind.questions)
    return replace(kind, questions=draw.sample(questions, min(count or len(questions), len(questions))))


@dataclass(frozen=True, slots=True)
class _Trial:
    """Answers questions as the product does, but for the judge, and asks the model about what it answered."""

    library: Library
    embedder: Embedder
    calibration: Calibration
    abstention: Abstention
    model: YesNoModel
    settings: Settings

    def judge(self, kind: Kind, question: Question) -> Judged:
        """How far a question comes."""
        source = Without(self.library, question.context_id if kind.without else "")
        passages = source.retrieve(question.text, self.settings.passages)
        prior = probability(question.text, language_of(question.language), passages, self.abstention)
        judged = Judged(kind.name, topic(question) or question.text, kind.answerable, prior)
        quotes = self._quotes(source, question, passages) if prior >= LEAST else []
        if not quotes:
            return judged
        return replace(
            judged,
            affirmed=self.model.affirms(judgement_messages(question.text, quotes, language_of(question.language))),
        )

    def _quotes(self, source: Without, question: Question, passages: Sequence[Passage]) -> list[str]:
        """The words that the answer cites, or where the model gives none those of the articles themselves."""
        thresholds = {relation: dict.fromkeys(modes, LEAST) for relation, modes in self.abstention.thresholds.items()}
        lenient = replace(self.calibration, abstention=replace(self.abstention, thresholds=thresholds), judges=())
        answerer = Answerer(
            source,
            Verifier(self.embedder, self.calibration.nearness),
            lambda: ModelChoice(self.model),
            self.settings,
            lenient,
        )
        answer = last_answer(answerer, question.text)
        if answer.status is Status.ANSWERED:
            return [citation.quote for citation in answer.citations]
        asked = read_question(question.text, language_of(question.language))
        excerpts = extract([Sought(asked, question.text, tuple(passages))], self.calibration, LEAST)
        return quotes_of(excerpts)

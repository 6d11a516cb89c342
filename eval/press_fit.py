"""How much a language model's yes weighs, fitted on real press: does what was chosen of an article answer the question?

Of the questions over `prensa` that are built and fitted on, never those that are reported: the articles' own sentences
are composed for each, the model is asked whether they answer it, and an answer is good where they hold something of
the gold. Some are asked in English too. Weights of its yes and of the probability from before are fitted by logistic
regression; the threshold refuses a given share of the good ones. What is printed was predicted for questions that the
weights had not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

from eval.cassette import recorded
from eval.intervals import wilson
from eval.press import PressQuestion, holds_something, in_english, opened_archive, read_questions
from eval.sources import DATA
from rag.answering.parts import read_by
from rag.calibration import Calibration, Judge
from rag.deciding import YesNoModel, is_of_the_type, judgement_messages, log_odds, posed, probability
from rag.deciding.answerability import relation
from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.library import Library
from rag.questions.question import read_question
from rag.retrieval.sought import Sought
from rag.settings import Settings
from rag.writing.extractive import UNJUDGED, compose, quotes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["GOOD_REFUSED", "run"]

GOOD_REFUSED = 0.12
"""Share of the good answers that the threshold refuses."""

FOLDS, SEED = 6, 20
ABROAD = 2
"""One question in so many is asked in English too, since the judge reads across languages; to ask all takes an hour."""

LEAST = 0.05
"""Probability from before the answer from which it is composed at all: below it nothing of the question was found."""


@dataclass(frozen=True, slots=True)
class _Judged:
    question: PressQuestion
    prior: float
    affirmed: float
    good: bool


def run(
    settings: Settings,
    *,
    cassettes: Path,
    index: Path | None = None,
    data: Path = DATA,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Calibration, str]:
    """The calibration that the settings have, with the judge of their language model, and a report.

    Args:
        settings: Name both models; the probability from before is as their calibration has it.
        cassettes: Where what the model says is recorded and replayed.
        index: Where the archive is kept between runs; none: a fresh one.
        data: Folder of the collections.
        tell: Told of the progress.

    Raises:
        HemerotecaError: The calibration has no abstention.
    """
    model = recorded(settings, cassettes)
    asked = [q for q in read_questions() if q.part != "report" and not q.history]
    questions = [*(q for q in asked if q.language == "es"), *in_english(asked)[::ABROAD]]
    with opened_archive(settings.model_copy(update={"llm": "off"}), index, data) as library:
        calibration = library.calibration
        seen = list(_judged(library, model, questions, tell))
    signals = np.asarray([[log_odds(one.prior), log_odds(one.affirmed)] for one in seen])
    good = np.asarray([one.good for one in seen])
    groups = [one.question.id for one in seen]  # one asked in two languages is one question
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    predicted = cross_val_predict(LogisticRegression(), signals, good, groups=groups, cv=folds, method="predict_proba")[
        :, 1
    ]
    fitted = LogisticRegression().fit(signals, good)
    prior, affirmed = (max(0.0, round(float(weight), 4)) for weight in fitted.coef_[0])
    weights = {"bias": round(float(fitted.intercept_[0]), 4), "prior": prior, "affirmed": affirmed}
    scores = 1 / (1 + np.exp(-(weights["bias"] + signals @ np.asarray([prior, affirmed]))))
    threshold = round(float(np.quantile(scores[good], GOOD_REFUSED)), 4)
    report = _report(seen, predicted, float(np.quantile(predicted[good], GOOD_REFUSED)))
    return replace(calibration, judges=(Judge(model.name, LEAST, weights, threshold),)), report


def _judged(
    library: Library,
    model: YesNoModel,
    questions: Sequence[PressQuestion],
    tell: Callable[[str], None],
) -> Iterator[_Judged]:
    calibration = library.calibration
    if calibration.abstention is None:
        raise HemerotecaError("a judge weighs the probability before the answer, and there is none: `eval fit` first.")
    for n, question in enumerate(questions, start=1):
        language = language_of(question.language)
        asked = read_question(question.text, language)
        if asked.divided or asked.kind in UNJUDGED:
            continue
        passages = library.search(asked.written, whole=True)
        if not passages or relation(language, passages) not in calibration.abstention.weights:
            continue
        part = read_by(model, Sought(asked, asked.written, tuple(passages)), calibration.ranking)
        excerpts = compose([part], calibration.ranking)
        quotes = quotes_of(excerpts)
        judged = is_of_the_type(part, excerpts)
        affirmed = model.affirms(judgement_messages(posed(part), quotes, language)) if judged else None
        if affirmed is not None:
            prior = probability(asked.written, language, passages, calibration.abstention)
            yield _Judged(question, prior, affirmed, holds_something(question, "\n".join(quotes)))
        if n % 20 == 0:
            tell(f"{n} of {len(questions)} questions")


def _report(seen: Sequence[_Judged], predicted: NDArray[np.float64], threshold: float) -> str:
    stands = predicted >= threshold
    good = np.asarray([one.good for one in seen])
    answerable = np.asarray([one.question.is_answerable for one in seen])
    abroad = np.asarray([one.question.language != "es" for one in seen])
    lines = [f"judge: {len(seen)} answers over press, {good.sum()} of them good; predicted in {FOLDS} folds"]
    for name, chosen in (
        ("good, let stand", good),
        ("beside the point, let stand", answerable & ~good),
        ("not answered by the archive, let stand", ~answerable),
        ("good, in English, let stand", good & abroad),
        ("none of those, in English, let stand", ~good & abroad),
    ):
        count, kept = int(chosen.sum()), int((chosen & stands).sum())
        low, high = wilson(kept, count)
        lines.append(f"  {name:40} {kept:3} of {count:3} [{low:.0%}, {high:.0%}]")
    return "\n".join(lines)

"""The numbers that hang on an embedding model, each part for the room that uses it.

What one model calls near is far for another: e5's unrelated sentences have a cosine of 0.75, those of other models one
of 0.1. So none of these has a default, and none is taken over to a model that it was not fitted for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ConfigDict

from rag.types import Mode

__all__ = [
    "CONSERVATIVE",
    "FOREIGN",
    "SAME",
    "SIGNALS",
    "Abstention",
    "Calibration",
    "Judge",
    "Nearness",
    "Quoting",
    "Ranking",
]

_WHOLE = ConfigDict(extra="forbid", allow_inf_nan=False)
"""For reading: a number too many or none at all is a fault of the file."""

SAME, FOREIGN = "same", "foreign"
"""Whether question and article share a language."""

SIGNALS = (
    "sentence_terms",
    "window_terms",
    "passage_terms",
    "article_terms",
    "missing_near",
    "missing_at_all",
    "sentence_similarity",
    "window_similarity",
    "passage_similarity",
    "margin",
    "lead",
    "terms_lead",
    "one_article",
    "window_figures",
    "article_figures",
    "window_names",
    "article_names",
    "window_name_words",
    "article_name_words",
    "other_words",
    "expects",
    "gives",
    "gives_near",
    "given_with_names",
    "given_with_terms",
    "few_terms",
)
"""Names of the signals of abstention, in the order of their vector; `rag.deciding.features` says what each is."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """Where a translation begins.

    Attributes:
        similarity: Cosine from which a sentence says what a claim in another language does.
        similarity_figure: The same where the sentence holds every figure of the claim, one with its unit among them:
            an amount that is right to the digit says more than a cosine.
        segment: How much less one segment needs where the claim as a whole is near enough.
        translation: Cosine of a name to what it is called in another language.
        translated_word: The same of a single word to any word of a sentence.
    """

    __pydantic_config__ = _WHOLE

    similarity: float
    similarity_figure: float
    segment: float
    translation: float
    translated_word: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """How the sentences of the passages are ranked for a question; scores are cosines and what is added to them.

    Attributes:
        terms: What the share of the question's own words counts beside the similarity of a sentence to the question.
        around: The part of its similarity that a sentence with its neighbours gives, not it alone: of whom it tells
            stands there.
        news: What the share of those words counts that the title does not hold: all of the article is about the others.
        opening: What it costs to stand at the very beginning of a long article, which tells in short what the article
            is about and seldom what is asked of it; the second sentence half of that, the third a third.
        expected: What it counts that a sentence could give the kind of answer that the question waits for.
        cause_last: What that counts besides, for the order, where a cause is asked for: such a question resembles the
            event, not what explains it.
        passage: What the score of its passage counts: of two like sentences, the one in the better passage is shown.
        needed: How far below the best a sentence may score and still be shown for a follow-up.
        far: How far behind the best passage one of another article is left out: what is not about it misleads.
        abroad: Similarity from which an article in another language bears on a question by its best sentence; none:
            only by its figures and names.
        by_place: Whether, in the place of similarities, their ranks count, from 1 for the best down to 0: so it does
            not matter how far apart a model sets them.
    """

    __pydantic_config__ = _WHOLE

    terms: float
    around: float
    news: float
    opening: float
    expected: float
    cause_last: float
    passage: float
    needed: float
    far: float
    abroad: float | None
    by_place: bool


@dataclass(frozen=True, slots=True)
class Quoting:
    """From where an article's sentence may stand for one of the answer's.

    Attributes:
        similarity: What the cosine of the two counts.
        words: What the share of words in common, rare ones more, counts.
        enough: Their sum from which a sentence says much the same.
    """

    __pydantic_config__ = _WHOLE

    similarity: float
    words: float
    enough: float


@dataclass(frozen=True, slots=True)
class Abstention:
    """Weights of a logistic score, and from which probability a question is answered.

    Attributes:
        words: What a window's share of the question's terms counts beside its cosine, in choosing the best window.
        weights: By signal, and `bias`; one set where question and best article share a language (`same`), one where
            they do not (`foreign`). One of them may be missing, for want of questions: there words decide.
        thresholds: By the same, and by mode of answering.

    Raises:
        ValueError: A signal has no weight, or a mode no threshold.
    """

    __pydantic_config__ = _WHOLE

    words: float
    weights: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, Mapping[str, float]]

    def __post_init__(self) -> None:
        if not self.weights or set(self.weights) - {SAME, FOREIGN} or set(self.weights) != set(self.thresholds):
            raise ValueError(f"weights and thresholds are for {SAME!r}, {FOREIGN!r} or both")
        for relation, weights in self.weights.items():
            if set(weights) != {"bias", *SIGNALS}:
                raise ValueError(f"the weights of {relation!r} are not of the signals that this version weighs")
            if set(self.thresholds[relation]) != set(Mode):
                raise ValueError(f"the thresholds of {relation!r} are not of the modes {', '.join(Mode)}")


@dataclass(frozen=True, slots=True)
class Judge:
    """How much a language model's yes weighs, beside the probability from before the answer.

    Attributes:
        model: Name of the language model.
        least: Probability before the answer, from which the model is asked for one at all.
        weights: `bias`, `prior` and `affirmed`, of the logarithms of the odds.
        threshold: Probability from which an answer stands.

    Raises:
        ValueError: A weight is missing.
    """

    __pydantic_config__ = _WHOLE

    model: str
    least: float
    weights: Mapping[str, float]
    threshold: float

    def __post_init__(self) -> None:
        if set(self.weights) != {"bias", "prior", "affirmed"}:
            raise ValueError("the weights of a judge are bias, prior and affirmed")


@dataclass(frozen=True, slots=True)
class Calibration:
    """All that was fitted for one embedding model.

    Attributes:
        fingerprint: Of the embedding model; for another it says nothing.
        fitted_on: What it was fitted on, for readers.
        ranking: For choosing evidence.
        quoting: For quoting an article's sentence.
        nearness: For proof across languages; without it nothing is proven across them.
        abstention: For saying that the archive does not say; without it words, figures and names decide.
        judges: For judging answers, one a language model at most.

    Raises:
        ValueError: There is a judge, which weighs the probability of abstention, and no abstention.
    """

    __pydantic_config__ = _WHOLE

    fingerprint: str
    fitted_on: str
    ranking: Ranking
    quoting: Quoting
    nearness: Nearness | None
    abstention: Abstention | None
    judges: tuple[Judge, ...]

    def __post_init__(self) -> None:
        if self.judges and self.abstention is None:
            raise ValueError("a judge weighs a probability that is not there without abstention")

    def judge_of(self, model: str) -> Judge | None:
        """The judge of a language model; None where none was fitted for it."""
        return next((judge for judge in self.judges if judge.model == model), None)


CONSERVATIVE = Calibration(
    fingerprint="",
    fitted_on="",
    ranking=Ranking(
        terms=1.0,
        around=0.0,
        news=0.25,
        opening=0.25,
        expected=0.25,
        cause_last=0.25,
        passage=0.5,
        needed=0.25,
        far=1.0,
        abroad=None,
        by_place=True,
    ),
    quoting=Quoting(similarity=0.0, words=1.0, enough=0.6),
    nearness=None,
    abstention=None,
    judges=(),
)
"""What holds for an embedding model of which nothing is known: it finds, and words decide.

- Evidence is ranked by the words of the question and by the rank of the similarities, not by their size; no article is
  left out for being far behind.
- Across languages nothing is proven: a sentence that renders one of another language is marked as not verified.
- A sentence of an article stands for one of the answer only by the words that they share.
- A question is answered where one article has every figure and name of it, and a few neighbouring sentences most of its
  words (`rag.deciding.holds_in_words`); in another language, where such a few sentences have all its figures and names.
- No answer is judged.
"""

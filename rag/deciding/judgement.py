"""After the answer: do the words that it cites say what was asked? The model that wrote is asked that, yes or no.

A sentence can be proven word for word and yet answer another question («¿cuántos farmacéuticos?», of physiotherapists).
No score of words and similarity tells that; reading does, and to read a sentence or two again takes the embedded model
two seconds. Its «yes» is a probability, weighed with the one that was worked out before the answer. Weights and
threshold are fitted by `python -m eval press --fit`, and hold for one language model and one embedding model.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from rag.calibration import Judge
from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.text.instructions import defused
from rag.types import LanguageModel, Message

__all__ = ["YesNoModel", "judged", "judgement_messages", "one_line"]

LEAST, MOST = 1e-4, 1 - 1e-4
"""Bounds of a probability before its logarithm is taken."""


@runtime_checkable
class YesNoModel(LanguageModel, Protocol):
    """A language model that can say how sure it is of a yes."""

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """The probability of the answer yes against that of no; None where it gives neither.

        Raises:
            EndpointError: Nothing usable was answered.
        """


def judged(judge: Judge, prior: float, affirmed: float) -> float:
    """How likely it is, all in all, that the answer is one; from the judge's threshold on it stands.

    Args:
        judge: The weights.
        prior: Probability that the passages answer the question (`rag.deciding.probability`).
        affirmed: Probability with which the model says that the cited words do.
    """
    weights = judge.weights
    score = weights["bias"] + weights["prior"] * log_odds(prior) + weights["affirmed"] * log_odds(affirmed)
    return 1 / (1 + math.exp(-score))


def log_odds(probability: float) -> float:
    """The logarithm of p / (1 - p), of a probability that is held away from 0 and 1."""
    bounded = min(MOST, max(LEAST, probability))
    return math.log(bounded / (1 - bounded))


def judgement_messages(question: str, quotes: Sequence[str], language: Language) -> list[Message]:
    """What the model is asked of the words that an answer cites.

    Args:
        question: As it stands alone.
        quotes: The words cited; at least one quotation.
        language: Of the question.
    """
    text = "\n".join(f"- {one_line(quote)}" for quote in quotes)
    asked = language.prompt.judgement or ENGLISH.prompt.judgement
    return [Message("user", asked.format(text=text, question=one_line(question)))]


def one_line(text: str) -> str:
    """A text of somebody else in one line, without what a model takes for marks of its own."""
    return " ".join(defused(text).split())

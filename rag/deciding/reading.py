"""Before the answer: which of the sentences that rank best say what was asked? The model reads them, one by one.

A question resembles what an article is about, and similarity ranks by that; asked of each sentence whether it answers,
the embedded model helps to put a right one first 72 times of 132, where the ranking does 60 times
(docs/decisions/0016-reading.md).
The question and the article's title come first in the prompt, so that they are read once for all sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.deciding.judgement import YesNoModel, log_odds, one_line
from rag.errors import ModelError
from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.retrieval.evidence import Excerpt, Readings
from rag.types import Message

__all__ = ["READ", "read", "reading_messages", "settled", "settling_messages"]

READ = 4
"""Sentences that are read for a question, a second each: of six no more than of four came first rightly."""

LEAST_YES, LEAST_NO = 0.9, 0.25
"""How likely a yes must be, and how unlikely, for «sí» or «no» to be said: of 14 questions over press 7 were settled
so, all rightly; between the two 3 of 7 would have been wrong.
"""


def read(model: YesNoModel, question: str, found: tuple[Excerpt, ...], language: Language, weight: float) -> Readings:
    """What reading each of some sentences counts, by its article and its place there.

    Args:
        model: The reader.
        question: As it stands alone.
        found: The sentences, each an excerpt, best first.
        language: Of the question.
        weight: What the logarithm of the odds of its yes counts.

    Raises:
        ModelError: The model does not answer.
    """
    readings = {}
    for excerpt in found[:READ]:
        affirmed = model.affirms(reading_messages(question, excerpt, language))
        if affirmed is not None:
            place = (excerpt.passage.document.id, excerpt.sentences[0].start)
            readings[place] = weight * log_odds(affirmed)
    return readings


def settled(model: YesNoModel, question: str, quotes: Sequence[str], language: Language) -> bool | None:
    """Whether some words say yes to a question or no, as the model reads them; None where it is not sure or fails."""
    try:
        affirmed = model.affirms(settling_messages(question, quotes, language))
    except ModelError:
        return None
    if affirmed is None or LEAST_NO < affirmed < LEAST_YES:
        return None
    return affirmed >= LEAST_YES


def settling_messages(question: str, quotes: Sequence[str], language: Language) -> list[Message]:
    """What the model is asked of the words that may settle a question."""
    asked = language.prompt.settling or ENGLISH.prompt.settling
    text = "\n".join(f"- {one_line(quote)}" for quote in quotes)
    return [Message("user", asked.format(text=text, question=one_line(question)))]


def reading_messages(question: str, excerpt: Excerpt, language: Language) -> list[Message]:
    """What the model is asked of one sentence, or list."""
    prompt = language.prompt if language.prompt.reading else ENGLISH.prompt
    text = " ".join(one_line(line) for line in excerpt.lines)
    asked = prompt.fragment.format(question=one_line(question), title=one_line(excerpt.title), text=text)
    return [Message("system", prompt.reading), Message("user", asked)]

"""Before the answer: which of the sentences that rank best say what was asked? The model reads them, one by one.

A question resembles what an article is about, and similarity ranks by that; asked of each sentence whether it answers,
the embedded model put a right one first 22 times of 33 where the ranking did 14 times (docs/decisions/0015-kinds.md).
The question and the article's title come first in the prompt, so that they are read once for all sentences.
"""

from __future__ import annotations

from rag.deciding.judgement import YesNoModel, log_odds, one_line
from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.retrieval.evidence import Excerpt, Readings
from rag.types import Message

__all__ = ["READ", "read", "reading_messages"]

READ = 6
"""Sentences that are read for a question: some second each."""


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


def reading_messages(question: str, excerpt: Excerpt, language: Language) -> list[Message]:
    """What the model is asked of one sentence, or list."""
    prompt = language.prompt if language.prompt.reading else ENGLISH.prompt
    text = " ".join(one_line(line) for line in excerpt.lines)
    asked = prompt.fragment.format(question=one_line(question), title=one_line(excerpt.title), text=text)
    return [Message("system", prompt.reading), Message("user", asked)]

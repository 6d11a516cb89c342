"""A part of a question as a language model is asked about it: its own words, and the sentences it reads for them."""

from __future__ import annotations

from dataclasses import replace

from rag.calibration import Ranking
from rag.deciding import YesNoModel
from rag.deciding.reading import READ, read
from rag.errors import ModelError
from rag.languages.english import ENGLISH
from rag.questions.giving import could_give
from rag.questions.question import Kind
from rag.retrieval.evidence import Excerpt, candidates
from rag.retrieval.sought import Sought
from rag.text.facts import Facts
from rag.types import LanguageModel
from rag.writing.extractive import OVERVIEWS, fitting

__all__ = ["is_of_the_type", "posed", "read_by"]

READING = 0.03
"""What the logarithm of the odds of a reader's yes counts beside the ranking's cosines: 0.02 to 0.05 put a right
sentence first for 68 to 72 of 132 questions over press, 0 for 60 and 1 for 63.
"""


def posed(part: Sought) -> str:
    """What a model is asked of a part: its own words, behind those of the question that it follows up."""
    if not part.context:
        return part.searched
    before = part.question.language.prompt.earlier or ENGLISH.prompt.earlier
    return before.format(question=part.context) + part.question.written


def read_by(model: LanguageModel, part: Sought, ranking: Ranking) -> Sought:
    """A part with what a model says of its best sentences, where it can say; the ranking is there without it."""
    if part.question.kind in OVERVIEWS or not isinstance(model, YesNoModel):
        return part
    language = part.question.language
    found = candidates(part.question.written, fitting(part, ranking), language, ranking, READ)
    try:
        return replace(part, readings=read(model, posed(part), found, language, READING))
    except ModelError:
        return part


def is_of_the_type(part: Sought, excerpts: tuple[Excerpt, ...]) -> bool:
    """Whether some sentences could give what a fact is asked of: no figure is no answer to «cuánto»."""
    if part.question.kind is not Kind.FACT or not excerpts:
        return bool(excerpts)
    language = part.question.language
    at_home = [e for e in excerpts if e.passage.document.language == language.code]
    shown = (Facts(s.text, language) for e in at_home for s in e.sentences)
    return len(at_home) < len(excerpts) or any(could_give(part.question, facts) for facts in shown)

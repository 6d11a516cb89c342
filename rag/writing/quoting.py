"""The sentence of the articles that stands for one of the answer's which is not proven: the nearest, word for word.

An article's own sentence is proven by itself, so nothing has to be withdrawn for its wording.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from rag.calibration import Quoting
from rag.deciding.answerability import gives_more
from rag.languages import Language
from rag.proof.list_items import told_of_another
from rag.proof.verifier import Evidence, Span
from rag.questions.expected_answer import expected_answer
from rag.retrieval.evidence import introduction_of, is_heading
from rag.text.facts import Facts
from rag.text.instructions import is_request
from rag.text.terms import content_terms
from rag.types import Embedder

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["nearest_quote", "nearness"]


def nearest_quote(
    sentence: str,
    evidence: Evidence,
    embedder: Embedder,
    *,
    language: Language,
    quoting: Quoting,
    question: str = "",
    introduction: str = "",
    cited: Collection[tuple[str, int, int]] = (),
    beside: Collection[Span] = (),
) -> Span | None:
    """The sentence of the evidence nearest to one of an answer, or None where none is near enough.

    It is of the answer's language, states something, and holds a date, a figure or whatever else the question asks for
    where the sentence that it stands for did. A line that introduces a list stands for no other than such a line, and
    an item of a list, which says little by itself, for no other than an item of a list about the same party.

    Args:
        sentence: What is not proven.
        evidence: Of the passages that were retrieved.
        embedder: The model that embedded them.
        language: Of the answer.
        quoting: What near enough is, with that model.
        question: What it answers.
        introduction: The answer's line that introduces the list which the sentence is an item of; empty outside of one.
        cited: Document id, start and end of the sentences that the answer cites already.
        beside: The sentences that the proof read it beside: one of these stands for it, whatever its similarity.
    """
    fitting = [
        i
        for i, span in enumerate(evidence.spans)
        if evidence.languages[i] == language
        and (span.passage.document.id, span.sentence.start, span.sentence.end) not in cited
        and _introduces(span.sentence.text) == _introduces(sentence)
        and _states(span, introduction, language)
    ]
    asked, kind = Facts(question, language), expected_answer(question, language)
    if gives_more(kind, asked, Facts(sentence, language)):
        fitting = [i for i in fitting if gives_more(kind, asked, evidence.facts[i])]
    if not fitting:
        return None
    if (near := next((evidence.spans[i] for i in fitting if evidence.spans[i] in beside), None)) is not None:
        return near
    found = nearness(sentence, evidence, embedder, language, quoting)
    best = max(fitting, key=lambda i: found[i])
    return evidence.spans[best] if found[best] >= quoting.enough else None


def _states(span: Span, introduction: str, language: Language) -> bool:
    """Whether a sentence says something by itself, or below the introduction of the answer's list."""
    if is_heading(span.passage, span.sentence) or is_request(span.sentence.text):
        return False
    if not introduction_of(span.passage, span.sentence):
        return True
    return bool(introduction) and told_of_another(introduction, (span,), language.code) is None


def _introduces(text: str) -> bool:
    return text.rstrip().endswith(":")


def nearness(sentence: str, evidence: Evidence, embedder: Embedder, language: Language, quoting: Quoting) -> Vectors:
    """What the cosine of a sentence to each of the evidence counts, and what the words do that they share."""
    weights = {term: evidence.weight(term) for term in set(content_terms(sentence, language))}
    total = sum(weights.values()) or 1.0
    shared = [sum(weights[term] for term in weights.keys() & held) / total for held in evidence.terms]
    similarity: Vectors = evidence.vectors @ embedder.embed_passages([sentence])[0]
    return quoting.similarity * similarity + quoting.words * np.asarray(shared, dtype=np.float32)

"""Whose list it is: an item says little by itself, and is false below the introduction of another party.

«Impulsar el uso de AWS» is what the deal allows Amazon to do; below «OpenAI eligió AWS porque:» the same words, though
the article holds every one of them, say something that it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.languages import language_of
from rag.proof.verifier import Span, Verdict
from rag.retrieval.evidence import introduction_of
from rag.text.facts import Facts, missing_names
from rag.text.messages import say
from rag.types import Support, Tier

__all__ = ["introduction_behind", "is_list_item", "told_of_another", "within_its_list"]

_MARK = re.compile(r"(?:\A|\n)[ \t]*(?:[-*•–·]|\(?\d{1,2}[.)])[ \t]+\Z")


def is_list_item(before: str) -> bool:
    """Whether what stands before a sentence of an answer is a list mark."""
    return _MARK.search(before) is not None


def introduction_behind(sentence: str, before: str, introduction: str) -> str:
    """The line that introduces what follows a sentence: this one where it ends with a colon, its list's for an item.

    Args:
        sentence: Of an answer.
        before: What stands before it.
        introduction: The line that introduces it; empty for none.
    """
    if is_list_item(before):
        return introduction
    return sentence if sentence.rstrip().endswith(":") else ""


def within_its_list(verdict: Verdict, introduction: str, language: str) -> Verdict:
    """A verdict on a sentence that a line introduces: what proves an item must come from a list about the same party.

    Args:
        verdict: On the sentence by itself.
        introduction: The line; it may be empty.
        language: Of both.
    """
    other = told_of_another(introduction, verdict.spans, language)
    if other is None:
        return verdict
    reason = say("party", language_of(language), value=other)
    return Verdict(Support.CONTRADICTED, reason=reason, tier=Tier.FACTS)


def told_of_another(introduction: str, spans: Iterable[Span], language: str) -> str | None:
    """Whom the source's list is about, where the answer's own introduction names only others; else None.

    Args:
        introduction: The line of the answer that introduces the item; it may be empty.
        spans: The sentences that support the item.
        language: Of the answer.
    """
    ours = Facts(introduction, language_of(language))
    for span in spans:
        theirs = Facts(introduction_of(span.passage, span.sentence), language_of(span.passage.document.language))
        if ours.names and theirs.names and len(missing_names(theirs, [ours], [])) == len(theirs.names):
            return theirs.names[0]
    return None

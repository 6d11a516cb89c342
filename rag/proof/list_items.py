"""Whose list it is: an item says little by itself, and is false below the introduction of another party.

«Impulsar el uso de AWS» is what the deal allows Amazon to do; below «OpenAI eligió AWS porque:» the same words, though
the article holds every one of them, say something that it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.languages import language_of
from rag.proof.verifier import Span
from rag.retrieval.evidence import introduction_of
from rag.text.facts import Facts, missing_names

__all__ = ["is_list_item", "told_of_another"]

_MARK = re.compile(r"(?:\A|\n)[ \t]*(?:[-*•–·]|\(?\d{1,2}[.)])[ \t]+\Z")


def is_list_item(before: str) -> bool:
    """Whether what stands before a sentence of an answer is a list mark."""
    return _MARK.search(before) is not None


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

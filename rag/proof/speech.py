"""Attributed speech stays attributed: what an article puts in somebody's mouth, no claim may state in its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.languages import Language
from rag.proof.grammar import is_said, says
from rag.text.facts import Facts
from rag.text.terms import content_terms, fold

__all__ = ["tells_of_speech", "unattributed_speech"]

LEAST_WORDS = 6
"""Words in quotation marks from which they are somebody's speech, not a title or a term."""

MOSTLY = 0.8
"""Share of what claim and sentence have in common that must lie within the quotation."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”|\"[^\"]+\"")


def tells_of_speech(text: str, language: Language) -> bool:
    """Whether a text has a word such as «dijo» or «según»."""
    if language.speech.marks.search(fold(text)) is not None:
        return True
    words = [word for word in _WORD.findall(text[:1].lower() + text[1:]) if not word[0].isupper()]  # no «States»
    return any(says(word, language.code) for word in words) or any(
        is_said(before, word, language.code) for before, word in pairwise(words)
    )


def unattributed_speech(claim: Facts, evidence: Sequence[Facts]) -> bool:
    """Whether a claim states, without saying whose words they are, what a sentence only quotes."""
    if tells_of_speech(claim.text, claim.language) or _QUOTED.search(claim.text):
        return False
    return any(_quotes(claim, facts) for facts in evidence if facts.language == claim.language)


def _quotes(claim: Facts, sentence: Facts) -> bool:
    """Whether most of what a claim shares with a sentence is said there by somebody whom the claim does not name."""
    spoken = [match[0] for match in _QUOTED.finditer(sentence.text) if len(match[0].split()) >= LEAST_WORDS]
    frame = _QUOTED.sub(" ", sentence.text)
    if not spoken or not tells_of_speech(frame, sentence.language):
        return False
    outside = set(content_terms(frame, sentence.language))
    inside = {term for text in spoken for term in content_terms(text, sentence.language)} - outside
    shared = claim.terms & (inside | outside)
    speaker = {word for name in Facts(frame, sentence.language).names for word in fold(name).split()}
    return bool(shared) and len(shared & inside) >= MOSTLY * len(shared) and speaker.isdisjoint(claim.words)

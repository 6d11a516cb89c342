"""Which word of a source licenses a word of a claim: the same, or the same in a form that says nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rag.languages import Language, language_of
from rag.proof.words import Kind, Word
from rag.text.figures import DateMention, Quantity
from rag.text.morphology import inflected, readings

__all__ = ["licensing", "same_figure"]

BEGINNING = 3
"""Letters in which two forms of one word begin alike."""


def licensing(language: Language) -> Callable[[Word, Word], bool]:
    """Whether a word of a source stands for one of a claim, both in one language."""
    code = language.code

    def licenses(ours: Word, theirs: Word) -> bool:
        if ours.figure is not None or theirs.figure is not None:
            return ours.figure is not None and theirs.figure is not None and same_figure(ours.figure, theirs.figure)
        if ours.form == theirs.form:
            return True
        if ours.folded == theirs.folded:
            return _same_word(ours.form, theirs.form, code)
        if ours.folded[:BEGINNING] != theirs.folded[:BEGINNING] or Kind.NAME in (ours.kind, theirs.kind):
            return False
        return _inflected(ours.form, theirs.form, code)

    return licenses


def same_figure(ours: Quantity | DateMention, theirs: Quantity | DateMention) -> bool:
    """Whether a source states what a claim does: a unit, a day or a year that the claim leaves out is no difference."""
    if isinstance(ours, Quantity) and isinstance(theirs, Quantity):
        return ours.same_as(theirs) and not (ours.unit and not theirs.unit)
    if isinstance(ours, DateMention) and isinstance(theirs, DateMention):
        return theirs.states(ours)
    return False


@lru_cache(maxsize=20_000)
def _same_word(one: str, other: str, code: str) -> bool:
    """Whether words that differ in accents may be one: «eligio» is «eligió» typed in haste, «canto» not «cantó»."""
    if not language_of(code).lexicon.dictionary:
        return False  # «ferme» and «fermé»: nothing tells that they are one
    ours, theirs = set(readings(one, code)), set(readings(other, code))
    return not ours or not theirs or not ours.isdisjoint(theirs)


@lru_cache(maxsize=100_000)
def _inflected(one: str, other: str, code: str) -> bool:
    return inflected(one, other, code)

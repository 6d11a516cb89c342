"""Which word of a source licenses a word of a claim: the same, or the same in a form that says nothing else."""

from __future__ import annotations

from rag.proof.words import Kind, Word
from rag.text.figures import DateMention, Quantity

__all__ = ["licenses", "same_figure"]


def licenses(ours: Word, theirs: Word) -> bool:
    """Whether a word of a source stands for one of a claim in the same language."""
    if ours.figure is not None or theirs.figure is not None:
        return ours.figure is not None and theirs.figure is not None and same_figure(ours.figure, theirs.figure)
    if ours.form == theirs.form:
        return True
    if ours.folded == theirs.folded:
        return not _tells_by_accent(ours.form, theirs.form)
    return Kind.NAME not in (ours.kind, theirs.kind) and _inflected(ours.folded, theirs.folded)


def same_figure(ours: Quantity | DateMention, theirs: Quantity | DateMention) -> bool:
    """Whether a source states what a claim does: a unit, a day or a year that the claim leaves out is no difference."""
    if isinstance(ours, Quantity) and isinstance(theirs, Quantity):
        return ours.same_as(theirs) and not (ours.unit and not theirs.unit)
    if isinstance(ours, DateMention) and isinstance(theirs, DateMention):
        return theirs.states(ours)
    return False


def _tells_by_accent(one: str, other: str) -> bool:
    """Whether an accent at the end makes another tense or person of a verb: «canto», «cantó»."""
    return one[-1] != other[-1] or one[-2:] != other[-2:]


def _inflected(one: str, other: str) -> bool:
    """Whether two words are singular and plural, or masculine and feminine, of one."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return False
    if long in (short + "s", short + "es") or (short.endswith("z") and long == short[:-1] + "ces"):
        return True
    stem_one, stem_other = one.removesuffix("s"), other.removesuffix("s")
    return stem_one[:-1] == stem_other[:-1] and {stem_one[-1:], stem_other[-1:]} == {"o", "a"} and len(stem_one) > 5

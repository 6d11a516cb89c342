"""True sentences made false, one fact at a time: what a verifier of claims must catch.

    origin        what an altered claim is made from
    kinds         every kind by its name, its family, and what a verdict on it must be
    figures, times, names, denials, wording, speech, reserves, joints    one module a family
    vocabulary    the word lists of all of them
    conjugation   forms of Spanish verbs
    edits         places in a text where something can be exchanged
    eight         the kinds that the examination has put into answers since its first baseline

The rules know nothing of the verifier's own tables, so that what one overlooks the other need not.
"""

from eval.alterations.first_kinds import ALTERATIONS, capitalised, clause, shares_words
from eval.alterations.kinds import BUILD, HELD_OUT, KINDS, Kind
from eval.alterations.origin import Alteration, Origin

__all__ = [
    "ALTERATIONS",
    "BUILD",
    "HELD_OUT",
    "KINDS",
    "Alteration",
    "Kind",
    "Origin",
    "capitalised",
    "clause",
    "shares_words",
]

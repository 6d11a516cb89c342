"""Every kind of alteration by its name, and what a verdict on it must be."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from eval.alterations import denials, figures, joints, names, reserves, speech, times, wording
from eval.alterations.origin import Alteration, Origin

__all__ = ["BUILD", "HELD_OUT", "KINDS", "Kind"]

BUILD, HELD_OUT = "build", "held out"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to make a sentence false.

    Attributes:
        name: As reports write it.
        family: Kinds of one family alter the same sort of thing.
        alter: Makes the false sentence.
        holds: Whether it alters what the verdict `paraphrase` promises to hold: figures, times, names, denials, roles,
            speech, reserves, bounds and quantifiers. Others exchange or add ordinary words.
        part: `BUILD`, or `HELD_OUT` of what the proof is built on.
    """

    name: str
    family: str
    alter: Alteration
    holds: bool
    part: str


def _article(origin: Origin, _chance: Random) -> str:
    """The sentence as it stands: false of any article but its own."""
    return origin.text


_FAMILIES: Mapping[str, Mapping[str, tuple[Alteration, bool]]] = {
    "figures": {
        "number": (figures.number, True),
        "number-words": (figures.number_words, True),
        "unit": (figures.unit, True),
        "scale": (figures.scale, True),
        "percentage": (figures.percentage, True),
        "score-or-era": (figures.score_or_era, True),
        "bound": (figures.bound, True),
        "quantifier": (figures.quantifier, True),
        "swapped-figures": (figures.swapped_figures, True),
    },
    "times": {
        "date": (times.date, True),
        "century": (times.century, True),
        "hour": (times.hour, True),
        "weekday": (times.weekday, True),
        "relative-day": (times.relative_day, True),
        "before-after": (times.before_after, True),
        "order": (times.order, True),
        "tense": (times.tense, True),
    },
    "names": {
        "name-near": (names.name_near, True),
        "name-far": (names.name_far, True),
        "first-name": (names.first_name, True),
        "surname": (names.surname, True),
        "place": (names.place, True),
        "organisation": (names.organisation, True),
        "roles": (names.roles, True),
        "roles-passive": (names.roles_passive, True),
        "neighbour-subject": (names.neighbour_subject, True),
    },
    "denials": {
        "negation-in": (denials.negation_in, True),
        "negation-out": (denials.negation_out, True),
        "refusal": (denials.refusal, True),
        "opposite-verb": (denials.opposite_verb, False),
        "opposite-word": (denials.opposite_word, False),
    },
    "wording": {
        "noun": (wording.noun, False),
        "verb": (wording.verb, False),
        "evaluative": (wording.evaluative, False),
        "detail": (wording.detail, False),
        "only": (wording.only, False),
    },
    "speech": {
        "quotation": (speech.quotation, True),
        "quoted-speech": (speech.quoted_speech, True),
        "attribution-dropped": (speech.attribution_dropped, True),
        "attribution-invented": (speech.attribution_invented, True),
        "attribution-other": (speech.attribution_other, True),
    },
    "reserves": {
        "reserve": (reserves.reserve, True),
        "conditional": (reserves.conditional, True),
        "condition": (reserves.condition, True),
        "achieved": (reserves.achieved, True),
    },
    "joints": {
        "connective": (joints.connective, False),
        "cause": (joints.cause, False),
    },
    "source": {
        "article": (_article, True),
    },
}


def _held_out(families: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Every third kind, those of a family in a row and in the order of the digests of their names."""
    row = [
        name
        for family in sorted(families)
        for name in sorted(families[family], key=lambda name: hashlib.sha256(name.encode()).digest())
    ]
    return frozenset(row[1::3])


_APART = _held_out({family: tuple(kinds) for family, kinds in _FAMILIES.items()})

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        name: Kind(name, family, alter, holds, HELD_OUT if name in _APART else BUILD)
        for family, kinds in _FAMILIES.items()
        for name, (alter, holds) in kinds.items()
    }
)
"""Kinds by name, those of a family together."""

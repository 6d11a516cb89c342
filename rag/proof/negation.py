"""What is affirmed and what is denied: a «no» put in or taken out, or a word turned into its opposite.

Two ways lead to a verdict. Where claim and source share their words, the words are laid side by side and the difference
is looked at; where they do not, the words that a negation surely denies are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType

from rag.languages import Language
from rag.text.facts import Facts
from rag.text.terms import analyse

__all__ = ["reversed_polarity"]

SHORT = 2
"""Words that may be put in or taken out for a denial: «no», «no se», "did not"."""

WINDOW = 4
"""Words on either side in which two opposites must have company in common."""

SHARED = 2
"""Content words of it that they must share."""


def reversed_polarity(claim: Facts, evidence: Sequence[Facts]) -> bool:
    """Whether a claim denies what the sentences affirm, affirms what they deny, or says the opposite."""
    alike = [facts for facts in evidence if facts.language == claim.language]
    return (
        _denies_a_term(claim, evidence)
        or any(_denial_differs(claim, facts) for facts in alike)
        or _says_the_opposite(claim, alike)
        or (not alike and _denies_alone(claim, evidence))
    )


def _denies_a_term(claim: Facts, evidence: Sequence[Facts]) -> bool:
    """Whether a claim denies a term that every sentence which speaks of it affirms, or the other way round."""
    for term in claim.terms:
        speaking = [facts for facts in evidence if term in facts.terms]
        if speaking and all(_opposed(term, claim, facts) for facts in speaking):
            return True
    return False


def _denies_alone(claim: Facts, evidence: Sequence[Facts]) -> bool:
    """Whether only the claim denies something; across languages no more can be told."""
    return claim.denies(claim.polar_words) and not any(facts.denies(facts.polar_words) for facts in evidence)


def _opposed(term: str, one: Facts, other: Facts) -> bool:
    """Whether one sentence surely denies a term of which the other denies nothing."""
    return _surely_denied(term, one, other) or _surely_denied(term, other, one)


def _surely_denied(term: str, one: Facts, other: Facts) -> bool:
    return term in one.denied_first and term not in one.affirmed and term not in other.denied


def _denial_differs(claim: Facts, source: Facts) -> bool:
    """Whether the same words stand with a denial in one and without it in the other."""
    ours, theirs = claim.polar_words, source.polar_words
    matcher = SequenceMatcher(a=theirs, b=ours, autojunk=False)
    opcodes = matcher.get_opcodes()
    for (before, *_), (kind, i1, i2, j1, j2), (after, b1, b2, *_rest) in _triples(opcodes):
        if kind == "equal" or before != "equal" or after != "equal" or max(i2 - i1, j2 - j1) > SHORT:
            continue
        if b2 - b1 >= SHORT and claim.denies(theirs[i1:i2]) != claim.denies(ours[j1:j2]):
            return True
    return False


Opcode = tuple[str, int, int, int, int]


def _triples(opcodes: Sequence[Opcode]) -> Iterator[tuple[Opcode, Opcode, Opcode]]:
    """Each opcode between its neighbours; the beginning of a sentence counts as equal."""
    begun: list[Opcode] = [("equal", 0, 0, 0, 0), *opcodes]
    return zip(begun, begun[1:], begun[2:], strict=False)


def _says_the_opposite(claim: Facts, evidence: Sequence[Facts]) -> bool:
    """Whether a word of the claim stands where the source has its opposite, in the same company."""
    opposites = _opposites(claim.language)
    known = [_stems(facts) for facts in evidence]
    ours = _stems(claim)
    for place, word in enumerate(ours):
        contrary = opposites.get(word, frozenset()) - set(ours)
        if not contrary or any(word in theirs for theirs in known):
            continue
        for theirs in known:
            for there, other in enumerate(theirs):
                if other in contrary and _company(ours, place, theirs, there, claim.language) >= SHARED:
                    return True
    return False


def _company(ours: Sequence[str], place: int, theirs: Sequence[str], there: int, language: Language) -> int:
    """How many content words two places have in common around them."""
    functions = language.stop_words
    mine = {*ours[max(0, place - WINDOW) : place], *ours[place + 1 : place + 1 + WINDOW]} - functions
    return len(mine & {*theirs[max(0, there - WINDOW) : there], *theirs[there + 1 : there + 1 + WINDOW]})


def _stems(facts: Facts) -> list[str]:
    return analyse(facts.text, facts.language)


@cache
def _opposites(language: Language) -> Mapping[str, frozenset[str]]:
    """The stems that say the opposite of a stem."""
    found: dict[str, set[str]] = {}
    for pair in language.opposites:
        one, other = (analyse(word, language)[0] for word in pair)
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return MappingProxyType({stem: frozenset(others) for stem, others in found.items()})

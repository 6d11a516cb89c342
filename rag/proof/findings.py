"""What is found amiss with a claim, how grave it is, and what a reader is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rag.languages import Language
from rag.text.messages import say, say_own_words
from rag.types import Support, Tier

__all__ = ["LEFT_OVER", "Fault", "Finding", "denied_once", "outcome", "own_words", "words_left"]

MOST_NAMED = 4
"""Words that a reason names."""


class Fault(Enum):
    """Kinds of faults: each with its gravity, the verdict that it leads to, and the message that tells of it."""

    OWN = 1, Support.PARAPHRASE, "own_words"
    WORD = 2, Support.PARTIAL, "word"
    CAUSE = 3, Support.PARTIAL, "cause"
    TIME = 3, Support.PARTIAL, "instead"
    ADDED = 3, Support.PARTIAL, "added_reserve"
    BOUND = 4, Support.PARTIAL, "bound"
    QUANTIFIER = 4, Support.PARTIAL, "quantity_word"
    RESERVE = 4, Support.PARTIAL, "reserve"
    CONDITION = 4, Support.PARTIAL, "condition"
    SPEECH = 4, Support.PARTIAL, "speech"
    ELSEWHERE = 3, Support.PARTIAL, "displaced"
    NAME = 5, Support.UNSUPPORTED, "name"
    QUOTATION = 5, Support.UNSUPPORTED, "quotation"
    ROLES = 6, Support.CONTRADICTED, "roles"
    OPPOSITE = 6, Support.CONTRADICTED, "instead"
    DENIAL = 6, Support.CONTRADICTED, "negation"
    FIGURE = 7, Support.CONTRADICTED, "number"
    EXCHANGED = 7, Support.CONTRADICTED, "instead"

    def __init__(self, gravity: int, support: Support, message: str) -> None:
        self.gravity = gravity
        self.support = support
        self.message = message


LEFT_OVER = (Fault.OWN, Fault.WORD, Fault.TIME, Fault.ADDED, Fault.ELSEWHERE, Fault.NAME)
"""Faults of words that the source does not have, whatever they say."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, with the words of the claim, or of the source where the claim lacks them.

    `instead` is what the source has in the place of the claim's words.
    """

    fault: Fault
    words: str
    instead: str = ""


def denied_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, where what is denied twice, «no se sabe» for «se desconoce», is other words, not the contrary."""
    twice = (Fault.DENIAL, Fault.OPPOSITE)
    if not {*twice} <= {f.fault for f in findings}:
        return list(findings)
    return [replace(f, fault=Fault.WORD) if f.fault in twice else f for f in findings]


def outcome(findings: Sequence[Finding], language: Language) -> tuple[Support, Tier, str]:
    """The verdict that the gravest of the findings leads to, the check that it comes from, and the reason."""
    if not findings:
        return Support.SUPPORTED, Tier.WORDS, ""
    worst = max(findings, key=lambda f: f.fault.gravity)
    tier = Tier.WORDS if worst.fault in (Fault.OWN, Fault.WORD) else Tier.FACTS
    return worst.fault.support, tier, _reason(worst, findings, language)


def _reason(worst: Finding, findings: Sequence[Finding], language: Language) -> str:
    match worst.fault:
        case Fault.OWN:
            return say_own_words(own_words(findings), language)
        case Fault.WORD:
            named = [f.words for f in findings if f.fault is Fault.WORD][:MOST_NAMED]
            return say("word", language, value="», «".join(named))
        case Fault.ROLES | Fault.OPPOSITE | Fault.TIME | Fault.EXCHANGED:
            return say(worst.fault.message, language, one=worst.words, other=worst.instead)
        case _:
            return say(worst.fault.message, language, value=worst.words)


def own_words(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The words that are the answer's own, each once."""
    return tuple(dict.fromkeys(f.words for f in findings if f.fault is Fault.OWN))


def words_left(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The ordinary words of a claim that nothing licensed, each once."""
    return tuple(dict.fromkeys(f.words for f in findings if f.fault in (Fault.OWN, Fault.WORD)))

"""What is found amiss with a claim, how grave it is, and what a reader is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rag.text.messages import say
from rag.types import Support

__all__ = ["Fault", "Finding", "verdict_of"]


class Fault(Enum):
    """Kinds of faults, with their gravity."""

    OWN = 1
    WORD = 2
    RESERVE = 3
    NAME = 4
    QUOTATION = 5
    ROLES = 6
    DENIAL = 7
    FIGURE = 8

    @property
    def gravity(self) -> int:
        return self.value


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, with the claim's words, and the source's where it has others in their place."""

    fault: Fault
    words: str
    instead: str = ""


def verdict_of(findings: Sequence[Finding], language: str) -> tuple[Support, str]:
    """The verdict that the gravest of the findings leads to, and the reason."""
    if not findings:
        return Support.SUPPORTED, ""
    worst = max(findings, key=lambda f: f.fault.gravity)
    match worst.fault:
        case Fault.OWN:
            return Support.PARTIAL, say("part", language, value=worst.words)
        case Fault.WORD | Fault.RESERVE:
            return Support.PARTIAL, say("part", language, value=worst.words)
        case Fault.NAME:
            return Support.UNSUPPORTED, say("name", language, value=worst.words)
        case Fault.QUOTATION:
            return Support.UNSUPPORTED, say("quotation", language, value=worst.words)
        case Fault.ROLES:
            return Support.CONTRADICTED, say("roles", language, one=worst.words, other=worst.instead)
        case Fault.DENIAL:
            return Support.CONTRADICTED, say("negation", language)
        case Fault.FIGURE:
            return Support.CONTRADICTED, say("number", language, value=worst.words)

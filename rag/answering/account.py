"""What is kept beside an answer, while it grows, of how it comes about; at the end it becomes the answer's trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.calibration import Ranking
from rag.retrieval.evidence import Excerpt, considered
from rag.retrieval.sought import Sought
from rag.trace import (
    MOST_TAKEN_OUT,
    MOST_WEIGHED,
    Decision,
    Ground,
    Instead,
    Outcome,
    Step,
    TakenOut,
    Trace,
    Weighed,
    cut,
)
from rag.types import Claim, Passage

__all__ = ["Account"]


@dataclass(slots=True)
class Account:
    """What has become of an answer so far.

    Attributes:
        shown: What was chosen for the model to read, or as the answer.
        weighed: What was weighed, in its order.
        taken_out: What the model wrote and the answer does not say.
        ground: Why there is no answer, as far as that is known.
        silent: Whether a part of the question has no answer.
    """

    shown: tuple[Excerpt, ...] = ()
    weighed: list[Weighed] = field(default_factory=list)
    taken_out: list[TakenOut] = field(default_factory=list)
    ground: Ground | None = None
    silent: bool = False

    def take_out(self, text: str, reason: str, instead: Instead = Instead.NOTHING) -> None:
        """Note that something the model wrote is not said."""
        if len(self.taken_out) < MOST_TAKEN_OUT:
            self.taken_out.append(TakenOut(cut(text), cut(reason), instead))

    def weigh(self, weighed: Weighed, part: Sought) -> bool:
        """Note what was weighed of a part, and say whether it stands."""
        if len(self.weighed) < MOST_WEIGHED:
            self.weighed.append(replace(weighed, part=cut(part.searched)))
        return weighed.stands

    def trace(
        self,
        claims: Sequence[Claim],
        passages: Sequence[Passage],
        sought: Sequence[Sought],
        ranking: Ranking,
        steps: tuple[Step, ...],
    ) -> Trace:
        """How an answer of some claims came about, but for its searches, of which its passages come."""
        parts = [part.passages for part in sought]
        return Trace(
            Decision(self._outcome(claims), self._ground(claims), tuple(self.weighed)),
            considered=considered(passages, parts, self.shown, ranking),
            taken_out=tuple(self.taken_out),
            steps=steps,
        )

    def _outcome(self, claims: Sequence[Claim]) -> Outcome:
        if not any(claim.support.cited for claim in claims):
            return Outcome.REFUSED
        whole = not self.silent and all(claim.support.cited for claim in claims)
        return Outcome.ANSWERED if whole else Outcome.PARTLY

    def _ground(self, claims: Sequence[Claim]) -> Ground:
        if not any(claim.support.cited for claim in claims):
            return self.ground or Ground.UNPROVEN
        return Ground.PUBLISHED if self.ground is Ground.PUBLISHED else Ground.PROVEN

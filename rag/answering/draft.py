"""The answer as it grows: what is shown, what waits for its verdict, what has been cited, and the time it took."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rag.answering.account import Account
from rag.languages import Language
from rag.proof.claims import Cited, claim_of
from rag.proof.list_items import introduction_behind
from rag.proof.verifier import Verdict
from rag.text.messages import say
from rag.trace import Stage, Step
from rag.types import Claim, Event, Retracted, Timings, Token

__all__ = ["Clock", "Draft", "Source"]


class Source:
    """What a model writes, which can be read to its end before it is used; the clock is told how long it writes."""

    def __init__(self, pieces: Iterable[str], clock: Clock) -> None:
        self._pieces = iter(pieces)
        self._read: deque[str] = deque()
        self._clock = clock

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._read:
            return self._read.popleft()
        with self._clock.timed(Stage.WRITE):
            return next(self._pieces)

    def read_ahead(self) -> None:
        """Wait until the model has written all, and keep it."""
        with self._clock.timed(Stage.WRITE):
            self._read.extend(self._pieces)


class Clock:
    """Milliseconds since the question, and what of them each stage took."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._retrieve = 0.0
        self._first = 0.0
        self._steps: dict[Stage, Step] = {}

    def retrieved(self) -> None:
        """The passages are found."""
        self._retrieve = self.now()
        self.took(Stage.RETRIEVE, 0.0)

    def timed(self, stage: Stage) -> Timing:
        """What is done while the block lasts counts for a stage; none lies within another."""
        return Timing(self, stage)

    def took(self, stage: Stage, start: float) -> None:
        """Count for a stage what has passed since some time."""
        end = self.now()
        known = self._steps.get(stage) or Step(stage, start, end, 0.0, 0)
        self._steps[stage] = Step(stage, known.start_ms, end, known.ms + end - start, known.times + 1)

    def steps(self) -> tuple[Step, ...]:
        """The stages so far, by when they began."""
        return tuple(sorted(self._steps.values(), key=lambda step: step.start_ms))

    def token(self) -> None:
        """Something is shown; the first time counts."""
        self._first = self._first or self.now()

    def timings(self) -> Timings:
        """The times so far."""
        return Timings(self._retrieve, self._first, self.now())

    def now(self) -> float:
        """Milliseconds since the question."""
        return (time.perf_counter() - self._start) * 1000


class Timing:
    """A block whose time counts for a stage; not a generator, since what is timed may be the end of one."""

    __slots__ = ("_clock", "_stage", "_start")

    def __init__(self, clock: Clock, stage: Stage) -> None:
        self._clock = clock
        self._stage = stage

    def __enter__(self) -> None:
        self._start = self._clock.now()

    def __exit__(self, *fault: object) -> None:
        self._clock.took(self._stage, self._start)


@dataclass(slots=True)
class Draft:
    """The answer as it grows: text shown, text that waits for a verdict, claims, and the numbers given out.

    Beside it is kept how it came about.
    """

    clock: Clock
    text: str = ""
    pending: str = ""
    introduction: str = ""  # of the list whose items are being written; empty outside of one
    claims: list[Claim] = field(default_factory=list)
    citations: Cited = field(default_factory=dict)
    account: Account = field(default_factory=Account)

    @property
    def proven(self) -> bool:
        """Whether the articles back any of it."""
        return any(claim.support.cited for claim in self.claims)

    def release(self) -> Iterator[Event]:
        """Show what waited."""
        if self.pending:
            shown = self.pending if self.text else self.pending.lstrip()
            self.text += shown
            self.pending = ""
            self.clock.token()
            yield Token(shown)

    def retract(self, reason: str, language: Language) -> Iterator[Event]:
        """Take back all that was written; `reason` is the name of a message."""
        if self.text:
            said = say(reason, language)
            self.account.take_out(self.text, said)
            yield Retracted(said, language.code)
        self.text = self.pending = self.introduction = ""
        self.claims.clear()
        self.citations.clear()

    def note_introduction(self, sentence: str) -> None:
        """Keep a line that ends with a colon for the items behind it, until another sentence that is none."""
        written = self.text + self.pending
        self.introduction = introduction_behind(sentence, written[: written.rindex(sentence)], self.introduction)

    def put(self, sentence: str, text: str) -> None:
        """Write another sentence in the place of one that waits for its verdict."""
        self.pending = self.pending.replace(sentence, text)
        if self.introduction == sentence:
            self.introduction = text

    def add(self, sentence: str, verdict: Verdict) -> Claim:
        """A sentence that is shown, with its verdict and the numbers of its citations."""
        # A closing quotation mark may have been shown behind the sentence already: look back, not just at the end.
        claim = claim_of(sentence, self.text.rindex(sentence), verdict, self.citations)
        self.claims.append(claim)
        return claim

"""The answer as it grows: what is shown, what waits for its verdict, what has been cited, and the time it took."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rag.languages import Language
from rag.proof.claims import Cited, claim_of
from rag.proof.list_items import introduction_behind
from rag.proof.verifier import Verdict
from rag.text.messages import say
from rag.types import Claim, Event, Retracted, Timings, Token

__all__ = ["Clock", "Draft", "Source"]


class Source:
    """What a model writes, which can be read to its end before it is used."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._read: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self._read.popleft() if self._read else next(self._pieces)

    def read_ahead(self) -> None:
        """Wait until the model has written all, and keep it."""
        self._read.extend(self._pieces)


class Clock:
    """Milliseconds since the question."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._retrieve = 0.0
        self._first = 0.0

    def retrieved(self) -> None:
        """The passages are found."""
        self._retrieve = self._now()

    def token(self) -> None:
        """Something is shown; the first time counts."""
        self._first = self._first or self._now()

    def timings(self) -> Timings:
        """The times so far."""
        return Timings(self._retrieve, self._first, self._now())

    def _now(self) -> float:
        return (time.perf_counter() - self._start) * 1000


@dataclass(slots=True)
class Draft:
    """The answer as it grows: text shown, text that waits for a verdict, claims, and the numbers given out."""

    clock: Clock
    text: str = ""
    pending: str = ""
    introduction: str = ""  # of the list whose items are being written; empty outside of one
    claims: list[Claim] = field(default_factory=list)
    citations: Cited = field(default_factory=dict)

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
            yield Retracted(say(reason, language), language.code)
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

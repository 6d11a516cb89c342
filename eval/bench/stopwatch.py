"""A language model with a stopwatch: how fast it wrote each of its texts."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from rag.deciding import YesNoModel
from rag.types import LanguageModel, Message

__all__ = ["Pace", "Stopwatch"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a model wrote a text: seconds from its prompt to its first piece and its last, and its characters."""

    first: float
    last: float
    chars: int

    @property
    def rate(self) -> float:
        """Characters a second behind the first piece, since every endpoint counts tokens otherwise; 0 of one piece."""
        return self.chars / (self.last - self.first) if self.last > self.first else 0.0


class Stopwatch:
    """A language model that notes how fast it writes.

    Attributes:
        paces: One for each text of which anything was written, in order.
    """

    def __init__(self, model: LanguageModel) -> None:
        self.paces: list[Pace] = []
        self._model = model

    @property
    def name(self) -> str:
        """The model's own name."""
        return self._model.name

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """The pieces as the model writes them."""
        started, first, last, chars = time.perf_counter(), 0.0, 0.0, 0
        with closing(self._model.stream(messages, max_tokens)) as pieces:
            try:
                for piece in pieces:
                    last = time.perf_counter() - started
                    first = first or last
                    chars += len(piece)
                    yield piece
            finally:
                if chars:
                    self.paces.append(Pace(first, last, chars))

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """What the model says; None of one that cannot tell."""
        return self._model.affirms(messages) if isinstance(self._model, YesNoModel) else None

    def close(self) -> None:
        """End the model."""
        self._model.close()

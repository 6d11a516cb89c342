"""Small stand-ins: an embedder that counts words, passages of given text, a retriever and a scripted model."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from rag.calibration import FOREIGN, SAME, SIGNALS, Abstention, Calibration, Judge, delivered
from rag.errors import ModelError
from rag.languages import language_of
from rag.text.sentences import split_sentences
from rag.text.terms import content_terms
from rag.types import Chunk, Document, Message, Mode, Passage, Sentence

if TYPE_CHECKING:
    from rag.types import Vectors

DIMENSION = 512

[E5] = delivered()
"""The calibration of the default embedder."""


def calibration(*judges: Judge, bias: float = 50.0) -> Calibration:
    """The delivered one, but for an abstention that goes by its bias alone; by default it lets everything through."""
    weights = dict.fromkeys(SIGNALS, 0.0) | {"bias": bias}
    half = {mode.value: 0.5 for mode in Mode}
    abstention = Abstention(0.1, {SAME: weights, FOREIGN: weights}, {SAME: half, FOREIGN: half})
    return replace(E5, fingerprint=WordEmbedder.fingerprint, abstention=abstention, judges=judges)


class WordEmbedder:
    """Texts with the same words have the same vector; texts with none in common have similarity 0."""

    name = "words"
    dimension = DIMENSION
    fingerprint = "words"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, and remember them."""
        self.embedded += texts
        return np.stack([vector(text) for text in texts])

    embed_queries = embed_passages


def vector(text: str) -> Vectors:
    """The counts of a text's words, hashed, of length 1."""
    counts = np.zeros(DIMENSION, dtype=np.float32)
    for term in content_terms(text, language_of("es")):
        counts[crc32(term.encode()) % DIMENSION] += 1
    return counts / (np.linalg.norm(counts) or 1)


def passage(text: str, rank: int = 1, *, title: str = "Un artículo", language: str = "es") -> Passage:
    """A passage that is a whole article."""
    document = Document(f"d{rank}", title, text, f"{rank}.txt", language=language)
    sentences = tuple(
        Sentence(start, end, text[start:end], 0.9, tuple(vector(text[start:end])))
        for start, end in split_sentences(text, language_of(language))
    )
    return Passage(Chunk(f"c{rank}", document.id, 0, len(text), text), document, 1 / rank, rank, sentences)


class FixedRetriever:
    """Finds the same passages whatever is asked, and remembers the questions."""

    def __init__(self, *passages: Passage) -> None:
        self.passages = passages
        self.asked: list[str] = []

    def retrieve(self, question: str, k: int, *, whole: bool = False) -> tuple[Passage, ...]:
        """The passages it was made with."""
        self.asked.append(question)
        return self.passages[:k]


class ScriptedModel:
    """Writes given pieces, then raises an error where one is given."""

    name = "guion"

    def __init__(self, *pieces: str, error: ModelError | None = None) -> None:
        self.pieces = pieces
        self.error = error
        self.written = 0
        self.stopped = False

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """The pieces, one by one."""
        try:
            for piece in self.pieces:
                self.written += 1
                yield piece
            if self.error is not None:
                raise self.error
        finally:
            self.stopped = True

    def close(self) -> None:
        """Nothing to end."""


class TurnsModel:
    """Writes one text after the other, or fails, one a request, and keeps what it was asked."""

    name = "turnos"

    def __init__(self, *texts: str | ModelError) -> None:
        self._texts = list(texts)
        self.asked: list[Sequence[Message]] = []

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """The next text, word by word."""
        self.asked.append(messages)
        text = self._texts.pop(0)
        if isinstance(text, ModelError):
            raise text
        yield from re.findall(r"\S+\s*", text)

    def close(self) -> None:
        """Nothing to end."""

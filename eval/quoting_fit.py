"""From where an article's sentence stands for one of the answer's, for one embedding model.

Fitted on paraphrases by hand (`eval.paraphrases`): a claim and the sentence that it paraphrases, beside the nearest
other sentence of the same paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.intervals import Rate
from eval.paraphrases import PARAPHRASES
from eval.xquad import read_contexts, read_rows
from rag.calibration import Quoting
from rag.languages import Language, language_of
from rag.proof import Evidence
from rag.text.sentences import split_sentences
from rag.types import Chunk, Document, Embedder, Passage, Sentence
from rag.writing.quoting import nearness

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Paraphrase", "fitted", "paraphrases", "run"]

WORDS = (0.0, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0)
"""Weights that are tried for the words in common; the cosine counts once."""

OWN_REFUSED = 0.02
"""Share of the sentences that a claim paraphrases which may be too far from it."""


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A claim, the text that it is from, and where the sentence stands that it paraphrases."""

    claim: str
    language: str
    text: str
    start: int


def run(folder: Path, embedder: Embedder) -> tuple[Quoting | None, str]:
    """What is near enough with a model, over XQuAD, and a report with both errors; none where there are no claims."""
    claims = paraphrases(folder)
    return fitted(embedder, claims) if claims else (None, "quoting: not fitted, none of the paraphrases is of this set")


def paraphrases(folder: Path) -> list[Paraphrase]:
    """The claims in the language of their paragraph."""
    texts = {"xquad": ("es", read_contexts(folder)), "xquad-en": ("en", read_contexts(folder, "en"))}
    found = []
    for row in read_rows(PARAPHRASES):
        name, _, place = str(row["source"]).partition(":")
        language, paragraphs = texts.get(name, ("", {}))
        if row["language"] == language and row["end"] <= len(paragraphs.get(place, "")):
            found.append(Paraphrase(row["claim"], language, paragraphs[place], row["start"]))
    return found


def fitted(embedder: Embedder, claims: Sequence[Paraphrase]) -> tuple[Quoting, str]:
    """The weight and the limit that take the fewest other sentences, and the report; there must be a claim."""
    near = [pair for claim in claims if (pair := _near(embedder, claim)) is not None]
    own, other = np.asarray([n.own for n in near]), np.asarray([n.other for n in near])
    tried = [_limit(own, words) for words in WORDS]
    quoting = min(tried, key=lambda limit: _taken(other, limit))
    refused = len(own) - _taken(own, quoting)
    lines = [
        f"quoting: much the same from {quoting.enough:.3f}, the share of words in common times {quoting.words}",
        f"  own sentence refused   {Rate(refused, len(own))}",
        f"  another one taken      {Rate(_taken(other, quoting), len(other))}",
    ]
    return quoting, "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Near:
    """Cosine and share of words in common of a claim with its own sentence, and with the nearest other."""

    own: tuple[float, float]
    other: tuple[float, float]


def _near(embedder: Embedder, claim: Paraphrase) -> _Near | None:
    """None where the paragraph has no other sentence, or not this one."""
    language = language_of(claim.language)
    evidence = Evidence([_passage(claim, language, embedder)])
    cosine, shared = (
        nearness(claim.claim, evidence, embedder, language, only) for only in (Quoting(1, 0, 0), Quoting(0, 1, 0))
    )
    pairs = [(float(c), float(w)) for c, w in zip(cosine, shared, strict=True)]
    is_own = [span.sentence.start <= claim.start < span.sentence.end for span in evidence.spans]
    own = [pair for pair, mine in zip(pairs, is_own, strict=True) if mine]
    others = [pair for pair, mine in zip(pairs, is_own, strict=True) if not mine]
    return _Near(own[0], max(others, key=sum)) if own and others else None


def _limit(own: NDArray[np.float64], words: float) -> Quoting:
    """From where all but few of the own sentences are near enough, by a weight of the words."""
    enough = float(np.quantile(own @ [1.0, words], OWN_REFUSED))
    return Quoting(1.0, words, round(enough, 3))


def _taken(pairs: NDArray[np.float64], quoting: Quoting) -> int:
    return int((pairs @ [quoting.similarity, quoting.words] >= quoting.enough).sum())


def _passage(claim: Paraphrase, language: Language, embedder: Embedder) -> Passage:
    text, bounds = claim.text, split_sentences(claim.text, language)
    vectors = embedder.embed_passages([text[start:end] for start, end in bounds])
    sentences = tuple(
        Sentence(start, end, text[start:end], vector=vector)
        for (start, end), vector in zip(bounds, vectors, strict=True)
    )
    document = Document("paragraph", "paragraph", text, "paragraph.txt", language=claim.language)
    return Passage(Chunk("paragraph", "paragraph", 0, len(text), text), document, 0.0, 1, sentences)

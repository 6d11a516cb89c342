"""Whether two articles are the same text again: word for word, or as another newspaper prints it.

An agency's report is printed under another title, cut from below, with a paragraph more or a word changed. What stays
is most of its runs of words, so that articles are compared by those: by the least of each of many hashes of them
(Broder, "On the resemblance and containment of documents", 1997). Each least value is shared with a chance that is
the share of runs in common, which makes a signature of fixed length of a text of any length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256, shake_256
from zlib import crc32

import numpy as np

from rag.languages import Language
from rag.text.layout import read_lines
from rag.text.terms import tokenize

__all__ = ["NEAR", "Reprint", "Signature", "compare", "compare_all", "held_in_common", "keys", "sign"]

NEAR = 0.5
"""Share of the shorter text's runs of words from which the longer one is a reprint of it, or it of the longer."""

LEAST_RUNS = 12
"""Runs of words below which a text is too short to be known again by some of them: only the same words will do."""

_RUN = 4
"""Words of a run."""

_HASHES = 128
_ROWS = 2
"""Hashes of a key: two texts with a share s of their runs in common miss all keys with a chance of (1 - s²)^64."""

_PRIME = (1 << 31) - 1
_DRAWN = np.frombuffer(shake_256(b"reprints").digest(8 * _HASHES), dtype="<u4").astype(np.uint64).reshape(2, _HASHES)
_FACTORS, _SHIFTS = _DRAWN % np.uint64(_PRIME - 1) + np.uint64(1)  # the same ones for ever: signatures are kept
_AT_ONCE = 4096


class Reprint(StrEnum):
    """How two texts are the same. `EXACT`: all their words are. `NEAR`: most runs of words of the shorter one are.

    A near reprint may hold other figures or a correction: it is shown as a reprint, never left out for one.
    """

    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a text is compared by.

    Attributes:
        digest: Of all its words in order, folded, as 64 hexadecimal digits.
        runs: How many different runs of words it has.
        minima: The least value of each hash of its runs: 128 little-endian integers of 32 bits.
    """

    digest: str
    runs: int
    minima: bytes


def sign(text: str, language: Language) -> Signature:
    """The signature of an article; its capitals, accents and marks, and the furniture of its page, do not count."""
    lines = read_lines(text, language)
    told = "\n".join(text[line.start : line.end] for line in lines if line.told)
    words = tokenize(told)
    runs = {" ".join(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1))} if words else set()
    return Signature(sha256(" ".join(words).encode()).hexdigest(), len(runs), _minima(runs))


def compare(one: Signature, other: Signature) -> Reprint | None:
    """Whether two texts are the same article printed twice; None where they are not."""
    return compare_all(one, [other])[0]


def compare_all(one: Signature, others: Sequence[Signature]) -> list[Reprint | None]:
    """Whether each of some texts is the same article as one; thousands are compared at once."""
    shares = _shares(one, others)
    return [_kind(one, other, share) for other, share in zip(others, shares, strict=True)]


def held_in_common(one: Signature, other: Signature) -> float:
    """About which share of the shorter text's runs of words the longer one has, from 0 to 1."""
    return _shares(one, [other])[0]


def _kind(one: Signature, other: Signature, share: float) -> Reprint | None:
    if one.digest == other.digest:
        return Reprint.EXACT
    if min(one.runs, other.runs) < LEAST_RUNS:
        return None
    return Reprint.NEAR if share >= NEAR else None


def _shares(one: Signature, others: Sequence[Signature]) -> list[float]:
    values = np.frombuffer(b"".join(other.minima for other in others), dtype="<u4").reshape(-1, _HASHES)
    alike = np.mean(values == _values(one), axis=1).tolist()
    return [_held(same, one.runs, other.runs) for same, other in zip(alike, others, strict=True)]


def _held(alike: float, one: int, other: int) -> float:
    shorter = min(one, other)
    # Of all runs of both, `alike` are in common: s / (a + b - s) = alike.
    return min(1.0, alike * (one + other) / (1 + alike) / shorter) if shorter else 0.0


def keys(signature: Signature) -> tuple[str, ...]:
    """By what reprints are looked up: two of them share a key almost always, two other articles seldom."""
    values = _values(signature).reshape(-1, _ROWS)
    return tuple(f"{n:02x}{row.tobytes().hex()}" for n, row in enumerate(values))


def _values(signature: Signature) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.frombuffer(signature.minima, dtype="<u4")


def _minima(runs: set[str]) -> bytes:
    hashes = np.fromiter((crc32(run.encode()) % _PRIME for run in runs), dtype=np.uint64, count=len(runs))
    least = np.full(_HASHES, _PRIME, dtype=np.uint64)
    for first in range(0, len(hashes), _AT_ONCE):
        some = hashes[first : first + _AT_ONCE, None] * _FACTORS + _SHIFTS
        least = np.minimum(least, (some % np.uint64(_PRIME)).min(axis=0))
    return least.astype("<u4").tobytes()

"""Vectors as bytes: exact, or one byte a number.

Packed, a vector is multiplied so that its largest number is 127 and then rounded; its length is not kept, since vectors
of a model have length 1. The angle between what went in and what comes out has a sine of at most √dimension / 254 times
the largest number: of the delivered model (384 numbers, none over 0.2) that is a cosine of 0.9998. Which of the two a
value is, its number of bytes says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["exact", "pack", "sizes", "unpack"]


def exact(vector: Vectors) -> bytes:
    """A vector as little-endian float32."""
    return np.asarray(vector, "<f4").tobytes()


def pack(vector: Vectors) -> bytes:
    """A vector as int8, in a quarter of the room."""
    largest = np.abs(vector).max()
    return np.rint(vector / largest * 127 if largest else vector).astype(np.int8).tobytes()


def unpack(values: Sequence[bytes], dimension: int) -> Vectors:
    """One row a value, float32 of shape `(len(values), dimension)`; what was packed has length 1, or is all zeros."""
    found = np.empty((len(values), dimension), np.float32)
    packed = np.array([len(value) == dimension for value in values], bool)
    whole = b"".join(value for value in values if len(value) != dimension)
    found[~packed] = np.frombuffer(whole, "<f4").reshape(-1, dimension)
    codes = b"".join(value for value in values if len(value) == dimension)
    numbers = np.frombuffer(codes, np.int8).reshape(-1, dimension).astype(np.float32)
    found[packed] = numbers / np.maximum(np.linalg.norm(numbers, axis=1, keepdims=True), 1)
    return found


def sizes(dimension: int) -> tuple[int, int]:
    """How many bytes a vector may have."""
    return dimension, 4 * dimension

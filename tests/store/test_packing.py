"""A vector comes back from its bytes as it was, or nearly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rag.store.packing import exact, pack, sizes, unpack

DIMENSION = 384
"""Of the delivered model."""


@given(
    st.integers(0, 2**32 - 1),
    st.dictionaries(st.integers(0, DIMENSION - 1), st.floats(-1, 1), min_size=1, max_size=9),
    st.sampled_from([0, 1e-30, 1e-4, 0.0038, 1]),
)
def test_what_is_packed_points_where_it_did(seed: int, peaks: dict[int, float], rest: float) -> None:
    """As near as is promised, whatever it is; it has length 1."""
    numbers = rest * np.random.default_rng(seed).normal(size=DIMENSION)
    numbers[list(peaks)] = list(peaks.values())
    assume(np.any(numbers))
    numbers /= np.abs(numbers).max()  # the squares of the smallest numbers are nothing, or nearly
    vector = (numbers / np.linalg.norm(numbers)).astype(np.float32)
    (found,) = unpack([pack(vector)], DIMENSION)
    sine = np.abs(vector).max() * np.sqrt(DIMENSION) / 254
    assert float(found @ vector) >= np.sqrt(1 - sine**2) - 1e-6
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("dimension", [8, 384, 1024])
def test_no_vector_like_those_of_a_model_loses_a_thousandth(dimension: int) -> None:
    """Of a thousand in any direction."""
    directions = np.random.default_rng(7).normal(size=(1000, dimension)).astype(np.float32)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    found = unpack([pack(vector) for vector in directions], dimension)
    assert (found * directions).sum(axis=1).min() >= 0.999


def test_both_kinds_come_back_in_their_order() -> None:
    """Told apart by their number of bytes alone."""
    given_vectors = np.eye(5, 16, dtype=np.float32)
    values = [(pack if n % 2 else exact)(vector) for n, vector in enumerate(given_vectors)]
    assert {len(value) for value in values} == set(sizes(16))
    np.testing.assert_array_equal(unpack(values, 16), given_vectors)
    assert unpack([], 16).shape == (0, 16)


def test_nothing_is_divided_by_nothing() -> None:
    """A vector of zeros is one when it comes back."""
    zeros = np.zeros(16, np.float32)
    np.testing.assert_array_equal(unpack([pack(zeros)], 16), [zeros])

"""Batches: small ones first, and nothing lost between two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.indexing.batches import FIRST_BATCH, LARGEST_BATCH, Cut, in_batches, size
from rag.indexing.cutting import Texts


def cut(texts: int, name: str) -> Cut:
    """The end of a file with so many texts."""
    return Cut(texts=Texts({}, {f"{name}-{n}": "" for n in range(texts)}), outdated=(("", name),), files=1)


@given(st.lists(st.integers(0, 700), max_size=30))
def test_all_that_was_read_is_in_one_batch(texts: list[int]) -> None:
    """In its order, each batch no larger than its last piece makes it."""
    cuts = [cut(number, str(n)) for n, number in enumerate(texts)]
    found = list(in_batches(iter(cuts)))
    assert sum(batch.files for batch in found) == len(cuts)
    assert [key for batch in found for key in batch.outdated] == [key for piece in cuts for key in piece.outdated]
    assert sum(len(batch.texts) for batch in found) == sum(texts)
    assert all(len(batch.texts) + batch.files < LARGEST_BATCH + max(map(size, cuts)) for batch in found)


def test_the_first_batches_are_small() -> None:
    """Twice as much each time, until one takes some seconds."""
    found = [batch.files for batch in in_batches(cut(7, str(n)) for n in range(400))]
    assert [8 * files for files in found[:6]] == [FIRST_BATCH * 2**n for n in range(5)] + [LARGEST_BATCH]


def test_a_text_that_stands_in_several_articles_is_in_a_batch_once() -> None:
    """As boilerplate does."""
    same = Cut(texts=Texts({"p": "pasaje"}, {"s": "frase"}))
    assert len(Cut.joined([same, same]).texts) == 2

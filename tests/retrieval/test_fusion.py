"""Fusion: pure functions over numbers and terms."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.retrieval.fusion import Candidate, Weights, fuse, near_duplicate, scaled

WEIGHTS = Weights(passage=0.5, sentence=0.5, lexical=0.06, lexical_foreign=0.01)
unit = st.floats(0, 1)
candidates = st.lists(
    st.builds(Candidate, st.text(max_size=4), unit, unit, unit, st.booleans()), unique_by=lambda c: c.chunk_id
)
terms = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@given(candidates, st.randoms())
def test_the_order_of_candidates_does_not_matter(found: list[Candidate], chance: random.Random) -> None:
    """Three searches may come back in any order."""
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert fuse(shuffled, WEIGHTS) == fuse(found, WEIGHTS)


@given(candidates)
def test_every_candidate_is_ranked_once_best_first(found: list[Candidate]) -> None:
    """Nothing is lost or doubled."""
    ranked = fuse(found, WEIGHTS)
    assert sorted(i for i, _ in ranked) == sorted(c.chunk_id for c in found)
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)


@given(st.lists(st.text(max_size=4), unique=True), unit)
def test_ties_are_broken_by_id(ids: list[str], score: float) -> None:
    """So the same question always gives the same list."""
    tied = [Candidate(i, score, score, score, same_language=True) for i in ids]
    assert [i for i, _ in fuse(tied, WEIGHTS)] == sorted(ids)


def test_words_in_common_count_less_across_languages() -> None:
    """They are mostly names and numbers there."""
    own, foreign = (Candidate(i, 0.5, 0.5, 1.0, same) for i, same in (("own", True), ("foreign", False)))
    assert fuse([foreign, own], WEIGHTS) == [("own", pytest.approx(0.56)), ("foreign", pytest.approx(0.51))]


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1e6)))
def test_scaled_scores_lie_between_0_and_1_in_the_same_order(scores: dict[str, float]) -> None:
    """BM25 has no scale of its own."""
    result = scaled(scores)
    assert result.keys() == scores.keys()
    assert all(0 <= score <= 1 for score in result.values())
    if any(scores.values()):
        assert max(result.values()) == 1
    ordered = sorted(scores, key=scores.__getitem__)
    assert [result[key] for key in ordered] == sorted(result.values())


@given(terms.filter(bool))
def test_a_text_is_a_duplicate_of_itself(text: list[str]) -> None:
    """However short."""
    assert near_duplicate(text, text)


@given(terms, terms)
def test_duplicates_are_mutual(a: list[str], b: list[str]) -> None:
    """The order in which two texts are met does not matter."""
    assert near_duplicate(a, b) == near_duplicate(b, a)


@given(terms)
def test_nothing_is_no_duplicate(text: list[str]) -> None:
    """An empty text repeats no other."""
    assert not near_duplicate([], text)


REPORT = "openai firmo un acuerdo con amazon por siete anos y pagara millones de dolares por la nube".split()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (REPORT[:-3], True),
        ([*REPORT, "dijo", "la", "agencia"], True),
        ([*REPORT[:8], "diez", *REPORT[9:]], False),
        (list(reversed(REPORT)), False),
        ("la cosecha de trigo fue buena".split(), False),
        (["nube"], False),
    ],
    ids=["cut short", "longer", "another number of years", "reversed", "another subject", "one word"],
)
def test_a_reprint_is_told_from_another_text(other: list[str], same: bool) -> None:
    """By runs of words, not by the words."""
    assert near_duplicate(REPORT, other) is same

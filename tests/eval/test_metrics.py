"""Retrieval metrics: worked by hand, and the same as trec_eval's (through pytrec-eval-terrier)."""

from __future__ import annotations

import math

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import hit, ndcg, recall, reciprocal_rank

IDS = [f"d{n:02}" for n in range(25)]
RANKED = ["a", "b", "c", "d", "e"]


def test_by_hand_ndcg_is_the_gain_over_that_of_the_best_order() -> None:
    """Relevant at ranks 2 and 5, and a third that was not found."""
    gain = 1 / math.log2(3) + 1 / math.log2(6)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(RANKED, {"b", "e", "missing"}) == pytest.approx(gain / ideal)
    assert ndcg(RANKED, {"b", "e", "missing"}, k=2) == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))
    assert ndcg(RANKED, {"a"}) == 1
    assert ndcg([], {"a"}) == 0


def test_by_hand_a_hit_is_one_of_the_first() -> None:
    """And no more than that."""
    assert [hit(RANKED, {"c", "e"}, k) for k in (1, 2, 3, 5)] == [0, 0, 1, 1]
    assert hit([], {"a"}, 5) == 0


def test_by_hand_recall_is_the_share_found_among_the_first() -> None:
    """What was not found at all counts in the denominator, and a repeat does not count twice."""
    assert [recall(RANKED, {"b", "e", "missing"}, k) for k in (1, 2, 5)] == pytest.approx([0, 1 / 3, 2 / 3])
    assert recall(["a", "a", "b"], ["a", "b"], 2) == 0.5
    assert recall([], {"a"}, 10) == 0


def test_by_hand_the_reciprocal_rank_is_that_of_the_first_relevant() -> None:
    """0 where there is none."""
    assert reciprocal_rank(RANKED, {"d", "b"}) == 0.5
    assert reciprocal_rank(RANKED, {"missing"}) == 0


@pytest.mark.parametrize("metric", [lambda: ndcg(RANKED, set()), lambda: recall(RANKED, set(), 10)])
def test_a_question_without_a_relevant_document_has_no_score(metric) -> None:
    """It is an error, not a 0 or a 1."""
    with pytest.raises(ValueError, match="at least one relevant"):
        metric()


@given(
    ranked=st.lists(st.sampled_from(IDS), min_size=1, unique=True),
    relevant=st.sets(st.sampled_from(IDS), min_size=1),
)
def test_every_metric_is_that_of_trec_eval(ranked: list[str], relevant: set[str]) -> None:
    """The reference of the field, whatever was found and whatever is relevant."""
    measures = {"ndcg_cut.10", "success.1,5", "recall.10", "recip_rank"}
    evaluator = pytrec_eval.RelevanceEvaluator({"q": dict.fromkeys(relevant, 1)}, measures)
    expected = evaluator.evaluate({"q": {i: -float(rank) for rank, i in enumerate(ranked)}})["q"]
    assert expected == pytest.approx(
        {
            "ndcg_cut_10": ndcg(ranked, relevant, 10),
            "success_1": hit(ranked, relevant, 1),
            "success_5": hit(ranked, relevant, 5),
            "recall_10": recall(ranked, relevant, 10),
            "recip_rank": reciprocal_rank(ranked, relevant),
        }
    )

"""Intervals, paired tests and the comparison with a baseline."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from eval.examination.metric import METRICS
from eval.examination.report import Change, Comparison, Examined, Identity, Report, Verdict
from eval.examination.statistics import (
    cluster_interval,
    compare,
    holm,
    mcnemar,
    paired_interval,
    paired_p,
    power_note,
)
from rag.errors import HemerotecaError

IDENTITY = Identity("a", "corpus", "cases", "settings", "model")
scores = st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(0, 1)), min_size=1, max_size=30)


def report(scored: Sequence[Mapping[str, float]], identity: Identity = IDENTITY, cluster: str = "") -> Report:
    """A report of cases with these scores, each of an article of its own."""
    return Report(
        identity,
        (),
        tuple(
            Examined(f"c{n:03}", "answerable", "es", "¿Qué?", cluster or f"a{n}", Verdict.PASS, found)
            for n, found in enumerate(scored)
        ),
    )


def compared(before: Report, after: Report, name: str = "correct", **tolerances: float) -> Comparison:
    """The comparison of one metric."""
    return next(c for c in compare(before, after, tolerances=tolerances) if c.metric == name)


def test_with_one_case_a_cluster_the_bootstrap_is_the_ordinary_one() -> None:
    """Against scipy's percentile bootstrap of the mean."""
    values = random.Random(1).choices([0.0, 0.5, 1.0], k=80)
    low, high = cluster_interval(values, [str(n) for n in range(80)], resamples=8000)
    expected = bootstrap((np.array(values),), np.mean, method="percentile", n_resamples=8000, rng=2).confidence_interval
    assert (low, high) == pytest.approx((expected.low, expected.high), abs=0.015)


def test_cases_that_hang_together_tell_less() -> None:
    """Forty cases over four articles are nearer to four cases than to forty."""
    values = [1.0] * 20 + [0.0] * 20
    together = cluster_interval(values, [f"a{n // 10}" for n in range(40)])
    apart = cluster_interval(values, [f"a{n}" for n in range(40)])
    assert together[1] - together[0] > 1.5 * (apart[1] - apart[0])


@settings(max_examples=30)
@given(scores, st.randoms(use_true_random=False))
def test_the_order_of_cases_changes_nothing_and_the_interval_stays_in_bounds(
    scored: list[tuple[str, float]], chance: random.Random
) -> None:
    """Reports must be the same bytes whatever the order."""
    mixed = list(scored)
    chance.shuffle(mixed)
    clusters, values = zip(*scored, strict=True)
    found = cluster_interval(values, clusters, resamples=50)
    assert 0 <= found[0] <= found[1] <= 1 + 1e-12
    clusters, values = zip(*mixed, strict=True)
    assert found == cluster_interval(values, clusters, resamples=50)


def test_one_cluster_tells_nothing() -> None:
    """Whatever its cases say."""
    assert cluster_interval([1.0, 1.0], ["a", "a"]) == (0.0, 1.0)
    assert paired_interval([1.0], [0.0], ["a"]) == (-1.0, 1.0)
    assert paired_p([1.0], [0.0], ["a"]) == 1.0


@pytest.mark.parametrize(
    ("lost", "won", "p"),
    [(0, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (1, 9, 0.021484375), (5, 5, 1.0), (10, 2, 0.03857421875)],
)
def test_mcnemar_by_hand(lost: int, won: int, p: float) -> None:
    """Twice the tail of a fair coin."""
    assert mcnemar(lost, won) == pytest.approx(p)


def test_holm_by_hand() -> None:
    """The example of Holm's own procedure: the smallest times their number, and none below one before it."""
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005}) == pytest.approx(
        {"d": 0.02, "a": 0.03, "c": 0.06, "b": 0.06}
    )
    assert holm({"a": 0.9, "b": 0.8}) == {"b": 1.0, "a": 1.0}
    assert holm({}) == {}


@given(st.dictionaries(st.text("xyz", min_size=1, max_size=3), st.floats(0, 1), max_size=8))
def test_holm_keeps_the_order_and_never_lowers(ps: dict[str, float]) -> None:
    """For any probabilities."""
    adjusted = holm(ps)
    assert all(ps[name] <= p <= 1 for name, p in adjusted.items())
    ranked = sorted(ps, key=lambda name: (ps[name], name))
    assert [adjusted[name] for name in ranked] == sorted(adjusted.values())


def test_a_difference_of_every_case_is_no_chance_and_none_is() -> None:
    """The bootstrap's probability, at both its ends."""
    clusters = [str(n) for n in range(40)]
    noisy = [0.3 + 0.01 * (n % 7) for n in range(40)]
    assert paired_p([0.9] * 40, noisy, clusters) < 0.01
    assert paired_p(noisy, noisy, clusters) == 1.0


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=20))
def test_before_and_after_exchanged_mirror_each_other(pairs: list[tuple[float, float]]) -> None:
    """So that neither is favoured."""
    before, after = zip(*pairs, strict=True)
    clusters = [str(n) for n in range(len(pairs))]
    low, high = paired_interval(before, after, clusters, resamples=100)
    assert paired_interval(after, before, clusters, resamples=100) == pytest.approx((-high, -low))


def test_a_significant_loss_beyond_the_tolerance_is_worse() -> None:
    """Twenty of a hundred answers lost; both the metric and the cases are named."""
    before, after = report([{"correct": 1.0}] * 100), report([{"correct": float(n >= 20)} for n in range(100)])
    found = compared(before, after, correct=0.02)
    assert (found.change, found.before, found.after) == (Change.WORSE, 1.0, 0.8)
    assert found.lost == tuple(f"c{n:03}" for n in range(20))
    assert compared(after, before, correct=0.02).change is Change.BETTER


def test_a_loss_that_may_be_chance_is_inconclusive_not_passed_off_as_the_same() -> None:
    """Four of a hundred."""
    before, after = report([{"correct": 1.0}] * 100), report([{"correct": float(n >= 4)} for n in range(100)])
    assert compared(before, after, correct=0.02).change is Change.INCONCLUSIVE
    assert compared(before, after, correct=0.05).change is Change.SAME


def test_where_less_is_better_a_rise_is_the_loss() -> None:
    """Hallucination."""
    before, after = report([{"hallucination": 0.0}] * 60), report([{"hallucination": float(n < 20)} for n in range(60)])
    found = compared(before, after, "hallucination", hallucination=0.02)
    assert found.change is Change.WORSE
    assert len(found.lost) == 20


def test_what_is_not_gated_is_never_worse() -> None:
    """It is shown; only gated metrics end a run."""
    before, after = report([{"correct": 1.0}] * 100), report([{"correct": 0.0}] * 100)
    assert compared(before, after).change is Change.INCONCLUSIVE


def test_gating_more_metrics_makes_each_harder_to_lose() -> None:
    """Holm's correction counts the gated ones, and only these."""
    before = report([{"correct": 1.0, "false_refusal": 0.0}] * 100)
    after = report([{"correct": float(n >= 6), "false_refusal": 0.0} for n in range(100)])
    assert compared(before, after, correct=0.0).change is Change.WORSE
    assert compared(before, after, correct=0.0, false_refusal=0.0).change is Change.INCONCLUSIVE


def test_an_error_cannot_hide_a_score() -> None:
    """A case that was right and now has no score, because it failed, is lost."""
    before = report([{"correct": 1.0}] * 50)
    failing = [replace(case, verdict=Verdict.ERROR, scores={}, error="boom") for case in before.cases[:20]]
    after = replace(before, cases=(*failing, *before.cases[20:]))
    assert compared(before, after, correct=0.02).change is Change.WORSE


@pytest.mark.parametrize("part", ["tier", "corpus", "cases", "settings", "model"])
def test_what_was_examined_otherwise_is_not_compared(part: str) -> None:
    """The error says what differs and what to do."""
    other = report([{"correct": 1.0}], replace(IDENTITY, **{part: "other"}))
    with pytest.raises(HemerotecaError, match=f"its {part} is .*other.*--write-baseline"):
        compare(report([{"correct": 1.0}]), other, tolerances={})


def test_every_number_of_a_comparison_is_one() -> None:
    """Never NaN, whatever is compared; clusters of one article included."""
    before, after = (report([dict.fromkeys(METRICS, value)] * 3, cluster="a") for value in (1.0, 0.0))
    for found in compare(before, after, tolerances={}):
        assert all(np.isfinite([found.before, found.after, found.low, found.high, found.p]))


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "nothing can be told"), (30, "hardly"), (100, "9 points"), (331, "5 points")],
)
def test_a_report_says_what_loss_it_can_show(count: int, said: str) -> None:
    """About 300 cases for five points, 100 for ten, and 30 see nothing (as is known of the paired sign test)."""
    assert said in power_note(count)

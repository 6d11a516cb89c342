"""From the scores of cases to metrics: mean, interval, denominator and verdict of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.examination.metric import METRICS, Metric
from eval.examination.report import Examined, Measure, Verdict, rounded
from eval.examination.statistics import cluster_interval
from eval.intervals import wilson

__all__ = ["measure"]


def measure(cases: Sequence[Examined], floors: Mapping[str, float]) -> tuple[Measure, ...]:
    """Every metric that a case scores or a floor asks for, in the order of `METRICS`.

    Args:
        cases: What was examined; errors count with the scores that they were given.
        floors: By metric, the least value that passes, or the greatest where less is better. One that no case scores
            is unmeasured, which is no pass.
    """
    scored = {name for case in cases for name in case.scores}
    return tuple(
        _measure(metric, [case for case in cases if metric.name in case.scores], floors.get(metric.name))
        for metric in METRICS.values()
        if metric.name in scored or metric.name in floors
    )


def _measure(metric: Metric, cases: Sequence[Examined], floor: float | None) -> Measure:
    if not cases:
        reason = "no case examines it"
        return Measure(metric.name, None, None, None, 0, 0, Verdict.UNMEASURED, reason, floor)
    scores = [case.scores[metric.name] for case in cases]
    value = sum(scores) / len(scores)
    low, high = _interval(scores, [case.cluster for case in cases])
    verdict, reason = _verdict(metric, rounded(value), floor)
    clusters = len({case.cluster for case in cases})
    return Measure(
        metric.name, rounded(value), rounded(low), rounded(high), len(cases), clusters, verdict, reason, floor
    )


def _interval(scores: Sequence[float], clusters: Sequence[str]) -> tuple[float, float]:
    """95 %, by the bootstrap over articles; of scores that are all 0 or 1 at least as wide as Wilson's.

    The bootstrap of cases that all score the same has no width, which would pass a few cases off as certainty.
    """
    low, high = cluster_interval(scores, clusters)
    if not set(scores) <= {0.0, 1.0}:
        return low, high
    least, most = wilson(round(sum(scores)), len(scores))
    return min(low, least), max(high, most)


def _verdict(metric: Metric, value: float, floor: float | None) -> tuple[Verdict, str]:
    if floor is None or (value <= floor if metric.less_is_better else value >= floor):
        return Verdict.PASS, ""
    bound = "at most" if metric.less_is_better else "at least"
    return Verdict.FAIL, f"{value:.4f}; {bound} {floor:.4f} was promised"

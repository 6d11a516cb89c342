"""How sure a figure is, and whether a change of one is more than chance: intervals, paired tests, corrections.

Cases over one article succeed and fail together, so they are drawn together: a bootstrap over clusters (Field and
Welsh, 2007). What is compared with a baseline is compared case by case, since two shares of the same cases are no two
independent samples. Everything is seeded and takes no notice of the order of cases.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import binomtest

from eval.examination.metric import METRICS, Metric
from eval.examination.report import Change, Comparison, Examined, Identity, Report, rounded
from rag.errors import HemerotecaError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["cluster_interval", "compare", "holm", "mcnemar", "paired_interval", "paired_p", "power_note"]

RESAMPLES = 2000
SEED = 20261123
ALPHA = 0.05
"""Greatest probability of chance, after correction, at which a change is called significant."""

DISCORDANT = 0.1
"""Share of cases that come out otherwise between two versions, as `power_note` assumes: usual for a small change."""


def cluster_interval(
    values: Sequence[float], clusters: Sequence[str], *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float]:
    """The 95 % percentile interval of the mean, the clusters drawn with replacement.

    Args:
        values: One a case, from 0 to 1.
        clusters: Of each case, in the same order.
        resamples: Draws.
        seed: Of the draws.

    Returns:
        Bounds; (0, 1) of fewer than two clusters, from which nothing can be told.
    """
    if len(set(clusters)) < 2:
        return 0.0, 1.0
    low, high = np.quantile(_means(values, clusters, resamples, seed), [0.025, 0.975])
    return float(low), float(high)


def paired_interval(
    before: Sequence[float],
    after: Sequence[float],
    clusters: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> tuple[float, float]:
    """The 95 % interval of the mean difference, after minus before, of the same cases; (-1, 1) of one cluster."""
    if len(set(clusters)) < 2:
        return -1.0, 1.0
    low, high = np.quantile(_means(_differences(before, after), clusters, resamples, seed), [0.025, 0.975])
    return float(low), float(high)


def paired_p(
    before: Sequence[float],
    after: Sequence[float],
    clusters: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> float:
    """Two-sided probability of a mean difference this far from nothing, were there none.

    The draws are moved to a mean of nothing, and those at least as far from it as what was found are counted, with one
    more so that no probability is 0 (Davison and Hinkley, 1997, 4.4). 1 where nothing differs, and of one cluster.
    """
    differences = _differences(before, after)
    found = float(np.mean(differences)) if len(differences) else 0.0
    if len(set(clusters)) < 2 or not np.any(differences):
        return 1.0
    means = _means(differences, clusters, resamples, seed)
    as_far = int(np.sum(np.abs(means - found) >= abs(found) - 1e-12))
    return (1 + as_far) / (1 + resamples)


def mcnemar(lost: int, won: int) -> float:
    """Exact two-sided McNemar test of the cases that came out otherwise; 1 where there is none."""
    return float(binomtest(lost, lost + won).pvalue) if lost + won else 1.0


def holm(ps: Mapping[str, float]) -> dict[str, float]:
    """Probabilities adjusted for their number (Holm, 1979): none falls below one that was smaller, none exceeds 1."""
    adjusted: dict[str, float] = {}
    greatest = 0.0
    for rank, name in enumerate(sorted(ps, key=lambda name: (ps[name], name))):
        greatest = max(greatest, min(1.0, (len(ps) - rank) * ps[name]))
        adjusted[name] = greatest
    return adjusted


def compare(
    before: Report, after: Report, *, tolerances: Mapping[str, float], alpha: float = ALPHA
) -> tuple[Comparison, ...]:
    """Every metric beside a baseline, case by case.

    A gated metric is worse where its loss is significant after Holm's correction over the gated ones and exceeds the
    tolerance; a loss that exceeds it without being significant is inconclusive. One that is not gated is never called
    worse, and its probability is not corrected. A case that has lost its score counts as the worst one.

    Args:
        before: The baseline.
        after: What is compared with it.
        tolerances: By metric, the greatest loss that passes; these are the gated ones.
        alpha: Greatest probability of chance at which a difference is significant.

    Raises:
        HemerotecaError: The two are of other cases, articles, settings or models.
    """
    _require_same(before.identity, after.identity)
    pairs = {name: found for name, metric in METRICS.items() if (found := _pairs(metric, before, after))}
    ps = {name: found.p(METRICS[name]) for name, found in pairs.items()}
    ps |= holm({name: p for name, p in ps.items() if name in tolerances})
    return tuple(
        _comparison(METRICS[name], found, ps[name], tolerances.get(name), alpha) for name, found in pairs.items()
    )


def power_note(count: int) -> str:
    """What loss so many paired cases can show, as a sentence for a report.

    By the normal approximation of McNemar's test (Miettinen, 1968), two-sided at 5 % with a power of 80 %, where one
    case in ten comes out otherwise.
    """
    if count < 1:
        return "No case was asked: nothing can be told."
    least = _least_loss(count)
    if least >= DISCORDANT:
        return f"{count} cases can hardly show any loss of a share."
    points = f"{100 * least:.0f} points of a share"
    return f"{count} cases show a loss of {points} or more four times in five; a smaller one may pass unseen."


# --- Pairs ----------------------------------------------------------------------------------------------------


class _Pairs:
    """The scores of a metric by the same cases, before and after."""

    def __init__(self, rows: Sequence[tuple[str, str, float, float]]) -> None:
        self.ids = [row[0] for row in rows]
        self.clusters = [row[1] for row in rows]
        self.before = [row[2] for row in rows]
        self.after = [row[3] for row in rows]

    def higher(self) -> list[str]:
        return [i for i, b, a in zip(self.ids, self.before, self.after, strict=True) if a > b]

    def lower(self) -> list[str]:
        return [i for i, b, a in zip(self.ids, self.before, self.after, strict=True) if a < b]

    def p(self, metric: Metric) -> float:
        if metric.share:
            return mcnemar(len(self.lower()), len(self.higher()))
        return paired_p(self.before, self.after, self.clusters)


def _pairs(metric: Metric, before: Report, after: Report) -> _Pairs | None:
    """Scores by id; where one of the two has none, that is the worst score, whichever it is."""
    worst = 1.0 if metric.less_is_better else 0.0
    old, new = ({case.id: case for case in report.cases} for report in (before, after))
    rows = [
        (case_id, new[case_id].cluster, *scores)
        for case_id in sorted(old.keys() & new.keys())
        if (scores := _scores(metric.name, old[case_id], new[case_id], worst)) is not None
    ]
    return _Pairs(rows) if rows else None


def _scores(name: str, old: Examined, new: Examined, worst: float) -> tuple[float, float] | None:
    """Both scores. One that only the newer has is no loss: a refusal that became an answer scores what it could not."""
    if name not in old.scores:
        return None
    return old.scores[name], new.scores.get(name, worst if new.error else old.scores[name])


def _comparison(metric: Metric, pairs: _Pairs, p: float, tolerance: float | None, alpha: float) -> Comparison:
    before, after = float(np.mean(pairs.before)), float(np.mean(pairs.after))
    low, high = paired_interval(pairs.before, pairs.after, pairs.clusters)
    lost, won = (pairs.higher(), pairs.lower()) if metric.less_is_better else (pairs.lower(), pairs.higher())
    loss = after - before if metric.less_is_better else before - after
    change = _change(loss, p, tolerance, alpha)
    return Comparison(
        metric.name,
        rounded(before),
        rounded(after),
        rounded(low),
        rounded(high),
        rounded(p),
        change,
        tuple(lost),
        tuple(won),
    )


def _change(loss: float, p: float, tolerance: float | None, alpha: float) -> Change:
    if loss < 0:
        return Change.BETTER if p < alpha else Change.SAME
    if loss <= (tolerance or 0.0) + 1e-9:
        return Change.SAME
    return Change.WORSE if p < alpha and tolerance is not None else Change.INCONCLUSIVE


def _require_same(before: Identity, after: Identity) -> None:
    for name in ("tier", "corpus", "cases", "settings", "model"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            raise HemerotecaError(
                f"the baseline cannot be compared with: its {name} is {old[:16]!r}, and {new[:16]!r} was examined. "
                f"Examine with the same, or make a new baseline with --write-baseline."
            )


# --- Draws ----------------------------------------------------------------------------------------------------


def _differences(before: Sequence[float], after: Sequence[float]) -> list[float]:
    return [a - b for b, a in zip(before, after, strict=True)]


def _means(values: Sequence[float], clusters: Sequence[str], resamples: int, seed: int) -> NDArray[np.float64]:
    """The mean of each draw: a ratio of sums over the clusters drawn, shape `(resamples,)`."""
    names = sorted(set(clusters))
    place = {name: n for n, name in enumerate(names)}
    sums, counts = np.zeros(len(names)), np.zeros(len(names))
    # In sorted order, so that the last bits of the sums do not depend on the order of cases.
    for name, value in sorted(zip(clusters, values, strict=True)):
        sums[place[name]] += value
        counts[place[name]] += 1
    drawn = np.random.default_rng(seed).integers(0, len(names), (resamples, len(names)))
    means: NDArray[np.float64] = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    return means


def _least_loss(count: int) -> float:
    """Smallest loss found with a power of 80 %, by bisection: the power grows with the loss."""
    low, high = 0.0, DISCORDANT
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if _cases_needed(middle) <= count else (middle, high)
    return high


def _cases_needed(loss: float) -> float:
    alpha_z, power_z = 1.959964, 0.841621
    spread = math.sqrt(DISCORDANT - loss * loss) if loss < DISCORDANT else 0.0
    return ((alpha_z * math.sqrt(DISCORDANT) + power_z * spread) / loss) ** 2 if loss else math.inf

"""The report for a terminal: every figure on a line, what changed, and what kept it from passing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from eval.examination.metric import METRICS
from eval.examination.report import Change, Comparison, Examined, Measure, Report, Verdict
from eval.examination.untrusted import shortened

__all__ = ["to_text"]

MOST_CASES = 10
"""Cases that are named; the reports have them all."""


def to_text(report: Report) -> str:
    """The whole report, as text of lines."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    for group, measures in groupby(report.measures, key=lambda measure: METRICS[measure.metric].group):
        yield f"{group}"
        yield from map(_measure, measures)
    if any(report.supports.values()):
        yield f"sentences: {', '.join(f'{count} {name}' for name, count in report.supports.items())}"
    changed = [comparison for comparison in report.comparisons if comparison.change is not Change.SAME]
    if report.comparisons:
        yield f"beside the baseline: {len(report.comparisons)} metrics, {len(changed)} changed"
        yield from map(_comparison, changed)
        lost = {name for comparison in changed for name in comparison.lost}
        yield from _named("lost", [case for case in report.cases if case.id in lost])
    yield from _named("errors", [case for case in report.cases if case.verdict is Verdict.ERROR])
    yield from report.notes
    seconds = report.information.get("seconds", "?")
    yield f"tier {report.identity.tier}, {len(report.cases)} cases, {seconds} s: {report.verdict}"


def _measure(measure: Measure) -> str:
    name, count = f"  {measure.metric:20}", f"{measure.count:4} cases, {measure.clusters:3} clusters"
    if measure.value is None:
        return f"{name} {'unmeasured':>26}  {count}  {measure.reason}"
    bound = "at most" if METRICS[measure.metric].less_is_better else "at least"
    floor = "" if measure.floor is None else f"  {bound} {measure.floor:.4f}: {measure.verdict}"
    return f"{name} {measure.value:.4f}  [{measure.low:.4f}, {measure.high:.4f}]  {count}{floor}"


def _comparison(one: Comparison) -> str:
    difference = f"{one.after - one.before:+.4f} [{one.low:+.4f}, {one.high:+.4f}]"
    return f"  {one.metric:20} {one.before:.4f} → {one.after:.4f}  {difference}  p {one.p:.4f}  {one.change}"


def _named(title: str, cases: list[Examined]) -> Iterator[str]:
    for case in cases[:MOST_CASES]:
        why = shortened(" ".join((*case.reasons, case.error)).strip(), 160)
        yield f"  {title}: {case.id}  {shortened(case.question, 80)}  {why}"
    if len(cases) > MOST_CASES:
        yield f"  {title}: and {len(cases) - MOST_CASES} more"

"""The report as JUnit XML, which every CI server reads: a suite for each kind of case, and one for the gates.

A failure is a wrong answer or a gate that closed, an error is something raised, and what could not be measured or told
is skipped: never passed. Times are left out, so that two examinations of one commit give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from eval.examination.report import Change, Comparison, Examined, Measure, Report, Verdict
from eval.examination.untrusted import showable

__all__ = ["GATES", "to_junit"]

GATES = "gates"
"""Name of the suite of measures and comparisons."""

_OUTCOMES = {Verdict.FAIL: "failure", Verdict.ERROR: "error", Verdict.UNMEASURED: "skipped"}
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
_CHANGES = {Change.WORSE: Verdict.FAIL, Change.INCONCLUSIVE: Verdict.UNMEASURED}


@dataclass(frozen=True, slots=True)
class _Test:
    """One line of a suite."""

    group: str
    name: str
    verdict: Verdict
    message: str
    body: str


def to_junit(report: Report) -> str:
    """The report as an XML document."""
    root = ET.Element("testsuites", name="hemeroteca")
    kinds: dict[str, list[_Test]] = {}
    for case in report.cases:
        kinds.setdefault(case.kind, []).append(_case(case))
    gates = [*map(_measure, report.measures), *map(_comparison, report.comparisons)]
    for name, tests in (*kinds.items(), (GATES, gates)):
        root.append(_suite(name, tests))
    _count(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(name: str, tests: Iterable[_Test]) -> ET.Element:
    suite = ET.Element("testsuite", name=showable(name))
    for test in tests:
        element = ET.SubElement(suite, "testcase", classname=showable(test.group), name=showable(test.name))
        if outcome := _OUTCOMES.get(test.verdict):
            said = ET.SubElement(element, outcome, message=showable(test.message), type=test.verdict.value)
            said.text = showable(test.body)
        elif test.body:
            ET.SubElement(element, "system-out").text = showable(test.body)
    _count(suite)
    return suite


def _count(element: ET.Element) -> None:
    """Write how many tests an element holds, and how they came out."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    for attribute, tag in _COUNTED.items():
        element.set(attribute, str(len(element.findall(f".//{tag}"))))


def _case(case: Examined) -> _Test:
    if case.verdict is Verdict.PASS:
        return _Test(case.kind, case.id, case.verdict, "", "")
    message = " ".join(case.reasons) or case.error or case.verdict.value
    lines = (("question", case.question), ("answer", case.answer), ("raised", case.error))
    body = "\n".join([*(f"{name}: {text}" for name, text in lines if text), *case.reasons])
    return _Test(case.kind, case.id, case.verdict, message, body)


def _measure(measure: Measure) -> _Test:
    body = f"{_number(measure.value)} [{_number(measure.low)}, {_number(measure.high)}]"
    body += f", {measure.count} cases ({measure.clusters} clusters), floor {_number(measure.floor)}"
    return _Test("measures", measure.metric, measure.verdict, measure.reason or measure.verdict.value, body)


def _comparison(comparison: Comparison) -> _Test:
    change = comparison.change
    body = f"{_number(comparison.before)} -> {_number(comparison.after)}"
    body += f", difference [{comparison.low:+.4f}, {comparison.high:+.4f}], p = {comparison.p:.4f}"
    if comparison.lost:
        body += f"\nlost: {', '.join(comparison.lost)}"
    message = f"{change.value} than the baseline" if change is Change.WORSE else change.value
    return _Test("comparisons", comparison.metric, _CHANGES.get(change, Verdict.PASS), message, body)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"

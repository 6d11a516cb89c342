"""The report as Markdown: the summary of a CI job, and the table of figures of the README.

Questions and answers are untrusted. Every mark that Markdown or HTML could take for its own becomes a character
reference, so that in a cell there is no link, image, emphasis, tag or end of the cell; after `@` and `#` a word joiner
keeps the servers that link names and numbers afterwards from doing so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from eval.examination.metric import METRICS
from eval.examination.report import Change, Comparison, Examined, Measure, Report, Verdict
from eval.examination.untrusted import shortened
from rag.errors import HemerotecaError

__all__ = ["BEGIN", "END", "MOST_CASES", "escaped", "measures_table", "replace_between", "replace_table", "to_markdown"]

BEGIN = "<!-- examination -->"
END = "<!-- /examination -->"

MOST_CASES = 20
"""Cases that a summary names; the other reports have them all."""

MOST_SHOWN = 300
"""Characters of a question or of reasons."""

_MARKS = re.compile(r"[!-&*+\-/:<-@\[-`{-~]|\.(?=[^\W\d])|(?<=[wW])\.")
_LINKING = ("&#64;", "&#35;")  # @ and #
_WORD_JOINER = "&#8288;"

_SIGNS = {Verdict.PASS: "✓", Verdict.FAIL: "✗", Verdict.ERROR: "!", Verdict.UNMEASURED: "–"}


def escaped(text: str, most: int = MOST_SHOWN) -> str:
    """Untrusted text on one line, which Markdown reads as nothing but text."""
    references = _MARKS.sub(lambda mark: f"&#{ord(mark.group())};", shortened(text, most))
    for mark in _LINKING:
        references = references.replace(mark, mark + _WORD_JOINER)
    return references


def to_markdown(report: Report) -> str:
    """The summary of an examination: verdict, figures, what changed, what was lost, what to know."""
    identity = report.identity
    sections = (
        [f"# Examination, tier {escaped(identity.tier)}: {_verdict(report.verdict)}"],
        [f"- {line}" for line in _why(report)],
        [measures_table(report)],
        [_supports(report)] if any(report.supports.values()) else [],
        _compared(report.comparisons),
        _cases("Lost since the baseline", _lost(report)),
        _cases("Raised an error", [case for case in report.cases if case.verdict is Verdict.ERROR]),
        _titled("To know", [f"- {escaped(note, 2000)}" for note in report.notes]),
        [f"Model {escaped(identity.model)}, {len(report.cases)} cases."],
    )
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def measures_table(report: Report) -> str:
    """Every measure as a row of a Markdown table, under the heading of its group."""
    rows = ["| metric | value | 95 % interval | cases (clusters) | floor | verdict |", "|---|---|---|---|---|---|"]
    for group, measures in groupby(report.measures, key=_group):
        rows += [_row(f"**{group}**", "", "", "", "", ""), *map(_measure, measures)]
    return "\n".join(rows)


def replace_table(readme: str, table: str) -> str:
    """A text with the table put between its two marks, `<!-- examination -->` and `<!-- /examination -->`.

    Raises:
        HemerotecaError: The text does not have both marks, once each and in this order.
    """
    return replace_between(readme, table, BEGIN, END)


def replace_between(text: str, table: str, begin: str, end: str) -> str:
    """A text with a table put between two marks.

    Raises:
        HemerotecaError: The text does not have both marks, once each and in this order.
    """
    before, found_begin, rest = text.partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found_begin and found_end) or any(mark in before + after for mark in (begin, end)):
        raise HemerotecaError(
            f"The text needs {begin} and {end} once each, in this order, for the table to go between."
        )
    return f"{before}{begin}\n\n{table}\n\n{end}{after}"


# --- Parts --------------------------------------------------------------------------------------------------


def _why(report: Report) -> Iterator[str]:
    """What kept the examination from passing, a line each."""
    for measure in report.measures:
        if measure.verdict is not Verdict.PASS:
            reason = escaped(measure.reason or "no reason given")
            yield f"{_name(measure.metric)}, {_verdict(measure.verdict)}: {reason}"
    for comparison in report.comparisons:
        if comparison.change in (Change.WORSE, Change.INCONCLUSIVE):
            change = f"{comparison.before:.4f} → {comparison.after:.4f}"
            yield f"{_name(comparison.metric)}, {comparison.change} beside the baseline: {change}"


def _supports(report: Report) -> str:
    """How many sentences of the answers are shown with each verdict."""
    return f"Sentences of the answers: {', '.join(f'{count} {name}' for name, count in report.supports.items())}."


def _measure(measure: Measure) -> str:
    metric = METRICS.get(measure.metric)
    text = f": {metric.text}" if metric else ""
    bound = "≤" if metric and metric.less_is_better else "≥"
    return _row(
        _name(measure.metric) + text,
        _number(measure.value),
        "–" if measure.low is None or measure.high is None else f"{measure.low:.4f} to {measure.high:.4f}",
        f"{measure.count} ({measure.clusters})",
        "–" if measure.floor is None else f"{bound} {measure.floor:.4f}",
        _verdict(measure.verdict),
    )


def _compared(comparisons: Sequence[Comparison]) -> list[str]:
    head = [
        "| metric | before | now | difference, 95 % interval | p | change | lost | won |",
        "|---|---|---|---|---|---|---|---|",
    ]
    rows = [
        _row(
            _name(one.metric),
            _number(one.before),
            _number(one.after),
            f"{one.after - one.before:+.4f} ({one.low:+.4f} to {one.high:+.4f})",
            f"{one.p:.4f}",
            f"**{one.change}**" if one.change is not Change.SAME else str(one.change),
            str(len(one.lost)),
            str(len(one.won)),
        )
        for one in comparisons
    ]
    return _titled("Beside the baseline", head + rows if rows else [])


def _lost(report: Report) -> list[Examined]:
    lost = {name for comparison in report.comparisons for name in comparison.lost}
    return [case for case in report.cases if case.id in lost]


def _cases(title: str, cases: Sequence[Examined]) -> list[str]:
    head = ["| case | kind | question | why |", "|---|---|---|---|"]
    rows = [
        _row(*map(escaped, (case.id, case.kind, case.question, " ".join((*case.reasons, case.error)).strip())))
        for case in cases[:MOST_CASES]
    ]
    more = len(cases) - len(rows)
    return _titled(f"{title}: {len(cases)}", [*head, *rows, *([f"\nand {more} more."] if more else [])] if rows else [])


def _titled(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "", *lines] if lines else []


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _group(measure: Measure) -> str:
    metric = METRICS.get(measure.metric)
    return metric.group if metric else "other"


def _name(metric: str) -> str:
    """A metric as code; a name that a report brought along, and the project does not know, as text."""
    return f"`{metric}`" if metric in METRICS else escaped(metric)


def _verdict(verdict: Verdict) -> str:
    return f"{_SIGNS[verdict]} {verdict if verdict is Verdict.PASS else f'**{verdict}**'}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"

"""The report as one HTML file for people: it needs no network, and its policy lets it load and run nothing else.

Questions, answers and articles are hostile until shown otherwise: the templates escape whatever is put into them, and
what could not be seen is replaced first. None of it gets into the style or the script, and the page makes no link out
of it. `page.js` only shows and hides what is there, so that without it everything can still be read.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.examination import words
from eval.examination.metric import METRICS
from eval.examination.page_case import earlier, show_case
from eval.examination.report import Change, Examined, Measure, Report, Verdict
from eval.examination.untrusted import showable
from eval.examination.words import KINDS, LANGUAGES, SUPPORTS, VERDICTS, number
from rag.types import Document, Support

__all__ = ["to_html"]

_HERE = Path(__file__).parent

_URGENCY = (Verdict.ERROR, Verdict.FAIL, Verdict.UNMEASURED, Verdict.PASS)
"""What is shown first."""

_LOOKS = {str(Support.SUPPORTED): "probada", str(Support.PARAPHRASE): "reformulada"}

_PLOT = 200
"""Units between 0 and 1 on a plot."""


def to_html(report: Report, corpus: Mapping[str, Document], baseline: Report | None = None) -> str:
    """The report as a page that stands alone.

    Args:
        report: What was found.
        corpus: The articles by their path, for what stands around the words cited.
        baseline: What to show beside each case and measure.
    """
    cases = sorted(report.cases, key=lambda case: _URGENCY.index(case.verdict))
    old = earlier(baseline)
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    page = _templates().get_template("page.html")
    return page.render(
        report=report,
        style=style,
        script=script,
        policy=_policy(style, script),
        counts=[(verdict, sum(case.verdict is verdict for case in report.cases)) for verdict in _URGENCY],
        failed=[measure for measure in report.measures if measure.verdict is not Verdict.PASS],
        lost=[one for one in report.comparisons if one.change in (Change.WORSE, Change.INCONCLUSIVE)],
        groups=[(group, list(of_group)) for group, of_group in groupby(report.measures, key=_group)],
        before={measure.metric: measure.value for measure in baseline.measures} if baseline else {},
        supports=_supports(report),
        places={case.id: place for place, case in enumerate(cases, start=1)},
        notes=_notes(report, old),
        choices=_choices(cases),
        cases=[show_case(place, case, old.get(case.id), corpus) for place, case in enumerate(cases, start=1)],
        information=[(name, f"{v:g}" if isinstance(v, float) else v) for name, v in report.information.items()],
    )


@cache
def _templates() -> Environment:
    """The templates, with the words of the page and what turns numbers into text and into places of a plot."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {name: getattr(words, name) for name in words.__all__}
    environment.globals |= {
        "LOOKS": _LOOKS,
        "interval": _interval,
        "is_less_better": _is_less_better,
        "plotted": _plotted,
        "x": _x,
    }
    return environment


def _visible(value: object) -> str:
    """What is put into a template, before it is escaped: no sign that a reader could not see."""
    return value if isinstance(value, Markup) else showable(str(value))


def _policy(style: str, script: str) -> str:
    """Of a page that may use this style and this script and no other, and load nothing."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    """A source of a content security policy: this text and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _group(measure: Measure) -> str:
    metric = METRICS.get(measure.metric)
    return metric.group if metric else ""


def _is_less_better(name: str) -> bool:
    return name in METRICS and METRICS[name].less_is_better


def _supports(report: Report) -> list[tuple[str, int]]:
    """How many sentences of the answers are shown with each verdict; none where there is no sentence."""
    counted = report.supports
    return [(SUPPORTS[name], count) for name, count in counted.items()] if any(counted.values()) else []


def _notes(report: Report, old: Mapping[str, Examined]) -> list[str]:
    """The notes, and what a comparison of these two reports would hide."""
    gone = sorted(set(old).difference(case.id for case in report.cases))
    missing = [f"Casos del punto de partida que aquí faltan ({len(gone)}): {', '.join(gone)}."] if gone else []
    return [*report.notes, *missing]


def _choices(cases: Sequence[Examined]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What cases can be filtered by: its name for people and for the script, and its values with their texts."""
    kinds = {case.kind: KINDS.get(case.kind, case.kind) for case in cases}
    verdicts = {v.value: VERDICTS[v] for v in _URGENCY if any(case.verdict is v for case in cases)}
    languages = {case.language: LANGUAGES.get(case.language, case.language) for case in cases}
    named = (("Tipo", "kind", kinds), ("Veredicto", "verdict", verdicts), ("Idioma", "language", languages))
    return [(label, name, sorted(found.items(), key=lambda item: item[1])) for label, name, found in named]


# --- Plots --------------------------------------------------------------------------------------------------


def _interval(measure: Measure) -> str:
    return "—" if measure.low is None or measure.high is None else f"{number(measure.low)} a {number(measure.high)}"


def _x(value: float) -> str:
    """Where a value from 0 to 1 stands on a plot."""
    return f"{round(min(max(value, 0.0), 1.0) * _PLOT, 2):g}"


def _plotted(measure: Measure, before: float | None) -> str:
    """What a plot shows, for whoever does not see it."""
    said = [f"valor {number(measure.value)}"]
    if measure.low is not None and measure.high is not None:
        said.append(f"intervalo de {_interval(measure)}")
    if measure.floor is not None:
        said.append(f"límite {number(measure.floor)}")
    if before is not None:
        said.append(f"antes {number(before)}")
    return ", ".join(said)

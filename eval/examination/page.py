"""The report as one HTML file for people: it needs no network, and its policy lets it load and run nothing else.

Questions, answers and articles are hostile until shown otherwise: all of them are escaped by `eval.examination.markup`,
none of them gets into the style or the script, and the page makes no link out of them. `page.js` only shows and hides
what is there, so that without it everything can still be read.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from eval.examination.markup import Html, element, joined
from eval.examination.metric import METRICS
from eval.examination.page_case import case_details, changed, earlier
from eval.examination.report import Change, Comparison, Examined, Identity, Measure, Report, Verdict
from eval.examination.words import (
    CHANGES,
    GROUPS,
    KINDS,
    LANGUAGES,
    SUPPORTS,
    VERDICTS,
    WHOLE,
    metric_text,
    number,
    signed,
)
from rag.types import Document

__all__ = ["to_html"]

_HERE = Path(__file__).parent

_URGENCY = (Verdict.ERROR, Verdict.FAIL, Verdict.UNMEASURED, Verdict.PASS)
"""What is shown first."""


def to_html(report: Report, corpus: Mapping[str, Document], baseline: Report | None = None) -> str:
    """The report as a page that stands alone.

    Args:
        report: What was found.
        corpus: The articles by their path, for what stands around the words cited.
        baseline: What to show beside each case and measure.
    """
    cases = sorted(report.cases, key=lambda case: _URGENCY.index(case.verdict))
    places = {case.id: place for place, case in enumerate(cases, start=1)}
    old = earlier(baseline)
    body = (
        _masthead(report),
        element(
            "main",
            _why(report),
            _measures(report.measures, baseline),
            _supports(report),
            _comparisons(report.comparisons, places),
            _notes(_told(report, old)),
            _cases(cases, old, corpus),
        ),
        _foot(report),
    )
    return "<!doctype html>\n" + element("html", _head(report), element("body", *body, _script()), lang="es") + "\n"


# --- The frame ----------------------------------------------------------------------------------------------


def _head(report: Report) -> Html:
    style, script = _inlined("page.css"), _inlined("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{WHOLE[report.verdict]} · Hemeroteca"),
        element("style", style),
    )


def _script() -> Html:
    return element("script", _inlined("page.js"))


def _inlined(name: str) -> Html:
    return Html((_HERE / name).read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    """A source of a content security policy: this text and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _masthead(report: Report) -> Html:
    counts = [(verdict, sum(case.verdict is verdict for case in report.cases)) for verdict in _URGENCY]
    told = [element("li", f"{VERDICTS[verdict]}: {count}", class_=verdict.value) for verdict, count in counts if count]
    return element(
        "header",
        element("p", "Hemeroteca · examen", class_="rotulo"),
        element("h1", WHOLE[report.verdict], class_=report.verdict.value),
        element(
            "ul",
            element("li", f"nivel {report.identity.tier}"),
            element("li", f"{len(report.cases)} casos"),
            *told,
            class_="cuenta",
        ),
        _identity(report.identity),
    )


def _identity(identity: Identity) -> Html:
    rows = (
        ("Nivel", identity.tier),
        ("Artículos", identity.corpus),
        ("Casos", identity.cases),
        ("Ajustes", identity.settings),
        ("Modelo", identity.model),
    )
    return element("details", element("summary", "Qué se examinó"), _definitions(rows), class_="identidad")


def _foot(report: Report) -> Html:
    rows = [(name, f"{value:g}" if isinstance(value, float) else value) for name, value in report.information.items()]
    title = element("h2", "Información, que no se compara")
    told = (title, _definitions(rows)) if rows else ()
    return element("footer", *told, element("p", f"Formato {report.format}", class_="datos"))


def _definitions(rows: Iterable[tuple[str, str]]) -> Html:
    return element("dl", *(element("div", element("dt", name), element("dd", value)) for name, value in rows))


def _section(title: str, *content: str, name: str = "") -> Html:
    return element("section", element("h2", title), *content, id=name)


# --- Figures ------------------------------------------------------------------------------------------------


def _why(report: Report) -> Html:
    """What kept the examination from passing."""
    lines = [
        element(
            "li",
            element("code", measure.metric),
            f" {VERDICTS[measure.verdict]}",
            f": {measure.reason}" if measure.reason else "",
        )
        for measure in report.measures
        if measure.verdict is not Verdict.PASS
    ]
    lines += [
        element(
            "li", element("code", one.metric), f" {CHANGES[one.change]}: {number(one.before)} → {number(one.after)}"
        )
        for one in report.comparisons
        if one.change in (Change.WORSE, Change.INCONCLUSIVE)
    ]
    return _section("Por qué", element("ul", *lines, class_="motivos")) if lines else Html()


def _measures(measures: Sequence[Measure], baseline: Report | None) -> Html:
    before = {measure.metric: measure.value for measure in baseline.measures} if baseline else {}
    heads = ("métrica", "valor", "intervalo del 95 %, de 0 a 1", "casos (grupos)", "límite", "veredicto")
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in heads)))
    bodies = [
        element(
            "tbody",
            element(
                "tr", element("th", GROUPS.get(group, "Otras"), scope="rowgroup", colspan=len(heads)), class_="grupo"
            ),
            *(_measure(measure, before.get(measure.metric)) for measure in of_group),
        )
        for group, of_group in groupby(measures, key=_group)
    ]
    return _section("Medidas", element("table", head, *bodies, class_="medidas"), _plot_legend(bool(before)))


def _supports(report: Report) -> Html:
    """How many sentences of the answers are shown with each verdict."""
    counts = [(SUPPORTS[name], str(count)) for name, count in report.supports.items()]
    return _section("Frases de las respuestas", _definitions(counts)) if any(report.supports.values()) else Html()


def _group(measure: Measure) -> str:
    metric = METRICS.get(measure.metric)
    return metric.group if metric else ""


def _measure(measure: Measure, before: float | None) -> Html:
    metric = METRICS.get(measure.metric)
    bound = "≤" if metric and metric.less_is_better else "≥"
    return element(
        "tr",
        element("th", element("code", measure.metric), element("span", metric_text(measure.metric)), scope="row"),
        _cell("valor", number(measure.value)),
        _cell("intervalo", _plot(measure, before), element("span", _interval(measure), class_="extremos")),
        _cell("casos", f"{measure.count} ({measure.clusters})"),
        _cell("límite", "—" if measure.floor is None else f"{bound} {number(measure.floor)}"),
        _cell("veredicto", element("span", VERDICTS[measure.verdict], class_=f"veredicto {measure.verdict}")),
    )


def _cell(label: str, *content: str) -> Html:
    """A cell that says of what it is where the table is too narrow for columns."""
    return element("td", *content, data_label=label)


def _interval(measure: Measure) -> str:
    return "—" if measure.low is None or measure.high is None else f"{number(measure.low)} a {number(measure.high)}"


PLOT = 200
"""Units between 0 and 1 on a plot."""


def _plot(measure: Measure, before: float | None) -> Html:
    """Value, interval, limit and the value of the baseline on a line from 0 to 1."""
    if measure.value is None:
        return Html()
    marks = [_line("eje", 0, PLOT, 12), *(_tick("eje", part, 9, 15) for part in (0.0, 0.5, 1.0))]
    said = [f"valor {number(measure.value)}"]
    if measure.low is not None and measure.high is not None:
        low, high = _x(measure.low), _x(measure.high)
        marks += [
            _line("bigote", low, high, 12),
            _tick("bigote", measure.low, 8, 16),
            _tick("bigote", measure.high, 8, 16),
        ]
        said.append(f"intervalo de {_interval(measure)}")
    if measure.floor is not None:
        marks.append(_tick("limite", measure.floor, 2, 22))
        said.append(f"límite {number(measure.floor)}")
    if before is not None:
        x = _x(before)
        marks.append(element("path", d=f"M{x:g} 6l6 6l-6 6l-6 -6z", class_="antes"))
        said.append(f"antes {number(before)}")
    marks.append(element("circle", cx=f"{_x(measure.value):g}", cy=12, r=4, class_="punto"))
    return element("svg", *marks, viewBox=f"-8 0 {PLOT + 16} 24", role="img", aria_label=", ".join(said))


def _x(value: float) -> float:
    return round(min(max(value, 0.0), 1.0) * PLOT, 2)


def _line(kind: str, start: float, end: float, y: float) -> Html:
    return element("path", d=f"M{start:g} {y:g}H{end:g}", class_=kind)


def _tick(kind: str, value: float, top: float, bottom: float) -> Html:
    return element("path", d=f"M{_x(value):g} {top:g}V{bottom:g}", class_=kind)


def _plot_legend(compared: bool) -> Html:
    before = ", el rombo hueco el valor del punto de partida" if compared else ""
    return element(
        "p", f"El punto es el valor, la línea gruesa su intervalo, el trazo alto el límite{before}.", class_="datos"
    )


def _comparisons(comparisons: Sequence[Comparison], places: Mapping[str, int]) -> Html:
    if not comparisons:
        return Html()
    heads = ("métrica", "antes", "ahora", "diferencia e intervalo", "p", "cambio", "casos")
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in heads)))
    rows = [
        element(
            "tr",
            element("th", element("code", one.metric), element("span", metric_text(one.metric)), scope="row"),
            _cell("antes", number(one.before)),
            _cell("ahora", number(one.after)),
            _cell("diferencia", f"{signed(one.after - one.before)} ({signed(one.low)} a {signed(one.high)})"),
            _cell("p", number(one.p)),
            _cell("cambio", element("span", CHANGES[one.change], class_=f"veredicto {one.change}")),
            _cell("casos", _moved("perdido", one.lost, places), _moved("ganado", one.won, places)),
        )
        for one in comparisons
    ]
    return _section("Frente al punto de partida", element("table", head, element("tbody", *rows), class_="medidas"))


def _moved(word: str, cases: Sequence[str], places: Mapping[str, int]) -> Html:
    """The cases that score otherwise than before, each a link to it."""
    if not cases:
        return Html()
    links = [element("a", name, href=f"#caso-{places[name]}") if name in places else name for name in cases]
    count = f"{len(cases)} {word}{'s' if len(cases) > 1 else ''}"
    return element(
        "details", element("summary", count), element("ul", *(element("li", link) for link in links)), class_="movidos"
    )


def _told(report: Report, old: Mapping[str, Examined]) -> list[str]:
    """The notes, and what a comparison of these two reports would hide."""
    gone = sorted(set(old).difference(case.id for case in report.cases))
    missing = [f"Casos del punto de partida que aquí faltan ({len(gone)}): {', '.join(gone)}."] if gone else []
    return [*report.notes, *missing]


def _notes(notes: Sequence[str]) -> Html:
    return (
        _section("Para leer las cifras", element("ul", *(element("li", note) for note in notes))) if notes else Html()
    )


# --- Cases --------------------------------------------------------------------------------------------------


def _cases(cases: Sequence[Examined], old: Mapping[str, Examined], corpus: Mapping[str, Document]) -> Html:
    shown = [case_details(place, case, old.get(case.id), corpus) for place, case in enumerate(cases, start=1)]
    some_changed = any(changed(case, old.get(case.id)) for case in cases)
    return _section("Casos", _filters(cases, some_changed), _legend(), *shown, name="casos")


def _filters(cases: Sequence[Examined], some_changed: bool) -> Html:
    """Hidden until the script has come to life, without which they would do nothing."""
    kinds = {case.kind: KINDS.get(case.kind, case.kind) for case in cases}
    verdicts = {v.value: VERDICTS[v] for v in _URGENCY if any(case.verdict is v for case in cases)}
    languages = {case.language: LANGUAGES.get(case.language, case.language) for case in cases}
    box = element(
        "label", element("input", type="checkbox", id="solo-cambios"), " Solo los que cambiaron", class_="casilla"
    )
    return element(
        "div",
        element("label", "Buscar", element("input", type="search", id="buscar", autocomplete="off")),
        _choice("Tipo", "kind", kinds),
        _choice("Veredicto", "verdict", verdicts),
        _choice("Idioma", "language", languages),
        box if some_changed else "",
        element("button", "Abrir todos", type="button", id="abrir"),
        element("button", "Cerrar todos", type="button", id="cerrar"),
        element("output", "", id="cuantos", aria_live="polite"),
        id="filtros",
        role="search",
        aria_label="Filtrar los casos",
        hidden=True,
    )


def _choice(label: str, name: str, options: Mapping[str, str]) -> Html:
    every = Html('<option value="">todos</option>')
    rest = (element("option", text, value=value) for value, text in sorted(options.items(), key=lambda item: item[1]))
    return element("label", label, element("select", every, *rest, data_filter=name))


def _legend() -> Html:
    return element(
        "p",
        "En los artículos: ",
        joined(
            [element("b", "1", class_="numero citado"), element("mark", "citado por la respuesta", class_="citado")]
        ),
        ", con línea continua; ",
        joined([element("b", "E", class_="numero esperado"), element("mark", "prueba esperada", class_="esperado")]),
        ", con línea discontinua; ",
        element("mark", "las dos cosas", class_="citado esperado"),
        ", con las dos.",
        class_="leyenda",
    )

"""The figures in a document: for each stage a table between its marks, with the machine and the day beneath.

Only the tables of stages that were run are renewed, so that each can be measured when the machine is idle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from eval.bench.figures import Figure
from eval.examination.markdown import replace_between

__all__ = ["marks", "renew", "table"]


def renew(document: Path, tables: Mapping[str, str]) -> None:
    """Put tables of stages into a document, each between the two marks of its stage.

    Raises:
        HemerotecaError: It does not have the marks of a stage, once each; it is left as it was.
    """
    text = document.read_text(encoding="utf-8")
    for stage, made in tables.items():
        text = replace_between(text, made, *marks(stage))
    document.write_text(text, encoding="utf-8")


def marks(stage: str) -> tuple[str, str]:
    """What stands before and behind the table of a stage."""
    return f"<!-- bench: {stage} -->", f"<!-- /bench: {stage} -->"


def table(figures: Sequence[Figure], machine: str) -> str:
    """Figures as tables in Markdown; `machine` says on what, and when, they were measured.

    What was measured of several things has a column for each.
    """
    grown, single = ([f for f in figures if bool(f.at) is several] for several in (True, False))
    return "\n".join([*_across(grown), *_rows(single), f"{machine}."])


def _rows(figures: Sequence[Figure]) -> Iterator[str]:
    if figures:
        yield from ("| figure | value | spread | limit | |", "|---|---|---|---|---|")
        for figure in figures:
            spread = " to ".join(map(_number, figure.spread)) if figure.spread else ""
            yield _row(figure.name, _value(figure), spread, _limit(figure), _verdict(figure))
        yield ""


def _across(figures: Sequence[Figure]) -> Iterator[str]:
    if figures:
        columns = list(dict.fromkeys(figure.at for figure in figures))
        yield from (_row("figure", *columns, "limit"), "|---" * (len(columns) + 2) + "|")
        for name in dict.fromkeys(figure.name for figure in figures):
            of = {figure.at: figure for figure in figures if figure.name == name}
            yield _row(name, *(_cell(of.get(column)) for column in columns), _limit(next(iter(of.values()))))
        yield ""


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return _value(figure) if figure.passed else f"{_value(figure)} {_verdict(figure)}"


def _value(figure: Figure) -> str:
    return f"{_number(figure.value)} {figure.unit}".rstrip()


def _limit(figure: Figure) -> str:
    return "" if figure.limit is None else f"{'≥' if figure.at_least else '≤'} {figure.limit:g}"


def _verdict(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    return "kept" if figure.passed else "**missed**"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    """Three figures that count, and no more places than that."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"

"""The figures in a document: for each stage a table between its marks, with the machine and the day beneath.

Only the tables of stages that were run are renewed, so that each can be measured when the machine is idle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.bench.figures import Figure
from eval.examination.markdown import replace_between

__all__ = ["marks", "renew", "table"]

HEAD = ("| figure | value | spread | limit | |", "|---|---|---|---|---|")


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
    """Figures as a table in Markdown; `machine` says on what, and when, they were measured."""
    return "\n".join([*HEAD, *map(_row, figures), "", f"{machine}."])


def _row(figure: Figure) -> str:
    spread = " to ".join(map(_number, figure.spread)) if figure.spread else ""
    limit = f"{'≥' if figure.at_least else '≤'} {_number(figure.limit)}" if figure.limit is not None else ""
    verdict = ("kept" if figure.passed else "**missed**") if figure.limit is not None else ""
    return f"| {figure.name} | {_number(figure.value)} {figure.unit}".rstrip() + f" | {spread} | {limit} | {verdict} |"


def _number(value: float) -> str:
    """Three figures that count, and no more places than that."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"

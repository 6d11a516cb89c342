"""What a change must not make worse: floors and tolerances, read from a file that is committed with the code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.examination.metric import METRICS
from eval.examination.report import Change, Report, Verdict
from rag.errors import HemerotecaError

__all__ = ["FLOORS", "Exit", "Gates", "exit_code", "read_gates", "read_toml"]

FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Gates:
    """What is gated, by metric.

    Attributes:
        floors: The least value that passes, or the greatest where less is better.
        tolerances: The greatest loss against the baseline that passes though it be significant.
    """

    floors: Mapping[str, float] = field(default_factory=dict)
    tolerances: Mapping[str, float] = field(default_factory=dict)


class Exit:
    """Codes with which an examination ends."""

    PASSED = 0
    FAILED = 1
    USAGE = 2
    NOT_MEASURED = 3
    INCONCLUSIVE = 4


def read_gates(path: Path, tier: str) -> Gates:
    """Read the gates of one tier: the tables `[TIER.floors]` and `[TIER.tolerances]`.

    Raises:
        HemerotecaError: The file is missing, is no TOML, or names something that is no metric or no number from 0 to 1.
    """
    tables = read_toml(path).get(tier, {})
    return Gates(*(_table(tables, name, path, tier) for name in ("floors", "tolerances")))


def read_toml(path: Path) -> dict[str, Any]:
    """Read a file of floors.

    Raises:
        HemerotecaError: It is missing or no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise HemerotecaError(f"{path} cannot be read: {error.strerror}; a file of floors was expected.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HemerotecaError(f"{path} is no TOML: {error}. Correct it.") from error


def _table(tables: Any, name: str, path: Path, tier: str) -> dict[str, float]:
    table = tables.get(name, {}) if isinstance(tables, dict) else None
    place = f"{path}: [{tier}.{name}]"
    if not isinstance(table, dict):
        raise HemerotecaError(f"{place} is no table; expected lines such as correct = 0.7.")
    for metric, value in table.items():
        if metric not in METRICS:
            raise HemerotecaError(f"{place} names {metric!r}, which is no metric; known are {', '.join(METRICS)}.")
        if METRICS[metric].group == "judge":
            raise HemerotecaError(f"{place} names {metric}: what a language model thinks of answers gates nothing.")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise HemerotecaError(f"{place} gives {metric} the value {value!r}; expected a number from 0 to 1.")
    return {metric: float(value) for metric, value in table.items()}


def exit_code(report: Report, *, strict: bool) -> int:
    """The code that a command ends with: a failure outweighs what was not measured, that what is inconclusive."""
    match report.verdict:
        case Verdict.FAIL:
            return Exit.FAILED
        case Verdict.ERROR | Verdict.UNMEASURED:
            return Exit.NOT_MEASURED
        case Verdict.PASS:
            inconclusive = any(c.change is Change.INCONCLUSIVE for c in report.comparisons)
            return Exit.INCONCLUSIVE if strict and inconclusive else Exit.PASSED

"""The figures in a document, between marks of their stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bench.figures import Figure
from eval.bench.stages import STAGES
from eval.bench.table import marks, renew, table
from rag.errors import HemerotecaError

DOCUMENT = Path(__file__).parent.parent.parent.parent / "docs" / "bench.md"
FIGURES = [
    Figure("times as fast", 2.5, "ratio", 3.0, at_least=True, spread=(2.25, 2.75)),
    Figure("median", 42.1234, "ms", 150),
    Figure("passages", 200_000, ""),
]


def test_a_row_tells_value_spread_limit_and_whether_it_was_kept() -> None:
    """What has no limit has no verdict."""
    assert table(FIGURES, "A machine").splitlines() == [
        "| figure | value | spread | limit | |",
        "|---|---|---|---|---|",
        "| times as fast | 2.50 ratio | 2.25 to 2.75 | ≥ 3 | **missed** |",
        "| median | 42.1 ms |  | ≤ 150 | kept |",
        "| passages | 200,000 |  |  |  |",
        "",
        "A machine.",
    ]


def test_what_is_measured_of_several_has_a_column_for_each() -> None:
    """In the order in which they came; a value is marked that missed its limit, and what is not measured is empty."""
    grown = [
        Figure("search", 20, "ms", 100, at="1,000"),
        Figure("search", 120, "ms", 100, at="2,000"),
        Figure("disk", 0.5, "GB", at="2,000"),
        Figure("evidence", 0.2, "s", 0.3),
    ]
    assert table(grown, "A machine").splitlines()[:8] == [
        "| figure | 1,000 | 2,000 | limit |",
        "|---|---|---|---|",
        "| search | 20 ms | 120 ms **missed** | ≤ 100 |",
        "| disk |  | 0.50 GB |  |",
        "",
        "| figure | value | spread | limit | |",
        "|---|---|---|---|---|",
        "| evidence | 0.20 s |  | ≤ 0.3 | kept |",
    ]


def test_the_document_has_a_place_for_every_stage_and_only_that_is_renewed(tmp_path: Path) -> None:
    """Again and again, and all around it stays."""
    copy = tmp_path / "bench.md"
    before = DOCUMENT.read_text(encoding="utf-8")
    copy.write_text(before, encoding="utf-8")
    for stage in STAGES:
        renew(copy, {stage: table([Figure(stage, 1, "s")], "A machine")})
    once = copy.read_text(encoding="utf-8")
    assert all(f"| {stage} | 1 s |" in once for stage in STAGES)
    first = next(iter(STAGES))
    renew(copy, {first: table([Figure("other", 2, "s")], "A machine")})
    begin, end = marks(first)
    outside = [text.partition(begin)[0] + text.rpartition(end)[2] for text in (once, copy.read_text(encoding="utf-8"))]
    assert outside[0] == outside[1]
    assert "| other | 2 s |" in copy.read_text(encoding="utf-8")


def test_a_document_without_the_marks_is_left_as_it_is(tmp_path: Path) -> None:
    """Also where it has those of another stage."""
    document = tmp_path / "bench.md"
    text = "\n".join(marks("indexing"))
    document.write_text(text, encoding="utf-8")
    with pytest.raises(HemerotecaError, match="bench: starts"):
        renew(document, {"indexing": "table", "starts": "table"})
    assert document.read_text(encoding="utf-8") == text

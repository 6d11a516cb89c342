"""The question that the project began with, in the ways that people type it, answered without a language model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval.mission import WAYS, ask_ways
from rag.library import Library
from rag.types import Status
from tests.conftest import SEEDS


def test_all_ten_ways_of_asking_give_all_four_aims(open_library: Callable[..., Library]) -> None:
    """In Spanish and in English, with and without accents, misspelt, or in bare words; each aim cited to the letter."""
    library = open_library()
    library.sync([SEEDS])
    checks = ask_ways(library)
    assert len(checks) == len(WAYS) == 10
    assert [str(check) for check in checks if not check.passed] == []


def test_an_article_without_the_aims_passes_in_none_of_the_ways(
    open_library: Callable[..., Library], tmp_path: Path
) -> None:
    """It is the aims that count, not that something is answered."""
    text = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    article = tmp_path / "articles" / "deal.txt"
    article.parent.mkdir()
    article.write_text("\n".join(line for line in text.splitlines() if not line.startswith("- ")), encoding="utf-8")
    library = open_library()
    library.sync([article])
    checks = ask_ways(library)
    assert any(check.answer.status is Status.ANSWERED for check in checks)
    assert not any(check.passed for check in checks)

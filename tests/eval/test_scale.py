"""The arithmetic of scale: what it says follows from its inputs, and the document says what it does."""

from __future__ import annotations

import pytest

from eval import scale


def test_the_document_holds_the_tables_of_today() -> None:
    """As `python -m eval.scale --write` puts them there."""
    assert scale.marked() in scale.DOCUMENT.read_text(encoding="utf-8")


def test_ten_times_the_articles_take_ten_times_as_much() -> None:
    """Nothing here grows faster or slower than the archive."""
    small, large = scale.needs(1000), scale.needs(10_000)
    for name in scale.Needs.__slots__:
        assert getattr(large, name) == pytest.approx(10 * getattr(small, name)), name


def test_what_is_needed_follows_from_the_inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the memory a passage is twice the memory, and nothing else."""
    before = scale.needs(1_000_000)
    twice = scale.INPUTS["memory"].value * 2
    monkeypatch.setitem(scale.INPUTS, "memory", scale.Input(twice, "", "", ""))
    after = scale.needs(1_000_000)
    changed = {name for name in scale.Needs.__slots__ if getattr(before, name) != getattr(after, name)}
    assert changed == {"memory", "month_cost"}
    assert after.memory == pytest.approx(2 * before.memory)


def test_a_million_passages_by_hand() -> None:
    """A check of the units."""
    need = scale.needs(round(1_000_000 / scale.INPUTS["passages"].value))
    assert need.passages == pytest.approx(1, rel=1e-5)
    assert need.memory == pytest.approx(scale.INPUTS["memory"].value, rel=1e-5)
    assert need.filtered == pytest.approx(scale.INPUTS["filtered"].value, rel=1e-5)
    seconds = scale.INPUTS["write_ledger"].value + scale.INPUTS["write_graph"].value
    assert need.writing == pytest.approx(1e6 * seconds / 3600, rel=1e-5)


def test_what_gives_out_first_comes_first() -> None:
    """On a larger machine nothing is nearer its end, but what no machine changes."""
    laptop, server, _ = scale.MACHINES
    shares = list(scale.strained(10_000_000, laptop).values())
    assert shares == sorted(shares, reverse=True)
    small, large = scale.strained(10_000_000, laptop), scale.strained(10_000_000, server)
    assert all(large[name] <= small[name] for name in small)

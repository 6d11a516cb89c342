"""Columns of passages: what fits is found, the nearest are the nearest, and files are whole or refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.store import columns as columns_module
from rag.store.columns import Columns, best
from rag.store.facts import NO_DAY, Facts, Wanted, article_number, day_number, name_number
from rag.store.faults import IndexBroken
from rag.store.ledger import ColumnRow
from tests.store.conftest import DIMENSION, unit_vector


def facts(name: str, day: str | None = None, outlet: str = "", dateline: str = "", stamp: int = 0) -> Facts:
    """Of an article that gives nothing else."""
    headed = name_number("dateline", dateline)
    article, when = article_number(name), day_number(day)
    return Facts(article, when, name_number("outlet", outlet), 0, 0, name_number("language", "es"), headed, stamp)


def row(chunk_id: str, told: Facts, text: str = "") -> ColumnRow:
    """A chunk of some text, else one of its own."""
    text = text or chunk_id
    return ColumnRow(chunk_id, text, unit_vector(text), told)


ROWS = [
    row("a1", facts("a", "2024-01-01", "El Faro")),
    row("a2ñ", facts("a", "2024-01-01", "El Faro")),
    row("b", facts("b", "2024-02-01", "La Gaceta")),
    row("c" * 90, facts("c", None, dateline="EL FARO")),
]


def found(columns: Columns, wanted: Wanted) -> list[str]:
    """The chunks that fit."""
    return list(columns.chunk_ids(columns.fitting(wanted)))


@pytest.fixture
def columns(tmp_path: Path) -> Iterator[Columns]:
    """Four rows, written in two goes."""
    opened = Columns(tmp_path / "columns", DIMENSION, create=True)
    opened.append(ROWS[:1])
    opened.append(ROWS[1:])
    yield opened
    opened.close()


def test_what_fits_is_found_by_day_name_and_article(columns: Columns) -> None:
    """Days are inclusive and what has none lies outside; either of two columns will do for one name."""
    first, second = (date(2024, month, 1).toordinal() for month in (1, 2))
    assert found(columns, Wanted()) == [item.chunk_id for item in ROWS]
    assert found(columns, Wanted(since=first, until=first)) == ["a1", "a2ñ"]
    assert found(columns, Wanted(since=second)) == ["b"]
    assert found(columns, Wanted(until=second)) == ["a1", "a2ñ", "b"]
    outlet = ("outlet", name_number("outlet", "el FARO"))
    dateline = ("dateline", name_number("dateline", "el faro"))
    assert found(columns, Wanted(names=((outlet,),))) == ["a1", "a2ñ"]
    assert found(columns, Wanted(names=((outlet, dateline),))) == ["a1", "a2ñ", "c" * 90]
    assert found(columns, Wanted(names=((outlet, dateline),), until=second)) == ["a1", "a2ñ"]
    assert found(columns, Wanted(articles=np.array([article_number("b"), 5]))) == ["b"]


def test_files_opened_again_hold_what_was_written(columns: Columns, tmp_path: Path) -> None:
    """As another process finds them."""
    again = Columns(tmp_path / "columns", DIMENSION, create=False)
    assert (again.count(), again.ids()) == (4, {item.chunk_id for item in ROWS})
    assert again.stamps() == {item.facts.article: 0 for item in ROWS}


def test_rows_that_have_gone_are_not_found(columns: Columns, tmp_path: Path) -> None:
    """All of an article's, in this process and in the next; they may come again."""
    columns.drop([article_number("a"), article_number("unknown")])
    for held in (columns, Columns(tmp_path / "columns", DIMENSION, create=False)):
        assert (held.count(), found(held, Wanted())) == (2, ["b", "c" * 90])
    columns.append(ROWS[:1])
    assert columns.ids() == {"a1", "b", "c" * 90}


def test_where_most_rows_have_gone_the_files_are_written_anew(
    columns: Columns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They shrink; what is left is what it was, and who has them open goes on with the old ones."""
    monkeypatch.setattr(columns_module, "FEWEST_GONE", 0)
    reader = Columns(tmp_path / "columns", DIMENSION, create=False)
    vector = unit_vector("b")
    columns.append([row(f"d{n}", facts("d", stamp=7)) for n in range(9)])
    columns.drop([article_number("a"), article_number("d")])
    assert (tmp_path / "columns" / "codes").stat().st_size == 2 * DIMENSION
    assert found(columns, Wanted()) == ["b", "c" * 90]
    nearest = columns.nearest(vector, columns.fitting(Wanted()))
    assert list(columns.chunk_ids(nearest.best(1))) == ["b"]
    assert found(reader, Wanted()) == ["b", "c" * 90]


@pytest.mark.parametrize("name", ["codes", "day", "gone", "end", "ids", "key"])
def test_files_that_do_not_belong_together_are_refused(columns: Columns, tmp_path: Path, name: str) -> None:
    """A row less in one of them, or a part of one."""
    path = tmp_path / "columns" / name
    whole = path.read_bytes()
    for cut in (len(whole) // 4, 1):
        path.write_bytes(whole[:-cut])
        with pytest.raises(IndexBroken, match="--rebuild"):
            Columns(tmp_path / "columns", DIMENSION, create=False)


def test_a_missing_file_is_refused(columns: Columns, tmp_path: Path) -> None:
    """It is not taken for an empty one."""
    (tmp_path / "columns" / "stamp").unlink()
    with pytest.raises(IndexBroken, match="stamp"):
        Columns(tmp_path / "columns", DIMENSION, create=False)


def test_similarities_are_cosines_within_what_packing_loses(tmp_path: Path) -> None:
    """Over several blocks, of all rows and of some; equal texts are given once."""
    held = Columns(tmp_path / "columns", DIMENSION, create=True)
    texts = [f"text {n % 3000}" for n in range(4000)]
    held.append([row(f"{n}", facts(f"{n % 7}"), text) for n, text in enumerate(texts)])
    vector, rows = unit_vector("question"), np.arange(4000)
    for some in (rows, rows[::3], rows[1500:1600], rows[:0]):
        exact = np.array([unit_vector(texts[n]) @ vector for n in some])
        assert held.nearest(vector, some).similarities == pytest.approx(exact, abs=0.02)
    nearest = [int(i) % 3000 for i in held.chunk_ids(held.nearest(vector, rows).best(3500))]
    assert sorted(nearest) == list(range(3000))


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 12)), max_size=60), st.integers(1, 20))
def test_the_best_are_the_greatest_one_of_each_key(pairs: Sequence[tuple[int, int]], n: int) -> None:
    """Against a plain sort."""
    scores = np.array([score for score, _ in pairs], np.float32)
    keys = np.array([key for _, key in pairs], np.int64)
    greatest: dict[int, int] = {}
    for score, key in pairs:
        greatest[key] = max(score, greatest.get(key, score))
    found_at = best(scores, keys, n)
    assert [scores[i] for i in found_at] == sorted(greatest.values(), reverse=True)[:n]
    assert len({int(keys[i]) for i in found_at}) == len(found_at)


def test_names_that_are_one_have_one_number() -> None:
    """Whatever their case, accents and spaces, and another in each column; no name is none."""
    assert name_number("outlet", "  EL  PAÍS ") == name_number("outlet", "el pais") != name_number("author", "el pais")
    assert name_number("outlet", " ") == 0
    assert day_number(None) == NO_DAY < day_number("0001-01-01") < day_number("2024-02-29")

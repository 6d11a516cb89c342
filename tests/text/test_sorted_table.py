"""Sorted tables: what is put in is found, and no file that is broken is believed."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.sorted_table import SortedTable

_WORDS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1)
ROWS = [("casa", "una"), ("casa", "otra"), ("ñu", "animal")]


@given(st.dictionaries(_WORDS, st.sets(_WORDS, min_size=1)), st.text())
def test_a_table_finds_what_a_dictionary_finds(listed: dict[str, set[str]], another: str) -> None:
    """Every key with all its values, and nothing for another key, whatever stands in it."""
    table = SortedTable.build((key, value) for key, values in listed.items() for value in values)
    assert {key: set(table.get(key)) for key in listed} == listed
    assert set(table.get(another)) == listed.get(another, set())


def test_a_table_without_rows_finds_nothing() -> None:
    """Built of nothing, or not built at all."""
    assert SortedTable().get("casa") == SortedTable.build([]).get("casa") == ()


def _fail() -> Iterable[tuple[str, str]]:
    raise AssertionError("the file is there")


def test_a_table_is_read_from_its_file_the_next_time(tmp_path: Path) -> None:
    """Nothing is built then, and no other file is left behind."""
    path = tmp_path / "deep" / "words.tsv"
    assert SortedTable.cached(path, lambda: ROWS).get("casa") == ("otra", "una")
    assert SortedTable.cached(path, _fail).get("ñu") == ("animal",)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "broken",
    [b"", b"x", b"0" * 40, None],
    ids=["empty", "too short", "other bytes", "one byte changed"],
)
def test_a_broken_file_is_made_again(tmp_path: Path, broken: bytes | None) -> None:
    """However little of it is wrong."""
    path = tmp_path / "words.tsv"
    SortedTable.cached(path, lambda: ROWS)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"animal", b"animol") if broken is None else broken)
    assert SortedTable.cached(path, lambda: ROWS).get("ñu") == ("animal",)
    assert path.read_bytes() == whole


def test_a_table_that_cannot_be_kept_is_used_all_the_same(tmp_path: Path) -> None:
    """Where its folder should be stands a file."""
    (tmp_path / "file").touch()
    assert SortedTable.cached(tmp_path / "file" / "words.tsv", lambda: ROWS).get("ñu") == ("animal",)


def test_a_place_that_cannot_be_taken_is_left_as_it_is(tmp_path: Path) -> None:
    """Where the file should be stands a folder; nothing half written stays beside it."""
    path = tmp_path / "words.tsv"
    (path / "full").mkdir(parents=True)
    assert SortedTable.cached(path, lambda: ROWS).get("ñu") == ("animal",)
    assert list(tmp_path.iterdir()) == [path]

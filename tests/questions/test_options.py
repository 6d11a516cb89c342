"""Filters as they are typed become a value, or an error that says what to write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import FilterError
from rag.questions.options import filters_as_dict, filters_from_dict, filters_from_options, one_by_one, read_days
from rag.types import Filters


def test_nothing_given_filters_nothing() -> None:
    """Blanks are nothing too."""
    assert filters_from_options() == filters_from_options(since=" ", source="", language=" ") == Filters()


def test_a_part_of_a_date_reaches_to_its_ends() -> None:
    """A month from its first day to its last, a year likewise."""
    assert filters_from_options(since="2024-02", until="2024-02") == Filters(date(2024, 2, 1), date(2024, 2, 29))
    assert filters_from_options(since="2023", until="2024") == Filters(date(2023, 1, 1), date(2024, 12, 31))
    assert filters_from_options(since="2024-3-5", until=" 2024-03-05 ") == Filters(date(2024, 3, 5), date(2024, 3, 5))


def test_names_are_kept_on_one_line_and_a_language_is_its_code() -> None:
    """A language may be named as it calls itself."""
    filters = filters_from_options(source=" La  Gaceta ", author="Ana\nRuiz", language="Español", path="2024/*")
    assert filters == Filters(outlet="La Gaceta", author="Ana Ruiz", language="es", path="2024/*")
    assert filters_from_options(language="NL").language == "nl"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"since": "ayer"}, r"--since 'ayer' is no date: .* 2024-03-05"),
        ({"until": "2025-02-29"}, r"--until '2025-02-29' is in no calendar"),
        ({"since": "2024-13"}, "write a day that there is"),
        ({"since": "0000"}, "in no calendar"),
        ({"since": "2025", "until": "2024"}, "exchange the two"),
        ({"language": "klingon"}, "write its code"),
    ],
)
def test_what_cannot_be_read_is_said(given: dict[str, str], said: str) -> None:
    """With what was found, and what to write instead."""
    with pytest.raises(FilterError, match=said):
        filters_from_options(**given)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_an_error(text: str) -> None:
    """Nothing else comes of what is typed."""
    try:
        days = read_days(text)
    except FilterError:
        return
    assert days.first <= days.last


def test_filters_are_written_for_json_by_the_names_of_options() -> None:
    """What is not set is left out."""
    filters = Filters(since=date(2024, 3, 1), outlet="EFE", ids=("a",))
    assert filters_as_dict(filters) == {"since": "2024-03-01", "source": "EFE", "ids": ["a"]}
    assert filters_as_dict(Filters()) == {}


some_filters = st.builds(
    Filters,
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    outlet=st.sampled_from(["", "La Gaceta"]),
    author=st.sampled_from(["", "Ana Ruiz"]),
    language=st.sampled_from(["", "es"]),
    ids=st.sampled_from([(), ("a", "b")]),
)


@given(some_filters)
def test_filters_come_back_from_their_facts(filters: Filters) -> None:
    """What an answer says of its filters is enough to ask by them again."""
    assert filters_from_dict(filters_as_dict(filters)) == filters


@given(some_filters)
def test_each_filter_can_be_taken_off_by_itself(filters: Filters) -> None:
    """One by one they are all, none is named twice, and without it the others stay; both ends of a time are one."""
    parts = one_by_one(filters)
    assert {name for one, _ in parts for name in filters_as_dict(one)} == set(filters_as_dict(filters))
    for one, rest in parts:
        assert {**filters_as_dict(one), **filters_as_dict(rest)} == filters_as_dict(filters)
        assert not set(filters_as_dict(one)) & set(filters_as_dict(rest))

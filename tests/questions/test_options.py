"""Filters as they are typed become a value, or an error that says what to write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import FilterError
from rag.questions.options import filters_as_dict, filters_from_options, read_days
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
        ({"since": "2024-13"}, "month"),
        ({"since": "0000"}, "year 0"),
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

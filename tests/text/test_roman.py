"""Numbers in Roman digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.roman import find_roman, from_roman


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("los siglos XV y XVI", [15, 16]),
        ("capítulo IV", [4]),
        ("acto V", [5]),
        ("la XXV edición", [25]),
        ("la V edición", [5]),
        ("desde la II Guerra Mundial", [2]),
        ("Felipe VI visitó", []),
        ("Juan XXIII", []),
        ("la Liga MX", []),
        ("Yo vi un CD", []),
        ("capítulo IIX", []),
        ("And then I went", []),
    ],
)
def test_roman_digits_are_numbers_beside_what_they_count(text: str, values: list[int]) -> None:
    """Not in names, and not in letters that only look like them."""
    assert [int(q.value) for q in find_roman(text, language_of("es"))] == values


@given(st.integers(1, 3999))
def test_every_number_is_read_back(number: int) -> None:
    """Up to the largest that the digits write."""
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True
    )
    digits, rest = "", number
    for value, written in steps:
        digits += written * (rest // value)
        rest %= value
    assert from_roman(digits) == number

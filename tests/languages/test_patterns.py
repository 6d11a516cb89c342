"""A pattern does what `re` does with it, from its first use on."""

import re

import pytest

from rag.languages.patterns import NEVER, Pattern


def test_it_does_what_re_does() -> None:
    """Each of the methods, whichever is asked first."""
    text, expected = "Uno, DOS y tres", re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE)
    for first in ("search", "match", "fullmatch", "finditer"):
        pattern = Pattern(expected.pattern, re.IGNORECASE)
        assert (
            repr(getattr(pattern, first)("Uno")).split(" at ")[0]
            == repr(getattr(expected, first)("Uno")).split(" at ")[0]
        )
        assert pattern.findall(text) == expected.findall(text)
        assert pattern.split(text, maxsplit=1) == expected.split(text, maxsplit=1)
        assert pattern.sub(r"<\g<word>>", text) == expected.sub(r"<\g<word>>", text)
        assert pattern.subn("", text) == expected.subn("", text)


def test_what_is_wrong_with_it_is_said_when_it_is_used() -> None:
    """And not before: to find out takes what it is made to save."""
    pattern = Pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        pattern.search("")


def test_what_re_does_not_have_it_does_not_have_either() -> None:
    """Such as what copying or pickling asks for."""
    assert not hasattr(NEVER, "mach")
    assert NEVER.search("") is None

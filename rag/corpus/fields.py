"""Which field of a record, of front matter or of a page says what: by its name, in any language that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rag.languages import LANGUAGES
from rag.languages.international import ACCOUNTS
from rag.text.terms import fold
from rag.types import ROLES

__all__ = ["as_metadata", "as_text", "facts_of", "guess_roles", "is_usual", "names_program"]


def _names(role: str) -> frozenset[str]:
    """The names of a role in all languages."""
    return frozenset[str]().union(*(language.fields.get(role, frozenset()) for language in LANGUAGES))


_ROLE_OF = {name: role for role in ROLES for name in _names(role)}
_USUAL = frozenset(_ROLE_OF) | _names("other")

_WORD = re.compile(r"[^\W\d_]{2,}")

MAX_METADATA = 1000
"""Longest value that is kept beside an article, in characters: a longer one is text, not a fact."""

_NAMING = ("name", "title", "label", "text", "value", "@value", "url", "@id")
"""Which field of an object names it, the best first."""


def names_program(name: str, programs: str) -> bool:
    """Whether what the properties of a file name as its author is a program, or an account of one.

    Args:
        name: «python-docx», «Microsoft Office User», «Ana Ruiz».
        programs: What the file says by which it was written: «Microsoft Office Word».
    """
    written, known = (set(_WORD.findall(fold(words))) for words in (name, programs))
    return not written.isdisjoint(known | ACCOUNTS)


def is_usual(name: str) -> bool:
    """Whether a field of this name is known to say something of an article."""
    return _plain(name) in _USUAL


def guess_roles(record: Mapping[str, Any]) -> dict[str, str]:
    """Which field of a record holds what: names of fields by role, of those that hold something.

    Where two names fit a role the first in the record is taken, but of texts the longest.
    """
    named: dict[str, str] = {}
    for name, value in record.items():
        role = _ROLE_OF.get(_plain(name))
        said = as_text(value) if role else ""
        if not role or not said:
            continue
        if role not in named or (role == "text" and len(said) > len(as_text(record[named[role]]))):
            named[role] = name
    return named


def facts_of(record: Mapping[str, Any], roles: Mapping[str, str]) -> dict[str, str]:
    """What a record says of an article, by role; what is empty is left out."""
    said = {role: as_text(record.get(name)) for role, name in roles.items()}
    return {role: value for role, value in said.items() if value}


def as_metadata(record: Mapping[str, Any], without: Iterable[str] = ()) -> dict[str, str]:
    """The fields of a record as text, but for some and for those that hold nothing or a text."""
    left_out = set(without)
    said = {str(name): as_text(value) for name, value in record.items() if name not in left_out}
    return {name: value for name, value in said.items() if value and len(value) <= MAX_METADATA}


def as_text(value: Any) -> str:
    """A value as text: what names an object, the items of a list one after another; empty where there is nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return next((said for name in _NAMING if (said := as_text(value.get(name)))), "")
    if isinstance(value, list | tuple):
        return ", ".join(said for item in value if (said := as_text(item)))
    return "" if value is None or isinstance(value, bool) else str(value)


def _plain(name: str) -> str:
    """The name of a field as `Language.fields` has it."""
    return "".join(c for c in fold(str(name)) if c.isalnum())

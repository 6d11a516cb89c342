"""HTML that is escaped where it is made: whatever is put into an element is text, unless it is an element itself."""

from __future__ import annotations

import html
from collections.abc import Iterable

from eval.examination.untrusted import showable

__all__ = ["Html", "element", "joined"]

_EMPTY = frozenset({"input", "meta"})
"""Elements that are never closed."""


class Html(str):
    """A string that is HTML. Every other string is text, and escaped where it meets one of these."""

    __slots__ = ()


def element(name: str, /, *content: str, **attributes: str | int | bool) -> Html:
    """An element of HTML or SVG.

    Args:
        name: Its tag; never untrusted.
        content: What it holds: text, or other elements.
        attributes: By name; `class_` is `class` and `data_kind` is `data-kind`. True is an attribute without a value,
            and False and the empty string are none.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}{_value(value)}" for key, value in attributes.items() if _kept(value)
    )
    return Html(f"<{name}{written}>" + ("" if name in _EMPTY else f"{joined(content)}</{name}>"))


def joined(parts: Iterable[str]) -> Html:
    """Parts one after the other, each escaped unless it is HTML."""
    return Html("".join(part if isinstance(part, Html) else html.escape(showable(part)) for part in parts))


def _kept(value: str | int | bool) -> bool:
    return value is not False and value != ""


def _value(value: str | int | bool) -> str:
    return "" if value is True else f'="{html.escape(showable(str(value)))}"'

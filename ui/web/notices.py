"""Lines that are said at once: what went wrong, and what has been done."""

from __future__ import annotations

from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.text.program import retold
from ui.web.escaping import escape
from ui.web.strings import Strings

__all__ = ["fault_of", "notice", "told_fault"]


def notice(said: str, *, done: bool = False) -> str:
    """A line as HTML; nothing where there is nothing to say."""
    kind, role = ("aviso hecho", "status") if done else ("aviso", "alert")
    return f'<p class="{kind}" role="{role}">{escape(said)}</p>' if said else ""


def told_fault(error: HemerotecaError, strings: Strings) -> str:
    """A fault in words, in the reader's language."""
    return retold(str(error), language_of(strings.code))


def fault_of(error: HemerotecaError, strings: Strings, template: str = "{reason}") -> str:
    """The line of a fault."""
    return notice(template.format(reason=told_fault(error, strings)))

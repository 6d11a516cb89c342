"""How a failure is told: one line on standard error."""

from __future__ import annotations

from ui.output import echo
from ui.speech import speech
from ui.terminal import printable

__all__ = ["say_failed"]


def say_failed(message: str, where: str = "") -> None:
    """Tell what failed in the reader's language, and where that was, which is not translated."""
    told = speech()(message) + where
    echo(f"hemeroteca: {' '.join(printable(told).split())}", err=True)

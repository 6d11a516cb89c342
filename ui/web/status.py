"""The line on the archive above all views: how far its opening is, what it holds, and how it answers."""

from __future__ import annotations

import time

from rag.languages import language_of
from rag.text.program import retold
from rag.types import CalibrationOrigin, LibraryStatus, Mode
from ui.serving.opening import Loading, OpeningState, Ready, Unopened
from ui.web.escaping import escape
from ui.web.messages import told
from ui.web.strings import Strings

__all__ = ["grows", "inventory", "status_line"]

LONG_SECONDS = 5
"""From when on it is said how long a step of the opening takes."""


def status_line(state: OpeningState, strings: Strings) -> str:
    """One line on the archive, in a live region so that a screen reader hears it change."""
    live, beside = "polite", ""
    match state:
        case Loading(progress, begun):
            kind, text = "cargando", f"{strings.status.loading} {strings.status.step(progress)}".strip()
            beside = _elapsed(time.monotonic() - begun, strings)
        case Unopened(message):
            kind, text = "fallo", f"✕ {strings.status.unopened}: {retold(message, language_of(strings.code))}"
        case Ready(archive):
            status = archive.status()
            kind, text = "listo", inventory(status, strings)
            # What changes every two seconds is not to be read out each time.
            live = "off" if _changes(status) else "polite"
    return f'<p class="estado {kind}" role="status" aria-live="{live}">{escape(text)}{beside}</p>'


def grows(state: OpeningState) -> bool:
    """Whether there will soon be more to say of an open archive: it is being indexed, or its model is being loaded."""
    return isinstance(state, Ready) and _changes(state.archive.status())


def _changes(status: LibraryStatus) -> bool:
    return status.growth is not None or status.coming is not None


def _elapsed(seconds: float, strings: Strings) -> str:
    """How long a step of the opening has taken, where that is long; it is not read out at every second."""
    if seconds < LONG_SECONDS:
        return ""
    said = strings.asking.elapsed.format(seconds=int(seconds))
    return f' <span aria-hidden="true">{escape(said)}</span>'


def inventory(status: LibraryStatus, strings: Strings) -> str:
    """What an open archive holds, how it answers, and what its reader should know of it."""
    mode = _mode(status, strings)
    growing = [strings.status.growth(status.growth)] if status.growth else []
    if status.fault:
        growing = [f"✕ {strings.status.unindexed}: {retold(status.fault, language_of(strings.code)).rstrip('.')}"]
    parts = [*growing, mode, strings.status.articles(status.documents), strings.status.passages(status.chunks)]
    if status.calibration is CalibrationOrigin.NONE:
        parts.append(strings.status.uncalibrated)
    if not status.documents and not growing:
        parts.append(strings.status.empty)
    notice = told(status.notice, strings)
    return " · ".join([*parts, notice] if notice else parts)


def _mode(status: LibraryStatus, strings: Strings) -> str:
    """How the next answer is written."""
    if status.coming is not None:
        return strings.status.coming(status.coming)
    if status.mode is Mode.EXTRACTIVE:
        return strings.status.mode_extractive
    return strings.status.mode_llm.format(model=status.model)

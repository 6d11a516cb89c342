"""What `hemeroteca index --watch` does: index what changes in folders, as it changes, until it is told to end."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["ended_by_signals", "watch_folders"]

QUIET_MS = 1_000
"""An editor, or a download, writes a file in several steps: a change is indexed when there was none for so long."""

FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
"""Seconds until a sync that failed, of a busy index or a disk that is away, is tried again: twice as long each time."""


def watch_folders(places: Sequence[Path], sync: Callable[[], bool], end: threading.Event) -> None:
    """Sync at once, and whenever something changes in some places, until the event is set.

    Args:
        places: Folders and files; one that is not there is watched once it is.
        sync: Indexes the places; whether all went well. What it raises ends the watch.
        end: Set by whoever wants it to end.
    """
    # Only who watches pays for its import.
    from watchfiles import watch

    while not end.is_set():
        there = _existing(places)
        if not there:
            end.wait(QUIET_MS / 1000)
            continue
        good, tried, wait = False, float("-inf"), FIRST_WAIT
        # It collects what changes during a sync too, and says every second that nothing has.
        for changes in watch(
            *there,
            debounce=10 * QUIET_MS,
            step=QUIET_MS,
            rust_timeout=QUIET_MS,
            yield_on_timeout=True,
            stop_event=end,
            watch_filter=_may_be_an_article,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if changes or (not good and time.monotonic() - tried >= wait):
                wait = FIRST_WAIT if changes or tried < 0 else min(2 * wait, LONGEST_WAIT)
                good, tried = sync(), time.monotonic()
            if _existing(places) != there:
                break


def _existing(places: Sequence[Path]) -> list[Path]:
    return [place for place in places if place.exists()]


def _may_be_an_article(_change: object, path: str) -> bool:
    """Hidden files are not indexed, and those that editors keep beside a text are hidden."""
    return not Path(path).name.startswith(".")


@contextmanager
def ended_by_signals() -> Iterator[threading.Event]:
    """An event that SIGINT and SIGTERM set, so that a sync under way is brought to its end."""
    end = threading.Event()
    before = {number: signal.signal(number, lambda *_: end.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

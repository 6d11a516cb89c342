"""What a terminal shows while something long goes on."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from ui.speech import speech

__all__ = ["TerminalReport"]


PAUSE = 30.0
"""Seconds between two lines that say how far something is, where there is no terminal."""


class _Rate(ProgressColumn):
    """How many articles a second are read; of a download nothing, whose bytes nobody counts."""

    def render(self, task: Task) -> Text:
        rate = task.speed if task.fields.get("counted") else None
        return Text(speech()(f"{rate:.1f} articles/s")) if rate else Text()


class TerminalReport:
    """Progress bars on standard error, so that standard output stays clean for a pipe.

    What is written to standard error meanwhile stands above them; who writes to standard output ends them first.

    Args:
        quiet: Show nothing. Without a terminal each step is one line and no bar is drawn.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = Console(stderr=True, quiet=quiet, highlight=False, markup=False)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            _Rate(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            redirect_stdout=False,  # rich would write it to standard error, broken into lines
            disable=quiet or not sys.stderr.isatty(),
        )
        self._tasks: dict[str, TaskID] = {}
        self._told = time.monotonic()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Take the bars away, before anything is written where they may stand."""
        self._progress.stop()

    def report(self, what: str, done: int, total: int) -> None:
        """Show how far one step has come; `total` is 0 where nobody knows."""
        if what not in self._tasks and self._progress.disable:
            self._console.print(f"{what}…")
        self._show(what, done, total)

    def articles(self, done: int, total: int) -> None:
        """Show how many articles are in, how fast and how long the rest takes; without a terminal, no bar.

        That an earlier run has left something to go on from is said once.
        """
        what = speech()("Indexing articles")
        if what not in self._tasks and 0 < done < total:
            said = f"{done} of {total} files are in the index already; going on with the rest."
            self._console.print(speech()(said))
        self._show(what, done, total, counted=True)

    def pages(self, done: int, total: int) -> None:
        """Show how many pages have been fetched; without a terminal, nothing."""
        self._show(speech()("Fetching pages"), done, total)

    def looked_through(self, done: int, total: int) -> None:
        """Show how many new articles the saved questions have been asked of; without a terminal, nothing."""
        self._show(speech()("Asking saved questions"), done, total)

    def questions(self, done: int, total: int) -> None:
        """Show how many questions are answered and how long the rest takes; without a terminal a line now and then."""
        what = speech()("Answering questions")
        self._show(what, done, total)
        if self._progress.disable and time.monotonic() - self._told >= PAUSE:
            self._told = time.monotonic()
            left = self._progress.tasks[self._tasks[what]].time_remaining
            rest = f"; the rest takes about {max(1, round(left / 60))} min" if left else ""
            self._console.print(speech()(f"{done} of {total} questions{rest}"))

    def _show(self, what: str, done: int, total: int, *, counted: bool = False) -> None:
        if what not in self._tasks:
            # What was done before took no time, and tells nothing of how long the rest takes.
            self._tasks[what] = self._progress.add_task(what, total=total or None, completed=done, counted=counted)
        self._progress.update(self._tasks[what], completed=done, total=total or None)

"""What `hemeroteca ask --batch` does."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from errno import ENOENT
from functools import partial
from io import FileIO
from os import strerror
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from rag.errors import IndexEmpty
from rag.types import Status
from ui.batch.asking import Ask, ask_each, asker
from ui.batch.reading import STANDARD, BatchError, Row, read_rows
from ui.batch.resuming import Done, Headed, go_on
from ui.batch.writing import FAILED, Writing, writing_for
from ui.output import echo, encodable
from ui.progress import TerminalReport
from ui.serving.desk import places
from ui.speech import speech
from ui.terminal import one_line

if TYPE_CHECKING:
    from rag.library import Library

__all__ = ["answer_all", "run_batch"]

Write = Callable[[bytes], object]


def run_batch(source: Path, target: Path, library: Library, options: Mapping[str, str], *, as_words: bool) -> bool:
    """Answer the questions of a file into another, going on where a run before has ended.

    Args:
        source: The questions; `-` for standard input.
        target: The answers, JSON lines or CSV by its name; `-` for standard output, in JSON lines.
        library: What is asked.
        options: Filters for all, as they were typed; those of a row win.
        as_words: Whether what questions say of when, where and by whom is searched as words.

    Returns:
        Whether each has an answer, be it that the archive does not say.

    Raises:
        BatchError: The questions cannot be read, or the file of answers is of others.
        StoreError: The archive is empty or cannot be read.
    """
    sheet, say = read_rows(source), speech()
    writing = writing_for(target, sheet, say)
    if not library.status().documents:
        raise IndexEmpty("the archive is empty: index a folder of articles with `hemeroteca index FOLDER`.")
    beside = {"as_words": "true"} if as_words else {}
    rows = {row.number: (row, writing.head(row, {**options, **row.filters, **beside})) for row in sheet.rows}
    ask = asker(library, options, say, as_words=as_words)
    with TerminalReport(quiet=_seen(target)) as terminal, _opened(target, writing, rows) as (done, write):
        at_once = _at_once(library) if done.left else 1
        with closing(answer_all(done.left, rows, ask, writing, write, at_once)) as statuses:
            counted = _counted(statuses, done.statuses, len(rows), target, terminal.questions)
    _tell(
        f"{len(rows)} questions: {counted[Status.ANSWERED]} answered, {counted[Status.INSUFFICIENT]} that the archive "
        f"does not answer, {counted[FAILED]} failed."
    )
    return not counted[FAILED]


def answer_all(
    left: Sequence[Row], rows: Headed, ask: Ask, writing: Writing, write: Write, at_once: int
) -> Generator[str, None, None]:
    """Ask some questions, write each answer as one line, and yield its status; closing the iterator stops it."""
    with closing(ask_each(left, ask, at_once)) as answered:
        for row, outcome in answered:
            write(rows[row.number][1] + writing.rest(outcome))
            yield outcome.status


def _seen(target: Path) -> bool:
    """Whether the answers themselves show how far a run is: a bar would stand among them."""
    return str(target) == STANDARD and sys.stdout is not None and sys.stdout.isatty()


def _at_once(library: Library) -> int:
    """How many questions the archive answers at once, once it is known which model writes."""
    library.wait_for_model()
    return places(library.settings, library)


def _counted(
    statuses: Iterator[str], before: Counter[str], total: int, target: Path, progress: Callable[[int, int], None]
) -> Counter[str]:
    """How many questions ended how, with those of runs before; whoever interrupts this one is told how it goes on."""
    counted = before.copy()
    progress(counted.total(), total)
    try:
        for status in statuses:
            counted[status] += 1
            progress(counted.total(), total)
    except KeyboardInterrupt:
        if str(target) != STANDARD:
            _tell(f"interrupted: {target} has {counted.total()} of {total} answers; the same command goes on there.")
        raise
    return counted


@contextmanager
def _opened(target: Path, writing: Writing, rows: Headed) -> Iterator[tuple[Done, Write]]:
    """How far a file of answers is, and what writes at its end, each line at once and whole."""
    if str(target) == STANDARD:
        yield Done(tuple(row for row, _ in rows.values())), _print
        return
    with _alone(target):
        done = go_on(target, writing, rows)
        with _told(target):
            file = target.open("r+b" if target.exists() else "xb", buffering=0)
        with file:
            write = partial(_write, target, file)
            with _told(target):
                file.truncate(done.whole)
                file.seek(done.whole)
            if not done.whole:
                write(writing.opening)
            yield done, write


def _write(target: Path, file: FileIO, line: bytes) -> None:
    with _told(target):
        while line:  # of a disk that is nearly full only a part may be taken
            line = line[file.write(line) :]


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """See to it that nobody else writes the file meanwhile."""
    place = target.with_name(f".{target.name}.lock")
    lock = FileLock(place, timeout=0)
    with _told(target):
        if not target.parent.is_dir():  # which the lock would make
            raise FileNotFoundError(ENOENT, strerror(ENOENT))
        try:
            lock.acquire()
        except Timeout as error:
            raise BatchError(f"another run is writing {str(target)!r}: wait for it, or name another file.") from error
    try:
        yield
    finally:
        place.unlink(missing_ok=True)
        lock.release()


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """What goes wrong with the file, in words."""
    try:
        yield
    except OSError as error:
        raise BatchError(
            f"{str(target)!r} cannot be written ({error.strerror}): check the folder, its disk and its permissions."
        ) from error


def _print(line: bytes) -> None:
    text = line.decode("utf-8")
    echo(text if encodable(text) else _escaped(text), nl=False)


def _escaped(text: str) -> str:
    """JSON in ASCII, for an output that cannot take its signs: what it escapes is the same to whoever reads it."""
    return "".join(sign if sign.isascii() else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _tell(text: str) -> None:
    echo(one_line(speech()(text)), err=True)

"""What a file of answers holds already, so that a run that was killed goes on behind it.

A line that breaks off is dropped, and nothing else ever is: a file of other questions is left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ui.batch.reading import BatchError, Row
from ui.batch.writing import Writing

__all__ = ["Done", "Headed", "go_on"]

Headed = Mapping[int, tuple[Row, bytes]]
"""Every row by its number, with the head of its line, in their order."""


@dataclass(frozen=True, slots=True)
class Done:
    """How far a file is.

    Attributes:
        left: The rows that it has no answer to.
        whole: How many bytes of it stay; what is behind them breaks off.
        statuses: How many of its answers have each status.
    """

    left: tuple[Row, ...]
    whole: int = 0
    statuses: Counter[str] = field(default_factory=Counter)


def go_on(place: Path, writing: Writing, rows: Headed) -> Done:
    """How far a file of answers to some questions is; a file that is not there has none.

    Raises:
        BatchError: It cannot be read, or is of other questions.
    """
    try:
        with place.open("rb") as file:
            return _done(file, place, writing, rows)
    except FileNotFoundError:
        return Done(tuple(row for row, _ in rows.values()))
    except OSError as error:
        raise _unreadable(place, error) from error


def _done(file: BinaryIO, place: Path, writing: Writing, rows: Headed) -> Done:
    opening = file.read(len(writing.opening))
    if opening != writing.opening:
        if not writing.opening.startswith(opening):
            raise _foreign(place, 1)
        return Done(tuple(row for row, _ in rows.values()))
    left, whole, statuses = dict(rows), len(opening), Counter[str]()
    for count, (line, is_whole) in enumerate(_lines(file, quotes=writing.quotes), start=1 + writing.quotes):
        if not is_whole:
            _require_begun(place, count, line, list(left.values()))
            break
        number = writing.number(line)
        if number not in left or not line.startswith(left[number][1]):
            raise _foreign(place, count)
        _, head = left.pop(number)
        statuses[writing.status(line[len(head) :])] += 1
        whole += len(line)
    return Done(tuple(row for row, _ in left.values()), whole, statuses)


def _lines(file: BinaryIO, *, quotes: bool) -> Iterator[tuple[bytes, bool]]:
    """The lines of a file, and whether each has its end; one goes on while a quotation in it is open."""
    line = b""
    for piece in file:
        line += piece
        if piece.endswith(b"\n") and not (quotes and line.count(b'"') % 2):
            yield line, True
            line = b""
    if line:
        yield line, False


def _require_begun(place: Path, count: int, line: bytes, left: Sequence[tuple[Row, bytes]]) -> None:
    """See to it that what breaks off is the answer that was being written: the first that is not there."""
    head = left[0][1] if left else b""
    if not head or not (line.startswith(head) or head.startswith(line)):
        raise _foreign(place, count)


def _foreign(place: Path, line: int) -> BatchError:
    return BatchError(
        f"{str(place)!r} holds something else than answers to these questions with these filters (line {line}): name "
        "another file, or remove it to ask them all anew."
    )


def _unreadable(place: Path, error: OSError) -> BatchError:
    return BatchError(f"{str(place)!r} cannot be read ({error.strerror}): check its name and its permissions.")

"""What the two ends of the socket say to each other: one JSON value a line, a request and then its answer in pieces.

A request is an object with the fields of `Request`. The page answers `{"taken": true}` at once, or `{"taken": false}`
where it is another archive, of other settings or of other code; then pieces `{"out": text}` and `{"err": text}` as
they are written, and `{"status": number}` at the end.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

__all__ = [
    "HAS_SOCKETS",
    "LINE_LIMIT",
    "PATIENCE",
    "SOCKET_NAME",
    "TAKEN",
    "Request",
    "code_stamp",
    "messages",
    "packed",
    "read_request",
    "request_line",
    "servable",
]

SOCKET_NAME = "commands.sock"
HAS_SOCKETS = hasattr(socket, "AF_UNIX")
"""Whether this system has sockets that lie in a folder."""

LINE_LIMIT = 65_536
"""Longest request, in bytes: the longest question six times over, and the settings."""
PATIENCE = 2.0
"""Seconds in which a page says whether it takes a request; it waits for nothing to do so."""

TAKEN = {"taken": True}
_SERVED = frozenset({"ask", "search"})
_OWN_WORK = frozenset({"--help", "--batch"})
"""Words of what a process does itself: a page knows no help of its own, and answers no files of questions."""


class Request(NamedTuple):  # the import of dataclasses costs a command a tenth of its time
    """A command that another process wants run.

    Attributes:
        code: Which code asks; see `code_stamp`.
        arguments: Of the command line, the command first.
        folder: Where the command was started.
        environ: What of its environment says anything about settings and language.
        encoding: What its output is written in.
    """

    code: str
    arguments: tuple[str, ...]
    folder: str
    environ: Mapping[str, str]
    encoding: str


def servable(arguments: Iterable[str]) -> bool:
    """Whether a page can run a command: `ask` and `search`, but not their help, nor what works with files."""
    words = [*arguments]
    return bool(words) and words[0] in _SERVED and not any(word.partition("=")[0] in _OWN_WORK for word in words)


def code_stamp() -> str:
    """Which code this is: its place and when it was changed last, so that no page answers for code that is newer."""
    root = Path(__file__).parents[2]
    return f"{root} {max(_changes(root / 'rag', root / 'ui'))}"


def _changes(*folders: Path) -> Iterator[int]:
    """When the Python files in some folders were changed, in nanoseconds."""
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from _changes(Path(entry.path))
                elif entry.name.endswith(".py"):
                    yield entry.stat().st_mtime_ns


def packed(value: Any) -> bytes:
    """A value as a line; halves of surrogate pairs, which stand for bytes that are no UTF-8, come through."""
    return json.dumps(value).encode("ascii") + b"\n"


def messages(lines: Iterable[bytes]) -> Iterator[Any]:
    """The values of lines, until one is none or the other end is gone."""
    with suppress(OSError, ValueError, RecursionError):
        for line in lines:
            yield json.loads(line)


def read_request(line: bytes) -> Request | None:
    """The request on a line; None where it is none."""
    if len(line) > LINE_LIMIT:
        return None
    match next(messages([line]), None):
        case {
            "code": str(code),
            "arguments": [*arguments],
            "folder": str(folder),
            "environ": {**environ},
            "encoding": str(encoding),
        } if all(isinstance(text, str) for text in (*arguments, *environ.values())):
            told = {str(name): str(text) for name, text in environ.items()}
            return Request(code, tuple(arguments), folder, told, encoding)
    return None


def request_line(request: Request) -> bytes:
    """A request as a line."""
    return packed(request._asdict())

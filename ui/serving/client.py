"""The command's side: ask the page that runs over the same data folder, where there is one.

It imports next to nothing, since all that it costs is paid before the first word of an answer.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rag.configured import ENV_PREFIX, LOCALE, at_home, read_values
from rag.errors import SettingsError
from ui.output import echo
from ui.serving.wire import (
    HAS_SOCKETS,
    PATIENCE,
    SOCKET_NAME,
    TAKEN,
    Request,
    code_stamp,
    messages,
    request_line,
    servable,
)

__all__ = ["PageEnded", "answer_of_page"]


class PageEnded(Exception):
    """The page ended in the middle of its answer."""


def answer_of_page(arguments: Sequence[str]) -> int | None:
    """Have a running page run a command, and write what it writes as it comes.

    Returns:
        The exit status; None where no page answers and nothing has been written.

    Raises:
        PageEnded: It ended when a part had been written.
        OSError: The output cannot be written.
    """
    if not (HAS_SOCKETS and servable(arguments)):
        return None
    with socket.socket(socket.AF_UNIX) as page:
        answer = _taken(page, arguments)
        return None if answer is None else _write(answer)


def _taken(page: socket.socket, arguments: Sequence[str]) -> Iterator[Any] | None:
    """The pieces of the answer of a page that takes the command."""
    page.settimeout(PATIENCE)
    try:
        place = _data_folder() / SOCKET_NAME
        if place.lstat().st_uid != os.getuid():  # nobody else is told the settings, which hold keys
            return None
        page.connect(str(place))
        page.sendall(request_line(_request(arguments)))
    except (OSError, SettingsError):
        return None
    answer = messages(page.makefile("rb"))
    if next(answer, None) != TAKEN:
        return None
    page.settimeout(None)
    return answer


def _data_folder() -> Path:
    return Path(at_home(str(read_values().get("data_dir", ".hemeroteca"))))


def _request(arguments: Sequence[str]) -> Request:
    told = {name: text for name, text in os.environ.items() if name.startswith(ENV_PREFIX) or name in LOCALE}
    return Request(code_stamp(), tuple(arguments), str(Path.cwd()), told, getattr(sys.stdout, "encoding", "utf-8"))


def _write(answer: Iterator[Any]) -> int | None:
    """Write the pieces of an answer; returns its exit status, None where it ends before anything was written."""
    written = False
    for piece in answer:
        match piece:
            case {"out": str(text)}:
                echo(text, nl=False)
            case {"err": str(text)}:
                echo(text, nl=False, err=True)
            case {"status": int(status)}:
                return status
            case _:
                break
        written = True
    if written:
        raise PageEnded
    return None

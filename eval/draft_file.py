"""A file of cases that people and the page write to: each change is whole or not at all, and drafts come in once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from eval.cases import Case, case_line, read_cases
from rag.errors import HemerotecaError

__all__ = ["add_cases", "replace_case"]

PATIENCE = 10.0
"""Seconds to wait for another process that writes to the file."""


def add_cases(file: Path, cases: Iterable[Case]) -> list[Case]:
    """Append cases to a file, which is made where there is none; what it holds stays as it is, byte for byte.

    Returns:
        Those that were added: whose id and question the file did not have yet.

    Raises:
        HemerotecaError: The file holds something else than cases, or cannot be written.
    """
    with _writing(file):
        known = read_cases([file], drafts=True) if file.exists() else ()
        ids, asked = {case.id for case in known}, {_asking(case) for case in known}
        added = []
        for case in cases:
            if case.id not in ids and _asking(case) not in asked:
                ids.add(case.id)
                asked.add(_asking(case))
                added.append(case)
        if added:
            before = file.read_bytes() if known else b""
            ended = before if not before or before.endswith(b"\n") else before + b"\n"
            _write(file, ended + b"".join(case_line(case).encode() + b"\n" for case in added))
    return added


def replace_case(file: Path, case_id: str, changed: Case | None) -> None:
    """Put another case in the place of one, or nothing; the other lines stay as they are, byte for byte.

    Raises:
        HemerotecaError: The file has no such case any more, or cannot be written.
    """
    with _writing(file):
        lines = file.read_bytes().decode("utf-8").split("\n")
        held = iter(read_cases([file], drafts=True))  # as many as there are lines that are not empty
        places = [place for place, line in enumerate(lines) if line.strip() and next(held).id == case_id]
        if not places:
            raise HemerotecaError(f"{str(file)!r} no longer holds {case_id!r}: somebody else changed it; begin again.")
        lines[places[0] : places[0] + 1] = [] if changed is None else [case_line(changed)]
        _write(file, "\n".join(lines).encode())


def _asking(case: Case) -> object:
    return (case.question, case.history)


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    """Keep other processes out, and say in one line what the system refuses."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file.with_name(f".{file.name}.lock"), timeout=PATIENCE):
            yield
    except Timeout:
        raise HemerotecaError(f"another process is writing to {str(file)!r}: try again when it has ended.") from None
    except OSError as error:
        raise HemerotecaError(f"{str(file)!r} cannot be written: {error.strerror or error}.") from error


def _write(file: Path, content: bytes) -> None:
    """Replace a file by a whole new one beside it, so that nobody ever sees half of it."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            temporary.chmod(file.stat().st_mode & 0o777)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)

"""Files that browsers have sent and the archive has not taken yet: in a folder that nobody else can read.

    browser ─▶ folder (as Gradio names it, by what is in it) ─▶ folder/of-<reader>/<by chance>/name ─▶ the archive

As Gradio leaves them, two readers who send the same have one file, which is gone for the second once the first is done.
So each file that arrived is moved to where only its reader's events may name it. What an upload that broke off has
left is removed; so is what nobody came for, and, at the next start, the folder of a page that was killed.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

__all__ = ["Uploads"]

OWN, LOCK = "of-", "lock"
OF_A_READER, OF_ALL = 2, 8
"""Uploads of the largest size that may lie there at once."""
KEPT_SECONDS = 6 * 3600.0
"""How long a file waits: the archive may be busy with others before it."""


class Uploads:
    """Where files lie between a browser and the archive.

    Args:
        base: The folder in which this process makes one for itself.
        most: Bytes of the largest upload.
    """

    def __init__(self, base: Path, most: int) -> None:
        self._base = base.absolute()
        self._most = most
        self._awaited: list[tuple[str, int]] = []
        self._lock = threading.Lock()
        self.folder = self._base / secrets.token_hex(8)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Have the folder for as long as the block lasts; where it cannot be made, `begin` says so.

        It is removed at the end, and so are those of processes that have ended without doing so.
        """
        held = FileLock(self.folder / LOCK, mode=0o600)
        with suppress(OSError):
            self._make()
            with FileLock(self._base / LOCK, mode=0o600):
                for left in self._base.iterdir():
                    if left.is_dir() and left != self.folder:
                        _remove_unless_held(left)
                held.acquire()
        try:
            yield
        finally:
            held.release()
            shutil.rmtree(self.folder, ignore_errors=True)

    def begin(self, reader: str, size: int) -> bool:
        """Expect an upload of some bytes; whether there is room for it. Each that had room is to be ended.

        Raises:
            OSError: The folder cannot be made or read.
        """
        self._make()
        _remove_old(self.folder, time.time() - KEPT_SECONDS)
        with self._lock:
            own = sum(awaited for who, awaited in self._awaited if who == reader)
            of_all = sum(awaited for _, awaited in self._awaited)
            fits = (
                _bytes(self._of(reader)) + own + size <= OF_A_READER * self._most
                and _bytes(self.folder) + of_all + size <= OF_ALL * self._most
            )
            if fits:
                self._awaited.append((reader, size))
        return fits

    def arrived(self, reader: str, paths: Sequence[str]) -> list[str]:
        """Move files to where their reader may name them, and say where.

        Raises:
            OSError: One is no longer there.
        """
        return [str(self._moved(Path(path), self.place(reader))) for path in paths]

    def place(self, reader: str) -> Path:
        """A new folder for one file of a reader.

        Raises:
            OSError: It cannot be made.
        """
        folder = self._of(reader) / secrets.token_hex(8)
        folder.mkdir(parents=True)
        return folder

    def end(self, reader: str, size: int) -> None:
        """An upload that had room has ended; where none is under way any more, what they left behind is removed."""
        with self._lock:
            self._awaited.remove((reader, size))
            if not self._awaited:
                _remove_all_but_own(self.folder)

    def are_of(self, reader: str, path: object) -> bool:
        """Whether a path is one that `arrived` gave a reader."""
        file = Path(path) if isinstance(path, str) else Path()
        return str(file) == path and ".." not in file.parts and file.parent.parent == self._of(reader)

    def _make(self) -> None:
        self._base.parent.mkdir(0o700, parents=True, exist_ok=True)  # that of the archive, where it is not there yet
        self.folder.mkdir(parents=True, exist_ok=True)
        for place in (self._base, self.folder):
            place.chmod(0o700)

    def _of(self, reader: str) -> Path:
        return self.folder / f"{OWN}{hashlib.sha256(reader.encode('utf-8', 'replace')).hexdigest()}"

    def _moved(self, path: Path, place: Path) -> Path:
        target = path.replace(place / path.name)
        with suppress(OSError):
            path.parent.rmdir()
        return target


def _remove_unless_held(folder: Path) -> None:
    """Remove the folder of a process that has ended."""
    lock = FileLock(folder / LOCK, mode=0o600)
    with suppress(Timeout):
        lock.acquire(timeout=0)
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _remove_old(folder: Path, before: float) -> None:
    for file in _files(folder):
        with suppress(OSError):
            if file.relative_to(folder).parts[0].startswith(OWN) and file.lstat().st_mtime < before:
                file.unlink()
                file.parent.rmdir()


def _remove_all_but_own(folder: Path) -> None:
    """Remove what lies there under no reader's name."""
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(OWN):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif not entry.is_dir(follow_symlinks=False) and entry.name != LOCK:
                Path(entry.path).unlink(missing_ok=True)


def _bytes(folder: Path) -> int:
    total = 0
    for file in _files(folder):
        with suppress(OSError):
            total += file.lstat().st_size
    return total


def _files(folder: Path) -> Iterator[Path]:
    """Those below a folder; any may be taken meanwhile, with the folder it lies in."""
    return (Path(place, name) for place, _, names in os.walk(folder) for name in names)

"""Which files of a folder are read as articles, and which are passed over, with the reason of each."""

from __future__ import annotations

import os
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.corpus.kinds import KINDS, Kind, kind_of_name, recognise, suffix_of
from rag.errors import CorpusError
from rag.types import Skipped

__all__ = ["Found", "find_files", "source_name"]

READ = ", ".join(suffix for kind in KINDS for suffix in kind.suffixes)
"""Ends of the names of the files that are read, for people."""


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under a path.

    Attributes:
        files: Those that are read, sorted; they begin with the path.
        skipped: Those that are not, and why; sorted.
    """

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def find_files(path: Path, root: Path | None = None) -> Found:
    """Sort the files under a folder, or the one file that is named, into those that are read and those that are not.

    Hidden files and folders are passed over, and so are links that lead out of the folder and links to folders, so
    that no circle is followed. A name that promises a kind of file is believed until the file is read; of other files
    the first bytes are looked at.

    Args:
        path: The folder or the file.
        root: The folder that sources are relative to, where that is not the path itself.

    Raises:
        CorpusError: Nothing is there, nothing that can be read is, or a folder cannot be listed.
    """
    if not path.exists():
        raise CorpusError(f"{_shown(path)} does not exist: name a folder of articles, or one of them.")
    home = path if path.is_dir() else path.parent
    reasons = dict(_sort_folder(path)) if path.is_dir() else {path: _unreadable(path)}
    files = tuple(sorted(file for file, reason in reasons.items() if not reason))
    skipped = [Skipped(source_name(file, root or home), reason) for file, reason in reasons.items() if reason]
    if not files:
        raise CorpusError(_nothing(path, skipped))
    return Found(files, tuple(sorted(skipped, key=lambda entry: entry.source)))


def source_name(file: Path, root: Path) -> str:
    r"""The path of a file relative to a folder, with `/`; bytes that are not UTF-8 are written as `\xe9`.

    A backslash is written as `\x5c`, so that no two files have one name.
    """
    relative = file.relative_to(root).as_posix().replace("\\", "\\x5c")
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def _sort_folder(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files below a folder, and the folders that are not entered, each with why it is passed over, or nothing."""
    home = folder.resolve()
    for place, folders, names in os.walk(folder, onerror=_raise):
        closed = [name for name in folders if name.startswith(".") or Path(place, name).is_symlink()]
        folders[:] = [name for name in folders if name not in closed]
        for file in (Path(place, name) for name in [*names, *closed]):
            yield file, _apart(file, home) or _unreadable(file)


def _apart(file: Path, home: Path) -> str:
    """Why a file is none of its folder's; empty where it is one."""
    if file.name.startswith("."):
        return "hidden"
    return _led_astray(file, home) if file.is_symlink() else ""


def _unreadable(file: Path) -> str:
    """Why no reader takes a file; empty where one does."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return "no ordinary file"
        if not status.st_size:
            return "empty"
        return "" if kind_of_name(file.name) else _unknown(file)
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _led_astray(link: Path, home: Path) -> str:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: links that lead to each other, before Python 3.13
        return "link that leads nowhere"
    if not target.is_relative_to(home):
        return "link that leads out of the folder"
    return "link to a folder, which is read where it lies" if target.is_dir() else ""


def _unknown(file: Path) -> str:
    """Why no reader takes a file whose name promises nothing; empty where its content does."""
    with file.open("rb") as stream:
        try:
            kind = recognise(stream, file.name)
        except zipfile.BadZipFile:
            kind = f"{suffix_of(file.name)} file, a broken ZIP inside"
    return "" if isinstance(kind, Kind) else f"unsupported type: {kind}"


def _nothing(path: Path, skipped: Sequence[Skipped]) -> str:
    if not path.is_dir():
        return f"{_shown(path)} is not an article: {skipped[0].reason}. What is read: {READ}, and folders of them."
    counted = Counter(entry.reason for entry in skipped).most_common(3)
    passed = "; ".join(f"{number} × {reason}" for reason, number in counted)
    why = f" ({len(skipped)} passed over: {passed})" if skipped else ""
    return f"{_shown(path)} holds no article{why}: put files there that are read ({READ}), or name another folder."


def _raise(error: OSError) -> None:
    # To pass over a folder in silence would take its articles out of the index.
    where = _shown(Path(error.filename))
    raise CorpusError(
        f"{where} cannot be read: {error.strerror}. Grant access to it or name another folder."
    ) from error


def _shown(path: Path) -> str:
    return repr(os.fsencode(path).decode("utf-8", "backslashreplace"))

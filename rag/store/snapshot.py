"""An archive in a folder that cannot be written, such as one on a disk that is only lent: it is read from a copy.

SQLite, Chroma and the locks all write beside what they read, so none of them can be pointed at such a folder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from rag.errors import StoreError

__all__ = ["copy_if_read_only"]


def copy_if_read_only(data_dir: Path) -> tempfile.TemporaryDirectory[str] | None:
    """A copy of a data folder that is there and cannot be written, which goes when it is cleaned up; else None.

    Raises:
        StoreError: It cannot be read either, or there is no room for the copy.
    """
    if not data_dir.is_dir() or _writable(data_dir):
        return None
    copy = tempfile.TemporaryDirectory(prefix="hemeroteca-")
    try:
        # File by file, since whole folders would be copied with their permissions.
        for file in (path for path in data_dir.rglob("*") if path.is_file()):
            target = Path(copy.name, file.relative_to(data_dir))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    except OSError as error:
        copy.cleanup()
        raise StoreError(
            f"the data folder cannot be used ({error}): check HEMEROTECA_DATA_DIR, its permissions and its disk."
        ) from error
    return copy


def _writable(data_dir: Path) -> bool:
    return all(os.access(path, os.W_OK) for path in (data_dir, *data_dir.glob("*")))

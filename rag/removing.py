"""Articles leave the archive at the wish of a reader; no file of a folder that is the reader's own is touched.

The file of an article that was added to the archive goes into a bin beside it, hidden so that nobody indexes it, where
it holds nothing else. Any other file stays where it is: its article is excluded, and whoever indexes passes it over
until it is taken back. What is to be gone from the disk is erased: see `rag.store.erasing`.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from rag.errors import StoreError
from rag.store import LiveArticle, Place, Store
from rag.types import Fate, Removal

__all__ = ["BIN", "fates", "readmit", "remove"]

BIN = ".removed"
"""The folder of the bin, in that of what was added."""


def fates(document_ids: Sequence[str], *, store: Store, added: Path) -> dict[str, Fate]:
    """What removing some articles would do, by id; ids of none that is there are left out."""
    lying = store.lying(document_ids)
    files = _own_files(lying, store, added)
    kept = {article.document_id for article in lying if _file_key(article) not in files}
    return {article.document_id: Fate.EXCLUDED if article.document_id in kept else Fate.BINNED for article in lying}


def remove(document_ids: Sequence[str], *, store: Store, added: Path) -> Removal:
    """Take some articles out, wherever they lie.

    Raises:
        IndexBusy: Another process is writing; nothing has been changed.
        StoreError: A file cannot be moved into the bin; it and what follows it stay.
    """
    with store.writing() as writer:
        lying = store.lying(document_ids)
        files = _own_files(lying, store, added)
        staying = [article for article in lying if _file_key(article) not in files]
        writer.exclude(staying)
        if lying:
            for file in files.values():
                _bin(file, added)
            writer.apply([], [article.place for article in lying])
    found = {article.document_id for article in lying}
    kept = {article.document_id for article in staying}
    return Removal(len(found - kept), len(kept), tuple(i for i in document_ids if i not in found))


def readmit(document_ids: Collection[str], *, store: Store) -> list[Path]:
    """Exclude some articles no more; returns the files to index, as far as they are still there."""
    with store.writing() as writer:
        back = writer.readmit(list(document_ids))
    files = (Path(article.place[0], article.file) for article in back)
    return sorted({file for file in files if file.exists()})


def _file_key(article: LiveArticle) -> Place:
    return article.place[0], article.file


def _own_files(lying: Sequence[LiveArticle], store: Store, added: Path) -> Mapping[Place, Path]:
    """Those files of some articles that were added to the archive and hold nothing else."""
    home = added.resolve()
    files = {key: Path(*key) for key in map(_file_key, lying)}
    own = {key: file for key, file in files.items() if _lies_in(file, home)}
    shared = store.shared_files(list(own))
    return {key: file for key, file in own.items() if key not in shared}


def _lies_in(file: Path, home: Path) -> bool:
    return not file.is_symlink() and file.resolve().is_relative_to(home)


def _bin(file: Path, added: Path) -> None:
    """Move a file into the bin, beside those of the same name that are there."""
    try:
        if not file.exists():  # somebody took it away: the article goes all the same
            return
        target = added / BIN / file.resolve().relative_to(added.resolve())
        target.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        while (place := target.with_name(f"{number}-{target.name}") if number > 1 else target).exists():
            number += 1
        shutil.move(file, place)
    except OSError as error:
        raise StoreError(
            f"{str(file)!r} cannot be moved into the bin ({error.strerror}): check the folder and its disk."
        ) from error

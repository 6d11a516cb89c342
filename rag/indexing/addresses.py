"""How an article is known whichever of the folders around it is indexed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from rag.corpus import source_name
from rag.store import Place

__all__ = ["address", "holders", "lies_under"]

_BACKSLASH, _WRITTEN = "\\", r"\x5c"
"""How `source_name` writes a backslash."""


def address(key: Place) -> str:
    """The file of an article, and behind `#` its name in it: the same from whichever folder it was indexed."""
    root, source = key
    file, mark, name = source.partition("#")
    return f"{Path(root.replace(_BACKSLASH, _WRITTEN), file)}{mark}{name}"


def holders(address: str) -> Iterator[str]:
    """What an article can be part of: itself, and what stands before each `#`, for names of files may hold one."""
    yield address
    while "#" in address:
        address = address.rpartition("#")[0]
        yield address


def lies_under(key: Place, place: Path) -> bool:
    """Whether an article lies in a folder, or is a file or held by it."""
    root, source = Path(key[0]), key[1]
    if root.is_relative_to(place) or not place.is_relative_to(root):
        return root.is_relative_to(place)
    named = source_name(place, root)
    if PurePosixPath(source).is_relative_to(named):
        return True
    part = any(PurePosixPath(holder).is_relative_to(named) for holder in holders(source))
    return part and not Path(root, source).exists()  # a file may be called `a.zip#b.txt`

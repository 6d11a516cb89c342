"""What the libraries of the store raise, told apart: no room, broken files, a server that is away."""

from __future__ import annotations

import errno

from rag.errors import DiskFull, StoreError

__all__ = ["IndexBroken", "is_full", "no_room"]

_FULL = ("disk is full", "no space left", "not enough space", "quota exceeded")
_FULL_CODES = {errno.ENOSPC, errno.EDQUOT}


class IndexBroken(StoreError):
    """Derived files that cannot be used; they hold nothing that the ledger does not, so the store makes new ones."""


def is_full(error: BaseException) -> bool:
    """Whether a failure means that the disk is full; most libraries say so in their text alone."""
    code = getattr(error, "errno", None)
    return code in _FULL_CODES or any(phrase in str(error).lower() for phrase in _FULL)


def no_room(error: BaseException) -> DiskFull:
    """The error for a full disk."""
    return DiskFull(
        f"no room is left for the index ({error}): free some space, then run the command again; what is written stays."
    )

"""Articles are taken out of the index; their files stay."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from rag.errors import CorpusError
from rag.indexing.addresses import lies_under
from rag.settings import at_home
from rag.store import Store
from rag.types import SyncReport

__all__ = ["forget"]


def forget(paths: Sequence[Path], *, store: Store) -> SyncReport:
    """Take every article under `paths` out of the index; the files are not touched.

    Raises:
        CorpusError: No article of the index lies there.
    """
    started = time.perf_counter()
    places = [Path(at_home(str(path))).resolve() for path in paths]
    with store.writing() as writer:
        gone = [key for key in store.documents() if any(lies_under(key, place) for place in places)]
        if not gone:
            named = ", ".join(repr(str(path)) for path in paths)
            raise CorpusError(
                f"no article of the index lies under {named}: `hemeroteca doctor` lists the indexed folders."
            )
        writer.apply([], gone)
    _, chunks = store.counts()
    return SyncReport(deleted=len(gone), chunks=chunks, seconds=time.perf_counter() - started)

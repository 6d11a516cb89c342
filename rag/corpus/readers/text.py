"""Plain text: the file is the article."""

from __future__ import annotations

from collections.abc import Iterator

from rag.corpus.raw import Raw, RawArticle, RawFile

__all__ = ["read"]


def read(file: RawFile) -> Iterator[Raw]:
    """Read a text in any usual encoding; its lines may be broken at a margin."""
    decoded = file.decode()
    yield from file.notices(decoded)
    yield RawArticle(decoded.text, wrapped=True, plain=True)

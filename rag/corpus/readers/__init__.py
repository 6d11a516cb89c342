"""One small module a kind of file, each with a function `read`; a module is imported when such a file is first met.

Whatever the library behind a reader raises ends here: it becomes the one line of a report, and the articles that were
read before it stand.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib import import_module
from typing import cast

from rag.corpus.kinds import Kind, kind_of_name, recognise
from rag.corpus.raw import Raw, RawFile, Reader
from rag.errors import ArticleError
from rag.types import Skipped, SyncFailure

__all__ = ["read_raw"]


def read_raw(file: RawFile) -> Iterator[Raw]:
    """Read what a file holds, whatever it is called and however it is broken.

    Yields:
        Its articles, what could not be read, what was passed over, and what is to be said of it. Nothing that is the
        file's fault is raised.
    """
    promised = kind_of_name(file.name)
    called = promised.name if promised else "file"
    try:
        kind = recognise(file.stream, file.name)
        if isinstance(kind, Kind):
            called = kind.name
            yield from _or_said_to_be_empty(_reader(kind)(file), file.source)
        else:
            yield _unread(file, kind, promised)
    except ArticleError as error:
        yield SyncFailure(file.source, str(error))
    except zipfile.BadZipFile as error:
        said = f"{file.source!r} is a ZIP inside and broken or cut off ({_line(error)}): copy it anew or take it out."
        yield SyncFailure(file.source, said)
    except ImportError:  # not the file's fault
        raise
    except Exception as error:  # noqa: BLE001 - parsers raise anything over a broken file, and the other files go on
        yield SyncFailure(
            file.source,
            f"{file.source!r} cannot be read as {called} ({_line(error)}): open it and save it anew, or take it out.",
        )


def _or_said_to_be_empty(raws: Iterator[Raw], source: str) -> Iterator[Raw]:
    """What a reader found; that it found nothing, where that is so, such as in a ZIP without files."""
    first = next(raws, None)
    yield first or Skipped(source, "holds no article")
    yield from raws


def _reader(kind: Kind) -> Reader:
    return cast("Reader", import_module(f"{__name__}.{kind.module}").read)


def _unread(file: RawFile, called: str, promised: Kind | None) -> Raw:
    """A file of a type that is not read: a failure where its name promises another."""
    if promised is None:
        return Skipped(file.source, f"{called}: no reader knows this type")
    said = f"is named like {promised.name} but is a {called}: give it its right name, or take it out."
    return SyncFailure(file.source, f"{file.source!r} {said}")


def _line(error: BaseException) -> str:
    """An error in one short line."""
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__

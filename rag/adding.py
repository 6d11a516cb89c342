"""Pages of the web, and files that people hand over, become files of a folder, which is indexed like any other.

A file that is handed over keeps its name as far as that is harmless, below `handed`, and never takes the place of
another. Each page is a WARC of its own, the usual form of such archives: its bytes as they came, with its address. A
page that is fetched again takes the place of the one before. Of a feed the older fetches stay behind the newest, for
its older entries are in them alone.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from itertools import count
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rag.corpus import is_feed, read_articles
from rag.corpus.kinds import kind_of_name, recognise, suffix_of
from rag.errors import CorpusError, WebError
from rag.indexing import Progress, silent
from rag.types import Added, Document, Handed, SyncFailure
from rag.web import Fetched, Web

__all__ = ["add_files", "add_pages", "safe_name"]

HANDED = "handed"
"""The folder of the files that are handed over, beside those of the hosts."""

_LONGEST_NAME = 60
_LONGEST_FILE_NAME = 120
"""Bytes of UTF-8, below what any file system takes, with room for a number."""
_LONGEST_SUFFIX = 20
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that mean a device to Windows, whatever their suffix."""
_UNSAFE = re.compile(r"[^\w .,;()\[\]'’«»!¡¿+=@&%-]+")
_NO_NAME = re.compile(r"[^\w.-]+")


def add_pages(addresses: Sequence[str], folder: Path, web: Web, progress: Progress = silent) -> Added:
    """Fetch pages into a folder; those that cannot be, or hold no article, are told, and the others are kept.

    Args:
        addresses: Of pages, PDFs and feeds.
        folder: Where they are kept; made where there is none.
        web: Fetches them.
        progress: Told after each how many are done.

    Raises:
        WebError: The folder cannot be written.
    """
    files: list[Path] = []
    failed: list[SyncFailure] = []
    for done, address in enumerate(wanted := list(dict.fromkeys(addresses)), start=1):
        try:
            files.append(_keep(web.fetch(address), folder))
        except WebError as error:
            failed.append(SyncFailure(address, str(error)))
        except OSError as error:
            raise WebError(f"{folder} cannot be written ({error.strerror}): check the folder and its disk.") from error
        progress(done, len(wanted))
    return Added(tuple(files), tuple(failed))


def add_files(handed: Sequence[Handed], folder: Path, most_bytes: int, progress: Progress = silent) -> Added:
    """Keep files in a folder; those that hold no article, or are too large, are told, and the others are kept.

    Args:
        handed: The files; they are copied.
        folder: Where they are kept; made where there is none.
        most_bytes: Of a file.
        progress: Told after each how many are done.

    Raises:
        CorpusError: The folder cannot be written.
    """
    files: list[Path] = []
    failed: list[SyncFailure] = []
    place = folder / HANDED
    for done, file in enumerate(handed, start=1):
        try:
            files.append(_keep_file(file, place, most_bytes))
        except CorpusError as error:
            failed.append(SyncFailure(file.name, str(error)))
        except OSError as error:
            said = f"{str(place)!r} cannot be written ({error.strerror}): check the folder and its disk."
            raise CorpusError(said) from error
        progress(done, len(handed))
    return Added(tuple(files), tuple(failed))


def safe_name(name: str) -> str:
    """A name for a file, made of what somebody calls it: no folder, nothing hidden, no sign that means or turns any."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    cleaned = _UNSAFE.sub("-", "".join(c for c in last if unicodedata.category(c)[0] != "C"))
    suffix = suffix_of(cleaned) if len(suffix_of(cleaned)) <= _LONGEST_SUFFIX else ""
    stem = cleaned[: len(cleaned) - len(suffix)] if suffix else cleaned
    stem = _cut(stem.strip(" .-"), _LONGEST_FILE_NAME - len(suffix.encode())).rstrip(" .-") or "article"
    return f"{'_' if stem.split('.')[0].lower() in _RESERVED else ''}{stem}{suffix}"


def _cut(text: str, most_bytes: int) -> str:
    return text.encode("utf-8", "ignore")[:most_bytes].decode("utf-8", "ignore")


def _keep_file(handed: Handed, folder: Path, most_bytes: int) -> Path:
    """Copy a file into its place, once it is known to hold an article."""
    size = _size(handed)
    if size > most_bytes:
        raise CorpusError(
            f"the file has {size} bytes and no more than {most_bytes} are taken: hand over a smaller one."
        )
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".", dir=folder) as place:  # hidden, so that nobody indexes it before
        draft = Path(place, safe_name(handed.name))
        shutil.copyfile(handed.path, draft)
        if said := _why_no_article(draft):
            raise CorpusError(
                f"the file holds no article that can be read ({said}): hand over one of the kinds that are read."
            )
        target = _reserved(draft, folder)
        os.replace(draft, target)  # noqa: PTH105 - the same, and it says that it replaces
    return target


def _size(handed: Handed) -> int:
    if not handed.path.is_file() or handed.path.is_symlink():
        raise CorpusError("the file is no longer here: hand it over again.")
    return handed.path.stat().st_size


def _reserved(draft: Path, folder: Path) -> Path:
    """A name that is free, held by an empty file, which nobody indexes.

    Raises:
        CorpusError: The file is there already, byte for byte.
    """
    suffix = suffix_of(draft.name)
    stem = draft.name[: len(draft.name) - len(suffix)]
    for number in count(1):
        target = folder / (draft.name if number == 1 else f"{stem}-{number}{suffix}")
        try:
            target.open("xb").close()
        except FileExistsError:
            if target.is_file() and filecmp.cmp(draft, target, shallow=False):
                raise CorpusError("the file was added before: it is in the archive already.") from None
        else:
            return target
    raise AssertionError("there is always another number")


def _keep(page: Fetched, folder: Path) -> Path:
    """Put a page into its file, once it is known to hold an article."""
    target = folder / _name(page.address)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, so that it takes its place in one step; hidden, so that nobody indexes it before.
    with TemporaryDirectory(prefix=".", dir=target.parent) as place:
        draft = Path(place, target.name)
        draft.write_bytes(_as_warc(page))
        _require_article(draft, page.address)
        if is_feed(page.body) and target.exists():
            with draft.open("ab") as stream:
                stream.write(target.read_bytes())
        os.replace(draft, target)  # noqa: PTH105 - the same, and it says that it replaces
    return target


def _why_no_article(file: Path) -> str:
    """Why a file gives no article; empty where it gives one."""
    if not file.stat().st_size:
        return "empty"
    if kind_of_name(file.name) is None:  # then its first bytes must say what it is
        with file.open("rb") as stream, suppress(BadZipFile):
            if isinstance(kind := recognise(stream, file.name), str):
                return f"unsupported type: {kind}"
    said = ""
    for read in read_articles(file, file.parent):
        if isinstance(read, Document):
            return ""
        said = said or getattr(read, "error", "") or getattr(read, "reason", "")
    return said or "nothing is in it"


def _require_article(file: Path, address: str) -> None:
    said = ""
    for read in read_articles(file, file.parent):
        if isinstance(read, Document):
            return
        said = said or getattr(read, "error", "") or getattr(read, "reason", "")
    raise WebError(f"{address!r} holds no article that can be read ({said}): name the page of one article, or a feed.")


def _as_warc(page: Fetched) -> bytes:
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True)
    headers = StatusAndHeaders("200 OK", list(page.headers), protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            page.address, "response", payload=BytesIO(page.body), length=len(page.body), http_headers=headers
        )
    )
    return stream.getvalue()


def _name(address: str) -> str:
    """The file of a page: in the folder of its host, under the end of its path, told from others by a digest."""
    parts = urlsplit(address)
    named = _NO_NAME.sub("-", PurePosixPath(unquote(parts.path)).stem)[:_LONGEST_NAME].strip("-.") or "index"
    host = _NO_NAME.sub("-", parts.netloc).strip("-.")
    return f"{host}/{named}-{sha256(address.encode()).hexdigest()[:12]}.warc.gz"

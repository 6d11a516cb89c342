"""Pages of the web become files of a folder, which is indexed like any other.

Each page is a WARC of its own, the usual form of such archives: its bytes as they came, with its address. A page that
is fetched again takes the place of the one before. Of a feed the older fetches stay behind the newest, for its older
entries are in them alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rag.corpus import is_feed, read_articles
from rag.errors import WebError
from rag.indexing import Progress, silent
from rag.types import Document, SyncFailure
from rag.web import Fetched, Web

__all__ = ["Added", "add_pages"]

_LONGEST_NAME = 60
_NO_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of some addresses.

    Attributes:
        files: Those in which their pages are kept now.
        failed: The addresses that gave no article, and why.
    """

    files: tuple[Path, ...]
    failed: tuple[SyncFailure, ...]


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

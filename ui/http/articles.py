"""The articles of the archive: listed, read, added, removed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from rag.types import Document, Handed, Listed, Order, Standing
from ui.http.asked import Added, Filtered, Stretch
from ui.http.faults import Json, NotThere, Unfit, in_words, refused, too_large, too_slow
from ui.http.room import Room, reader_of
from ui.serving.bodies import TooLarge, TooSlow, length_of
from ui.serving.chores import Chore

__all__ = ["article_routes"]

LISTED_AT_ONCE = 100
LONGEST_SEARCH = 300
"""Characters of a search in the list that are read."""


_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                            "description": "Articles, of any format that is indexed; each a part of this name.",
                        }
                    },
                }
            }
        },
    }
}
"""What is sent to `PUT /api/articles`, for the OpenAPI document: it is read as it comes, by no model."""


class Listing(Filtered):
    """Which part of the list is asked for."""

    text: str = Query("", max_length=LONGEST_SEARCH, description="Words of the title or the text.")
    order: Order = Query(Order.NEWEST)
    limit: int = Query(25, ge=1, le=LISTED_AT_ONCE)
    offset: int = Query(0, ge=0, le=10_000_000)


def article_routes(room: Room) -> APIRouter:
    """`/api/articles` and `/api/chores`."""
    router = APIRouter(prefix="/api", tags=["articles"])

    @router.get("/articles", summary="The articles that have some words and fit some filters")
    def listing(asked: Annotated[Listing, Query()]) -> Response:
        found = room.archive().listing(
            asked.text, asked.filters(), order=asked.order, limit=asked.limit, offset=asked.offset
        )
        return Json({
            "total": found.total, "whole": found.whole, "articles": list(map(_listed, found.articles)),
        })  # fmt: skip

    @router.get("/articles/{article_id}", summary="An article, or a stretch of it, as it was indexed")
    def read(article_id: str, asked: Annotated[Stretch, Query()]) -> Response:
        found = room.archive().versions([article_id]).get(article_id)
        if found is None:
            raise NotThere(f"there is no article {article_id[:80]!r}: /api/articles lists them.")
        return Json(_article(found.document, found.standing, asked))

    if room.serving.rules.changes:
        _changing(router, room)
    return router


def _changing(router: APIRouter, room: Room) -> None:
    """What changes the archive, where the settings let readers do so; it goes on behind the answer."""

    @router.post("/articles", status_code=202, summary="Fetch pages of the web and index them")
    def add(asked: Added, request: Request) -> Response:
        if (refusal := _refusal(room, request)) is not None:
            return refusal
        return _begun(room, request, taken=room.serving.chores.add_pages(reader_of(request), asked.addresses))

    @router.put("/articles", status_code=202, summary="Send files and have them indexed", openapi_extra=_FILES)
    async def send(request: Request) -> Response:
        if (refusal := _refusal(room, request)) is not None:
            return refusal
        return await _sent(room, request)

    @router.delete("/articles/{article_id}", status_code=202, summary="Take an article out of the archive")
    def remove(article_id: str, request: Request) -> Response:
        if article_id not in room.archive().fates([article_id]):
            raise NotThere(f"there is no article {article_id[:80]!r} that is searched: /api/articles lists them.")
        return _begun(room, request, taken=room.serving.chores.remove(reader_of(request), (article_id,)))

    @router.get("/chores", summary="How far the work is that you have begun")
    def chores(request: Request) -> Response:
        return Json(_chores(room, request))


def _refusal(room: Room, request: Request) -> Response | None:
    """Why nothing is added now: the settings say so, or too much was in the last minute."""
    if not room.serving.rules.upload:
        return refused(request, "nothing is added here: the setting `upload_files` says so.", 403, "closed")
    address = request.client.host if request.client else ""
    if wait := room.serving.limits.upload(reader_of(request), address):
        message = f"too much was sent in a minute: try again in {wait} seconds."
        return refused(request, message, 429, "rate_limit_exceeded", {"retry-after": str(wait)})
    return None


async def _sent(room: Room, request: Request) -> Response:
    most, reader, files = room.serving.rules.upload, reader_of(request), room.serving.settings.upload_files
    size = length_of(request)
    size = most if size is None else size  # what comes in pieces may be as much as there is room for
    if not await run_in_threadpool(room.serving.uploads.begin, reader, size):
        return _crowded(request, 30)
    try:
        async with request.form(max_files=files, max_fields=files) as form:
            handed = await run_in_threadpool(_kept, room, reader, form)
    except TooSlow:
        return too_slow(request)
    except TooLarge:
        return too_large(request, most)
    except HTTPException as error:
        fault = f"the files cannot be read ({error.detail}): send at most {files}, as multipart/form-data."
        raise Unfit(fault, "files") from None
    except (ClientDisconnect, OSError):
        raise Unfit("the files did not arrive whole, or could not be kept: send them again.", "files") from None
    finally:
        room.serving.uploads.end(reader, size)
    return _begun(room, request, taken=room.serving.chores.add_files(reader, handed))


def _kept(room: Room, reader: str, form: FormData) -> list[Handed]:
    """The files of a form where the archive takes them from, each in a folder of its own.

    Raises:
        Unfit: There is none, or one is too large.
    """
    files = [part for _, part in form.multi_items() if isinstance(part, UploadFile) and part.filename]
    if not files:
        raise Unfit("there is no file: send them as multipart/form-data, each as a part named `files`.", "files")
    most = room.serving.settings.upload_bytes
    if large := next((file.filename for file in files if (file.size or 0) > most), ""):
        raise Unfit(f"{_name(large)!r} is larger than {most} bytes, which is the most that is taken.", "files")
    return [_written(file, room.serving.uploads.place(reader)) for file in files]


def _written(file: UploadFile, folder: Path) -> Handed:
    name = _name(file.filename or "")
    target = folder / "sent"
    with target.open("wb") as writing:
        shutil.copyfileobj(file.file, writing)
    return Handed(name, target)


def _name(sent: str) -> str:
    """The last part of what a client calls a file, whatever system it comes from."""
    return PureWindowsPath(PurePosixPath(sent.replace("\0", "")).name).name[:200] or "sent"


def _begun(room: Room, request: Request, *, taken: bool) -> Response:
    if not taken:
        return _crowded(request, 5)
    return Json(_chores(room, request), 202)


def _crowded(request: Request, seconds: int) -> Response:
    message = f"too much waits to be indexed: try again in {seconds} seconds."
    return refused(request, message, 503, "crowded", {"retry-after": str(seconds)})


def _chores(room: Room, request: Request) -> dict[str, Any]:
    """The work that a reader has begun, told in their language."""
    say = partial(in_words, request)
    return {"chores": [_chore(chore, say) for chore in room.serving.chores.of(reader_of(request))]}


def _listed(article: Listed) -> dict[str, Any]:
    facts = asdict(article)
    return facts | {"published": article.published.isoformat() if article.published else None}


def _article(document: Document, standing: Standing, asked: Stretch) -> dict[str, Any]:
    text = document.text[asked.start : asked.end]
    return {
        "id": document.id,
        "title": document.title,
        "document": document.source,
        "published": document.published.isoformat() if document.published else None,
        "updated": document.updated.isoformat() if document.updated else None,
        "language": document.language,
        "outlet": document.outlet or None,
        "author": document.author or None,
        "section": document.section or None,
        "address": document.address or None,
        "standing": str(standing),
        "characters": len(document.text),
        "start": min(asked.start, len(document.text)),
        "end": min(asked.start, len(document.text)) + len(text),
        "text": text,
    }


def _chore(chore: Chore, say: Callable[[str], str]) -> dict[str, Any]:
    report, removal = chore.report, chore.removal
    return {
        "number": chore.number,
        "kind": str(chore.kind),
        "stage": str(chore.stage),
        "done": chore.done,
        "total": chore.total,
        "message": say(chore.message),
        "failed": [{"source": one.source, "error": say(one.error)} for one in chore.failed],
        "added": report.added,
        "updated": report.updated,
        "removed": report.deleted + removal.binned + removal.excluded,
    }

"""What bears on a question, and what the archive says of somebody else's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from rag.questions.options import filters_as_dict
from rag.types import Checked, Passage
from ui.contract import NO_FOLDERS, citation_json, claim_json, passages_json
from ui.http.asked import Searched, Verified
from ui.http.faults import Json, NotThere
from ui.http.room import Room
from ui.http.turns import computed
from ui.serving.opening import Archive

__all__ = ["checked_json", "finding_routes"]


def finding_routes(room: Room) -> APIRouter:
    """`/api/search`, `/api/verify`, `/api/passages`."""
    router = APIRouter(prefix="/api", tags=["search"])

    @router.post("/search", summary="The passages that bear on a question, best first")
    async def search(asked: Searched, request: Request) -> Response:
        room.admit(request)
        room.archive()
        work = partial(_found, room, asked)
        return Json(await computed(room, lambda desk, session: desk.search(session, work), request))

    @router.post("/verify", summary="A verdict for each sentence of a text, with the words that prove it")
    async def verify(asked: Verified, request: Request) -> Response:
        room.admit(request)
        room.archive()
        work = partial(_checked, asked)
        return Json(await computed(room, lambda desk, session: desk.read(session, work), request))

    @router.get("/passages/{passage_id}", summary="A passage by the id that `search` gives it")
    def passage(passage_id: str) -> Response:
        archive = room.archive()
        found = archive.passage(passage_id)
        if found is None:
            raise NotThere(f"there is no passage {passage_id[:80]!r} in any article that is searched.")
        [said] = passages_json([found], _folders(room, archive, [found.document.id]))
        return Json({name: said[name] for name in said if name not in ("score", "rank")} | _ids(found))

    return router


def _found(room: Room, asked: Searched, archive: Archive) -> dict[str, Any]:
    found = archive.find(asked.query, asked.k, filters=asked.filters(), takes_filters=not asked.as_words)
    said = passages_json(found.passages, _folders(room, archive, [p.document.id for p in found.passages]))
    return {
        "query": asked.query,
        "filters": filters_as_dict(found.query.filters),
        "passages": [one | _ids(passage) for one, passage in zip(said, found.passages, strict=True)],
    }


def _checked(asked: Verified, archive: Archive) -> dict[str, Any]:
    return checked_json(archive.check(asked.text, filters=asked.filters()))


def _folders(room: Room, archive: Archive, document_ids: Sequence[str]) -> Mapping[str, str]:
    """Where articles lie, which concerns nobody but who is at this machine."""
    return archive.folders(document_ids) if room.serving.rules.local_only else NO_FOLDERS


def _ids(passage: Passage) -> dict[str, str]:
    return {"id": passage.chunk.id, "article": passage.document.id}


def checked_json(checked: Checked) -> dict[str, Any]:
    """A text that was held against the archive, as JSON; offsets of claims, and of what claims nothing, are in it."""
    return {
        "text": checked.text,
        "claims": list(map(claim_json, checked.claims)),
        "citations": list(map(citation_json, checked.citations)),
        "unclaimed": [list(span) for span in checked.unclaimed],
    }

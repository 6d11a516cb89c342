"""A reader's conversations, and what they say of answers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ui.contract import citation_json, claim_json
from ui.http.asked import Conversation, Judged
from ui.http.faults import Json, NotThere, Unfit
from ui.http.room import Room, reader_of, revived
from ui.serving.conversation import Exchange
from ui.serving.feedback import Opinion

__all__ = ["reader_routes"]


def reader_routes(room: Room) -> APIRouter:
    """`/api/conversations` and `/api/feedback`."""
    router = APIRouter(prefix="/api", tags=["conversations"])

    @router.get("/conversations", summary="Your conversations, the latest first")
    def listed(request: Request, words: Annotated[str, Query(max_length=300)] = "") -> Response:
        room.require_reader()
        found = room.conversations.listed(reader_of(request), words)
        return Json({"conversations": [
            {"id": one.id, "title": one.title, "touched": one.touched.astimezone().isoformat()} for one in found
        ]})  # fmt: skip

    @router.get("/conversations/{place}", summary="The exchanges of one, the last of them or those before one")
    def read(place: str, request: Request, before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None) -> Response:
        title = _title(room, request, place)
        exchanges = revived(room, room.conversations.read(reader_of(request), place, before))
        return Json({"id": place, "title": title, "exchanges": list(map(_exchange, exchanges))})

    @router.patch("/conversations/{place}", summary="Give one another title")
    def rename(place: str, changed: Conversation, request: Request) -> Response:
        _title(room, request, place)
        room.conversations.rename(reader_of(request), place, changed.title)
        return Json({"id": place, "title": _title(room, request, place)})

    @router.delete("/conversations/{place}", status_code=204, summary="Delete one, with what was said of its answers")
    def delete(place: str, request: Request) -> Response:
        _title(room, request, place)
        room.conversations.delete(reader_of(request), place)
        return Response(status_code=204)

    @router.post("/feedback", summary="Say that an answer is good or wrong, or that a citation does not say it")
    def judge(said: Judged, request: Request) -> Response:
        _title(room, request, said.conversation)
        reader = reader_of(request)
        if said.opinion is None:
            room.feedback.take_back(reader, said.conversation, said.number, said.citation)
            return Json({"kept": False})
        shown = revived(room, room.conversations.read(reader, said.conversation, said.number + 1))
        opinion = Opinion(said.opinion)
        if not room.feedback.say(reader, said.conversation, shown, said.number, opinion, said.citation):
            raise Unfit("there is no such answer, or it has no such citation.", "number")
        if said.word:
            room.feedback.explain(reader, said.conversation, said.number, said.citation, said.word)
        return Json({"kept": True})

    return router


def _title(room: Room, request: Request, place: str) -> str:
    """The title of a conversation of a reader who is known.

    Raises:
        NotThere: It is not the reader's, or there is none.
    """
    room.require_reader()
    if title := room.conversations.title(reader_of(request), place):
        return title
    raise NotThere(f"there is no conversation {place[:80]!r}: /api/conversations lists yours.")


def _exchange(exchange: Exchange) -> dict[str, Any]:
    return {
        "number": exchange.number,
        "question": exchange.question,
        "phase": str(exchange.phase),
        "answer": exchange.text,
        "claims": list(map(claim_json, exchange.claims)),
        "citations": list(map(citation_json, exchange.citations)),
        "nearest": list(map(citation_json, exchange.nearest)),
        "note": exchange.note,
        "mode": str(exchange.mode),
        "model": exchange.model,
    }

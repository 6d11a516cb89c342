"""What is asked of every article that comes, and what was found: saved by `hemeroteca questions add`, read here."""

from __future__ import annotations

from collections import Counter
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from ui.http.faults import Json, NotThere, in_words
from ui.http.room import Room
from ui.serving.feed import FEED_TYPE, atom, latest, match_json, question_json
from ui.serving.saved import NoSuchQuestion, SavedQuestion

__all__ = ["saved_routes"]


def saved_routes(room: Room) -> APIRouter:
    """`/api/questions`."""
    router = APIRouter(prefix="/api", tags=["questions"])

    @router.get("/questions", summary="The questions that are asked of every article that comes")
    def listing() -> Response:
        found = Counter(match.question for match in room.saved.matches())
        return Json({
            "questions": [
                question_json(one) | {"matches": found[one.id], "feed": f"/api/questions/{one.id}/feed"}
                for one in room.saved.listed()
            ]
        })  # fmt: skip

    @router.get("/questions/{question_id}", summary="The articles that answer one, the latest first, with their words")
    def matches(question_id: str) -> Response:
        asked = _named(room, question_id)
        found = latest(room.saved, asked, room.archive().versions)
        return Json(question_json(asked) | {"matches": list(map(match_json, found))})

    @router.get("/questions/{question_id}/feed", summary="The same as an Atom feed")
    def feed(question_id: str, request: Request) -> Response:
        asked = _named(room, question_id)
        found = latest(room.saved, asked, room.archive().versions)
        return Response(atom(asked, found, partial(in_words, request)), media_type=FEED_TYPE)

    return router


def _named(room: Room, question_id: str) -> SavedQuestion:
    try:
        return room.saved.named(question_id)
    except NoSuchQuestion:
        raise NotThere(f"there is no saved question {question_id[:80]!r}: /api/questions lists them.") from None

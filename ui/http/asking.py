"""Questions: asked at the desk in their turn, told as they are answered, kept in a conversation where one is named."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from anyio import CancelScope
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from rag.errors import HemerotecaError
from rag.types import (
    Answer,
    Citation,
    ClaimVerified,
    Filters,
    Finished,
    Retracted,
    Retrieved,
    Token,
    Turn,
)
from ui.contract import NO_FOLDERS, answer_json, citation_json, claim_json, passages_json, trace_json
from ui.http.asked import Ask
from ui.http.faults import Json, NotThere, Unfit, said_of, text_of
from ui.http.room import Room, reader_of, revived
from ui.http.turns import Beat, fault_of, stepping, stopped
from ui.serving.conversation import NO_FILTERS, Exchange, advance, history
from ui.serving.desk import Broken, Desk, Step, Stopped, WaitingForArchive, WaitingForTurn

__all__ = ["EVENTS", "Wanted", "answer_of", "answered", "asking_routes", "event"]

_LOG = logging.getLogger(__name__)

EVENTS = "text/event-stream"
NEW = "new"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the desk takes it."""

    question: str
    turns: tuple[Turn, ...] = ()
    filters: Filters = NO_FILTERS
    takes_filters: bool = True

    def __call__(self, desk: Desk, session: str) -> Iterator[Step]:
        """Ask it."""
        asked = (session, self.question, self.turns, self.filters)
        return desk.ask(*asked, takes_filters=self.takes_filters)


async def answered(room: Room, wanted: Wanted, request: Request) -> Answer:
    """The answer to a question, once it is whole.

    Raises:
        HemerotecaError: It could not be answered, or was stopped.
    """
    async with aclosing(stepping(room, wanted, request, whole=True)) as steps:
        async for step in steps:
            if (answer := answer_of(step)) is not None:
                return answer
    raise stopped()


def answer_of(step: Step | Beat) -> Answer | None:
    """The answer that a step brings; None where it brings none yet.

    Raises:
        HemerotecaError: It says that there will be none.
    """
    match step:
        case Finished(answer):
            return answer
        case Broken() | Stopped():
            raise fault_of(step)
    return None


@dataclass(frozen=True, slots=True)
class _Kept:
    """Where a question is kept: whose conversation, its id, and the exchange as it was begun."""

    reader: str
    place: str
    exchange: Exchange


def asking_routes(room: Room) -> APIRouter:
    """`/api/ask`."""
    router = APIRouter(prefix="/api", tags=["ask"])

    @router.post("/ask", summary="Answer a question, each sentence with its verdict and the words that prove it")
    async def ask(asked: Ask, request: Request) -> Response:
        room.admit(request)
        filters = asked.filters()
        turns, kept = asked.turns(), None
        if asked.conversation is not None:
            turns, kept = await run_in_threadpool(_begun, room, asked, asked.conversation, reader_of(request))
        wanted = Wanted(asked.question, turns, filters, takes_filters=not asked.as_words)
        leaver, whole = (None if asked.stream else request), not asked.stream and kept is None
        steps = _keeping(room, stepping(room, wanted, leaver, whole=whole), kept)
        if asked.stream:
            told = _told(room, steps, kept, request, traced=asked.trace)
            return StreamingResponse(told, media_type=EVENTS)
        async with aclosing(steps):
            async for step in steps:
                if (answer := answer_of(step)) is not None:
                    return Json(await run_in_threadpool(_finished, room, answer, kept, traced=asked.trace))
        raise stopped()

    return router


def _begun(room: Room, asked: Ask, conversation: str, reader: str) -> tuple[tuple[Turn, ...], _Kept]:
    """What was said before a question in a conversation, and where it is kept."""
    room.require_reader()
    place = "" if conversation == NEW else conversation
    if asked.history:
        raise Unfit("a conversation has its own history: give one of the two.", "history")
    if place and not room.conversations.title(reader, place):
        raise NotThere(f"there is no conversation {place!r}: /api/conversations lists yours.")
    before = revived(room, room.conversations.read(reader, place)) if place else ()
    place, shown = room.conversations.begin(reader, place, before, asked.question)
    return history(shown[:-1]), _Kept(reader, place, shown[-1])


async def _keeping(room: Room, steps: AsyncGenerator[Step | Beat], kept: _Kept | None) -> AsyncGenerator[Step | Beat]:
    """The same steps; what has become of the question is kept before the last, and where nobody listens to the end."""
    exchange = kept.exchange if kept else None
    try:
        async with aclosing(steps):
            async for step in steps:
                if kept is not None and exchange is not None and step is not None:
                    exchange = advance(exchange, step)
                    if exchange.phase.final:
                        await run_in_threadpool(_keep, room, kept, exchange)
                yield step
    finally:
        if kept is not None and exchange is not None and not exchange.phase.final:
            with CancelScope(shield=True):
                await run_in_threadpool(_keep, room, kept, advance(exchange, Stopped()))


def _keep(room: Room, kept: _Kept, exchange: Exchange) -> None:
    """Keep what has become of a question; an answer that cannot be kept is an answer all the same."""
    try:
        room.conversations.write(kept.reader, kept.place, exchange)
    except HemerotecaError as error:
        _LOG.warning("an answer was not kept: %s", error)


async def _told(
    room: Room, steps: AsyncGenerator[Step | Beat], kept: _Kept | None, request: Request, *, traced: bool
) -> AsyncIterator[bytes]:
    """The events of an answer as lines."""
    try:
        async with aclosing(steps):
            async for step in steps:
                if (answer := answer_of(step)) is not None:
                    yield event("finished", await run_in_threadpool(_finished, room, answer, kept, traced=traced))
                elif step is None:
                    yield b": waiting\n\n"
                else:
                    yield event(*_event(step))
    except Exception as error:  # noqa: BLE001 - whatever it is, who listens hears of it
        yield event("error", said_of(error, request))


def event(name: str, data: Any) -> bytes:
    """A server-sent event."""
    return f"event: {name}\ndata: {text_of(data)}\n\n".encode("utf-8", "replace")


def _event(step: Step) -> tuple[str, Any]:
    match step:
        case WaitingForArchive(progress):
            return "waiting", {"for": "archive", "progress": progress}
        case WaitingForTurn(place, seconds):
            return "waiting", {"for": "turn", "place": place, "seconds": seconds}
        case Retrieved(standalone, passages):
            return "retrieved", {"searched": standalone, "passages": passages_json(passages)}
        case Token(text):
            return "token", {"text": text}
        case ClaimVerified(claim):
            return "claim", claim_json(claim) | {"cited": list(map(citation_json, claim.citations))}
        case Retracted(reason, _, start):
            return "retracted", {"start": start, "reason": reason}
    raise AssertionError(f"{step!r} is told otherwise")


def _finished(room: Room, answer: Answer, kept: _Kept | None, *, traced: bool) -> dict[str, Any]:
    """An answer as JSON, with where it is kept, and how it came about where that is `traced`."""
    told_of = {passage.document.id for passage in (*answer.passages, *(c.passage for c in _quoted(answer)))}
    folders = room.archive().folders(told_of) if room.serving.rules.local_only else NO_FOLDERS
    said = answer_json(answer, folders) | {"notice": answer.notice}
    said |= {"trace": trace_json(answer)} if traced else {}
    return said | ({"conversation": kept.place, "number": kept.exchange.number} if kept else {})


def _quoted(answer: Answer) -> tuple[Citation, ...]:
    return (*answer.citations, *answer.nearest)

"""Questions: asked at the desk in their turn, told as they are answered, kept in a conversation where one is named."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

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
from ui.http.turns import Errand, computed, fault_of, stepping
from ui.serving.conversation import NO_FILTERS, Exchange, advance, history
from ui.serving.desk import Broken, Desk, Done, Step, Stopped, WaitingForArchive, WaitingForTurn

__all__ = ["Wanted", "answer_of", "answered", "asking_routes", "event", "streamed"]

_LOG = logging.getLogger(__name__)

EVENTS = "text/event-stream"
WAITING = b": waiting\n\n"
"""What is sent while nothing happens."""
NEW = "new"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the desk takes it; where no `steps` are wanted, of those of an open archive only the last."""

    question: str
    turns: tuple[Turn, ...] = ()
    filters: Filters = NO_FILTERS
    takes_filters: bool = True
    steps: bool = False

    def __call__(self, desk: Desk, session: str) -> Iterator[Step]:
        """Ask it."""
        asked = (session, self.question, self.turns, self.filters)
        return desk.ask(*asked, takes_filters=self.takes_filters, whole=not self.steps)


async def answered(room: Room, wanted: Errand[Step], request: Request, made: Callable[[Answer], Any]) -> Response:
    """What is made of the answer to a question, once that is whole; in the thread in which it was asked.

    Raises:
        HemerotecaError: It could not be answered, or was stopped.
    """

    def asked(desk: Desk, session: str) -> Iterator[Step | Done[Response]]:
        for step in wanted(desk, session):
            yield Done(Json(made(step.answer))) if isinstance(step, Finished) else step

    return await computed(room, asked, request)


def streamed(room: Room, lines: Errand[bytes], request: Request, fault: Callable[[Any], bytes]) -> Response:
    """The lines that are made of what is asked, as they come; of what is raised, what `fault` makes of its JSON."""

    async def sent() -> AsyncIterator[bytes]:
        try:
            async with aclosing(stepping(room, lines)) as steps:
                async for line in steps:
                    yield line or WAITING
        except Exception as error:  # noqa: BLE001 - whatever it is, who listens hears of it
            yield fault(said_of(error, request))

    return StreamingResponse(sent(), media_type=EVENTS)


def answer_of(step: Step) -> Answer | None:
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
        steps = asked.stream or kept is not None
        wanted: Errand[Step] = Wanted(asked.question, turns, filters, takes_filters=not asked.as_words, steps=steps)
        if kept is not None:
            wanted = partial(_keeping, room, wanted, kept)
        made = partial(_finished, room, kept, traced=asked.trace)
        if asked.stream:
            return streamed(room, partial(_lines, wanted, made), request, partial(event, "error"))
        return await answered(room, wanted, request, made)

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


def _keeping(room: Room, wanted: Errand[Step], kept: _Kept, desk: Desk, session: str) -> Iterator[Step]:
    """Ask, and keep what has become of the question before the last step is told."""
    exchange = kept.exchange
    try:
        for step in wanted(desk, session):
            exchange = advance(exchange, step)
            if exchange.phase.final:
                _keep(room, kept, exchange)
            yield step
    finally:
        if not exchange.phase.final:
            _keep(room, kept, advance(exchange, Stopped()))


def _keep(room: Room, kept: _Kept, exchange: Exchange) -> None:
    """Keep what has become of a question; an answer that cannot be kept is an answer all the same."""
    try:
        room.conversations.write(kept.reader, kept.place, exchange)
    except HemerotecaError as error:
        _LOG.warning("an answer was not kept: %s", error)


def _lines(wanted: Errand[Step], made: Callable[[Answer], Any], desk: Desk, session: str) -> Iterator[bytes]:
    """The events of an answer as lines."""
    for step in wanted(desk, session):
        answer = answer_of(step)
        yield event(*_event(step)) if answer is None else event("finished", made(answer))


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


def _finished(room: Room, kept: _Kept | None, answer: Answer, *, traced: bool) -> dict[str, Any]:
    """An answer as JSON, with where it is kept, and how it came about where that is `traced`."""
    told_of = {passage.document.id for passage in (*answer.passages, *(c.passage for c in _quoted(answer)))}
    folders = room.archive().folders(told_of) if room.serving.rules.local_only else NO_FOLDERS
    said = answer_json(answer, folders) | {"notice": answer.notice}
    said |= {"trace": trace_json(answer)} if traced else {}
    return said | ({"conversation": kept.place, "number": kept.exchange.number} if kept else {})


def _quoted(answer: Answer) -> tuple[Citation, ...]:
    return (*answer.citations, *answer.nearest)
